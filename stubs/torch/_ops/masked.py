"""Operators: torch.masked: reductions and normalisations that leave out what a mask hides."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind, fresh
from pytea._stubs.torch._ops._shared_reduction import (
    exact_sum_dtype,
    flag,
    many_dims,
    one_dim,
    reduced_shape,
    require_elements,
    result,
)
from pytea.stubapi import (
    DType,
    Tensor,
    op,
    require,
    require_broadcastable_to,
    require_same_device,
    result_type,
    to_float,
)
from pytea.stubapi.options import as_dtype
from pytea.stubapi.shapes import render_shape


def _check_mask(input: Tensor, mask: Tensor | None) -> None:
    if mask is None:
        return
    require_same_device(input, mask)
    text = f"mask {render_shape(mask.shape)} is not broadcastable to {render_shape(input.shape)}"
    require(mask.ndim <= input.ndim, text, "not-broadcastable", "IndexError")
    require_broadcastable_to(mask.shape, input.shape, text)


def _require_float(name: str, dtype: DType | None, exception: str = "RuntimeError") -> None:
    if dtype is not None:
        text = f"masked.{name}() takes floats and complex numbers, got {dtype}"
        require(dtype.kind in ("float", "complex"), text, "dtype-mismatch", exception)


def _result_dtype(name: str, input: Tensor, dtype: Any) -> DType | None:
    """Returns the dtype of a reduction, which integers take part in as torch decides by name."""
    default = input.dtype
    if name in ("sum", "prod"):
        default = exact_sum_dtype(input.dtype)
    elif name in ("std", "var"):
        default = to_float(input.dtype)
    kind = as_dtype(name, dtype, default)
    if name == "std":
        kind = to_float(kind)
    if name == "median" and input.dtype is not None and input.dtype.kind == "float":
        kind = input.dtype
    if name in ("mean", "norm"):
        _require_float(name, kind, "ValueError" if name == "mean" else "RuntimeError")
    return kind


def _reduce(
    name: str, input: Tensor, dim: Any, keepdim: Any, dtype: Any, mask: Tensor | None
) -> Tensor:
    dims = many_dims(name, input, dim)
    kind = _result_dtype(name, input, dtype)
    _check_mask(input, mask)
    return result(input, reduced_shape(input, dims, flag(name, "keepdim", keepdim)), kind)


def _register_reduction(name: str) -> None:
    @op(f"torch.masked.{name}")
    def reduction(
        input: Tensor,
        dim: Any = None,
        *,
        keepdim: Any = False,
        dtype: Any = None,
        mask: Tensor | None = None,
    ) -> Tensor:
        """input (*), mask broadcastable to (*) -> () or (*) without dim"""
        return _reduce(name, input, dim, keepdim, dtype, mask)


for _name in ("sum", "prod", "mean", "amax", "amin", "logsumexp"):
    _register_reduction(_name)


def _register_spread(name: str) -> None:
    @op(f"torch.masked.{name}")
    def spread(
        input: Tensor,
        dim: Any = None,
        unbiased: Any = None,
        *,
        correction: Any = None,
        keepdim: Any = False,
        dtype: Any = None,
        mask: Tensor | None = None,
    ) -> Tensor:
        """input (*), mask broadcastable to (*) -> () or (*) without dim"""
        both = unbiased is not None and correction is not None
        require(not both, "only one of unbiased and correction can be given", "bad-argument")
        return _reduce(name, input, dim, keepdim, dtype, mask)


_register_spread("std")
_register_spread("var")


@op("torch.masked.norm")
def norm(
    input: Tensor,
    ord: Any = 2.0,
    dim: Any = None,
    *,
    keepdim: Any = False,
    dtype: Any = None,
    mask: Tensor | None = None,
) -> Tensor:
    """input (*) of floats, mask broadcastable to (*) -> () or (*) without dim"""
    return _reduce("norm", input, dim, keepdim, dtype, mask)


def _register_position(name: str) -> None:
    @op(f"torch.masked.{name}")
    def position(
        input: Tensor,
        dim: Any = None,
        *,
        keepdim: Any = False,
        dtype: Any = None,
        mask: Tensor | None = None,
    ) -> Tensor:
        """input (*), mask broadcastable to (*) -> () or (*) without dim, in the dtype of input"""
        check_kind(name, input.dtype, "BC")
        dims = many_dims(name, input, None if dim is None else one_dim(name, input, dim))
        require_elements(name, input, dims)
        return _reduce(name, input, dim, keepdim, dtype, mask)


_register_position("argmax")
_register_position("argmin")


@op("torch.masked.median")
def median(
    input: Tensor,
    dim: Any = -1,
    *,
    keepdim: Any = False,
    dtype: Any = None,
    mask: Tensor | None = None,
) -> Tensor:
    """input (*), mask broadcastable to (*) -> (*) without dim"""
    index = one_dim("median", input, dim)
    check_kind("median", input.dtype, "bc")
    require_elements("median", input, (index,))
    return _reduce("median", input, index, keepdim, dtype, mask)


def _normalized(name: str, input: Tensor, dtype: DType | None, mask: Tensor | None) -> Tensor:
    _check_mask(input, mask)
    return result(input, tuple(input.shape), dtype)


def _register_normalization(name: str) -> None:
    @op(f"torch.masked.{name}")
    def normalization(
        input: Tensor, dim: Any, *, dtype: Any = None, mask: Tensor | None = None
    ) -> Tensor:
        """input (*), mask broadcastable to (*) -> (*)"""
        kind = as_dtype(name, dtype, input.dtype)
        one_dim(name, input, dim)
        check_kind(name, kind, "bic")
        return _normalized(name, input, kind, mask)


for _name in ("softmax", "log_softmax", "softmin"):
    _register_normalization(_name)


def _register_running(name: str) -> None:
    @op(f"torch.masked.{name}")
    def running(
        input: Tensor, dim: Any, *, dtype: Any = None, mask: Tensor | None = None
    ) -> Tensor:
        """input (*), mask broadcastable to (*) -> (*)"""
        kind = as_dtype(name, dtype, exact_sum_dtype(input.dtype))
        one_dim(name, input, dim)
        return _normalized(name, input, kind, mask)


_register_running("cumsum")
_register_running("cumprod")


@op("torch.masked.normalize")
def normalize(
    input: Tensor,
    ord: Any,
    dim: Any,
    *,
    eps: Any = 1e-12,
    dtype: Any = None,
    mask: Tensor | None = None,
) -> Tensor:
    """input (*) of floats, mask broadcastable to (*) -> (*)"""
    kind = as_dtype("normalize", dtype, input.dtype)
    _require_float("normalize", kind)
    one_dim("normalize", input, dim)
    return _normalized("normalize", input, kind, mask)


@op("torch.masked.logaddexp")
def logaddexp(
    input: Tensor,
    other: Tensor,
    *,
    dtype: Any = None,
    input_mask: Tensor | None = None,
    other_mask: Tensor | None = None,
) -> Tensor:
    """input (*), other (*), broadcast -> (*)"""
    kind = as_dtype("logaddexp", dtype, result_type(input, other))
    check_kind("logaddexp", kind, "bi")
    _check_mask(input, input_mask)
    _check_mask(other, other_mask)
    return fresh([input, other], kind).changed(strides="contiguous")
