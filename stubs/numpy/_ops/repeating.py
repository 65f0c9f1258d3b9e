"""Operators: an array becomes larger: tile, repeat, pad, kron."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    KNOWN_ELEMENTS,
    array_of,
    axis_of,
    flat,
    is_torch,
    listed_sizes,
    new_array,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import common_dtype
from pytea._stubs.torch._ops._shared_strides import all_concrete

from pytea.stubapi import (
    Int,
    Tensor,
    UnknownUse,
    fresh_size,
    op,
    render,
    render_shape,
    require,
    same,
    ssum,
)


@op("numpy.tile")
def tile(A: Any, reps: Any) -> Tensor:
    """A (*) -> every size times its repetitions"""
    record, times = array_of(A), listed_sizes(reps, "reps")
    width = max(len(times), record.ndim)
    shape = (*(1,) * (width - record.ndim), *record.shape)
    times = (*(1,) * (width - len(times)), *times)
    result = tuple(size * count for size, count in zip(shape, times, strict=True))
    data = record.data if all(same(count, 1) for count in times) else None
    if record.data is not None and record.ndim <= 1 and len(times) == 1 and all_concrete(times):
        few = times[0] * len(record.data) <= KNOWN_ELEMENTS
        data = record.data * times[0] if few else None  # type: ignore[operator]
    plain = times and record.strides == "contiguous"
    return new_array(result, record.dtype, data, "contiguous" if plain else "unknown")


@op("numpy.repeat")
def repeat(a: Any, repeats: Any, axis: Any = None) -> Tensor:
    """a (*, n, *) -> (*, n * repeats, *), or the sum of as many repeats as there are elements"""
    if is_torch(a):
        raise UnknownUse("numpy.repeat of a tensor of torch")
    return _repeated(array_of(a), repeats, axis)


@op("numpy.ndarray.repeat")
def repeat_method(self: Any, repeats: Any, axis: Any = None) -> Tensor:
    """a (*, n, *) -> (*, n * repeats, *)"""
    return _repeated(array_of(self), repeats, axis)


def _repeated(a: Tensor, repeats: Any, axis: Any) -> Tensor:
    record = flat(a) if axis is None or a.ndim == 0 else a
    dim = axis_of(0 if axis is None else axis, record.ndim)
    size = record.shape[dim]
    times = array_of(repeats)
    if times.ndim == 0 or (times.ndim == 1 and same(times.shape[0], 1)):
        count = size_of(times if isinstance(repeats, (list, tuple)) else repeats, "repeats")
        text = f"repeats {render(count)} must not be negative"
        require((count >= 0) | (size == 0), text, "bad-argument", "ValueError")
        total = size * count
        data = _each(record, count)
    else:
        text = f"{render(times.shape[0])} repeats for an axis of size {render(size)}"
        require(times.ndim == 1, "repeats must be 1-d", "shape-mismatch", "ValueError")
        require(times.shape[0] == size, text, "not-broadcastable", "ValueError")
        known = times.data
        total = ssum(known) if known is not None else fresh_size("sum(repeats)")
        data = None
    return new_array((*record.shape[:dim], total, *record.shape[dim + 1 :]), record.dtype, data)


def _each(record: Tensor, count: Int) -> list[Any] | None:
    if record.data is None or record.ndim != 1 or not isinstance(count, int):
        return None
    if count * len(record.data) > KNOWN_ELEMENTS:
        return None
    return [item for item in record.data for _ in range(count)]


@op("numpy.pad")
def pad(array: Any, pad_width: Any, mode: Any = "constant", **options: Any) -> Tensor:
    """array (*) -> every size plus what is padded before and behind"""
    record = array_of(array)
    widths = _pad_widths(pad_width, record.ndim)
    shape = []
    for size, (before, behind) in zip(record.shape, widths, strict=True):
        shape.append(size + before + behind)
    return new_array(shape, record.dtype)


def _pad_widths(value: Any, ndim: int) -> list[tuple[Int, Int]]:
    if isinstance(value, dict):
        raise UnknownUse("padding given as a dict")
    given = array_of(value)
    if given.data is None:
        raise UnknownUse("the padding is not known")
    data = [size_of(item, "pad_width") for item in given.data]
    for width in data:
        text = f"index can't contain negative values: {render(width)}"
        require(width >= 0, text, "bad-argument", "ValueError")
    if len(data) == 1:
        return [(data[0], data[0])] * ndim
    text = f"pad_width of shape {render_shape(given.shape)} does not fit {ndim} dims"
    shape = tuple(given.shape)
    if shape in ((2,), (1, 2)):
        return [(data[0], data[1])] * ndim
    if shape == (ndim, 1):
        return [(size, size) for size in data]
    require(shape == (ndim, 2), text, "bad-argument", "ValueError")
    return list(zip(data[::2], data[1::2], strict=True))


@op("numpy.kron")
def kron(a: Any, b: Any) -> Tensor:
    """a (*), b (*) -> the products of their sizes"""
    left, right = array_of(a), array_of(b)
    width = max(left.ndim, right.ndim)
    one = (*(1,) * (width - left.ndim), *left.shape)
    two = (*(1,) * (width - right.ndim), *right.shape)
    shape = tuple(x * y for x, y in zip(one, two, strict=True))
    return new_array(shape, common_dtype(left, right))
