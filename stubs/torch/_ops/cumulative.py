"""Operators: softmax, running sums and products, differences, integrals along a dim."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind, fitted
from pytea._stubs.torch._ops._shared_reduction import (
    exact_sum_dtype,
    one_dim,
    pair,
    result,
)
from pytea.stubapi import (
    DType,
    Int,
    NamedResult,
    SymInt,
    Tensor,
    broadcast,
    elementwise_strides,
    fail,
    grad_of,
    op,
    require,
    require_same_device,
    require_writable,
    result_type,
    smax,
    to_float,
    variants,
)
from pytea.stubapi.options import as_dtype, as_int
from pytea.stubapi.shapes import numel, render_shape
from pytea.values.dtype import BOOL, UINT8


def _softmax(name: str, input: Tensor, dim: Any, dtype: Any) -> Tensor:
    kind = as_dtype(name, dtype, input.dtype)
    one_dim(name, input, dim)
    check_kind(name, kind, "bic")
    return result(input, tuple(input.shape), kind)


def _register_softmax(name: str) -> None:
    @op(f"torch.{name}", f"torch.Tensor.{name}")
    def softmax(input: Tensor, dim: Any, dtype: Any = None) -> Tensor:
        """input (*) of floats -> (*)"""
        return _softmax(name, input, dim, dtype)


_register_softmax("softmax")
_register_softmax("log_softmax")


@op("torch.special.softmax")
def special_softmax(input: Tensor, dim: Any, dtype: Any = None) -> Tensor:
    """input (*) of floats -> (*)"""
    return _softmax("softmax", input, dim, dtype)


@op("torch.special.log_softmax")
def special_log_softmax(input: Tensor, dim: Any, *, dtype: Any = None) -> Tensor:
    """input (*) of floats -> (*)"""
    return _softmax("log_softmax", input, dim, dtype)


def _register_running(name: str, function: Callable[[Any, Any], Any]) -> None:
    def running(input: Tensor, dim: Any, *, dtype: Any = None) -> Tensor:
        """input (*) -> (*); integers become int64"""
        one_dim(name, input, dim)
        kind = as_dtype(name, dtype, exact_sum_dtype(input.dtype))
        check_kind(name, kind, "b")
        outcome = result(input, tuple(input.shape), kind)
        if input.data is None or input.ndim != 1 or kind is None or kind.kind != "int":
            return outcome
        if not all(isinstance(x, (int, SymInt)) for x in input.data):
            return outcome
        return outcome.changed(data=fitted([*itertools.accumulate(input.data, function)], kind))

    def inplace(input: Tensor, dim: Any, *, dtype: Any = None) -> Tensor:
        """input (*), changed in place"""
        one_dim(name, input, dim)
        check_kind(name, input.dtype, "b")
        kind = as_dtype(name, dtype, input.dtype)
        text = f"{name}_ of a {input.dtype} tensor cannot give {kind}"
        require(kind is None or input.dtype is None or kind == input.dtype, text, "dtype-mismatch")
        require_writable(input)
        return input.changed(data=None)

    variants(name)(running)
    op(f"torch.Tensor.{name}_", binding="inplace")(inplace)


_register_running("cumsum", operator.add)
_register_running("cumprod", operator.mul)


@variants("logcumsumexp")
def logcumsumexp(input: Tensor, dim: Any) -> Tensor:
    """input (*) of floats -> (*)"""
    one_dim("logcumsumexp", input, dim)
    check_kind("logcumsumexp", input.dtype, "bi")
    return result(input, tuple(input.shape), input.dtype)


def _register_running_extremum(name: str) -> None:
    @variants(name)
    def running(input: Tensor, dim: Any) -> NamedResult:
        """input (*) -> values (*), indices (*)"""
        count = numel(input.shape)
        as_int(name, "dim", dim)
        if not (isinstance(count, int) and count == 0):  # torch does not look at dim then
            one_dim(name, input, dim)
        check_kind(name, input.dtype, "c")
        return pair(input, tuple(input.shape))


_register_running_extremum("cummax")
_register_running_extremum("cummin")


@variants("diff")
def diff(
    input: Tensor,
    n: Any = 1,
    dim: Any = -1,
    prepend: Tensor | None = None,
    append: Tensor | None = None,
) -> Tensor:
    """input (*, d, *) -> (*, d - n, *), after prepend and append have been added to d"""
    require(input.ndim >= 1, "input must have at least 1 dim, got a 0-d tensor")
    order = as_int("diff", "n", n)
    require(order >= 0, f"n must not be negative, got {order}", "bad-argument")
    if order == 0:
        return input.like(input.shape, strides=elementwise_strides((input,), input.shape))
    index = one_dim("diff", input, dim)
    size = input.shape[index]
    parts = [part for part in (prepend, append) if part is not None]
    require_same_device(input, *parts)
    for part in parts:
        text = f"{render_shape(part.shape)} does not go with input {render_shape(input.shape)}"
        require(part.ndim == input.ndim, text)
        for other, (a, b) in enumerate(zip(part.shape, input.shape, strict=True)):
            if other != index:
                require(a == b, text)
        size = size + part.shape[index]
    dtype = result_type(input, *parts)
    shape = (*input.shape[:index], smax(size - order, 0), *input.shape[index + 1 :])
    outcome = input.like(shape, layout="")
    return outcome.changed(dtype=dtype, requires_grad=grad_of(dtype, input, *parts))


def _spacing_length(spacing: Any) -> int | None:
    return len(spacing) if isinstance(spacing, (list, tuple)) else None


@op("torch.gradient")
def gradient(
    input: Tensor, *, spacing: Any = None, dim: Any = None, edge_order: Any = 1
) -> tuple[Tensor, ...]:
    """input (*) -> one (*) per dim"""
    listed = [dim] if isinstance(dim, int) else list(dim) if dim is not None else None
    dims = (
        [*range(input.ndim)] if listed is None else [one_dim("gradient", input, d) for d in listed]
    )
    require(len(set(dims)) == len(dims), "a dim appears twice in the list of dims", "bad-argument")
    count = _spacing_length(spacing)
    if count is not None:
        text = f"spacing has {count} items, but there are {len(dims)} dims"
        require(count == len(dims), text, "bad-argument")
    order = as_int("gradient", "edge_order", edge_order)
    require((order == 1) | (order == 2), f"edge_order must be 1 or 2, got {order}", "bad-argument")
    text = "gradient is not implemented for torch.uint8"
    require(input.dtype is not UINT8, text, "dtype-mismatch")
    require(input.ndim > 0 or not dims, "input must have at least 1 dim, got a 0-d tensor",
            "dim-out-of-range", "IndexError")  # fmt: skip
    for index in dims:
        size = input.shape[index]
        text = f"dim {index} has size {size}, but gradient needs at least {order + 1}"
        require(size >= order + 1, text)
    _check_coordinates(input, spacing, dims)
    dtype = to_float(input.dtype)
    return tuple(result(input, tuple(input.shape), dtype) for _ in dims)


def _check_coordinates(input: Tensor, spacing: Any, dims: list[int]) -> None:
    if not isinstance(spacing, (list, tuple)):
        return
    for coordinates in spacing:
        if isinstance(coordinates, Tensor):
            require_same_device(input, coordinates)
            text = f"a tensor in spacing must be 1-d, got {render_shape(coordinates.shape)}"
            require(coordinates.ndim == 1, text)


def _integral(
    name: str, y: Tensor, x: Tensor | None, dx: Any, dim: Any
) -> tuple[int, tuple[Int, ...], DType | None]:
    """Returns the dim, the shape of the summands and the dtype of an integral along a dim."""
    if x is not None and dx is not None:
        fail(f"{name}() takes x or dx, not both", "bad-argument", "TypeError")
    require(y.ndim > 0, "y must have at least 1 dim, got a 0-d tensor", "dim-out-of-range",
            "IndexError")  # fmt: skip
    index = one_dim(name, y, dim)
    for parameter, operand in (("y", y), ("x", x)):
        if operand is not None:
            text = f"{name} does not take bools as {parameter}"
            require(operand.dtype is not BOOL, text, "dtype-mismatch")
    size = smax(y.shape[index] - 1, 0)
    shape = (*y.shape[:index], size, *y.shape[index + 1 :])
    dtype = to_float(result_type(y)) if x is None else to_float(result_type(y, x))
    empty = (
        name != "cumulative_trapezoid" and isinstance(y.shape[index], int) and not y.shape[index]
    )
    if x is None or empty:  # torch does not look at x when there are no samples
        return index, shape, dtype
    return index, tuple(broadcast(shape, _widths(name, y, x, index))), dtype


def _widths(name: str, y: Tensor, x: Tensor, index: int) -> tuple[Int, ...]:
    """Returns the shape of the distances between the sample points, aligned with y."""
    if x.ndim == 1:
        text = f"x has {x.shape[0]} points, but y has {y.shape[index]} samples in dim {index}"
        require(x.shape[0] == y.shape[index], text)
        return (smax(x.shape[0] - 1, 0), *((1,) * (y.ndim - index - 1)))
    sizes = [*((1,) * (y.ndim - x.ndim)), *x.shape]
    sizes[index] = smax(sizes[index] - 1, 0)
    return tuple(sizes)


def _register_integral(name: str, cumulative: bool) -> None:
    @op(f"torch.{name}")
    def integral(y: Tensor, x: Tensor | None = None, *, dx: Any = None, dim: Any = -1) -> Tensor:
        """y (*, n, *), x (n,) or broadcastable -> (*) without dim, or (*, n - 1, *)"""
        index, shape, dtype = _integral(name, y, x, dx, dim)
        if not cumulative:
            shape = (*shape[:index], *shape[index + 1 :])
        outcome = y.like(shape, layout="")
        needs = grad_of(dtype, y, x) if x is not None else grad_of(dtype, y)
        return outcome.changed(dtype=dtype, requires_grad=needs)


_register_integral("trapezoid", cumulative=False)
_register_integral("trapz", cumulative=False)
_register_integral("cumulative_trapezoid", cumulative=True)
