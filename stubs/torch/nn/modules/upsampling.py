"""torch.nn.modules.upsampling."""

from torch.nn.upsampling import Upsample
