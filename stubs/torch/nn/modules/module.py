"""torch.nn.modules.module."""

from torch.nn.module import Module
