"""The attributes of an attrs class, as its body and its bases declare them."""

import _pytea


class _Nothing:
    def __repr__(self):
        return "NOTHING"

    def __bool__(self):
        return False


NOTHING = _Nothing()


class Factory:
    def __init__(self, factory, takes_self=False):
        self.factory, self.takes_self = factory, takes_self


class Attribute:
    def __init__(self, name, declared, type, kw_only):
        self.name = name
        self.alias = declared.alias or name.lstrip("_")
        self.default = declared.made
        self.validator = _all_of(declared.validators)
        self.converter = _one_by_one(declared.converters)
        self.repr, self.eq, self.init = declared.repr, declared.eq, declared.init
        self.metadata = {} if declared.metadata is None else declared.metadata
        self.type = type
        self.kw_only = kw_only


class Declared:
    """What ``attr.ib()`` gives: two methods are decorators in the body of the class."""

    def __init__(
        self, default=NOTHING, validator=None, repr=True, eq=None, init=True, metadata=None,
        type=None, converter=None, kw_only=None, alias=None,
    ):  # fmt: skip
        self.made = default
        self.validators, self.converters = _listed(validator), _listed(converter)
        self.repr, self.eq, self.init, self.metadata = repr, eq, init, metadata
        self.type, self.kw_only, self.alias = type, kw_only, alias

    def default(self, method):
        self.made = Factory(method, takes_self=True)
        return method

    def validator(self, method):
        self.validators = [*self.validators, method]
        return method


def _listed(value):
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _all_of(validators):
    def validate(inst, attribute, value):
        for check in validators:
            check(inst, attribute, value)

    return validate if validators else None


def _one_by_one(converters):
    def convert(value):
        for change in converters:
            value = change(value)
        return value

    return convert if converters else None


def collect(cls, these, auto_attribs, kw_only, force_kw_only):
    """Returns the attributes of a class in their order: those of its bases first."""
    body = dict(cls.__dict__)
    types = {name: text for name, text in _pytea.class_annotations(cls)}
    declared = these or {n: v for n, v in body.items() if isinstance(v, Declared)}
    bare = [name for name in declared if name not in types]
    if these is None and (auto_attribs or auto_attribs is None and not bare):
        declared = {}
        for name, text in types.items():
            if text.partition("[")[0].strip("'\" ").rpartition(".")[2] != "ClassVar":
                value = body.get(name, NOTHING)
                declared[name] = value if isinstance(value, Declared) else Declared(value)
    own = []
    for name, made in declared.items():
        only = kw_only if made.kw_only is None or force_kw_only and kw_only else made.kw_only
        own.append(Attribute(name, made, types.get(name, made.type), only))
        if name in body:
            delattr(cls, name)
    names = [a.name for a in own]
    inherited = {}
    for base in cls.__mro__[-1:0:-1]:
        for a in base.__dict__.get("__attrs_attrs__", ()):
            inherited.pop(a.name, None)
            inherited[a.name] = a
    found = [a for a in inherited.values() if a.name not in names] + own
    _check_order(found)
    return found


def _check_order(found):
    late = False
    for a in found:
        if a.kw_only or not a.init:
            continue
        if late and a.default is NOTHING:
            raise ValueError(
                "No mandatory attributes allowed after an attribute with a default value or "
                f"factory.  Attribute in question: {a.name}"
            )
        late = late or a.default is not NOTHING
