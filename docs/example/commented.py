import torch  # noqa: F401  (a file without it has no tensors)
from torch import nn


class Features(nn.Module):
    """What is left of an image."""

    def __init__(self, dim):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 3, stride=2, padding=1)
        self.head = nn.Linear(64, dim)

    def forward(self, x):
        x = self.conv(x)                # (B, 64, H/2, W/2)
        x = x.flatten(2).mean(dim=2)    # (B, 32)
        return self.head(x)             # (B, dim)
