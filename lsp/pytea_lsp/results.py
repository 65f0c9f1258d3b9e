"""The last result of every entry, and what of it still fits the texts that are open now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from pytea.analysis.check import merge_diagnostics
from pytea.analysis.suppression import Suppression
from pytea.diagnostics import Diagnostic, Note, TraceEntry
from pytea.edited_lines import EditedLines
from pytea_lsp.documents import Documents
from pytea_lsp.messages import Decision, EntryKey, Outcome, Value

SYNTAX_ERROR = "syntax-error"

Lines = tuple[str, ...]


@dataclass(slots=True)
class Kept:
    """What is known of one entry."""

    #: The last result of a text that could be parsed.
    good: Outcome | None = None
    #: The texts that it belongs to; a file that was not open is here once it is opened.
    snapshots: dict[Path, Lines] = field(default_factory=dict)
    #: Syntax errors of the last run, when it had any.
    broken: tuple[Diagnostic, ...] = ()
    #: Why the last run gave nothing.
    failure: str = ""
    by_file: dict[Path, list[Value]] = field(default_factory=dict)
    shifts: dict[Path, tuple[Lines, EditedLines]] = field(default_factory=dict)


class Results:
    """Results by entry, seen through the texts that are open."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.kept: dict[EntryKey, Kept] = {}

    def store(self, outcome: Outcome, snapshots: dict[Path, Lines]) -> None:
        """Keeps a result; one with a syntax error leaves the one before it in place."""
        kept = self.kept.setdefault(outcome.key, Kept())
        kept.failure = ""
        kept.broken = tuple(d for d in outcome.diagnostics if d.code == SYNTAX_ERROR)
        if kept.broken and kept.good is not None:
            return
        kept.good, kept.snapshots, kept.shifts = outcome, dict(snapshots), {}
        kept.by_file = {}
        for value in outcome.values:
            kept.by_file.setdefault(Path(value.file), []).append(value)

    def mend(self, key: EntryKey, serial: int, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Takes the findings of a result with their fixes, if it is still the last one."""
        kept = self.kept.get(key)
        if kept is not None and kept.good is not None and kept.good.serial == serial:
            kept.good = replace(kept.good, diagnostics=diagnostics)

    def fail(self, key: EntryKey, failure: str) -> None:
        """Records that an entry gave no result."""
        self.kept.setdefault(key, Kept()).failure = failure

    def drop(self, key: EntryKey) -> None:
        """Forgets an entry."""
        self.kept.pop(key, None)

    def opened(self, path: Path, lines: Lines) -> None:
        """Notes the text of a file that was analysed as it is on disk."""
        for kept in self.kept.values():
            kept.snapshots.setdefault(path, lines)

    def outcomes(self, path: Path) -> list[Outcome]:
        """Returns the results that speak of a file, its own one first."""
        found = [
            k.good for k in self.kept.values() if k.good is not None and path in k.good.reached
        ]
        return sorted(found, key=lambda outcome: (outcome.key[0] != path, outcome.key))

    # --- values -------------------------------------------------------------------------------

    def values(self, path: Path) -> list[Value]:
        """Returns the values that were seen in a file, where they are now."""
        found: dict[Value, None] = {}
        for key in sorted(self.kept, key=lambda key: (key[0] != path, key)):
            kept = self.kept[key]
            here = kept.by_file.get(path)
            if not here:
                continue
            shift = self._shift(kept, path)
            for value in here:
                moved = value if shift is None else _moved_value(value, shift)
                if moved is not None:
                    found.setdefault(moved)
        return list(found)

    def decisions(self, key: EntryKey) -> tuple[Decision, ...]:
        """Returns the branches of an entry."""
        kept = self.kept.get(key)
        return kept.good.decisions if kept is not None and kept.good is not None else ()

    # --- diagnostics --------------------------------------------------------------------------

    def diagnostics(self) -> dict[Path, list[Diagnostic]]:
        """Returns the findings of all entries by file, each once, where they are now."""
        found: list[Diagnostic] = []
        for kept in self.kept.values():
            found += kept.broken
            for diagnostic in kept.good.diagnostics if kept.good is not None else ():
                if diagnostic.code == SYNTAX_ERROR:
                    continue
                moved = self._moved(kept, diagnostic)
                if moved is not None:
                    found.append(moved)
        found += self._unused_comments()
        by_file: dict[Path, list[Diagnostic]] = {}
        for diagnostic in merge_diagnostics(found):
            by_file.setdefault(Path(diagnostic.file), []).append(diagnostic)
        return by_file

    def _unused_comments(self) -> list[Diagnostic]:
        """Returns a finding for each comment that suppresses nothing in any entry."""
        suppression = Suppression()
        for kept in self.kept.values():
            if kept.good is None or kept.broken or kept.good.report.status != "complete":
                return []
            suppression.add(kept.good.suppression)
        return suppression.unused()

    def _moved(self, kept: Kept, diagnostic: Diagnostic) -> Diagnostic | None:
        shift = self._shift(kept, Path(diagnostic.file))
        span = diagnostic.span if shift is None else shift.unless_edited(diagnostic.span)
        if span is None:
            return None
        fixes = diagnostic.fixes
        if any(self._shift(kept, Path(fix.file)) is not None for fix in fixes):
            fixes = ()
        notes = tuple(self._moved_note(kept, note) for note in diagnostic.notes)
        trace = tuple(self._moved_call(kept, call) for call in diagnostic.trace)
        return replace(diagnostic, span=span, notes=notes, trace=trace, fixes=fixes)

    def _moved_note(self, kept: Kept, note: Note) -> Note:
        shift = self._shift(kept, Path(note.file)) if note.file else None
        if shift is None or note.span is None:
            return note
        return replace(note, span=shift.unless_edited(note.span))

    def _moved_call(self, kept: Kept, call: TraceEntry) -> TraceEntry:
        shift = self._shift(kept, Path(call.file))
        return (
            call
            if shift is None
            else replace(call, span=shift.unless_edited(call.span) or call.span)
        )

    def _shift(self, kept: Kept, path: Path) -> EditedLines | None:
        """Returns how a file changed since the result; None when it did not."""
        document = self._documents.at(path)
        old = kept.snapshots.get(path)
        if document is None or old is None or old is document.lines:
            return None
        known = kept.shifts.get(path)
        if known is None or known[0] is not document.lines:
            known = kept.shifts[path] = (document.lines, EditedLines.between(old, document.lines))
        shift = known[1]
        return shift if shift.hunks else None


def _moved_value(value: Value, shift: EditedLines) -> Value | None:
    span = shift.unless_edited(value.span)
    if span is None:
        return None
    made = value.made_at
    if made is not None and value.made_in == value.file:
        made = shift.unless_edited(made)
    return replace(value, span=span, made_at=made)
