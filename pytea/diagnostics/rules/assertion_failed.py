"""The rule assertion-failed."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="an assert statement of the program fails",
    explanation="""\
The condition of an `assert` is false whatever the values that are not known.
""",
    failing="""\
import torch

x = torch.randn(8, 30, 30)
assert x.shape[-1] % 4 == 0, "the image size must be a multiple of 4"
""",
    corrected="""\
import torch

x = torch.randn(8, 32, 32)
assert x.shape[-1] % 4 == 0, "the image size must be a multiple of 4"
""",
)
