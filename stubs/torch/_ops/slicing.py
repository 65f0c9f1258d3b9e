"""Operators that pick a regular part: narrow, select, diagonal, unfold; and their scatter forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_views import (
    clamped_slice,
    diagonal_of,
    narrowed,
    selected,
    view_of,
)

from pytea.stubapi import (
    Int,
    Strides,
    Tensor,
    fail,
    ite,
    op,
    render,
    render_shape,
    require,
    variants,
)
from pytea.stubapi.arguments import dim_of, int_of, require_tensor
from pytea.stubapi.results import grad_of


@variants("narrow")
def narrow(input: Tensor, dim: Any, start: Any, length: Any) -> Tensor:
    """(*, S, *) -> (*, length, *)"""
    require(input.ndim > 0, "narrow() cannot be applied to a 0-d tensor", "dim-out-of-range")
    position = dim_of(dim, input.ndim)
    size, count = input.shape[position], int_of(length, "length")
    require(count >= 0, f"length must not be negative, got {render(count)}", "bad-argument")
    if isinstance(start, Tensor):
        whole = start.dtype is None or start.dtype.kind == "int"
        text = f"start must be a 0-d integer tensor, got {render_shape(start.shape)}"
        require(start.ndim == 0 and whole, text, "bad-argument")
    if isinstance(start, Tensor) and start.data is None:
        require(
            count <= size, f"length {render(count)} exceeds dim {position} of size {render(size)}"
        )
        return narrowed(input, position, 0, count).changed(data=None)
    first = int_of(start, "start")
    text = f"start {render(first)} is out of range for dim {position} of size {render(size)}"
    require((first >= -size) & (first <= size), text, "index-out-of-range", "IndexError")
    first = ite(first < 0, first + size, first)
    text = f"start {render(first)} + length {render(count)} exceeds dim {position}"
    text = f"{text} of size {render(size)}"
    require(first + count <= size, text, "index-out-of-range")
    return narrowed(input, position, first, count)


@variants("narrow_copy")
def narrow_copy(input: Tensor, dim: Any, start: Any, length: Any) -> Tensor:
    """(*, S, *) -> (*, length, *)"""
    return narrow(input, dim, start, length).changed(strides=Strides.CONTIGUOUS)


@variants("select")
def select(input: Tensor, dim: Any, index: Any) -> Tensor:
    """(*, S, *) -> (*, *)"""
    text = "select() cannot be applied to a 0-d tensor"
    require(input.ndim > 0, text, "dim-out-of-range", "IndexError")
    return selected(input, dim_of(dim, input.ndim), int_of(index, "index"))


@variants("diagonal")
def diagonal(input: Tensor, offset: Any = 0, dim1: Any = 0, dim2: Any = 1) -> Tensor:
    """(*, N, *, M, *) -> (*, *, *, length of the diagonal)"""
    first, second = dim_of(dim1, input.ndim, "dim1"), dim_of(dim2, input.ndim, "dim2")
    text = f"diagonal dimensions cannot be identical, got {dim1} and {dim2}"
    require(first != second, text, "dim-out-of-range")
    return diagonal_of(input, int_of(offset, "offset"), first, second)


@op("torch.linalg.diagonal")
def linalg_diagonal(A: Tensor, *, offset: Any = 0, dim1: Any = -2, dim2: Any = -1) -> Tensor:
    """(*, N, M) -> (*, length of the diagonal)"""
    return diagonal(A, offset, dim1, dim2)


@variants("diag")
def diag(input: Tensor, diagonal: Any = 0) -> Tensor:
    """(N) -> (N + |diagonal|, N + |diagonal|); (N, M) -> (length of the diagonal)"""
    offset = int_of(diagonal, "diagonal")
    shown = render_shape(input.shape)
    require(input.ndim in (1, 2), f"diag wants a 1-d or 2-d tensor, got {shown}")
    if input.ndim == 2:
        return diagonal_of(input, offset, 0, 1).changed(strides=Strides.CONTIGUOUS)
    size = input.shape[0] + abs(offset)
    return input.like((size, size))


@variants("diagflat")
def diagflat(input: Tensor, offset: Any = 0) -> Tensor:
    """(*) -> (numel + |offset|, numel + |offset|)"""
    size = input.numel() + abs(int_of(offset, "offset"))
    return input.like((size, size))


@variants("diag_embed")
def diag_embed(input: Tensor, offset: Any = 0, dim1: Any = -2, dim2: Any = -1) -> Tensor:
    """(*, N) -> (*, N + |offset|, N + |offset|) with the last two dims placed at dim1, dim2"""
    ndim = input.ndim + 1
    first, second = dim_of(dim1, ndim, "dim1"), dim_of(dim2, ndim, "dim2")
    text = f"diagonal dimensions cannot be identical, got {dim1} and {dim2}"
    require(first != second, text, "dim-out-of-range")
    size = input.shape[-1] + abs(int_of(offset, "offset"))
    shape = list(input.shape[:-1])
    for dim in sorted((first, second)):
        shape.insert(dim, size)
    return input.like(tuple(shape))


@op("torch.Tensor.unfold")
def unfold(input: Tensor, dimension: Any, size: Any, step: Any) -> Tensor:
    """(*, S, *) -> (*, (S - size) // step + 1, *, size)"""
    dim = dim_of(dimension, input.ndim, "dimension")
    window, hop = int_of(size, "size"), int_of(step, "step")
    extent = input.shape[dim] if input.ndim else 1
    require(window >= 0, f"size must not be negative, got {render(window)}", "bad-argument")
    text = f"size {render(window)} exceeds dim {dim} of size {render(extent)}"
    require(window <= extent, text)
    require(hop > 0, f"step must be positive, got {render(hop)}", "bad-argument")
    if input.ndim == 0:
        return view_of(input, (window,), lambda _: ((1,), 0))
    shape = list(input.shape)
    shape[dim] = (extent - window) // hop + 1

    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        moved = (*strides[:dim], strides[dim] * hop, *strides[dim + 1 :])
        return (*moved, strides[dim]), 0

    return view_of(input, (*shape, window), restride)


def _scattered(input: Tensor, src: Tensor, part: Tensor) -> Tensor:
    """Returns the result of writing ``src`` into the part of a copy of ``input``."""
    shown = f"src is {render_shape(src.shape)}, but the part has {render_shape(part.shape)}"
    require(src.ndim == part.ndim, shown)
    for given, wanted in zip(src.shape, part.shape, strict=True):
        require(given == wanted, shown)
    contiguous = input.strides == Strides.CONTIGUOUS
    strides = Strides.CONTIGUOUS if contiguous else Strides.UNKNOWN
    return input.like(strides=strides, requires_grad=grad_of(input.dtype, input, src))


@variants("select_scatter")
def select_scatter(input: Tensor, src: Tensor, dim: Any, index: Any) -> Tensor:
    """(*, S, *), src (*, *) -> (*, S, *)"""
    require_tensor(src, "src")
    return _scattered(input, src, select(input, dim, index))


@variants("slice_scatter")
def slice_scatter(
    input: Tensor, src: Tensor, dim: Any = 0, start: Any = None, end: Any = None, step: Any = 1
) -> Tensor:
    """(*, S, *), src (*, length of the slice, *) -> (*, S, *)"""
    require_tensor(src, "src")
    position = dim_of(dim, input.ndim)
    if input.ndim == 0:
        fail("slice_scatter() cannot be applied to a 0-d tensor", "dim-out-of-range")
    first, count, hop = clamped_slice(input.shape[position], start, end, step)
    return _scattered(input, src, narrowed(input, position, first, count, hop))


@variants("diagonal_scatter")
def diagonal_scatter(
    input: Tensor, src: Tensor, offset: Any = 0, dim1: Any = 0, dim2: Any = 1
) -> Tensor:
    """(*, N, *, M, *), src (*, length of the diagonal) -> (*, N, *, M, *)"""
    require_tensor(src, "src")
    return _scattered(input, src, diagonal(input, offset, dim1, dim2))
