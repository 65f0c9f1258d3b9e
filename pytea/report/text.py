"""The report for people: every diagnostic with its source, its reasons and the way to it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pytea.diagnostics import Diagnostic, FileReport, Fix, Note, Report
from pytea.records import immutable
from pytea.report.frames import SourceTexts, frame
from pytea.report.styled import Line, Piece, Role, width_of
from pytea.report.traces import short_file, trace_sentences

#: Columns that a line of source may take when nobody says how wide the output is.
UNLIMITED = 160
_INDENT = "   "
#: Stands before every operation of a chain but the first.
_STEP = "  "
#: The last column at which the places of a chain are put in line.
_COLUMN = 72
#: Columns for text that are taken in any case.
_NARROWEST = 16


@immutable()
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


_PLAIN = TextStyle()


def render_text(report: Report, sources: SourceTexts, style: TextStyle = _PLAIN) -> Iterator[Line]:
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
        yield from _note_lines(note, width)
    for sentence in _path_and_witness(diagnostic):
        yield from _wrapped(sentence, "plain", width)
    for sentence in trace_sentences(diagnostic):
        yield from _wrapped(sentence, "faint", width)
    for fix in diagnostic.fixes:
        yield from _fix_lines(diagnostic, fix, width)


def _fix_lines(diagnostic: Diagnostic, fix: Fix, width: int) -> Iterator[Line]:
    """Yields what a fix does, and where unless that is the line of the finding."""
    here = (fix.file, fix.span.line) == (diagnostic.file, diagnostic.span.line)
    text = fix.title if here else f"{fix.title} ({fix.file}:{fix.span.line})"
    first, *more = _wrapped(f"fix: {text}", "plain", width)
    yield (Piece(_INDENT + "fix: ", "good"), Piece(first[0].text.removeprefix(_INDENT + "fix: ")))
    yield from more


def _note_lines(note: Note, width: int) -> Iterator[Line]:
    """Yields a note; a chain of operations has a line for each, with its place behind."""
    if len(note.steps) <= 2:
        yield from _wrapped(_placed(note), "plain", width)
        return
    column = min(max(width_of(step.message) for step in note.steps[1:]) + len(_STEP), _COLUMN)
    for number, step in enumerate(note.steps):
        text = step.message if number == 0 else _STEP + step.message
        if step.span is None:
            yield (Piece(_INDENT + text),)
        elif len(_INDENT) + column + len(step.file) + 8 > width:
            yield from _wrapped(
                f"{text} ({short_file(step.file)}:{step.span.line})", "plain", width
            )
        else:
            place = f"  {short_file(step.file)}:{step.span.line}"
            gap = " " * (column - width_of(text))
            yield (Piece(_INDENT + text), Piece(gap + place, "faint"))


def _placed(note: Note) -> str:
    if note.span is None or not note.file:
        return note.message
    return f"{note.message} ({short_file(note.file)}:{note.span.line})"


def _wrapped(sentence: str, role: Role, width: int) -> Iterator[Line]:
    """Yields a sentence below a headline, broken between words where it is too long."""
    room = max(width - len(_INDENT), _NARROWEST)
    lines = textwrap.wrap(
        sentence, room, subsequent_indent=_INDENT, break_long_words=False, break_on_hyphens=False
    )
    yield from ((Piece(_INDENT + line, role),) for line in lines)


def _path_and_witness(diagnostic: Diagnostic) -> Iterator[str]:
    yield from (f"when {decision}" for decision in diagnostic.path)
    yield from diagnostic.circumstances


def _file(file: FileReport, show_unknown: bool) -> Iterator[Line]:
    if file.status == "invalid" and not file.errors:
        return
    yield _summary(file)
    for limit in file.limits:
        yield (Piece(f"{_INDENT}{limit}", "warning"),)
    if show_unknown:
        for use in file.unknowns:
            place = f"{use.file}:{use.line}"
            told = use.name if use.name == use.reason else f"{use.name}: {use.reason}"
            yield (Piece(_INDENT), Piece(place, "place"), Piece(f" {told}"))


def _summary(file: FileReport) -> Line:
    counts = [_count(file.errors, "error"), _count(file.warnings, "warning")]
    verdict = ", ".join(filter(None, counts)) or "no errors"
    role: Role = "error" if file.errors else "warning" if file.warnings else "good"
    if file.status in ("failed", "invalid"):
        return (Piece(f"not checked {file.file}: "), Piece(verdict, role))
    plural = "" if file.checked == 1 else "s"
    operations = f"{file.checked} operation{plural} checked, {file.unknown} unknown"
    paths = _count(file.paths, "path") or "no path"
    stopped = " · incomplete" if file.status == "partial" else ""
    if not (file.paths or stopped or file.seconds):  # without an entry
        return (
            Piece(f"checked {file.file}: "),
            Piece(verdict, role),
            Piece(f" · {operations}", "faint"),
        )
    rest = f" · {operations} · {paths}{stopped} · {file.seconds:.1f} s"
    return (Piece(f"checked {file.file}: "), Piece(verdict, role), Piece(rest, "faint"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
