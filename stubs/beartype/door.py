"""beartype.door: whether a value is what a type hint says."""

import typing
from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from _pytea import is_known, unknown
from beartype.roar import BeartypeDoorHintViolation

_CONTAINERS = (list, set, frozenset)
_REASON = "whether a value is what a type hint says"


def is_bearable(obj, hint, *, conf=None):
    if not is_known(hint) or not is_known(obj):
        return unknown(_REASON, "bool")
    if hint is Any or hint is object:
        return True
    if hint is None:
        return obj is None
    if hint in (list, set, frozenset, dict, tuple, type):
        # what such a class was given in brackets is not kept
        return unknown(_REASON, "bool") if isinstance(obj, hint) else False
    if isinstance(hint, type):
        return isinstance(obj, hint)
    if hint is Callable or hint is typing.Callable:
        return callable(obj)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Union or origin is UnionType:
        return any([is_bearable(obj, arg) for arg in args])
    if origin is Literal:
        return obj in args
    if origin in _CONTAINERS:
        return isinstance(obj, origin) and all([is_bearable(item, args[0]) for item in obj])
    if origin is dict:
        if not isinstance(obj, dict):
            return False
        keys = all([is_bearable(key, args[0]) for key in obj])
        return keys and all([is_bearable(value, args[1]) for value in obj.values()])
    if origin is tuple:
        if not isinstance(obj, tuple):
            return False
        if len(args) == 2 and args[1] is ...:
            return all([is_bearable(item, args[0]) for item in obj])
        return len(obj) == len(args) and all([is_bearable(a, b) for a, b in zip(obj, args)])
    if origin is Annotated and not is_bearable(obj, args[0]):
        return False
    return unknown(_REASON, "bool")


def die_if_unbearable(obj, hint, *, conf=None, exception_prefix=""):
    if is_bearable(obj, hint) is False:
        raise BeartypeDoorHintViolation(exception_prefix)


def is_subhint(subhint, superhint):
    if isinstance(subhint, type) and isinstance(superhint, type):
        return issubclass(subhint, superhint)
    return unknown("whether one type hint says what another one does", "bool")
