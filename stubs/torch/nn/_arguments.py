"""Argument forms that many layers share: one number for all dims, or one per dim."""

from _pytea import is_known


def ntuple(value, count):
    """Returns ``value`` repeated ``count`` times, or the sequence as a tuple."""
    if not is_known(value) or isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)):
        return tuple(value)
    return (value,) * count
