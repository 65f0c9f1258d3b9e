"""tyro.conf: markers."""

from _inert import inert


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return inert
