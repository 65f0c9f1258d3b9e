"""What operations on pixels demand of images and tensors: modes, channels, dims, dtypes."""

import torch
from _pytea import fail, is_known, require
from PIL.Image import Image

#: Modes that PIL does not blend, does not look up in a table, does not filter.
_REFUSED = {
    "blend": ("1", "P", "I", "F", "I;16"),
    "filter": ("1", "P", "I;16"),
    "table": ("1", "LA", "RGBA", "CMYK", "YCbCr", "HSV", "I", "F", "I;16"),
    "ink": ("LA", "RGBA", "CMYK", "YCbCr", "HSV", "I", "F", "I;16"),
    "histogram": ("1", "P", "LA", "RGBA", "CMYK", "YCbCr", "HSV", "I", "F", "I;16"),
    "array": ("1", "P", "I;16"),
}
#: Operation -> (what PIL does, what tensors must be); of a tensor, "c": 1 or 3 channels, "3" and
#: "4": at least and at most so many dims, "u": uint8, "w": no wide integers, "b": no bool.
_FIRST = {
    "hflip": ("", ""), "vflip": ("", ""), "adjust_brightness": ("blend", "c"),
    "adjust_contrast": ("blend", "c3"), "adjust_saturation": ("blend", "c"),
    "adjust_hue": ("", "cw"), "adjust_gamma": ("", "cw"), "adjust_sharpness": ("blend", "c34"),
    "gaussian_blur": ("filter", "34"), "invert": ("ink", "c3b"), "posterize": ("table", "c3u"),
    "solarize": ("table", "c3b"), "autocontrast": ("histogram", "c3b"),
    "equalize": ("table", "c3u"), "perspective": ("", "34"), "affine": ("", "34"),
    "rotate": ("", "34"), "elastic_transform": ("array", "34"), "erase": ("none", ""),
    "resize": ("", "34"), "pad": ("", ""), "rgb_to_grayscale": ("", "c3"),
}  # fmt: skip
#: The same in v2, which is less strict with tensors.
_SECOND = {
    "hflip": ("", ""), "vflip": ("", ""), "adjust_brightness": ("blend", "c3"),
    "adjust_contrast": ("blend", "c3"), "adjust_saturation": ("blend", "c3"),
    "adjust_hue": ("", "c3w"), "adjust_gamma": ("", "w"), "adjust_sharpness": ("blend", "c3"),
    "gaussian_blur": ("filter", "3"), "invert": ("ink", "b"), "posterize": ("table", "b"),
    "solarize": ("table", "b"), "autocontrast": ("histogram", "c3"), "equalize": ("table", "b"),
    "perspective": ("", "3"), "affine": ("", "3"), "rotate": ("", "3"),
    "elastic_transform": ("array", "3"), "erase": ("array", ""), "resize": ("", "3"),
    "pad": ("", "3"), "rgb_to_grayscale": ("", "c3"),
}  # fmt: skip


def check(name, img, version=1):
    """Demands what the operation called ``name`` demands of an image; returns the image."""
    if not is_known(img):
        return img
    pil, tensor = (_FIRST if version == 1 else _SECOND)[name]
    if isinstance(img, Image):
        _check_mode(name, pil, img.mode)
    elif isinstance(img, torch.Tensor):
        _check_tensor(name, tensor, img)
    else:
        kind = type(img).__name__
        text = f"Unexpected type {kind}: an image or a tensor is expected"
        fail(text, "bad-argument", "TypeError")
    return img


def _check_mode(name, kind, mode):
    if kind == "none":
        fail(f"{name} takes a tensor, got an image", "bad-argument", "TypeError")
    if kind and is_known(mode) and mode in _REFUSED[kind]:
        exception = "OSError" if kind in ("table", "ink", "histogram") else "ValueError"
        fail(f"{name} does not take an image of mode {mode}", "dtype-mismatch", exception)


def _check_tensor(name, kinds, img):
    rank, shape = img.ndim, tuple(img.shape)
    if "3" in kinds:
        text = f"{name} wants a tensor (..., C, H, W), got {shape}"
        require(rank >= 3, text, "shape-mismatch", "TypeError")
    if "4" in kinds:
        text = f"{name} takes a tensor of at most 4 dims, got {shape}"
        require(rank <= 4, text, "shape-mismatch", "ValueError")
    if "c" in kinds and rank >= 3:
        channels = shape[-3]
        text = f"{name} takes 1 or 3 channels, got {channels} in {shape}"
        require((channels == 1) | (channels == 3), text, "shape-mismatch", "TypeError")
    if not is_known(img.dtype):
        return
    if "u" in kinds:
        text = f"Only torch.uint8 image tensors are supported by {name}, but found {img.dtype}"
        require(img.dtype == torch.uint8, text, "dtype-mismatch", "TypeError")
    wide = ("w" in kinds and img.dtype in (torch.int16, torch.int32, torch.int64)) or (
        "b" in kinds and img.dtype == torch.bool
    )
    require(not wide, f"{name} does not take {img.dtype}", "dtype-mismatch")


def check_bits(img, bits):
    """Demands a number of bits of posterize; returns the image."""
    if _number(bits) and is_known(img):
        least = 1 if isinstance(img, Image) else 0
        text = f"The number of bits should be between {least} and 8, got {bits}"
        require(least <= bits <= 8, text, "bad-argument", "ValueError")
    return img


def check_threshold(img, threshold):
    """Demands a threshold of solarize that the dtype of a tensor can hold; returns the image."""
    if _number(threshold) and is_known(img) and isinstance(img, torch.Tensor):
        most = 1 if img.is_floating_point() else 255
        if is_known(img.dtype) and (most == 1 or img.dtype == torch.uint8):
            text = f"Threshold should be less or equal the maximum value {most}, but got {threshold}"
            require(threshold <= most, text, "bad-argument", "TypeError")
    return img


def _first(name):
    return lambda img, *args, **kwargs: check(name, img)


def _second(name):
    return lambda img, *args, **kwargs: check(name, img, 2)


def operation(name, version):
    """Returns the function of torchvision that keeps sizes and modes."""
    return _first(name) if version == 1 else _second(name)


# --- the arguments of constructors ----------------------------------------------------------------


def _number(value):
    return is_known(value) and isinstance(value, (int, float))


def _pair(value):
    return is_known(value) and isinstance(value, (tuple, list))


def check_probability(p):
    """Demands a number from 0 to 1."""
    if _number(p):
        text = "`p` should be a floating point value in the interval [0.0, 1.0]"
        require(0 <= p <= 1, f"{text}, got {p}", "bad-argument", "ValueError")


def check_jitter(name, value, low=0, high=None):
    """Demands a number, or a range of numbers, of ColorJitter."""
    if not is_known(value) or value is None:
        return
    if _number(value):
        text = f"If {name} is a single number, it must be non negative"
        require(value >= 0, f"{text}, got {value}", "bad-argument", "ValueError")
        value = (-value if low < 0 else low, value)
    if not _pair(value) or len(value) != 2:
        text = f"{name} should be a single number or a list/tuple with length 2"
        fail(text, "bad-argument", "TypeError")
    if _number(value[0]) and _number(value[1]):
        inside = low <= value[0] <= value[1] and (high is None or value[1] <= high)
        text = f"{name} values should be between {(low, high)}, but got {tuple(value)}"
        require(inside, text, "bad-argument", "ValueError")


def check_angle(name, value, lengths=(2,)):
    """Demands a positive number, or a sequence of as many numbers."""
    if _number(value):
        text = f"If {name} is a single number, it must be positive, got {value}"
        require(value >= 0, text, "bad-argument", "ValueError")
    elif _pair(value):
        text = f"{name} should be a sequence of length {lengths[-1]}, got {len(value)}"
        require(len(value) in lengths, text, "bad-argument", "ValueError")


def check_all(values, test, text):
    """Demands something of each of several numbers."""
    if _pair(values):
        for value in values:
            if _number(value):
                require(test(value), f"{text}, got {value}", "bad-argument", "ValueError")


def check_sigma(sigma):
    """Demands a positive number, or a range of them."""
    text = "sigma values should be positive and of the form (min, max)"
    if _number(sigma):
        require(sigma > 0, f"{text}, got {sigma}", "bad-argument", "ValueError")
    elif _pair(sigma) and len(sigma) == 2 and _number(sigma[0]) and _number(sigma[1]):
        right = 0 < sigma[0] <= sigma[1]
        require(right, f"{text}, got {tuple(sigma)}", "bad-argument", "ValueError")


def check_kernel(size):
    """Demands odd and positive sizes."""
    for number in (size,) if isinstance(size, int) else size:
        text = f"Kernel size value should be an odd and positive number, got {number}"
        require((number % 2 == 1) & (number > 0), text, "bad-argument", "ValueError")
