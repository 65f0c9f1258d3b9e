"""How the lines of a text correspond to those of the same text before an edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pytea.records import immutable
from pytea.span import NOWHERE, Span

#: What is added to the numbers of new lines for which the old text has none to spare.
_FRESH = 10_000_000


@immutable()
class EditedLines:
    """One range of lines that an edit replaced by another one."""

    #: How many lines at the beginning are the same, and how many stand between those and the lines
    #: at the end that are the same: in the old and in the new text.
    kept: int
    old: int
    new: int

    @staticmethod
    def between(old: Sequence[str], new: Sequence[str]) -> EditedLines:
        """Returns the correspondence with the fewest lines in between."""
        shorter = min(len(old), len(new))
        kept = 0
        while kept < shorter and old[kept] == new[kept]:
            kept += 1
        end = 0
        while end < shorter - kept and old[-1 - end] == new[-1 - end]:
            end += 1
        return EditedLines(kept, len(old) - kept - end, len(new) - kept - end)

    @property
    def moves(self) -> bool:
        """Whether any line that is the same has another number than before."""
        return self.old != self.new

    def before(self, span: Span) -> Span:
        """Returns the place in the numbers of the old text for a place in the new one."""
        return self._moved(span, self._line_before)

    def after(self, span: Span) -> Span:
        """Returns the place in the new text for one in the numbers that ``before`` gives."""
        return self._moved(span, self._line_after)

    def unless_edited(self, span: Span) -> Span | None:
        """Returns where a place of the old text is in the new one, or None if it was edited."""
        return None if self.touched(span) else self.after(span)

    def touches(self, span: Span) -> bool:
        """Returns whether a place in the new text has a line in it that is not the same."""
        return span.end_line > self.kept and span.line <= self.kept + self.new

    def touched(self, span: Span) -> bool:
        """Returns whether a place in the old text has a line in it that is not the same."""
        return span.end_line > self.kept and span.line <= self.kept + self.old

    def _line_before(self, line: int) -> int:
        if line <= self.kept + min(self.old, self.new):
            return line
        if line <= self.kept + self.new:
            return line + _FRESH
        return line - self.new + self.old

    def _line_after(self, line: int) -> int:
        if line > _FRESH:
            return line - _FRESH
        return line if line <= self.kept + self.old else line - self.old + self.new

    def _moved(self, span: Span, number: Callable[[int], int]) -> Span:
        if span.end_line <= self.kept or not self.moves or span == NOWHERE:
            return span
        return Span(number(span.line), span.column, number(span.end_line), span.end_column)
