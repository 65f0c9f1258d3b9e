"""Pretrained weights: they do not change shapes."""

from _pytea import unknown

from torchvision.transforms.geometry import CenterCrop, Resize
from torchvision.transforms.transforms import Compose, ConvertImageDtype, Normalize, PILToTensor


def preset(resize=256, crop=224):
    """Returns what ``weights.transforms()`` gives."""
    mean, std = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
    from torch import float32

    return Compose([
        _AsTensor(), Resize(resize), CenterCrop(crop), ConvertImageDtype(float32),
        Normalize(mean, std),
    ])  # fmt: skip


class _AsTensor(PILToTensor):
    def __call__(self, pic):
        return super().__call__(pic) if hasattr(pic, "mode") else pic


class Weights:
    """One enum of weights and its members at once."""

    def __init__(self, name):
        self.name = name
        self.url = ""
        self.meta = {"categories": unknown("the names of the classes")}

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def transforms(self, *args, **kwargs):
        return preset()

    def get_state_dict(self, *args, **kwargs):
        return unknown("the weights of a model")

    def verify(self, *args, **kwargs):
        return self


def weights_of(name):
    return Weights(name)
