"""The tensor operations of a run, for an observer that asks for them: what fed what, with shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pytea.records import immutable
from pytea.symbolic import render
from pytea.values.origin import Origin
from pytea.values.tensor import Tensor

if TYPE_CHECKING:
    from pytea.machine.observer import Observer

#: Operations of one run that are kept.
OPERATIONS = 5_000


@immutable()
class Operand:
    """A tensor that an operation was given."""

    shape: str
    origin: Origin | None
    #: Whether it is a parameter or buffer of a module.
    is_weight: bool


@immutable()
class Operation:
    """One call of an operator."""

    #: Identifies the operation where another one uses its result.
    origin: Origin
    operands: tuple[Operand, ...]
    outputs: tuple[str, ...]
    #: Whether the first operand is what was changed.
    in_place: bool = False
    #: Why torch refuses it; "" when it does not.
    error: str = ""


def show_operation(
    observer: Observer,
    origin: Origin,
    operands: list[Tensor],
    result: Any,
    binding: str,
    error: str,
) -> None:
    """Keeps an operation, while there are not too many."""
    if observer.operations is None or len(observer.operations) >= OPERATIONS:
        return
    shown = tuple(Operand(_shape(t), t.origin, _is_weight(t)) for t in operands)
    outputs = tuple(map(_shape, _tensors(result)))
    if shown or outputs or error:
        in_place = binding == "inplace" or bool(operands and result is operands[0])
        observer.operations.append(Operation(origin, shown, outputs, in_place, error))


def _is_weight(tensor: Tensor) -> bool:
    made_by_module = tensor.origin is not None and tensor.origin.operator.startswith("nn.")
    return made_by_module or tensor.kind in ("Parameter", "Buffer")


def _tensors(result: Any) -> Iterator[Tensor]:
    if isinstance(result, Tensor):
        yield result
    elif isinstance(result, (list, tuple)):
        yield from (item for item in result if isinstance(item, Tensor))


def _shape(tensor: Tensor) -> str:
    if tensor.sizes is None:
        return "?"
    texts = [render(size) for size in tensor.sizes]
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
