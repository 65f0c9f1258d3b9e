"""matplotlib.pyplot: nothing is drawn."""

from _inert import Inert, inert
from _pytea import is_known

rcParams = {}


class Axes(list):
    """The axes of a figure with several of them."""

    @property
    def flat(self):
        return self.flatten()

    def flatten(self):
        found = []
        for item in self:
            if isinstance(item, Axes):
                found += item.flatten()
            else:
                found.append(item)
        return Axes(found)

    def ravel(self):
        return self.flatten()

    def reshape(self, *shape):
        return self

    def __getitem__(self, index):
        if isinstance(index, tuple):
            return inert
        return list.__getitem__(self, index)


def subplots(nrows=1, ncols=1, **kwargs):
    if not is_known(nrows) or not is_known(ncols):
        return Inert(), Inert()
    squeeze = kwargs.get("squeeze", True)
    if squeeze and nrows == 1 and ncols == 1:
        return inert, inert
    if squeeze and (nrows == 1 or ncols == 1):
        return inert, Axes([inert] * (nrows * ncols))
    return inert, Axes([Axes([inert] * ncols) for _ in range(nrows)])


def show(*args, **kwargs):
    pass


def savefig(*args, **kwargs):
    pass


def close(*args, **kwargs):
    pass


def __getattr__(name):
    return inert
