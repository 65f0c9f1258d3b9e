"""The rule index-out-of-range."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="an index lies outside of the size of its dim",
    explanation="""\
An index into a dim of size n must lie between -n and n-1; the same holds for the items of lists and
tuples, and for the class numbers that a loss or an embedding gets, as far as they are known.
""",
    failing="""\
import torch

scores = torch.randn(8, 10)
last = scores[:, 10]
""",
    corrected="""\
import torch

scores = torch.randn(8, 10)
last = scores[:, 9]
""",
)
