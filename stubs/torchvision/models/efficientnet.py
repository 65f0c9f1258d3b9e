"""torchvision.models.efficientnet."""

from torchvision.models.mobilenet import EfficientNet, efficientnet_b0
