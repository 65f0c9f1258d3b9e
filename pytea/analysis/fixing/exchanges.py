"""Edits that exchange one thing for another that is easily taken for it.

The first two sizes of a layer, ``cat`` and ``stack``, one dim in ``x.size(2)`` and another, a width among others in a
list.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.numbers import at_odds
from pytea.analysis.fixing.operands import name_of
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import Files
from pytea.diagnostics import Diagnostic, Fix
from pytea.span import Span

_OTHER_JOIN = {"cat": "stack", "concat": "stack", "concatenate": "stack", "stack": "cat"}
#: Dims of which another one is asked for the size.
_DIMS = (1, 2, 0, 3, -1)
#: Smaller numbers are strides, counts and the like.
_WIDTH = 8
#: Items of lists that are tried.
_ITEMS = 6


def swapped(
    source: Source, made: ast.Call, numbers: Sequence[int], known: Sequence[int]
) -> Iterator[Fix]:
    """Yields a layer with its first two sizes exchanged, where the second is the one that is wanted.

    ``numbers`` are those at odds, ``known`` the values of the arguments.
    """
    if len(made.args) < 2 or not {*known[:2]} <= {*numbers} or len(set(known[:2])) < 2:
        return
    first, second = made.args[:2]
    if isinstance(first, ast.Starred) or isinstance(second, ast.Starred):
        return
    start, end = source.span(first), source.span(second)
    place = Span(start.line, start.column, end.end_line, end.end_column)
    a, b = source.source_of(first), source.source_of(second)
    yield Fix(f"swap {a} and {b}", source.file, place, f"{b}, {a}")


def joined_otherwise(source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields the call that makes a dim of the join, or makes none: ``stack`` for ``cat``."""
    name = name_of(call)
    if name in _OTHER_JOIN:
        other = _OTHER_JOIN[name]
        text = source.source_of(call.func).removesuffix(name)
        yield source.replace(call.func, text + other, f"write {text}{other} for {text}{name}")


def sized_otherwise(source: Source, node: ast.AST) -> Iterator[Fix]:
    """Yields edits of the dims whose sizes are asked for inside of an expression."""
    for part in ast.walk(node):
        match part:
            case ast.Call(func=ast.Attribute(attr="size"), args=[dim]):
                pass
            case ast.Subscript(value=ast.Attribute(attr="shape"), slice=dim):
                pass
            case _:
                continue
        value = value_of(dim)
        whole = source.source_of(part) if isinstance(part, ast.expr) else ""
        tail = source.source_of(dim)
        for other in _DIMS if value is not None else ():
            if other != value:
                text = f"{whole[: -len(tail) - 1]}{other}{whole[-1]}"
                yield source.replace(dim, str(other), f"write {text} for {whole}")


def listed(diagnostic: Diagnostic, files: Files) -> Iterator[Fix]:
    """Yields edits of the numbers in lists of which one is at odds with another size."""
    pairs = [pair for a, b in at_odds(diagnostic.message) for pair in ((a, b), (b, a))]
    found = [
        source.replace(item, str(wanted), f"write {wanted} for {value}")
        for value, wanted in pairs
        if min(value, wanted) >= _WIDTH
        for source in files
        for node in source.nodes
        if isinstance(node, (ast.List, ast.Tuple)) and _are_numbers(node.elts)
        for item in node.elts
        if value_of(item) == value
    ]
    yield from found[:_ITEMS]


def _are_numbers(items: Sequence[ast.expr]) -> bool:
    return len(items) > 1 and all(value_of(item) is not None for item in items)
