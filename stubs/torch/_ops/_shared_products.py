"""What products of matrices share: dtype rules, the inner size, the result."""

from __future__ import annotations

from collections.abc import Sequence

from pytea.stubapi import (
    Int,
    Strides,
    Tensor,
    broadcast,
    fail,
    render,
    render_shape,
    require,
    require_same_device,
    same,
)
from pytea.stubapi.arguments import require_tensor
from pytea.stubapi.results import grad_of


def require_equal_dtypes(*named: tuple[str, Tensor]) -> None:
    """Demands that operands, given with their names, have one dtype."""
    first_name, first = named[0]
    for name, tensor in named[1:]:
        if first.dtype is not None and tensor.dtype is not None:
            text = f"{first_name} is {first.dtype}, but {name} is {tensor.dtype}: "
            require(first.dtype == tensor.dtype, f"{text}they must be equal", "dtype-mismatch")


def refuse_bool(tensor: Tensor, name: str) -> None:
    """Refuses bool operands of a product."""
    if tensor.dtype is not None and tensor.dtype.kind == "bool":
        fail(f"{name} is not implemented for torch.bool", "dtype-mismatch", "NotImplementedError")


def require_inner(a: Int, b: Int, shown: str) -> None:
    """Demands that the sizes over which is summed are equal."""
    if not same(a, b):
        require(a == b, f"{shown}: {render(a)} and {render(b)} must be equal")


def shown_pair(name: str, a: Tensor, other: str, b: Tensor) -> str:
    """Returns the beginning of a sentence about two operands."""
    return f"{name} is {render_shape(a.shape)} and {other} is {render_shape(b.shape)}"


def product_of(shape: Sequence[Int], first: Tensor, *others: Tensor) -> Tensor:
    """Returns a fresh contiguous result that depends on all operands.

    It is sparse only when all of them are.
    """
    tensors = (first, *others)
    plain = not any(t.layout for t in tensors)
    layout = first.layout if all(t.layout == first.layout for t in tensors) else ""
    dtype = next((t.dtype for t in tensors if t.dtype is not None), None)
    return first.like(tuple(shape)).changed(
        dtype=dtype,
        device=next((t.device for t in tensors if t.device is not None), None),
        requires_grad=grad_of(dtype, *tensors),
        strides=Strides.CONTIGUOUS if plain else Strides.UNKNOWN,
        layout=layout,
    )


def matmul_of(input: Tensor, other: Tensor) -> Tensor:
    """Returns ``torch.matmul(input, other)``."""
    require_tensor(input, "input")
    require_tensor(other, "other")
    shown = shown_pair("mat1", input, "mat2", other)
    require(input.ndim > 0 and other.ndim > 0, f"{shown}: both must be at least 1-d")
    require_same_device(input, other)
    batch: tuple[Int, ...] = ()
    if input.ndim > 2 or other.ndim > 2:
        batch = tuple(_broadcast_batch(input, other, shown))
    rows, inner = input.shape[-2:-1], input.shape[-1]
    columns = other.shape[-1:] if other.ndim > 1 else ()
    require_inner(inner, other.shape[0] if other.ndim == 1 else other.shape[-2], shown)
    require_equal_dtypes(("mat1", input), ("mat2", other))
    refuse_bool(input, "matmul")
    return product_of((*batch, *rows, *columns), input, other)


def _broadcast_batch(input: Tensor, other: Tensor, shown: str) -> Sequence[Int]:
    a, b = input.shape[:-2], other.shape[:-2]
    if a and b and len(a) == len(b):
        for size, wanted in zip(a, b, strict=True):
            if same(size, wanted):
                continue
            text = f"{shown}: batch sizes {render(size)} and {render(wanted)} must be equal or 1"
            require((size == wanted) | (size == 1) | (wanted == 1), text)
    return broadcast(a, b)
