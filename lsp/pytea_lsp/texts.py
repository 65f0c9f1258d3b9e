"""Places in a text in the units of the client.

Ours count lines and code points from 1; the client counts lines from 0 and UTF-16 units, or what was
agreed with it. Lines end as in Python and in the protocol: a form feed does not end one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from pytea.span import SourceFile, Span

#: Bytes of one unit, for the encodings in which not every code point is one unit.
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2)}


def lines_of(text: str) -> tuple[str, ...]:
    """Returns the lines of a text, without their ends."""
    return SourceFile(Path(), "", text).lines


@dataclass(frozen=True, slots=True)
class Units:
    """Converts positions for one client."""

    encoding: str = "utf-16"

    def position(self, lines: tuple[str, ...], line: int, column: int) -> types.Position:
        """Returns a place of ours in the units of the client, moved into the text if need be."""
        if line > len(lines):
            return types.Position(line=max(len(lines) - 1, 0), character=self._end(lines))
        row = max(line, 1) - 1
        before = lines[row][: max(column, 1) - 1] if lines else ""
        return types.Position(line=row, character=self._count(before))

    def range(self, lines: tuple[str, ...], span: Span) -> types.Range:
        """Returns a span of ours in the units of the client."""
        return types.Range(
            start=self.position(lines, span.line, span.column),
            end=self.position(lines, span.end_line, span.end_column),
        )

    def place(self, lines: tuple[str, ...], position: types.Position) -> tuple[int, int]:
        """Returns a position of the client as our line and column."""
        row = position.line
        if row >= len(lines):
            return len(lines) + 1, 1
        text = lines[row]
        unit = _UNITS.get(self.encoding)
        if unit is None or text.isascii():
            return row + 1, min(position.character, len(text)) + 1
        codec, width = unit
        data = text.encode(codec, "surrogatepass")[: position.character * width]
        return row + 1, len(data.decode(codec, "ignore")) + 1

    def _count(self, text: str) -> int:
        unit = _UNITS.get(self.encoding)
        if unit is None or text.isascii():
            return len(text)
        return len(text.encode(unit[0], "surrogatepass")) // unit[1]

    def _end(self, lines: tuple[str, ...]) -> int:
        return self._count(lines[-1]) if lines else 0
