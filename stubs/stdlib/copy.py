"""copy: the machine copies."""

from _pytea import copy, deepcopy


class Error(Exception):
    pass


error = Error


def replace(obj, /, **changes):
    return obj.__replace__(**changes)
