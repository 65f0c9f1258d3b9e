"""torch.utils.cpp_extension: extensions are not followed."""

from _pytea import unknown


def load(*args, **kwargs):
    return unknown("a C++ extension")


def load_inline(*args, **kwargs):
    return unknown("a C++ extension")
