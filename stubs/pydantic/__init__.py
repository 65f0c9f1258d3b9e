"""pydantic: models hold what their fields are given; values are not converted, save inner models."""

import copy
import inspect

from dataclasses import dataclass as _dataclass

import _pytea
from _entry import class_named
from _inert import inert

__version__ = VERSION = "2.9.0"
_MISSING = object()
ConfigDict = dict


class ValidationError(ValueError):
    def errors(self):
        return []


class FieldInfo:
    def __init__(self, default=..., default_factory=None, **options):
        self.default, self.default_factory, self.options = default, default_factory, options

    def get_default(self, call_default_factory=True):
        if self.default_factory is not None:
            return self.default_factory()
        return _MISSING if self.default is ... else copy.deepcopy(self.default)


def Field(default=..., *, default_factory=None, **options):
    return FieldInfo(default, default_factory, **options)


def PrivateAttr(default=None, *, default_factory=None, **options):
    return FieldInfo(default, default_factory, **options)


def _fields_of(cls):
    """Returns (name, annotation, default) of all fields, those of base classes first."""
    found = {}
    for base in reversed(cls.__mro__):
        if base is BaseModel or not issubclass(base, BaseModel):
            continue
        for name, annotation in _pytea.class_annotations(base):
            if name.startswith("_") or name == "model_config" or "ClassVar" in annotation:
                continue
            found[name] = (class_named(annotation, base), vars(base).get(name, _MISSING))
    return [(name, *entry) for name, entry in found.items()]


def _default_of(default):
    if isinstance(default, FieldInfo):
        return default.get_default()
    if isinstance(default, (list, dict, set)):
        return copy.deepcopy(default)
    return default


def _converted(value, annotation):
    if not isinstance(value, dict) or not _pytea.is_known(value):
        return value
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation(**value)
    return value


class _Fields:
    """``model_fields``: the fields of a class by name."""

    def __get__(self, instance, owner=None):
        owner = type(instance) if owner is None else owner
        return {
            name: default if isinstance(default, FieldInfo) else FieldInfo(... if default is _MISSING else default)
            for name, _, default in _fields_of(owner)
        }  # fmt: skip


class BaseModel:
    model_config = {}
    model_fields = __fields__ = _Fields()

    def __init_subclass__(cls, **options):
        if options:
            cls.model_config = {**cls.model_config, **options}

    def __init__(self, /, **data):
        fields = _fields_of(type(self))
        validated = {name: function for names, function in _validators_of(type(self)) for name in names}
        for name, annotation, default in fields:
            key = name
            if isinstance(default, FieldInfo) and name not in data:
                key = default.options.get("alias") or name
            if key in data:
                value = _converted(data[key], annotation)
                if name in validated:
                    value = validated[name](type(self), value)
            else:
                value = _default_of(default)
            if value is _MISSING:
                raise ValidationError(f"1 validation error for {type(self).__name__}: {name} is missing")
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_given", set(data))
        if type(self).model_config.get("extra") == "allow":
            for name in data:
                object.__setattr__(self, name, data[name])
        self.model_post_init(None)
        for function in _checks_of(type(self)):
            function(self)

    def model_post_init(self, context):
        pass

    @property
    def model_fields_set(self):
        return self._given

    def __iter__(self):
        return iter([(name, getattr(self, name)) for name, _, _ in _fields_of(type(self))])

    def __eq__(self, other):
        return type(self) is type(other) and dict(self) == dict(other)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self)})"

    def model_dump(self, *, mode="python", include=None, exclude=None, exclude_none=False, **options):
        return {
            name: _dumped(value) for name, value in self
            if (include is None or name in include) and name not in (exclude or ())
            and not (exclude_none and value is None)
        }  # fmt: skip

    def model_dump_json(self, **options):
        return _pytea.unknown("a text in JSON", "str")

    json = model_dump_json

    def dict(self, **options):
        return self.model_dump(**options)

    def model_copy(self, *, update=None, deep=False):
        twin = copy.deepcopy(self) if deep else copy.copy(self)
        for name, value in (update or {}).items():
            setattr(twin, name, value)
        return twin

    copy = model_copy

    @classmethod
    def model_validate(cls, obj, **options):
        if not _pytea.is_known(obj):
            return obj
        return obj if isinstance(obj, cls) else cls(**obj)

    parse_obj = model_validate

    @classmethod
    def model_validate_json(cls, json_data, **options):
        return _pytea.unknown("a model that is read from a text")

    parse_raw = parse_file = model_validate_json

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        return cls(**values)

    construct = model_construct

    @classmethod
    def model_rebuild(cls, **options):
        return True

    @classmethod
    def model_json_schema(cls, **options):
        return _pytea.unknown("the schema of a model")

    schema = model_json_schema


def _dumped(value):
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, (list, tuple)):
        return type(value)([_dumped(item) for item in value])
    if isinstance(value, dict):
        return {key: _dumped(item) for key, item in value.items()}
    return value


class _Validator:
    """A method that checks or changes what some fields are given."""

    def __init__(self, names, function, whole=False):
        self.names, self.whole = names, whole
        self.function = getattr(function, "__func__", function)

    def __get__(self, instance, owner=None):
        return self.function


def _validators_of(cls):
    members = [member for base in reversed(cls.__mro__) for member in vars(base).values()]
    found = [member for member in members if isinstance(member, _Validator) and not member.whole]
    return [(member.names, member.function) for member in found]


def _checks_of(cls):
    members = [member for base in reversed(cls.__mro__) for member in vars(base).values()]
    return [member.function for member in members if isinstance(member, _Validator) and member.whole]


def field_validator(*fields, mode="after", **options):
    def decorated(function):
        named = getattr(function, "__func__", function)
        if len(inspect.signature(named).parameters) != 2 or mode not in ("after", "before"):
            return function
        return _Validator(fields, function)

    return decorated


validator = field_validator


def model_validator(*, mode):
    return lambda function: _Validator((), function, whole=True) if mode == "after" else function


def root_validator(*args, **options):
    return args[0] if args and callable(args[0]) else lambda function: function


def computed_field(function=None, **options):
    if function is None:
        return lambda decorated: decorated
    return function


def _unchanged(*args, **options):
    return args[0] if len(args) == 1 and callable(args[0]) else lambda function: function


validate_call = validate_arguments = field_serializer = model_serializer = _unchanged


def create_model(model_name, *, __base__=BaseModel, **fields):
    return _pytea.unknown("a model that is made at run time")


def dataclass(cls=None, *, config=None, **options):
    options = {k: v for k, v in options.items() if k != "validate_on_init"}
    return _dataclass(**options) if cls is None else _dataclass(cls)




PositiveInt = NonNegativeInt = NegativeInt = StrictInt = conint = int
PositiveFloat = NonNegativeFloat = StrictFloat = float
StrictStr = StrictBool = FilePath = DirectoryPath = SecretStr = str
Extra = inert


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return inert
