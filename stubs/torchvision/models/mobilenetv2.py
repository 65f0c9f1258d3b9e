"""torchvision.models.mobilenetv2."""

from torchvision.models.mobilenet import MobileNetV2, mobilenet_v2
