"""The rule revealed-shape."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="the shape of a value, as asked for with reveal_shape(x)",
    explanation="""\
`reveal_shape(x)` in a checked file reports the shape of `x`; sizes that are not known print as expressions.
The name needs no import and does not exist at run time: remove the call before you run the program.
""",
    failing="""\
import torch

x = torch.randn(8, 10)
reveal_shape(x)
""",
    corrected="""\
import torch

x = torch.randn(8, 10)
""",
    severity=Severity.INFO,
    no_run="reveal_shape exists for pytea only",
)
