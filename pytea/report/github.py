"""The report as workflow commands of GitHub Actions, which become annotations of a pull request."""

from __future__ import annotations

from pytea.diagnostics import Diagnostic, Report, Severity
from pytea.report.places import outside_cells, posix_name

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_github(report: Report) -> str:
    """Returns one line per finding, without a line end after the last."""
    return "\n".join(map(_command, map(outside_cells, report.diagnostics)))


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = {
        "file": posix_name(diagnostic.file),
        "line": max(span.line, 1),
        "endLine": max(span.end_line, 1),
    }
    if span.line == span.end_line:
        # GitHub refuses columns of a range that goes over several lines.
        place |= {"col": max(span.column, 1), "endColumn": max(span.end_column, 1)}
    place["title"] = f"pytea[{diagnostic.code}]"
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{_LEVELS[diagnostic.severity]} {properties}::{_data(_text(diagnostic))}"


def _text(diagnostic: Diagnostic) -> str:
    notes = [note.message for note in diagnostic.notes]
    return "\n".join([diagnostic.message, *notes])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
