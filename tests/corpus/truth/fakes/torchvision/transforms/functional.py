"""Image operations on Image and on tensors (..., channels, height, width)."""

from __future__ import annotations

import numpy
import torch
from torch.nn.functional import interpolate
from torch.nn.functional import pad as pad_sides

from ..image import Image, from_tensor
from ..image import to_tensor as pixels_of


def _on_tensor(function):
    """Lets a tensor function also take an Image and give one back."""

    def apply(img, *args, **options):
        if isinstance(img, Image):
            return from_tensor(function(pixels_of(img), *args, **options))
        if isinstance(img, torch.Tensor):
            return function(img, *args, **options)
        raise TypeError(f"Unexpected type {type(img)}")

    return apply


def to_tensor(pic):
    if isinstance(pic, numpy.ndarray):
        pic = Image(pic)
    if not isinstance(pic, Image):
        raise TypeError(f"pic should be PIL Image or ndarray. Got {type(pic)}")
    pixels = pixels_of(pic)
    return pixels.float().div(255) if pixels.dtype == torch.uint8 else pixels


def to_pil_image(pic, mode=None):
    if isinstance(pic, torch.Tensor):
        if pic.is_floating_point():
            pic = pic.mul(255).byte()
        return from_tensor(pic if pic.ndim == 3 else pic[None])
    return Image(pic)


def normalize(tensor, mean, std, inplace=False):
    if not isinstance(tensor, torch.Tensor):
        raise TypeError(f"img should be Tensor Image. Got {type(tensor)}")
    if not tensor.is_floating_point():
        raise TypeError(f"Input tensor should be a float tensor. Got {tensor.dtype}.")
    if tensor.ndim < 3:
        raise ValueError("Expected tensor to be a tensor image of size (..., C, H, W)")
    tensor = tensor if inplace else tensor.clone()
    mean = torch.as_tensor(mean, dtype=tensor.dtype)
    std = torch.as_tensor(std, dtype=tensor.dtype)
    mean = mean.view(-1, 1, 1) if mean.ndim == 1 else mean
    std = std.view(-1, 1, 1) if std.ndim == 1 else std
    return tensor.sub_(mean).div_(std)


def _resize(img, size, interpolation=None, max_size=None, antialias=True):
    height, width = img.shape[-2:]
    if isinstance(size, int):
        size = [size]
    if len(size) == 1:
        short, long = (height, width) if height <= width else (width, height)
        scaled = int(size[0] * long / short)
        size = (size[0], scaled) if height <= width else (scaled, size[0])
    batch = img[None].float() if img.ndim == 3 else img.float()
    out = interpolate(batch, size=tuple(size), mode="bilinear", align_corners=False)
    return (out[0] if img.ndim == 3 else out).to(img.dtype)


def _crop(img, top, left, height, width):
    image_height, image_width = img.shape[-2:]
    right, bottom = left + width, top + height
    if left < 0 or top < 0 or right > image_width or bottom > image_height:
        padding = [
            max(-left + min(0, right), 0),
            max(right - max(image_width, left), 0),
            max(-top + min(0, bottom), 0),
            max(bottom - max(image_height, top), 0),
        ]
        kept = img[..., max(top, 0) : bottom, max(left, 0) : right]
        return pad_sides(kept, padding)
    return img[..., top:bottom, left:right]


def _center_crop(img, output_size):
    if isinstance(output_size, int):
        output_size = (output_size, output_size)
    height, width = img.shape[-2:]
    crop_height, crop_width = output_size
    if crop_width > width or crop_height > height:
        more_width, more_height = (max(crop_width - width, 0), max(crop_height - height, 0))
        sides = [more_width // 2, (more_width + 1) // 2, more_height // 2, (more_height + 1) // 2]
        img = pad_sides(img, sides)
        height, width = img.shape[-2:]
    top, left = round((height - crop_height) / 2.0), round((width - crop_width) / 2.0)
    return _crop(img, top, left, crop_height, crop_width)


def _pad(img, padding, fill=0, padding_mode="constant"):
    if isinstance(padding, int):
        left = top = right = bottom = padding
    elif len(padding) == 2:
        left = right = padding[0]
        top = bottom = padding[1]
    else:
        left, top, right, bottom = padding
    if padding_mode == "constant":
        return pad_sides(img, [left, right, top, bottom], value=fill)
    out = pad_sides(img[None].float(), [left, right, top, bottom], mode=padding_mode)
    return out[0].to(img.dtype)


def _gray(img, num_output_channels=1):
    if img.shape[-3] not in (1, 3):
        raise TypeError(
            f"Input image tensor permitted channel values are 1 or 3, found {img.shape[-3]}"
        )
    gray = img.float().mean(-3, keepdim=True).to(img.dtype)
    return gray.expand(*gray.shape[:-3], num_output_channels, *gray.shape[-2:]).contiguous()


resize = _on_tensor(_resize)
crop = _on_tensor(_crop)
center_crop = _on_tensor(_center_crop)
pad = _on_tensor(_pad)
to_grayscale = rgb_to_grayscale = _on_tensor(_gray)
hflip = _on_tensor(lambda img: img.flip(-1))
vflip = _on_tensor(lambda img: img.flip(-2))


def get_image_size(img) -> list[int]:
    """[width, height]."""
    return list(img.size) if isinstance(img, Image) else [img.shape[-1], img.shape[-2]]
