"""The rule undefined-name."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a name is used that has no value",
    explanation="""\
The name is not defined, or not yet, or has been deleted, on the path that was followed.
""",
    failing="""\
import torch

hidden = torch.randn(2, 3)
print(hiden.shape)
""",
    corrected="""\
import torch

hidden = torch.randn(2, 3)
print(hidden.shape)
""",
)
