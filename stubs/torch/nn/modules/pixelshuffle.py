"""torch.nn.modules.pixelshuffle."""

from torch.nn.pixelshuffle import PixelShuffle, PixelUnshuffle
