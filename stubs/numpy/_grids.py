"""What is written with brackets: mgrid, ogrid, r_, c_, s_, and iteration over positions."""

import numpy
from _pytea import unknown


class _Grid:
    def __init__(self, sparse):
        self.sparse = sparse

    def __getitem__(self, key):
        return numpy._pytea.grid(key, self.sparse)


class _Rows:
    def __getitem__(self, key):
        return numpy._pytea.rows(key)


class _Columns:
    def __getitem__(self, key):
        return numpy._pytea.columns(key)


class _Slices:
    def __getitem__(self, key):
        return key


class _Tuples:
    def __getitem__(self, key):
        return key if isinstance(key, tuple) else (key,)


mgrid = _Grid(False)
ogrid = _Grid(True)
r_ = _Rows()
c_ = _Columns()
s_ = _Slices()
index_exp = _Tuples()


def ndindex(*shape):
    sizes = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape
    if not sizes:
        yield ()
        return
    for first in range(sizes[0]):
        for rest in ndindex(tuple(sizes[1:])):
            yield (first, *rest)


def ndenumerate(arr):
    array = numpy.asarray(arr)
    for place in ndindex(array.shape):
        yield place, array[place]


def nditer(op, *args, **options):
    return unknown("an iterator over elements")
