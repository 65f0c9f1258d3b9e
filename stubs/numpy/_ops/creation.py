"""Operators: new arrays: array, zeros, full, arange, linspace."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    KNOWN_ELEMENTS,
    array_of,
    broadcast_shapes,
    is_number,
    is_torch,
    kept_layout,
    new_array,
    operand,
    shape_of,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import (
    BOOL, FLOAT64, common_dtype, double_of, dtype_of, is_object
)  # fmt: skip
from pytea._stubs.numpy._ops._shared_ufunc import ufunc_strides
from pytea.stubapi import (
    DType,
    Int,
    Size,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    ceil_div,
    fail,
    fresh_size,
    numel,
    op,
    require,
    smax,
)


def _conversion(name: str) -> Callable[..., Tensor]:
    def convert(object: Any, dtype: Any = None, copy: Any = None, ndmin: Any = 0) -> Tensor:
        kind = None if dtype is None else dtype_of(dtype)
        if isinstance(object, Tensor) and object.kind == "ndarray" and object.sizes is None:
            return object.changed(dtype=object.dtype if dtype is None else kind, origin=None)
        record = array_of(object, None, False if dtype is None or kind else is_object(dtype))
        kind = record.dtype if dtype is None else kind
        shape = record.shape
        missing = (size_of(ndmin, "ndmin") if ndmin else 0) - len(shape)
        if isinstance(missing, int) and missing > 0:
            shape = Size((*(1,) * missing, *shape))
        same_array = isinstance(object, Tensor) and not is_torch(object) and not object.layout
        if name != "array" and same_array and kind == record.dtype:
            return object
        if isinstance(kind, DType) and kind.kind not in ("complex", "bool"):
            text = f"a complex number does not become {kind.name}"
            require(not _has_complex(object), text, "dtype-mismatch", "TypeError")
        strides = ufunc_strides([record], record.shape)
        plain = strides == "contiguous" or len(shape) == record.ndim
        return new_array(shape, kind, record.data, strides if plain else "unknown")

    return convert


def _has_complex(value: Any) -> bool:
    """Returns whether a Python complex number stands in nested sequences."""
    if isinstance(value, (list, tuple)):
        return any(map(_has_complex, value))
    return isinstance(value, complex)


_array, _asarray = _conversion("array"), _conversion("asarray")


@op("numpy.array")
def array(
    object: Any, dtype: Any = None, *, copy: Any = True, order: Any = "K", subok: Any = False,
    ndmin: Any = 0, ndmax: Any = 0, like: Any = None,
) -> Tensor:  # fmt: skip
    """Nested sequences, numbers, tensors -> a new array of that shape"""
    if ndmax != 0:
        raise UnknownUse("an array of objects")
    return _array(object, dtype, copy, ndmin)


@op("numpy.asarray", "numpy.asanyarray")
def asarray(
    a: Any, dtype: Any = None, order: Any = None, *, device: Any = None, copy: Any = None,
    like: Any = None,
) -> Tensor:  # fmt: skip
    """An array itself when nothing changes, otherwise as ``numpy.array``"""
    return _asarray(a, dtype)


@op("numpy.ascontiguousarray", "numpy.asfortranarray", "numpy.require")
def ascontiguousarray(a: Any, dtype: Any = None, *, requirements: Any = None, like: Any = None) -> Tensor:
    """a (*) -> (*) in row-major order"""
    record = array_of(a)
    shape = record.shape or (1,)
    kind = record.dtype if dtype is None else dtype_of(dtype)
    return new_array(shape, kind, record.data)


@op("numpy.copy")
def copy(a: Any, order: Any = "K", subok: Any = False) -> Tensor:
    """a (*) -> (*)"""
    record = array_of(a)
    return record.changed(origin=None, strides=ufunc_strides([record], record.shape))


@op("numpy.asarray_chkfinite")
def asarray_chkfinite(a: Any, dtype: Any = None, order: Any = None) -> Tensor:
    """As ``numpy.asarray``"""
    return _asarray(a, dtype)


def filled(value: Any, shape: Size, dtype: DType | None) -> tuple[Any, ...] | None:
    """Returns the elements of a small array of integers or flags that are all ``value``."""
    count = numel(shape)
    known = isinstance(value, (int, SymInt)) and dtype is not None
    if not known or dtype.kind not in ("int", "bool") or not isinstance(count, int):
        return None
    return (value,) * count if count <= KNOWN_ELEMENTS else None


def _register_constant(name: str, value: Any) -> None:
    @op(f"numpy.{name}")
    def constant(
        shape: Any, dtype: Any = None, order: Any = "C", *, device: Any = None, like: Any = None
    ) -> Tensor:
        """shape -> (*shape)"""
        sizes, kind = shape_of(shape), dtype_of(dtype, FLOAT64)
        return new_array(sizes, kind, filled(value, sizes, kind))

    @op(f"numpy.{name}_like")
    def constant_like(
        a: Any, dtype: Any = None, order: Any = "K", subok: Any = True, shape: Any = None, *,
        device: Any = None,
    ) -> Tensor:  # fmt: skip
        """a (*) -> (*)"""
        record = array_of(a)
        sizes = record.shape if shape is None else shape_of(shape)
        kind = record.dtype if dtype is None else dtype_of(dtype)
        return new_array(sizes, kind, filled(value, sizes, kind), kept_layout(record))


for _name, _value in (("zeros", 0), ("ones", 1), ("empty", None)):
    _register_constant(_name, _value)


@op("numpy.full")
def full(
    shape: Any, fill_value: Any, dtype: Any = None, order: Any = "C", *, device: Any = None,
    like: Any = None,
) -> Tensor:  # fmt: skip
    """shape, a value that broadcasts to it -> (*shape)"""
    return _full(shape_of(shape), fill_value, dtype)


def _full(sizes: Size, fill_value: Any, dtype: Any, default: DType | None = None) -> Tensor:
    value = operand(fill_value)
    kind = dtype_of(dtype) if dtype is not None else default or common_dtype(value)
    if isinstance(value, Tensor):
        text = f"could not broadcast input array from shape {tuple(value.shape)} into {tuple(sizes)}"
        require(value.ndim <= len(sizes), text, "not-broadcastable", "ValueError")
        for have, want in zip(value.shape[::-1], sizes[::-1], strict=False):
            require((have == want) | (have == 1), text, "not-broadcastable", "ValueError")
    return new_array(sizes, kind, filled(value, sizes, kind))


@op("numpy.full_like")
def full_like(
    a: Any, fill_value: Any, dtype: Any = None, order: Any = "K", subok: Any = True,
    shape: Any = None, *, device: Any = None,
) -> Tensor:  # fmt: skip
    """a (*) -> (*)"""
    record = array_of(a)
    sizes = record.shape if shape is None else shape_of(shape)
    result = _full(sizes, fill_value, dtype, record.dtype)
    if dtype is None and record.dtype is None:
        return result.changed(dtype=None, data=None)
    return result if record.strides == "contiguous" else result.changed(strides="unknown")


@op("numpy.arange")
def arange(
    start: Any = None, stop: Any = None, step: Any = None, dtype: Any = None, *,
    device: Any = None, like: Any = None,
) -> Tensor:  # fmt: skip
    """(ceil((stop - start) / step))"""
    if start is None and stop is None:
        fail("arange() requires stop to be specified", "bad-argument", "TypeError")
    first, last = (0, start) if stop is None else (0 if start is None else start, stop)
    bounds = [_bound(value) for value in (first, last, 1 if step is None else step)]
    kind = dtype_of(dtype) if dtype is not None else _range_dtype(bounds)
    if any(isinstance(bound, Unknown) for bound in bounds):
        return new_array((fresh_size("range_len"),), kind)
    low, high, hop = bounds
    require(hop != 0, "arange() got a step of 0", "bad-argument", "ZeroDivisionError")
    count = _steps(low, high, hop)
    if kind == BOOL:
        text = "arange() is only supported for booleans when the result has at most length 2"
        require(count <= 2, text, "bad-argument", "TypeError")
    floats = any(isinstance(bound, float) for bound in bounds)
    exact = not floats or kind == FLOAT64
    return new_array((count,), kind, _range_data(low, hop, count) if exact else None)


def _bound(value: Any) -> Any:
    if isinstance(value, Tensor):
        known = value.data is not None and len(value.data) == 1
        return value.data[0] if known else Unknown("the value of an array", "float")
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Unknown) or is_number(value):
        return value
    fail(f"arange() takes numbers, got {type(value).__name__}", "bad-argument", "TypeError")
    raise AssertionError


def _range_dtype(bounds: list[Any]) -> DType | None:
    return common_dtype(*bounds)


def _steps(low: Any, high: Any, hop: Any) -> Int:
    if isinstance(low, SymInt) or isinstance(high, SymInt) or isinstance(hop, SymInt):
        if any(isinstance(bound, float) for bound in (low, high, hop)):
            return fresh_size("range_len")
        if isinstance(hop, int) and hop < 0:
            return smax(ceil_div(low - high, -hop), 0)
        return smax(ceil_div(high - low, hop), 0)
    return max(0, math.ceil((high - low) / hop))


def _range_data(low: Any, hop: Any, count: Int) -> list[Any] | None:
    if not isinstance(count, int) or count > KNOWN_ELEMENTS:
        return None
    return [low + index * hop for index in range(count)]


@op("numpy.linspace")
def linspace(
    start: Any, stop: Any, num: Any = 50, endpoint: Any = True, retstep: Any = False,
    dtype: Any = None, axis: Any = 0, *, device: Any = None,
) -> Any:  # fmt: skip
    """start (*), stop (*) -> (num, *)"""
    result = spaced(start, stop, num, dtype)
    known = all(type(v) in (int, float) for v in (start, stop, num)) and result.ndim == 1
    if known and endpoint is True and 1 < num <= KNOWN_ELEMENTS and result.dtype == FLOAT64:
        width = (stop - start) / (num - 1)
        values = [start + index * width for index in range(num - 1)]
        result = new_array(result.shape, result.dtype, [*values, float(stop)])
    if isinstance(retstep, bool) and retstep:
        return result, Unknown("depends on the data of the run", "float")
    return result


def spaced(start: Any, stop: Any, num: Any, dtype: Any) -> Tensor:
    found = [operand(start), operand(stop)]
    count = size_of(num, "num")
    require(count >= 0, f"number of samples {count} must be non-negative", "bad-argument", "ValueError")
    shape = broadcast_shapes(*[v.shape if isinstance(v, Tensor) else () for v in found])
    kind = double_of(common_dtype(*found)) if dtype is None else dtype_of(dtype)
    return new_array((count, *shape), kind)


@op("numpy.logspace")
def logspace(
    start: Any, stop: Any, num: Any = 50, endpoint: Any = True, base: Any = 10.0,
    dtype: Any = None, axis: Any = 0,
) -> Tensor:  # fmt: skip
    """start (*), stop (*) -> (num, *)"""
    return spaced(start, stop, num, dtype)


@op("numpy.geomspace")
def geomspace(
    start: Any, stop: Any, num: Any = 50, endpoint: Any = True, dtype: Any = None, axis: Any = 0
) -> Tensor:
    """start (*), stop (*) -> (num, *)"""
    return spaced(start, stop, num, dtype)


@op("numpy.fromstring")
def fromstring(
    string: Any, dtype: Any = None, count: Any = -1, *, sep: Any = "", like: Any = None
) -> Tensor:
    """A text of numbers -> (n)"""
    kind = dtype_of(dtype, FLOAT64)
    if not isinstance(string, str) or not isinstance(sep, str) or not sep or count != -1:
        raise UnknownUse("a text that is not followed")
    convert = int if kind is not None and kind.kind == "int" else float
    try:
        numbers = [convert(part) for part in string.split(sep.strip() or None)]
    except ValueError:
        raise UnknownUse("a text that is not of numbers") from None
    return new_array((len(numbers),), kind, numbers)


@op("numpy.fromiter", "numpy.frombuffer")
def fromiter(iter: Any, dtype: Any = None, count: Any = -1, **options: Any) -> Tensor:
    """An iterable or a buffer -> (n)"""
    known = isinstance(count, (int, SymInt)) and not (isinstance(count, int) and count < 0)
    size = count if known else fresh_size("length of a buffer")
    return new_array((size,), dtype_of(dtype, FLOAT64))
