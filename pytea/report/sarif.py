"""The report as SARIF 2.1.0, for code scanning services and editors."""

from __future__ import annotations

import json
from typing import TypeAlias

from pytea import __version__
from pytea.diagnostics import Diagnostic, Fix, Note, Report, Severity, TraceEntry
from pytea.diagnostics.registry import codes, rule
from pytea.report.fingerprints import fingerprint
from pytea.report.frames import SourceTexts
from pytea.report.places import outside_cells, uri
from pytea.span import Span

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(report: Report, sources: SourceTexts) -> str:
    """Returns the report as one SARIF document, without a line end."""
    used = sorted({diagnostic.code for diagnostic in report.diagnostics})
    failed = bool(report.problems) or any(file.status == "failed" for file in report.files)
    run: dict[str, Json] = {
        "tool": {
            "driver": {
                "name": "pytea",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": text}} for text in report.problems
                ],
            }
        ],
        "results": [_result(d, used.index(d.code), sources) for d in report.diagnostics],
    }
    data: dict[str, Json] = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, indent=2, ensure_ascii=False)


def _rule(code: str) -> Json:
    if code not in codes():
        return {"id": code}
    known = rule(code)
    return {
        "id": code,
        "shortDescription": {"text": known.summary},
        "fullDescription": {"text": known.explanation.strip()},
        "help": {"text": known.explanation.strip(), "markdown": known.explanation.strip()},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }


def _result(found: Diagnostic, index: int, sources: SourceTexts) -> Json:
    diagnostic = outside_cells(found)
    notes = [note for note in diagnostic.notes if note.span is not None and note.file]
    facts = [f"when {decision}" for decision in diagnostic.path]
    facts += diagnostic.circumstances
    data: dict[str, Json] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join([diagnostic.message, *facts])},
        "locations": [_location(diagnostic.file, diagnostic.span)],
        "partialFingerprints": {"pyteaLine/v1": fingerprint(found, sources)},
    }
    if notes:
        data["relatedLocations"] = [_note(note, number) for number, note in enumerate(notes, 1)]
    if diagnostic.trace:
        steps: list[Json] = [_step(entry) for entry in diagnostic.trace]
        data["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if diagnostic.fixes:
        data["fixes"] = [_fix(fix) for fix in diagnostic.fixes]
    return data


def _location(file: str, span: Span) -> dict[str, Json]:
    return {"physicalLocation": {"artifactLocation": _artifact(file), "region": _region(span)}}


def _artifact(file: str) -> dict[str, Json]:
    return {"uri": uri(file)}


def _region(span: Span) -> dict[str, Json]:
    return {
        "startLine": max(span.line, 1),
        "startColumn": max(span.column, 1),
        "endLine": max(span.end_line, 1),
        "endColumn": max(span.end_column, 1),
    }


def _note(note: Note, number: int) -> Json:
    assert note.span is not None
    return {
        "id": number,
        **_location(note.file, note.span),
        "message": {"text": note.message},
    }


def _step(entry: TraceEntry) -> Json:
    return {"location": {**_location(entry.file, entry.span), "message": {"text": entry.function}}}


def _fix(fix: Fix) -> Json:
    replacement: Json = {
        "deletedRegion": _region(fix.span),
        "insertedContent": {"text": fix.replacement},
    }
    change: Json = {"artifactLocation": _artifact(fix.file), "replacements": [replacement]}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}
