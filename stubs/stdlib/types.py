"""types: the classes of things that Python itself makes."""

import _pytea


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __repr__(self):
        shown = [f"{name}={value!r}" for name, value in self.__dict__.items()]
        name = type(self).__name__
        return f"{'namespace' if name == 'SimpleNamespace' else name}({', '.join(shown)})"

    def __eq__(self, other):
        if not isinstance(other, SimpleNamespace):
            return NotImplemented
        return vars(self) == vars(other)


class MappingProxyType:
    def __init__(self, mapping):
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, MappingProxyType) else other)

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, MappingProxyType) else other)

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def get(self, key, default=None):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()


class _Example:
    def method(self):
        pass


def _generator():
    yield


async def _coroutine():
    pass


ModuleType = _pytea.module_type()
FunctionType = LambdaType = type(_generator)
MethodType = type(_Example().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
GeneratorType = type(_generator())
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
DynamicClassAttribute = property


class GenericAlias:
    def __init__(self, origin, args):
        self.__origin__ = origin
        self.__args__ = args if isinstance(args, tuple) else (args,)

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)


class UnionType:
    pass


class CodeType:
    pass


class FrameType:
    pass


class TracebackType:
    pass


class CoroutineType:
    pass


class AsyncGeneratorType:
    pass


class CellType:
    pass


class MethodWrapperType:
    pass


class WrapperDescriptorType:
    pass


class MethodDescriptorType:
    pass


class ClassMethodDescriptorType:
    pass


class GetSetDescriptorType:
    pass


class MemberDescriptorType:
    pass


def new_class(name, bases=(), kwds=None, exec_body=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", None)
    if meta is None:
        meta = type(bases[0]) if bases else type
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    return meta(name, tuple(bases), namespace, **kwds)


def prepare_class(name, bases=(), kwds=None):
    return type(bases[0]) if bases else type, {}, dict(kwds or {})


def resolve_bases(bases):
    return bases


def get_original_bases(cls):
    return cls.__bases__


def coroutine(func):
    return func
