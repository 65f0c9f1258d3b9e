"""The rule unreadable-file."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a file cannot be read",
    explanation="""\
The file is there, but the system does not let pytea read it. The reason follows the name of the rule.
""",
    failing="""\

""",
    corrected="""\

""",
    no_run="it is about files, not about programs",
)
