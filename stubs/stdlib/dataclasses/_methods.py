"""The methods that a dataclass gets."""

import _pytea
from dataclasses._fields import MISSING, FrozenInstanceError


def _has_default(f):
    return f.default is not MISSING or f.default_factory is not MISSING


def initializer(cls, fields, frozen):
    late = None
    for f in fields:
        if f.kw_only or not f.init:
            continue
        if late is not None and not _has_default(f):
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
        late = late or (f.name if _has_default(f) else None)
    rows = [
        (f.name, f.init, f.kw_only, f._kind, _given(f.default), _given(f.default_factory))
        for f in fields
    ]
    post = hasattr(cls, "__post_init__")
    return _pytea.dataclass_init(
        f"{cls.__qualname__}.__init__", rows, frozen, post, _pytea.loaded_module("dataclasses")
    )


def _given(value):
    return () if value is MISSING else (value,)


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
