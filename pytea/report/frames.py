"""The lines of source that a diagnostic points at, underlined and fitted to a width."""

from __future__ import annotations

import tokenize
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from pathlib import Path

from pytea.diagnostics.cells import split_cell
from pytea.frontend import SourceError
from pytea.frontend.notebooks import read_cells
from pytea.records import mutable
from pytea.report.styled import Line, Piece, Role, width_of
from pytea.span import Span

#: What one tab looks like.
_TAB = "    "
#: Stands for what is cut off a long line.
_CUT = "…"
#: Columns for source that are taken in any case.
_NARROWEST = 8
#: Which part of the room for source is left of a place deep in a long line.
_LEAD = 4


@mutable()
class SourceTexts:
    """The lines of the files that a report shows, read once."""

    _files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _nth: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def lines(self, file: str) -> tuple[str, ...]:
        """Returns the lines of a file by its display name; none when it cannot be read."""
        if file not in self._files:
            self._files[file] = _read(file)
        return self._files[file]

    def nth(self, file: str, number: int) -> int:
        """Returns how many lines above line ``number`` (from 1) have its text, but for spaces."""
        if file not in self._nth:
            seen: Counter[str] = Counter()
            order = []
            for line in map(str.strip, self.lines(file)):
                order.append(seen[line])
                seen[line] += 1
            self._nth[file] = tuple(order)
        return self._nth[file][number - 1]

    def forget(self, files: Iterable[str]) -> None:
        """Reads files anew when they are shown next, since they have changed."""
        for file in files:
            self._files.pop(file, None)
            self._nth.pop(file, None)


def _read(file: str) -> tuple[str, ...]:
    name, cell = split_cell(file)
    path = Path(name)
    try:
        if cell:
            return next(c.lines for c in read_cells(path.read_bytes()) if c.number == cell)
        with tokenize.open(path) as stream:
            return tuple(stream.read().split("\n"))
    except (OSError, SyntaxError, ValueError, SourceError, StopIteration):
        return ()


def frame(lines: Sequence[str], span: Span, role: Role, width: int) -> list[Line]:
    """Returns the line of ``span`` with its underline, after the line above it.

    ``width`` is the number of columns that a line of output may take. Returns nothing when the
    span has no place in ``lines``.
    """
    if not 0 < span.line <= len(lines):
        return []
    margin = max(len(str(span.line)) + 3, 5)
    room = max(width - margin - 3, _NARROWEST)
    text = lines[span.line - 1]
    end = span.end_column if span.end_line == span.line else len(text.rstrip()) + 1
    before, marked = text[: span.column - 1], text[span.column - 1 : max(end, span.column + 1) - 1]
    start = width_of(_shown(before))
    length = max(width_of(_shown(marked)), 1)
    shift = max(start - room // _LEAD, 0) if start + length > room else 0
    result = []
    above = lines[span.line - 2] if span.line > 1 else ""
    if above.strip():
        result.append(_line(str(span.line - 1), above, shift, room, margin))
    result.append(_line(str(span.line), text, shift, room, margin))
    mark = " " * (start - shift) + "^" * min(length, max(room - (start - shift), 1))
    result.append((*_margin("", margin), Piece(mark, role)))
    return result


def _line(number: str, text: str, shift: int, room: int, margin: int) -> Line:
    return (*_margin(number, margin), Piece(_fitted(_shown(text), shift, room), "source"))


def _margin(number: str, margin: int) -> tuple[Piece, ...]:
    return (Piece(f"{number:>{margin}} │ ", "margin"),)


def _shown(text: str) -> str:
    """Returns source text as it is printed: tabs become spaces, control characters a sign."""
    text = text.rstrip("\r\n").replace("\t", _TAB)
    return text if text.isprintable() else "".join(c if c.isprintable() else "·" for c in text)


def _fitted(text: str, shift: int, room: int) -> str:
    text = text.rstrip()
    if shift:
        text = _CUT + text[shift + 1 :]
    return text if width_of(text) <= room else text[: room - 1] + _CUT
