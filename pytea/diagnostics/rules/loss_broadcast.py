"""The rule loss-broadcast."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a loss broadcasts its input and target",
    explanation="""\
An elementwise loss such as `mse_loss` accepts shapes that differ and broadcasts them: predictions `(B, 1)`
and targets `(B,)` become a `(B, B)` matrix, in which every prediction is compared with every target. torch
only warns, the loss goes down, and the model learns the mean of the targets.
""",
    failing="""\
import torch
import torch.nn.functional as F

predictions = torch.randn(32, 1)
targets = torch.randn(32)
loss = F.mse_loss(predictions, targets)
""",
    corrected="""\
import torch
import torch.nn.functional as F

predictions = torch.randn(32, 1)
targets = torch.randn(32)
loss = F.mse_loss(predictions.squeeze(1), targets)
""",
    severity=Severity.WARNING,
)
