"""A document as the client sees it: a file, or one cell of a notebook."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

from pytea.span import Span
from pytea_lsp.documents import Document
from pytea_lsp.texts import Units


@dataclass(frozen=True, slots=True)
class View:
    """Converts places between a document of the client and the text that is analysed."""

    uri: str
    document: Document
    units: Units
    #: The rows of the text that are shown, from 0.
    first: int = 0
    count: int = 1 << 30

    def place(self, position: types.Position) -> tuple[int, int]:
        """Returns a position of the client as line and column of the text."""
        row = types.Position(line=position.line + self.first, character=position.character)
        return self.units.place(self.document.lines, row)

    def range(self, span: Span) -> types.Range | None:
        """Returns a span in the units of the client, or None when it is not shown here."""
        found = self.units.range(self.document.lines, span)
        if not self.first <= found.start.line < self.first + self.count:
            return None
        start, end = found.start, found.end
        return types.Range(
            start=types.Position(line=start.line - self.first, character=start.character),
            end=types.Position(line=end.line - self.first, character=end.character),
        )

    def shows(self, span: Span, wanted: types.Range) -> types.Range | None:
        """Returns the range of a span when it lies on the lines of ``wanted``."""
        found = self.range(span)
        if found is None or not wanted.start.line <= found.start.line <= wanted.end.line:
            return None
        return found


def contains(span: Span, place: tuple[int, int]) -> bool:
    """Returns whether a place touches a span; its end counts."""
    return (span.line, span.column) <= place <= (span.end_line, span.end_column)
