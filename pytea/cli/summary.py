"""``pytea summary``: the modules of a program, or of one class, in a table."""

from __future__ import annotations

import argparse

from pytea.cli.model import class_named, observed
from pytea.cli.outputs import print_text
from pytea.cli.pipe import reader_may_leave
from pytea.diagnostics import Severity
from pytea.machine.observer import Observer
from pytea.report.frames import SourceTexts
from pytea.report.modules import render_modules
from pytea.report.styled import Piece
from pytea.report.text import diagnostic_lines


def run(arguments: argparse.Namespace) -> int:
    """Prints the table, then the errors; returns 1 when there are some, else 0."""
    observer = Observer()
    result, overlay = observed(arguments, observer)
    errors = [d for d in result.diagnostics if d.severity is Severity.ERROR]
    sources = SourceTexts({str(path): tuple(text.split("\n")) for path, text in overlay.items()})
    with reader_may_leave():
        print_text(render_modules(observer.modules))
        if not observer.modules:
            print_text(
                [(Piece(f"look at a class: pytea summary {class_named(arguments.target)}"),)]
            )
        for error in errors:
            print_text([(), *diagnostic_lines(error, sources)])
    return 1 if errors else 0
