"""torchvision.transforms.functional: sizes of images and tensors (..., C, H, W)."""

from enum import Enum

import torch
from _pytea import fail, fresh_int, is_known, is_symbolic, new_tensor, require, unknown
from PIL.Image import Image

from torchvision.transforms._pixels import (
    check,
    check_bits,
    check_kernel,
    check_threshold,
    operation,
)


class InterpolationMode(Enum):
    NEAREST = "nearest"
    NEAREST_EXACT = "nearest-exact"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    BOX = "box"
    HAMMING = "hamming"
    LANCZOS = "lanczos"


def _check_image(img):
    check("hflip", img)


#: Of dtypes that are not 8 bits wide: what an image of the mode becomes.
_WIDE = {"1": torch.bool, "I": torch.int32, "F": torch.float32, "I;16": torch.uint16}


def get_dimensions(img):
    _check_image(img)
    if isinstance(img, Image):
        return [img.bands, img.height, img.width]
    shape = img.shape
    return [shape[-3] if len(shape) > 2 else 1, shape[-2], shape[-1]]


def get_image_size(img):
    _, height, width = get_dimensions(img)
    return [width, height]


def get_image_num_channels(img):
    return get_dimensions(img)[0]


def sized(img, height, width):
    """Returns an image like ``img`` of another size."""
    if not is_known(img):
        return img
    if isinstance(img, Image):
        return Image((width, height), img.mode)
    return new_tensor((*img.shape[:-2], height, width), dtype=img.dtype, device=img.device)


def pair_of(size):
    """Returns (height, width) from a number or a sequence of one or two numbers."""
    if isinstance(size, int):
        return size, size
    return (size[0], size[0]) if len(size) == 1 else (size[0], size[1])


def _scaled(size, length, other):
    """Returns what becomes of a side when the shorter one becomes ``size``."""
    if is_symbolic(length) or is_symbolic(other) or is_symbolic(size):
        return max(size, size * length // other)
    return size if length <= other else int(size * length / other)


def resize(img, size, interpolation=None, max_size=None, antialias=True):
    return resized_to(img, size, max_size, 1)


def resized_to(img, size, max_size, version):
    """Returns an image of another size, by the rules of v1 or v2."""
    if not is_known(img) or not is_known(size):
        return unknown("an image that was resized to an unknown size")
    if not isinstance(size, int) and len(size) == 2:
        if max_size is not None:
            raise ValueError("max_size should only be passed if size is a single number")
        return _resized(check("resize", img, version), size[0], size[1])
    check("resize", img, version)
    size = size if isinstance(size, int) else size[0]
    width, height = get_image_size(img)
    new_height, new_width = _scaled(size, height, width), _scaled(size, width, height)
    if max_size is not None:
        if max_size <= size:
            raise ValueError(
                f"max_size = {max_size} must be strictly greater than the requested size for the "
                f"smaller edge size = {size}"
            )
        longest = max(new_height, new_width)
        if is_symbolic(longest):
            new_height = fresh_int("height of an image", 1, max_size)
            new_width = fresh_int("width of an image", 1, max_size)
        elif longest > max_size:
            new_height = int(max_size * new_height / longest)
            new_width = int(max_size * new_width / longest)
    return _resized(img, new_height, new_width)


def _resized(img, height, width):
    text = f"height and width must be > 0, got {(height, width)}"
    require((height > 0) & (width > 0), text, "bad-argument", "ValueError")
    return sized(img, height, width)


def crop(img, top, left, height, width):
    _check_image(img)
    return sized(img, height, width)


def center_crop(img, output_size):
    _check_image(img)
    return sized(img, *pair_of(output_size))


def resized_crop(img, top, left, height, width, size, interpolation=None, antialias=True):
    _check_image(img)
    return resize(sized(img, height, width), size)


def pad(img, padding, fill=0, padding_mode="constant"):
    if isinstance(padding, int):
        padding = (padding,)
    if len(padding) not in (1, 2, 4):
        raise ValueError(
            f"Padding must be an int or a 1, 2, or 4 element tuple, not a {len(padding)} element tuple"
        )
    left, top, right, bottom = (*padding, *padding, *padding, *padding)[:4]
    width, height = get_image_size(img)
    return sized(img, height + top + bottom, width + left + right)


def five_crop(img, size):
    width, height = get_image_size(img)
    crop_height, crop_width = pair_of(size)
    message = f"Requested crop size {(crop_height, crop_width)} is bigger than input size {(height, width)}"
    require(crop_height <= height, message, "shape-mismatch", "ValueError")
    require(crop_width <= width, message, "shape-mismatch", "ValueError")
    return tuple([sized(img, crop_height, crop_width) for _ in range(5)])


def ten_crop(img, size, vertical_flip=False):
    return five_crop(img, size) + five_crop(img, size)


hflip, vflip = operation("hflip", 1), operation("vflip", 1)
adjust_gamma, invert = operation("adjust_gamma", 1), operation("invert", 1)
autocontrast, perspective = operation("autocontrast", 1), operation("perspective", 1)
affine, erase = operation("affine", 1), operation("erase", 1)
elastic_transform = operation("elastic_transform", 1)


def _check_factor(name, factor):
    if is_known(factor) and isinstance(factor, (int, float)):
        require(factor >= 0, f"{name} ({factor}) is not non-negative", "bad-argument", "ValueError")


def _adjusted(name, img, factor):
    check(name, img)
    if isinstance(img, torch.Tensor):
        _check_factor(f"{name[7:]}_factor", factor)
    return img


def adjust_brightness(img, brightness_factor):
    return _adjusted("adjust_brightness", img, brightness_factor)


def adjust_contrast(img, contrast_factor):
    return _adjusted("adjust_contrast", img, contrast_factor)


def adjust_saturation(img, saturation_factor):
    return _adjusted("adjust_saturation", img, saturation_factor)


def adjust_sharpness(img, sharpness_factor):
    return _adjusted("adjust_sharpness", img, sharpness_factor)


def posterize(img, bits):
    return check("posterize", check_bits(img, bits))


def solarize(img, threshold):
    return check("solarize", check_threshold(img, threshold))


def checked_hue(img, hue_factor):
    """Demands a factor of adjust_hue; returns the image."""
    if is_known(hue_factor):
        text = f"hue_factor ({hue_factor}) is not in [-0.5, 0.5]"
        require(-0.5 <= hue_factor <= 0.5, text, "bad-argument", "ValueError")
    return img


def adjust_hue(img, hue_factor):
    return check("adjust_hue", checked_hue(img, hue_factor))


def gaussian_blur(img, kernel_size, sigma=None):
    check_kernel(kernel_size)
    return check("gaussian_blur", img)


def equalized(img):
    """Returns an equalized image: one with a palette loses it."""
    palette = isinstance(img, Image) and is_known(img.mode) and img.mode == "P"
    return Image(img.size, "RGB") if palette else img


def equalize(img):
    return equalized(check("equalize", img))


def rotate(img, angle, interpolation=None, expand=False, center=None, fill=None):
    check("rotate", img)
    if not expand:
        return img
    return sized(img, fresh_int("height of an image", 1), fresh_int("width of an image", 1))


def with_channels(img, channels):
    if isinstance(img, Image):
        return Image(img.size, "L" if channels == 1 else "RGB")
    shape = (*img.shape[:-3], channels, *img.shape[-2:])
    return new_tensor(shape, dtype=img.dtype, device=img.device)


def rgb_to_grayscale(img, num_output_channels=1):
    if not is_known(img):
        return img
    if num_output_channels not in (1, 3):
        raise ValueError("num_output_channels should be either 1 or 3")
    check("rgb_to_grayscale", img)
    if isinstance(img, torch.Tensor) and not is_symbolic(img.shape[-3]) and img.shape[-3] == 1:
        return img
    return with_channels(img, num_output_channels)


def to_grayscale(img, num_output_channels=1):
    if is_known(img) and not isinstance(img, Image):
        fail("Input should be PIL Image", "bad-argument", "TypeError")
    return rgb_to_grayscale(img, num_output_channels)


def to_tensor(pic):
    if not is_known(pic):
        return unknown("a tensor of an image that is not followed")
    if isinstance(pic, Image):
        if is_known(pic.mode):
            dtype = {"I": torch.int32, "I;16": torch.int16}.get(pic.mode, torch.float32)
        else:
            dtype = torch.float32
        return new_tensor((pic.bands, pic.height, pic.width), dtype=dtype)
    if type(pic).__name__ != "ndarray":
        fail(
            f"pic should be PIL Image or ndarray. Got {type(pic).__name__}",
            "bad-argument",
            "TypeError",
        )
    message = f"pic should be 2/3 dimensional. Got {pic.ndim} dimensions."
    require(pic.ndim in (2, 3), message, "shape-mismatch", "ValueError")
    if pic.ndim == 2:
        pic = pic[:, :, None]
    tensor = torch.from_numpy(pic.transpose((2, 0, 1))).contiguous()
    return tensor.float() if tensor.dtype == torch.uint8 else tensor


def pil_to_tensor(pic):
    if is_known(pic) and not isinstance(pic, Image):
        fail(f"pic should be PIL Image. Got {type(pic).__name__}", "bad-argument", "TypeError")
    dtype = _WIDE.get(pic.mode, torch.uint8) if is_known(pic.mode) else torch.uint8
    return new_tensor((pic.bands, pic.height, pic.width), dtype=dtype)


def convert_image_dtype(image, dtype=torch.float32):
    if is_known(image) and not isinstance(image, torch.Tensor):
        fail("Input img should be Tensor Image", "bad-argument", "TypeError")
    return image.to(dtype)


_MODES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
_PERMITTED = {2: ("LA",), 3: ("RGB", "YCbCr", "HSV"), 4: ("RGBA", "CMYK", "RGBX")}
_OF_DTYPE = {torch.uint8: "L", torch.int16: "I;16", torch.int32: "I"}


def _mode_of(pic, channels, mode):
    """Returns the mode of an image that is made of a tensor or array with so many channels."""
    if is_symbolic(channels) or not is_known(mode):
        return unknown("the mode of an image", "str") if mode is None else mode
    if channels > 1:
        allowed = _PERMITTED[channels]
        text = f"Only modes {list(allowed)} are supported for {channels} channels, got {mode}"
        require(mode is None or mode in allowed, text, "bad-argument", "ValueError")
    if not isinstance(pic, torch.Tensor) or not is_known(pic.dtype):
        return _MODES[channels] if mode is None else mode
    dtype = torch.uint8 if pic.is_floating_point() and mode != "F" else pic.dtype
    expected = _OF_DTYPE.get(dtype) if channels == 1 else _MODES[channels]
    if mode == "F" and dtype == torch.float32:
        expected = "F"
    if channels == 1:
        text = f"Incorrect mode ({mode}) supplied for input type {dtype}. Should be {expected}"
        require(mode is None or mode == expected, text, "bad-argument", "ValueError")
    if mode is None:
        known = expected is not None and (channels == 1 or dtype == torch.uint8)
        require(known, f"Input type {dtype} is not supported", "dtype-mismatch", "TypeError")
        return expected
    return mode


def to_pil_image(pic, mode=None):
    if not is_known(pic):
        return unknown("an image of a tensor that is not followed")
    if not isinstance(pic, torch.Tensor) and type(pic).__name__ != "ndarray":
        fail(
            f"pic should be Tensor or ndarray. Got {type(pic).__name__}.",
            "bad-argument",
            "TypeError",
        )
    rank = pic.ndim
    require(
        rank in (2, 3),
        f"pic should be 2/3 dimensional. Got {rank} dimensions.",
        "shape-mismatch",
        "ValueError",
    )
    if rank == 2:
        height, width = pic.shape
        return Image((width, height), _mode_of(pic, 1, mode))
    if isinstance(pic, torch.Tensor):
        channels, height, width = pic.shape
    else:
        height, width, channels = pic.shape
    message = f"pic should not have > 4 channels. Got {channels} channels."
    require(channels <= 4, message, "shape-mismatch", "ValueError")
    return Image((width, height), _mode_of(pic, channels, mode))


def normalize(tensor, mean, std, inplace=False):
    if not is_known(tensor):
        return tensor
    if not isinstance(tensor, torch.Tensor):
        fail(
            f"img should be Tensor Image. Got {type(tensor).__name__}", "bad-argument", "TypeError"
        )
    require(
        tensor.is_floating_point(),
        f"Input tensor should be a float tensor. Got {tensor.dtype}.",
        "dtype-mismatch",
        "TypeError",
    )
    shape = tuple(tensor.shape)
    message = f"Expected tensor to be a tensor image of size (..., C, H, W). Got {shape}"
    require(len(shape) >= 3, message, "shape-mismatch", "ValueError")
    if is_known(std) and isinstance(std, (tuple, list)):
        zero = any([is_known(value) and value == 0 for value in std])
        text = "std evaluated to zero after conversion, leading to division by zero"
        require(not zero, text, "bad-argument", "ValueError")
    for name, values in (("mean", mean), ("std", std)):
        if is_known(values) and isinstance(values, (tuple, list)):
            count = len(values)
            if count != 1:
                require(
                    shape[-3] == count,
                    f"tensor image {shape} has {shape[-3]} channels, but {name} has {count} values",
                    "not-broadcastable",
                )
    return tensor if inplace else new_tensor(shape, dtype=tensor.dtype, device=tensor.device)
