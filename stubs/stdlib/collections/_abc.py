"""Abstract classes whose instance checks look at methods."""


class _ABC(type):
    """Accepts what has the methods; ``_names`` are the builtin types that belong to it."""

    def __new__(mcls, name, bases, namespace, **kwargs):
        return type.__new__(mcls, name, bases, namespace, **kwargs)

    def register(cls, subclass):
        cls._registered.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        mro = getattr(subclass, "__mro__", ())
        if any([base is cls for base in mro]):
            return True
        own = cls.__dict__
        if "_methods" not in own:
            return False
        if any(
            [base is entry for entry in [*cls._registered, *own.get("_types", ())] for base in mro]
        ):
            return True
        methods = own["_methods"]
        if methods and all([_has(mro, name) for name in methods]):
            return True
        return any([child.__subclasscheck__(subclass) for child in own.get("_children", ())])


_CONTAINERS = (list, tuple, dict, set, frozenset, str, range, bytes, bytearray)


_SIZED = ("__iter__", "__len__", "__contains__")
_BOTH_WAYS = ("__iter__", "__len__", "__contains__", "__reversed__")
_HASHED = (*_BOTH_WAYS, "__hash__")
#: The methods of builtin types of which abstract classes ask.
_METHODS = {
    "list": _BOTH_WAYS, "dict": _BOTH_WAYS, "set": _SIZED, "bytearray": _SIZED, "Tensor": _HASHED,
    "ndarray": _SIZED, "tuple": (*_SIZED, "__hash__"), "str": (*_SIZED, "__hash__"),
    "bytes": (*_SIZED, "__hash__"), "frozenset": (*_SIZED, "__hash__"), "range": _HASHED,
    "dict_keys": _BOTH_WAYS, "dict_items": _BOTH_WAYS,
    "dict_values": ("__iter__", "__len__", "__reversed__", "__hash__"),
}  # fmt: skip


def _has(mro, name):
    for base in mro:
        if base.__name__ in _METHODS and base.__module__ == "builtins":
            return name in _METHODS[base.__name__]
        if base is object:
            return name == "__hash__"
        names = getattr(base, "__dict__", ())
        if name in names:
            return names[name] is not None
    return False


class _Root(metaclass=_ABC):
    _methods = ()

    def __class_getitem__(cls, item):
        return cls

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._registered = []


class Hashable(_Root):
    _methods = ("__hash__",)


class Iterable(_Root):
    _methods = ("__iter__",)
    _types = _CONTAINERS


class Iterator(Iterable):
    _methods = ("__next__", "__iter__")
    _types = (type(iter([])), type(iter(())), type(i for i in ()))

    def __iter__(self):
        return self


class Reversible(Iterable):
    _methods = ("__reversed__", "__iter__")


class Generator(Iterator):
    _methods = ("__iter__", "__next__", "send", "throw", "close")
    _types = (type(i for i in ()),)

    def __next__(self):
        return self.send(None)


class Sized(_Root):
    _methods = ("__len__",)
    _types = _CONTAINERS


class Container(_Root):
    _methods = ("__contains__",)
    _types = _CONTAINERS


class _CallableABC(_ABC):
    def __instancecheck__(cls, instance):
        return callable(instance)


class Callable(_Root, metaclass=_CallableABC):
    _methods = ("__call__",)


class Awaitable(_Root):
    _methods = ("__await__",)


class Coroutine(Awaitable):
    _methods = ("__await__", "send", "throw", "close")


class AsyncIterable(_Root):
    _methods = ("__aiter__",)


class AsyncIterator(AsyncIterable):
    _methods = ("__anext__", "__aiter__")


class Collection(Sized, Iterable, Container):
    _methods = ("__len__", "__iter__", "__contains__")
    _types = _CONTAINERS


class Buffer(_Root):
    _methods = ("__buffer__",)
