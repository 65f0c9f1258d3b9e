"""The methods that an attrs class gets."""

from attr._model import NOTHING, Factory
from attr.exceptions import FrozenInstanceError


def initializer(cls, found):
    positional = [a for a in found if a.init and not a.kw_only]
    names = {a.alias for a in found if a.init}

    def __init__(self, *args, **kwargs):
        given = _given(cls, positional, names, args, kwargs)
        if hasattr(cls, "__attrs_pre_init__"):
            self.__attrs_pre_init__()
        for a in found:
            if a.init and a.alias in given:
                value = given[a.alias]
            elif a.default is NOTHING:
                if a.init:
                    raise TypeError(
                        f"{cls.__name__}.__init__() missing 1 required "
                        f"{'keyword-only' if a.kw_only else 'positional'} argument: {a.alias!r}"
                    )
                continue
            else:
                value = _made(self, a.default)
            if a.converter is not None:
                value = a.converter(value)
            object.__setattr__(self, a.name, value)
        for a in found:
            if a.validator is not None and hasattr(self, a.name):
                a.validator(self, a, getattr(self, a.name))
        if hasattr(cls, "__attrs_post_init__"):
            self.__attrs_post_init__()

    return __init__


def _given(cls, positional, names, args, kwargs):
    if len(args) > len(positional):
        raise TypeError(
            f"{cls.__name__}.__init__() takes {len(positional) + 1} positional arguments but "
            f"{len(args) + 1} were given"
        )
    given = {a.alias: value for a, value in zip(positional, args)}
    for name, value in kwargs.items():
        if name in given:
            raise TypeError(f"{cls.__name__}.__init__() got multiple values for argument {name!r}")
        if name not in names:
            raise TypeError(
                f"{cls.__name__}.__init__() got an unexpected keyword argument {name!r}"
            )
        given[name] = value
    return given


def _made(self, default):
    if not isinstance(default, Factory):
        return default
    return default.factory(self) if default.takes_self else default.factory()


def show(names):
    def __repr__(self):
        shown = [f"{name}={getattr(self, name)!r}" for name in names]
        return f"{self.__class__.__qualname__.rpartition('>.')[2]}({', '.join(shown)})"

    return __repr__


def _values(obj, names):
    return tuple([getattr(obj, name) for name in names])


_ORDERS = {
    "__lt__": lambda a, b: a < b,
    "__le__": lambda a, b: a <= b,
    "__gt__": lambda a, b: a > b,
    "__ge__": lambda a, b: a >= b,
}


def add_comparisons(cls, names, ordered):
    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _values(self, names) == _values(other, names)

    cls.__eq__ = __eq__
    if cls.__attrs_frozen__:
        cls.__hash__ = lambda self: hash(_values(self, names))
    else:
        cls.__hash__ = None
    if ordered:
        for name in _ORDERS:
            setattr(cls, name, _compare(name, names))


def _compare(name, names):
    def method(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _ORDERS[name](_values(self, names), _values(other, names))

    method.__name__ = name
    return method


def freeze(cls):
    def __setattr__(self, name, value):
        raise FrozenInstanceError()

    def __delattr__(self, name):
        raise FrozenInstanceError()

    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__
