"""The rule bad-reshape."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a tensor cannot take the shape that is asked for",
    explanation="""\
`view` and `reshape` keep the elements: the product of the new sizes must be the number of elements, and
at most one size may be -1. `view` also needs the elements to lie in memory in a way that the new shape can
describe: after `permute` or `transpose` they often do not, and `reshape` is the call to use.
""",
    failing="""\
import torch

x = torch.randn(64, 16, 5, 5)
x = x.view(-1, 16 * 6 * 6)
""",
    corrected="""\
import torch

x = torch.randn(64, 16, 5, 5)
x = x.view(-1, 16 * 5 * 5)
""",
)
