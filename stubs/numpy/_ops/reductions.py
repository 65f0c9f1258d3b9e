"""Operators: sums, means, extrema and other reductions over axes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    axes_of,
    axis_of,
    flag_of,
    is_torch,
    kept_layout,
    outcome,
    reduction_axes,
)
from pytea._stubs.numpy._ops._shared_dtypes import (
    BOOL,
    INT64,
    double_of,
    dtype_of,
    real_of,
    sum_dtype,
)
from pytea.stubapi import (
    DType,
    Int,
    Size,
    SymInt,
    Tensor,
    UnknownUse,
    fail,
    numel,
    op,
    render_shape,
    require,
    smax,
    smin,
)


def reduced_shape(shape: Sequence[Int], axes: Sequence[int], keepdims: bool) -> Size:
    """Returns the shape without the reduced axes, or with size 1 in their place."""
    if keepdims:
        return Size(1 if dim in axes else size for dim, size in enumerate(shape))
    return Size(size for dim, size in enumerate(shape) if dim not in axes)


def require_elements(name: str, a: Tensor, axes: Sequence[int]) -> None:
    """Refuses the reduction of axes of size 0 by a function without a neutral element."""
    for axis in axes:
        text = f"zero-size array to reduction operation {name} which has no identity: the array is "
        shown = f"{text}{render_shape(a.shape)}"
        require(a.shape[axis] != 0, shown, "shape-mismatch", "ValueError")


def reduce_with(
    a: Any,
    axis: Any,
    keepdims: Any,
    dtype: DType | None,
    fold: Callable[[Any, Any], Any] | None = None,
    start: Any = None,
    where: Any = True,
) -> Any:
    """Returns the reduction of an array over axes."""
    record = array_of(a)
    axes = reduction_axes(axis, record.ndim)
    keeps = False if keepdims is None else flag_of(keepdims, "keepdims")
    shape = reduced_shape(record.shape, axes, keeps)
    data = None
    if fold is not None and where is True and len(axes) == record.ndim:
        data = _folded(record.data, fold, start)
    return outcome(shape, dtype, data, kept_layout(record))


def _folded(
    data: Sequence[Any] | None, fold: Callable[[Any, Any], Any], start: Any
) -> list[Any] | None:
    if data is None or not all(isinstance(item, (int, float, SymInt)) for item in data):
        return None
    if not data and start is None:
        return None
    items = list(data) if start is None else [start, *data]
    return [functools.reduce(fold, items)]


def _largest(a: Any, b: Any) -> Any:
    return smax(a, b) if isinstance(a, SymInt) or isinstance(b, SymInt) else max(a, b)


def _smallest(a: Any, b: Any) -> Any:
    return smin(a, b) if isinstance(a, SymInt) or isinstance(b, SymInt) else min(a, b)


#: Name: (dtype of the result, fold of two elements, neutral element, refused kinds).
_SUMS: dict[str, tuple[Callable[[Any], Any], Callable[..., Any] | None, Any]] = {
    "sum": (sum_dtype, lambda a, b: a + b, 0), "prod": (sum_dtype, lambda a, b: a * b, 1),
    "nansum": (sum_dtype, None, 0), "nanprod": (sum_dtype, None, 1),
    "mean": (double_of, None, None), "nanmean": (double_of, None, None),
}  # fmt: skip
_EXTREMA = {
    "max": _largest, "min": _smallest, "amax": _largest, "amin": _smallest, "nanmax": None,
    "nanmin": None,
}  # fmt: skip


def _refuse_tensor(name: str, a: Any) -> None:
    """Refuses a tensor of torch, whose own method does not know numpy's arguments."""
    if is_torch(a):
        text = f"numpy.{name} calls the tensor's own {name}(), which does not take numpy's arguments"
        fail(text, "bad-argument", "TypeError")


def _sum(name: str, a: Any, axis: Any, dtype: Any, keepdims: Any, where: Any) -> Any:
    result, fold, start = _SUMS[name]
    record = array_of(a)
    if name == "mean":
        axes_of(axis, record.ndim)
    kind = dtype_of(dtype) if dtype is not None else result(record.dtype)
    return reduce_with(record, axis, keepdims, kind, fold, start, where)


def _register_sum(name: str) -> None:
    @op(f"numpy.{name}")
    def function(
        a: Any, axis: Any = None, dtype: Any = None, *, keepdims: Any = False, initial: Any = None,
        where: Any = True,
    ) -> Any:  # fmt: skip
        """a (*) -> (*) without the axes"""
        if name in ("sum", "prod", "mean"):
            _refuse_tensor(name, a)
        return _sum(name, a, axis, dtype, keepdims, where if initial is None else None)

    if name.startswith("nan"):
        return

    @op(f"numpy.ndarray.{name}")
    def method(
        self: Any, axis: Any = None, dtype: Any = None, out: Any = None, keepdims: Any = False,
        initial: Any = None, where: Any = True,
    ) -> Any:  # fmt: skip
        """a (*) -> (*) without the axes"""
        return _sum(name, self, axis, dtype, keepdims, where if initial is None else None)


def _extremum(name: str, a: Any, axis: Any, keepdims: Any, initial: Any, where: Any) -> Any:
    record = array_of(a)
    if initial is None:
        require_elements(name, record, reduction_axes(axis, record.ndim))
    known = where if initial is None else None
    return reduce_with(record, axis, keepdims, record.dtype, _EXTREMA[name], None, known)


def _register_extremum(name: str) -> None:
    @op(f"numpy.{name}")
    def function(
        a: Any, axis: Any = None, *, keepdims: Any = False, initial: Any = None, where: Any = True
    ) -> Any:
        """a (*) -> (*) without the axes"""
        if not name.startswith("nan"):
            _refuse_tensor(name, a)
        return _extremum(name, a, axis, keepdims, initial, where)

    if name in ("max", "min"):

        @op(f"numpy.ndarray.{name}")
        def method(
            self: Any, axis: Any = None, out: Any = None, keepdims: Any = False,
            initial: Any = None, where: Any = True,
        ) -> Any:  # fmt: skip
            """a (*) -> (*) without the axes"""
            return _extremum(name, self, axis, keepdims, initial, where)


def _spread(a: Any, axis: Any, dtype: Any, keepdims: Any) -> Any:
    record = array_of(a)
    axes_of(axis, record.ndim)
    kind = dtype_of(dtype) if dtype is not None else real_of(double_of(record.dtype))
    return reduce_with(record, axis, keepdims, kind)


def _register_spread(name: str) -> None:
    @op(f"numpy.{name}")
    def function(
        a: Any, axis: Any = None, dtype: Any = None, *, ddof: Any = 0, keepdims: Any = False,
        where: Any = True, mean: Any = None, correction: Any = 0,
    ) -> Any:  # fmt: skip
        """a (*) -> (*) without the axes"""
        if not name.startswith("nan"):
            _refuse_tensor(name, a)
        return _spread(a, axis, dtype, keepdims)

    if not name.startswith("nan"):

        @op(f"numpy.ndarray.{name}")
        def method(
            self: Any, axis: Any = None, dtype: Any = None, out: Any = None, ddof: Any = 0,
            keepdims: Any = False, where: Any = True, mean: Any = None,
        ) -> Any:  # fmt: skip
            """a (*) -> (*) without the axes"""
            return _spread(self, axis, dtype, keepdims)


def _register_flags(name: str, fold: Callable[..., Any], start: bool) -> None:
    @op(f"numpy.{name}")
    def function(a: Any, axis: Any = None, *, keepdims: Any = False, where: Any = True) -> Any:
        """a (*) -> flags (*) without the axes"""
        _refuse_tensor(name, a)
        return reduce_with(a, axis, keepdims, BOOL, fold, start, where)

    @op(f"numpy.ndarray.{name}")
    def method(
        self: Any, axis: Any = None, out: Any = None, keepdims: Any = False, *, where: Any = True
    ) -> Any:
        """a (*) -> flags (*) without the axes"""
        return reduce_with(self, axis, keepdims, BOOL, fold, start, where)


for _name in _SUMS:
    _register_sum(_name)
for _name in _EXTREMA:
    _register_extremum(_name)
for _name in ("std", "var", "nanstd", "nanvar"):
    _register_spread(_name)
_register_flags("all", lambda a, b: a & (b != 0), True)
_register_flags("any", lambda a, b: a | (b != 0), False)


def _position(name: str, a: Any, axis: Any, keepdims: Any) -> Any:
    record = array_of(a)
    if axis is None:
        text = f"attempt to get {name} of an empty sequence"
        require(numel(record.shape) != 0, text, "shape-mismatch", "ValueError")
        axes = tuple(range(record.ndim))
    else:
        axes = (axis_of(axis, record.ndim),) if record.ndim else _only_axis(axis)
        for dim in axes:
            text = f"attempt to get {name} of an empty sequence: {render_shape(record.shape)}"
            require(record.shape[dim] != 0, text, "shape-mismatch", "ValueError")
    shape = reduced_shape(record.shape, axes, flag_of(keepdims, "keepdims"))
    return outcome(shape, INT64, _known_position(name, record, axes))


def _only_axis(axis: Any) -> tuple[int, ...]:
    axis_of(axis, 1)
    return ()


def _known_position(name: str, a: Tensor, axes: Sequence[int]) -> list[Any] | None:
    numbers = a.data is not None and all(isinstance(item, (int, float)) for item in a.data)
    if not numbers or not a.data or len(axes) != a.ndim:
        return None
    best = max(a.data) if name.endswith("max") else min(a.data)
    return [a.data.index(best)]


def _register_position(name: str) -> None:
    @op(f"numpy.{name}", f"numpy.nan{name}")
    def function(a: Any, axis: Any = None, *, keepdims: Any = False) -> Any:
        """a (*) -> positions (*) without the axis"""
        if is_torch(a):
            raise UnknownUse(f"numpy.{name} of a tensor of torch")
        return _position(name, a, axis, keepdims)

    @op(f"numpy.ndarray.{name}")
    def method(self: Any, axis: Any = None, out: Any = None, *, keepdims: Any = False) -> Any:
        """a (*) -> positions (*) without the axis"""
        return _position(name, self, axis, keepdims)


_register_position("argmax")
_register_position("argmin")


@op("numpy.count_nonzero")
def count_nonzero(a: Any, axis: Any = None, *, keepdims: Any = False) -> Any:
    """a (*) -> counts (*) without the axes"""
    return reduce_with(a, axis, keepdims, INT64, lambda x, y: x + (y != 0), 0)


@op("numpy.trace", "numpy.ndarray.trace")
def trace(a: Any, offset: Any = 0, axis1: Any = 0, axis2: Any = 1, dtype: Any = None) -> Any:
    """a (*, N, M) -> (*)"""
    record = array_of(a)
    text = f"trace wants at least 2 dims, got {render_shape(record.shape)}"
    require(record.ndim >= 2, text, "shape-mismatch", "ValueError")
    first, second = axis_of(axis1, record.ndim), axis_of(axis2, record.ndim)
    require(first != second, "axis1 and axis2 cannot be the same", "dim-out-of-range", "ValueError")
    kind = sum_dtype(record.dtype) if dtype is None else dtype_of(dtype)
    return outcome(reduced_shape(record.shape, (first, second), False), kind)
