"""The transforms that programs of the corpus use, with the sizes of the real ones."""

from __future__ import annotations

import random

import torch

from . import functional


class InterpolationMode:
    NEAREST = "nearest"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, img):
        for transform in self.transforms:
            img = transform(img)
        return img


class ToTensor:
    def __call__(self, pic):
        return functional.to_tensor(pic)


class ToPILImage:
    def __init__(self, mode=None):
        self.mode = mode

    def __call__(self, pic):
        return functional.to_pil_image(pic, self.mode)


class Lambda:
    def __init__(self, lambd):
        self.lambd = lambd

    def __call__(self, img):
        return self.lambd(img)


class Normalize(torch.nn.Module):
    def __init__(self, mean, std, inplace=False):
        super().__init__()
        self.mean, self.std, self.inplace = mean, std, inplace

    def forward(self, tensor):
        return functional.normalize(tensor, self.mean, self.std, self.inplace)


class Resize(torch.nn.Module):
    def __init__(
        self, size, interpolation=InterpolationMode.BILINEAR, max_size=None, antialias=True
    ):
        super().__init__()
        self.size = size

    def forward(self, img):
        return functional.resize(img, self.size)


class CenterCrop(torch.nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = (size, size) if isinstance(size, int) else tuple(size)

    def forward(self, img):
        return functional.center_crop(img, self.size)


class Pad(torch.nn.Module):
    def __init__(self, padding, fill=0, padding_mode="constant"):
        super().__init__()
        self.padding, self.fill, self.padding_mode = padding, fill, padding_mode

    def forward(self, img):
        return functional.pad(img, self.padding, self.fill, self.padding_mode)


class RandomCrop(torch.nn.Module):
    def __init__(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant"):
        super().__init__()
        self.size = (size, size) if isinstance(size, int) else tuple(size)
        self.padding, self.fill, self.padding_mode = padding, fill, padding_mode

    def forward(self, img):
        if self.padding is not None:
            img = functional.pad(img, self.padding, self.fill, self.padding_mode)
        width, height = functional.get_image_size(img)
        crop_height, crop_width = self.size
        if height < crop_height or width < crop_width:
            needed, given = (crop_height, crop_width), (height, width)
            raise ValueError(f"Required crop size {needed} is larger than input image size {given}")
        top, left = (random.randint(0, height - crop_height), random.randint(0, width - crop_width))
        return functional.crop(img, top, left, crop_height, crop_width)


class RandomResizedCrop(torch.nn.Module):
    def __init__(
        self, size, scale=(0.08, 1.0), ratio=(3 / 4, 4 / 3), interpolation=None, antialias=True
    ):
        super().__init__()
        self.size = (size, size) if isinstance(size, int) else tuple(size)

    def forward(self, img):
        width, height = functional.get_image_size(img)
        crop_height, crop_width = (
            random.randint(height // 2, height),
            random.randint(width // 2, width),
        )
        top, left = (random.randint(0, height - crop_height), random.randint(0, width - crop_width))
        return functional.resize(
            functional.crop(img, top, left, crop_height, crop_width), self.size
        )


class RandomHorizontalFlip(torch.nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, img):
        return functional.hflip(img) if random.random() < self.p else img


class RandomVerticalFlip(RandomHorizontalFlip):
    def forward(self, img):
        return functional.vflip(img) if random.random() < self.p else img


class Grayscale(torch.nn.Module):
    def __init__(self, num_output_channels=1):
        super().__init__()
        self.num_output_channels = num_output_channels

    def forward(self, img):
        return functional.to_grayscale(img, self.num_output_channels)


class RandomGrayscale(torch.nn.Module):
    def __init__(self, p=0.1):
        super().__init__()
        self.p = p

    def forward(self, img):
        channels = 1 if getattr(img, "mode", "RGB") == "L" else 3
        return functional.to_grayscale(img, channels) if random.random() < self.p else img


class RandomApply(torch.nn.Module):
    def __init__(self, transforms, p=0.5):
        super().__init__()
        self.transforms, self.p = transforms, p

    def forward(self, img):
        if random.random() < self.p:
            for transform in self.transforms:
                img = transform(img)
        return img


class _KeepsSize(torch.nn.Module):
    """A transform that changes values only; the values do not matter here."""

    def __init__(self, *args, **options):
        super().__init__()

    def forward(self, img):
        return img


class ColorJitter(_KeepsSize):
    pass


class GaussianBlur(_KeepsSize):
    pass


class RandomRotation(_KeepsSize):
    pass


class RandomAffine(_KeepsSize):
    pass


class RandomErasing(_KeepsSize):
    pass


__all__ = [name for name in dir() if name[0].isupper()] + ["functional"]
