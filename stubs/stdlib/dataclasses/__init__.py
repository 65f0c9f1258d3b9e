"""dataclasses: the decorator and what works on its classes."""

import _pytea
from dataclasses._fields import (
    Field, FrozenInstanceError, InitVar, KW_ONLY, MISSING, collect, field,
)  # fmt: skip
from dataclasses._methods import (
    compare, equal, forbid_delete, forbid_set, hash_fields, initializer, show,
)  # fmt: skip


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
    match_args=True, kw_only=False, slots=False, weakref_slot=False,
):  # fmt: skip
    def decorate(cls):
        _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only)
        return cls

    return decorate if cls is None else decorate(cls)


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq = init, repr, eq
        self.order, self.unsafe_hash, self.frozen = order, unsafe_hash, frozen


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only):
    all_fields = collect(cls, frozen, kw_only)
    cls.__dataclass_fields__ = all_fields
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    own = [f for f in all_fields.values() if f._kind == "field"]
    names = set(cls.__dict__)
    cls.__dataclass_copied__ = tuple([f.name for f in own if f.init])
    cls.__dataclass_pseudo_fields__ = tuple(
        [f for f in all_fields.values() if f._kind == "initvar" or f._kind == "field" and not f.init]
    )
    if init:
        cls.__init__ = initializer(
            cls, [f for f in all_fields.values() if f._kind != "class"], frozen
        )
    if repr and "__repr__" not in names:
        cls.__repr__ = show([f.name for f in own if f.repr])
    compared = [f.name for f in own if f.compare]
    if eq and "__eq__" not in names:
        cls.__eq__ = equal(compared)
    if order:
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if name in names:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                    "Consider using functools.total_ordering"
                )
            setattr(cls, name, compare(name, compared))
    if frozen:
        every = tuple([f.name for f in own])
        for name, method in (("__setattr__", forbid_set), ("__delattr__", forbid_delete)):
            if name in names:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
            setattr(cls, name, method(cls, every))
    explicit = "__hash__" in names and not (cls.__dict__["__hash__"] is None and "__eq__" in names)
    if unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = hash_fields(own)
    elif eq and frozen and not explicit:
        cls.__hash__ = hash_fields(own)
    elif eq and not explicit:
        cls.__hash__ = None
    if match_args and "__match_args__" not in names:
        cls.__match_args__ = tuple(
            [f.name for f in all_fields.values() if f.init and not f.kw_only and f._kind != "class"]
        )


def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._kind == "field"])


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def _is_instance(obj):
    return not isinstance(obj, type) and hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _pytea.is_known(obj):
        return _pytea.unknown("asdict() of what is not known", "dict")
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _plain(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _plain(obj, build):
    if _is_instance(obj):
        return build([(f.name, _plain(getattr(obj, f.name), build)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_plain(item, build) for item in obj])
    if type(obj) is list or type(obj) is tuple:
        return type(obj)([_plain(item, build) for item in obj])
    if type(obj) is dict:
        return {_plain(key, build): _plain(value, build) for key, value in obj.items()}
    return _pytea.deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_pseudo_fields__:
        if not f.init and f.name in changes:
            raise ValueError(
                f"field {f.name} is declared with init=False, it cannot be specified with replace()"
            )
        if f._kind == "initvar" and f.default is MISSING and f.name not in changes:
            raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
    return obj.__class__(**_pytea.read_attributes(obj, obj.__dataclass_copied__, changes))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    body, declared = dict(namespace or {}), []
    for item in fields:
        if isinstance(item, str):
            item = (item, "typing.Any")
        declared.append((item[0], item[1] if isinstance(item[1], str) else item[1]))
        if len(item) == 3:
            body[item[0]] = item[2]
    body["__annotations__"] = dict(declared)
    cls = type(cls_name, bases, body)
    cls.__pytea_annotations__ = declared
    return dataclass(cls, **options)
