"""torch.nn.modules.normalization."""

from torch.nn.normalization import LayerNorm, GroupNorm, LocalResponseNorm, RMSNorm
