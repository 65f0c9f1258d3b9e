"""attrs: classes that get their ``__init__`` from the attributes that they declare."""

import _pytea
from attr import converters, exceptions, filters, setters, validators
from attr._methods import add_comparisons, freeze, initializer, show
from attr._model import NOTHING, Attribute, Declared, Factory, collect
from attr.exceptions import FrozenInstanceError, NotAnAttrsClassError


def attrib(
    default=NOTHING, validator=None, repr=True, cmp=None, hash=None, init=True, metadata=None,
    type=None, converter=None, factory=None, kw_only=False, eq=None, order=None, on_setattr=None,
    alias=None,
):  # fmt: skip
    if factory is not None:
        if default is not NOTHING:
            raise ValueError("The `default` and `factory` arguments are mutually exclusive.")
        default = Factory(factory)
    eq = eq if cmp is None else cmp
    return Declared(default, validator, repr, eq, init, metadata, type, converter, kw_only, alias)


def field(
    *, default=NOTHING, validator=None, repr=True, hash=None, init=True, metadata=None, type=None,
    converter=None, factory=None, kw_only=None, eq=None, order=None, on_setattr=None, alias=None,
):  # fmt: skip
    return attrib(
        default, validator, repr, None, hash, init, metadata, type, converter, factory, kw_only,
        eq, order, on_setattr, alias,
    )  # fmt: skip


def attrs(
    maybe_cls=None, these=None, repr_ns=None, repr=None, cmp=None, hash=None, init=None,
    slots=False, frozen=False, weakref_slot=True, str=False, auto_attribs=False, kw_only=False,
    cache_hash=False, auto_exc=False, eq=None, order=None, auto_detect=False,
    collect_by_mro=False, getstate_setstate=None, on_setattr=None, field_transformer=None,
    match_args=True, unsafe_hash=None, force_kw_only=True,
):  # fmt: skip
    def wrap(cls):
        found = collect(cls, these, auto_attribs, kw_only, force_kw_only)
        return _finish(cls, found, init, repr, eq if cmp is None else cmp, order, frozen, auto_detect)

    return wrap if maybe_cls is None else wrap(maybe_cls)


def define(
    maybe_cls=None, *, these=None, repr=None, unsafe_hash=None, hash=None, init=None, slots=True,
    frozen=False, weakref_slot=True, str=False, auto_attribs=None, kw_only=False,
    cache_hash=False, auto_exc=True, eq=None, order=False, auto_detect=True,
    getstate_setstate=None, on_setattr=None, field_transformer=None, match_args=True,
    force_kw_only=False,
):  # fmt: skip
    def wrap(cls):
        found = collect(cls, these, auto_attribs, kw_only, force_kw_only)
        return _finish(cls, found, init, repr, eq, order, frozen, auto_detect)

    return wrap if maybe_cls is None else wrap(maybe_cls)


def frozen(maybe_cls=None, **options):
    options["frozen"] = True
    return define(maybe_cls, **options)


def _finish(cls, found, init, repr, eq, order, frozen, auto_detect):
    own = set(cls.__dict__)
    cls.__attrs_attrs__ = tuple(found)
    cls.__attrs_frozen__ = frozen or any(
        [getattr(base, "__attrs_frozen__", False) for base in cls.__mro__[1:]]
    )
    method = initializer(cls, found)
    if init is False or init is None and auto_detect and "__init__" in own:
        cls.__attrs_init__ = method
    else:
        cls.__init__ = method
    if repr or repr is None and not (auto_detect and "__repr__" in own):
        cls.__repr__ = show([a.name for a in found if a.repr])
    if eq or eq is None and not (auto_detect and "__eq__" in own):
        names = [a.name for a in found if a.eq is not False]
        add_comparisons(cls, names, order or order is None and not auto_detect)
    if cls.__attrs_frozen__:
        freeze(cls)
    if "__match_args__" not in own:
        cls.__match_args__ = tuple([a.name for a in found if a.init and not a.kw_only])
    return cls


def fields(cls):
    found = getattr(cls, "__attrs_attrs__", None)
    if found is None:
        raise NotAnAttrsClassError(f"{cls!r} is not an attrs-decorated class.")
    return _Attributes(found)


class _Attributes(tuple):
    def __getattr__(self, name):
        for a in self:
            if a.name == name:
                return a
        raise AttributeError(name)


def fields_dict(cls):
    return {a.name: a for a in fields(cls)}


def has(cls):
    return hasattr(cls, "__attrs_attrs__")


def asdict(
    inst, recurse=True, filter=None, dict_factory=dict, retain_collection_types=False,
    value_serializer=None,
):  # fmt: skip
    if not _pytea.is_known(inst):
        return _pytea.unknown("asdict() of what is not known", "dict")
    found = dict_factory()
    for a in fields(type(inst)):
        value = getattr(inst, a.name)
        if filter is not None and not filter(a, value):
            continue
        if value_serializer is not None:
            value = value_serializer(inst, a, value)
        found[a.name] = _plain(value, filter, dict_factory) if recurse else value
    return found


def _plain(value, filter, dict_factory):
    if has(type(value)):
        return asdict(value, True, filter, dict_factory)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item, filter, dict_factory) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, filter, dict_factory) for key, item in value.items()}
    return value


def astuple(inst, recurse=True, filter=None, tuple_factory=tuple, retain_collection_types=False):
    values = [getattr(inst, a.name) for a in fields(type(inst))]
    if recurse:
        values = [astuple(value) if has(type(value)) else value for value in values]
    return tuple_factory(values)


def evolve(inst, **changes):
    for a in fields(type(inst)):
        if a.init and a.alias not in changes:
            changes[a.alias] = getattr(inst, a.name)
    return type(inst)(**changes)


assoc = evolve


def validate(inst):
    for a in fields(type(inst)):
        if a.validator is not None:
            a.validator(inst, a, getattr(inst, a.name))


def resolve_types(cls, globalns=None, localns=None, attribs=None, include_extras=True):
    return cls


def make_class(name, attrs, bases=(object,), class_body=None, **options):
    declared = attrs if isinstance(attrs, dict) else {a: attrib() for a in attrs}
    cls = type(name, bases, {**(class_body or {}), **declared})
    return _attrs(cls, **options)


_attrs = attrs
s = attributes = attrs
ib = attr = attrib
dataclass = define
mutable = define
