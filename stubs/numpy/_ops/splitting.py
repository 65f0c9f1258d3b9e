"""Operators: one array becomes several: split, array_split, hsplit, unstack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    array_of,
    axis_of,
    listed_sizes,
    new_array,
    size_of,
)
from pytea._stubs.torch._ops._shared_views import clamped, narrowed

from pytea.stubapi import Int, Tensor, UnknownUse, op, render, require, smax, smin


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
