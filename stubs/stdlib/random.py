"""random: numbers take every value of their range, choices every element; order stays."""

import _pytea

#: The number of draws that are made one by one.
_DRAWS = 16
#: The number of items of a sample that are told apart.
_MOST = 256


def _real(*args, **kwargs):
    return _pytea.random("float")


def _fixed(value):
    return _pytea.is_known(value) and not _pytea.is_symbolic(value)


class Random:
    VERSION = 3

    def __init__(self, x=None):
        pass

    def seed(self, a=None, version=2):
        pass

    def getstate(self):
        return _pytea.unknown("the state of a random generator")

    def setstate(self, state):
        pass

    def random(self):
        return _real()

    def uniform(self, a, b):
        return a + 0.0 if _fixed(a) and _fixed(b) and a == b else _real()

    triangular = betavariate = expovariate = gammavariate = gauss = lognormvariate = _real
    normalvariate = paretovariate = vonmisesvariate = weibullvariate = _real

    def binomialvariate(self, n=1, p=0.5):
        return _pytea.any_int("binomialvariate", 0, n)

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            start, stop = 0, start
        if not _fixed(start) or not _fixed(stop) or not _fixed(step):
            if not _pytea.is_known(start) or not _pytea.is_known(stop) or not _pytea.is_known(step):
                return _pytea.random("int")
            return _pytea.any_int("randrange", start, stop - 1)
        count = len(range(start, stop, step))
        if count == 0:
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {stop - start})")
        if step == 1:
            return _pytea.any_int("randrange", start, stop - 1)
        return start + step * _pytea.any_int("randrange", 0, count - 1)

    def randint(self, a, b):
        if not _pytea.is_known(a) or not _pytea.is_known(b):
            return _pytea.random("int")
        if _fixed(a) and _fixed(b) and a > b:
            raise ValueError(f"empty range for randrange() ({a}, {b + 1}, {b + 1 - a})")
        return _pytea.any_int("randint", a, b)

    def getrandbits(self, k):
        if not _fixed(k) or k > 62:
            return _pytea.random("int")
        return _pytea.any_int("getrandbits", 0, 2**k - 1)

    def randbytes(self, n):
        return _pytea.random("bytes")

    def choice(self, seq):
        if not _pytea.is_known(seq):
            return _pytea.unknown("a choice from what is not known")
        size = len(seq)
        if not _fixed(size):
            return seq[0]
        if size == 0:
            raise IndexError("Cannot choose from an empty sequence")
        return seq[0] if size == 1 else seq[_pytea.any_int("choice", 0, size - 1)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        if not _pytea.is_known(population) or not _fixed(k):
            return _pytea.unknown("choices from what is not known", "list")
        if not _fixed(len(population)) or k > _MOST:
            return _pytea.summary(_listed(population), k)
        if k <= _DRAWS:
            return [self.choice(population) for _ in range(k)]
        return [population[i % len(population)] for i in range(k)]

    def shuffle(self, x):
        pass

    def sample(self, population, k, *, counts=None):
        if not _pytea.is_known(population):
            return _pytea.unknown("a sample of what is not known", "list")
        size = len(population)
        if not _fixed(k) or not _fixed(size) or k > _MOST:
            return _pytea.summary(_listed(population), k)
        if not 0 <= k <= size:
            raise ValueError("Sample larger than population or is negative")
        return list(population[:k] if isinstance(population, range) else list(population)[:k])


def _listed(population):
    """Returns the list that holds the items of a deque; any other collection as it is."""
    return population._items if type(population).__name__ == "deque" else population


class SystemRandom(Random):
    pass


_inst = Random()
seed = _inst.seed
random = _inst.random
uniform = _inst.uniform
triangular = betavariate = expovariate = gammavariate = gauss = lognormvariate = _real
normalvariate = paretovariate = vonmisesvariate = weibullvariate = _real
binomialvariate = _inst.binomialvariate
randint = _inst.randint
choice = _inst.choice
randrange = _inst.randrange
sample = _inst.sample
shuffle = _inst.shuffle
choices = _inst.choices
getstate = _inst.getstate
setstate = _inst.setstate
getrandbits = _inst.getrandbits
randbytes = _inst.randbytes
