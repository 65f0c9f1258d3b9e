"""The rule unused-ignore."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a comment ignores findings that do not occur",
    explanation="""\
A `# pytea: ignore[code]` comment suppressed nothing in any of the entries that were checked to their end:
the fault is gone, or the comment stands on another line than the finding, or names another code.
So is a comment `# pytea:` that is neither `ignore` nor `skip-file`.
""",
    failing="""\
import torch

x = torch.randn(2, 3)  # pytea: ignore[shape-mismatch]
""",
    corrected="""\
import torch

x = torch.randn(2, 3)
""",
    severity=Severity.WARNING,
)
