"""The rule device-mismatch."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="operands lie on different devices",
    explanation="""\
All operands of an operation must be on one device, but for tensors without dims on the CPU. Usually a
tensor that is made inside `forward` or in the training loop lacks `device=x.device`, or a target was not
moved together with its input.
""",
    failing="""\
import torch

x = torch.randn(4, 8, device="cuda")
noise = torch.randn(4, 8)
y = x + noise
""",
    corrected="""\
import torch

x = torch.randn(4, 8, device="cuda")
noise = torch.randn(4, 8, device=x.device)
y = x + noise
""",
    no_run="needs a second device",
)
