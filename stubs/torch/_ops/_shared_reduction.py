"""What reductions share: which dims they run over, the shape they leave, known values."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import fitted
from pytea.stubapi import (
    DType,
    Int,
    NamedResult,
    Size,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    grad_of,
    named_result,
    require,
    wrap_dim,
    wrap_dims,
)
from pytea.stubapi.options import as_int, fail_type
from pytea.stubapi.shapes import numel, render_shape
from pytea.values.dtype import INT64


class _Missing:
    """The default of a parameter that may also be given as None."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()


def flag(name: str, parameter: str, value: Any) -> bool:
    """Returns a flag that decides about the result; refuses what is not a bool."""
    if isinstance(value, (bool, SymBool)):
        return bool(value)
    fail_type(name, parameter, value, "bool")


def one_dim(name: str, input: Tensor, dim: Any) -> int:
    """Returns a single dim, wrapped; a 0-d tensor has dim 0."""
    if isinstance(dim, (list, tuple)) or dim is None:
        fail_type(name, "dim", dim, "int")
    index = as_int(name, "dim", dim)
    if not isinstance(index, int):
        raise UnknownUse("the dim is not known")
    return wrap_dim(index, input.ndim)


def many_dims(name: str, input: Tensor, dim: Any) -> tuple[int, ...]:
    """Returns the dims to reduce, wrapped; None, MISSING and an empty sequence mean all."""
    require(input.ndim <= 64, f"{name}() takes at most 64 dims, got {input.ndim}", "bad-argument")
    if dim is None or dim is MISSING:
        return tuple(range(input.ndim))
    listed = tuple(dim) if isinstance(dim, (list, tuple)) else (dim,)
    wrapped = []
    for item in listed:
        index = as_int(name, "dim", item)
        if not isinstance(index, int):
            raise UnknownUse("the dim is not known")
        wrapped.append(index)
    return wrap_dims(wrapped, input.ndim)


def reduced_shape(input: Tensor, dims: tuple[int, ...], keepdim: bool) -> Size:
    """Returns the shape without the reduced dims, or with size 1 in their place."""
    if keepdim:
        return Size(1 if dim in dims else size for dim, size in enumerate(input.shape))
    return Size(size for dim, size in enumerate(input.shape) if dim not in dims)


def result(input: Tensor, shape: tuple[Int, ...], dtype: DType | None) -> Tensor:
    """Returns a contiguous result that is differentiable when its dtype is."""
    fresh = input.like(shape, layout="")
    return fresh.changed(dtype=dtype, requires_grad=grad_of(dtype, input))


def indices(input: Tensor, shape: tuple[Int, ...]) -> Tensor:
    """Returns a contiguous tensor of positions."""
    return input.like(shape, layout="").changed(dtype=INT64, requires_grad=False)


def pair(input: Tensor, shape: tuple[Int, ...]) -> NamedResult:
    """Returns values of the input's dtype and their indices."""
    values = result(input, shape, input.dtype)
    return named_result(values=values, indices=indices(input, shape))


def require_elements(name: str, input: Tensor, dims: tuple[int, ...]) -> None:
    """Refuses the reduction of dims of size 0 by a function that has no neutral element."""
    for dim in dims:
        if dim < input.ndim:
            text = f"{name}() cannot reduce dim {dim} of {render_shape(input.shape)}: its size is 0"
            require(input.shape[dim] > 0, text, exception="IndexError")


def require_some(name: str, input: Tensor) -> None:
    """Refuses the reduction of a tensor without elements to one element."""
    text = f"{name}() of {render_shape(input.shape)}, which has no elements, needs a dim"
    require(numel(input.shape) > 0, text)


def exact_sum_dtype(dtype: DType | None) -> DType | None:
    """Returns the dtype in which sums and products are kept: integers become int64."""
    if dtype is None:
        return None
    return INT64 if dtype.kind in ("bool", "int") else dtype


def reduced_data(
    input: Tensor, outcome: Tensor, dims: tuple[int, ...], function: Callable[[Any, Any], Any],
    start: Any,
) -> Tensor:  # fmt: skip
    """Returns the outcome with its only element, when all elements of the input are known."""
    if input.data is None or outcome.dtype is None or outcome.dtype.kind not in ("int", "bool"):
        return outcome
    if len(dims) != input.ndim or (not input.data and start is None):
        return outcome
    if any(isinstance(element, Unknown) for element in input.data):
        return outcome
    numbers = [int(e) if isinstance(e, bool) else e for e in input.data]
    if not all(isinstance(number, (int, SymInt)) for number in numbers):
        return outcome
    total = (
        functools.reduce(function, numbers)
        if start is None
        else functools.reduce(function, numbers, start)
    )
    return outcome.changed(data=fitted([total], outcome.dtype))
