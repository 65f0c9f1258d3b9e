"""Operators: arrays that span a grid: meshgrid, indices, ix_, broadcast_arrays, and what r_ and c_ join."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    broadcast_shapes,
    flag_of,
    flat,
    listed_sizes,
    new_array,
    shape_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import BOOL, common_dtype, dtype_of
from pytea._stubs.numpy._ops.joining import concatenated
from pytea._stubs.numpy._ops.creation import arange, spaced
from pytea.stubapi import Int, Tensor, Unknown, UnknownUse, fail, fresh_size, op, require


@op("numpy.meshgrid")
def meshgrid(*xi: Any, copy: Any = True, sparse: Any = False, indexing: Any = "xy") -> tuple[Tensor, ...]:
    """(N_1), ..., (N_k) -> k times (N_2, N_1, ..., N_k), or in that order for indexing="ij" """
    found = [flat(array_of(x)) for x in xi]
    if indexing not in ("xy", "ij"):
        text = "valid values for indexing are 'xy' and 'ij'"
        fail(text, "bad-argument", "ValueError")
    sizes = [array.shape[0] for array in found]
    order = list(range(len(sizes)))
    if indexing == "xy" and len(order) > 1:
        order[:2] = [1, 0]
    thin = flag_of(sparse, "sparse")
    results = []
    for own, array in enumerate(found):
        shape = [sizes[dim] if not thin or dim == own else 1 for dim in order]
        results.append(new_array(shape, array.dtype, strides="unknown"))
    return tuple(results)


@op("numpy.indices")
def indices(dimensions: Any, dtype: Any = None, sparse: Any = False) -> Any:
    """dimensions -> (ndim, *dimensions), or one array per dim with sizes 1 elsewhere"""
    sizes = shape_of(dimensions)
    if flag_of(sparse, "sparse"):
        kind = dtype_of(dtype, dtype_of("int64"))
        shapes = [[n if d == own else 1 for d, n in enumerate(sizes)] for own in range(len(sizes))]
        return tuple(new_array(shape, kind) for shape in shapes)
    return new_array((len(sizes), *sizes), dtype_of(dtype, dtype_of("int64")))


@op("numpy._pytea.grid", counted=False)
def grid(key: Any, sparse: Any = False) -> Any:
    """The slices of ``numpy.mgrid[...]`` and ``numpy.ogrid[...]``"""
    slices = key if isinstance(key, tuple) else (key,)
    lengths, dtypes = [], []
    for item in slices:
        line = _grid_line(item)
        lengths.append(line.shape[0])
        dtypes.append(line)
    kind = common_dtype(*dtypes)
    if not isinstance(key, tuple):
        return new_array(lengths, kind)
    if sparse:
        shapes = [[n if d == own else 1 for d, n in enumerate(lengths)] for own in range(len(lengths))]
        return tuple(new_array(shape, kind) for shape in shapes)
    return new_array((len(lengths), *lengths), kind)


def _grid_line(item: Any) -> Tensor:
    if not isinstance(item, slice):
        fail("a grid is made of slices", "bad-argument", "TypeError")
    start = 0 if item.start is None else item.start
    if isinstance(item.step, complex):
        return spaced(start, item.stop, int(abs(item.step)), None)
    return arange(start, item.stop, item.step)


@op("numpy.ix_")
def ix_(*args: Any) -> tuple[Tensor, ...]:
    """(N_1), ..., (N_k) -> k arrays that broadcast to (N_1, ..., N_k)"""
    found = [array_of(arg) for arg in args]
    for array in found:
        require(array.ndim == 1, "ix_ wants 1-d sequences", "shape-mismatch", "ValueError")
    results = []
    for own, array in enumerate(found):
        if array.dtype == BOOL:
            array = new_array((fresh_size("num_true", 0),), dtype_of("int64"))
        shape = [array.shape[0] if dim == own else 1 for dim in range(len(found))]
        results.append(new_array(shape, array.dtype, array.data))
    return tuple(results)


@op("numpy.broadcast_arrays")
def broadcast_arrays(*args: Any, subok: Any = False) -> tuple[Tensor, ...]:
    """Arrays -> each in the common shape"""
    found = [array_of(arg) for arg in args]
    shape = broadcast_shapes(*[array.shape for array in found])
    return tuple(new_array(shape, array.dtype, strides="unknown") for array in found)


@op("numpy.broadcast_shapes", counted=False)
def broadcast_shapes_(*args: Any) -> tuple[Int, ...]:
    """Shapes -> the common shape"""
    return tuple(broadcast_shapes(*[listed_sizes(arg) for arg in args])) if args else ()


@op("numpy._pytea.rows", counted=False)
def rows(key: Any) -> Tensor:
    """What ``numpy.r_[...]`` joins along the first axis"""
    return concatenated(_parts(key), 0)


@op("numpy._pytea.columns", counted=False)
def columns(key: Any) -> Tensor:
    """What ``numpy.c_[...]`` joins along the last axis; 1-d arrays are columns"""
    wide = []
    for part in _parts(key):
        shape = part.shape if part.ndim > 1 else (*part.shape, 1)
        wide.append(new_array(shape, part.dtype, part.data))
    return concatenated(wide, -1)


def _parts(key: Any) -> list[Tensor]:
    found = []
    for item in key if isinstance(key, tuple) else (key,):
        if isinstance(item, (str, Unknown)):
            raise UnknownUse("a directive to numpy.r_")
        record = _grid_line(item) if isinstance(item, slice) else array_of(item)
        found.append(record if record.ndim else new_array((1,), record.dtype, record.data))
    return found
