"""torchvision.transforms.v2.functional: that of v1, with the names that are new."""

import torch
from PIL.Image import Image

import torchvision.transforms.functional as F


def to_image(inpt):
    if isinstance(inpt, Image):
        return F.pil_to_tensor(inpt)
    if isinstance(inpt, torch.Tensor):
        return inpt
    array = inpt[:, :, None] if inpt.ndim == 2 else inpt
    return torch.from_numpy(array).permute((2, 0, 1)).contiguous()


def to_dtype(inpt, dtype=torch.float32, scale=False):
    return inpt.to(dtype)


def horizontal_flip(inpt):
    return F.hflip(inpt)


def vertical_flip(inpt):
    return F.vflip(inpt)


def get_size(inpt):
    return F.get_dimensions(inpt)[1:]


def __getattr__(name):
    return getattr(F, name)
