"""The rule internal-failure."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="pytea failed, not the program",
    explanation="""\
A defect of pytea stopped the analysis of this entry. The message names the construct and its place. The exit
status is 2, other entries are checked all the same. Where it was met in a function that no entry calls, it costs
that function alone: a remark names it, and the exit status is that of what else was found. Please report it with
the program.
""",
    failing="""\

""",
    corrected="""\

""",
    severity=Severity.WARNING,
    no_run="there should be no program that shows it",
)
