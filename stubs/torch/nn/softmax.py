"""Softmax layers."""

from _pytea import require

import torch.nn.functional as F
from torch.nn.module import Module


class Softmin(Module):
    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.softmin(input, self.dim)


class Softmax(Module):
    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.softmax(input, self.dim)


class Softmax2d(Module):
    def forward(self, input):
        message = f"Softmax2d: expected input to be 3D or 4D, got {input.dim()}D instead"
        require(input.dim() in (3, 4), message, "shape-mismatch", "ValueError")
        return F.softmax(input, -3)


class LogSoftmax(Module):
    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.log_softmax(input, self.dim)
