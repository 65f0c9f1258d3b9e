"""Operators: what describes a distribution of numbers: ptp, median, average, quantile."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    axes_of,
    flag_of,
    operand,
    outcome,
    reduction_axes,
)
from pytea._stubs.numpy._ops._shared_dtypes import common_dtype, double_of
from pytea._stubs.numpy._ops._shared_ufunc import check_kind
from pytea._stubs.numpy._ops.reductions import reduce_with, reduced_shape, require_elements
from pytea.stubapi import Size, Tensor, Unknown, fail, op, render_shape, require, same


@op("numpy.ptp")
def ptp(a: Any, axis: Any = None, *, keepdims: Any = False) -> Any:
    """a (*) -> (*) without the axes"""
    record = array_of(a)
    check_kind("ptp", record.dtype, "b")
    require_elements("ptp", record, reduction_axes(axis, record.ndim))
    return reduce_with(record, axis, keepdims, record.dtype)


def _median(a: Any, axis: Any, keepdims: Any) -> Any:
    record = array_of(a)
    axes_of(axis, record.ndim)
    return reduce_with(record, axis, keepdims, double_of(record.dtype))


@op("numpy.median", "numpy.nanmedian")
def median(a: Any, axis: Any = None, *, overwrite_input: Any = False, keepdims: Any = False) -> Any:
    """a (*) -> (*) without the axes"""
    return _median(a, axis, keepdims)


@op("numpy.average")
def average(
    a: Any, axis: Any = None, weights: Any = None, returned: Any = False, *, keepdims: Any = False
) -> Any:
    """a (*), weights (*) or (n) -> (*) without the axes"""
    record = array_of(a)
    axes_of(axis, record.ndim)
    kind = double_of(record.dtype)
    if weights is not None and not isinstance(weights, Unknown):
        given = array_of(weights)
        kind = double_of(common_dtype(record, given))
        _check_weights(record, given, axis)
    result = reduce_with(record, axis, keepdims, kind)
    return (result, result) if returned is True else result


def _check_weights(a: Tensor, weights: Tensor, axis: Any) -> None:
    axes = axes_of(axis, a.ndim)
    shown = f"a is {render_shape(a.shape)} and weights are {render_shape(weights.shape)}"
    sizes = a.shape if weights.ndim == a.ndim else [a.shape[dim] for dim in axes]
    if axis is None and weights.ndim != a.ndim:
        text = f"{shown}: axis must be given when their shapes differ"
        fail(text, "shape-mismatch", "TypeError")
    require(weights.ndim == len(sizes), f"{shown}: they do not fit", "shape-mismatch", "ValueError")
    for size, wanted in zip(weights.shape, sizes, strict=True):
        if not same(size, wanted):
            require(size == wanted, f"{shown}: they do not fit", "shape-mismatch", "ValueError")


def _quantile(a: Any, q: Any, axis: Any, keepdims: Any, most: float, name: str) -> Any:
    record, at = array_of(a), operand(q)
    check_kind(name, record.dtype, "bc")
    if isinstance(at, (int, float)) and not isinstance(at, bool):
        text = f"{name}s must be in the range [0, {most:g}], got {at}"
        require(0 <= at <= most, text, "bad-argument", "ValueError")
    axes = axes_of(axis, record.ndim)
    require_elements(name, record, axes)
    shape = reduced_shape(record.shape, axes, flag_of(keepdims, "keepdims"))
    front = at.shape if isinstance(at, Tensor) else Size(())
    kind = double_of(record.dtype)
    if isinstance(at, Tensor) and at.ndim:
        kind = common_dtype(record.changed(dtype=kind), at.changed(dtype=double_of(at.dtype)))
    return outcome((*front, *shape), kind)


def _register_quantile(name: str, most: float) -> None:
    @op(f"numpy.{name}", f"numpy.nan{name}")
    def quantile(
        a: Any, q: Any, axis: Any = None, *, overwrite_input: Any = False, method: Any = "linear",
        keepdims: Any = False, weights: Any = None, interpolation: Any = None,
    ) -> Any:  # fmt: skip
        """a (*), q (*) -> q's dims, then (*) without the axes"""
        return _quantile(a, q, axis, keepdims, most, name)


_register_quantile("percentile", 100.0)
_register_quantile("quantile", 1.0)
