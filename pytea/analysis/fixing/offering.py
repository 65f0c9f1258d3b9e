"""Tries edits by analysing the edited program, and keeps those that make a fault go away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from pytea.analysis.entry import EntryResult
from pytea.analysis.fixing.candidates import candidates
from pytea.analysis.fixing.source import Source, applied
from pytea.config import Options
from pytea.diagnostics import Diagnostic, Fix, Severity
from pytea.errors import UsageError
from pytea.frontend import SourceError, read_source

#: Edits that are tried for one finding and for one entry, and offered for one finding.
TRIED, TRIED_TOGETHER, OFFERED = 12, 36, 3


class Analyze(Protocol):
    """Analyses one entry."""

    def __call__(self, path: Path, options: Options, *, overlay: Mapping[Path, str]) -> EntryResult:
        """Returns what the analysis of ``path`` gives."""


@dataclass(slots=True)
class Offering:
    """The fixes of the findings of one entry."""

    script: Path
    options: Options
    overlay: Mapping[Path, str]
    analyze: Analyze
    _sources: dict[str, Source | None] = field(default_factory=dict)
    _tried: int = 0

    def with_fixes(self, result: EntryResult) -> EntryResult:
        """Returns the result with the fixes that were found good."""
        if result.file.status != "complete":
            return result
        fixed = tuple(self._fixed(diagnostic, result) for diagnostic in result.diagnostics)
        return replace(result, diagnostics=fixed)

    def _fixed(self, diagnostic: Diagnostic, result: EntryResult) -> Diagnostic:
        if diagnostic.severity is Severity.INFO or diagnostic.fixes:
            return diagnostic
        good: list[Fix] = []
        for fix in candidates(diagnostic, self._source)[:TRIED]:
            if self._tried >= TRIED_TOGETHER or len(good) == OFFERED:
                break
            if self._helps(fix, diagnostic, result):
                good.append(fix)
        return replace(diagnostic, fixes=tuple(good))

    def _source(self, file: str) -> Source | None:
        """Returns a file of the user that a fix may change; those of libraries are not his."""
        if file not in self._sources:
            path = Path(file).absolute()
            text = self.overlay.get(path)
            if text is None and "site-packages" not in path.parts:
                try:
                    text = read_source(path).text
                except (OSError, SourceError):
                    text = None
            self._sources[file] = None if text is None else Source(file, text)
        return self._sources[file]

    def _helps(self, fix: Fix, diagnostic: Diagnostic, before: EntryResult) -> bool:
        """Returns whether an edit ends a finding, brings no other one, and hides nothing."""
        source = self._source(fix.file)
        assert source is not None
        self._tried += 1
        text = applied(source.text, fix)
        overlay = {**self.overlay, Path(fix.file).absolute(): text}
        try:
            after = self.analyze(self.script, self.options, overlay=overlay)
        except UsageError:
            return False
        if after.file.status != "complete" or after.file.unknown > before.file.unknown:
            return False
        old = {_fault(d) for d in before.diagnostics}
        new = {_fault(d) for d in after.diagnostics}
        return _fault(diagnostic) not in new and new <= old


def _fault(diagnostic: Diagnostic) -> tuple[str, int, bool]:
    return (diagnostic.file, diagnostic.span.line, diagnostic.severity is Severity.ERROR)
