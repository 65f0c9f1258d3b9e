"""The methods that a dataclass gets."""

from _arguments import bind
from dataclasses._fields import MISSING, FrozenInstanceError


def _has_default(f):
    return f.default is not MISSING or f.default_factory is not MISSING


def initializer(cls, fields, frozen):
    taken = [f for f in fields if f.init]
    positional = [f.name for f in taken if not f.kw_only]
    keyword = [f.name for f in taken if f.kw_only]
    optional = {f.name for f in taken if _has_default(f)}
    late = None
    for f in taken:
        if f.kw_only:
            continue
        if late is not None and not _has_default(f):
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
        late = late or (f.name if _has_default(f) else None)
    post = hasattr(cls, "__post_init__")
    label = f"{cls.__name__}.__init__"

    def __init__(self, /, *args, **kwargs):
        bound = bind(label, 1, positional, keyword, optional, args, kwargs)
        extra = []
        for f in fields:
            if f.init and f.name in bound:
                value = bound[f.name]
            elif f.default_factory is not MISSING:
                value = f.default_factory()
            else:
                value = f.default
            if f._kind == "initvar":
                extra.append(value)
            elif f.init or f.default_factory is not MISSING:
                if frozen:
                    object.__setattr__(self, f.name, value)
                else:
                    setattr(self, f.name, value)
        if post:
            self.__post_init__(*extra)

    __init__.__qualname__ = f"{cls.__qualname__}.__init__"
    __init__.__pytea_parameters__ = [("self", "positional", False, None)] + [
        (f.name, "keyword_only" if f.kw_only else "positional", _has_default(f), f.default)
        for f in [f for f in taken if not f.kw_only] + [f for f in taken if f.kw_only]
    ]
    return __init__


def show(names):
    def __repr__(self):
        shown = [f"{name}={getattr(self, name)!r}" for name in names]
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    return __repr__


def _values(obj, names):
    return tuple([getattr(obj, name) for name in names])


def equal(names):
    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _values(self, names) == _values(other, names)

    return __eq__


_ORDERS = {
    "__lt__": lambda a, b: a < b,
    "__le__": lambda a, b: a <= b,
    "__gt__": lambda a, b: a > b,
    "__ge__": lambda a, b: a >= b,
}


def compare(name, names):
    order = _ORDERS[name]

    def method(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return order(_values(self, names), _values(other, names))

    method.__name__ = name
    return method


def hash_fields(fields):
    names = [f.name for f in fields if (f.compare if f.hash is None else f.hash)]

    def __hash__(self):
        return hash(_values(self, names))

    return __hash__


def forbid_set(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    return __setattr__


def forbid_delete(cls, names):
    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __delattr__
