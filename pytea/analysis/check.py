"""Checks files and folders: finds the entries, analyses each, and merges what they report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from pytea.analysis.changes import Changes
from pytea.analysis.library.coverage import (
    functions_of,
    in_order_of_use,
    left_out,
    remark,
    total,
)
from pytea.analysis.library.signature import FileSignatures
from pytea.analysis.notebooks import Notebooks
from pytea.analysis.plan import OptionsOf, Plan, Run, display_name
from pytea.analysis.remembered import remembered_entry, remembered_library
from pytea.analysis.results import EntryResult
from pytea.analysis.suppression import Suppression
from pytea.analysis.workers import Call, WorkerDied, Workers
from pytea.config import Options, read_options
from pytea.diagnostics import Diagnostic, FileReport, Note, Report, Severity
from pytea.errors import UsageError
from pytea.frontend.notebooks import CodeCell
from pytea.records import mutable

__all__ = ["Fixing", "Progress", "check", "display_name", "every_one", "merge_diagnostics"]


class Analyze(Protocol):
    """Analyses one entry."""

    def __call__(self, path: Path, options: Options, *, overlay: Mapping[Path, str]) -> EntryResult:
        """Returns what the analysis of ``path`` gives."""


#: Returns the result of an entry with fixes: the entry, its options, the texts, the result.
Fixing = Callable[[Path, Options, Mapping[Path, str], EntryResult], EntryResult]
#: The same for a file whose functions no entry calls, with those whose faults are told already.
FixingAlone = Callable[
    [Path, Options, Mapping[Path, str], frozenset[str], FileSignatures], FileSignatures
]
#: Is told the number of entries that are done, of all entries, and the one that is next.
Progress = Callable[[int, int, str], None]

#: Entries that a finding names.
_MOST_NAMES = 5
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def every_one(diagnostic: Diagnostic) -> bool:
    """Accepts every finding."""
    return True


@mutable()
class _Checked:
    """What was found so far."""

    plan: Plan
    is_new: Callable[[Diagnostic], bool]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    suppression: Suppression = field(default_factory=Suppression)
    #: Whether everything that may use a comment was analysed to its end.
    complete: bool = True
    #: The functions that entries called: (name of the file in reports, qualified name).
    called: set[tuple[str, str]] = field(default_factory=set)
    #: The entries through which each fault was found, in their order.
    entries: dict[tuple[object, ...], dict[str, None]] = field(default_factory=dict)
    notebooks: Notebooks = field(default_factory=Notebooks)
    seen: set[str] = field(default_factory=set)

    def reported(
        self, options: Options, diagnostics: Sequence[Diagnostic], entry: str = ""
    ) -> list[Diagnostic]:
        """Returns the findings that are asked for, and keeps them."""
        asked = [
            diagnostic
            for diagnostic in diagnostics
            if options.reports(diagnostic.code, diagnostic.file)
            and not self.notebooks.expects(diagnostic)
        ]
        kept = [d for d in map(self.notebooks.diagnostic, asked) if self.is_new(d)]
        self.diagnostics += kept
        for diagnostic in kept:
            self.entries.setdefault(_fault(diagnostic), {})[entry] = None
        return kept

    def add_entry(self, run: Run, result: EntryResult | UsageError | WorkerDied) -> None:
        """Adds what the analysis of an entry gave."""
        if not isinstance(result, EntryResult):
            self._fail(run.name, result)
            return
        kept = self.reported(run.options, result.diagnostics, run.title)
        self.suppression.add(result.suppression)
        self.complete = self.complete and result.file.status == "complete"
        self.files.append(_counted(self.notebooks.report(result.file), kept))
        self.plan.remarks += result.file.remarks
        self.called |= result.called
        self.seen |= {display_name(path) for path in (run.script, *result.reached)}

    def add_alone(self, path: Path, alone: FileSignatures | UsageError | WorkerDied) -> None:
        """Adds what the analysis of a file gave whose functions no entry calls."""
        if not isinstance(alone, FileSignatures):
            self._fail(display_name(path), alone)
            return
        options = self.plan.options_of(path.absolute().parent)
        kept = self.reported(options, alone.diagnostics)
        self.complete = self.complete and alone.status == "complete"
        self.plan.remarks += left_out(alone.file, alone.given_up, alone.broken)
        self.seen |= set(map(display_name, alone.reached))
        self.files = _with_alone(self.files, alone, kept)

    def merged(self) -> tuple[Diagnostic, ...]:
        """Returns each fault once; one that was found through several entries names them."""
        return tuple(
            _through(diagnostic, [entry for entry in self.entries[_fault(diagnostic)] if entry])
            for diagnostic in merge_diagnostics(self.diagnostics)
        )

    def _fail(self, name: str, error: UsageError | WorkerDied) -> None:
        self.plan.problems.append(str(error))
        status = "failed" if isinstance(error, WorkerDied) else "invalid"
        self.files.append(FileReport(name, status))
        self.complete = self.complete and status == "invalid"

    def add_unused(self) -> None:
        """Adds the comments that suppressed nothing, where everything was analysed."""
        if self.complete:
            for diagnostic in self.suppression.unused():
                folder = Path(diagnostic.file).absolute().parent
                self.reported(self.plan.options_of(folder), [diagnostic])


def check(
    paths: Sequence[Path],
    options_of: OptionsOf = read_options,
    progress: Progress | None = None,
    analyze: Analyze = remembered_entry,
    *,
    overlay: Mapping[Path, str] | None = None,
    is_new: Callable[[Diagnostic], bool] = every_one,
    fix: Fixing | None = None,
    fix_alone: FixingAlone | None = None,
    jobs: int = 1,
    changed_since: str | None = None,
    modules: Sequence[str] = (),
    cells: Mapping[str, tuple[CodeCell, ...]] | None = None,
) -> Report:
    """Returns the report on all entries of ``paths``, which are files and folders, and ``modules``.

    A module is checked as ``python -m`` would run it from the working directory.

    ``options_of`` is called with the folder of every entry. What cannot be checked is told in
    ``Report.problems``; the rest is checked all the same. ``overlay`` holds texts that replace what
    is in files; a finding that is not ``is_new`` is left out; ``fix`` adds fixes to findings,
    ``fix_alone`` to those of files that no entry calls.
    ``jobs`` processes work side by side (0: one for each CPU), with the same report.
    ``changed_since`` is a revision of git: only what reaches a file that differs from it is
    checked; raises UsageError when git cannot tell. ``cells`` are those of notebooks in ``overlay``.
    """
    start = time.perf_counter()
    texts = {path.absolute(): text for path, text in (overlay or {}).items()}
    plan = Plan(options_of, frozenset(texts))
    for path in paths:
        plan.add(path)
    for module in modules:
        plan.add_module(module)
    checked = _Checked(
        plan, is_new, files=list(plan.invalid), notebooks=Notebooks(dict(cells or {}))
    )
    if changed_since is not None:
        checked.complete = not _leave_out(plan, Changes(changed_since, texts))
    with Workers(jobs) as workers:
        calls: list[Call[EntryResult]] = [
            (run.name, partial(_analyzed, analyze, fix, run, texts)) for run in plan.runs
        ]
        results = workers.results(calls)
        for number, run in enumerate(plan.runs):
            if progress is not None:
                progress(number, len(plan.runs), run.name)
            checked.add_entry(run, next(results))
        _check_alone(checked, workers, texts, fix_alone)
    checked.add_unused()
    return Report(
        checked.merged(),
        tuple(checked.files),
        time.perf_counter() - start,
        tuple(dict.fromkeys(plan.problems)),
        tuple(dict.fromkeys(plan.remarks)),
        frozenset(checked.seen.union(map(display_name, plan.library))),
    )


def _leave_out(plan: Plan, changes: Changes) -> bool:
    """Leaves out what has not changed, and says so; returns whether there was something."""
    entries = len(plan.runs)
    if not plan.keep(changes.concern):
        return False
    kept = len(plan.runs)
    plural = "y" if entries == 1 else "ies"
    plan.remarks.append(
        f"{kept} of {entries} entr{plural} checked: the others reach no file that changed since "
        f"{changes.revision}"
    )
    return True


def _analyzed(
    analyze: Analyze, fix: Fixing | None, run: Run, texts: Mapping[Path, str]
) -> EntryResult:
    """Returns the result of one entry, with its fixes where they are asked for."""
    began = time.perf_counter()
    if run.text is not None:
        texts = {**texts, run.script.absolute(): run.text}
    result = analyze(run.script, run.options, overlay=texts)
    if fix is not None:
        result = fix(run.script, run.options, texts, result)
    if run.lines:
        from pytea.analysis.pytest_files import without_driver  # noqa: PLC0415  (a test file)

        result = without_driver(result, run.lines)
    file = replace(result.file, file=run.name) if run.command else result.file
    return replace(result, file=replace(file, seconds=time.perf_counter() - began))


def _analyzed_alone(
    fix: FixingAlone | None,
    path: Path,
    options: Options,
    texts: Mapping[Path, str],
    known: frozenset[str],
) -> FileSignatures:
    """Returns what a file gives that no entry calls, with its fixes where they are asked for."""
    began = time.perf_counter()
    found = remembered_library(path, options, overlay=texts, known=known)
    if fix is not None:
        found = fix(path, options, texts, known, found)
    return replace(found, seconds=time.perf_counter() - began)


def _check_alone(
    checked: _Checked, workers: Workers, texts: Mapping[Path, str], fix: FixingAlone | None
) -> None:
    """Adds what the files give with something that no entry calls: those that use others first."""
    plan = checked.plan
    functions = {path: functions_of(path, texts) for path in plan.library}
    counts: list[tuple[int, int]] = []
    scripts = {run.script for run in plan.runs}
    met = set(checked.called)
    for group in in_order_of_use(plan.library, texts):
        calls: list[Call[FileSignatures]] = []
        chosen = []
        for path in group:
            display = display_name(path)
            through = {name for file, name in checked.called if file == display}
            alone = functions[path] - through
            if alone or path not in scripts:
                counts.append((len(functions[path]) - len(alone), len(alone)))
            if not alone:
                continue
            plan.remarks.append(remark(display, functions[path], through))
            known = frozenset(name for file, name in met if file == display)
            if not functions[path] <= known:
                options = plan.options_of(path.absolute().parent)
                call = partial(_analyzed_alone, fix, path, options, texts, known)
                calls.append((display, call))
                chosen.append(path)
        for path, found in zip(chosen, workers.results(calls), strict=True):
            checked.add_alone(path, found)
            met |= found.called if isinstance(found, FileSignatures) else frozenset()
    plan.remarks += total(counts)


def _with_alone(
    files: Sequence[FileReport], alone: FileSignatures, kept: Sequence[Diagnostic]
) -> list[FileReport]:
    """Returns the reports on files with what the analysis of one of them alone adds."""
    added = _counted(FileReport(alone.file, alone.status, checked=alone.checked), list(kept))
    result = [
        replace(
            file,
            errors=file.errors + added.errors,
            warnings=file.warnings + added.warnings,
            checked=file.checked + alone.checked,
            status=_worse(file.status, alone.status),
            seconds=file.seconds + alone.seconds,
        )
        if file.file == alone.file
        else file
        for file in files
    ]
    if not any(file.file == alone.file for file in files):
        result.append(added)
    return result


def _worse(one: str, other: str) -> str:
    """Returns what two analyses of one file come to."""
    return max(one, other, key=("complete", "partial", "invalid", "failed").index)


def merge_diagnostics(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Returns the diagnostics in the order of their places, each fault once.

    The same sentence at the same place through several entries is one fault; the most severe
    report of it is kept.
    """
    kept: dict[tuple[object, ...], Diagnostic] = {}
    for diagnostic in diagnostics:
        key = _fault(diagnostic)
        known = kept.get(key)
        if known is None or _RANK[diagnostic.severity] < _RANK[known.severity]:
            kept[key] = diagnostic
    return tuple(sorted(kept.values(), key=lambda diagnostic: diagnostic.sort_key))


def _fault(diagnostic: Diagnostic) -> tuple[object, ...]:
    return (diagnostic.file, diagnostic.span, diagnostic.code, diagnostic.message)


def _through(diagnostic: Diagnostic, entries: Sequence[str]) -> Diagnostic:
    if len(entries) < 2:
        return diagnostic
    first, more = entries[:_MOST_NAMES], len(entries) - _MOST_NAMES
    rest = f" and {more} more" if more > 0 else ""
    names = ", ".join(first) + rest if rest else f"{', '.join(first[:-1])} and {first[-1]}"
    return replace(diagnostic, notes=(*diagnostic.notes, Note(f"found through {names}")))


def _counted(file: FileReport, diagnostics: list[Diagnostic]) -> FileReport:
    merged = merge_diagnostics(diagnostics)
    errors = sum(d.severity is Severity.ERROR for d in merged)
    warnings = sum(d.severity is Severity.WARNING for d in merged)
    return replace(file, errors=errors, warnings=warnings)
