"""The rule unpack-mismatch."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="the number of values is not the number of names",
    explanation="""\
An assignment with several names on the left needs as many values on the right. With tensors it is often
`b, c, h, w = x.shape` for a tensor that has lost a dim, or a batch that holds more than input and target.
""",
    failing="""\
import torch

x = torch.randn(8, 128)
batch, channels, height, width = x.shape
""",
    corrected="""\
import torch

x = torch.randn(8, 3, 32, 32)
batch, channels, height, width = x.shape
""",
)
