"""Edits of what gives several values where one tensor is wanted: ``nn.LSTM``, ``max`` with a dim."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix

_OF_TUPLE = re.compile(r"\btuple\b|\bsequence\b|torch\.return_types")


def of_tuples(diagnostic: Diagnostic, source: Source, node: ast.AST) -> Iterator[Fix]:
    """Yields the edits that take the first of several values."""
    if _OF_TUPLE.search(diagnostic.message) is None:
        return
    match node:
        case ast.Attribute(value=value):
            parts = [value]
        case ast.BinOp(left=left, right=right):
            parts = [left, right]
        case ast.Call(func=ast.Attribute(value=value), args=args):
            parts = [*args, value]
        case ast.Call(args=args):
            parts = [*args]
        case _:
            return
    for part in parts:
        if isinstance(part, (ast.Name, ast.Attribute, ast.Call)):
            yield source.wrap(part, "[0]")
