"""The rule outer-broadcast."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="predictions of shape (B, 1) meet a tensor of shape (B,)",
    explanation="""\
The output of a linear layer with one feature has the shape `(B, 1)`. With labels of shape `(B,)` it is broadcast
to `(B, B)`: every prediction is combined with the label of every sample, and a mean over the result looks
plausible. Dims that are inserted on purpose, as in `x[:, None] - x`, are not reported.
""",
    failing="""\
import torch
import torch.nn as nn

predictions = nn.Linear(4, 1)(torch.randn(8, 4))
labels = torch.randn(8)
loss = ((predictions - labels) ** 2).mean()
""",
    corrected="""\
import torch
import torch.nn as nn

predictions = nn.Linear(4, 1)(torch.randn(8, 4))
labels = torch.randn(8)
loss = ((predictions.squeeze(1) - labels) ** 2).mean()
""",
    severity=Severity.WARNING,
)
