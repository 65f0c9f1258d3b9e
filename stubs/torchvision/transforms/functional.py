"""torchvision.transforms.functional: sizes of images and tensors (..., C, H, W)."""

from enum import Enum

import torch
from _pytea import fail, fresh_int, is_known, is_symbolic, new_tensor, require, unknown
from PIL.Image import Image


class InterpolationMode(Enum):
    NEAREST = "nearest"
    NEAREST_EXACT = "nearest-exact"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    BOX = "box"
    HAMMING = "hamming"
    LANCZOS = "lanczos"


def _check_image(img):
    if is_known(img) and not isinstance(img, (Image, torch.Tensor)):
        fail(
            f"Unexpected type {type(img).__name__}: an image or a tensor is expected",
            "bad-argument",
            "TypeError",
        )


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
    if not is_known(img) or not is_known(size):
        return unknown("an image that was resized to an unknown size")
    if not isinstance(size, int) and len(size) == 2:
        _check_image(img)
        return sized(img, size[0], size[1])
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
    return sized(img, new_height, new_width)


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


def _same(img, *args, **kwargs):
    _check_image(img)
    return img


hflip = vflip = adjust_brightness = adjust_contrast = adjust_saturation = adjust_hue = _same
adjust_gamma = adjust_sharpness = gaussian_blur = invert = posterize = solarize = _same
autocontrast = equalize = perspective = affine = erase = elastic_transform = _same


def rotate(img, angle, interpolation=None, expand=False, center=None, fill=None):
    _check_image(img)
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
    if isinstance(img, torch.Tensor):
        channels = img.shape[-3]
        message = f"Input image tensor permitted channel values are 1 or 3, but found {channels}"
        require(channels in (1, 3), message, "shape-mismatch", "TypeError")
    return with_channels(img, num_output_channels)


to_grayscale = rgb_to_grayscale


def to_tensor(pic):
    if not is_known(pic):
        return unknown("a tensor of an image that is not followed")
    if isinstance(pic, Image):
        if is_known(pic.mode):
            dtype = torch.int32 if pic.mode == "I" else torch.float32
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
    return new_tensor((pic.bands, pic.height, pic.width), dtype=torch.uint8)


def convert_image_dtype(image, dtype=torch.float32):
    if is_known(image) and not isinstance(image, torch.Tensor):
        fail("Input img should be Tensor Image", "bad-argument", "TypeError")
    return image.to(dtype)


_MODES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}


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
        return Image((width, height), "L" if mode is None else mode)
    if isinstance(pic, torch.Tensor):
        channels, height, width = pic.shape
    else:
        height, width, channels = pic.shape
    message = f"pic should not have > 4 channels. Got {channels} channels."
    require(channels <= 4, message, "shape-mismatch", "ValueError")
    if mode is None:
        known = not is_symbolic(channels)
        mode = _MODES.get(channels, "RGB") if known else unknown("the mode of an image", "str")
    return Image((width, height), mode)


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
    for name, values in (("mean", mean), ("std", std)):
        if is_known(values) and hasattr(values, "__len__"):
            count = len(values)
            if count != 1:
                require(
                    shape[-3] == count,
                    f"tensor image {shape} has {shape[-3]} channels, but {name} has {count} values",
                    "not-broadcastable",
                )
    return tensor if inplace else new_tensor(shape, dtype=tensor.dtype, device=tensor.device)
