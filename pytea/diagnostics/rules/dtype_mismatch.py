"""The rule dtype-mismatch."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="an operand has a dtype that the operation refuses",
    explanation="""\
torch computes many operations for certain dtypes only, and demands that the operands of a product, of a
layer and its input, or of a loss and its target agree. `mean` needs floating point, the targets of
`cross_entropy` are class numbers of dtype `int64` (or probabilities), those of `binary_cross_entropy` are
floating point.
""",
    failing="""\
import torch
from torch import nn

tokens = torch.randint(0, 100, (8, 16))
hidden = nn.Linear(16, 4)(tokens)
""",
    corrected="""\
import torch
from torch import nn

tokens = torch.randint(0, 100, (8, 16))
hidden = nn.Linear(16, 4)(tokens.float())
""",
)
