"""Operators: elements come and go along an axis: append, insert, delete, trim_zeros."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import array_of, axis_of, flat, kept_layout, new_array

from pytea._stubs.numpy._ops.joining import concatenated
from pytea.stubapi import Int, SymInt, Tensor, Unknown, fresh_size, op, render, require, same


@op("numpy.append")
def append(arr: Any, values: Any, axis: Any = None) -> Tensor:
    """arr (*), values (*) -> both, one behind the other"""
    return concatenated([array_of(arr), array_of(values)], axis)


@op("numpy.insert")
def insert(arr: Any, obj: Any, values: Any, axis: Any = None) -> Tensor:
    """arr (*, n, *) -> (*, n + count, *)"""
    record = array_of(arr)
    record = flat(record) if axis is None else record
    dim = axis_of(0 if axis is None else axis, record.ndim)
    if isinstance(obj, (list, int, SymInt)) and not isinstance(obj, bool):
        for item in obj if isinstance(obj, list) else (obj,):
            if isinstance(item, (int, SymInt)):
                _require_place(item, record.shape[dim], dim, room=0 if item is True else 1)
    return _longer(record, dim, _count_of(obj, values))


def _count_of(obj: Any, values: Any) -> Int:
    if isinstance(obj, (slice, Unknown)):
        return fresh_size("count of insertions", 0)
    where = array_of(obj)
    if where.ndim == 0 or same(where.shape[0], 1):
        given = array_of(values)
        return given.shape[0] if given.ndim == 1 and where.ndim else _inserted(given)
    return where.shape[0]


def _inserted(given: Tensor) -> Int:
    return 1 if given.ndim == 0 else fresh_size("count of insertions", 0)


def _longer(record: Tensor, dim: int, count: Int) -> Tensor:
    shape = (*record.shape[:dim], record.shape[dim] + count, *record.shape[dim + 1 :])
    return new_array(shape, record.dtype, strides=kept_layout(record))


@op("numpy.delete")
def delete(arr: Any, obj: Any, axis: Any = None) -> Tensor:
    """arr (*, n, *) -> (*, n - count, *)"""
    record = array_of(arr)
    record = flat(record) if axis is None else record
    dim = axis_of(0 if axis is None else axis, record.ndim)
    size = record.shape[dim]
    if isinstance(obj, (int, SymInt)) and not isinstance(obj, bool):
        _require_place(obj, size, dim)
        return _longer(record, dim, -1)
    if isinstance(obj, Unknown) and obj.kind == "int":
        return _longer(record, dim, -1)
    if isinstance(obj, list) and all(type(item) is int for item in obj) and isinstance(size, int):
        for item in obj:
            _require_place(item, size, dim)
        fewer = _longer(record, dim, -len({item % size for item in obj if size}))
        return fewer.changed(strides="unknown")
    rest = fresh_size("length after a deletion", 0, size if isinstance(size, int) else None)
    shape = (*record.shape[:dim], rest, *record.shape[dim + 1 :])
    return new_array(shape, record.dtype, strides=kept_layout(record))


def _require_place(index: Int, size: Int, dim: int, room: int = 0) -> None:
    text = f"index {render(index)} is out of bounds for axis {dim} with size {render(size)}"
    inside = (index >= -size - room) & (index < size + room)
    require(inside, text, "index-out-of-range", "IndexError")


@op("numpy.trim_zeros")
def trim_zeros(filt: Any, trim: Any = "fb", axis: Any = None) -> Tensor:
    """filt (n) -> (at most n)"""
    record = array_of(filt)
    return new_array((fresh_size("length without zeros", 0),), record.dtype)
