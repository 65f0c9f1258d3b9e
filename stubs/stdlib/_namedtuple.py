"""Tuples with named fields: collections.namedtuple, and the class form of typing."""

import _pytea
from _arguments import bind


def fill(cls, fields, defaults):
    """Gives a subclass of tuple the behaviour of a named tuple; ``defaults`` maps names."""

    def __new__(cls, *args, **kwargs):
        if kwargs or len(args) != len(fields):
            bound = bind(f"{cls.__name__}.__new__", 1, fields, (), defaults, args, kwargs)
            args = [bound[name] if name in bound else defaults[name] for name in fields]
        return tuple.__new__(cls, tuple(args))

    cls.__new__ = staticmethod(__new__)
    cls._fields = cls.__match_args__ = fields
    cls._field_defaults = defaults
    for index, name in enumerate(fields):
        setattr(cls, name, _reader(index))
    return cls


def _reader(index):
    return property(lambda self: tuple.__getitem__(self, index))


class Methods:
    """What every named tuple can do, beside being a tuple."""

    __slots__ = ()

    @classmethod
    def _make(cls, iterable):
        values = tuple(iterable)
        if len(values) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(values)}")
        return tuple.__new__(cls, values)

    def _replace(self, /, **kwargs):
        values = [
            kwargs.pop(name) if name in kwargs else self[i] for i, name in enumerate(self._fields)
        ]
        if kwargs:
            raise ValueError(f"Got unexpected field names: {list(kwargs)!r}")
        return self._make(values)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __repr__(self):
        shown = [f"{name}={value!r}" for name, value in zip(self._fields, self)]
        return f"{self.__class__.__name__}({', '.join(shown)})"

    def __getnewargs__(self):
        return tuple(self)


_METHODS = ("_make", "_replace", "_asdict", "__repr__", "__getnewargs__")


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    seen = set()
    for index, name in enumerate(names):
        bad = not name.isidentifier() or name in _KEYWORDS
        if rename and (bad or name.startswith("_") or name in seen):
            names[index] = name = f"_{index}"
        elif bad and not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        elif bad:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
        elif name.startswith("_"):
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        elif name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    defaults = [] if defaults is None else list(defaults)
    if len(defaults) > len(names):
        raise TypeError("Got more default values than field names")
    by_name = dict(zip(names[len(names) - len(defaults) :], defaults))
    namespace = {name: Methods.__dict__[name] for name in _METHODS}
    namespace["__slots__"] = ()
    namespace["__doc__"] = f"{typename}({', '.join(names)})"
    if module is not None:
        namespace["__module__"] = module
    return fill(type(typename, (tuple,), namespace), tuple(names), by_name)


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        cls = type.__new__(mcls, name, bases, namespace)
        if any([isinstance(base, _NamedTupleMeta) and hasattr(base, "_fields") for base in bases]):
            return cls
        if not any([isinstance(base, _NamedTupleMeta) for base in bases]):
            return cls
        fields = tuple([field for field, _ in _pytea.class_annotations(cls)])
        defaults = {field: namespace[field] for field in fields if field in namespace}
        late = False
        for field in fields:
            if late and field not in defaults:
                raise TypeError(
                    f"non-default namedtuple field {field} cannot follow default field "
                    + ", ".join(defaults)
                )
            late = late or field in defaults
        return fill(cls, fields, defaults)

    def __call__(cls, *args, **kwargs):
        if cls is NamedTuple:
            return _functional(*args, **kwargs)
        return type.__call__(cls, *args, **kwargs)


class NamedTuple(tuple, metaclass=_NamedTupleMeta):
    _make = Methods.__dict__["_make"]
    _replace = Methods._replace
    _asdict = Methods._asdict
    __repr__ = Methods.__repr__
    __getnewargs__ = Methods.__getnewargs__


def _functional(typename, fields=None, /, **kwargs):
    pairs = list(kwargs.items()) if fields is None else fields
    return namedtuple(typename, [name for name, _ in pairs])


_KEYWORDS = frozenset(
    "False None True and as assert async await break class continue def del elif else except "
    "finally for from global if import in is lambda nonlocal not or pass raise return try while "
    "with yield".split()
)
