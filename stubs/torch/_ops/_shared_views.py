"""Views that several operators are made of: reshaped, permuted, expanded records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from pytea._stubs.torch._ops._shared_strides import (
    Restriding,
    infer_sizes,
    layout_of,
    view_strides,
    viewed_data,
)

from pytea.stubapi import (
    Int,
    Strides,
    Tensor,
    holds,
    ite,
    numel,
    render,
    render_shape,
    require,
    same,
    seen_elements,
    smax,
    smin,
    strides_of,
    with_element,
)
from pytea.stubapi.arguments import int_of


def view_of(input: Tensor, shape: Sequence[Int], restride: Restriding) -> Tensor:
    """Returns a view: another shape over the same elements, with the strides torch gives it."""
    old = strides_of(input)
    strides = Strides.UNKNOWN if old is None else layout_of(shape, restride(old)[0])
    data = viewed_data(input, shape, restride) if input.data is not None else None
    seen = seen_elements(input, shape)
    view = input.like(tuple(shape), strides=strides, data=data, elements=seen)
    return with_element(view, input)


def copy_of(input: Tensor, shape: Sequence[Int], restride: Restriding) -> Tensor:
    """Returns a contiguous copy of what ``view_of`` would show."""
    data = viewed_data(input, shape, restride) if input.data is not None else None
    return input.like(tuple(shape), data=data, elements=seen_elements(input, shape))


def reject_view(input: Tensor, target: Sequence[Int]) -> str:
    """Returns the sentence for a view that memory does not allow."""
    return (
        f"{render_shape(input.shape)} with strides {render_shape(strides_of(input) or ())} cannot "
        f"be viewed as {render_shape(target)} without a copy: use reshape or contiguous"
    )


def view_as_sizes(input: Tensor, sizes: Sequence[Int]) -> Tensor:
    """Returns ``input.view(sizes)``; refuses what the strides do not allow."""
    target = infer_sizes(sizes, numel(input.shape), lambda: render_shape(input.shape))
    strides: str | tuple[Int, ...] = input.strides
    if not isinstance(strides, str):
        found, possible = view_strides(input.shape, strides, target)
        if possible is not True:
            require(possible, reject_view(input, target), "bad-reshape")
        strides = Strides.UNKNOWN if found is None else layout_of(target, found)
    return input.like(target, strides=strides, data=input.data, elements=input.elements)


def reshaped(input: Tensor, sizes: Sequence[Int]) -> Tensor:
    """Returns ``input.reshape(sizes)``: a view if the strides allow it, else a contiguous copy."""
    target = infer_sizes(sizes, numel(input.shape), lambda: render_shape(input.shape))
    strides: str | tuple[Int, ...] = input.strides
    if not isinstance(strides, str):
        found, possible = view_strides(input.shape, strides, target)
        if possible is False:
            strides = Strides.CONTIGUOUS
        else:
            unclear = found is None or possible is not True
            strides = Strides.UNKNOWN if unclear else layout_of(target, found or ())
    return input.like(target, strides=strides, data=input.data, elements=input.elements)


def permuted(input: Tensor, order: Sequence[int]) -> Tensor:
    """Returns a view whose dim ``i`` is dim ``order[i]`` of ``input``."""
    shape = [input.shape[dim] for dim in order]
    return view_of(input, shape, lambda strides: ([strides[dim] for dim in order], 0))


def swapped(input: Tensor, first: int, second: int) -> Tensor:
    """Returns a view with two dims exchanged."""
    order = list(range(input.ndim))
    if order:
        order[first], order[second] = order[second], order[first]
    return permuted(input, order)


def expanded(input: Tensor, sizes: Sequence[Int]) -> Tensor:
    """Returns ``input.expand(sizes)``: a view in which dims of size 1 are repeated."""
    shape, lead = input.shape, len(sizes) - input.ndim
    shown = f"{render_shape(shape)} cannot be expanded to {render_shape(sizes)}"
    require(lead >= 0, f"{shown}: too few sizes", "not-broadcastable")
    result: list[Int] = list(sizes)
    repeated = [True] * len(sizes)
    for dim, size in enumerate(sizes):
        unknown_size = type(size) is int and size == -1
        if dim < lead:
            text = f"{shown}: size {render(size)} of new dim {dim} must be given"
            require(size >= 0, text, "not-broadcastable")
        elif unknown_size or same(size, shape[dim - lead]):
            result[dim], repeated[dim] = shape[dim - lead], False
        else:
            old = shape[dim - lead]
            text = f"{shown}: size {render(old)} of dim {dim - lead} must be 1 or {render(size)}"
            require((old == 1) & (size >= 0) | (old == size), text, "not-broadcastable")
            repeated[dim] = old == 1  # type: ignore[assignment]
    return _expanded_view(input, result, repeated, lead)


def _expanded_view(
    input: Tensor, shape: Sequence[Int], repeated: Sequence[Any], lead: int
) -> Tensor:
    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        inner = [
            0 if repeated[lead + dim] is True else stride for dim, stride in enumerate(strides)
        ]
        return (*(0 for _ in range(lead)), *inner), 0

    result = view_of(input, shape, restride).changed(elements=input.elements)
    certain = all(flag is True or flag is False for flag in repeated)
    return (
        result if certain else result.changed(strides="unknown", data=None, elements=input.elements)
    )


def clamped_slice(size: Int, start: Any, stop: Any, step: Any) -> tuple[Int, Int, Int]:
    """Returns (first, count, step) of ``start:stop:step`` over a dim, by torch's slicing rule."""
    hop = 1 if step is None else int_of(step, "step")
    require(hop > 0, f"slice step must be positive, got {render(hop)}", "bad-argument")
    first = 0 if start is None else clamped(int_of(start, "start"), size)
    last = size if stop is None else clamped(int_of(stop, "end"), size)
    span = last - first
    if not holds(span >= 0):
        span = smax(span, 0)
    return first, span if hop == 1 else (span + hop - 1) // hop, hop


def clamped(bound: Int, size: Int) -> Int:
    """Returns a slice bound counted from the start and kept within the dim."""
    negative = bound < 0
    if negative is True:
        return smax(bound + size, 0)
    if negative is False or holds(bound >= 0):
        return bound if holds(bound <= size) else smin(bound, size)
    return ite(negative, smax(bound + size, 0), smin(bound, size))


def narrowed(input: Tensor, dim: int, first: Int, count: Int, step: Int = 1) -> Tensor:
    """Returns a view of ``count`` steps along one dim; the bounds are taken to fit."""
    shape = (*input.shape[:dim], count, *input.shape[dim + 1 :])

    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        moved = (*strides[:dim], strides[dim] * step, *strides[dim + 1 :])
        return moved, strides[dim] * first

    return view_of(input, shape, restride)


def selected(input: Tensor, dim: int, index: Int) -> Tensor:
    """Returns a view without one dim, at the given index."""
    size = input.shape[dim]
    text = f"index {render(index)} is out of range for dim {dim} of size {render(size)}"
    require((index >= -size) & (index < size), text, "index-out-of-range", "IndexError")
    shape = (*input.shape[:dim], *input.shape[dim + 1 :])

    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        first = ite(index < 0, index + size, index)
        return (*strides[:dim], *strides[dim + 1 :]), strides[dim] * first

    return view_of(input, shape, restride)


def diagonal_of(input: Tensor, offset: Int, first: int, second: int) -> Tensor:
    """Returns the view of a diagonal, which becomes the last dim."""
    rows, columns = input.shape[first], input.shape[second]
    below = smin(rows + offset, columns)
    count = smax(ite(offset >= 0, smin(rows, columns - offset), below), 0)
    rest = [dim for dim in range(input.ndim) if dim not in (first, second)]

    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        along = strides[first] + strides[second]
        start = ite(offset >= 0, strides[second] * offset, -strides[first] * offset)
        return (*(strides[dim] for dim in rest), along), start

    return view_of(input, (*(input.shape[dim] for dim in rest), count), restride)


def inplace_of(function: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """Returns the form of a view that changes its first argument: its shape and strides only."""

    @wraps(function)
    def inplace(input: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        result = function(input, *args, **kwargs)
        return input.changed(
            sizes=result.sizes, strides=result.strides, data=result.data, elements=result.elements
        )

    return inplace
