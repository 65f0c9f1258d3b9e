"""From a pattern and a shape to what is done: split dims, reorder, reduce, repeat, join dims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pytea._stubs.einops._ops._shared_patterns import (
    ELLIPSIS,
    Anonymous,
    Axis,
    Expression,
    Group,
    check_name,
    check_sides,
    parse,
    refuse,
    shown,
    sides_of,
)
from pytea.stubapi import Int, Tensor, Unknown, UnknownUse, render, render_shape, require, same, sprod
from pytea.stubapi.arguments import int_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pattern does to a tensor of one shape."""

    #: The sizes of the single axes of the input.
    split: tuple[Int, ...]
    #: Where these axes go; reduced ones come last.
    order: tuple[int, ...]
    #: How many axes are reduced.
    reduced: int
    #: New axes: position in the result, size.
    added: tuple[tuple[int, Int], ...]
    #: The sizes of the result.
    shape: tuple[Int, ...]
    #: Whether dims are taken apart, and joined.
    splits: bool
    joins: bool


def plan_of(pattern: Any, operation: str, shape: Sequence[Int], lengths: Mapping[str, Any]) -> Plan:
    """Returns what ``pattern`` does to a tensor of ``shape``; refuses what does not fit."""
    left, right = parsed(pattern, operation, lengths)
    taken, given = _expanded(left, right, len(shape), render_shape(shape))
    sizes = _sizes_of(taken, given, lengths)
    _infer(taken, shape, sizes, pattern)
    return _planned(taken, given, sizes)


def parsed(
    pattern: Any, operation: str, lengths: Mapping[str, Any]
) -> tuple[Expression, Expression]:
    """Returns both sides of a pattern, checked as far as possible without a shape."""
    left_text, right_text = sides_of(pattern)
    left, right = parse(left_text), parse(right_text)
    check_sides(left, right, operation, lengths)
    for name in lengths:
        check_name(name)
        if name not in left.names and name not in right.names:
            refuse(f"axis {name} is not used in transform {pattern!r}")
    for group in left.groups:
        unknown = [a for a in group if isinstance(a, str) and a not in lengths and a != ELLIPSIS]
        if isinstance(group, list) and len(unknown) > 1:
            refuse(f"could not infer sizes for {shown(unknown)} in {pattern!r}")
    return left, right


def _expanded(
    left: Expression, right: Expression, ndim: int, text: str
) -> tuple[list[list[Axis]], list[list[Axis]]]:
    """Returns the groups of both sides with single axes in the place of the ellipsis."""
    named = len(left.groups) - left.has_ellipsis
    if left.has_ellipsis and ndim < named:
        refuse(f"wrong shape: expected >={named} dims, but the tensor is {text}", "shape-mismatch")
    if not left.has_ellipsis and ndim != named:
        refuse(f"wrong shape: expected {named} dims, but the tensor is {text}", "shape-mismatch")
    covered: list[Axis] = [f"{ELLIPSIS}{index}" for index in range(ndim - named)]
    return _spread(left.groups, covered), _spread(right.groups, covered)


def _spread(groups: Sequence[Group], covered: list[Axis]) -> list[list[Axis]]:
    result: list[list[Axis]] = []
    for group in groups:
        if isinstance(group, str):
            result += [[axis] for axis in covered]
        else:
            result.append([a for axis in group for a in (covered if axis == ELLIPSIS else [axis])])
    return result


def _sizes_of(
    taken: Sequence[Sequence[Axis]], given: Sequence[Sequence[Axis]], lengths: Mapping[str, Any]
) -> dict[Axis, Int | None]:
    sizes: dict[Axis, Int | None] = {}
    for groups in (taken, given):
        for group in groups:
            for axis in group:
                sizes.setdefault(axis, axis.value if isinstance(axis, Anonymous) else None)
    for name, length in lengths.items():
        if isinstance(length, Unknown):
            raise UnknownUse(f"the length of axis {name} is not known")
        sizes[name] = int_of(length, name)
    return sizes


def _infer(
    taken: Sequence[Sequence[Axis]], shape: Sequence[Int], sizes: dict[Axis, Int | None], pattern: str
) -> None:
    """Finds the size that is missing in each dim, or checks the sizes that are given."""
    given = dict(sizes)
    for dim, (group, length) in enumerate(zip(taken, shape, strict=True)):
        unknown = [axis for axis in group if given[axis] is None]
        known = sprod(given[axis] for axis in group if given[axis] is not None)  # type: ignore[misc]
        where = f"dim {dim} of {render_shape(shape)} in {pattern!r}"
        if not unknown:
            text = f"shape mismatch, {render(length)} != {render(known)} for {where}"
            if not same(length, known):
                require(length == known, text)
            continue
        if same(known, 1):
            sizes[unknown[0]] = length
            continue
        text = f"shape mismatch, can't divide axis of length {render(length)} in chunks of "
        text += f"{render(known)}: {where}"
        require(known > 0, text)
        require(length % known == 0, text)
        sizes[unknown[0]] = length // known


def _planned(
    taken: Sequence[Sequence[Axis]], given: Sequence[Sequence[Axis]], sizes: dict[Axis, Any]
) -> Plan:
    before = [axis for group in taken for axis in group]
    after = [axis for group in given for axis in group]
    reduced = [axis for axis in before if axis not in after]
    order = [axis for axis in after if axis in before] + reduced
    return Plan(
        split=tuple(sizes[axis] for axis in before),
        order=tuple(before.index(axis) for axis in order),
        reduced=len(reduced),
        added=tuple((at, sizes[axis]) for at, axis in enumerate(after) if axis not in before),
        shape=tuple(sprod(sizes[axis] for axis in group) for group in given),
        splits=any(len(group) != 1 for group in taken),
        joins=any(len(group) != 1 for group in given),
    )


def shape_of(tensor: Any) -> tuple[Int, ...]:
    """Returns the shape of a tensor or array; refuses anything else."""
    if isinstance(tensor, Unknown):
        raise UnknownUse(tensor.reason)
    if not isinstance(tensor, Tensor):
        kind = type(tensor).__name__
        refuse(f"tensor type unknown to einops: {kind}", exception="RuntimeError")
    return tuple(tensor.shape)
