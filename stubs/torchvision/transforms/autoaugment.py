"""AutoAugment and its relatives: for images and uint8 tensors."""

import torch
from _pytea import is_known, require
from torch.nn.module import Module


class AutoAugmentPolicy:
    IMAGENET = "imagenet"
    CIFAR10 = "cifar10"
    SVHN = "svhn"


class _Augment(Module):
    def forward(self, img):
        if is_known(img) and isinstance(img, torch.Tensor):
            require(
                img.dtype == torch.uint8,
                f"Only torch.uint8 image tensors are supported, but found {img.dtype}",
                "dtype-mismatch",
                "TypeError",
            )
        return img


class AutoAugment(_Augment):
    def __init__(self, policy="imagenet", interpolation=None, fill=None):
        super().__init__()


class RandAugment(_Augment):
    def __init__(
        self, num_ops=2, magnitude=9, num_magnitude_bins=31, interpolation=None, fill=None
    ):
        super().__init__()


class TrivialAugmentWide(_Augment):
    def __init__(self, num_magnitude_bins=31, interpolation=None, fill=None):
        super().__init__()


class AugMix(_Augment):
    def __init__(
        self, severity=3, mixture_width=3, chain_depth=-1, alpha=1.0, all_ops=True,
        interpolation=None, fill=None,
    ):  # fmt: skip
        super().__init__()
