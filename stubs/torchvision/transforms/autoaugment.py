"""AutoAugment and its relatives: for images and uint8 tensors."""

from _pytea import is_known
from PIL.Image import Image
from torch.nn.module import Module

import torchvision.transforms.functional as F
from torchvision.transforms._pixels import check


class AutoAugmentPolicy:
    IMAGENET = "imagenet"
    CIFAR10 = "cifar10"
    SVHN = "svhn"


class _Augment(Module):
    """Chooses among all operations on pixels for each image."""

    version = 1

    def forward(self, img):
        for name in ("equalize", "adjust_sharpness"):
            check(name, img, self.version)
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

    def forward(self, img):
        if not is_known(img) or not isinstance(img, Image):
            return super().forward(img)
        return F.to_pil_image(super().forward(F.pil_to_tensor(img)))
