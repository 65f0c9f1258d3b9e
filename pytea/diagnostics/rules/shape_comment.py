"""The rule shape-comment."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a comment tells a shape that the tensor beside it never has",
    explanation="""\
Comments such as `# (B, 64, H/2, W/2)`, `# [batch, seq, dim]` and `# B x C x H x W`, and `x: Tensor of shape (B, C)` in a
docstring, tell shapes. A name means one size within a call: that of the variable of this name, else that of the first
comment with it. A comment that cannot be right in any call is reported. The batch may be left out in front, and `H/2`
may be rounded either way. The rule is off by default: `extend-select = ["shape-comment"]`.
""",
    failing="""\
import torch
import torch.nn as nn

images = torch.randn(8, 3, 32, 32)  # (B, 3, 32, 32)
features = nn.Conv2d(3, 64, 3, stride=2, padding=1)(images)  # (B, 64, 32, 32)
""",
    corrected="""\
import torch
import torch.nn as nn

images = torch.randn(8, 3, 32, 32)  # (B, 3, 32, 32)
features = nn.Conv2d(3, 64, 3, stride=2, padding=1)(images)  # (B, 64, 16, 16)
""",
    severity=Severity.WARNING,
    optional=True,
)
