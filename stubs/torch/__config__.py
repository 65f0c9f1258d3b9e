"""torch.__config__: with what torch was built, which is told of the machine where the program runs."""

from _pytea import unknown


def show():
    return unknown("with what torch was built", "str")


def parallel_info():
    return unknown("how torch works in parallel", "str")
