"""The rule not-broadcastable."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="two shapes cannot be broadcast to one",
    explanation="""\
An elementwise operation aligns the shapes of its operands from the right. Two sizes fit when they are
equal or when one of them is 1; a missing dim counts as 1. Here two sizes differ and neither is 1.

Often a statistic lacks `keepdim=True`, or a bias belongs to another dim than the last one.
""",
    failing="""\
import torch

batch = torch.randn(32, 10)
centered = batch - batch.mean(dim=1)
""",
    corrected="""\
import torch

batch = torch.randn(32, 10)
centered = batch - batch.mean(dim=1, keepdim=True)
""",
)
