"""What the losses share: reductions, promotion, the warning for a broadcast target."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import common_strides, reduction_name, result_of
from pytea.stubapi import (
    DType,
    Int,
    Size,
    Strides,
    Tensor,
    broadcast,
    render_shape,
    require,
    require_same_device,
    result_type,
    same,
    warn,
)


def reduced(
    input: Tensor,
    shape: tuple[Int, ...],
    reduction: Any,
    *others: Tensor | None,
    dtype: DType | str | None = "same",
) -> Tensor:
    """Returns a loss of ``shape``, or a 0-d one for the reductions "mean" and "sum"."""
    kept = reduction == "none"
    strides = common_strides(input, *others) if kept else Strides.CONTIGUOUS
    return result_of(input, tuple(shape) if kept else (), *others, dtype=dtype, strides=strides)


def chosen_reduction(reduction: Any, size_average: Any, reduce: Any) -> str:
    """Returns the reduction that the three parameters of a loss stand for."""
    return reduction_name(reduction, size_average, reduce)


def promoted(*tensors: Tensor | None) -> DType | None:
    """Returns the common dtype of operands; None when one is not known."""
    return result_type(*(t for t in tensors if t is not None))


def promoted_expanded(*tensors: Tensor) -> DType | None:
    """Returns the common dtype of operands after they were broadcast to one shape.

    A 0-d tensor then counts like the others. None when a dtype is not known.
    """
    present = list(tensors)
    if any(t.sizes is not None and t.ndim for t in present):
        present = [t if t.sizes is None or t.ndim else t.changed(sizes=Size((1,))) for t in present]
    return result_type(*present)


def broadcast_operands(*tensors: Tensor | None) -> tuple[Int, ...]:
    """Returns the common shape of operands on one device."""
    present = [t for t in tensors if t is not None]
    require_same_device(*present)
    return broadcast(*(t.shape for t in present))


def warn_if_broadcast(input: Tensor, target: Tensor, name: str) -> None:
    """Reports shapes that certainly differ: the loss is over their outer combination."""
    if all(same(size, 1) for size in (*input.shape, *target.shape)):
        return
    differ = input.ndim != target.ndim or any(
        (a == b) is False for a, b in zip(input.shape, target.shape, strict=True)
    )
    if differ:
        warn(
            "loss-broadcast",
            f"{name} of input {render_shape(input.shape)} and target "
            f"{render_shape(target.shape)} broadcasts them to "
            f"{render_shape(broadcast(input.shape, target.shape))}",
        )


def require_same_shape(a: Tensor, b: Tensor, message: str, exception: str = "ValueError") -> None:
    """Demands equal shapes."""
    require(a.ndim == b.ndim, message, exception=exception)
    for size, other in zip(a.shape, b.shape, strict=True):
        require(size == other, message, exception=exception)
