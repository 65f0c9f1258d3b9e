"""torch.utils.benchmark."""

from _pytea import unknown


def Timer(*args, **kwargs):
    return unknown("a timer")
