"""PIL.Image: an image is its size (width, height) and its mode."""

from _pytea import fresh_int, is_known, unknown

NEAREST = NONE = 0
LANCZOS = ANTIALIAS = 1
BILINEAR = LINEAR = 2
BICUBIC = CUBIC = 3
BOX = 4
HAMMING = 5
FLIP_LEFT_RIGHT = 0
FLIP_TOP_BOTTOM = 1
ROTATE_90 = 2
ROTATE_180 = 3
ROTATE_270 = 4
TRANSPOSE = 5
TRANSVERSE = 6
MAX_IMAGE_PIXELS = None

_BANDS = {"1": 1, "L": 1, "P": 1, "I": 1, "F": 1, "I;16": 1, "LA": 2, "RGB": 3, "YCbCr": 3,
          "LAB": 3, "HSV": 3, "RGBA": 4, "CMYK": 4, "RGBX": 4}  # fmt: skip


class Resampling:
    NEAREST = 0
    LANCZOS = 1
    BILINEAR = 2
    BICUBIC = 3
    BOX = 4
    HAMMING = 5


class Transpose:
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


class UnidentifiedImageError(OSError):
    pass


class DecompressionBombError(Exception):
    pass


class Image:
    format = None

    def __init__(self, size=(0, 0), mode="RGB"):
        self.size = size
        self.mode = mode
        self.info = {}

    @property
    def width(self):
        return self.size[0]

    @property
    def height(self):
        return self.size[1]

    @property
    def bands(self):
        """The number of channels."""
        if not is_known(self.mode):
            return fresh_int("channels of an image", 1, 4)
        return _BANDS.get(self.mode, 3)

    @property
    def _array_shape(self):
        width, height = self.size
        return (height, width) if self.bands == 1 else (height, width, self.bands)

    def __array__(self, dtype=None, copy=None):
        if not is_known(self.mode):
            return unknown("the pixels of an image of unknown mode", "ndarray")
        import numpy

        kinds = {"1": numpy.bool_, "I": numpy.int32, "F": numpy.float32, "I;16": numpy.uint16}
        kind = kinds.get(self.mode, numpy.uint8)
        return numpy.empty(self._array_shape, dtype=kind if dtype is None else dtype)

    def _with(self, size=None, mode=None):
        return Image(self.size if size is None else size, self.mode if mode is None else mode)

    def getbands(self):
        return tuple("RGBA"[: self.bands])

    def getdata(self, band=None):
        return unknown("the pixels of an image")

    def getpixel(self, xy):
        return unknown("a pixel of an image")

    def putpixel(self, xy, value):
        pass

    def getextrema(self):
        return unknown("the extrema of an image")

    def getbbox(self):
        return unknown("the bounding box of an image")

    def histogram(self, mask=None, extrema=None):
        return unknown("a histogram of an image")

    def load(self):
        return unknown("the pixels of an image")

    def verify(self):
        pass

    def close(self):
        pass

    def show(self, title=None):
        pass

    def save(self, fp, format=None, **params):
        pass

    def tobytes(self, *args):
        return unknown("the bytes of an image", "bytes")

    def getexif(self):
        return {}

    def copy(self):
        return self._with()

    def convert(self, mode=None, *args, **kwargs):
        return self._with(mode=mode)

    def quantize(self, *args, **kwargs):
        return self._with(mode="P")

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        return self._with(size=tuple(size))

    def reduce(self, factor, box=None):
        width, height = self.size
        return self._with(size=((width + factor - 1) // factor, (height + factor - 1) // factor))

    def thumbnail(self, size, resample=None, reducing_gap=None):
        self.size = (
            fresh_int("width of a thumbnail", 1, size[0]),
            fresh_int("height of a thumbnail", 1, size[1]),
        )

    def crop(self, box=None):
        if box is None:
            return self.copy()
        left, upper, right, lower = box
        return self._with(size=(right - left, lower - upper))

    def rotate(self, angle, resample=0, expand=False, center=None, translate=None, fillcolor=None):
        if not expand:
            return self._with()
        size = (fresh_int("width of an image", 1), fresh_int("height of an image", 1))
        return self._with(size=size)

    def transpose(self, method):
        width, height = self.size
        return self._with(size=(height, width) if method in (2, 4, 5, 6) else None)

    def transform(self, size, method, data=None, *args, **kwargs):
        return self._with(size=tuple(size))

    def filter(self, filter):
        return self._with()

    def point(self, lut, mode=None):
        return self._with(mode=mode)

    def paste(self, im, box=None, mask=None):
        pass

    def putalpha(self, alpha):
        self.mode = "RGBA"

    def split(self):
        return tuple([self._with(mode="L") for _ in range(self.bands)])

    def getchannel(self, channel):
        return self._with(mode="L")

    def seek(self, frame):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def open(fp, mode="r", formats=None):
    size = (fresh_int("width of an image", 1), fresh_int("height of an image", 1))
    return Image(size, unknown("the mode of an image file", "str"))


def new(mode, size, color=0):
    return Image(tuple(size), mode)


def fromarray(obj, mode=None):
    if not is_known(obj) or not is_known(obj.shape):
        size = (fresh_int("width of an image", 1), fresh_int("height of an image", 1))
        return Image(size, unknown("the mode of an image") if mode is None else mode)
    shape = obj.shape
    if len(shape) == 2:
        return Image((shape[1], shape[0]), "L" if mode is None else mode)
    if len(shape) != 3:
        raise ValueError(f"Too many dimensions: {len(shape)} > 3.")
    if mode is None:
        modes = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
        if shape[2] not in modes:
            raise TypeError(f"Cannot handle this data type: {tuple(shape)}")
        mode = modes[shape[2]]
    return Image((shape[1], shape[0]), mode)


def frombytes(mode, size, data, *args):
    return Image(tuple(size), mode)


def frombuffer(mode, size, data, *args):
    return Image(tuple(size), mode)


def blend(im1, im2, alpha):
    return im1.copy()


def composite(image1, image2, mask):
    return image1.copy()


def merge(mode, bands):
    return Image(bands[0].size, mode)


def alpha_composite(im1, im2):
    return im1.copy()
