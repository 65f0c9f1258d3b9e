"""numpy.random: seeds do not matter to shapes; RandomState and Generator call the operators."""

import numpy
from _pytea import is_known, is_tensor, unknown


def seed(seed=None):
    pass


def get_state(legacy=True):
    return unknown("a state of random numbers")


def set_state(state):
    pass


def shuffle(x):
    if is_tensor(x):
        numpy.random._shuffle(x)
    elif not is_known(x):
        return
    elif isinstance(x, (tuple, str)):
        raise TypeError(f"'{type(x).__name__}' object does not support item assignment")


class RandomState:
    def __init__(self, seed=None):
        pass

    def __getattr__(self, name):
        return getattr(numpy.random, name)

    def seed(self, seed=None):
        pass

    def shuffle(self, x):
        shuffle(x)


class Generator:
    def __init__(self, bit_generator=None):
        self.bit_generator = bit_generator

    def __getattr__(self, name):
        return getattr(numpy._random, name)

    def shuffle(self, x, axis=0):
        shuffle(x)

    def spawn(self, n_children):
        return [Generator() for _ in range(n_children)]


class BitGenerator:
    def __init__(self, seed=None):
        pass

    @property
    def state(self):
        return unknown("a state of random numbers")


class PCG64(BitGenerator):
    pass


class MT19937(BitGenerator):
    pass


class Philox(BitGenerator):
    pass


class SeedSequence:
    def __init__(self, entropy=None, **options):
        self.entropy = entropy

    def spawn(self, n_children):
        return [SeedSequence() for _ in range(n_children)]

    def generate_state(self, n_words, dtype=numpy.uint32):
        return numpy.empty(n_words, dtype)


def default_rng(seed=None):
    return seed if isinstance(seed, Generator) else Generator()
