"""Images of OpenCV: arrays of (height, width) or (height, width, channels).

What a function makes of a single channel has no dim for it: OpenCV forgets that dim on the way.
"""

import numpy as np
from _pytea import fresh_int, is_known, unknown

from cv2._constants import CHANNELS

_IMREAD_GRAYSCALE = 0
_IMREAD_UNCHANGED = -1
_CAP_DEPTH = 5


def like(src, height=None, width=None, channels=None, dtype=None):
    """Returns an image with the sizes of another one, but for those that are given."""
    shape = np.shape(src)
    if not is_known(shape):
        if channels is None:
            return unknown("an image of any number of channels", "ndarray")
        shape = (fresh_int("height of an image", 1), fresh_int("width of an image", 1))
    elif channels is None:
        channels = shape[2] if len(shape) == 3 else 1
    height = shape[0] if height is None else height
    width = shape[1] if width is None else width
    dtype = _dtype(src) if dtype is None else dtype
    if is_known(channels) and channels == 1:
        return np.empty((height, width), dtype)
    return np.empty((height, width, channels), dtype)


def _dtype(src):
    return getattr(src, "dtype", np.float64)


def _deep(src, ddepth):
    """Returns the dtype of a result whose depth is given, of -1 that of its source."""
    depths = (np.uint8, np.int8, np.uint16, np.int16, np.int32, np.float32, np.float64)
    return _dtype(src) if ddepth == -1 else depths[ddepth & 7]


def _size(dsize):
    width, height = dsize
    return height, width


# --- files --------------------------------------------------------------------------------------


def imread(filename, flags=1):
    height, width = fresh_int("height of an image", 1), fresh_int("width of an image", 1)
    if not is_known(flags) or flags == _IMREAD_UNCHANGED:
        return unknown("an image as it is in a file", "ndarray")
    # IMREAD_ANYDEPTH keeps numbers of 16 bits
    dtype = unknown("the depth of an image file") if flags & 2 else np.uint8
    if not flags & 1:
        return np.empty((height, width), dtype)
    return np.empty((height, width, 3), dtype)


def imdecode(buf, flags):
    return imread("", flags)


def imwrite(filename, img, params=None):
    return True


def imencode(ext, img, params=None):
    return True, np.empty((fresh_int("bytes of an image", 1),), np.uint8)


# --- geometry -----------------------------------------------------------------------------------


def resize(src, dsize=None, dst=None, fx=0, fy=0, interpolation=1):
    if dsize is None or (is_known(dsize[0]) and is_known(dsize[1]) and tuple(dsize) == (0, 0)):
        return _scaled(src, fx, fy)
    return like(src, *_size(dsize))


def _scaled(src, fx, fy):
    shape = np.shape(src)
    height, width = shape[:2] if is_known(shape) else (unknown("a height"), unknown("a width"))
    return like(src, _times(height, fy), _times(width, fx))


def _times(size, factor):
    exact = is_known(size) and is_known(factor)
    return round(size * factor) if exact else fresh_int("size of an image", 1)


def warpAffine(src, M, dsize, dst=None, flags=1, borderMode=0, borderValue=0):
    return like(src, *_size(dsize))


warpPerspective = warpAffine


def remap(src, map1, map2, interpolation, dst=None, borderMode=0, borderValue=0):
    height, width = np.shape(map1)[:2]
    return like(src, height, width)


def copyMakeBorder(src, top, bottom, left, right, borderType, dst=None, value=0):
    height, width = np.shape(src)[:2]
    return like(src, height + top + bottom, width + left + right)


def flip(src, flipCode, dst=None):
    return like(src)


def rotate(src, rotateCode, dst=None):
    height, width = np.shape(src)[:2]
    return like(src) if rotateCode == 1 else like(src, width, height)


def transpose(src, dst=None):
    height, width = np.shape(src)[:2]
    return like(src, width, height)


def getRotationMatrix2D(center, angle, scale):
    return np.empty((2, 3), np.float64)


def getAffineTransform(src, dst):
    return np.empty((2, 3), np.float64)


def getPerspectiveTransform(src, dst, solveMethod=0):
    return np.empty((3, 3), np.float64)


def getGaussianKernel(ksize, sigma, ktype=6):
    return np.empty((ksize, 1), _deep(None, ktype))


def getStructuringElement(shape, ksize, anchor=None):
    width, height = ksize
    return np.empty((height, width), np.uint8)


# --- colours and channels -----------------------------------------------------------------------


def cvtColor(src, code, dst=None, dstCn=0):
    channels = CHANNELS.get(code) if is_known(code) else None
    if channels is None:
        return unknown("an image in other colours", "ndarray")
    return like(src, channels=channels)


def split(m, mv=None):
    shape = np.shape(m)
    count = shape[2] if len(shape) == 3 else 1
    return tuple(np.empty(shape[:2], _dtype(m)) for _ in range(count))


def merge(mv, dst=None):
    return like(mv[0], channels=sum(part.shape[2] if part.ndim == 3 else 1 for part in mv))


def threshold(src, thresh, maxval, type, dst=None):
    return unknown("a threshold", "float"), like(src)


def Canny(image, threshold1, threshold2, edges=None, apertureSize=3, L2gradient=False):
    return like(image, channels=1, dtype=np.uint8)


def Sobel(src, ddepth, dx, dy, dst=None, ksize=3, scale=1, delta=0, borderType=4):
    return like(src, dtype=_deep(src, ddepth))


def Laplacian(src, ddepth, dst=None, ksize=1, scale=1, delta=0, borderType=4):
    return like(src, dtype=_deep(src, ddepth))


def filter2D(src, ddepth, kernel, dst=None, anchor=None, delta=0, borderType=4):
    return like(src, dtype=_deep(src, ddepth))


def normalize(src, dst, alpha=1, beta=0, norm_type=4, dtype=-1, mask=None):
    return like(src, dtype=_deep(src, dtype))


# --- what keeps an image's shape ----------------------------------------------------------------


def _same(src, *options, **named):
    return like(src)


GaussianBlur = blur = medianBlur = bilateralFilter = _same
erode = dilate = morphologyEx = equalizeHist = _same
bitwise_not = fastNlMeansDenoising = fastNlMeansDenoisingColored = _same


def LUT(src, lut, dst=None):
    return like(src, dtype=_dtype(lut))


def convertScaleAbs(src, dst=None, alpha=1, beta=0):
    return like(src, dtype=np.uint8)


def _both(src1, src2, *options, **named):
    return like(src1 if np.ndim(src1) else src2)


add = subtract = multiply = divide = absdiff = min = max = _both
bitwise_and = bitwise_or = bitwise_xor = _both


def addWeighted(src1, alpha, src2, beta, gamma, dst=None, dtype=-1):
    return like(src1, dtype=_deep(src1, dtype))


def inRange(src, lowerb, upperb, dst=None):
    return like(src, channels=1, dtype=np.uint8)


# --- what is drawn into an image ----------------------------------------------------------------


def _drawn(img, *options, **named):
    return img


rectangle = circle = line = ellipse = polylines = fillPoly = fillConvexPoly = putText = _drawn
arrowedLine = drawContours = _drawn
