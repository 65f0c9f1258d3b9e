"""``pytea check``: options from the command line and the configuration, then the reports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytea.analysis.check import Progress, check, every_one
from pytea.analysis.discovery import module_script
from pytea.analysis.library.signature import FileSignatures
from pytea.analysis.results import EntryResult
from pytea.cli.outputs import Outputs, planned_outputs
from pytea.cli.pipe import reader_may_leave
from pytea.cli.standard_input import source_from_stdin
from pytea.config import Options, library_folders, read_options
from pytea.diagnostics import Report, Severity
from pytea.diagnostics.registry import known_code
from pytea.errors import UsageError
from pytea.report.frames import SourceTexts
from pytea.report.progress import DelayedProgress
from pytea.report.text import TextStyle

if TYPE_CHECKING:
    from pytea.cli.repair import Repair
    from pytea.report.baseline import Baseline


def run(arguments: argparse.Namespace) -> int:
    """Checks the paths, prints the reports and returns the exit status."""
    check_once = _Check(arguments)
    if not arguments.watch:
        return check_once.run()
    _refuse_to_watch(arguments, bool(check_once.overlay))
    from pytea.cli.watching import watch  # noqa: PLC0415  (few checks are repeated)

    modules = [module_script(name, Path.cwd()) for name in arguments.modules or ()]
    watch([*check_once.paths, *modules], lambda: _Check(arguments).run())


def _refuse_to_watch(arguments: argparse.Namespace, from_stdin: bool) -> None:
    """Raises UsageError for what makes no sense more than once."""
    once = {
        "--fix": arguments.fix,
        "--diff": arguments.diff,
        "--update-baseline": arguments.update_baseline,
        "the path -": from_stdin,
    }
    for what, given in once.items():
        if given:
            raise UsageError(f"--watch cannot be combined with {what}")


class _Check:
    """One run of the command."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.overrides = overrides_of(arguments)
        self.options_of = cache(self._options_of)
        self.used: list[Options] = []
        self.given = source_from_stdin(arguments.paths, arguments.stdin_filename)
        self.paths, self.overlay = self.given.paths, self.given.overlay
        self.sources = SourceTexts(self.given.lines())
        self.repair: Repair | None = None
        if not self.paths and not arguments.modules:
            self.paths = type(self.paths)([Path()])
        if self.overlay and arguments.fix:
            raise UsageError("--fix cannot change what comes through stdin: --diff shows it")

    def _options_of(self, folder: Path) -> Options:
        self.used.append(checked_options(replace(read_options(folder), **self.overrides), folder))
        return self.used[-1]

    def run(self) -> int:
        """Checks, reports, and returns the exit status."""
        self._outputs()  # A wrong combination is told before the work begins.
        baseline = self._baseline()
        if sys.stderr.isatty() and not self.arguments.quiet:
            with DelayedProgress(sys.stderr) as progress:
                report = self._report(baseline, progress.update)
        else:
            report = self._report(baseline, None)
        if self.arguments.update_baseline:
            return self._update_baseline(report)
        if self.repair is not None and not self._repaired(self.repair):
            status = exit_status(report, any(options.strict for options in self.used))
            return max(status, 1 if self.repair.made else 0)  # the files are as they were
        outputs = self._outputs()
        report = outputs.write(report, self.sources)
        remarks = () if outputs.says_remarks() else report.remarks
        for problem in (*remarks, *report.problems):
            print(f"pytea: {problem}", file=sys.stderr)
        return exit_status(report, any(options.strict for options in self.used))

    def _outputs(self) -> Outputs:
        given = self.arguments
        style = TextStyle(
            quiet=given.quiet,
            concise=given.concise,
            show_unknown=any(options.show_unknown for options in self.used),
        )
        default = next((options.format for options in self.used if options.format), "text")
        return planned_outputs(given, default, style)

    def _baseline(self) -> Baseline | None:
        given = self.arguments
        if given.update_baseline and given.baseline is None:
            raise UsageError("--update-baseline needs --baseline FILE")
        if given.baseline is None:
            return None
        from pytea.report.baseline import Baseline, read_baseline  # noqa: PLC0415  (rare)

        if given.update_baseline:
            if given.baseline.exists():
                read_baseline(given.baseline)  # What is no baseline is not written over.
            return None
        return Baseline(given.baseline, self.sources)

    def _report(self, baseline: Baseline | None, progress: Progress | None) -> Report:
        is_new = every_one if baseline is None else baseline.is_new
        given = self.arguments
        asked = given.fix or given.diff or given.show_fixes

        def check_with(overlay: Mapping[Path, str]) -> Report:
            return check(
                self.paths, self.options_of, progress, overlay=overlay, is_new=is_new,
                fix=with_fixes if asked else None,
                fix_alone=fixes_alone if asked else None,
                jobs=given.jobs, changed_since=given.changed_since, cells=self.given.cells_of(),
                modules=given.modules or (),
            )  # fmt: skip

        if given.fix or given.diff:
            from pytea.cli.repair import Repair  # noqa: PLC0415  (most checks change nothing)

            texts = {path.absolute(): text for path, text in self.overlay.items()}
            self.repair = Repair(check_with, texts, cells=self.given.cells_of())
            report = self.repair.run()
        else:
            report = check_with(self.overlay)
        if baseline is not None:
            report = replace(report, remarks=(*report.remarks, *baseline.remarks(report.seen)))
        return report

    def _repaired(self, repair: Repair) -> bool:
        """Writes or shows what was repaired; returns whether a report follows."""
        if self.arguments.diff:
            with reader_may_leave():
                print(repair.diff(), end="")
            return False
        repair.write()
        for fix in repair.made:
            print(f"fixed {fix.file}:{fix.span}: {fix.title}", file=sys.stderr)
        self.sources.forget(fix.file for fix in repair.made)
        return True

    def _update_baseline(self, report: Report) -> int:
        """Writes the findings into the baseline, unless something could not be checked."""
        for problem in report.problems:
            print(f"pytea: {problem}", file=sys.stderr)
        if exit_status(report) == 2:
            raise UsageError("the baseline is kept as it is: not everything could be checked")
        from pytea.report.baseline import findings, read_baseline, write_baseline  # noqa: PLC0415

        file: Path = self.arguments.baseline
        kept = [d for d in report.diagnostics if d.severity is not Severity.INFO]
        known = read_baseline(file) if file.exists() else {}
        count = write_baseline(file, kept, self.sources, known, report.seen)
        print(f"{file}: {findings(count)}")
        return 0


def with_fixes(
    path: Path, options: Options, overlay: Mapping[Path, str], result: EntryResult
) -> EntryResult:
    """Returns the result of an entry with the fixes that were tried and found good."""
    from pytea.analysis.entry import analyze_entry  # noqa: PLC0415  (only where asked for)
    from pytea.analysis.fixing.offering import Offering  # noqa: PLC0415  (the same)

    return Offering(path, options, overlay, analyze_entry).with_fixes(result)


def fixes_alone(
    path: Path,
    options: Options,
    overlay: Mapping[Path, str],
    known: frozenset[str],
    found: FileSignatures,
) -> FileSignatures:
    """Returns what a file that no entry calls gave, with the fixes that were found good."""
    from pytea.analysis.fixing.alone import with_fixes_alone  # noqa: PLC0415  (the same)

    return with_fixes_alone(path, options, overlay, known, found)


def exit_status(report: Report, strict: bool = False) -> int:
    """Returns 2 when something could not be done, else 1 for errors (or warnings), else 0."""
    if report.problems or any(file.status == "failed" for file in report.files):
        return 2
    warned = strict and any(d.severity is Severity.WARNING for d in report.diagnostics)
    return 1 if report.errors or warned else 0


def overrides_of(arguments: argparse.Namespace) -> dict[str, Any]:
    """Returns the fields of Options that a command line sets."""
    given = {
        "script_arguments": arguments.script_arguments,
        "python": arguments.python,
        "stub_path": arguments.stub_path and tuple(arguments.stub_path),
        "show_unknown": arguments.show_unknown,
        "select": _codes("--select", arguments.select),
        "extend_select": _codes("--extend-select", arguments.extend_select),
        "ignore": _codes("--ignore", arguments.ignore),
        "strict": arguments.strict,
        "device": arguments.device,
        "cache_dir": arguments.cache_dir,
        "use_cache": False if arguments.no_cache else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def checked_options(options: Options, folder: Path) -> Options:
    """Returns the options; raises UsageError for folders that are not what they should be."""
    if options.python is not None:
        library_folders(options.python, folder)
    for stubs in options.stub_path:
        if not stubs.is_dir():
            raise UsageError(f"stub folder {stubs} does not exist or is not a folder")
    return options


def _codes(option: str, values: list[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    names = (code.strip() for value in values for code in value.split(","))
    return tuple(known_code(code, f"{option}: ") for code in names if code)
