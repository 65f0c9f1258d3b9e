"""Operators: the same elements in another order: roll, flip, rot90."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    as_outcome,
    axes_of,
    is_torch,
    new_array,
    size_of,
)
from pytea._stubs.torch._ops._shared_views import view_of

from pytea.stubapi import Int, Tensor, UnknownUse, fail, op, render_shape, require, same


@op("numpy.roll")
def roll(a: Any, shift: Any, axis: Any = None) -> Tensor:
    """a (*) -> (*)"""
    record = array_of(a)
    for item in axis if isinstance(axis, (tuple, list)) else (axis,):
        axes_of(item, record.ndim)
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
