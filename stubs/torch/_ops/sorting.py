"""Operators: sorting, binary search, and histograms."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind, is_number
from pytea._stubs.torch._ops._shared_reduction import flag, one_dim
from pytea.stubapi import (
    DType,
    Int,
    NamedResult,
    Size,
    Tensor,
    Unknown,
    UnknownUse,
    elementwise_strides,
    fail,
    fresh_size,
    grad_of,
    named_result,
    numel,
    op,
    require,
    require_same_device,
    result_type,
    smax,
    variants,
)
from pytea.stubapi.options import as_int, fail_type
from pytea.stubapi.shapes import render_shape
from pytea.values.dtype import FLOAT32, FLOAT64, INT32, INT64


def _sorted(name: str, input: Tensor, dim: Any, descending: Any) -> NamedResult:
    one_dim(name, input, dim)
    flag(name, "descending", descending) if not isinstance(descending, Unknown) else None
    check_kind(name, input.dtype, "C")
    strides = elementwise_strides((input,), input.shape)
    values = input.like(input.shape, strides=strides)
    return named_result(values=values, indices=values.changed(dtype=INT64, requires_grad=False))


@variants("sort")
def sort(
    input: Tensor, dim: Any = -1, descending: Any = False, *, stable: Any = None
) -> NamedResult:
    """input (*) -> values (*), indices (*)"""
    return _sorted("sort", input, dim, descending)


@variants("argsort")
def argsort(input: Tensor, dim: Any = -1, descending: Any = False, *, stable: Any = None) -> Tensor:
    """input (*) -> (*) of int64"""
    return _sorted("argsort", input, dim, descending)[1]  # type: ignore[no-any-return]


@variants("msort")
def msort(input: Tensor) -> Tensor:
    """input (*) -> (*), sorted along dim 0"""
    return _sorted("msort", input, 0, False)[0]  # type: ignore[no-any-return]


def _check_side(name: str, right: Any, side: Any) -> None:
    if side is None or isinstance(side, Unknown):
        return
    text = f"side must be 'left' or 'right', got {side!r}"
    require(side in ("left", "right"), text, "bad-argument")
    opposite = not isinstance(right, Unknown) and right and side == "left"
    require(not opposite, "right=True does not go with side='left'", "bad-argument")


def _positions(name: str, values: Any, boundaries: Tensor, out_int32: Any) -> Tensor:
    dtype = INT32 if flag(name, "out_int32", out_int32) else INT64
    require_same_device(boundaries, values if isinstance(values, Tensor) else None)
    model = values if isinstance(values, Tensor) else boundaries
    shape = values.shape if isinstance(values, Tensor) else Size(())
    check_kind(name, result_type(boundaries, values), "bc")
    return model.like(shape, layout="").changed(dtype=dtype, requires_grad=False)


@op("torch.searchsorted")
def searchsorted(
    sorted_sequence: Tensor,
    input: Any,
    *,
    out_int32: Any = False,
    right: Any = False,
    side: Any = None,
    sorter: Tensor | None = None,
) -> Tensor:
    """sorted_sequence (*, n) or (n,), input (*, m), any shape or a number -> shape of input"""
    name, edges = "searchsorted", sorted_sequence
    _check_side(name, right, side)
    shape = render_shape(edges.shape)
    require(edges.ndim > 0, "sorted_sequence must have at least 1 dim, got a 0-d tensor")
    if is_number(input):
        require(edges.ndim == 1, f"a number is searched only in a 1-d sequence, got {shape}")
    elif not isinstance(input, Tensor):
        fail_type(name, "input", input, "Tensor")
    elif edges.ndim != 1:
        text = f"input {render_shape(input.shape)} and sorted_sequence {shape} must agree but in the last dim"
        require(input.ndim == edges.ndim, text)
        for a, b in zip(input.shape[:-1], edges.shape[:-1], strict=True):
            require(a == b, text)
    if sorter is not None:
        _check_sorter(edges, sorter)
    return _positions(name, input, edges, out_int32)


def _check_sorter(edges: Tensor, sorter: Tensor) -> None:
    text = f"sorter {render_shape(sorter.shape)} must have the shape {render_shape(edges.shape)}"
    require(sorter.ndim == edges.ndim, text)
    for a, b in zip(sorter.shape, edges.shape, strict=True):
        require(a == b, text)
    if sorter.dtype is not None:
        require(
            sorter.dtype is INT64, f"sorter must be int64, got {sorter.dtype}", "dtype-mismatch"
        )
    if sorter.data is not None:
        size = edges.shape[-1]
        for position in sorter.data:
            text = f"sorter holds {position}, but the sequence has {size} elements"
            require((position >= 0) & (position < size), text, "index-out-of-range")


@op("torch.bucketize")
def bucketize(
    input: Any, boundaries: Tensor, *, out_int32: Any = False, right: Any = False
) -> Tensor:
    """input (*) or a number, boundaries (n,) -> (*)"""
    if not isinstance(input, Tensor) and not is_number(input):
        fail_type("bucketize", "input", input, "Tensor")
    require(boundaries.ndim == 1, f"boundaries must be 1-d, got {render_shape(boundaries.shape)}")
    return _positions("bucketize", input, boundaries, out_int32)


def _bins(name: str, bins: Any) -> Int:
    count = as_int(name, "bins", bins)
    require(count > 0, f"bins must be positive, got {count}", "bad-argument")
    return count


@variants("histc")
def histc(input: Tensor, bins: Any = 100, min: Any = 0, max: Any = 0) -> Tensor:
    """input (*) of floats -> (bins,)"""
    count = _bins("histc", bins)
    if is_number(min) and is_number(max) and not {type(min), type(max)} & {Unknown}:
        text = f"max is {max}, but min is {min}: it must not be smaller"
        require(max >= min, text, "bad-argument")
    check_kind("histc", input.dtype, "bic")
    return input.like((count,)).changed(requires_grad=False)


@variants("bincount")
def bincount(input: Tensor, weights: Tensor | None = None, minlength: Any = 0) -> Tensor:
    """input (n,) of integers >= 0, weights (n,) -> (k,), k greater than each of them"""
    shape = render_shape(input.shape)
    require(input.ndim == 1, f"input must be 1-d, got {shape}")
    check_kind("bincount", input.dtype, "bfc")
    least = as_int("bincount", "minlength", minlength)
    require(least >= 0, f"minlength must not be negative, got {least}", "bad-argument")
    dtype: DType | None = INT64
    if weights is not None:
        text = f"weights {render_shape(weights.shape)} must have the shape of input {shape}"
        require(weights.ndim == 1, text)
        require(weights.shape[0] == input.shape[0], text)
        dtype = weights.dtype if weights.dtype in (None, FLOAT32) else FLOAT64
    if input.data is not None:
        smallest = all(number >= 0 for number in input.data)
        require(smallest, "input must not hold negative numbers", "bad-argument")
    count = _count(input, least)
    return input.like((count,)).changed(dtype=dtype, requires_grad=False)


def _count(input: Tensor, least: Int) -> Int:
    if input.data is not None:
        largest = max(input.data) + 1 if input.data else 0
        return smax(least, largest)
    return fresh_size("num_bins", least if isinstance(least, int) else 0)


def _check_float(name: str, input: Tensor) -> None:
    check_kind(name, input.dtype, "bich")


def _check_weight(input: Tensor, weight: Tensor | None, shape: tuple[Int, ...]) -> None:
    if weight is None:
        return
    text = f"weight {render_shape(weight.shape)} must have the shape {render_shape(shape)}"
    require(weight.ndim == len(shape), text)
    for a, b in zip(weight.shape, shape, strict=True):
        require(a == b, text)
    if weight.dtype is not None and input.dtype is not None:
        text = f"weight is {weight.dtype}, but input is {input.dtype}"
        require(weight.dtype == input.dtype, text, "dtype-mismatch")


def _edges(name: str, input: Tensor, bins: Any) -> tuple[Int, Int]:
    """Returns the numbers of bins and of their edges along one dim."""
    if not isinstance(bins, Tensor):
        count = _bins(name, bins)
        return count, count + 1
    require(bins.ndim == 1, f"bins must be 1-d, got {render_shape(bins.shape)}")
    size = bins.shape[0]
    require(size >= 1, "bins must not be empty", "bad-argument")
    if bins.dtype is not None and input.dtype is not None:
        text = f"bins is {bins.dtype}, but input is {input.dtype}"
        require(bins.dtype == input.dtype, text, "dtype-mismatch")
    return size - 1, size


def _check_bounds(range_: Any, dims: int) -> None:
    if range_ is None or isinstance(range_, Unknown):
        return
    bounds = list(range_)
    text = f"range must have {2 * dims} numbers, got {len(bounds)}"
    require(len(bounds) == 2 * dims, text, "bad-argument")
    for low, high in zip(bounds[::2], bounds[1::2], strict=True):
        if not isinstance(low, Unknown) and not isinstance(high, Unknown):
            text = f"the lower bound {low} must not exceed the upper bound {high}"
            require(low <= high, text, "bad-argument")


@variants("histogram")
def histogram(
    input: Tensor,
    bins: Any = 100,
    *,
    range: Any = None,
    weight: Tensor | None = None,
    density: Any = False,
) -> NamedResult:
    """input (*), bins a number or edges (k + 1,) -> hist (k,), bin_edges (k + 1,)"""
    count, edges = _edges("histogram", input, bins)
    _check_bounds(range, 1)
    _check_weight(input, weight, tuple(input.shape))
    _check_float("histogram", input)
    if isinstance(bins, Tensor) and range is not None:
        fail("histogram() takes range only with a number of bins", "bad-argument", "TypeError")
    plain = input.like((count,)).changed(requires_grad=False)
    return named_result(hist=plain, bin_edges=plain.like((edges,)))


@op("torch.histogramdd")
def histogramdd(
    input: Tensor, bins: Any, range: Any = None, weight: Tensor | None = None, density: Any = False
) -> NamedResult:
    """input (*, d), bins per dim -> hist (k_1, ..., k_d), d tensors of edges"""
    require(input.ndim >= 2, f"input must have at least 2 dims, got {render_shape(input.shape)}")
    dims = input.shape[-1]
    if isinstance(bins, Unknown):
        raise UnknownUse(bins.reason)
    listed = isinstance(bins, (list, tuple))
    if isinstance(bins, Tensor):
        fail_type("histogramdd", "bins", bins, "int or a sequence")
    if listed:
        text = f"bins has {len(bins)} items, but the last dim of input has size {dims}"
        require(dims == len(bins), text)
    elif not isinstance(dims, int):
        raise UnknownUse("the number of dims of the histogram is not known")
    each = [_edges("histogramdd", input, b) for b in (bins if listed else (bins,) * dims)]
    _check_bounds(range, len(each))
    _check_weight(input, weight, tuple(input.shape[:-1]))
    _check_float("histogramdd", input)
    plain = input.like(tuple(count for count, _ in each)).changed(requires_grad=False)
    return named_result(hist=plain, bin_edges=tuple(plain.like((edges,)) for _, edges in each))


_INTERPOLATIONS = ("linear", "lower", "higher", "midpoint", "nearest")


def _quantile(
    name: str, input: Tensor, q: Any, dim: Any, keepdim: Any, interpolation: Any
) -> Tensor:
    if input.dtype is not None:
        text = f"{name}() takes float32 and float64, got {input.dtype}"
        require(input.dtype in (FLOAT32, FLOAT64), text, "dtype-mismatch")
    front = _quantile_points(name, input, q)
    if isinstance(interpolation, str):
        text = f"interpolation must be one of {_INTERPOLATIONS}, got {interpolation!r}"
        require(interpolation in _INTERPOLATIONS, text, "bad-argument")
    require(numel(input.shape) > 0, f"input must not be empty, got {render_shape(input.shape)}")
    keep = flag(name, "keepdim", keepdim)
    if dim is None:
        rest: tuple[Int, ...] = (1,) * input.ndim if keep else ()
    else:
        index = one_dim(name, input, dim)
        rest = (*input.shape[:index], *((1,) if keep else ()), *input.shape[index + 1 :])
        if not input.ndim:
            rest = ()
    strides = "unknown" if front else "contiguous"
    outcome = input.like((*front, *rest), strides=strides)
    return outcome.changed(requires_grad=grad_of(input.dtype, input))


def _quantile_points(name: str, input: Tensor, q: Any) -> tuple[Int, ...]:
    """Returns the dims that q puts in front of the result."""
    if isinstance(q, Tensor):
        require(q.ndim <= 1, f"q must be a number or 1-d, got {render_shape(q.shape)}")
        if q.dtype is not None and input.dtype is not None:
            text = f"q is {q.dtype}, but input is {input.dtype}"
            require(q.dtype == input.dtype, text, "dtype-mismatch")
        return tuple(q.shape)
    if not is_number(q):
        fail_type(name, "q", q, "float")
    if not isinstance(q, Unknown):
        require(0 <= q <= 1, f"q must be between 0 and 1, got {q}", "bad-argument")
    return ()


def _register_quantile(name: str) -> None:
    @variants(name)
    def quantile(
        input: Tensor,
        q: Any,
        dim: Any = None,
        keepdim: Any = False,
        *,
        interpolation: Any = "linear",
    ) -> Tensor:
        """input (*) of floats, q () or (k,) -> (k?, *) without dim"""
        return _quantile(name, input, q, dim, keepdim, interpolation)


_register_quantile("quantile")
_register_quantile("nanquantile")
