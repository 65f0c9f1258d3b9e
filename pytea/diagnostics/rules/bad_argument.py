"""The rule bad-argument."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="an argument has a value that the operation refuses",
    explanation="""\
The value of an argument is not allowed, whatever the shapes: `groups` that do not divide the channels, a
kernel that is larger than the padded input, a probability above 1, an unknown `reduction`, a negative size.
""",
    failing="""\
from torch import nn

attention = nn.MultiheadAttention(embed_dim=100, num_heads=8)
""",
    corrected="""\
from torch import nn

attention = nn.MultiheadAttention(embed_dim=96, num_heads=8)
""",
)
