"""``pytea check``: options from the command line and the configuration, then one report."""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pytea.analysis.check import check
from pytea.cli.pipe import reader_may_leave
from pytea.config import Options, library_folders, read_options
from pytea.diagnostics import Report
from pytea.errors import UsageError
from pytea.report.frames import SourceTexts
from pytea.report.json import render_json
from pytea.report.progress import DelayedProgress
from pytea.report.styled import plain
from pytea.report.text import UNLIMITED, render_text


def run_check(arguments: argparse.Namespace) -> int:
    """Checks the paths, prints the report and returns the exit status."""
    overrides = _overrides(arguments)
    used: list[Options] = []

    @cache
    def options_of(folder: Path) -> Options:
        used.append(_checked(replace(read_options(folder), **overrides), folder))
        return used[-1]

    if sys.stderr.isatty() and not arguments.quiet:
        with DelayedProgress(sys.stderr) as progress:
            report = check(arguments.paths, options_of, progress.update)
    else:
        report = check(arguments.paths, options_of)
    with reader_may_leave():
        if arguments.format == "json":
            print(render_json(report))
        else:
            show_unknown = any(options.show_unknown for options in used)
            _print_text(report, arguments.quiet, show_unknown)
    remarks = report.remarks if arguments.format == "json" else ()
    for problem in (*remarks, *report.problems):
        print(f"pytea: {problem}", file=sys.stderr)
    return exit_status(report)


def exit_status(report: Report) -> int:
    """Returns 2 when something could not be checked, else 1 for errors, else 0."""
    if report.problems or any(file.status == "failed" for file in report.files):
        return 2
    return 1 if report.errors else 0


def _overrides(arguments: argparse.Namespace) -> dict[str, Any]:
    given = {
        "script_arguments": arguments.script_arguments,
        "python": arguments.python,
        "stub_path": arguments.stub_path and tuple(arguments.stub_path),
        "show_unknown": arguments.show_unknown,
        "select": _codes(arguments.select),
        "ignore": _codes(arguments.ignore),
        "device": arguments.device,
        "cache_dir": arguments.cache_dir,
        "use_cache": False if arguments.no_cache else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _codes(values: list[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def _checked(options: Options, folder: Path) -> Options:
    """Returns the options; raises UsageError for folders that are not what they should be."""
    if options.python is not None:
        library_folders(options.python, folder)
    for stubs in options.stub_path:
        if not stubs.is_dir():
            raise UsageError(f"stub folder {stubs} does not exist or is not a folder")
    return options


def _print_text(report: Report, quiet: bool, show_unknown: bool) -> None:
    terminal = sys.stdout.isatty()
    lines = render_text(
        report,
        SourceTexts(),
        quiet=quiet,
        show_unknown=show_unknown,
        width=shutil.get_terminal_size().columns if terminal else UNLIMITED,
    )
    if terminal:
        from pytea.report.terminal import print_lines  # noqa: PLC0415  (rich costs 50 ms)

        print_lines(lines, sys.stdout)
        return
    for line in lines:
        print(plain(line))
