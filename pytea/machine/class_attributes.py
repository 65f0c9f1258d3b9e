"""Reading attributes of classes, of native types, and through ``super()``."""

from __future__ import annotations

from pytea.machine.descriptors import bind, bind_to_class
from pytea.machine.lookup import MISSING, find_in_class, find_own, is_data_descriptor
from pytea.machine.machine import Machine
from pytea.machine.tables import ATTRIBUTES, METHODS
from pytea.machine.types import is_open, is_subclass, mro_of, type_of
from pytea.stubapi import OPERATORS
from pytea.values.objects import (
    BoundMethod,
    BuiltinType,
    ClassMethod,
    Property,
    Ref,
    StaticMethod,
    Super,
    Value,
)
from pytea.values.records import ClassRecord
from pytea.values.unknown import Unknown


def class_attr(m: Machine, obj: Ref, record: ClassRecord, name: str) -> Value:
    """Returns an attribute of a class of the program, or MISSING."""
    if record.metaclass is not None:
        meta, holder = find_in_class(m, record.metaclass, name)
        if meta is not MISSING and (type(meta) is Property or is_data_descriptor(m, meta)):
            return bind(m, meta, holder, obj, record.metaclass)
    found, holder = find_in_class(m, obj, name)
    if found is not MISSING:
        return bind_to_class(m, found, holder, obj)
    reader = ATTRIBUTES["type"].get(name)
    if reader is not None:
        return reader(m, obj)
    if record.metaclass is not None:
        meta, holder = find_in_class(m, record.metaclass, name)
        if meta is not MISSING:
            return bind(m, meta, holder, obj, record.metaclass)
        fallback, _ = find_in_class(m, record.metaclass, "__getattr__")
        if fallback is not MISSING:
            return m.call(fallback, [obj, name])
    method = METHODS["type"].get(name)
    if method is not None:
        return BoundMethod(method, obj)
    return Unknown(f"attribute {name}") if is_open(m, obj) else MISSING


def builtin_type_attr(m: Machine, obj: BuiltinType, name: str) -> Value:
    """Returns an attribute of a native type, or MISSING."""
    found, _ = find_in_class(m, obj, name)
    if found is not MISSING:
        return found.function if isinstance(found, (StaticMethod,)) else _class_method(found, obj)
    if name == "__name__" or name == "__qualname__":
        return obj.name
    reader = ATTRIBUTES["type"].get(name)
    if reader is not None:
        return reader(m, obj)
    operator = OPERATORS.get(f"torch.{obj.name}.{name}") if obj.name == "Tensor" else None
    if operator is not None:
        return operator
    method = METHODS["type"].get(name)
    if method is not None and name not in ("__call__",):
        return BoundMethod(method, obj)
    if obj.name in ("Tensor", "Parameter", "ndarray", "dtype", "device", "Size"):
        return Unknown(f"attribute {name} of {obj.name}")
    return MISSING


def _class_method(found: Value, cls: BuiltinType) -> Value:
    return BoundMethod(found.function, cls) if isinstance(found, ClassMethod) else found


def super_attr(m: Machine, obj: Super, name: str) -> Value:
    """Returns what ``super().name`` finds behind its class, or MISSING."""
    receiver = obj.receiver
    cls: Value = type_of(m, receiver)
    is_class = False
    if isinstance(receiver, Ref) and isinstance(m.read(receiver), ClassRecord):
        if is_subclass(m, receiver, obj.cls):
            cls, is_class = receiver, True
    if not isinstance(cls, (Ref, BuiltinType)):
        return Unknown("super() of an unknown class")
    behind = False
    for entry in mro_of(m, cls):
        if behind:
            value = find_own(m, entry, name)
            if value is not MISSING:
                if is_class and not isinstance(value, ClassMethod):
                    return value.function if isinstance(value, StaticMethod) else value
                return bind(m, value, entry, receiver, cls)
        behind = behind or entry is obj.cls
    if name == "__class__":
        return cls
    return Unknown(f"attribute {name} behind an unknown base") if is_open(m, cls) else MISSING
