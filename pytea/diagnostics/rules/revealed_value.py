"""The rule revealed-value."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a value, as asked for with reveal_value(x)",
    explanation="""\
`reveal_value(x)` in a checked file reports what is known of a value of any kind. The name needs no import
and does not exist at run time: remove the call before you run the program.
""",
    failing="""\
batch_size = 64
reveal_value(10_000 // batch_size)
""",
    corrected="""\
batch_size = 64
""",
    severity=Severity.INFO,
    no_run="reveal_value exists for pytea only",
)
