"""Transforms that only v2 has."""

import torch
from _pytea import choice, fresh_int, is_known, new_tensor, require, unknown
from PIL.Image import Image
from torch.nn.module import Module

import torchvision.transforms.functional as F
from torchvision.transforms.v2 import functional
from torchvision.transforms.v2._transform import Transform

InterpolationMode = F.InterpolationMode


class Compose(Module):
    def __init__(self, transforms):
        super().__init__()
        if is_known(transforms) and not hasattr(transforms, "__iter__"):
            raise TypeError("Argument transforms should be a sequence of callables")
        self.transforms = list(transforms)

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        for transform in self.transforms:
            sample = transform(*sample) if len(inputs) > 1 else transform(sample)
        return sample


class RandomApply(Module):
    def __init__(self, transforms, p=0.5):
        super().__init__()
        self.transforms = transforms

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        if choice("RandomApply"):
            for transform in self.transforms:
                sample = transform(*sample) if len(inputs) > 1 else transform(sample)
        return sample


class RandomChoice(Module):
    def __init__(self, transforms, p=None):
        super().__init__()
        self.transforms = transforms

    def forward(self, *inputs):
        for transform in self.transforms[:-1]:
            if choice("RandomChoice"):
                return transform(*inputs)
        return self.transforms[-1](*inputs)


class RandomOrder(Compose):
    pass


class Identity(Transform):
    pass


class Lambda(Transform):
    def __init__(self, lambd, *types):
        super().__init__()
        self.lambd = lambd

    def transform(self, inpt, params):
        return self.lambd(inpt)


class _TakesArrays(Transform):
    """A transform that takes an array for an image, too."""

    def forward(self, *inputs):
        if len(inputs) == 1 and type(inputs[0]).__name__ == "ndarray":
            return self.transform(inputs[0], {})
        return super().forward(*inputs)


class ToTensor(_TakesArrays):
    def transform(self, inpt, params):
        return inpt if isinstance(inpt, torch.Tensor) else F.to_tensor(inpt)


class ToImage(_TakesArrays):
    def transform(self, inpt, params):
        return functional.to_image(inpt) if is_known(inpt) else unknown("an unknown image")


class PILToTensor(Transform):
    def transform(self, inpt, params):
        return F.pil_to_tensor(inpt) if isinstance(inpt, Image) else inpt


class ToPILImage(_TakesArrays):
    def __init__(self, mode=None):
        super().__init__()
        self.mode = mode

    def transform(self, inpt, params):
        return inpt if isinstance(inpt, Image) else F.to_pil_image(inpt, self.mode)


class ToPureTensor(Transform):
    pass


class ToDtype(Transform):
    def __init__(self, dtype, scale=False):
        super().__init__()
        self.dtype = dtype
        self.scale = scale

    def transform(self, inpt, params):
        if not is_known(inpt) or not isinstance(inpt, torch.Tensor):
            return inpt
        if is_known(self.dtype) and isinstance(self.dtype, dict):
            return new_tensor(inpt.shape)
        return inpt.to(self.dtype)


class ConvertImageDtype(ToDtype):
    def __init__(self, dtype=torch.float32):
        super().__init__(dtype)


class RGB(Transform):
    def transform(self, inpt, params):
        return F.with_channels(inpt, 3)


class RandomPhotometricDistort(Transform):
    def __init__(self, *args, **kwargs):
        super().__init__()


class RandomChannelPermutation(Transform):
    pass


class GaussianNoise(Transform):
    def __init__(self, mean=0.0, sigma=0.1, clip=True):
        super().__init__()

    def transform(self, inpt, params):
        if is_known(inpt) and isinstance(inpt, Image):
            raise ValueError("Gaussian Noise is not implemented for PIL images.")
        return inpt


class _AnySize(Transform):
    """A transform whose result has a size that depends on chance."""

    def __init__(self, *args, **kwargs):
        super().__init__()

    def transform(self, inpt, params):
        height = fresh_int("height of an image", 1)
        return F.sized(inpt, height, fresh_int("width of an image", 1))


class RandomZoomOut(_AnySize):
    pass


class RandomIoUCrop(_AnySize):
    pass


class ScaleJitter(_AnySize):
    pass


class RandomShortestSize(_AnySize):
    pass


class RandomResize(_AnySize):
    pass


class SanitizeBoundingBoxes(Transform):
    def __init__(self, *args, **kwargs):
        super().__init__()


class ClampBoundingBoxes(Transform):
    pass


class ConvertBoundingBoxFormat(Transform):
    def __init__(self, format):
        super().__init__()


class UniformTemporalSubsample(Transform):
    def __init__(self, num_samples):
        super().__init__()
        self.num_samples = num_samples

    def transform(self, inpt, params):
        if not isinstance(inpt, torch.Tensor):
            return inpt
        text = f"a video (..., T, C, H, W) is expected, got {tuple(inpt.shape)}"
        require(inpt.ndim >= 4, text, "dim-out-of-range", "IndexError")
        shape = (*inpt.shape[:-4], self.num_samples, *inpt.shape[-3:])
        return new_tensor(shape, dtype=inpt.dtype, device=inpt.device)


class _MixBatch(Module):
    """Mixes the images of a batch and their labels: labels become (B, num_classes)."""

    def __init__(self, *, alpha=1.0, num_classes=None, labels_getter="default"):
        super().__init__()
        self.num_classes = num_classes

    def forward(self, *inputs):
        images, labels = inputs if len(inputs) > 1 else inputs[0]
        if is_known(labels) and labels.dim() == 1:
            labels = new_tensor((labels.shape[0], self.num_classes), device=labels.device)
        return images, labels


class MixUp(_MixBatch):
    pass


class CutMix(_MixBatch):
    pass
