"""Transforms that change or keep sizes."""

from _pytea import is_known, require
from torch.nn.module import Module

import torchvision.transforms.functional as F


class Resize(Module):
    def __init__(self, size, interpolation=None, max_size=None, antialias=True):
        super().__init__()
        if is_known(size) and not isinstance(size, int):
            if not hasattr(size, "__len__"):
                raise TypeError(f"Size should be int or sequence. Got {type(size).__name__}")
            if len(size) not in (1, 2):
                raise ValueError("If size is a sequence, it should have 1 or 2 values")
        self.size = size
        self.max_size = max_size

    def forward(self, img):
        return F.resize(img, self.size, None, self.max_size)


class Scale(Resize):
    pass


class CenterCrop(Module):
    def __init__(self, size):
        super().__init__()
        self.size = F.pair_of(size)

    def forward(self, img):
        return F.center_crop(img, self.size)


class Pad(Module):
    def __init__(self, padding, fill=0, padding_mode="constant"):
        super().__init__()
        if padding_mode not in ("constant", "edge", "reflect", "symmetric"):
            raise ValueError("Padding mode should be either constant, edge, reflect or symmetric")
        self.padding = padding

    def forward(self, img):
        return F.pad(img, self.padding)


class RandomCrop(Module):
    def __init__(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant"):
        super().__init__()
        self.size = F.pair_of(size)
        self.padding = padding
        self.pad_if_needed = pad_if_needed

    def forward(self, img):
        if self.padding is not None:
            img = F.pad(img, self.padding)
        if not self.pad_if_needed:
            width, height = F.get_image_size(img)
            message = (
                f"Required crop size {tuple(self.size)} is larger than input image size "
                f"{(height, width)}"
            )
            require(self.size[0] <= height, message, "shape-mismatch", "ValueError")
            require(self.size[1] <= width, message, "shape-mismatch", "ValueError")
        return F.sized(img, *self.size)


class RandomResizedCrop(Module):
    def __init__(
        self, size, scale=(0.08, 1.0), ratio=(3.0 / 4.0, 4.0 / 3.0), interpolation=None,
        antialias=True,
    ):  # fmt: skip
        super().__init__()
        self.size = F.pair_of(size)

    def forward(self, img):
        return F.center_crop(img, self.size)


class RandomSizedCrop(RandomResizedCrop):
    pass


class FiveCrop(Module):
    def __init__(self, size):
        super().__init__()
        self.size = F.pair_of(size)

    def forward(self, img):
        return F.five_crop(img, self.size)


class TenCrop(Module):
    def __init__(self, size, vertical_flip=False):
        super().__init__()
        self.size = F.pair_of(size)

    def forward(self, img):
        return F.ten_crop(img, self.size)


class _SameSize(Module):
    """A transform that moves or changes pixels only."""

    def forward(self, img):
        return F._same(img)


class RandomHorizontalFlip(_SameSize):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p


class RandomVerticalFlip(_SameSize):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p


class RandomPerspective(_SameSize):
    def __init__(self, distortion_scale=0.5, p=0.5, interpolation=None, fill=0):
        super().__init__()


class ColorJitter(_SameSize):
    def __init__(self, brightness=0, contrast=0, saturation=0, hue=0):
        super().__init__()


class RandomRotation(Module):
    def __init__(self, degrees, interpolation=None, expand=False, center=None, fill=0):
        super().__init__()
        self.expand = expand

    def forward(self, img):
        return F.rotate(img, 0, expand=self.expand)


class RandomAffine(_SameSize):
    def __init__(
        self, degrees, translate=None, scale=None, shear=None, interpolation=None, fill=0,
        center=None,
    ):  # fmt: skip
        super().__init__()


class RandomGrayscale(Module):
    def __init__(self, p=0.1):
        super().__init__()
        self.p = p

    def forward(self, img):
        if not is_known(img):
            return img
        return F.rgb_to_grayscale(img, 3) if F.get_image_num_channels(img) == 3 else img


class RandomErasing(Module):
    def __init__(self, p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False):
        super().__init__()
        self.p = p

    def forward(self, img):
        return img + 0 if is_known(img) and not hasattr(img, "mode") else img


class GaussianBlur(_SameSize):
    def __init__(self, kernel_size, sigma=(0.1, 2.0)):
        super().__init__()
        for size in F.pair_of(kernel_size):
            require(
                size % 2 == 1,
                "Kernel size value should be an odd and positive number.",
                "bad-argument",
                "ValueError",
            )


class RandomInvert(_SameSize):
    def __init__(self, p=0.5):
        super().__init__()


class RandomPosterize(_SameSize):
    def __init__(self, bits, p=0.5):
        super().__init__()


class RandomSolarize(_SameSize):
    def __init__(self, threshold, p=0.5):
        super().__init__()


class RandomAdjustSharpness(_SameSize):
    def __init__(self, sharpness_factor, p=0.5):
        super().__init__()


class RandomAutocontrast(_SameSize):
    def __init__(self, p=0.5):
        super().__init__()


class RandomEqualize(_SameSize):
    def __init__(self, p=0.5):
        super().__init__()


class ElasticTransform(_SameSize):
    def __init__(self, alpha=50.0, sigma=5.0, interpolation=None, fill=0):
        super().__init__()
