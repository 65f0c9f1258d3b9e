"""The JSON report from diagnostics made by hand: every field of the contract."""

from __future__ import annotations

import json

from pytea.diagnostics import (
    Diagnostic,
    FileReport,
    Fix,
    Note,
    Report,
    Severity,
    TraceEntry,
    UnknownUse,
)
from pytea.report.json import render_json
from pytea.span import NOWHERE, Span

SPAN = Span(41, 13, 41, 22)


def test_every_field() -> None:
    diagnostic = Diagnostic(
        "train.py", SPAN, Severity.ERROR, "shape-mismatch", "a × b",
        notes=(Note("made here", "model.py", Span(12, 9, 12, 10)), Note("no place")),
        trace=(TraceEntry("train.py", Span(80, 1, 80, 2), "<module>"),),
        path=("args.pool",),
        witness=(("B", 32), ("last", True), ("other", None)),
        fixes=(Fix("take 3", "train.py", SPAN, "3"),),
    )  # fmt: skip
    use = UnknownUse("foo.bar", "no stub", "model.py", 17)
    files = (
        FileReport("train.py", "complete", 3, 128, 1, (use,), remarks=("not here",)),
        FileReport("big.py", "partial", limits=("stopped after 9 steps",)),
    )
    text = render_json(Report((diagnostic,), files, 0.4123, ("not here",), ("not here",)))
    assert "a × b" in text
    place = {"line": 41, "column": 13, "end_line": 41, "end_column": 22}
    assert json.loads(text) == {
        "version": 1,
        "diagnostics": [
            {
                "file": "train.py",
                **place,
                "severity": "error",
                "code": "shape-mismatch",
                "message": "a × b",
                "notes": [
                    {"message": "made here", "file": "model.py", "line": 12, "column": 9},
                    {"message": "no place"},
                    {"message": "when args.pool"},
                ],
                "trace": [{"file": "train.py", "line": 80, "function": "<module>"}],
                "witness": {"B": 32, "last": True, "other": "None"},
                "fixes": [{"title": "take 3", "file": "train.py", **place, "replacement": "3"}],
            }
        ],
        "files": [
            {
                "file": "train.py",
                "status": "complete",
                "paths": 3,
                "operations": {"checked": 128, "unknown": 1},
                "unknown": [{"name": "foo.bar", "reason": "no stub", "line": 17}],
            },
            {
                "file": "big.py",
                "status": "partial",
                "paths": 0,
                "operations": {"checked": 0, "unknown": 0},
                "unknown": [],
                "limits": ["stopped after 9 steps"],
            },
        ],
        "seconds": 0.412,
    }


def test_lines_and_columns_count_from_one_even_without_a_place() -> None:
    report = Report((Diagnostic("a.py", NOWHERE, Severity.ERROR, "a", "b"),), ())
    (found,) = json.loads(render_json(report))["diagnostics"]
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (1, 1, 1, 1)
