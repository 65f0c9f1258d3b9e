"""The fields of a dataclass: what is declared, and what a class body declares."""

import _pytea


class FrozenInstanceError(AttributeError):
    pass


class _MissingType:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _MissingType()


class _KwOnlyType:
    pass


KW_ONLY = _KwOnlyType()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return cls(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{getattr(self.type, '__name__', repr(self.type))}]"


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        return f"Field(name={self.name!r},type={self.type!r},default={self.default!r})"


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
    metadata=None, kw_only=MISSING,
):  # fmt: skip
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


_TYPES = {"int": int, "float": float, "str": str, "bool": bool, "list": list, "dict": dict,
          "tuple": tuple, "set": set, "bytes": bytes, "complex": complex, "object": object}  # fmt: skip


def _kind_of(text):
    head = text.partition("[")[0].strip("'\" ")
    last = head.rpartition(".")[2]
    return {"ClassVar": "class", "InitVar": "initvar", "KW_ONLY": "marker"}.get(last, "field")


def _declared(cls):
    made = cls.__dict__.get("__pytea_annotations__")
    if made is not None:
        return [(name, value if isinstance(value, str) else "", value) for name, value in made]
    rows = _pytea.class_annotations(cls)
    return [(name, text, _TYPES.get(text, text)) for name, text in rows]


def collect(cls, frozen, kw_only):
    """Returns name -> Field of a class and its bases, and takes the Fields out of its body."""
    found = {}
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, "__dataclass_fields__", None)
        if inherited is not None:
            for f in inherited.values():
                found[f.name] = f
            if base.__dataclass_params__.frozen and not frozen:
                raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
            if frozen and not base.__dataclass_params__.frozen:
                raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    body, declared = cls.__dict__, set()
    for name, text, type_ in _declared(cls):
        kind = "marker" if isinstance(type_, _KwOnlyType) else _kind_of(text)
        if isinstance(type_, InitVar):
            kind = "initvar"
        if kind == "marker" or "_KwOnlyType object" in text:
            kw_only = True
            continue
        declared.add(name)
        found[name] = _field_of(cls, name, type_, kind, body.get(name, MISSING), kw_only)
    for name, value in list(body.items()):
        if isinstance(value, Field) and name not in declared:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _field_of(cls, name, type_, kind, value, kw_only):
    if isinstance(value, Field):
        made = value
        if made.default is MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, made.default)
    else:
        made = field(default=value)
    made.name, made.type, made._kind = name, type_, kind
    if kind != "field" and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made.kw_only is MISSING:
        made.kw_only = kw_only and kind != "class"
    if kind == "field" and isinstance(made.default, (list, dict, set)):
        raise ValueError(
            f"mutable default {type(made.default)} for field {name} is not allowed: use "
            "default_factory"
        )
    return made
