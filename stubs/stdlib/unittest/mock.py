"""unittest.mock: a replacement accepts everything, and is not known."""

from _pytea import unknown


def __getattr__(name):
    return unknown("a mock")
