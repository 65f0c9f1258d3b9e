"""Operators: sums, means, products, spreads and norms over dims."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind, fresh
from pytea._stubs.torch._ops._shared_reduction import (
    MISSING,
    exact_sum_dtype,
    flag,
    many_dims,
    one_dim,
    reduced_data,
    reduced_shape,
    result,
)
from pytea.stubapi import (
    DType,
    Strides,
    Tensor,
    Unknown,
    fail,
    op,
    promote_types,
    real_of,
    require,
    require_broadcastable_to,
    require_dtype,
    result_type,
    same,
    to_float,
    variants,
)
from pytea.stubapi.arguments import int_of
from pytea.stubapi.options import as_dtype, as_shape, fail_type
from pytea.stubapi.shapes import numel, render_shape
from pytea.values.dtype import BOOL, INT64, UINT8, UINT64


def _keep(name: str, dim: Any, keepdim: Any, needs_dim: bool) -> bool:
    """Returns ``keepdim``; refuses it where torch does not take it without ``dim``."""
    if keepdim is MISSING:
        return False
    if dim is MISSING and needs_dim:
        fail(f"{name}() takes keepdim only together with dim", "bad-argument", "TypeError")
    return flag(name, "keepdim", keepdim)


def _sum(name: str, input: Tensor, dim: Any, keepdim: Any, dtype: Any) -> Tensor:
    dims = many_dims(name, input, dim)
    kind = as_dtype(name, dtype, exact_sum_dtype(input.dtype))
    outcome = result(input, reduced_shape(input, dims, _keep(name, dim, keepdim, True)), kind)
    return reduced_data(input, outcome, dims, operator.add, 0)


@variants("sum")
def sum_(input: Tensor, dim: Any = MISSING, keepdim: Any = MISSING, *, dtype: Any = None) -> Tensor:
    """input (*) -> () or (*) without dim"""
    return _sum("sum", input, dim, keepdim, dtype)


@variants("nansum")
def nansum(input: Tensor, dim: Any = None, keepdim: Any = False, *, dtype: Any = None) -> Tensor:
    """input (*) -> () or (*) without dim"""
    check_kind("nansum", input.dtype, "C")
    if input.dtype is not None and input.dtype.kind == "float":
        check_kind("nansum", as_dtype("nansum", dtype, input.dtype), "c")
    return _sum("nansum", input, dim, keepdim, dtype)


def _mean(name: str, input: Tensor, dim: Any, keepdim: Any, dtype: Any) -> Tensor:
    kind = as_dtype(name, dtype, input.dtype)
    if kind is not None:
        text = f"{name}() takes floats and complex numbers, got {kind}"
        require(kind.kind in ("float", "complex"), text, "dtype-mismatch")
    dims = many_dims(name, input, dim)
    return result(input, reduced_shape(input, dims, _keep(name, dim, keepdim, True)), kind)


@variants("mean")
def mean(input: Tensor, dim: Any = MISSING, keepdim: Any = MISSING, *, dtype: Any = None) -> Tensor:
    """input (*) of floats -> () or (*) without dim"""
    return _mean("mean", input, dim, keepdim, dtype)


@variants("nanmean")
def nanmean(input: Tensor, dim: Any = None, keepdim: Any = False, *, dtype: Any = None) -> Tensor:
    """input (*) of floats -> () or (*) without dim"""
    if input.dtype is not None:
        text = f"nanmean() takes floats, got {input.dtype}"
        require(input.dtype.kind == "float", text, "dtype-mismatch")
    return _mean("nanmean", input, dim, keepdim, dtype)


@variants("prod")
def prod(input: Tensor, dim: Any = MISSING, keepdim: Any = MISSING, *, dtype: Any = None) -> Tensor:
    """input (*) -> () or (*) without dim"""
    dims = many_dims("prod", input, MISSING) if dim is MISSING else (one_dim("prod", input, dim),)
    kind = as_dtype("prod", dtype, exact_sum_dtype(input.dtype))
    outcome = result(input, reduced_shape(input, dims, _keep("prod", dim, keepdim, True)), kind)
    return reduced_data(input, outcome, dims, operator.mul, 1)


def _spread_arguments(
    name: str, dim: Any, rest: tuple[Any, ...], unbiased: Any, keepdim: Any, correction: Any
) -> tuple[Any, Any]:
    """Returns dim and keepdim of ``f(unbiased)``, ``f(dim, unbiased, keepdim)`` and keywords."""
    if isinstance(dim, bool):
        dim, unbiased = MISSING, dim
    if len(rest) > 2:
        fail(
            f"{name}() takes at most 3 arguments, got {len(rest) + 1}", "bad-argument", "TypeError"
        )
    if rest:
        unbiased = rest[0]
    if len(rest) == 2:
        keepdim = rest[1]
    if unbiased is not MISSING and not isinstance(unbiased, Unknown):
        flag(name, "unbiased", unbiased)
        if correction is not MISSING:
            text = f"{name}() takes unbiased or correction, not both"
            fail(text, "bad-argument", "TypeError")
    return dim, keepdim


def _check_spread(name: str, dtype: DType | None) -> None:
    if dtype is not None:
        text = f"{name}() takes floats and complex numbers, got {dtype}"
        require(dtype.kind in ("float", "complex"), text, "dtype-mismatch")


def _register_spread(name: str, with_mean: bool) -> None:
    def spread(
        input: Tensor,
        dim: Any = MISSING,
        *rest: Any,
        unbiased: Any = MISSING,
        keepdim: Any = MISSING,
        correction: Any = MISSING,
    ) -> Any:
        """input (*) of floats -> () or (*) without dim; var_mean and std_mean give two"""
        axes, keep = _spread_arguments(name, dim, rest, unbiased, keepdim, correction)
        _check_spread(name, input.dtype)
        dims = many_dims(name, input, axes)
        shape = reduced_shape(input, dims, _keep(name, axes, keep, False))
        width = result(input, shape, real_of(input.dtype))
        return (width, result(input, shape, input.dtype)) if with_mean else width

    op(f"torch.{name}")(spread)
    if not with_mean:
        op(f"torch.Tensor.{name}")(spread)


for _name in ("var", "std"):
    _register_spread(_name, with_mean=False)
    _register_spread(f"{_name}_mean", with_mean=True)


@variants("norm")
def norm(
    input: Tensor, p: Any = "fro", dim: Any = None, keepdim: Any = False, dtype: Any = None
) -> Tensor:
    """input (*) of floats -> () or (*) without dim"""
    kind = as_dtype("norm", dtype, input.dtype)
    _check_spread("norm", kind)
    if dtype is not None and kind is not None and input.dtype is not None:
        text = f"input is {input.dtype}, which does not become {kind}"
        wider = input.dtype.kind == kind.kind and promote_types(input.dtype, kind) == kind
        require(wider, text, "dtype-mismatch")
    dims = many_dims("norm", input, dim)
    if isinstance(p, str):
        text = f"p must be a number, 'fro' or 'nuc', got {p!r}"
        require(p in ("fro", "nuc"), text, "bad-argument")
    matrix = isinstance(p, str) and p == "nuc"
    if isinstance(p, str) and isinstance(dim, (list, tuple)) and len(dim) > 2:
        matrix = True
    if matrix:
        text = f"norm() with p={p!r} takes 2 dims, got {len(dims)} of {render_shape(input.shape)}"
        require(len(dims) == 2, text, "bad-argument")
    shape = reduced_shape(input, dims, flag("norm", "keepdim", keepdim))
    return result(input, shape, real_of(kind))


@variants("dist")
def dist(input: Tensor, other: Tensor, p: Any = 2) -> Tensor:
    """input (*), other (*), broadcast -> ()"""
    for tensor in (input, other):
        require_dtype(tensor, ("int", "float", "complex"), "dist: subtraction of a bool tensor")
    common = fresh([input, other], result_type(input, other))
    _check_spread("dist", common.dtype)
    return result(common, (), real_of(common.dtype)).changed(requires_grad=common.requires_grad)


@variants("logsumexp")
def logsumexp(input: Tensor, dim: Any, keepdim: Any = False) -> Tensor:
    """input (*) -> (*) without dim"""
    if dim is None:
        fail_type("logsumexp", "dim", dim, "tuple of ints")
    empty = isinstance(dim, (list, tuple)) and not dim and input.ndim > 0
    text = "logsumexp() needs at least one dim"
    require(not empty or numel(input.shape) == 0, text, "bad-argument")
    dims = many_dims("logsumexp", input, dim)
    shape = reduced_shape(input, dims, flag("logsumexp", "keepdim", keepdim))
    return result(input, shape, to_float(input.dtype))


op("torch.special.logsumexp")(logsumexp)


@variants("count_nonzero")
def count_nonzero(input: Tensor, dim: Any = None) -> Tensor:
    """input (*) -> () or (*) without dim, of int64"""
    dims = many_dims("count_nonzero", input, dim)
    return result(input, reduced_shape(input, dims, False), INT64)


def _register_logical(name: str) -> None:
    @variants(name)
    def logical(input: Tensor, dim: Any = MISSING, keepdim: Any = MISSING) -> Tensor:
        """input (*) -> () or (*) without dim, of bools"""
        dtype = UINT8 if input.dtype is UINT8 else BOOL if input.dtype is not None else None
        keep = _keep(name, dim, keepdim, False)
        if isinstance(dim, (list, tuple)) and not dim:
            return result(input, tuple(input.shape), dtype)
        dims = many_dims(name, input, dim)
        outcome = result(input, reduced_shape(input, dims, keep), dtype)
        return _known_logical(input, outcome, dims, all if name == "all" else any)


def _known_logical(
    input: Tensor, outcome: Tensor, dims: tuple[int, ...], decide: Callable[[Any], bool]
) -> Tensor:
    if input.data is None or len(dims) != input.ndim or outcome.dtype is not BOOL:
        return outcome
    if not all(isinstance(element, (bool, int)) for element in input.data):
        return outcome
    return outcome.changed(data=(decide(input.data),))


for _name in ("all", "any"):
    _register_logical(_name)


@variants("renorm")
def renorm(input: Tensor, p: Any, dim: Any, maxnorm: Any) -> Tensor:
    """input (*) -> (*)"""
    text = f"input must have at least 2 dims, got {render_shape(input.shape)}"
    require(input.ndim >= 2, text)
    for name, value in (("p", p), ("maxnorm", maxnorm)):
        if isinstance(value, (int, float)):
            fits = value > 0 if name == "p" else value >= 0
            require(fits, f"{name} must be positive, got {value}", "bad-argument")
    one_dim("renorm", input, dim)
    _check_spread("renorm", input.dtype)
    return fresh([input], input.dtype).changed(strides=Strides.CONTIGUOUS)


@op("torch.Tensor.renorm_", binding="inplace")
def renorm_inplace(input: Tensor, p: Any, dim: Any, maxnorm: Any) -> Tensor:
    """input (*), changed in place"""
    renorm(input, p, dim, maxnorm)
    return input.changed(data=None)


@variants("hash_tensor")
def hash_tensor(input: Tensor, dim: Any = (), *, keepdim: Any = False, mode: Any = 0) -> Tensor:
    """input (*) -> () or (*) without dim, of uint64"""
    dims = many_dims("hash_tensor", input, dim)
    if isinstance(mode, int):
        require(mode == 0, f"unknown mode {mode} of hash_tensor", "bad-argument")
    return result(
        input, reduced_shape(input, dims, flag("hash_tensor", "keepdim", keepdim)), UINT64
    )


@op("torch.Tensor.sum_to_size")
def sum_to_size(input: Tensor, *sizes: Any, size: Any = ()) -> Tensor:
    """input (*), size that broadcasts to (*) -> size"""
    shape = as_shape("sum_to_size", sizes or (size,))
    text = f"size {render_shape(shape)} does not broadcast to {render_shape(input.shape)}"
    require_broadcastable_to(shape, input.shape, text)
    kept = len(shape) == input.ndim > 0 and all(map(same, shape, input.shape))
    total = result(input, shape, exact_sum_dtype(input.dtype))
    return total.changed(dtype=input.dtype) if kept else total


@op("torch.unravel_index")
def unravel_index(indices: Tensor, shape: Any) -> tuple[Tensor, ...]:
    """indices (*) of integers, d sizes -> d tensors (*)"""
    if indices.dtype is not None:
        text = f"indices must be integers, got {indices.dtype}"
        require(indices.dtype.kind == "int", text, "dtype-mismatch", "TypeError")
    sizes = tuple(shape) if isinstance(shape, (list, tuple)) else (shape,)
    for size in sizes:
        size = int_of(size, "shape")
        text = f"shape must not have negative sizes, got {size}"
        require(size >= 0, text, "bad-argument", "ValueError")
    part = indices.like(indices.shape, strides="unknown")
    return tuple(part.changed(dtype=INT64) for _ in sizes)
