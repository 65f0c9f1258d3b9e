"""The rule syntax-error."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a file is not valid Python",
    explanation="""\
The file cannot be parsed. Nothing else is reported for an entry whose own text is broken; of a broken module
that it imports, nothing is followed.
""",
    failing="""\
import torch

x = torch.randn(2, 3
""",
    corrected="""\
import torch

x = torch.randn(2, 3)
""",
)
