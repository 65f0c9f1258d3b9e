"""Places in notebooks: the analysis sees one text, and the user sees cells."""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path

from pytea.diagnostics import Diagnostic, FileReport, Fix, Note, TraceEntry, UnknownUse
from pytea.diagnostics.cells import cell_name, split_cell
from pytea.frontend import SourceError
from pytea.frontend.notebooks import SUFFIX, CodeCell, read_cells
from pytea.records import mutable
from pytea.span import Span


@mutable()
class Notebooks:
    """The cells of the notebooks that findings are in, each read once.

    Those that are given are not read from files.
    """

    _cells: dict[str, tuple[CodeCell, ...]] = field(default_factory=dict)

    def diagnostic(self, found: Diagnostic) -> Diagnostic:
        """Returns a finding with its places in cells."""
        mentioned = (found.file, *(n.file for n in found.notes), *(t.file for t in found.trace))
        if not any(file.endswith(SUFFIX) for file in mentioned):
            return found
        file, span = self._place(found.file, found.span)
        return replace(
            found, file=file, span=span,
            notes=tuple(map(self._note, found.notes)),
            trace=tuple(map(self._call, found.trace)),
            fixes=tuple(map(self._fix, found.fixes)),
        )  # fmt: skip

    def expects(self, found: Diagnostic) -> bool:
        """Returns whether the cell that leads to a finding is tagged ``raises-exception``."""
        outermost = found.trace[0] if found.trace else found
        line = outermost.span.line
        return any(c.raises and c.first <= line <= c.last for c in self._of(outermost.file))

    def report(self, report: FileReport) -> FileReport:
        """Returns the report on an entry with its places in cells."""
        if not any(use.file.endswith(SUFFIX) for use in report.unknowns):
            return report
        return replace(report, unknowns=tuple(map(self._use, report.unknowns)))

    def whole(self, fix: Fix) -> Fix:
        """Returns an edit of a cell as one of the whole text."""
        file, number = split_cell(fix.file)
        for cell in self._of(file):
            if cell.number == number:
                return replace(fix, file=file, span=_moved(fix.span, cell.first - 1))
        return fix

    def _place(self, file: str, span: Span) -> tuple[str, Span]:
        for cell in self._of(file):
            if cell.first <= span.line <= cell.last:
                return cell_name(file, cell.number), _moved(span, 1 - cell.first)
        return file, span

    def _of(self, file: str) -> tuple[CodeCell, ...]:
        if not file.endswith(SUFFIX):
            return ()
        if file not in self._cells:
            try:
                self._cells[file] = read_cells(Path(file).read_bytes())
            except (OSError, SourceError):
                self._cells[file] = ()
        return self._cells[file]

    def _note(self, note: Note) -> Note:
        steps = tuple(map(self._note, note.steps))
        if note.span is None:
            return replace(note, steps=steps)
        file, span = self._place(note.file, note.span)
        return replace(note, file=file, span=span, steps=steps)

    def _call(self, call: TraceEntry) -> TraceEntry:
        file, span = self._place(call.file, call.span)
        return replace(call, file=file, span=span)

    def _fix(self, fix: Fix) -> Fix:
        file, span = self._place(fix.file, fix.span)
        return replace(fix, file=file, span=span)

    def _use(self, use: UnknownUse) -> UnknownUse:
        file, span = self._place(use.file, Span(use.line, 1, use.line, 1))
        return replace(use, file=file, line=span.line)


def _moved(span: Span, lines: int) -> Span:
    return Span(span.line + lines, span.column, span.end_line + lines, span.end_column)
