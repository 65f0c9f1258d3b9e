"""torchvision.models.squeezenet."""

from torchvision.models._alexnet import SqueezeNet, squeezenet1_0
