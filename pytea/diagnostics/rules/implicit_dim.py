"""The rule implicit-dim."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="softmax normalizes the first of three dims because none is named",
    explanation="""\
Without `dim`, `softmax`, `log_softmax` and `softmin` choose dim 0 for a tensor with three dims, which is the
batch in most programs, although dim 1 is chosen for two and for four dims. torch only warns.
""",
    failing="""\
import torch
import torch.nn.functional as F

weights = F.softmax(torch.randn(8, 16, 16))
""",
    corrected="""\
import torch
import torch.nn.functional as F

weights = F.softmax(torch.randn(8, 16, 16), dim=-1)
""",
    severity=Severity.WARNING,
)
