"""Edits of the dims that a call names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.operands import (
    Operand,
    Shape,
    is_function,
    keywords_of,
    name_of,
    shapes_in,
)
from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix

_RANGE = re.compile(r"in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)")
_NAMES = ("dim", "axis", "start_dim", "end_dim", "dims")
_JOINS = ("cat", "concat", "concatenate")


def dims_in_range(diagnostic: Diagnostic, source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields edits with which a dim that is out of range is one that exists, the nearest first."""
    match = _RANGE.search(diagnostic.message)
    if match is None:
        return
    low, high, got = (int(text) for text in match.groups())
    choices = sorted(range(low, 0) if got < 0 else range(high + 1), key=lambda dim: abs(dim - got))
    for place in _named(call) or call.args:
        if value_of(place) == got:
            yield from (_used(source, place, dim) for dim in choices)
        elif isinstance(place, (ast.Tuple, ast.List)):
            yield from _among(source, place, got, range(low, high + 1))


def _among(source: Source, place: ast.Tuple | ast.List, got: int, exist: range) -> Iterator[Fix]:
    """Yields edits of one of several dims, and of all of them when all are too far by as much."""
    values = [value_of(item) for item in place.elts]
    known = [value for value in values if value is not None]
    if got not in known or len(known) < len(values):
        return
    free = [dim for dim in exist if dim not in known and dim % len(exist) not in known]
    above = sorted((dim for dim in free if dim >= 0), key=lambda dim: abs(dim - got))
    for item, value in zip(place.elts, known, strict=True):
        if value == got:
            yield from (_used(source, item, dim) for dim in above)
    by = max(known) - max(exist)
    moved = [value - by for value in known]
    if by > 0 and len(known) > 1 and all(value >= 0 for value in moved):
        text = ", ".join(map(str, moved))
        new = f"[{text}]" if isinstance(place, ast.List) else f"({text})"
        yield source.replace(place, new, f"use dims {text}")


def other_dims(source: Source, call: ast.Call, ndim: int = 0) -> Iterator[Fix]:
    """Yields edits of the dims that a call names, and of one that it does not name.

    ``ndim`` is the number of dims to choose from; 0 when it is not known.
    """
    named = _named(call)
    for literal in named or [a for a in call.args if value_of(a) is not None][:2]:
        value = value_of(literal)
        yield from (_used(source, literal, dim) for dim in _others(value, ndim))
    if not named and name_of(call) in _JOINS and len(call.args) == 1:
        yield from (source.add_argument(call, f"dim={dim}") for dim in _others(0, ndim))


def flattened(source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields the edit that flattens each sample of a batch, where the batch goes with them."""
    if name_of(call) == "flatten" and not call.keywords and len(call.args) == is_function(call):
        yield replace(source.add_argument(call, "1"), title="flatten from dim 1")


def _others(value: int | None, ndim: int) -> list[int]:
    """Returns other dims, each once: counted from the end where the one that is written is."""
    if value is None:
        return []
    if not ndim:
        return [dim for dim in (-1, 1, 0, 2) if dim != value]
    order = (1, 2, 0) if ndim == 2 else (ndim - 1, 1, 0, 2)
    others = [dim for dim in dict.fromkeys(order) if dim < ndim and dim != value % ndim]
    return [dim - ndim for dim in others] if value < 0 else others


def joined(
    diagnostic: Diagnostic, source: Source, call: ast.Call, operands: list[Operand]
) -> Iterator[Fix]:
    """Yields edits of a join: along the dim in which the tensors differ, or of one dim less."""
    told = shapes_in(diagnostic.message)
    if name_of(call) not in _JOINS or len(told) != 2:
        return
    left, right = told
    differ = [d for d, (a, b) in enumerate(zip(left, right, strict=False)) if a != b]
    if len(left) == len(right) and len(differ) == 1:
        yield from _along(source, call, differ[0], len(left))
    for operand in operands:
        other = right if operand.shape == left else left
        if operand.shape is not None and len(operand.shape) == len(other) - 1:
            yield from _raised(source, operand, other)


def _along(source: Source, call: ast.Call, dim: int, dims: int) -> Iterator[Fix]:
    named = _named(call) or call.args[1:2]
    if named:
        counted_back = (value_of(named[0]) or 0) < 0
        yield _used(source, named[0], dim - dims if counted_back else dim)
    elif not keywords_of(call) & set(_NAMES):
        yield source.add_argument(call, f"dim={dim}")


def _raised(source: Source, operand: Operand, other: Shape) -> Iterator[Fix]:
    """Yields edits that give an operand the dim that another has more."""
    shape = operand.shape or ()
    for dim in range(len(other)):
        rest = (*other[:dim], *other[dim + 1 :])
        if sum(a != b for a, b in zip(shape, rest, strict=True)) <= 1:
            yield source.wrap(operand.node, f".unsqueeze({dim})")


def _named(call: ast.Call) -> list[ast.expr]:
    return [keyword.value for keyword in call.keywords if keyword.arg in _NAMES]


def _used(source: Source, literal: ast.expr, dim: int) -> Fix:
    return source.replace(
        literal, str(dim), f"use dim {dim} instead of {source.source_of(literal)}"
    )
