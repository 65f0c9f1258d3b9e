"""Operators: numpy.fft, and windows."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of, axes_of, axis_of, kept_layout, listed_sizes, new_array, size_of
)  # fmt: skip
from pytea._stubs.numpy._ops._shared_dtypes import FLOAT64, complex_of, dtype_of, real_of
from pytea.stubapi import DType, Int, Tensor, op, require


def _length(n: Any, default: Int) -> Int:
    length = default if n is None else size_of(n, "n")
    text = f"invalid number of data points ({length}) specified"
    require(length >= 1, text, "bad-argument", "ValueError")
    return length


def _kind(dtype: DType | None) -> DType | None:
    """Returns the complex dtype of a transform; float16 is computed in single precision."""
    return complex_of(dtype)


def _transformed(a: Any, n: Any, axis: Any, form: str) -> Tensor:
    record = array_of(a)
    dim = axis_of(axis, record.ndim)
    size = record.shape[dim]
    kind = _kind(record.dtype)
    if form == "real" and record.dtype is not None:
        text = f"ufunc 'rfft' not supported for the input type {record.dtype.name}"
        require(record.dtype.kind != "complex", text, "dtype-mismatch", "TypeError")
    if form == "real":
        size = _length(n, size) // 2 + 1
    elif form == "back":
        size = _length(n, 2 * (size - 1))
        kind = None if record.dtype is not None and record.dtype.name == "float16" else real_of(kind)
    else:
        size = _length(n, size)
    shape = (*record.shape[:dim], size, *record.shape[dim + 1 :])
    return new_array(shape, kind, strides=kept_layout(record))


def _register(name: str, form: str) -> None:
    @op(f"numpy.fft.{name}")
    def transform(a: Any, n: Any = None, axis: Any = -1, norm: Any = None) -> Tensor:
        """a (*, N, *) -> (*, n, *)"""
        return _transformed(a, n, axis, form)


for _name, _form in (
    ("fft", "full"), ("ifft", "full"), ("rfft", "real"), ("irfft", "back"), ("ihfft", "real"),
    ("hfft", "back"),
):  # fmt: skip
    _register(_name, _form)


def _many(a: Any, s: Any, axes: Any, form: str) -> Tensor:
    record = array_of(a)
    listed = axes if isinstance(axes, (list, tuple)) else None
    if listed is None:
        places = list(axes_of(axes, record.ndim))
    else:
        places = [axis_of(item, record.ndim) for item in listed]
    lengths = [None] * len(places) if s is None else listed_sizes(s, "s")
    if s is not None and axes is None:
        places = list(range(record.ndim))[-len(lengths) :]
    text = "shape and axes have different lengths"
    require(len(lengths) == len(places), text, "bad-argument", "ValueError")
    shape = list(record.shape)
    for place, length in zip(places, lengths, strict=True):
        default = 2 * (shape[place] - 1) if form == "back" and place == places[-1] else shape[place]
        shape[place] = _length(length, default)
    if form == "real":
        shape[places[-1]] = shape[places[-1]] // 2 + 1
    kind = _kind(record.dtype)
    if not places:
        return record
    return new_array(shape, real_of(kind) if form == "back" else kind, strides=kept_layout(record))


def _register_many(name: str, form: str, default: Any) -> None:
    @op(f"numpy.fft.{name}")
    def transform(a: Any, s: Any = None, axes: Any = default, norm: Any = None) -> Tensor:
        """a (*) -> (*)"""
        return _many(a, s, axes, form)


for _prefix, _form in (("", "full"), ("i", "full"), ("r", "real"), ("ir", "back")):
    _register_many(f"{_prefix}fft2", _form, (-2, -1))
    _register_many(f"{_prefix}fftn", _form, None)


@op("numpy.fft.fftshift", "numpy.fft.ifftshift")
def fftshift(x: Any, axes: Any = None) -> Tensor:
    """x (*) -> (*)"""
    record = array_of(x)
    axes_of(axes, record.ndim)
    return new_array(record.shape, record.dtype)


@op("numpy.fft.fftfreq")
def fftfreq(n: Any, d: Any = 1.0, device: Any = None) -> Tensor:
    """(n)"""
    return new_array((size_of(n, "n"),), FLOAT64)


@op("numpy.fft.rfftfreq")
def rfftfreq(n: Any, d: Any = 1.0, device: Any = None) -> Tensor:
    """(n // 2 + 1)"""
    return new_array((size_of(n, "n") // 2 + 1,), FLOAT64)


@op("numpy.hanning", "numpy.hamming", "numpy.blackman", "numpy.bartlett")
def hanning(M: Any) -> Tensor:
    """(M)"""
    return new_array((size_of(M, "M"),), FLOAT64)


@op("numpy.kaiser")
def kaiser(M: Any, beta: Any) -> Tensor:
    """(M)"""
    return new_array((size_of(M, "M"),), FLOAT64)


@op("numpy.polyfit")
def polyfit(x: Any, y: Any, deg: Any, rcond: Any = None, full: Any = False, w: Any = None, cov: Any = False) -> Tensor:
    """x (n), y (n) -> (deg + 1)"""
    values = array_of(y)
    places = array_of(x)
    require(places.ndim == 1, "expected 1D vector for x", "shape-mismatch", "TypeError")
    text = "expected x and y to have same length"
    require(places.shape[0] == values.shape[0], text, "shape-mismatch", "TypeError")
    return new_array((size_of(deg, "deg") + 1, *values.shape[1:]), FLOAT64)


@op("numpy.polyval")
def polyval(p: Any, x: Any) -> Tensor:
    """p (n), x (*) -> (*)"""
    at = array_of(x)
    return new_array(at.shape, None)


@op("numpy.unwrap")
def unwrap(p: Any, discont: Any = None, axis: Any = -1, *, period: Any = None) -> Tensor:
    """p (*) -> (*)"""
    record = array_of(p)
    axis_of(axis, record.ndim)
    return new_array(record.shape, dtype_of(None))


@op("numpy.apply_along_axis", "numpy.apply_over_axes", "numpy.fromfunction", "numpy.piecewise")
def apply_along_axis(*args: Any, **options: Any) -> Tensor:
    """A function of the program over parts of an array: not followed"""
    return Tensor(None, None, kind="ndarray")
