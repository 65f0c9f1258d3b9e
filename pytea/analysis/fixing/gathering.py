"""Edits of what picks elements by an index: the index needs as many dims as what it picks from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.operands import is_function, name_of, shapes_in
from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix

PICKING = ("gather", "take_along_dim")


def of_gather(diagnostic: Diagnostic, source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields the edits that pick one element of each row: the index as a column, and back again."""
    arguments = [*call.args]
    if name_of(call) not in PICKING or diagnostic.code != "shape-mismatch":
        return
    if is_function(call):
        arguments = arguments[1:]
    told = shapes_in(diagnostic.message)
    if len(arguments) < 2 or len(told) != 2 or len(told[0]) != len(told[1]) - 1:
        return
    dim, index = arguments[0], arguments[1]
    if name_of(call) == "take_along_dim":
        dim, index = index, dim
    number = value_of(dim)
    if number is None:
        return
    column = source.wrap(index, f".unsqueeze({number})")
    whole, part = source.span(call), column.span
    if whole.line == whole.end_line:
        text = source.source_of(call)
        start, end = part.column - whole.column, part.end_column - whole.column
        new = f"{text[:start]}{column.replacement}{text[end:]}.squeeze({number})"
        yield source.replace(call, new, f"write {new}")
    yield column
