"""Operators: several arrays become one: concatenate, stack, block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    KNOWN_ELEMENTS,
    array_of,
    arrays_of,
    axis_of,
    flat,
    new_array,
)
from pytea._stubs.numpy._ops._shared_dtypes import dtype_of, promote
from pytea._stubs.numpy._ops.shapes import at_least
from pytea._stubs.torch._ops._shared_strides import all_concrete

from pytea.stubapi import (
    DType,
    Int,
    Tensor,
    fail,
    numel,
    op,
    render,
    render_shape,
    require,
    same,
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
