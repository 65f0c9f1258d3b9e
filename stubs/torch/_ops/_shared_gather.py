"""What gather and scatter share: which index tensors they take, and when indices are in range."""

from __future__ import annotations

from pytea.stubapi import (
    Int,
    SymInt,
    Tensor,
    render,
    render_shape,
    require,
    require_same_device,
    same,
    numbers_in,
)
from pytea.stubapi.arguments import require_tensor
from pytea.stubapi.layouts import elementwise_strides


def kept_strides(input: Tensor) -> str | tuple[Int, ...]:
    """Returns the layout of a clone: dense strides are kept."""
    return elementwise_strides([input], input.shape)


def is_empty(tensor: Tensor) -> bool:
    """Returns whether a tensor certainly has no elements."""
    return any(same(size, 0) for size in tensor.shape)


def check_index(
    index: Tensor, input: Tensor, name: str, dtypes: tuple[str, ...] = ("int64", "int32")
) -> None:
    """Demands an index tensor of one of the dtypes, on the device of ``input``."""
    require_tensor(index, "index")
    require_same_device(input, index)
    if index.dtype is not None:
        wanted = " or ".join(dtypes)
        text = f"{name}(): expected {wanted} for index, got {index.dtype}"
        require(index.dtype.name in dtypes, text, "dtype-mismatch")


def require_within(
    index: Tensor, size: Int, *, negative: bool = False, exception: str = "IndexError"
) -> None:
    """Demands indices within a dim, where their values are known."""
    for number in numbers_in(index):
        if isinstance(number, (int, SymInt)):
            text = f"index {render(number)} is out of bounds for dimension of size {render(size)}"
            low = -size if negative else 0
            inside = (number >= low) & (number < size)
            require(inside, text, "index-out-of-range", exception)


def require_equal_dtypes(a: Tensor, b: Tensor, name: str, other: str = "source") -> None:
    """Demands that the input and another operand have one dtype."""
    if a.dtype is not None and b.dtype is not None:
        text = f"{name}(): input is {a.dtype}, but {other} is {b.dtype}: they must be equal"
        require(a.dtype == b.dtype, text, "dtype-mismatch")


def as_1d(tensor: Tensor) -> tuple[Int, ...]:
    """Returns the shape, of a 0-d tensor as if it had one dim."""
    return tuple(tensor.shape) or (1,)


def check_gather_shape(input: Tensor, index: Tensor, dim: int, src: Tensor | None = None) -> None:
    """Demands index sizes within those of ``input``, except in ``dim``, and within ``src``."""
    shape, wanted = as_1d(input), as_1d(index)
    shown = f"index is {render_shape(index.shape)}, but input is {render_shape(input.shape)}"
    require(len(shape) == len(wanted), f"{shown}: the numbers of dims must be equal")
    for other, (size, own) in enumerate(zip(wanted, shape, strict=True)):
        if other != dim and not same(size, own):
            text = f"{shown}: size {render(size)} of dim {other} exceeds {render(own)}"
            require(size <= own, text)
    if src is None:
        return
    given = as_1d(src)
    shown = f"index is {render_shape(index.shape)}, but src is {render_shape(src.shape)}"
    require(len(given) == len(wanted), f"{shown}: the numbers of dims must be equal")
    for other, (size, own) in enumerate(zip(wanted, given, strict=True)):
        if not same(size, own):
            text = f"{shown}: size {render(size)} of dim {other} exceeds {render(own)}"
            require(size <= own, text)
