"""abc: abstract base classes, with registration and subclass hooks."""

import _pytea


def abstractmethod(function):
    if not isinstance(function, (property, classmethod, staticmethod)):
        function.__isabstractmethod__ = True
    return function


abstractclassmethod = abstractstaticmethod = abstractmethod


def abstractproperty(function):
    return property(abstractmethod(function))


def update_abstractmethods(cls):
    names = _abstract_names(cls, cls.__dict__, cls.__bases__)
    cls.__abstractmethods__ = frozenset(names)
    return cls


def _abstract_names(cls, namespace, bases):
    names = [name for name, value in namespace.items() if _pytea.is_abstract(value)]
    for base in bases:
        for name in getattr(base, "__abstractmethods__", ()):
            if name not in names and _pytea.is_abstract(getattr(cls, name, None)):
                names.append(name)
    return names


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = frozenset(_abstract_names(cls, namespace, bases))
        return cls

    def register(cls, subclass):
        cls._abc_registry = (*cls.__dict__.get("_abc_registry", ()), subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if _pytea.is_subtype(subclass, cls):
            return True
        if "__subclasshook__" in _hook_holder(cls):
            answer = cls.__subclasshook__(subclass)
            if answer is not NotImplemented:
                return answer
        for registered in cls.__dict__.get("_abc_registry", ()):
            if issubclass(subclass, registered):
                return True
        for derived in cls.__subclasses__():
            if "_abc_registry" in derived.__dict__ and issubclass(subclass, derived):
                return True
        return False


def _hook_holder(cls):
    for base in cls.__mro__:
        if "__subclasshook__" in base.__dict__:
            return base.__dict__
    return {}


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def get_cache_token():
    return 0
