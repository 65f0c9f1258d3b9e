"""gc: nothing is collected."""

import _pytea

garbage = []
callbacks = []


def collect(generation=2):
    return _pytea.unknown("the number of objects that were collected", "int")


def get_objects(generation=None):
    return _pytea.unknown("all objects", "list")


get_referrers = get_referents = get_stats = get_objects


def _nothing(*args):
    return None


enable = disable = freeze = unfreeze = set_threshold = set_debug = _nothing


def isenabled():
    return True


def get_threshold():
    return 700, 10, 10


def get_count():
    return _pytea.unknown("counts of the garbage collector", "tuple")


def is_tracked(obj):
    return True
