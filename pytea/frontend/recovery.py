"""Keeps what can be parsed of a file with syntax errors.

The text is cut where a line begins in the first column and continues nothing; each piece that does
not parse is blanked out, so that all positions stay what they are.
"""

from __future__ import annotations

import re

import libcst as cst

from pytea.frontend.parsing import Lines, Tree, normalized, parse, syntax_error
from pytea.frontend.source_error import SourceError
from pytea.span import Span

#: Lines that belong to the statement before them although they begin in the first column.
_CONTINUES = re.compile(r"(?:else|elif|except|finally)\b|[)\]}#]")
#: Lines after which the statement goes on: decorators.
_OPENS = re.compile(r"@")

#: How many pieces the end of a string is looked for.
LOOKAHEAD = 60


def parse_what_can_be(text: str) -> tuple[Tree, list[tuple[Span, str]]]:
    """Returns a tree of the top-level statements that parse, and the faults of the others."""
    clean, lines = normalized(text)
    faults: list[tuple[Span, str]] = []
    rows = clean.split("\n")
    kept: list[str] = []
    pieces = _pieces(rows)
    position = 0
    while position < len(pieces):
        count, error = _longest(rows, pieces[position : position + LOOKAHEAD])
        start, end = pieces[position][0], pieces[position + count - 1][1]
        position += count
        if error is None:
            kept.extend(rows[start:end])
            continue
        faults.append((_moved(error.span, start), error.message))
        kept.extend([""] * (end - start))
    try:
        tree = parse("\n".join(kept))
    except SourceError as error:
        return parse("\n" * clean.count("\n")), [(error.span, error.message)]
    restored = Lines(tree.lines.starts, lines.cut)
    return Tree(tree.module, tree.text, tree.offsets, restored), faults


def _longest(rows: list[str], pieces: list[tuple[int, int]]) -> tuple[int, SourceError | None]:
    """Returns how many pieces make one statement, and its error if it does not parse.

    A string with lines in the first column is cut by mistake: its end is looked for.
    """
    start, end = pieces[0]
    first = _error(rows, start, end)
    if first is not None and first.message.startswith("unterminated triple-quoted"):
        for count, (_, later) in enumerate(pieces[1:], 2):
            if _error(rows, start, later) is None:
                return count, None
    return 1, first


def _moved(span: Span, rows: int) -> Span:
    return Span(span.line + rows, span.column, span.end_line + rows, span.end_column)


def _error(rows: list[str], start: int, end: int) -> SourceError | None:
    piece = "\n".join(rows[start:end]) + "\n"
    try:
        cst.parse_module(piece)
    except Exception as error:  # noqa: BLE001  LibCST refuses texts with several kinds.
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
