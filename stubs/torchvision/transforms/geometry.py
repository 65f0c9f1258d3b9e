"""Transforms that change or keep sizes."""

import torch
from _pytea import fail, fresh_int, is_known, require
from torch.nn.module import Module

import torchvision.transforms.functional as F
from torchvision.transforms._pixels import (
    check,
    check_all,
    check_angle,
    check_bits,
    check_jitter,
    check_kernel,
    check_probability,
    check_sigma,
    check_threshold,
)


class Resize(Module):
    version = 1

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
        return F.resized_to(img, self.size, self.max_size, self.version)


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
        if is_known(padding) and isinstance(padding, (tuple, list)) and len(padding) not in (1, 2, 4):
            text = "Padding must be an int or a 1, 2, or 4 element tuple"
            raise ValueError(f"{text}, not a {len(padding)} element tuple")
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

    #: What it does by chance, under the name of torchvision.transforms.functional.
    operation = "hflip"
    #: Whether the rules of v2 hold.
    version = 1
    p = 1

    def forward(self, img):
        operation = self.operation if _happens(self.p) else "hflip"
        return check(operation, img, self.version)


def _happens(p):
    return not is_known(p) or not isinstance(p, (int, float)) or p > 0


class _ByChance(_SameSize):
    def __init__(self, p=0.5):
        super().__init__()
        if self.version == 2:
            check_probability(p)
        self.p = p


class RandomHorizontalFlip(_ByChance):
    pass


class RandomVerticalFlip(_ByChance):
    pass


class RandomPerspective(_ByChance):
    operation = "perspective"

    def __init__(self, distortion_scale=0.5, p=0.5, interpolation=None, fill=0):
        super().__init__(p)
        if self.version == 2 and is_known(distortion_scale):
            text = "Argument distortion_scale value should be between 0 and 1"
            require(0 <= distortion_scale <= 1, text, "bad-argument", "ValueError")


class ColorJitter(_SameSize):
    def __init__(self, brightness=0, contrast=0, saturation=0, hue=0):
        super().__init__()
        check_jitter("brightness", brightness)
        check_jitter("contrast", contrast)
        check_jitter("saturation", saturation)
        check_jitter("hue", hue, -0.5, 0.5)
        self._used = (
            ("adjust_brightness", brightness), ("adjust_contrast", contrast),
            ("adjust_saturation", saturation), ("adjust_hue", hue),
        )  # fmt: skip

    def forward(self, img):
        check("hflip", img)
        for name, amount in self._used:
            if is_known(amount) and amount:
                check(name, img, self.version)
        return img


class RandomRotation(Module):
    version = 1

    def __init__(self, degrees, interpolation=None, expand=False, center=None, fill=0):
        super().__init__()
        check_angle("degrees", degrees)
        self.expand = expand

    def forward(self, img):
        check("rotate", img, self.version)
        if not self.expand or not is_known(img):
            return img
        return F.sized(img, fresh_int("height of an image", 1), fresh_int("width of an image", 1))


class RandomAffine(_SameSize):
    operation = "affine"

    def __init__(
        self, degrees, translate=None, scale=None, shear=None, interpolation=None, fill=0,
        center=None,
    ):  # fmt: skip
        super().__init__()
        check_angle("degrees", degrees)
        text = "translation values should be between 0 and 1"
        check_all(translate, lambda value: 0 <= value <= 1, text)
        check_all(scale, lambda value: value > 0, "scale values should be positive")
        check_angle("shear", shear, (2, 4))


class RandomGrayscale(Module):
    version = 1

    def __init__(self, p=0.1):
        super().__init__()
        if self.version == 2:
            check_probability(p)
        self.p = p

    def forward(self, img):
        if not is_known(img):
            return img
        return F.rgb_to_grayscale(img, 3) if F.get_image_num_channels(img) == 3 else img


class RandomErasing(Module):
    version = 1

    def __init__(self, p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False):
        super().__init__()
        if is_known(value) and isinstance(value, str) and value != "random":
            fail("If value is str, it should be 'random'", "bad-argument", "ValueError")
        check_all(scale, lambda number: 0 <= number <= 1, "Scale should be between 0 and 1")
        check_probability(p)
        self.p = p
        self.value = value

    def forward(self, img):
        if not is_known(img) or not _happens(self.p):
            return img
        check("erase", img, self.version)
        if not isinstance(img, torch.Tensor):
            return img
        if is_known(self.value) and isinstance(self.value, (tuple, list)):
            count = len(self.value)
            text = f"value should have either a single item or one per channel, got {count}"
            if count > 1:
                require(img.shape[-3] == count, text, "bad-argument", "ValueError")
        return img + 0


class GaussianBlur(_SameSize):
    operation = "gaussian_blur"

    def __init__(self, kernel_size, sigma=(0.1, 2.0)):
        super().__init__()
        check_kernel(kernel_size)
        check_sigma(sigma)


class RandomInvert(_ByChance):
    operation = "invert"


class RandomPosterize(_ByChance):
    operation = "posterize"

    def __init__(self, bits, p=0.5):
        super().__init__(p)
        self.bits = bits

    def forward(self, img):
        return super().forward(check_bits(img, self.bits) if _happens(self.p) else img)


class RandomSolarize(_ByChance):
    operation = "solarize"

    def __init__(self, threshold, p=0.5):
        super().__init__(p)
        self.threshold = threshold

    def forward(self, img):
        return super().forward(check_threshold(img, self.threshold) if _happens(self.p) else img)


class RandomAdjustSharpness(_ByChance):
    operation = "adjust_sharpness"

    def __init__(self, sharpness_factor, p=0.5):
        super().__init__(p)


class RandomAutocontrast(_ByChance):
    operation = "autocontrast"


class RandomEqualize(_ByChance):
    operation = "equalize"


class ElasticTransform(_SameSize):
    operation = "elastic_transform"

    def __init__(self, alpha=50.0, sigma=5.0, interpolation=None, fill=0):
        super().__init__()
