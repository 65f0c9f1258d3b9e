"""The rule loss-of-probabilities."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a loss that normalizes its input is given probabilities",
    explanation="""\
`cross_entropy` applies `log_softmax` to its input and `binary_cross_entropy_with_logits` a sigmoid. When the
model ends in the same function, it is applied twice: gradients become small and the loss cannot reach zero.
`nll_loss` expects logarithms, which `softmax` does not give.
""",
    failing="""\
import torch
import torch.nn.functional as F

probabilities = F.softmax(torch.randn(8, 10), dim=1)
loss = F.cross_entropy(probabilities, torch.zeros(8, dtype=torch.long))
""",
    corrected="""\
import torch
import torch.nn.functional as F

logits = torch.randn(8, 10)
loss = F.cross_entropy(logits, torch.zeros(8, dtype=torch.long))
""",
    severity=Severity.WARNING,
)
