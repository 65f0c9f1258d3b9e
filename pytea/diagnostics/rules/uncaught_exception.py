"""The rule uncaught-exception."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a library refuses what the program asks of it",
    explanation="""\
The Python source of an installed library, which pytea follows like the program itself, raises an exception that
nothing catches: mostly the check of an argument. The message is the one of the exception, and the trace names
the place of the `raise`.
""",
    failing="""\

""",
    corrected="""\

""",
    no_run="needs an installed library",
)
