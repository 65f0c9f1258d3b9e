"""The report as JSON, version 1: a contract that tools outside the project rely on."""

from __future__ import annotations

import json
from typing import TypeAlias

from pytea.diagnostics import Diagnostic, FileReport, Fix, Note, Report, UnknownUse
from pytea.diagnostics.cells import split_cell
from pytea.span import Span

#: The version of the contract.
VERSION = 1

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def render_json(report: Report) -> str:
    """Returns the report as one JSON document, without a line end."""
    data: Json = {
        "version": VERSION,
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in report.diagnostics],
        "files": [_file(file) for file in report.files],
        "seconds": round(report.seconds, 3),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _diagnostic(diagnostic: Diagnostic) -> Json:
    path: list[Json] = [{"message": f"when {decision}"} for decision in diagnostic.path]
    return {
        **_file_of(diagnostic.file),
        **_range(diagnostic.span),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "notes": [*(_note(note) for note in diagnostic.notes), *path],
        "trace": [
            {**_file_of(call.file), "line": call.span.line, "function": call.function}
            for call in diagnostic.trace
        ],
        "witness": {
            name: _plain(value) for name, value in (*diagnostic.facts, *diagnostic.witness)
        },
        "fixes": [_fix(fix) for fix in diagnostic.fixes],
    }


def _file_of(name: str) -> dict[str, Json]:
    """Returns the file, and the cell in which lines count when it is a notebook."""
    file, cell = split_cell(name)
    return {"file": file, "cell": cell} if cell else {"file": file}


def _range(span: Span) -> dict[str, Json]:
    # A finding without a place, such as that a file is empty, is shown at the file's beginning.
    return {
        "line": max(span.line, 1),
        "column": max(span.column, 1),
        "end_line": max(span.end_line, 1),
        "end_column": max(span.end_column, 1),
    }


def _note(note: Note) -> Json:
    if note.span is None:
        return {"message": note.message}
    place: dict[str, Json] = {"line": note.span.line, "column": note.span.column}
    return {"message": note.message, **_file_of(note.file), **place}


def _fix(fix: Fix) -> Json:
    return {
        "title": fix.title,
        **_file_of(fix.file),
        **_range(fix.span),
        "replacement": fix.replacement,
    }


def _plain(value: object) -> Json:
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def _unknown(use: UnknownUse) -> Json:
    _, cell = split_cell(use.file)
    place: dict[str, Json] = {"cell": cell} if cell else {}
    return {"name": use.name, "reason": use.reason, **place, "line": use.line}


def _file(file: FileReport) -> Json:
    data: dict[str, Json] = {
        "file": file.file,
        "status": file.status,
        "paths": file.paths,
        "operations": {"checked": file.checked, "unknown": file.unknown},
        "unknown": [_unknown(use) for use in file.unknowns],
    }
    if file.limits:
        data["limits"] = list(file.limits)
    return data
