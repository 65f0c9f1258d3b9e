"""Spaces: what an observation or an action looks like."""

import numpy
from _pytea import unknown


class Space:
    shape = None

    def seed(self, seed=None):
        pass

    def contains(self, x):
        return unknown("whether a space contains a value", "bool")


class Box(Space):
    def __init__(self, low, high, shape=None, dtype=numpy.float32, seed=None):
        if shape is None:
            shape = low.shape if hasattr(low, "shape") else (1,)
        self.shape = tuple(shape)
        self.dtype = dtype
        self.low = numpy.full(self.shape, low, dtype)
        self.high = numpy.full(self.shape, high, dtype)

    def sample(self, mask=None):
        return numpy.empty(self.shape, self.dtype)


class Discrete(Space):
    shape = ()

    def __init__(self, n, seed=None, start=0):
        self.n = n
        self.start = start

    def sample(self, mask=None):
        return unknown("an action", "int")


class MultiDiscrete(Space):
    def __init__(self, nvec, dtype=numpy.int64, seed=None):
        self.nvec = numpy.array(nvec)
        self.shape = self.nvec.shape

    def sample(self, mask=None):
        return numpy.empty(self.shape, numpy.int64)


class MultiBinary(Space):
    def __init__(self, n, seed=None):
        self.n = n
        self.shape = (n,) if isinstance(n, int) else tuple(n)

    def sample(self, mask=None):
        return numpy.empty(self.shape, numpy.int8)


class Dict(Space):
    def __init__(self, spaces=None, seed=None, **more):
        self.spaces = dict(spaces or {}, **more)

    def __getitem__(self, key):
        return self.spaces[key]

    def sample(self, mask=None):
        return {name: self.spaces[name].sample() for name in self.spaces}


class Tuple(Space):
    def __init__(self, spaces, seed=None):
        self.spaces = tuple(spaces)

    def sample(self, mask=None):
        return tuple([space.sample() for space in self.spaces])
