"""Operators: sums and differences along an axis: cumsum, diff, gradient, trapezoid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    axes_of,
    axis_of,
    flat,
    is_torch,
    kept_layout,
    new_array,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import double_of, dtype_of, sum_dtype
from pytea._stubs.numpy._ops._shared_ufunc import check_kind
from pytea._stubs.numpy._ops.reductions import reduce_with
from pytea.stubapi import Tensor, UnknownUse, numel, op, render, require, same, smax


def _cumulated(a: Any, axis: Any, dtype: Any, values: Callable[[Any, Any], Any]) -> Tensor:
    record = array_of(a)
    record = flat(record) if axis is None else record
    if axis is not None:
        axis_of(axis, max(record.ndim, 1))
    shape = record.shape or (1,)
    kind = dtype_of(dtype) if dtype is not None else sum_dtype(record.dtype)
    data = None
    if record.data is not None and record.ndim <= 1:
        data = []
        for item in record.data:
            data.append(values(data[-1], item) if data else item)
    return new_array(shape, kind, data, kept_layout(record))


def _register_cumulative(name: str, values: Callable[[Any, Any], Any]) -> None:
    @op(f"numpy.{name}", f"numpy.nan{name}")
    def function(a: Any, axis: Any = None, dtype: Any = None) -> Tensor:
        """a (*) -> (*), flat without an axis"""
        if is_torch(a):
            raise UnknownUse(f"numpy.{name} of a tensor of torch")
        return _cumulated(a, axis, dtype, values)

    @op(f"numpy.ndarray.{name}")
    def method(self: Any, axis: Any = None, dtype: Any = None, out: Any = None) -> Tensor:
        """a (*) -> (*), flat without an axis"""
        return _cumulated(self, axis, dtype, values)


_register_cumulative("cumsum", lambda a, b: a + b)
_register_cumulative("cumprod", lambda a, b: a * b)


@op("numpy.diff")
def diff(a: Any, n: Any = 1, axis: Any = -1, prepend: Any = None, append: Any = None) -> Any:
    """a (*, m, *) -> (*, m - n, *)"""
    order = size_of(n, "n")
    if same(order, 0):
        return a
    record = array_of(a)
    require(order >= 0, f"order must be non-negative but got {render(order)}", "bad-argument", "ValueError")
    text = "diff requires input that is at least one dimensional"
    require(record.ndim > 0, text, "shape-mismatch", "ValueError")
    dim = axis_of(axis, record.ndim)
    size = record.shape[dim]
    for extra in (prepend, append):
        if extra is not None:
            given = array_of(extra)
            size = size + (given.shape[dim] if given.ndim else 1)
    shape = (*record.shape[:dim], smax(size - order, 0), *record.shape[dim + 1 :])
    return new_array(shape, record.dtype, strides=kept_layout(record))


@op("numpy.ediff1d")
def ediff1d(ary: Any, to_end: Any = None, to_begin: Any = None) -> Tensor:
    """ary (*) -> (n - 1)"""
    record = flat(array_of(ary))
    check_kind("subtract", record.dtype, "b")
    extra = [numel(array_of(x).shape) for x in (to_end, to_begin) if x is not None]
    return new_array((sum(extra, smax(record.shape[0] - 1, 0)),), record.dtype)


@op("numpy.gradient")
def gradient(f: Any, *varargs: Any, axis: Any = None, edge_order: Any = 1) -> Any:
    """f (*) -> (*) for each axis"""
    record = array_of(f)
    axes = axes_of(axis, record.ndim)
    for dim in axes:
        text = f"gradient wants at least 2 elements along axis {dim}, got {render(record.shape[dim])}"
        require(record.shape[dim] >= 2, text, "shape-mismatch", "ValueError")
    found = tuple(new_array(record.shape, double_of(record.dtype)) for _ in axes)
    return found[0] if len(found) == 1 else found


@op("numpy.trapezoid", "numpy.trapz")
def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: Any = -1) -> Any:
    """y (*, n, *) -> (*, *)"""
    record = array_of(y)
    return reduce_with(record, axis_of(axis, record.ndim), False, double_of(record.dtype))
