"""torch.nn.modules.linear."""

from torch.nn.linear import Bilinear, Identity, Linear
