"""PIL.Image: an image is its size (width, height) and its mode."""

import math

from _pytea import fresh_int, is_known, require, unknown

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

#: The channels of each mode.
_BANDS = {
    "1": ("1",), "L": ("L",), "P": ("P",), "I": ("I",), "F": ("F",), "I;16": ("I",),
    "I;16L": ("I",), "I;16B": ("I",), "I;16N": ("I",), "LA": ("L", "A"), "La": ("L", "a"),
    "PA": ("P", "A"), "RGB": ("R", "G", "B"), "YCbCr": ("Y", "Cb", "Cr"), "LAB": ("L", "A", "B"),
    "HSV": ("H", "S", "V"), "RGBA": ("R", "G", "B", "A"), "RGBa": ("R", "G", "B", "a"),
    "RGBX": ("R", "G", "B", "X"), "CMYK": ("C", "M", "Y", "K"), "BGR;15": ("B", "G", "R"),
    "BGR;16": ("B", "G", "R"), "BGR;24": ("B", "G", "R"),
}  # fmt: skip
#: The modes whose channels are 8 bits wide and no palette.
_BYTES = ("L", "LA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "HSV")


def _refuse(message, exception="ValueError"):
    require(False, message, "bad-argument", exception)


def _check_mode(mode):
    if is_known(mode) and mode not in _BANDS:
        _refuse("unrecognized image mode")


def _check_match(one, other):
    """Demands one size and one mode of two images."""
    for name in ("size", "mode"):
        mine, others = getattr(one, name), getattr(other, name)
        if is_known(mine) and is_known(others):
            text = f"images do not match: {name} {mine} and {others}"
            if name == "size":
                fits = (mine[0] == others[0]) & (mine[1] == others[1])
                require(fits, text, "shape-mismatch", "ValueError")
            elif mine != others:
                _refuse(text)


def _checked_size(size, least=1):
    """Returns a size as a tuple of two whole numbers, as resizing takes it."""
    size = tuple(size)
    if len(size) != 2:
        _refuse(f"a size is (width, height), got {len(size)} numbers", "TypeError")
    for value in size:
        if is_known(value) and isinstance(value, float):
            _refuse("'float' object cannot be interpreted as an integer", "TypeError")
        if is_known(value):
            require(value >= least, "height and width must be > 0", "bad-argument", "ValueError")
    return size


def _whole(value):
    """Returns a coordinate as the nearest whole number."""
    if is_known(value) and isinstance(value, float):
        return round(value)
    return value if is_known(value) else fresh_int("a coordinate of an image")


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
        return len(self.getbands())

    @property
    def _array_shape(self):
        width, height = self.size
        return (height, width) if self.bands == 1 else (height, width, self.bands)

    def __array__(self, dtype=None, copy=None):
        import numpy

        if not is_known(self.mode):
            return numpy._pytea.pixels(dtype)
        kinds = {"1": numpy.bool_, "I": numpy.int32, "F": numpy.float32, "I;16": numpy.uint16}
        kind = kinds.get(self.mode, numpy.uint8)
        return numpy.empty(self._array_shape, dtype=kind if dtype is None else dtype)

    def _with(self, size=None, mode=None):
        return Image(self.size if size is None else size, self.mode if mode is None else mode)

    def getbands(self):
        if not is_known(self.mode):
            return unknown("the channels of an image of unknown mode", "tuple")
        return _BANDS.get(self.mode, ("R", "G", "B"))

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
        if mode is None and is_known(self.mode):
            mode = "RGB" if self.mode == "P" else self.mode
        elif mode is None:
            mode = unknown("the mode of an image file", "str")
        _check_mode(mode)
        return self._with(mode=mode)

    def quantize(self, *args, **kwargs):
        return self._with(mode="P")

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        if is_known(resample) and isinstance(resample, int) and not 0 <= resample <= 5:
            _refuse(f"Unknown resampling filter ({resample}).")
        return self._with(size=_checked_size(size))

    def reduce(self, factor, box=None):
        across, down = (factor, factor) if isinstance(factor, int) else factor
        width, height = self.size
        return self._with(size=((width + across - 1) // across, (height + down - 1) // down))

    def thumbnail(self, size, resample=None, reducing_gap=None):
        found = self._thumbnail(size)
        if found is None:
            found = (
                fresh_int("width of a thumbnail", 1, size[0]),
                fresh_int("height of a thumbnail", 1, size[1]),
            )
        self.size = found

    def _thumbnail(self, size):
        """Returns the size that keeps the aspect within a frame; None when it is not known."""
        numbers = (*self.size, *size)
        if not all([is_known(number) and type(number) is int for number in numbers]):
            return None
        width, height, x, y = numbers
        if x >= width and y >= height:
            return (width, height)
        aspect = width / height
        if x / y >= aspect:
            x = _nearest(y * aspect, lambda n: abs(aspect - n / y))
        else:
            y = _nearest(x / aspect, lambda n: 0 if n == 0 else abs(aspect - x / n))
        return (x, y)

    def crop(self, box=None):
        if box is None:
            return self.copy()
        left, upper, right, lower = [_whole(value) for value in box]
        text = "Coordinate 'right' is less than 'left'"
        require(right >= left, text, "bad-argument", "ValueError")
        text = "Coordinate 'lower' is less than 'upper'"
        require(lower >= upper, text, "bad-argument", "ValueError")
        return self._with(size=(right - left, lower - upper))

    def rotate(self, angle, resample=0, expand=False, center=None, translate=None, fillcolor=None):
        if is_known(expand) and not expand:
            return self._with()
        if is_known(angle) and is_known(expand) and not center and not translate:
            if angle % 180 == 0:
                return self._with()
            if angle % 90 == 0:
                return self._with(size=(self.size[1], self.size[0]))
        size = (fresh_int("width of an image", 1), fresh_int("height of an image", 1))
        return self._with(size=size)

    def transpose(self, method):
        width, height = self.size
        if is_known(method) and method not in (0, 1, 2, 3, 4, 5, 6):
            _refuse("No such transpose operation")
        return self._with(size=(height, width) if method in (2, 4, 5, 6) else None)

    def transform(self, size, method, data=None, *args, **kwargs):
        return self._with(size=tuple(size))

    def filter(self, filter):
        return self._with()

    def point(self, lut, mode=None):
        return self._with(mode=mode)

    def paste(self, im, box=None, mask=None):
        if isinstance(im, Image) and is_known(box) and isinstance(box, (tuple, list)):
            if len(box) == 4:
                left, upper, right, lower = box
                fits = (right - left == im.size[0]) & (lower - upper == im.size[1])
                require(fits, "images do not match", "shape-mismatch", "ValueError")

    def putalpha(self, alpha):
        self.mode = "RGBA"

    def _band(self):
        """One channel: an image of several has 8 bits for each."""
        if not is_known(self.mode):
            return self._with(mode=unknown("the mode of a channel", "str"))
        return self._with(mode="L" if self.bands > 1 else None)

    def split(self):
        return tuple([self._band() for _ in range(self.bands)])

    def getchannel(self, channel):
        if is_known(self.mode) and is_known(channel):
            if isinstance(channel, str) and channel not in self.getbands():
                _refuse(f'The image has no channel "{channel}"')
            if isinstance(channel, int) and not 0 <= channel < self.bands:
                _refuse("band index out of range")
        return self._band()

    def seek(self, frame):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def open(fp, mode="r", formats=None):
    size = (fresh_int("width of an image", 1), fresh_int("height of an image", 1))
    return Image(size, unknown("the mode of an image file", "str"))


def _nearest(number, key):
    """Returns the whole number beside ``number``, at least 1, that ``key`` likes best."""
    return max(min([math.floor(number), math.ceil(number)], key=key), 1)


def new(mode, size, color=0):
    if not isinstance(size, (list, tuple)):
        _refuse("Size must be a list or tuple")
    if len(size) != 2:
        _refuse("Size must be a sequence of length 2")
    for value in size:
        if is_known(value):
            text = "Width and height must be >= 0"
            require(value >= 0, text, "bad-argument", "ValueError")
    _check_mode(mode)
    return Image(tuple(size), mode)


def _array_mode(obj):
    """Returns the mode of the image that an array stands for; refuses what stands for none."""
    shape, kind = tuple(obj.shape)[2:], obj.dtype.name
    single = {"bool": "1", "uint8": "L", "int8": "I", "uint32": "I", "int32": "I",
              "float32": "F", "float64": "F"}  # fmt: skip
    if shape == () and kind in ("uint16", "int16"):
        return unknown("the mode of an image of 16 bits", "str")
    several = {2: "LA", 3: "RGB", 4: "RGBA"}
    mode = single.get(kind) if shape == () else None
    if len(shape) == 1 and kind == "uint8" and is_known(shape[0]):
        mode = several.get(shape[0])
    if mode is None:
        _refuse(f"Cannot handle this data type: {(1, 1, *shape)}, {kind}", "TypeError")
    return mode


def fromarray(obj, mode=None):
    if not is_known(obj) or not is_known(obj.shape):
        size = (fresh_int("width of an image", 1), fresh_int("height of an image", 1))
        return Image(size, unknown("the mode of an image") if mode is None else mode)
    shape = obj.shape
    if mode is None:
        mode = _array_mode(obj) if is_known(obj.dtype) else unknown("the mode of an image", "str")
    elif len(shape) > 3:
        _refuse(f"Too many dimensions: {len(shape)} > 3.")
    _check_mode(mode)
    return Image((1 if len(shape) == 1 else shape[1], shape[0]), mode)


def frombytes(mode, size, data, *args):
    return Image(tuple(size), mode)


def frombuffer(mode, size, data, *args):
    return Image(tuple(size), mode)


def blend(im1, im2, alpha):
    if is_known(im1.mode) and im1.mode not in _BYTES:
        _refuse("image has wrong mode")
    _check_match(im1, im2)
    return im1.copy()


def composite(image1, image2, mask):
    for image in (image1, mask):
        fits = (image.size[0] == image2.size[0]) & (image.size[1] == image2.size[1])
        require(fits, "images do not match", "shape-mismatch", "ValueError")
    return image2.copy()


def merge(mode, bands):
    _check_mode(mode)
    if is_known(mode) and len(_BANDS[mode]) != len(bands):
        _refuse("wrong number of bands")
    for band in bands:
        if is_known(band.mode) and is_known(mode) and len(bands) > 1 and band.mode != "L":
            _refuse("mode mismatch")
        fits = (band.size[0] == bands[0].size[0]) & (band.size[1] == bands[0].size[1])
        require(fits, "size mismatch", "shape-mismatch", "ValueError")
    return Image(bands[0].size, mode)


def alpha_composite(im1, im2):
    if is_known(im1.mode) and im1.mode not in ("RGBA", "LA"):
        _refuse("image has wrong mode")
    _check_match(im1, im2)
    return im1.copy()
