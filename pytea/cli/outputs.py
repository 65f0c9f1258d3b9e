"""Where reports go: one to the terminal or a pipe, others into files."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import field, replace
from pathlib import Path

from pytea.analysis.plan import display_name
from pytea.cli.pipe import reader_may_leave
from pytea.diagnostics import Report
from pytea.errors import UsageError
from pytea.records import immutable, mutable
from pytea.report.formats import render
from pytea.report.frames import SourceTexts
from pytea.report.styled import Line, plain
from pytea.report.text import UNLIMITED, TextStyle, render_text

#: What stands for standard output.
_STDOUT = Path("-")
#: Signs of ours, and what stands for them where the encoding has none of them.
_ASCII = {"│": "|", "─": "-", "├": "|", "└": "|", "→": "->", "·": "-", "…": "..."}


@immutable()
class Output:
    """One report: its format, and the file that it goes to; None: standard output."""

    format: str
    file: Path | None = None


@mutable()
class Outputs:
    """All reports of one run."""

    outputs: tuple[Output, ...]
    style: TextStyle
    #: What could not be written.
    problems: list[str] = field(default_factory=list)

    def write(self, report: Report, sources: SourceTexts) -> Report:
        """Writes the reports; returns this one with what could not be written as problems."""
        problems = []
        for output in self.outputs:
            try:
                self._write(output, report, sources)
            except UsageError as error:
                problems.append(str(error))
        return replace(report, problems=(*report.problems, *problems))

    def _write(self, output: Output, report: Report, sources: SourceTexts) -> None:
        if output.file is None:
            with reader_may_leave():
                self._print(output.format, report, sources)
            return
        if output.format in ("text", "concise"):
            style = replace(self.style, concise=self.style.concise or output.format == "concise")
            text = "".join(plain(line) + "\n" for line in render_text(report, sources, style))
        else:
            text = render(output.format, report, sources)
            text += "\n" if text else ""
        from pytea.report.files import replace_file  # noqa: PLC0415  (most reports are printed)

        replace_file(output.file, text)

    def _print(self, name: str, report: Report, sources: SourceTexts) -> None:
        if name not in ("text", "concise"):
            text = render(name, report, sources)
            if text:
                print(text)
            return
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else UNLIMITED
        concise = self.style.concise or name == "concise"
        style = replace(self.style, width=width, concise=concise)
        print_text(render_text(report, sources, style))

    def says_remarks(self) -> bool:
        """Returns whether standard output holds the remarks of a report already."""
        return any(o.file is None and o.format in ("text", "concise") for o in self.outputs)


def print_text(lines: Iterable[Line]) -> None:
    """Prints lines, in colour on a terminal or where FORCE_COLOR asks for it."""
    if sys.stdout.isatty() or os.environ.get("FORCE_COLOR"):
        from pytea.report.terminal import print_lines  # noqa: PLC0415  (rich costs 50 ms)

        print_lines(lines, sys.stdout)
        return
    replaced = {} if _prints("".join(_ASCII)) else str.maketrans(_ASCII)
    for line in lines:
        print(plain(line).translate(replaced))


def _prints(text: str) -> bool:
    """Returns whether standard output has the signs of a text."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def planned_outputs(arguments: argparse.Namespace, default: str, style: TextStyle) -> Outputs:
    """Returns the reports that a command line asks for; raises UsageError for two on one stream."""
    pairs = [*(arguments.outputs or [(None, None)]), *arguments.more_outputs]
    outputs = [Output(name or default, None if file == _STDOUT else file) for name, file in pairs]
    printed = [output.format for output in outputs if output.file is None]
    if len(printed) > 1:
        both = " and ".join(printed[:2])
        raise UsageError(f"{both} cannot both be printed: give one of them an --output-file")
    files = [output.file.absolute() for output in outputs if output.file is not None]
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice is not None:
        both = " and ".join(
            [o.format for o in outputs if o.file and o.file.absolute() == twice][:2]
        )
        raise UsageError(f"{both} cannot both be written to {display_name(twice)}")
    return Outputs(tuple(outputs), style)
