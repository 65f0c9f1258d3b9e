"""``pytea summary``: the modules of a program, or of one class, in a table."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from pytea.analysis.entry import analyze_entry
from pytea.cli.check import checked_options
from pytea.cli.outputs import print_text
from pytea.cli.pipe import reader_may_leave
from pytea.config import read_options
from pytea.diagnostics import Severity
from pytea.errors import UsageError
from pytea.machine.observer import Observer
from pytea.report.frames import SourceTexts
from pytea.report.modules import render_modules
from pytea.report.text import diagnostic_lines

#: The name of the script that makes the class and calls it.
_SCRIPT = "pytea_summary_of.py"


def run(arguments: argparse.Namespace) -> int:
    """Prints the table, then the errors; returns 1 when there are some, else 0."""
    name, _, made = arguments.target.partition(":")
    file = Path(name)
    if not file.is_file():
        raise UsageError(f"{file}: no such file")
    folder = file.absolute().parent
    options = read_options(folder)
    options = checked_options(replace(options, python=arguments.python or options.python), folder)
    script, overlay = file, {}
    if made:
        script = folder / _SCRIPT
        overlay = {script: _program(file, made, arguments.input or [])}
    elif arguments.input:
        raise UsageError("--input needs a class: FILE:CLASS")
    observer = Observer()
    result = analyze_entry(script, options, overlay=overlay, observer=observer)
    errors = [d for d in result.diagnostics if d.severity is Severity.ERROR]
    terminal = sys.stdout.isatty()
    sources = SourceTexts({str(path): tuple(text.split("\n")) for path, text in overlay.items()})
    with reader_may_leave():
        print_text(render_modules(observer.modules), terminal)
        for error in errors:
            print_text([(), *diagnostic_lines(error, sources)], terminal)
    return 1 if errors else 0


def _program(file: Path, made: str, inputs: list[str]) -> str:
    """Returns a script that makes an object of the class and calls it with zeros."""
    if not file.stem.isidentifier():
        raise UsageError(f"{file}: its name is not the name of a module")
    call = made if made.endswith(")") else f"{made}()"
    lines = ["import _pytea", "import torch", f"import {file.stem}"]
    tensors = []
    for text in inputs:
        sizes, _, dtype = text.partition(":")
        parts = [part.strip() for part in sizes.split(",") if part.strip()]
        for part in parts:
            if part.isidentifier():
                lines.append(f"{part} = _pytea.fresh_int({part!r}, 1)")
            elif not part.isdigit():
                raise UsageError(f"--input {text}: '{part}' is neither a size nor a name")
        ending = f", dtype=torch.{dtype}" if dtype else ""
        tensors.append(f"torch.zeros(({', '.join(parts)},){ending})")
    lines.append(f"model = {file.stem}.{call}")
    if tensors:
        lines.append(f"model({', '.join(tensors)})")
    return "\n".join(dict.fromkeys(lines)) + "\n"
