"""torchvision.datapoints."""

from torchvision.tv_tensors import BoundingBoxes, Image, Mask, Video
