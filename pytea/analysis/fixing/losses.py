"""Edits of what a loss is given: classes where it looks for them, scores and targets in rows."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

from pytea.analysis.fixing.operands import shapes_in
from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix
from pytea.span import Span


def of_loss(diagnostic: Diagnostic, source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields the edits with which scores of each token meet the target of each token."""
    told = shapes_in(diagnostic.message)
    if "target" not in diagnostic.message or diagnostic.code != "shape-mismatch":
        return
    scores = next((shape for shape in told if len(shape) == 3), None)
    if scores is None or len(call.args) < 2:
        return
    first, second = call.args[:2]
    if None not in scores[:2] and (math.prod(size or 0 for size in scores[:2]),) in told:
        yield source.wrap(first, ".flatten(0, 1)")
    if scores[:2] not in told:
        return
    start, end = source.span(first), source.span(second)
    yield source.wrap(first, ".transpose(1, 2)")
    if start.line == end.end_line:
        flat = [source.wrap(first, ".flatten(0, 1)"), source.wrap(second, ".flatten()")]
        new = ", ".join(fix.replacement for fix in flat)
        span = Span(start.line, start.column, end.end_line, end.end_column)
        yield Fix(f"write {new}", source.file, span, new)
