"""``pytea rules``: all rules in a table."""

from __future__ import annotations

import argparse

from pytea.cli.pipe import reader_may_leave
from pytea.diagnostics.registry import codes, rule
from pytea.report.rules import rules_json, rules_page, rules_table

_RENDERERS = {"text": rules_table, "json": rules_json, "markdown": rules_page}


def run(arguments: argparse.Namespace) -> int:
    """Prints the rules; returns the exit status."""
    rules = {code: rule(code) for code in codes()}
    with reader_may_leave():
        print(_RENDERERS[arguments.format](rules), end="")
    return 0
