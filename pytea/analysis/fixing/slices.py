"""Edits of slices on the way to a fault: left out, or taken of the next dim as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pytea.analysis.fixing.operands import Operand, shapes_in
from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix, Note

_ABOUT_SHAPES = ("shape-mismatch", "not-broadcastable", "index-out-of-range")


def of_slices(diagnostic: Diagnostic, source: Source, operands: list[Operand]) -> Iterator[Fix]:
    """Yields edits of the slices that an operand is, or that a note points at."""
    if diagnostic.code not in _ABOUT_SHAPES:
        return
    nodes = [operand.node for operand in operands]
    for note in diagnostic.notes:
        for before, step in zip(note.steps, note.steps[1:], strict=False):
            node = source.at(step.span) if step.file == source.file and step.span else None
            if node is not None:
                nodes.append(node)
                yield from _square(source, node, before)
    for node in dict.fromkeys(nodes):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            whole, inner = source.source_of(node), source.source_of(node.value)
            yield source.replace(node, inner, f"leave out {whole[len(inner) :]}")


def _square(source: Source, node: ast.expr, before: Note) -> Iterator[Fix]:
    """Yields the edit that cuts a square matrix, such as a mask, in both of its dims."""
    shapes = shapes_in(before.message)
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Slice) or not shapes:
        return
    if len(shapes[-1]) == 2 and shapes[-1][0] == shapes[-1][1]:
        cut = source.source_of(node)[len(source.source_of(node.value)) + 1 : -1]
        new = f"{source.source_of(node.value)}[{cut}, {cut}]"
        yield source.replace(node, new, f"write {new}")
