"""An object that accepts everything and does nothing: figures, loggers, runs."""

from _pytea import unknown


class Inert:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __setattr__(self, name, value):
        pass

    def __call__(self, *args, **kwargs):
        return self

    def __getitem__(self, key):
        return self

    def __setitem__(self, key, value):
        pass

    def __iter__(self):
        return iter([self])

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def __float__(self):
        return unknown("a number", "float")

    def __int__(self):
        return unknown("a number", "int")


inert = Inert()
