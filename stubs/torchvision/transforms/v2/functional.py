"""torchvision.transforms.v2.functional: that of v1, with the names that are new."""

import torch
from PIL.Image import Image

import torchvision.transforms.functional as F
from torchvision.transforms._pixels import (
    check,
    check_bits,
    check_kernel,
    check_threshold,
    operation,
)


def to_image(inpt):
    if isinstance(inpt, Image):
        return F.pil_to_tensor(inpt)
    if isinstance(inpt, torch.Tensor):
        return inpt if inpt.ndim > 2 else inpt.unsqueeze(0)
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


adjust_brightness = operation("adjust_brightness", 2)
adjust_contrast = operation("adjust_contrast", 2)
adjust_saturation = operation("adjust_saturation", 2)
adjust_gamma, invert = operation("adjust_gamma", 2), operation("invert", 2)
adjust_sharpness, autocontrast = operation("adjust_sharpness", 2), operation("autocontrast", 2)
perspective, affine = operation("perspective", 2), operation("affine", 2)
elastic_transform = operation("elastic_transform", 2)


def posterize(inpt, bits):
    return check("posterize", check_bits(inpt, bits), 2)


def solarize(inpt, threshold):
    return check("solarize", check_threshold(inpt, threshold), 2)


def rgb_to_grayscale(inpt, num_output_channels=1):
    if num_output_channels not in (1, 3):
        raise ValueError("num_output_channels must be 1 or 3")
    return F.with_channels(check("rgb_to_grayscale", inpt, 2), num_output_channels)


to_grayscale = rgb_to_grayscale


def resize(inpt, size, interpolation=None, max_size=None, antialias=True):
    return F.resized_to(inpt, size, max_size, 2)


def resized_crop(inpt, top, left, height, width, size, interpolation=None, antialias=True):
    return resize(F.sized(check("hflip", inpt), height, width), size)


def adjust_hue(inpt, hue_factor):
    return check("adjust_hue", F.checked_hue(inpt, hue_factor), 2)


def gaussian_blur(inpt, kernel_size, sigma=None):
    check_kernel(kernel_size)
    return check("gaussian_blur", inpt, 2)


def equalize(inpt):
    return F.equalized(check("equalize", inpt, 2))


def erase(inpt, i, j, h, w, v, inplace=False):
    return check("erase", inpt, 2)


def __getattr__(name):
    return getattr(F, name)
