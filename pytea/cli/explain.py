"""``pytea explain``: what a rule means."""

from __future__ import annotations

import argparse

from pytea.cli.pipe import reader_may_leave
from pytea.diagnostics.registry import rule
from pytea.report.rules import explanation


def run(arguments: argparse.Namespace) -> int:
    """Prints the documentation of a rule; returns the exit status."""
    code = arguments.code.strip("[]")
    with reader_may_leave():
        print(explanation(code, rule(code)), end="")
    return 0
