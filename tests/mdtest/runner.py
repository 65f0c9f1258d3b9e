"""Compares what a block expects with what pytea reports and with what real torch does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pytea.analysis.check import merge_diagnostics
from pytea.analysis.entry import analyze_entry
from pytea.config import Options
from pytea.diagnostics import Diagnostic, Severity
from tests.mdtest.documents import PROGRAM, Block, Expectation
from tests.mdtest.reality import Observed

REVEALED = ("revealed-shape", "revealed-value")
#: A revealed text with a name in it is an expression over symbols: real torch shows a number.
_CONCRETE = re.compile(r"[\d\s(),\[\]]*")


def check_block(block: Block, folder: Path) -> list[str]:
    """Returns how pytea's report on the block differs from what the block expects."""
    for name, text in block.files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = analyze_entry(folder / PROGRAM, Options(use_cache=False))
    problems = []
    if result.file.status in ("failed", "invalid") and not result.diagnostics:
        problems.append(f"the analysis is {result.file.status}")
    return problems + differences(block, merge_diagnostics(result.diagnostics), folder)


def differences(block: Block, diagnostics: Sequence[Diagnostic], folder: Path) -> list[str]:
    """Returns one sentence for everything that is unmatched on either side."""
    open_ones = list(block.expectations)
    problems = []
    for diagnostic in diagnostics:
        file = _relative(diagnostic.file, folder)
        match = next((e for e in open_ones if matches(e, diagnostic, file)), None)
        if match is not None:
            open_ones.remove(match)
        else:
            problems.append(f"unexpected: {_place(block, file, diagnostic)}")
    problems += [f"missing: {_shown(block, expectation)}" for expectation in open_ones]
    return problems


def matches(expected: Expectation, diagnostic: Diagnostic, file: str) -> bool:
    """Returns whether a diagnostic in ``file`` is the expected one."""
    if (expected.file, expected.line) != (file, diagnostic.span.line):
        return False
    if expected.kind == "revealed":
        return diagnostic.code in REVEALED and diagnostic.message == expected.text
    return (
        diagnostic.severity is Severity(expected.kind)
        and diagnostic.code not in REVEALED
        and expected.column in (None, diagnostic.span.column)
        and expected.code in (None, diagnostic.code)
        and (expected.text is None or expected.text in diagnostic.message)
    )


def check_reality(block: Block, observed: Observed) -> list[str]:
    """Returns how real torch contradicts what the block expects."""
    problems = []
    errors = {(e.file, e.line) for e in block.expectations if e.kind == "error"}
    allowed = errors | {(e.file, e.line) for e in block.expectations if e.kind == "warning"}
    raised = {(file, line): sentence for file, line, sentence in observed.errors}
    for (file, line), sentence in raised.items():
        if (file, line) not in allowed:
            place = _document_line(block, file, line)
            problems.append(f"real torch raises at {place}: {sentence}")
    for file, line in sorted(errors - set(raised)):
        place = _document_line(block, file, line)
        problems.append(f"real torch does not raise at {place}")
    return problems + _wrong_shapes(block, observed)


def _wrong_shapes(block: Block, observed: Observed) -> list[str]:
    problems = []
    expected: dict[tuple[str, int], list[Expectation]] = {}
    for expectation in block.expectations:
        if expectation.kind == "revealed":
            expected.setdefault((expectation.file, expectation.line), []).append(expectation)
    real: dict[tuple[str, int], set[str]] = {}
    for file, line, text in observed.revealed:
        real.setdefault((file, line), set()).add(text)
    for (file, line), expectations in expected.items():
        shown = real.get((file, line), set())
        place = _document_line(block, file, line)
        texts = {e.text or "" for e in expectations}
        symbolic = {text for text in texts if is_symbolic(text, block, line)}
        if not shown:
            problems.append(f"real torch never comes to {place}")
        elif texts - symbolic - shown or (not symbolic and shown - texts):
            problems.append(f"{place} reveals {sorted(shown)} in real torch, not {sorted(texts)}")
    return problems


def is_symbolic(text: str, block: Block, line: int) -> bool:
    """Returns whether an expected text is an expression over symbols, for ``reveal_shape``."""
    source = block.text.split("\n")[line - 1] if line <= block.text.count("\n") + 1 else ""
    return "reveal_value" not in source and not _CONCRETE.fullmatch(text)


def _relative(file: str, folder: Path) -> str:
    path = (Path.cwd() / file).resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file


def _document_line(block: Block, file: str, line: int) -> str:
    return f"{block.document}:{block.offset + line}" if file == PROGRAM else f"{file}:{line}"


def _shown(block: Block, expectation: Expectation) -> str:
    where = _document_line(block, expectation.file, expectation.line)
    return str(expectation).replace(f"{expectation.file}:{expectation.line}", where, 1)


def _place(block: Block, file: str, diagnostic: Diagnostic) -> str:
    where = _document_line(block, file, diagnostic.span.line)
    kind = f"{diagnostic.severity.value}[{diagnostic.code}]"
    return f"{where}:{diagnostic.span.column} {kind} {diagnostic.message}"
