"""The rule shape-mismatch."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="the sizes of the operands do not fit together",
    explanation="""\
The operation demands that certain sizes agree, and they do not: the last size of the input of a linear
layer and its `in_features`, the channels of an image and the `in_channels` of a convolution, the inner
sizes of a matrix product, the sizes of all dims but one in `torch.cat`.

Most often a layer was made for another input size, a dim was flattened too early or too late, or two
dims were swapped. The notes of a finding say where each operand got its shape: read them from the end,
and look for the first shape that you did not expect.
""",
    failing="""\
import torch
from torch import nn

images = torch.randn(8, 3, 32, 32)
features = nn.Conv2d(3, 16, 3, padding=1)(images)
classify = nn.Linear(16 * 30 * 30, 10)
scores = classify(torch.flatten(features, 1))
""",
    corrected="""\
import torch
from torch import nn

images = torch.randn(8, 3, 32, 32)
features = nn.Conv2d(3, 16, 3, padding=1)(images)
classify = nn.Linear(16 * 32 * 32, 10)
scores = classify(torch.flatten(features, 1))
""",
)
