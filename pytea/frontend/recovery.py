"""Keeps what can be parsed of a file with syntax errors.

The text is cut where a line begins in the first column and continues nothing; each piece that does
not parse is blanked out, so that all positions stay what they are.
"""

from __future__ import annotations

import re

import libcst as cst

from pytea.frontend.parsing import Lines, Tree, normalized, parse, syntax_error
from pytea.frontend.reading import SourceError
from pytea.span import Span

#: Lines that belong to the statement before them although they begin in the first column.
_CONTINUES = re.compile(r"(?:else|elif|except|finally)\b|[)\]}#]")
#: Lines after which the statement goes on: decorators.
_OPENS = re.compile(r"@")


def parse_what_can_be(text: str) -> tuple[Tree, list[tuple[Span, str]]]:
    """Returns a tree of the top-level statements that parse, and the faults of the others."""
    clean, lines = normalized(text)
    faults: list[tuple[Span, str]] = []
    rows = clean.split("\n")
    kept: list[str] = []
    for start, end in _pieces(rows):
        piece = "\n".join(rows[start:end]) + "\n"
        error = _error(piece)
        if error is None:
            kept.extend(rows[start:end])
            continue
        span = error.span
        place = Span(
            span.line + start, span.column, max(span.end_line, span.line) + start, span.end_column
        )
        faults.append((place, error.message))
        kept.extend([""] * (end - start))
    try:
        tree = parse("\n".join(kept))
    except SourceError as error:
        return parse("\n" * clean.count("\n")), [(error.span, error.message)]
    restored = Lines(tree.lines.starts, lines.cut)
    return Tree(tree.module, tree.text, tree.offsets, restored), faults


def _error(piece: str) -> SourceError | None:
    try:
        cst.parse_module(piece)
    except Exception as error:  # LibCST reports invalid text with exceptions of several kinds.
        clean, lines = normalized(piece)
        return syntax_error(clean, lines, str(error))
    return None


def _pieces(rows: list[str]) -> list[tuple[int, int]]:
    """Returns the ranges of rows that hold one top-level statement each."""
    starts = [0]
    for number, row in enumerate(rows):
        if number == 0 or not row or row[0] in " \t" or _CONTINUES.match(row):
            continue
        previous = rows[starts[-1] : number]
        if all(_OPENS.match(line) or not line.strip() for line in previous):
            continue
        starts.append(number)
    return list(zip(starts, [*starts[1:], len(rows)], strict=True))
