"""Dataclasses with slots that are quick to define, and immutable ones that are quick to make.

``dataclass`` compiles each method of each class by itself, which is a good part of the time that it
takes to load pytea: here one compilation gives a class what it needs, when it is needed. And a frozen dataclass stores
every field through ``object.__setattr__``, which makes a record with fourteen fields seven times as
dear as plain stores; the machine makes tens of thousands of them. Of an ``immutable`` one, type
checkers refuse an assignment, and run time pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

_COMPARISONS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
_METHODS = ("__init__", "__eq__", "__hash__", *_COMPARISONS)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def immutable(*, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]:
    """Returns a decorator like ``dataclass(frozen=True, slots=True)``: hashed by value if ``eq``."""
    signs = {"__eq__": "==", **(_COMPARISONS if order else {})} if eq else {}
    return lambda cls: _made(cls, signs, hashed=eq)


@dataclass_transform(field_specifiers=(field,))
def mutable(*, eq: bool = True) -> Callable[[type[T]], type[T]]:
    """Returns a decorator like ``dataclass(slots=True)``."""
    return lambda cls: _made(cls, {"__eq__": "=="} if eq else {}, hashed=False)


def _made(cls: type[T], signs: dict[str, str], *, hashed: bool) -> type[T]:
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = ["__init__", *signs, *(["__hash__"] if hashed and signs else [])]
    later = {name: _later(name, signs, hashed) for name in names if name not in cls.__dict__}
    methods: dict[str, Any] = {"__repr__": _repr, **later}
    if signs and not hashed:
        methods["__hash__"] = None
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _later(name: str, signs: dict[str, str], hashed: bool) -> Callable[..., Any]:
    """Returns a method that makes the methods of its class when one of them is called first."""

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        owner = next(cls for cls in type(self).__mro__ if cls.__dict__.get(name) is method)
        own = fields(owner)
        given: dict[str, Any] = {}
        source = [_initializer(own, given, hasattr(owner, "__post_init__"))]
        if signs:
            source += _by_value([item.name for item in own if item.compare], signs, hashed)
        exec("\n".join(source), given)
        for other in _METHODS:
            if other in given and getattr(owner.__dict__.get(other), "is_later", False):
                setattr(owner, other, given[other])
        return getattr(owner, name)(self, *args, **kwargs)

    method.is_later = True  # type: ignore[attr-defined]
    return method


def initialize_later(cls: type) -> None:
    """Gives a dataclass without ``__init__`` one that is compiled when it is called first."""
    cls.__init__ = _later("__init__", {}, hashed=False)  # type: ignore[misc]


def _initializer(own: tuple[Field[Any], ...], given: dict[str, Any], checks: bool) -> str:
    parameters, body = [], []
    for item in own:
        name, default = item.name, f"_{item.name}"
        if item.default is not MISSING:
            given[default] = item.default
        value, taken = name, name
        if item.default_factory is not MISSING:
            given[default] = item.default_factory
            value = f"{name}() if {name} is {default} else {name}" if item.init else f"{default}()"
        elif not item.init:
            value = default if default in given else ""
        if default in given:
            taken = f"{name}={default}"
        if item.init:
            parameters.append(taken)
        if value:
            body.append(f"  self.{name} = {value}")
    body.append("  self.__post_init__()" if checks else "  return")
    return "\n".join([f"def __init__(self, {', '.join(parameters)}):", *body])


def _by_value(names: list[str], signs: dict[str, str], hashed: bool) -> list[str]:
    ours = "".join(f"self.{name}, " for name in names)
    theirs = "".join(f"other.{name}, " for name in names)
    found = [f"def __hash__(self):\n  return hash(({ours}))"] if hashed else []
    return found + [
        f"def {name}(self, other):\n"
        f"  return ({ours}) {sign} ({theirs}) if other.__class__ is self.__class__ else NotImplemented"
        for name, sign in signs.items()
    ]


def _repr(self: Any) -> str:
    parts = ", ".join(
        f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr
    )
    return f"{type(self).__qualname__}({parts})"
