"""Operators: ``x[index]``, ``x[index] = value``, take, put, where, choose."""

from __future__ import annotations

from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    axis_of,
    broadcast_shapes,
    flat,
    is_torch,
    new_array,
    operand,
    outcome,
    size_of,
)
from pytea._stubs.numpy._ops._shared_dtypes import common_dtype, dtype_of
from pytea._stubs.numpy._ops._shared_ufunc import ufunc_strides
from pytea._stubs.numpy._ops._shared_selection import Selection, select
from pytea._stubs.torch._ops._shared_views import diagonal_of as view_diagonal

from pytea.stubapi import (
    Bool,
    Int,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    ite,
    numel,
    op,
    render,
    render_shape,
    require,
    same,
)
from pytea.stubapi.elements import any_number


@op("numpy.ndarray.__getitem__")
def getitem(self: Any, index: Any, /) -> Any:
    """(*) -> the selected elements"""
    selection = select(array_of(self), index)
    result = selection.result()
    if result.ndim == 0 and not selection.dotted:
        return outcome((), result.dtype, result.data)
    return result.changed() if result is self else result


@op("numpy.ndarray.__setitem__", binding="inplace")
def setitem(self: Tensor, index: Any, value: Any, /) -> Tensor:
    """(*), value that broadcasts to the selected elements -> (*)"""
    selection = select(self, index)
    if isinstance(value, Unknown):
        value = any_number(self, selection.result())
    if isinstance(value, str) or value is None:
        return self.changed(data=None)
    given = operand(value)
    if isinstance(given, Tensor):
        _check_assigned(selection, given, isinstance(value, (list, tuple)))
    if isinstance(given, complex) and self.dtype is not None and self.dtype.kind not in ("complex", "bool"):
        text = f"a complex number cannot be stored in a {self.dtype.name} array"
        fail(text, "dtype-mismatch", "TypeError")
    return self.changed(data=_assigned_data(self, index, given))


def _check_assigned(selection: Selection, value: Tensor, listed: bool) -> None:
    """Demands that a value fits; a list may be one element of an array of objects or flags."""
    target = selection.result()
    if listed and target.ndim == 0 and (target.dtype is None or target.dtype.kind == "bool"):
        return
    shape = list(value.shape)
    while len(shape) > target.ndim and same(shape[0], 1):
        shape.pop(0)
    text = f"could not broadcast a value of shape {render_shape(value.shape)} to the selected "
    text += f"elements of shape {render_shape(target.shape)}"
    if selection.masked and target.ndim == 1:
        wanted = target.shape[0]
        require(len(shape) <= 1, text, "not-broadcastable", "ValueError")
        if shape and isinstance(wanted, int):
            require((shape[0] == wanted) | (shape[0] == 1), text, "not-broadcastable", "ValueError")
        return
    require(len(shape) <= target.ndim, text, "not-broadcastable", "ValueError")
    offset = target.ndim - len(shape)
    for size, wanted in zip(shape, target.shape[offset:], strict=True):
        if not same(size, wanted) and not selection.masked:
            require((size == wanted) | (size == 1), text, "not-broadcastable", "ValueError")


def _assigned_data(self: Tensor, index: Any, value: Any) -> tuple[Any, ...] | None:
    """Returns the known values after an assignment, or None."""
    if self.data is None or self.dtype is None:
        return None
    numbered = new_array(self.shape, dtype_of("int64"), tuple(range(len(self.data))))
    target = select(numbered, index).result()
    if target.data is None:
        return None
    if isinstance(value, Tensor):
        count = len(target.data)
        if value.data is None or len(value.data) not in (1, count):
            return None
        values = value.data * count if len(value.data) == 1 else value.data
    elif isinstance(value, Unknown):
        return None
    else:
        values = (value,) * len(target.data)
    result = list(self.data)
    for position, item in zip(target.data, values, strict=True):
        result[position] = item
    return new_array(self.shape, self.dtype, result).data


@op("numpy.where")
def where(condition: Any, x: Any = None, y: Any = None, /) -> Any:
    """condition, x, y -> their broadcast; only condition: positions, as ``nonzero``"""
    flags = array_of(condition)
    if x is None and y is None:
        return nonzero_of(flags)
    if x is None or y is None:
        fail("either both or neither of x and y should be given", "bad-argument", "ValueError")
    found = [operand(x), operand(y)]
    shapes = [v.shape if isinstance(v, Tensor) else () for v in found]
    shape = broadcast_shapes(flags.shape, *shapes)
    arrays = [flags, *(v for v in found if isinstance(v, Tensor))]
    chosen = _chosen(flags, found, shape)
    return new_array(shape, common_dtype(*found), chosen, ufunc_strides(arrays, shape))


def _chosen(flags: Tensor, found: list[Any], shape: tuple[Int, ...]) -> list[Any] | None:
    count = numel(shape)
    columns = []
    for value in (flags, *found):
        data = value.data if isinstance(value, Tensor) else (value,)
        if data is None or not isinstance(count, int) or len(data) not in (1, count):
            return None
        columns.append(data if len(data) == count else data * count)
    if any(isinstance(v, Unknown) for column in columns for v in column):
        return None
    result = []
    for flag, one, two in zip(*columns, strict=True):
        cond: Bool = flag != 0 if not isinstance(flag, (bool, SymBool)) else flag
        if isinstance(cond, SymBool) and not isinstance(one, (int, SymInt)):
            return None
        result.append(ite(cond, one, two) if isinstance(cond, SymBool) else one if cond else two)
    return result


def nonzero_of(a: Tensor) -> tuple[Tensor, ...]:
    """Returns the positions of the elements that are not zero, one array per dim."""
    if a.ndim == 0:
        text = "nonzero() of a 0-d array is not allowed, use atleast_1d"
        fail(text, "shape-mismatch", "ValueError")
    most = numel(a.shape)
    if a.data is not None and not any(isinstance(v, (SymInt, SymBool)) for v in a.data):
        places = [index for index, item in enumerate(a.data) if item]
        known = places if a.ndim == 1 else None
        layout = _columns_layout(a)
        return (new_array((len(places),), dtype_of("int64"), known, layout),) * a.ndim
    count = fresh_size("num_nonzero", 0, most if isinstance(most, int) else None)
    return (new_array((count,), dtype_of("int64"), strides=_columns_layout(a)),) * a.ndim


def _columns_layout(a: Tensor) -> str:
    """Returns the layout of the positions: they are the columns of one array."""
    return "contiguous" if a.ndim == 1 else "unknown"


@op("numpy.nonzero")
def nonzero(a: Any) -> tuple[Tensor, ...]:
    """a (*) -> one array (n) of positions per dim"""
    return nonzero_of(array_of(a))


@op("numpy.ndarray.nonzero")
def nonzero_method(self: Any) -> tuple[Tensor, ...]:
    """a (*) -> one array (n) of positions per dim"""
    return nonzero_of(array_of(self))


@op("numpy.argwhere")
def argwhere(a: Any) -> Tensor:
    """a (*) -> (n, ndim)"""
    record = array_of(a)
    found = nonzero_of(record if record.ndim else new_array((1,), record.dtype))
    return new_array((found[0].shape[0], record.ndim), dtype_of("int64"), strides="unknown")


@op("numpy.flatnonzero")
def flatnonzero(a: Any) -> Tensor:
    """a (*) -> (n)"""
    return nonzero_of(flat(array_of(a)))[0]


@op("numpy.take", "numpy.ndarray.take")
def take(a: Any, indices: Any, axis: Any = None, *, mode: Any = "raise") -> Any:
    """a (*, n, *), indices (*) -> the indices in place of the axis"""
    if is_torch(a):
        return Unknown("numpy.take of a tensor of torch")
    record, where_ = array_of(a), array_of(indices)
    record = flat(record) if axis is None or record.ndim == 0 else record
    dim = axis_of(0 if axis is None else axis, record.ndim)
    shape = (*record.shape[:dim], *where_.shape, *record.shape[dim + 1 :])
    text = "cannot do a non-empty take from an empty axis"
    require((record.shape[dim] != 0) | (numel(shape) == 0), text, "index-out-of-range", "IndexError")
    data = None
    if mode == "raise" and where_.dtype is not None and where_.dtype.kind == "int":
        if not any(same(size, 0) for size in shape):
            data = select(record, (*(slice(None),) * dim, where_)).result().data
    return outcome(shape, record.dtype, data)


@op("numpy.take_along_axis")
def take_along_axis(arr: Any, indices: Any, axis: Any = -1) -> Tensor:
    """arr (*, n, *), indices (*, m, *) -> (*, m, *)"""
    record, picks = array_of(arr), array_of(indices)
    if axis is None:
        record, axis = flat(record), 0
    text = f"indices and arr must have the same number of dims, got {picks.ndim} and {record.ndim}"
    require(picks.ndim == record.ndim, text, "shape-mismatch", "ValueError")
    if picks.dtype is not None and picks.dtype.kind != "int":
        fail("indices must be an integer array", "dtype-mismatch", "IndexError")
    dim = axis_of(axis, record.ndim)
    for number in picks.data or ():
        size = record.shape[dim]
        text = f"index {render(number)} is out of bounds for axis {dim} with size {render(size)}"
        inside = (number >= -size) & (number < size)
        require(inside, text, "index-out-of-range", "IndexError")
    rest = (*record.shape[:dim], picks.shape[dim], *record.shape[dim + 1 :])
    return new_array(broadcast_shapes(rest, picks.shape), record.dtype)


@op("numpy.put_along_axis", binding="inplace")
def put_along_axis(arr: Tensor, indices: Any, values: Any, axis: Any) -> Tensor:
    """arr (*), changed in place"""
    return arr.changed(data=None)


@op("numpy.put", "numpy.ndarray.put", "numpy.place", "numpy.putmask", "numpy.copyto", binding="inplace")
def put(a: Tensor, *args: Any, **options: Any) -> Tensor:
    """a (*), changed in place"""
    if not isinstance(a, Tensor):
        fail(f"the array to change is a {type(a).__name__}", "bad-argument", "TypeError")
    return a.changed(data=None)


@op("numpy.fill_diagonal", binding="inplace")
def fill_diagonal(a: Tensor, val: Any, wrap: Any = False) -> Tensor:
    """a (*), changed in place"""
    text = f"array must be at least 2-d, got {render_shape(a.shape)}"
    require(a.ndim >= 2, text, "shape-mismatch", "ValueError")
    return a.changed(data=None)


@op("numpy.extract")
def extract(condition: Any, arr: Any) -> Tensor:
    """arr (*) -> (at most as many as it has elements)"""
    return compress(condition, arr)


@op("numpy.compress")
def compress(condition: Any, a: Any, axis: Any = None) -> Tensor:
    """a (*, n, *) -> (*, at most n, *)"""
    record = array_of(a)
    record = flat(record) if axis is None else record
    dim = axis_of(0 if axis is None else axis, record.ndim)
    count = fresh_size("num_true", 0)
    return new_array((*record.shape[:dim], count, *record.shape[dim + 1 :]), record.dtype)


def _several(values: Any) -> list[Any]:
    """Returns the items of a sequence; of an array its rows."""
    if isinstance(values, (list, tuple)):
        return list(values)
    if isinstance(values, Unknown):
        raise UnknownUse(values.reason)
    record = array_of(values)
    text = "iteration over a 0-d array"
    require(record.ndim > 0, text, "bad-argument", "TypeError")
    if not isinstance(record.shape[0], int):
        raise UnknownUse("the number of rows of an array")
    return [new_array(record.shape[1:], record.dtype)] * record.shape[0]


@op("numpy.select")
def select_(condlist: Any, choicelist: Any, default: Any = 0) -> Any:
    """Conditions and choices -> their broadcast"""
    condlist, choicelist = _several(condlist), _several(choicelist)
    found = [operand(value) for value in (*choicelist, default)]
    text = f"{len(condlist)} conditions for {len(choicelist)} choices"
    require(len(condlist) == len(choicelist), text, "bad-argument", "ValueError")
    shapes = [v.shape for v in found if isinstance(v, Tensor)]
    shape = broadcast_shapes(*[array_of(cond).shape for cond in condlist], *shapes)
    return new_array(shape, common_dtype(*found))


@op("numpy.choose")
def choose(a: Any, choices: Any, mode: Any = "raise") -> Any:
    """a (*), choices -> their broadcast"""
    found = [array_of(choice) for choice in _several(choices)]
    shape = broadcast_shapes(array_of(a).shape, *[choice.shape for choice in found])
    return outcome(shape, common_dtype(*found))


@op("numpy.diagonal", "numpy.ndarray.diagonal")
def diagonal(a: Any, offset: Any = 0, axis1: Any = 0, axis2: Any = 1) -> Tensor:
    """a (*, N, M) -> (*, the length of the diagonal)"""
    return diagonal_of(array_of(a), offset, axis1, axis2)


def diagonal_of(record: Tensor, offset: Any, axis1: Any, axis2: Any) -> Tensor:
    """Returns a diagonal as the last dim."""
    text = f"a diagonal wants at least 2 dims, got {render_shape(record.shape)}"
    require(record.ndim >= 2, text, "shape-mismatch", "ValueError")
    first, second = axis_of(axis1, record.ndim), axis_of(axis2, record.ndim)
    offset = size_of(offset, "offset")
    require(first != second, "axis1 and axis2 cannot be the same", "dim-out-of-range", "ValueError")
    return view_diagonal(record, offset, first, second)


@op("numpy.ravel_multi_index")
def ravel_multi_index(multi_index: Any, dims: Any, mode: Any = "raise", order: Any = "C") -> Any:
    """Arrays (*) of positions -> one (*)"""
    if isinstance(multi_index, Tensor):
        return outcome(multi_index.shape[1:], dtype_of("int64"))
    found = [operand(item) for item in multi_index]
    return outcome(broadcast_shapes(*[v.shape if isinstance(v, Tensor) else () for v in found]), dtype_of("int64"))


@op("numpy.unravel_index")
def unravel_index(indices: Any, shape: Any, order: Any = "C") -> tuple[Any, ...]:
    """indices (*) -> one (*) per size"""
    record = array_of(indices)
    sizes = shape if isinstance(shape, (list, tuple)) else (shape,)
    return tuple(outcome(record.shape, dtype_of("int64")) for _ in sizes)


