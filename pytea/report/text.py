"""The report for people: every diagnostic with its source, its reasons and the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pytea.diagnostics import Diagnostic, FileReport, Note, Report, TraceEntry
from pytea.report.frames import SourceTexts, frame
from pytea.report.styled import Line, Piece, Role

#: Columns that a line of source may take when nobody says how wide the output is.
UNLIMITED = 160
_INDENT = "   "


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How much a report says, and how wide it may be."""

    #: Only the diagnostics.
    quiet: bool = False
    #: One line per diagnostic.
    concise: bool = False
    #: Also what was not followed.
    show_unknown: bool = False
    #: Columns of a line of source.
    width: int = UNLIMITED


def render_text(
    report: Report, sources: SourceTexts, style: TextStyle = TextStyle()
) -> Iterator[Line]:
    """Yields the lines of the report."""
    for number, diagnostic in enumerate(report.diagnostics):
        if style.concise:
            yield _headline(diagnostic)
            continue
        if number:
            yield ()
        yield from diagnostic_lines(diagnostic, sources, style.width)
    if style.quiet:
        return
    if report.diagnostics and report.files and not style.concise:
        yield ()
    for file in report.files:
        yield from _file(file, style.show_unknown)
    for remark in report.remarks:
        yield (Piece(remark, "faint"),)


def _headline(diagnostic: Diagnostic) -> Line:
    role: Role = diagnostic.severity.value
    span = diagnostic.span
    place = f"{diagnostic.file}:{span}" if span.line else diagnostic.file
    return (
        Piece(place, "place"),
        Piece(" "),
        Piece(f"{role}[{diagnostic.code}]", role),
        Piece(f" {diagnostic.message}"),
    )


def diagnostic_lines(
    diagnostic: Diagnostic, sources: SourceTexts, width: int = UNLIMITED
) -> Iterator[Line]:
    """Yields everything that a diagnostic says."""
    role: Role = diagnostic.severity.value
    yield _headline(diagnostic)
    yield from frame(sources.lines(diagnostic.file), diagnostic.span, role, width)
    for note in diagnostic.notes:
        yield (Piece(_INDENT + _note(note)),)
    for sentence in _path_and_witness(diagnostic):
        yield (Piece(_INDENT + sentence),)
    for sentence in _trace(diagnostic):
        yield (Piece(_INDENT + sentence, "faint"),)
    for fix in diagnostic.fixes:
        yield (Piece(_INDENT + "fix: ", "good"), Piece(fix.title))


def _note(note: Note) -> str:
    if note.span is None or not note.file:
        return note.message
    place = f"{note.file}:{note.span.line}"
    return note.message if place in note.message else f"{note.message} ({place})"


def _path_and_witness(diagnostic: Diagnostic) -> Iterator[str]:
    yield from (f"when {decision}" for decision in diagnostic.path)
    if diagnostic.witness:
        yield "when " + ", ".join(f"{name} = {value}" for name, value in diagnostic.witness)


def _trace(diagnostic: Diagnostic) -> Iterator[str]:
    """Yields the calls that led to the finding, innermost first, and those that it made itself."""
    place = _index_of_place(diagnostic)
    callers = diagnostic.trace[:place]
    if callers:
        yield "called from " + _calls(tuple(reversed(callers)))
    inner = diagnostic.trace[place + 1 :]
    if inner:
        yield "which calls " + _calls(inner)


def _index_of_place(diagnostic: Diagnostic) -> int:
    for index in range(len(diagnostic.trace) - 1, -1, -1):
        entry = diagnostic.trace[index]
        if (entry.file, entry.span.line) == (diagnostic.file, diagnostic.span.line):
            return index
    return len(diagnostic.trace)


def _calls(entries: Sequence[TraceEntry]) -> str:
    return ", ".join(f"{e.file}:{e.span.line} in {_function(e.function)}" for e in entries)


def _function(name: str) -> str:
    return name if name.startswith("<") else f"{name}()"


def _file(file: FileReport, show_unknown: bool) -> Iterator[Line]:
    if file.status == "invalid" and not file.errors:
        return
    yield _summary(file)
    for limit in file.limits:
        yield (Piece(f"{_INDENT}{limit}", "warning"),)
    if show_unknown:
        for use in file.unknowns:
            place = f"{use.file}:{use.line}"
            yield (Piece(_INDENT), Piece(place, "place"), Piece(f" {use.name}: {use.reason}"))


def _summary(file: FileReport) -> Line:
    counts = [_count(file.errors, "error"), _count(file.warnings, "warning")]
    verdict = ", ".join(filter(None, counts)) or "no errors"
    role: Role = "error" if file.errors else "warning" if file.warnings else "good"
    if file.status in ("failed", "invalid"):
        return (Piece(f"not checked {file.file}: "), Piece(verdict, role))
    operations = f"{file.checked} operations checked, {file.unknown} unknown"
    paths = _count(file.paths, "path") or "no path"
    stopped = " · incomplete" if file.status == "partial" else ""
    rest = f" · {operations} · {paths}{stopped} · {file.seconds:.1f} s"
    return (Piece(f"checked {file.file}: "), Piece(verdict, role), Piece(rest, "faint"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
