"""The rule dim-out-of-range."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a dim is named that the tensor does not have",
    explanation="""\
A tensor with n dims has the dims 0 to n-1, which are also called -n to -1. The dim that is given lies
outside of this range, or the same dim is named twice.
""",
    failing="""\
import torch

tokens = torch.randn(8, 128)
pooled = tokens.mean(dim=2)
""",
    corrected="""\
import torch

tokens = torch.randn(8, 128)
pooled = tokens.mean(dim=1)
""",
)
