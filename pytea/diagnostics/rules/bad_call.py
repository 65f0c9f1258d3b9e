"""The rule bad-call."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="something is called with arguments that it does not take, or is no function",
    explanation="""\
A required argument is missing, one is given twice or under a name that the function does not have, or the
called object cannot be called at all.
""",
    failing="""\
from torch import nn


class Block(nn.Module):
    def forward(self, x, mask):
        return x * mask


block = Block()
block(nn.Parameter())
""",
    corrected="""\
from torch import nn


class Block(nn.Module):
    def forward(self, x, mask):
        return x * mask


block = Block()
block(nn.Parameter(), 1.0)
""",
)
