"""A report made by hand for the tests of formats."""

from __future__ import annotations

from pytea.diagnostics import Diagnostic, FileReport, Fix, Note, Report, Severity, TraceEntry
from pytea.report.frames import SourceTexts
from pytea.span import NOWHERE, Span

TEXT = ("import torch", "", "x = torch.flatten(x, 1)", "x = self.fc1(x)", "")
SPAN = Span(4, 5, 4, 16)


def sources() -> SourceTexts:
    return SourceTexts({"train.py": TEXT})


def report() -> Report:
    error = Diagnostic(
        "train.py", SPAN, Severity.ERROR, "shape-mismatch", "input has 3, 100% more: <than> 2",
        notes=(Note("x: (64, 3)", "train.py", Span(3, 5, 3, 24)), Note("no place")),
        trace=(TraceEntry("train.py", Span(1, 1, 1, 2), "<module>"),
               TraceEntry("train.py", SPAN, "Net.forward")),
        path=('args.pool == "avg"',),
        witness=(("B", 32),),
        fixes=(Fix("take 3", "train.py", SPAN, "f(x)"),),
    )  # fmt: skip
    warning = Diagnostic("a, b.py", NOWHERE, Severity.WARNING, "loss-broadcast", "two\nlines \x1b")
    info = Diagnostic("train.py", Span(3, 1, 4, 2), Severity.INFO, "revealed-shape", "(2, 3)")
    files = (
        FileReport("train.py", "complete", 2, 10, 1, errors=1, seconds=0.5),
        FileReport("gone.py", "invalid"),
    )
    return Report((warning, error, info), files, 0.75, problems=("gone.py: no such file",))
