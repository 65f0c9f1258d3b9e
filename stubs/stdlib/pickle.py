"""pickle: nothing is read or written."""

import _pytea

HIGHEST_PROTOCOL, DEFAULT_PROTOCOL = 5, 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    pass


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    return _pytea.unknown("a pickled object", "bytes")


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    return _pytea.unknown("an object from a pickle file")


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    return _pytea.unknown("an unpickled object")


class Pickler:
    def __init__(self, file, protocol=None, **options):
        pass

    def dump(self, obj):
        pass


class Unpickler:
    def __init__(self, file, **options):
        pass

    def load(self):
        return _pytea.unknown("an object from a pickle file")
