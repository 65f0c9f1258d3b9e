"""Operators that join, split, repeat, pad and roll arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    KNOWN_ELEMENTS,
    array_of,
    arrays_of,
    as_outcome,
    axes_of,
    axis_of,
    flat,
    is_torch,
    kept_layout,
    listed_sizes,
    new_array,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import common_dtype, dtype_of, promote
from pytea._stubs.numpy._ops.shapes import at_least
from pytea._stubs.torch._ops._shared_strides import all_concrete
from pytea._stubs.torch._ops._shared_views import clamped, narrowed, view_of

from pytea.stubapi import (
    DType,
    Int,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    numel,
    op,
    render,
    render_shape,
    require,
    same,
    smax,
    smin,
    sprod,
    ssum,
)


def joined_dtype(arrays: Sequence[Tensor]) -> DType | None:
    """Returns the dtype that holds the elements of all arrays."""
    result = arrays[0].dtype
    for array in arrays[1:]:
        result = promote(result, array.dtype)
    return result


def concatenated(arrays: Sequence[Tensor], axis: Any, dtype: Any = None) -> Tensor:
    """Returns arrays joined along an axis that they have."""
    require(len(arrays) > 0, "need at least one array to concatenate", "bad-argument", "ValueError")
    if axis is None:
        arrays, axis = [flat(array) for array in arrays], 0
    first = arrays[0]
    if first.ndim == 0:
        fail("zero-dimensional arrays cannot be concatenated", "shape-mismatch", "ValueError")
    place = axis_of(axis, first.ndim)
    for index, array in enumerate(arrays[1:], 1):
        _require_alike(first, array, index, place)
    total = ssum(array.shape[place] for array in arrays)
    shape = (*first.shape[:place], total, *first.shape[place + 1 :])
    kind = joined_dtype(arrays) if dtype is None else dtype_of(dtype)
    return new_array(shape, kind, _joined_data(arrays, shape, place))


def _require_alike(first: Tensor, array: Tensor, index: int, axis: int) -> None:
    shown = f"array 0 is {render_shape(first.shape)} and array {index} is {render_shape(array.shape)}"
    text = f"{shown}: the numbers of dims {first.ndim} and {array.ndim} must be equal"
    require(array.ndim == first.ndim, text, "shape-mismatch", "ValueError")
    for dim, (a, b) in enumerate(zip(first.shape, array.shape, strict=True)):
        if dim != axis and not same(a, b):
            text = f"{shown}: sizes {render(a)} and {render(b)} of dim {dim} must be equal"
            require(a == b, text, "shape-mismatch", "ValueError")


def _joined_data(arrays: Sequence[Tensor], shape: Sequence[Int], axis: int) -> list[Any] | None:
    if any(a.data is None for a in arrays) or not all_concrete(shape):
        return None
    if numel(shape) > KNOWN_ELEMENTS:
        return None
    rows = sprod(shape[:axis])
    data: list[Any] = []
    for row in range(rows):  # type: ignore[arg-type]
        for array in arrays:
            width = len(array.data) // rows  # type: ignore[arg-type, operator]
            data += array.data[row * width : (row + 1) * width]  # type: ignore[index]
    return data


@op("numpy.concatenate", "numpy.concat")
def concatenate(arrays: Any, /, axis: Any = 0, *, dtype: Any = None, casting: Any = "same_kind") -> Tensor:
    """(*, S_i, *), ... -> (*, sum of S_i, *)"""
    return concatenated(arrays_of(arrays, "arrays"), axis, dtype)


@op("numpy.stack")
def stack(arrays: Any, axis: Any = 0, *, dtype: Any = None, casting: Any = "same_kind") -> Tensor:
    """n times (*, *) -> (*, n, *)"""
    found = arrays_of(arrays, "arrays")
    require(len(found) > 0, "need at least one array to stack", "bad-argument", "ValueError")
    shape = found[0].shape
    place = axis_of(axis, len(shape) + 1)
    for index, array in enumerate(found):
        text = f"array 0 is {render_shape(shape)} and array {index} is {render_shape(array.shape)}: "
        text += "all input arrays must have the same shape"
        require(array.ndim == len(shape), text, "shape-mismatch", "ValueError")
        for a, b in zip(shape, array.shape, strict=True):
            if not same(a, b):
                require(a == b, text, "shape-mismatch", "ValueError")
    joined = (*shape[:place], len(found), *shape[place:])
    kind = joined_dtype(found) if dtype is None else dtype_of(dtype)
    thin = [a.changed(sizes=(*shape[:place], 1, *shape[place:])) for a in found]
    return new_array(joined, kind, _joined_data(thin, joined, place))


def _register_stack(name: str, wanted: int, axis: int) -> None:
    @op(f"numpy.{name}")
    def stacked(tup: Any, *, dtype: Any = None, casting: Any = "same_kind") -> Tensor:
        """Arrays with at least that many dims -> joined along one axis"""
        found = [at_least(array, wanted) for array in arrays_of(tup, "tup")]
        place = 0 if name == "hstack" and found and found[0].ndim == 1 else axis
        return concatenated(found, place, dtype)


_register_stack("hstack", 1, 1)
_register_stack("vstack", 2, 0)
_register_stack("row_stack", 2, 0)
_register_stack("dstack", 3, 2)


@op("numpy.column_stack")
def column_stack(tup: Any) -> Tensor:
    """Columns (N) and matrices (N, M_i) -> (N, sum of M_i)"""
    columns = []
    for array in arrays_of(tup, "tup"):
        if array.ndim < 2:
            array = new_array((numel(array.shape), 1), array.dtype, array.data)
        columns.append(array)
    return concatenated(columns, 1)


@op("numpy.block")
def block(arrays: Any) -> Tensor:
    """Nested lists of arrays -> one array"""
    if isinstance(arrays, list) and arrays and all(isinstance(row, list) for row in arrays):
        rows = [concatenated([at_least(array_of(x), 2) for x in row], -1) for row in arrays]
        return concatenated(rows, 0)
    if isinstance(arrays, list):
        return concatenated([at_least(array_of(x), 1) for x in arrays], -1)
    return array_of(arrays)


def _parts(a: Any, sections: Any, axis: Any, equal: bool) -> list[Tensor]:
    record = array_of(a)
    dim = axis_of(axis, record.ndim)
    size = record.shape[dim]
    if isinstance(sections, (list, tuple)) or (isinstance(sections, Tensor) and sections.ndim == 1):
        return _cut(record, dim, listed_sizes(sections, "indices"))
    count = size_of(sections, "indices_or_sections")
    if not isinstance(count, int):
        raise UnknownUse("the number of parts is not a known number")
    require(count > 0, f"number of sections must be larger than 0, got {count}", "bad-argument", "ValueError")
    if equal:
        text = f"axis {dim} of size {render(size)} does not split into {count} equal parts"
        require(size % count == 0, text, "shape-mismatch", "ValueError")
    large, width = size % count, size // count
    starts: list[Int] = [0]
    for index in range(count):
        one_more = smin(smax(large - index, 0), 1)
        starts.append(starts[-1] + width + one_more)
    return [narrowed(record, dim, a, b - a) for a, b in zip(starts, starts[1:], strict=False)]


def _cut(record: Tensor, dim: int, cuts: Sequence[Int]) -> list[Tensor]:
    size = record.shape[dim]
    parts = []
    for start, stop in zip((0, *cuts), (*cuts, size), strict=True):
        first, last = clamped(start, size), clamped(stop, size)
        parts.append(narrowed(record, dim, first, smax(last - first, 0)))
    return parts


@op("numpy.split")
def split(ary: Any, indices_or_sections: Any, axis: Any = 0) -> list[Tensor]:
    """ary (*, n, *) -> parts along an axis"""
    return _parts(ary, indices_or_sections, axis, equal=True)


@op("numpy.array_split")
def array_split(ary: Any, indices_or_sections: Any, axis: Any = 0) -> list[Tensor]:
    """ary (*, n, *) -> parts along an axis, the first ones larger by one"""
    return _parts(ary, indices_or_sections, axis, equal=False)


def _register_split(name: str, least: int, axis: int) -> None:
    @op(f"numpy.{name}")
    def part(ary: Any, indices_or_sections: Any) -> list[Tensor]:
        """ary (*) -> parts along one axis"""
        record = array_of(ary)
        text = f"{name} only works on arrays of {least} or more dimensions"
        require(record.ndim >= least, text, "shape-mismatch", "ValueError")
        place = 0 if name == "hsplit" and record.ndim == 1 else axis
        return _parts(record, indices_or_sections, place, equal=True)


for _name, _least, _axis in (("hsplit", 1, 1), ("vsplit", 2, 0), ("dsplit", 3, 2)):
    _register_split(_name, _least, _axis)


@op("numpy.unstack")
def unstack(x: Any, /, *, axis: Any = 0) -> tuple[Tensor, ...]:
    """x (*, n, *) -> n times (*, *)"""
    record = array_of(x)
    dim = axis_of(axis, record.ndim)
    count = record.shape[dim]
    if not isinstance(count, int):
        raise UnknownUse(f"{render(count)} arrays")
    shape = (*record.shape[:dim], *record.shape[dim + 1 :])
    return (new_array(shape, record.dtype, strides="unknown"),) * count


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
        total = ssum(known) if known is not None else fresh_size("sum of repeats")
        data = None
    return new_array((*record.shape[:dim], total, *record.shape[dim + 1 :]), record.dtype, data)


def _each(record: Tensor, count: Int) -> list[Any] | None:
    if record.data is None or record.ndim != 1 or not isinstance(count, int):
        return None
    if count * len(record.data) > KNOWN_ELEMENTS:
        return None
    return [item for item in record.data for _ in range(count)]


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


@op("numpy.roll")
def roll(a: Any, shift: Any, axis: Any = None) -> Tensor:
    """a (*) -> (*)"""
    record = array_of(a)
    axes_of(axis, record.ndim)
    return new_array(record.shape, record.dtype)


def flipped(record: Tensor, axes: Sequence[int]) -> Tensor:
    """Returns a view that runs backwards along some axes: its strides there are negative."""

    def restride(strides: tuple[Int, ...]) -> tuple[list[Int], Int]:
        start: Int = 0
        for axis in axes:
            start = start + strides[axis] * (record.shape[axis] - 1)
        return [-s if dim in axes else s for dim, s in enumerate(strides)], start

    if any(same(record.shape[axis], 0) for axis in axes):
        return record.changed(data=())
    return view_of(record, record.shape, restride)


@op("numpy.flip")
def flip(m: Any, axis: Any = None) -> Tensor:
    """m (*) -> (*), backwards along some axes"""
    if is_torch(m):
        fail("step must be greater than zero", "bad-argument", "ValueError")
    record = array_of(m)
    return as_outcome(flipped(record, axes_of(axis, record.ndim)))


def _register_flip(name: str, axis: int) -> None:
    @op(f"numpy.{name}")
    def flip_axis(m: Any) -> Tensor:
        """m (*) -> (*), backwards along one axis"""
        record = array_of(m)
        text = f"{name} wants at least {axis + 1} dims, got {render_shape(record.shape)}"
        require(record.ndim > axis, text, "shape-mismatch", "ValueError")
        return flipped(record, (axis,))


_register_flip("flipud", 0)
_register_flip("fliplr", 1)


@op("numpy.rot90")
def rot90(m: Any, k: Any = 1, axes: Any = (0, 1)) -> Tensor:
    """m (*) -> (*), two axes exchanged for odd ``k``"""
    record = array_of(m)
    if isinstance(axes, (tuple, list)):
        require(len(axes) == 2, "rot90 wants two axes", "bad-argument", "ValueError")
    text = f"rot90 wants at least 2 dims, got {render_shape(record.shape)}"
    require(record.ndim >= 2, text, "shape-mismatch", "ValueError")
    first, second = axes_of(axes, record.ndim)
    turns = size_of(k, "k")
    if not isinstance(turns, int):
        raise UnknownUse("the number of turns is not known")
    order = list(range(record.ndim))
    if turns % 2:
        order[first], order[second] = order[second], order[first]
    shape = [record.shape[dim] for dim in order]
    if turns % 4 == 0:
        return record.changed(data=None)
    return new_array(shape, record.dtype, strides="unknown")


@op("numpy.trim_zeros")
def trim_zeros(filt: Any, trim: Any = "fb", axis: Any = None) -> Tensor:
    """filt (n) -> (at most n)"""
    record = array_of(filt)
    return new_array((fresh_size("length without zeros", 0),), record.dtype)


@op("numpy.kron")
def kron(a: Any, b: Any) -> Tensor:
    """a (*), b (*) -> the products of their sizes"""
    left, right = array_of(a), array_of(b)
    width = max(left.ndim, right.ndim)
    one = (*(1,) * (width - left.ndim), *left.shape)
    two = (*(1,) * (width - right.ndim), *right.shape)
    shape = tuple(x * y for x, y in zip(one, two, strict=True))
    return new_array(shape, common_dtype(left, right))


