"""Checks files and folders: finds the entries, analyses each, and merges what they report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from pytea.analysis.discovery import discover
from pytea.analysis.entry import EntryResult, analyze_entry
from pytea.analysis.library.coverage import functions_of, remark
from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures
from pytea.analysis.suppression import Suppression
from pytea.config import Options, read_options
from pytea.diagnostics import Diagnostic, FileReport, Report, Severity
from pytea.errors import UsageError

#: The options of the folder of an entry.
OptionsOf = Callable[[Path], Options]


class Analyze(Protocol):
    """Analyses one entry."""

    def __call__(self, path: Path, options: Options, *, overlay: Mapping[Path, str]) -> EntryResult:
        """Returns what the analysis of ``path`` gives."""


#: Returns the result of an entry with fixes: the entry, its options, the texts, the result.
Fixing = Callable[[Path, Options, Mapping[Path, str], EntryResult], EntryResult]
#: Is told the number of entries that are done, of all entries, and the one that is next.
Progress = Callable[[int, int, str], None]

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class _Run:
    """One entry to analyse with its arguments."""

    script: Path
    options: Options


@dataclass(slots=True)
class _Plan:
    """What a check is going to do, and what it cannot do."""

    options_of: OptionsOf
    #: Files whose text does not come from the disk; they need not be there.
    given: frozenset[Path] = frozenset()
    runs: list[_Run] = field(default_factory=list)
    invalid: list[FileReport] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    #: Files whose functions are analysed alone where no entry calls them.
    library: list[Path] = field(default_factory=list)
    _seen: set[tuple[Path, tuple[str, ...]]] = field(default_factory=set)

    def add(self, path: Path) -> None:
        """Adds a file, or every entry of a folder."""
        try:
            if path.absolute() in self.given:
                self._add_script(path)
            elif path.is_dir():
                self._add_folder(path)
            elif not path.exists():
                self._refuse(path, "no such file or directory")
            elif not os.access(path, os.R_OK):
                self._refuse(path, "permission denied")
            else:
                self._add_script(path)
        except UsageError as error:
            self.problems.append(str(error))
            self.invalid.append(FileReport(display_name(path), "invalid"))
        except OSError as error:
            self._refuse(path, (error.strerror or str(error)).lower())

    def _refuse(self, path: Path, reason: str) -> None:
        self.problems.append(f"{display_name(path)}: {reason}")
        self.invalid.append(FileReport(display_name(path), "invalid"))

    def _add_script(self, path: Path) -> None:
        options = self.options_of(path.absolute().parent)
        if path not in self.library:
            self.library.append(path)
        arguments = [entry.arguments for entry in options.entries if _same(entry.script, path)]
        if options.script_arguments or not arguments:
            arguments = [options.script_arguments]
        for chosen in arguments:
            key = (path.resolve(), chosen)
            if key not in self._seen:
                self._seen.add(key)
                self.runs.append(_Run(path, replace(options, script_arguments=chosen)))

    def _add_folder(self, folder: Path) -> None:
        excludes = self.options_of(folder.absolute()).excludes
        found = discover(folder, lambda file: excludes(str(file)))
        if not found.entries and not found.modules:
            self._refuse(folder, "no Python files in this directory")
            return
        named = {entry.script.resolve() for entry in self.options_of(folder.absolute()).entries}
        modules = [module for module in found.modules if module.resolve() not in named]
        scripts = sorted({*found.entries, *found.modules} - set(modules))
        for script in scripts:
            self.add(script)
        self.library += [module for module in modules if module not in self.library]


def every_one(diagnostic: Diagnostic) -> bool:
    """Accepts every finding."""
    return True


def check(
    paths: Sequence[Path],
    options_of: OptionsOf = read_options,
    progress: Progress | None = None,
    analyze: Analyze = analyze_entry,
    *,
    overlay: Mapping[Path, str] | None = None,
    is_new: Callable[[Diagnostic], bool] = every_one,
    fix: Fixing | None = None,
) -> Report:
    """Returns the report on all entries of ``paths``, which are files and folders.

    ``options_of`` is called with the folder of every entry. What cannot be checked is told in
    ``Report.problems``; the rest is checked all the same. ``overlay`` holds texts that replace what
    is in files; a finding that is not ``is_new`` is left out; ``fix`` adds fixes to findings.
    """
    start = time.perf_counter()
    texts = {path.absolute(): text for path, text in (overlay or {}).items()}
    plan = _Plan(options_of, frozenset(texts))
    for path in paths:
        plan.add(path)
    found: list[Diagnostic] = []
    suppression, complete = Suppression(), True
    called: set[tuple[str, str]] = set()
    files = list(plan.invalid)
    for number, run in enumerate(plan.runs):
        if progress is not None:
            progress(number, len(plan.runs), display_name(run.script))
        began = time.perf_counter()
        try:
            result = analyze(run.script, run.options, overlay=texts)
        except UsageError as error:
            plan.problems.append(str(error))
            files.append(FileReport(display_name(run.script), "invalid"))
            continue
        if fix is not None:
            result = fix(run.script, run.options, texts, result)
        kept = [d for d in result.diagnostics if run.options.reports(d.code, d.file) and is_new(d)]
        suppression.add(result.suppression)
        complete = complete and result.file.status == "complete"
        found += kept
        files.append(_counted(result.file, kept, time.perf_counter() - began))
        plan.remarks += result.file.remarks
        called |= result.called
    for path in plan.library:
        options = options_of(path.absolute().parent)
        alone = _alone(path, options, called, texts)
        if alone is None:
            continue
        kept = [d for d in alone.diagnostics if options.reports(d.code, d.file) and is_new(d)]
        found += kept
        plan.remarks.append(remark(alone.file, functions_of(path, texts), alone.known))
        files = _with_alone(files, alone, kept)
    if complete:
        found += [
            d
            for d in suppression.unused()
            if options_of(_folder(d)).reports(d.code, d.file) and is_new(d)
        ]
    return Report(
        merge_diagnostics(found),
        tuple(files),
        time.perf_counter() - start,
        tuple(dict.fromkeys(plan.problems)),
        tuple(dict.fromkeys(plan.remarks)),
    )


def _alone(
    path: Path, options: Options, called: set[tuple[str, str]], texts: Mapping[Path, str]
) -> FileSignatures | None:
    """Analyses what of a file no entry calls; None when there is nothing."""
    functions = functions_of(path, texts)
    display = display_name(path)
    known = frozenset(name for file, name in called if file == display)
    if functions <= known:
        return None
    return analyze_library(path, options, overlay=texts, known=known)


def _with_alone(
    files: Sequence[FileReport], alone: FileSignatures, kept: Sequence[Diagnostic]
) -> list[FileReport]:
    """Returns the reports on files with what the analysis of one of them alone adds."""
    errors = len(kept)
    result = [
        replace(file, errors=file.errors + errors, checked=file.checked + alone.checked)
        if file.file == alone.file
        else file
        for file in files
    ]
    if not any(file.file == alone.file for file in files):
        result.append(FileReport(alone.file, "complete", checked=alone.checked, errors=errors))
    return result


def _folder(diagnostic: Diagnostic) -> Path:
    return Path(diagnostic.file).absolute().parent


def display_name(path: Path) -> str:
    """Returns how reports name a file: relative to the working directory when it is inside."""
    absolute = path.absolute()
    try:
        return str(absolute.relative_to(Path.cwd()))
    except ValueError:
        return str(absolute)


def merge_diagnostics(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Returns the diagnostics in the order of their places, each fault once.

    The same sentence at the same place through several entries is one fault; the most severe
    report of it is kept.
    """
    kept: dict[tuple[object, ...], Diagnostic] = {}
    for diagnostic in diagnostics:
        key = (diagnostic.file, diagnostic.span, diagnostic.code, diagnostic.message)
        known = kept.get(key)
        if known is None or _RANK[diagnostic.severity] < _RANK[known.severity]:
            kept[key] = diagnostic
    return tuple(sorted(kept.values(), key=lambda diagnostic: diagnostic.sort_key))


def _counted(file: FileReport, diagnostics: list[Diagnostic], seconds: float) -> FileReport:
    merged = merge_diagnostics(diagnostics)
    errors = sum(d.severity is Severity.ERROR for d in merged)
    warnings = sum(d.severity is Severity.WARNING for d in merged)
    return replace(file, errors=errors, warnings=warnings, seconds=seconds)


def _same(left: Path, right: Path) -> bool:
    return left.resolve() == right.resolve()
