"""munch: a dict whose entries are attributes, too."""


class Munch(dict):
    def __getattr__(self, k):
        try:
            return self[k]
        except KeyError:
            raise AttributeError(k)

    def __setattr__(self, k, v):
        self[k] = v

    def __delattr__(self, k):
        try:
            del self[k]
        except KeyError:
            raise AttributeError(k)

    def toDict(self):
        return unmunchify(self)

    def copy(self):
        return type(self)(self)

    @classmethod
    def fromDict(cls, d):
        return munchify(d, cls)


class DefaultMunch(Munch):
    def __init__(self, default=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        object.__setattr__(self, "__default__", default)

    def __getattr__(self, k):
        return self.get(k, object.__getattribute__(self, "__default__"))

    def __missing__(self, k):
        return object.__getattribute__(self, "__default__")


def munchify(x, factory=Munch):
    if isinstance(x, dict):
        return factory({key: munchify(value, factory) for key, value in x.items()})
    if isinstance(x, (list, tuple)):
        return type(x)([munchify(value, factory) for value in x])
    return x


def unmunchify(x):
    if isinstance(x, dict):
        return {key: unmunchify(value) for key, value in x.items()}
    if isinstance(x, (list, tuple)):
        return type(x)([unmunchify(value) for value in x])
    return x
