"""torch.nn.modules.conv."""

from torch.nn.conv import Conv1d, Conv2d, Conv3d, _ConvNd
from torch.nn.conv_transpose import (
    ConvTranspose1d,
    ConvTranspose2d,
    ConvTranspose3d,
    _ConvTransposeNd,
)
