"""copy: the machine copies."""

import _pytea


def copy(x):
    if not _pytea.is_tensor(x) and hasattr(type(x), "__copy__"):
        return x.__copy__()
    return _pytea.copy(x)


def deepcopy(x, memo=None):
    if hasattr(type(x), "__deepcopy__"):
        return x.__deepcopy__({} if memo is None else memo)
    return _pytea.deepcopy(x)


class Error(Exception):
    pass


error = Error


def replace(obj, /, **changes):
    return obj.__replace__(**changes)
