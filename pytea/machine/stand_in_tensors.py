"""What stands for a tensor of unknown shape while a stub runs, and what is kept of the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea.records import immutable
from pytea.symbolic import SymKind, fresh_int
from pytea.values.tensor import Size, Strides, Tensor
from pytea.values.unknown import Unknown


@immutable()
class Learned:
    """A call with stand-ins for its unknown operands."""

    args: list[Any]
    kwargs: dict[str, Any]
    #: What becomes of the result.
    finish: Callable[[Any], Any]
    #: The operand whose dims are known from now on, with what stands for it.
    operand: Tensor | None = None
    known: Tensor | None = None


def is_known(arg: Any) -> bool:
    """Returns whether a value is a tensor with a shape."""
    return isinstance(arg, Tensor) and arg.sizes is not None


def any_sizes(count: int, operand: Tensor | Unknown | None, least: int = 0) -> tuple[Any, ...]:
    """Returns sizes that may be anything, the first from ``least`` on, in front of those that are known."""
    tail = (operand.tail or ())[-count:] if isinstance(operand, Tensor) and count else ()
    more = (f"D{number}" for number in range(2, count))
    names = ("N", "C", "H", "W", "D", *more)[: count - len(tail)]
    sizes = [fresh_int(name, SymKind.VARYING, least if name == "N" else 1) for name in names]
    return (*sizes, *tail)


def standing(operand: Tensor | Unknown, sizes: tuple[Any, ...]) -> Tensor:
    """Returns an operand with these sizes."""
    if isinstance(operand, Tensor):
        return operand.changed(sizes=Size(sizes), strides=Strides.UNKNOWN, data=None)
    return Tensor(Size(sizes), strides=Strides.UNKNOWN, requires_grad=None)


def same(result: Any) -> Any:
    """Keeps all of a result."""
    return result


def last_sizes(result: Any) -> Any:
    """Keeps the sizes of a result as those that it ends with."""
    return opened(result, result.sizes) if isinstance(result, Tensor) else result


def opened(result: Tensor, tail: tuple[Any, ...] | None) -> Tensor:
    """Returns a tensor of which only the last sizes are known."""
    return result.changed(sizes=None, strides=Strides.UNKNOWN, data=None, tail=Size(tail or ()))
