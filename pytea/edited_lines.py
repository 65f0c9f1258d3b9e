"""How the lines of a text correspond to those of the same text before an edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from pytea.records import immutable
from pytea.span import NOWHERE, Span

#: What is added to the numbers of new lines for which the old text has none to spare.
_FRESH = 10_000_000
#: Fewer lines that are the same between two edited ranges make one range of them.
_APART = 3
#: Edited ranges that are longer are not searched for lines that are the same.
_LONG = 2_000


@immutable()
class Hunk:
    """A range of lines that an edit replaced by another one."""

    #: How many lines stand before it, and how many it has: in the old text and in the new one.
    before_old: int
    old: int
    before_new: int
    new: int

    def touches(self, span: Span) -> bool:
        """Returns whether a place in the new text has a line of it."""
        return span.end_line > self.before_new and span.line <= self.before_new + self.new

    def touched(self, span: Span) -> bool:
        """Returns whether a place in the old text has a line of it."""
        return span.end_line > self.before_old and span.line <= self.before_old + self.old


@immutable()
class EditedLines:
    """The ranges of lines that edits replaced, in the order of the text; the rest is the same."""

    hunks: tuple[Hunk, ...]

    @staticmethod
    def between(old: Sequence[str], new: Sequence[str]) -> EditedLines:
        """Returns a correspondence with few lines that are not the same."""
        shorter = min(len(old), len(new))
        kept = 0
        while kept < shorter and old[kept] == new[kept]:
            kept += 1
        end = 0
        while end < shorter - kept and old[-1 - end] == new[-1 - end]:
            end += 1
        hunk = Hunk(kept, len(old) - kept - end, kept, len(new) - kept - end)
        if min(hunk.old, hunk.new) <= _APART or max(hunk.old, hunk.new) > _LONG:
            return EditedLines((hunk,) if hunk.old or hunk.new else ())
        return EditedLines(tuple(_parted(hunk, old, new)))

    @property
    def moves(self) -> bool:
        """Whether any line that is the same has another number than before."""
        return any(hunk.old != hunk.new for hunk in self.hunks)

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
        return any(hunk.touches(span) for hunk in self.hunks)

    def touched(self, span: Span) -> bool:
        """Returns whether a place in the old text has a line in it that is not the same."""
        return any(hunk.touched(span) for hunk in self.hunks)

    def _line_before(self, line: int) -> int:
        shift = 0
        for hunk in self.hunks:
            if line <= hunk.before_new:
                break
            if line <= hunk.before_new + hunk.new:
                spare = line - hunk.before_new <= hunk.old
                return line + hunk.before_old - hunk.before_new if spare else line + _FRESH
            shift = hunk.before_old + hunk.old - hunk.before_new - hunk.new
        return line + shift

    def _line_after(self, line: int) -> int:
        if line > _FRESH:
            return line - _FRESH
        shift = 0
        for hunk in self.hunks:
            if line <= hunk.before_old:
                break
            if line <= hunk.before_old + hunk.old:
                return line + hunk.before_new - hunk.before_old
            shift = hunk.before_new + hunk.new - hunk.before_old - hunk.old
        return line + shift

    def _moved(self, span: Span, number: Callable[[int], int]) -> Span:
        hunks = self.hunks
        if not hunks or span.end_line <= hunks[0].before_old or span == NOWHERE or not self.moves:
            return span
        return Span(number(span.line), span.column, number(span.end_line), span.end_column)


def _parted(whole: Hunk, old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    """Yields the parts of a hunk between which enough lines are the same."""
    first, last = whole.before_old, whole.before_old + whole.old
    matcher = SequenceMatcher(
        None, old[first:last], new[whole.before_new : whole.before_new + whole.new], autojunk=False
    )
    at_old = at_new = 0
    for start_old, start_new, length in matcher.get_matching_blocks():
        # the last block is empty and stands at the end
        if length >= _APART or start_old == whole.old:
            yield Hunk(
                first + at_old, start_old - at_old, whole.before_new + at_new, start_new - at_new
            )
            at_old, at_new = start_old + length, start_new + length
