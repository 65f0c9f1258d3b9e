"""matplotlib: nothing is drawn."""

from _inert import inert

rcParams = {}


def use(backend, *, force=True):
    pass


def rc(group, **kwargs):
    pass


def __getattr__(name):
    return inert
