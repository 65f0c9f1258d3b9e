"""PIL.ImageOps."""

from PIL.Image import Image


def _same(image, *args, **kwargs):
    return image.copy()


autocontrast = equalize = flip = mirror = invert = posterize = solarize = exif_transpose = _same


def grayscale(image):
    return image.convert("L")


def fit(image, size, *args, **kwargs):
    return Image(tuple(size), image.mode)


pad = fit


def expand(image, border=0, fill=0):
    left, top, right, bottom = (border,) * 4 if isinstance(border, int) else (*border, *border)[:4]
    return Image((image.width + left + right, image.height + top + bottom), image.mode)
