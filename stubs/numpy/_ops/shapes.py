"""Operators: other shapes of the same elements: reshape, transpose, squeeze, astype, broadcast_to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    as_outcome,
    axes_of,
    axis_of,
    is_torch,
    listed_sizes,
    new_array,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import FLOAT64, dtype_of
from pytea._stubs.numpy._ops._shared_ufunc import ufunc_strides
from pytea._stubs.torch._ops._shared_strides import infer_sizes, layout_of, view_strides
from pytea._stubs.torch._ops._shared_views import permuted, swapped, view_of

from pytea._stubs.numpy._ops._shared_errors import value_errors
from pytea.stubapi import (
    Int,
    Size,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    numel,
    op,
    render,
    render_shape,
    require,
    same,
)


def reshaped(a: Tensor, shape: Any, order: Any = "C") -> Tensor:
    """Returns the elements of an array in another shape: a view where the strides allow it."""
    sizes = [-1 if isinstance(size, int) and size < 0 else size for size in listed_sizes(shape)]
    with value_errors():
        target = infer_sizes(sizes, numel(a.shape), lambda: f"an array of {render_shape(a.shape)}")
    if order not in ("C", "A", "K"):
        return new_array(target, a.dtype, strides=Strides.UNKNOWN)
    strides: str | tuple[Int, ...] = a.strides
    if not isinstance(strides, str):
        found, possible = view_strides(a.shape, strides, target)
        if possible is False:
            strides = Strides.CONTIGUOUS
        else:
            unclear = found is None or possible is not True
            strides = Strides.UNKNOWN if unclear else layout_of(target, found or ())
    return a.like(target, strides=strides, data=a.data, layout="")


def _foreign(a: Any, name: str) -> None:
    """Ends the stub for a tensor of torch, whose own method numpy calls."""
    if is_torch(a):
        raise UnknownUse(f"numpy.{name} of a tensor of torch")


@op("numpy.reshape")
def reshape(a: Any, /, shape: Any = None, order: Any = "C", *, newshape: Any = None, copy: Any = None) -> Tensor:
    """a (*) -> shape, where one size may be -1"""
    _foreign(a, "reshape")
    if shape is None and newshape is None:
        fail("reshape() is missing the argument 'shape'", "bad-argument", "TypeError")
    return reshaped(array_of(a), newshape if shape is None else shape, order)


@op("numpy.ndarray.reshape")
def reshape_method(self: Any, /, *shape: Any, order: Any = "C", copy: Any = None) -> Tensor:
    """a (*) -> shape, where one size may be -1"""
    if not shape:
        return reshaped(array_of(self), (), order)
    return reshaped(array_of(self), shape[0] if len(shape) == 1 else shape, order)


@op("numpy.ravel")
def ravel(a: Any, order: Any = "C") -> Tensor:
    """a (*) -> (n)"""
    return _flattened(a, order)


@op("numpy.ndarray.ravel")
def ravel_method(self: Any, order: Any = "C") -> Tensor:
    """a (*) -> (n)"""
    return _flattened(self, order)


@op("numpy.ndarray.flatten")
def flatten(self: Any, order: Any = "C") -> Tensor:
    """a (*) -> (n)"""
    return _flattened(self, order)


def _flattened(a: Any, order: Any = "C") -> Tensor:
    record = array_of(a)
    result = reshaped(record, (numel(record.shape),), order)
    return result.changed(strides=Strides.CONTIGUOUS)


@op("numpy.ndarray.flat", binding="property")
def flat(self: Any) -> Tensor:
    """a (*) -> its elements (n)"""
    return _flattened(self)


@op("numpy.transpose")
def transpose(a: Any, axes: Any = None) -> Tensor:
    """a (*) -> its axes in another order, reversed without ``axes``"""
    _foreign(a, "transpose")
    return _transposed(array_of(a), axes)


@op("numpy.permute_dims")
def permute_dims(a: Any, axes: Any = None) -> Tensor:
    """a (*) -> its axes in another order"""
    return _transposed(array_of(a), axes)


@op("numpy.ndarray.transpose")
def transpose_method(self: Any, /, *axes: Any) -> Tensor:
    """a (*) -> its axes in another order, reversed without ``axes``"""
    if len(axes) == 1 and (axes[0] is None or isinstance(axes[0], (list, tuple, Unknown, Tensor))):
        return _transposed(array_of(self), axes[0])
    return _transposed(array_of(self), axes or None)


def _transposed(a: Tensor, axes: Any) -> Tensor:
    if not a.ndim and axes is None:
        return a.changed()
    if axes is None:
        return permuted(a, range(a.ndim)[::-1])
    listed = listed_sizes(axes, "axes")
    text = f"axes {render_shape(listed)} don't match an array of {render_shape(a.shape)}"
    require(len(listed) == a.ndim, text, "dim-out-of-range", "ValueError")
    order = [axis_of(axis, a.ndim) for axis in listed]
    text = f"repeated axis in transpose: {render_shape(listed)}"
    require(len(set(order)) == len(order), text, "dim-out-of-range", "ValueError")
    return permuted(a, order)


@op("numpy.ndarray.T", binding="property")
def T(self: Any) -> Tensor:
    """a (*) -> its axes reversed"""
    return _transposed(array_of(self), None)


@op("numpy.ndarray.mT", binding="property")
def mT(self: Any) -> Tensor:
    """a (*, N, M) -> (*, M, N)"""
    return _matrix_transposed(self)


@op("numpy.matrix_transpose", "numpy.linalg.matrix_transpose")
def matrix_transpose(x: Any, /) -> Tensor:
    """a (*, N, M) -> (*, M, N)"""
    return _matrix_transposed(x)


def _matrix_transposed(x: Any) -> Tensor:
    record = array_of(x)
    text = f"a matrix transpose wants at least 2 dims, got {render_shape(record.shape)}"
    require(record.ndim >= 2, text, "shape-mismatch", "ValueError")
    return swapped(record, record.ndim - 2, record.ndim - 1)


@op("numpy.swapaxes")
def swapaxes(a: Any, axis1: Any, axis2: Any) -> Tensor:
    """a (*) -> two axes exchanged"""
    _foreign(a, "swapaxes")
    return _swapped(a, axis1, axis2)


@op("numpy.ndarray.swapaxes")
def swapaxes_method(self: Any, axis1: Any, axis2: Any, /) -> Tensor:
    """a (*) -> two axes exchanged"""
    return _swapped(self, axis1, axis2)


def _swapped(a: Any, axis1: Any, axis2: Any) -> Tensor:
    record = array_of(a)
    return swapped(record, axis_of(axis1, record.ndim, "axis1"), axis_of(axis2, record.ndim, "axis2"))


@op("numpy.moveaxis")
def moveaxis(a: Any, source: Any, destination: Any) -> Tensor:
    """a (*) -> some axes moved to other places"""
    record = array_of(a)
    sources = axes_of(source, record.ndim, "source")
    targets = axes_of(destination, record.ndim, "destination")
    text = f"source has {len(sources)} axes, but destination has {len(targets)}"
    require(len(sources) == len(targets), text, "bad-argument", "ValueError")
    order = [axis for axis in range(record.ndim) if axis not in sources]
    for target, axis in sorted(zip(targets, sources, strict=True)):
        order.insert(target, axis)
    return permuted(record, order)


@op("numpy.rollaxis")
def rollaxis(a: Any, axis: Any, start: Any = 0) -> Tensor:
    """a (*) -> one axis rolled backwards"""
    record = array_of(a)
    moved = axis_of(axis, record.ndim)
    place = size_of(start, "start")
    place = place + record.ndim if bool(place < 0) else place
    text = f"start {render(place)} is out of bounds for {record.ndim} dims"
    require((place >= 0) & (place <= record.ndim), text, "dim-out-of-range", "IndexError")
    order = [axis for axis in range(record.ndim) if axis != moved]
    order.insert(place - (moved < place), moved)  # type: ignore[arg-type, operator]
    return permuted(record, order)


@op("numpy.expand_dims")
def expand_dims(a: Any, axis: Any) -> Tensor:
    """a (*) -> with axes of size 1 in the given places"""
    record = array_of(a)
    count = len(axis) if isinstance(axis, (tuple, list)) else 1
    places = axes_of(axis, record.ndim + count)
    return with_new_axes(record, places)


def with_new_axes(a: Tensor, places: Sequence[int]) -> Tensor:
    """Returns a view with axes of size 1 at ``places`` of the result."""
    old = iter(range(a.ndim))
    order = [None if dim in places else next(old) for dim in range(a.ndim + len(places))]
    shape = [1 if dim is None else a.shape[dim] for dim in order]
    return view_of(a, shape, lambda s: ([0 if dim is None else s[dim] for dim in order], 0))


@op("numpy.squeeze")
def squeeze(a: Any, axis: Any = None) -> Tensor:
    """a (*) -> without axes of size 1"""
    _foreign(a, "squeeze")
    return _squeezed(a, axis)


@op("numpy.ndarray.squeeze")
def squeeze_method(self: Any, axis: Any = None) -> Tensor:
    """a (*) -> without axes of size 1"""
    return _squeezed(self, axis)


def _squeezed(a: Any, axis: Any) -> Tensor:
    record = array_of(a)
    if axis is None:
        dropped = {dim for dim, size in enumerate(record.shape) if bool(size == 1)}
    else:
        dropped = set(axes_of(axis, record.ndim)) if record.ndim or isinstance(axis, tuple) else _no_axis(axis)
        for dim in dropped:
            size = record.shape[dim]
            text = f"cannot squeeze axis {dim} of {render_shape(record.shape)}: its size is "
            require(size == 1, f"{text}{render(size)}, not 1", "shape-mismatch", "ValueError")
    kept = [dim for dim in range(record.ndim) if dim not in dropped]
    shape = [record.shape[dim] for dim in kept]
    return view_of(record, shape, lambda strides: ([strides[dim] for dim in kept], 0))


def _no_axis(axis: Any) -> set[int]:
    """Returns the axes to drop of an array without dims, for which 0 and -1 count."""
    axes_of(axis, 1)
    return set()


def _register_atleast(name: str, wanted: int) -> None:
    @op(f"numpy.atleast_{name}")
    def atleast(*arys: Any) -> Any:
        """Arrays -> arrays with at least that many dims"""
        results = tuple(at_least(array_of(array), wanted) for array in arys)
        return results[0] if len(results) == 1 else results


def at_least(a: Tensor, wanted: int) -> Tensor:
    """Returns an array with at least ``wanted`` dims, as ``atleast_1d``, ``_2d``, ``_3d`` do."""
    if a.ndim >= wanted:
        return a
    if wanted == 3 and a.ndim > 0:
        return with_new_axes(a, (2,) if a.ndim == 2 else (0, 2))
    return with_new_axes(a, tuple(range(wanted - a.ndim)))


for _name, _wanted in (("1d", 1), ("2d", 2), ("3d", 3)):
    _register_atleast(_name, _wanted)


@op("numpy.broadcast_to")
def broadcast_to(array: Any, shape: Any, subok: Any = False) -> Tensor:
    """a (*) -> shape, to which it broadcasts"""
    record, target = array_of(array), listed_sizes(shape)
    require_fits(record.shape, target)
    return record.like(Size(target), strides=Strides.UNKNOWN)


def require_fits(shape: Sequence[Int], target: Sequence[Int]) -> None:
    """Demands that an array broadcasts to a shape."""
    text = f"could not broadcast an array of {render_shape(shape)} into {render_shape(target)}"
    require(len(shape) <= len(target), text, "not-broadcastable", "ValueError")
    offset = len(target) - len(shape)
    for size, wanted in zip(shape, target[offset:], strict=True):
        if not same(size, wanted):
            require((size == wanted) | (size == 1), text, "not-broadcastable", "ValueError")


@op("numpy.ndarray.astype")
def astype(
    self: Any, dtype: Any, order: Any = "K", casting: Any = "unsafe", subok: Any = True,
    copy: Any = True,
) -> Any:  # fmt: skip
    """a (*) -> (*) of another dtype"""
    record = array_of(self)
    kind = dtype_of(dtype, FLOAT64)
    known = record.data if kind is not None else None
    result = new_array(record.shape, kind, known, ufunc_strides([record], record.shape))
    is_scalar = not isinstance(self, Tensor) or self.layout == "scalar"
    return as_outcome(result) if is_scalar else result


@op("numpy.astype")
def astype_function(x: Any, dtype: Any, /, *, copy: Any = True, device: Any = None) -> Any:
    """a (*) -> (*) of another dtype"""
    return astype(x, dtype)


@op("numpy.ndarray.view")
def view(self: Any, dtype: Any = None, type: Any = None) -> Tensor:
    """a (*) -> a view (*), with another last size for another dtype"""
    record = array_of(self)
    kind = dtype_of(dtype)
    if dtype is None or kind == record.dtype:
        return record.changed()
    if kind is None or record.dtype is None:
        raise UnknownUse("a view in another dtype")
    old, new = record.dtype.itemsize, kind.itemsize
    if old == new:
        return record.changed(dtype=kind, data=None)
    text = f"changing the dtype to {kind.name} needs at least 1 dim, got a 0-d array"
    require(record.ndim > 0, text, "bad-reshape", "ValueError")
    *front, last = record.shape
    text = f"the last axis of {render(last * old)} bytes is not divisible by {new}"
    require((last * old) % new == 0, text, "bad-reshape", "ValueError")
    return new_array((*front, last * old // new), kind)


@op("numpy.ndarray.copy", "numpy.ndarray.__deepcopy__", "numpy.ndarray.__copy__")
def copy(self: Any, order: Any = "C") -> Tensor:
    """a (*) -> (*) in row-major order"""
    return array_of(self).changed(origin=None, strides=Strides.CONTIGUOUS)


@op("numpy.ndarray.resize", binding="inplace")
def resize_method(self: Tensor, *new_shape: Any, refcheck: Any = True) -> Tensor:
    """a (*), which has another shape afterwards"""
    shape = listed_sizes(new_shape[0] if len(new_shape) == 1 else new_shape)
    return self.changed(sizes=Size(shape), data=None)


@op("numpy.resize")
def resize(a: Any, new_shape: Any) -> Tensor:
    """a (*) -> new_shape, repeated as often as necessary"""
    return new_array(listed_sizes(new_shape), array_of(a).dtype)


@op("numpy.ndarray.fill", binding="inplace")
def fill(self: Tensor, value: Any) -> Tensor:
    """a (*), whose elements are all ``value`` afterwards"""
    return self.changed(data=None)


@op("numpy.ndarray.setflags", "numpy.ndarray.tofile", "numpy.ndarray.dump", counted=False)
def setflags(self: Any, *args: Any, **options: Any) -> None:
    """Nothing that concerns shapes."""


@op("numpy.ndarray.newbyteorder", "numpy.ndarray.byteswap", "numpy.ndarray.conj", "numpy.ndarray.conjugate")
def unchanged(self: Any, *args: Any, inplace: Any = False) -> Tensor:
    """a (*) -> (*)"""
    return array_of(self).changed(data=None)
