"""Reading attributes, as ``object.__getattribute__`` and its kin do."""

from __future__ import annotations

from pytea.machine.class_attributes import builtin_type_attr, class_attr, super_attr
from pytea.machine.descriptors import bind
from pytea.machine.exposure import is_exposed
from pytea.machine.function_attributes import (
    OF_FUNCTIONS,
    builtin_attr,
    function_attr,
    operator_attr,
)
from pytea.machine.gradients import known_gradient
from pytea.machine.lookup import MISSING, find_in_class, has_dict, is_data_descriptor
from pytea.machine.machine import Machine
from pytea.machine.numpy_dtypes import dtype_attr, number_attr
from pytea.machine.operands import tensors_within
from pytea.machine.signals import Caught, Raised
from pytea.machine.tables import ATTRIBUTES, METHODS
from pytea.machine.types import (
    BASE_EXCEPTION,
    TYPE,
    class_name,
    is_open,
    is_subclass,
    mro_of,
    type_name,
    type_of,
)
from pytea.machine.unstubbed import beyond_list, unstubbed
from pytea.stubapi import OPERATORS, Operator
from pytea.stubapi.names import may_exist
from pytea.stubapi.results import NamedResult
from pytea.symbolic import SymInt
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import (
    UNBOUND,
    BoundMethod,
    Builtin,
    BuiltinType,
    Property,
    Ref,
    Super,
    Typing,
    Value,
)
from pytea.values.ratio import Ratio
from pytea.values.records import (
    ClassRecord,
    FunctionRecord,
    InstanceRecord,
    ModuleRecord,
    OpaqueRecord,
    TensorRecord,
)
from pytea.values.unknown import Unknown

#: Stands among the attributes of an object that may have others, of names that are not known.
ANY_NAME = ""
#: How the reason ends why an attribute is unknown that may not be there at all.
OPEN = "with attributes that are not known"
#: What only abstract classes and their methods have; what stands for types has none of it.
_OF_ABSTRACT = frozenset({"__abstractmethods__", "__isabstractmethod__"})
#: What every module says of itself, in words.
_TEXTS_OF_MODULES = frozenset({"__file__", "__name__", "__version__"})


def get_attr(m: Machine, obj: Value, name: str) -> Value:
    """Returns ``obj.name``; raises AttributeError in the program when there is none."""
    value = find_attr(m, obj, name)
    if value is not MISSING:
        return value
    return missing_attr(m, obj, name)


def missing_attr(m: Machine, obj: Value, name: str) -> Value:
    """Raises the AttributeError for ``obj.name``."""
    if is_exposed(m, obj):
        return m.unknown("an attribute of an object that a call may have changed")
    beyond = unstubbed(m, obj, name) or beyond_list(m, obj, name)
    if beyond is not None:
        return beyond
    record = m.read(obj) if isinstance(obj, Ref) else None
    if isinstance(record, ModuleRecord):
        owner = f"module '{record.name}'"
    elif isinstance(record, ClassRecord):
        owner = f"type object '{record.name}'"
    elif isinstance(obj, BuiltinType):
        owner = f"type object '{obj.name}'"
    else:
        owner = f"'{type_name(m, obj)}' object"
    text = f"{owner} has no attribute '{name}'"
    exception = m.program.semantics.make_exception(m, "AttributeError", text)
    m.write(exception).attrs |= {"name": name, "obj": obj}  # type: ignore[attr-defined]
    within = tensors_within(m, obj)
    m.program.semantics.raise_reported(m, exception, "missing-attribute", text, within)
    return MISSING


def find_attr(m: Machine, obj: Value, name: str) -> Value:
    """Returns ``obj.name``, or MISSING."""
    obj = m.resolve(obj)
    match obj:
        case Ref():
            record = m.read(obj)
            if type(record) is InstanceRecord:
                return _instance_attr(m, obj, record, name)
            match record:
                case ModuleRecord():
                    return m.program.semantics.module_attr(m, obj, record, name)
                case TensorRecord():
                    return tensor_attr(m, obj, record, name)
                case ClassRecord():
                    return class_attr(m, obj, record, name)
                case FunctionRecord():
                    return function_attr(m, obj, record, name)
                case OpaqueRecord():
                    return m.program.semantics.opaque_attr(m, obj, record, name)
        case Unknown():
            return _unknown_attr(m, obj, name)
        case Ratio() if name != "is_integer":
            # a float whose digits nobody knows; it may be one of numpy's own
            return Unknown("a symbolic ratio")
        case Super() if obj.receiver is not None:
            return super_attr(m, obj, name)
        case BuiltinType():
            return builtin_type_attr(m, obj, name)
        case Operator():
            return operator_attr(m, obj, name)
        case Builtin() if name == "__call__" or name in OF_FUNCTIONS:
            return builtin_attr(obj, name)
        case NumpyDType():
            found = dtype_attr(m, obj, name)
            if found is not NotImplemented:
                return found
        case Typing() if name == "__args__" and obj.arguments:
            return tuple(obj.arguments)
        case Typing() if name in ("__args__", "__origin__", "__parameters__"):
            return Unknown("the parts of a type")
        case Typing() if name not in _OF_ABSTRACT:
            return Typing(f"{obj.name}.{name}")
        case BoundMethod() if name in ("__func__", "__self__"):
            return obj.function if name == "__func__" else obj.receiver
        case BoundMethod() if name not in ("__call__", "__class__"):
            return find_attr(m, obj.function, name)
        case Property() if name in ("setter", "getter", "deleter"):
            return BoundMethod(METHODS["property"][name], obj)
    return _builtin_attr(m, obj, name)


_NUMBERS = frozenset({"int", "float", "bool"})


def _builtin_attr(m: Machine, obj: Value, name: str) -> Value:
    if isinstance(obj, NamedResult) and name in obj.fields:
        return m.resolve(obj.field(name))
    cls = type_of(m, obj)
    if cls is None:
        return Unknown(f"attribute {name}")
    if name == "__class__":
        return cls
    assert isinstance(cls, BuiltinType)
    reader = ATTRIBUTES.get(cls.name, {}).get(name)
    if reader is not None:
        return reader(m, obj)
    method, _ = find_in_class(m, cls, name)
    if method is not MISSING:
        return BoundMethod(method, obj)
    # a scalar of numpy is a plain number here, and has the methods of an array
    operator = OPERATORS.get(f"numpy.ndarray.{name}")
    if operator is None or cls.name not in _NUMBERS or name.startswith("__"):
        return MISSING
    if m.program.library is not None and isinstance(obj, SymInt):
        return Unknown("a parameter that may be an array")
    if operator.binding == "property":
        return m.program.semantics.run_operator(m, operator, [obj], {})
    return BoundMethod(operator, obj)


def _unknown_attr(m: Machine, obj: Unknown, name: str) -> Value:
    # its methods may change how many items it has
    m.program.unknown_lengths.pop(obj.serial, None)
    if obj.dtype is not None:
        found = number_attr(obj.dtype, name)
        if found is not NotImplemented:
            return found
    if obj.kind == "tensor" and f"torch.Tensor.{name}" in OPERATORS:
        return Unknown(obj.reason, "")
    if obj.kind == "module":
        return unknown_export(obj.reason, name)
    return Unknown(obj.reason)


def unknown_export(reason: str, name: str) -> Unknown:
    """Returns what a module that is not followed has under a name."""
    if name in _TEXTS_OF_MODULES:
        return Unknown(reason, "str")
    is_class = name[:1].isupper() and not name.isupper()
    return Unknown(reason, role="class" if is_class else "")


def _instance_attr(m: Machine, obj: Ref, record: InstanceRecord, name: str) -> Value:
    hook = _user_getattribute(m, record.cls)
    if hook is MISSING:
        return plain_attr(m, obj, record, name)
    value = m.call(hook, [obj, name], {}, ("AttributeError",))
    if not isinstance(value, Caught):
        return m.resolve(value)
    fallback, _ = find_in_class(m, record.cls, "__getattr__")
    if fallback is not MISSING:
        return m.call(fallback, [obj, name])
    raise Raised(value.exception)


def _user_getattribute(m: Machine, cls: Ref | BuiltinType) -> Value:
    """Returns a ``__getattribute__`` that the program defines, or MISSING."""
    found, holder = find_in_class(m, cls, "__getattribute__")
    return found if type(holder) is Ref else MISSING


def _computed(
    m: Machine, found: Value, holder: Value, obj: Ref, cls: Ref | BuiltinType, name: str
) -> Value:
    """Returns what a property or descriptor gives; its AttributeError is left to ``__getattr__``."""
    if type(found) is Property and found.getter is None:
        text = f"property '{name}' of '{class_name(m, cls)}' object has no getter"
        m.raise_("AttributeError", text, "missing-attribute")
    fallback, owner = find_in_class(m, cls, "__getattr__")
    if fallback is MISSING or m.program.semantics.is_module_class(m, owner):
        return bind(m, found, holder, obj, cls)
    if type(found) is not Property or found.getter is None:
        return bind(m, found, holder, obj, cls)
    value = m.call(found.getter, [obj], {}, ("AttributeError",))
    return m.call(fallback, [obj, name]) if isinstance(value, Caught) else value


def plain_attr(m: Machine, obj: Ref, record: InstanceRecord, name: str) -> Value:
    """Returns what ``object.__getattribute__`` and ``__getattr__`` find, or MISSING."""
    cls = record.cls
    found, holder = find_in_class(m, cls, name)
    if type(found) is Property or (found is not MISSING and is_data_descriptor(m, found)):
        return _computed(m, found, holder, obj, cls, name)
    value = m.resolve(record.attrs.get(name, UNBOUND))
    if value is not UNBOUND:
        return value
    if found is not MISSING:
        return bind(m, found, holder, obj, cls)
    if name == "__class__":
        return cls
    if name == "__dict__" and has_dict(m, cls):
        return m.program.semantics.instance_dict(m, obj)
    reader = _native_reader(m, cls, name)
    if reader is not None:
        return reader(m, obj)
    fallback, holder = find_in_class(m, cls, "__getattr__")
    if fallback is not MISSING:
        if m.program.semantics.is_module_class(m, holder):
            value = m.program.semantics.registered(m, record, name)
            if value is not MISSING:
                return value
        return m.call(fallback, [obj, name])
    if is_open(m, cls):
        return Unknown(f"attribute {name} of a class with a base that is not followed")
    if ANY_NAME in record.attrs:
        return Unknown(f"attribute {name} of an object {OPEN}")
    return MISSING


def _native_reader(m: Machine, cls: Ref | BuiltinType, name: str):  # type: ignore[no-untyped-def]
    for entry in mro_of(m, cls):
        if isinstance(entry, BuiltinType):
            reader = ATTRIBUTES.get(entry.name, {}).get(name)
            if reader is not None:
                return reader
    return None


def tensor_attr(m: Machine, obj: Ref, record: TensorRecord, name: str) -> Value:
    """Returns an attribute of a tensor or array: set by the program, an operator, or a method."""
    if name in record.attrs:
        value = m.resolve(record.attrs[name])
        if value is not UNBOUND:
            return value
    if name in m.program.patched:
        return bind(m, m.program.semantics.tensor_method(m, name), None, obj, TYPE)
    if name == "grad" and record.tensor.kind != "ndarray":
        gradient = known_gradient(m, record)
        if gradient is not MISSING:
            return gradient
    prefix = "numpy.ndarray" if record.tensor.kind == "ndarray" else "torch.Tensor"
    operator = OPERATORS.get(f"{prefix}.{name}")
    if operator is not None:
        if operator.binding == "property":
            return m.program.semantics.run_operator(m, operator, [obj], {})
        return BoundMethod(operator, obj)
    if name == "__class__":
        return type_of(m, obj)
    if name == "__dict__":
        return m.new_dict(dict(record.attrs))
    method = m.program.semantics.tensor_method(m, name) if prefix == "torch.Tensor" else MISSING
    if method is not MISSING:
        return bind(m, method, None, obj, TYPE)
    native = METHODS["Tensor"].get(name) or METHODS["object"].get(name)
    if native is not None:
        return BoundMethod(native, obj)
    return m.unknown(f"no stub for {prefix}.{name}") if may_exist(prefix, name) else MISSING


def is_exception(m: Machine, value: Value) -> bool:
    """Returns whether a value is an instance of an exception class."""
    cls = type_of(m, value)
    return cls is not None and is_subclass(m, cls, BASE_EXCEPTION)
