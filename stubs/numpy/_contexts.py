"""Context managers and limits of numpy."""

import numpy
from _pytea import is_known, unknown


class errstate:
    def __init__(self, **options):
        self.options = options

    def __enter__(self):
        return None

    def __exit__(self, *exc):
        return False

    def __call__(self, function):
        return function


class printoptions(errstate):
    pass


def _kind_of(dtype):
    """Returns the dtype that is meant; a number stands for its type, which may be one of numpy's."""
    if is_known(dtype) and isinstance(dtype, (int, float, complex)):
        return unknown("the dtype of a number")
    return numpy.dtype(dtype) if is_known(dtype) else dtype


class finfo:
    def __init__(self, dtype=None):
        kind = _kind_of(dtype)
        if not is_known(kind):
            limit = unknown("a limit of a dtype", "float")
            self.eps = self.max = self.min = self.tiny = self.smallest_normal = limit
            self.resolution = limit
            self.dtype, self.bits = kind, unknown("the bits of a dtype", "int")
            return
        double, half = kind == numpy.float64, kind == numpy.float16
        self.dtype = kind
        self.bits = 64 if double else 16 if half else 32
        self.eps = 2.220446049250313e-16 if double else 0.0009765625 if half else 1.1920929e-07
        self.max = 1.7976931348623157e308 if double else 65504.0 if half else 3.4028234663852886e38
        self.tiny = 2.2250738585072014e-308 if double else 6.1035e-05 if half else 1.1754943508e-38
        self.min = -self.max
        self.smallest_normal = self.tiny
        self.resolution = self.eps


class iinfo:
    def __init__(self, int_type):
        kind = _kind_of(int_type)
        if not is_known(kind):
            self.max = self.min = self.bits = unknown("a limit of a dtype", "int")
            self.dtype = kind
            return
        if kind.kind not in "iu":
            raise ValueError(f"Invalid integer data type {kind.kind!r}.")
        unsigned = kind.kind == "u"
        self.dtype = kind
        self.bits = 8 * kind.itemsize
        self.min = 0 if unsigned else -(2 ** (self.bits - 1))
        self.max = 2**self.bits - 1 if unsigned else 2 ** (self.bits - 1) - 1
