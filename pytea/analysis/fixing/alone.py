"""The fixes of what is found in a file whose functions no entry calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pytea.analysis.fixing.offering import Offering
from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures
from pytea.analysis.results import EntryResult
from pytea.config import Options
from pytea.diagnostics import FileReport, Severity
from pytea.machine.findings import Finding


def with_fixes_alone(
    path: Path,
    options: Options,
    overlay: Mapping[Path, str],
    known: frozenset[str],
    found: FileSignatures,
) -> FileSignatures:
    """Returns the signatures with the fixes that were found good: the file is analysed anew alone.

    ``known`` are the functions whose faults were told elsewhere, as for ``analyze_library``.
    """
    if not any(d.severity is Severity.ERROR for d in found.diagnostics):
        return found

    def analyze(
        path: Path,
        options: Options,
        *,
        overlay: Mapping[Path, str],
        enough: Callable[[Sequence[Finding]], bool],
    ) -> EntryResult:
        return _as_entry(analyze_library(path, options, overlay=overlay, known=known))

    offering = Offering(path, options, overlay, analyze, from_inputs=True)
    fixed = offering.with_fixes(_as_entry(found))
    return replace(found, diagnostics=fixed.diagnostics)


def _as_entry(found: FileSignatures) -> EntryResult:
    """Returns what was found as that of an entry; what was given up counts as not followed."""
    status = "complete" if found.reached else "failed"
    report = FileReport(found.file, status, checked=found.checked, unknown=len(found.given_up))
    return EntryResult(found.diagnostics, report, reached=found.reached)
