"""The rule missing-attribute."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="an object has no attribute of this name",
    explanation="""\
The attribute is neither set on the object nor defined by its class on the path that was followed. In a
module it is often a layer whose name was changed in one place, or one that is only made under a condition.
""",
    failing="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 2)

    def forward(self, x):
        return self.linear(x)


Net()(torch.randn(1, 4))
""",
    corrected="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 2)

    def forward(self, x):
        return self.layer(x)


Net()(torch.randn(1, 4))
""",
)
