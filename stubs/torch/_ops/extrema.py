"""Operators: greatest, least and middle elements, and where they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind, check_operand
from pytea._stubs.torch._ops._shared_reduction import (
    MISSING,
    flag,
    indices,
    many_dims,
    one_dim,
    pair,
    reduced_data,
    reduced_shape,
    require_elements,
    require_some,
    result,
)
from pytea.stubapi import (
    OPERATORS,
    NamedResult,
    Tensor,
    fail,
    named_result,
    numel,
    require,
    smax,
    smin,
    variants,
)
from pytea.stubapi.options import as_int, fail_type
from pytea.stubapi.shapes import render_shape


def _pair_over(name: str, input: Tensor, dim: Any, keepdim: Any) -> NamedResult:
    """Returns values and indices of a reduction over one dim that must not be empty."""
    index = one_dim(name, input, dim)
    require_elements(name, input, (index,))
    return pair(input, reduced_shape(input, (index,), flag(name, "keepdim", keepdim)))


def _extremum_arguments(
    name: str, args: tuple[Any, ...], dim: Any, keepdim: Any, other: Any
) -> tuple[Any, Any, Any]:
    """Returns dim, keepdim and other of ``f(dim, keepdim)`` and of ``f(other)``."""
    if len(args) > 2 or (len(args) == 2 and keepdim is not MISSING):
        fail(f"{name}() takes at most 2 arguments", "bad-argument", "TypeError")
    if len(args) == 2:
        keepdim = args[1]
    if args:
        if isinstance(args[0], Tensor) and keepdim is MISSING:
            other = args[0]
        else:
            dim = args[0]
    if dim is MISSING and keepdim is not MISSING:
        fail(f"{name}() takes keepdim only together with dim", "bad-argument", "TypeError")
    if isinstance(dim, Tensor) and dim.ndim:
        fail_type(name, "dim", dim, "int")
    return dim, False if keepdim is MISSING else keepdim, other


def _register_extremum(name: str, values: Callable[[Any, Any], Any], pairwise: str) -> None:
    @variants(name)
    def extremum(
        input: Tensor,
        *args: Any,
        dim: Any = MISSING,
        keepdim: Any = MISSING,
        other: Any = MISSING,
    ) -> Any:
        """input (*) -> (), or (*) without dim and indices, or the extremum of two tensors"""
        dim, keepdim, other = _extremum_arguments(name, args, dim, keepdim, other)
        if other is not MISSING:
            check_operand(name, other, "other", numbers=False)
            return OPERATORS[f"torch.{pairwise}"].function(input, other)
        check_kind(name, input.dtype, "c")
        if dim is not MISSING:
            return _pair_over(name, input, dim, keepdim)
        require_some(name, input)
        dims = tuple(range(input.ndim))
        return reduced_data(input, result(input, (), input.dtype), dims, values, None)


_register_extremum("max", smax, "maximum")
_register_extremum("min", smin, "minimum")


def _register_arrayed(name: str) -> None:
    @variants(name)
    def extremum(input: Tensor, dim: Any = (), keepdim: Any = False) -> Tensor:
        """input (*) -> (*) without dim"""
        check_kind(name, input.dtype, "c")
        dims = many_dims(name, input, dim)
        if dim is None or (isinstance(dim, (list, tuple)) and not dim):
            require_some(name, input)
        require_elements(name, input, dims)
        return result(
            input, reduced_shape(input, dims, flag(name, "keepdim", keepdim)), input.dtype
        )


_register_arrayed("amax")
_register_arrayed("amin")


@variants("aminmax")
def aminmax(input: Tensor, *, dim: Any = None, keepdim: Any = False) -> NamedResult:
    """input (*) -> min and max, each () or (*) without dim"""
    check_kind("aminmax", input.dtype, "c")
    if dim is None:
        require_some("aminmax", input)
        dims = tuple(range(input.ndim))
    else:
        dims = many_dims("aminmax", input, one_dim("aminmax", input, dim))
        require_elements("aminmax", input, dims)
    shape = reduced_shape(input, dims, flag("aminmax", "keepdim", keepdim))
    return named_result(
        min=result(input, shape, input.dtype), max=result(input, shape, input.dtype)
    )


def _register_position(name: str) -> None:
    @variants(name)
    def position(input: Tensor, dim: Any = None, keepdim: Any = False) -> Tensor:
        """input (*) -> () or (*) without dim, of int64"""
        check_kind(name, input.dtype, "BC")
        if dim is None:
            text = f"{name}() of {render_shape(input.shape)}, which has no elements, needs a dim"
            require(numel(input.shape) > 0, text, exception="IndexError")
            dims = tuple(range(input.ndim))
        else:
            dims = (one_dim(name, input, dim),)
            require_elements(name, input, dims)
        return indices(input, reduced_shape(input, dims, flag(name, "keepdim", keepdim)))


_register_position("argmax")
_register_position("argmin")


def _register_median(name: str) -> None:
    @variants(name)
    def median(input: Tensor, dim: Any = MISSING, keepdim: Any = MISSING) -> Any:
        """input (*) -> (), or (*) without dim and indices"""
        check_kind(name, input.dtype, "bc")
        if dim is MISSING and keepdim is not MISSING:
            fail(f"{name}() takes keepdim only together with dim", "bad-argument", "TypeError")
        if dim is MISSING:
            return result(input, (), input.dtype)
        return _pair_over(name, input, dim, False if keepdim is MISSING else keepdim)


_register_median("median")
_register_median("nanmedian")


@variants("mode")
def mode(input: Tensor, dim: Any = -1, keepdim: Any = False) -> NamedResult:
    """input (*) -> (*) without dim, and indices"""
    check_kind("mode", input.dtype, "c")
    return _pair_over("mode", input, dim, keepdim)


@variants("kthvalue")
def kthvalue(input: Tensor, k: Any, dim: Any = -1, keepdim: Any = False) -> NamedResult:
    """input (*) -> (*) without dim, and indices"""
    index = one_dim("kthvalue", input, dim)
    count = as_int("kthvalue", "k", k)
    require_elements("kthvalue", input, (index,))
    length = input.shape[index] if input.ndim else 1
    text = f"k is {count}, but dim {index} has {length} elements"
    require((count >= 1) & (count <= length), text, "index-out-of-range")
    check_kind("kthvalue", input.dtype, "bc")
    return pair(input, reduced_shape(input, (index,), flag("kthvalue", "keepdim", keepdim)))


@variants("topk")
def topk(
    input: Tensor, k: Any, dim: Any = -1, largest: Any = True, sorted: Any = True
) -> NamedResult:
    """input (*, n, *) -> (*, k, *), and indices"""
    index = one_dim("topk", input, dim)
    count = as_int("topk", "k", k)
    length = input.shape[index] if input.ndim else 1
    text = f"k is {count}, but dim {index} of {render_shape(input.shape)} has {length} elements"
    require((count >= 0) & (count <= length), text, "index-out-of-range")
    check_kind("topk", input.dtype, "BC")
    shape = list(input.shape)
    if shape:
        shape[index] = count
    return pair(input, tuple(shape))
