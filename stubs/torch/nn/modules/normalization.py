"""torch.nn.modules.normalization."""

from torch.nn.normalization import GroupNorm, LayerNorm, LocalResponseNorm, RMSNorm
