"""The types that are native to the machine, and which of them a value has."""

from __future__ import annotations

import builtins
from types import EllipsisType, NotImplementedType

from pytea.machine.machine import Machine
from pytea.state.generator import GeneratorRecord
from pytea.stubapi import Operator
from pytea.symbolic import SymBool, SymInt
from pytea.values.dtype import Device, DType
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import (
    BoundMethod,
    Builtin,
    BuiltinType,
    ClassMethod,
    Property,
    Range,
    Ref,
    Slice,
    StaticMethod,
    Super,
    Typing,
    Value,
)
from pytea.values.ratio import Ratio
from pytea.values.records import (
    AttributesRecord,
    BytearrayRecord,
    CellRecord,
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    IteratorRecord,
    KeysRecord,
    ListRecord,
    ModuleRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
    ValuesRecord,
)
from pytea.values.tensor import Size
from pytea.values.unknown import SIZES, Unknown

OBJECT = BuiltinType("object")


def _type(name: str, *bases: BuiltinType) -> BuiltinType:
    return BuiltinType(name, (*(bases or ()), OBJECT))


TYPE = _type("type")
INT = _type("int")
BOOL = _type("bool", INT)
FLOAT = _type("float")
COMPLEX = _type("complex")
STR = _type("str")
BYTES = _type("bytes")
BYTEARRAY = _type("bytearray")
TUPLE = _type("tuple")
LIST = _type("list")
DICT = _type("dict")
SET = _type("set")
FROZENSET = _type("frozenset")
RANGE = _type("range")
SLICE = _type("slice")
NONE = _type("NoneType")
ELLIPSIS = _type("ellipsis")
NOT_IMPLEMENTED = _type("NotImplementedType")
FUNCTION = _type("function")
METHOD = _type("method")
CELL = _type("cell")
BUILTIN_FUNCTION = _type("builtin_function_or_method")
MODULE = _type("module")
GENERATOR = _type("generator")
ITERATOR = _type("iterator")
PROPERTY = _type("property")
DICT_KEYS = _type("dict_keys")
DICT_VIEWS = {name: _type(name) for name in ("dict_values", "dict_items")}
ITERATORS = {
    "list": _type("list_iterator", ITERATOR), "range": _type("range_iterator", ITERATOR),
    "zip": _type("zip", ITERATOR), "enumerate": _type("enumerate", ITERATOR),
}  # fmt: skip
STATICMETHOD = _type("staticmethod")
CLASSMETHOD = _type("classmethod")
SUPER = _type("super")
TYPING = _type("typing")
TENSOR = _type("Tensor")
PARAMETER = _type("Parameter", TENSOR)
BUFFER = _type("Buffer", TENSOR)
NDARRAY = _type("ndarray")
SIZE = _type("Size", TUPLE)
DTYPE = _type("dtype")
DEVICE = _type("device")
NUMPY_DTYPE = _type("numpy.dtype")

_NATIVE = (
    OBJECT, TYPE, INT, BOOL, FLOAT, COMPLEX, STR, BYTES, BYTEARRAY, TUPLE, LIST, DICT, SET,
    FROZENSET, RANGE, SLICE, PROPERTY, STATICMETHOD, CLASSMETHOD, SUPER,
)  # fmt: skip


def _exception_types() -> dict[str, BuiltinType]:
    """Mirrors the exception classes of CPython, with their whole ancestry."""
    made: dict[str, BuiltinType] = {}
    pending = [BaseException]
    while pending:
        cls = pending.pop()
        ancestors = [base for base in cls.__mro__[1:] if base is not object]
        bases = tuple(made[base.__name__] for base in ancestors)
        made[cls.__name__] = BuiltinType(cls.__name__, (*bases, OBJECT))
        pending += [
            sub
            for sub in cls.__subclasses__()
            if getattr(builtins, sub.__name__, None) is sub
            and all(base.__name__ in made for base in sub.__mro__[1:] if base is not object)
        ]
    return made


EXCEPTIONS = _exception_types()
EXCEPTIONS["IOError"] = EXCEPTIONS["EnvironmentError"] = EXCEPTIONS["OSError"]
BASE_EXCEPTION = EXCEPTIONS["BaseException"]

#: Builtin types by the name under which programs see them.
BUILTIN_TYPES: dict[str, BuiltinType] = {t.name: t for t in _NATIVE} | EXCEPTIONS

_BY_HOST_TYPE: dict[type, BuiltinType] = {
    bool: BOOL, SymBool: BOOL, int: INT, SymInt: INT, float: FLOAT, Ratio: FLOAT, complex: COMPLEX, str: STR,
    bytes: BYTES, tuple: TUPLE, Size: SIZE, type(None): NONE, EllipsisType: ELLIPSIS,
    NotImplementedType: NOT_IMPLEMENTED, Slice: SLICE, Range: RANGE, BoundMethod: METHOD,
    Builtin: BUILTIN_FUNCTION, Operator: BUILTIN_FUNCTION, BuiltinType: TYPE, Property: PROPERTY,
    StaticMethod: STATICMETHOD, ClassMethod: CLASSMETHOD, Super: SUPER, Typing: TYPING,
    DType: DTYPE, Device: DEVICE,
}  # fmt: skip

_BY_RECORD: dict[type, BuiltinType] = {
    ListRecord: LIST, DictRecord: DICT, AttributesRecord: DICT, FunctionRecord: FUNCTION, ModuleRecord: MODULE,
    GeneratorRecord: GENERATOR, IteratorRecord: ITERATOR, BytearrayRecord: BYTEARRAY, CellRecord: CELL,
}  # fmt: skip

_TENSOR_KINDS = {"Parameter": PARAMETER, "Buffer": BUFFER, "ndarray": NDARRAY}
_OPAQUE_KINDS = {"list": LIST, "dict": DICT, "set": SET, "tuple": TUPLE}

#: Kinds of Unknown that name a type.
UNKNOWN_KINDS: dict[str, BuiltinType] = {
    "int": INT, "float": FLOAT, "str": STR, "bool": BOOL, "bytes": BYTES, "list": LIST,
    "dict": DICT, "tuple": TUPLE, "set": SET, "ndarray": NDARRAY, "tensor": TENSOR, SIZES: SIZE,
}  # fmt: skip


def type_of(m: Machine, value: Value) -> Ref | BuiltinType | None:
    """Returns the class of a value, or None when it is not known."""
    if type(value) is Ref:
        record = m.read(value)
        match record:
            case InstanceRecord():
                return record.cls
            case TensorRecord():
                return _TENSOR_KINDS.get(record.tensor.kind, TENSOR)
            case ClassRecord():
                return record.metaclass or TYPE
            case KeysRecord():
                return DICT_KEYS
            case ValuesRecord():
                return DICT_VIEWS[record.kind]
            case IteratorRecord():
                return ITERATORS.get(record.kind, ITERATOR)
            case SetRecord():
                return FROZENSET if record.frozen else SET
            case OpaqueRecord():
                return _OPAQUE_KINDS.get(record.kind)
        return _BY_RECORD.get(type(record), OBJECT)
    if type(value) is Unknown:
        return UNKNOWN_KINDS.get(value.kind)
    if type(value) is NumpyDType:
        return TYPE if value.scalar else NUMPY_DTYPE
    if type(value) is BoundMethod and isinstance(value.function, Builtin):
        return BUILTIN_FUNCTION
    known = _BY_HOST_TYPE.get(type(value))
    if known is None and isinstance(value, tuple):
        return TUPLE
    return known


def mro_of(m: Machine, cls: Ref | BuiltinType) -> tuple[Ref | BuiltinType, ...]:
    """Returns the method resolution order of a class, itself first."""
    if isinstance(cls, BuiltinType):
        return cls.mro
    record = m.read(cls)
    assert isinstance(record, ClassRecord)
    return (cls, *record.ancestors)


def is_open(m: Machine, cls: Ref | BuiltinType) -> bool:
    """Returns whether a class has a base that could not be followed."""
    for entry in mro_of(m, cls):
        if isinstance(entry, Ref):
            record = m.read(entry)
            if isinstance(record, ClassRecord) and record.open:
                return True
    return False


def is_subclass(m: Machine, cls: Ref | BuiltinType, other: Value) -> bool:
    """Returns whether ``other`` is in the method resolution order of ``cls``."""
    return any(entry is other for entry in mro_of(m, cls))


def class_name(m: Machine, cls: Value) -> str:
    """Returns the name of a class as error messages show it."""
    if isinstance(cls, BuiltinType):
        return cls.name
    if isinstance(cls, Ref):
        record = m.read(cls)
        if isinstance(record, ClassRecord):
            return record.name
    return "object"


def type_name(m: Machine, value: Value) -> str:
    """Returns the name of the type of a value."""
    cls = type_of(m, value)
    return "object" if cls is None else class_name(m, cls)
