"""Arguments as torch's parser reads them: whole numbers, lists of them, gradient flags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea.records import immutable
from pytea.stubapi.context import fail
from pytea.stubapi.shapes import wrap_dim
from pytea.symbolic import Int, SymBool, SymInt
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown, UnknownUse


@immutable(eq=False)
class Numbers:
    """A list of whole numbers of which only ``count`` is known: how many there are.

    A stub whose parameter is annotated with this is given it for such a list.
    """

    count: Int


def is_int(value: object) -> bool:
    """Returns whether torch takes ``value`` where it wants an int: a number, not a bool."""
    return isinstance(value, (int, SymInt)) and not isinstance(value, bool)


def int_of(value: Any, name: str) -> Int:
    """Returns a whole number; an integer tensor with one known element counts as one."""
    if type(value) is int or isinstance(value, SymInt):
        return value
    if isinstance(value, Unknown):
        if value.kind not in ("", "int"):
            fail(f"{name} must be an int, got {value.kind}", "bad-argument", "TypeError")
        raise UnknownUse(value.reason)
    if isinstance(value, Tensor):
        return _int_of_tensor(value, name)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    kind = "bool" if isinstance(value, SymBool) else type(value).__name__
    fail(f"{name} must be an int, got {kind}", "bad-argument", "TypeError")
    raise AssertionError


def number_of(value: Any, name: str, *, whole: bool = False) -> Any:
    """Returns a real number, which may be unknown; a tensor with one element counts as one.

    Bools are numbers, None and complex numbers are not; with ``whole`` neither are floats and bools.
    """
    if isinstance(value, Unknown) and value.kind in ("", "float", "int", "bool"):
        return value
    if isinstance(value, Tensor) and (value.dtype is None or value.dtype.kind != "complex"):
        if value.data is not None and len(value.data) == 1:
            return value.data[0]
        return Unknown(f"{name} is the value of a tensor")
    if whole:
        return int_of(value, name)
    if isinstance(value, (int, float, SymInt, SymBool)):
        return value
    kind = type(value).__name__
    fail(f"{name} must be a real number, got {kind}", "bad-argument", "TypeError")
    raise AssertionError


def _int_of_tensor(value: Tensor, name: str) -> Int:
    if value.dtype is not None and value.dtype.kind != "int":
        fail(f"{name} must be an int, got a {value.dtype} tensor", "bad-argument", "TypeError")
    if value.data is None or len(value.data) != 1:
        raise UnknownUse(f"{name} is the value of a tensor")
    return int_of(value.data[0], name)


def ints_of(value: Any, name: str, *, single: bool = False) -> tuple[Int, ...]:
    """Returns a list or tuple of whole numbers; with ``single`` one number counts as a list.

    torch looks at the first item alone to tell such a list: the others may be bools.
    """
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    if isinstance(value, (list, tuple)):
        rest = (int(item) if isinstance(item, bool) else item for item in value[1:])
        return tuple(int_of(item, name) for item in (*value[:1], *rest))
    if single:
        return (int_of(value, name),)
    kind = type(value).__name__
    fail(f"{name} must be a tuple of ints, got {kind}", "bad-argument", "TypeError")
    raise AssertionError


def varargs_of(args: Sequence[Any], keyword: Any, name: str) -> tuple[Int, ...]:
    """Returns the ints of ``f(2, 3)``, ``f((2, 3))`` and ``f(name=(2, 3))``; none are refused."""
    if keyword is not None:
        if args:
            fail(f"{name} was given twice", "bad-argument", "TypeError")
        return ints_of(keyword, name)
    if not args:
        fail(f"missing the required argument {name}", "bad-argument", "TypeError")
    if len(args) == 1 and isinstance(args[0], (list, tuple, Unknown)):
        return ints_of(args[0], name)
    return ints_of(args, name)


def dim_of(dim: Any, ndim: int, name: str = "dim") -> int:
    """Returns a non-negative dim of a tensor; a 0-d tensor counts as 1-d.

    Raises UnknownUse for a dim that depends on a symbol.
    """
    number = int_of(dim, name)
    if isinstance(number, SymInt):
        raise UnknownUse(f"{name} is not a known number")
    return wrap_dim(number, ndim)


def require_tensor(value: object, name: str) -> None:
    """Demands a tensor where torch takes nothing else; raises UnknownUse for an unknown value."""
    if isinstance(value, Tensor):
        return
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    fail(f"{name} must be a Tensor, got {type(value).__name__}", "bad-argument", "TypeError")


def tensors_of(values: Any, name: str = "tensors") -> list[Tensor]:
    """Returns the items of a list or tuple of tensors."""
    if isinstance(values, Unknown):
        raise UnknownUse(values.reason)
    if not isinstance(values, (list, tuple)):
        kind = type(values).__name__
        fail(f"{name} must be a tuple of Tensors, got {kind}", "bad-argument", "TypeError")
    for index, value in enumerate(values):
        require_tensor(value, f"item {index} of {name}")
    return list(values)
