"""torch.nn.modules.linear."""

from torch.nn.linear import Linear, Identity, Bilinear
