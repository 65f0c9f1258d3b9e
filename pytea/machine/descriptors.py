"""What reading a class attribute gives: functions are bound, properties and descriptors are called."""

from __future__ import annotations

from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.types import type_name
from pytea.values.objects import (
    BoundMethod,
    Builtin,
    BuiltinType,
    ClassMethod,
    Property,
    Ref,
    StaticMethod,
    Value,
)
from pytea.values.records import FunctionRecord, InstanceRecord


def bind(m: Machine, value: Value, holder: Value, receiver: Value, cls: Value) -> Value:
    """Returns what reading a class attribute through an instance gives."""
    match value:
        case Ref():
            record = m.read(value)
            if type(record) is FunctionRecord:
                return BoundMethod(value, receiver)
            if isinstance(record, InstanceRecord) and isinstance(record.cls, Ref):
                getter, _ = find_in_class(m, record.cls, "__get__")
                if getter is not MISSING:
                    return m.call(getter, [value, receiver, cls])
        case Builtin() if isinstance(holder, BuiltinType):
            return BoundMethod(value, receiver)
        case Property():
            if value.getter is None:
                m.raise_(
                    "AttributeError",
                    f"property of '{type_name(m, receiver)}' object has no getter",
                    "missing-attribute",
                )
            return m.call(value.getter, [receiver])
        case StaticMethod():
            return value.function
        case ClassMethod():
            return BoundMethod(value.function, cls)
    return value


def bind_to_class(m: Machine, value: Value, holder: Value, cls: Value) -> Value:
    """Returns what reading a class attribute through the class itself gives."""
    match value:
        case StaticMethod():
            return value.function
        case ClassMethod():
            return BoundMethod(value.function, cls)
        case Ref():
            record = m.read(value)
            if isinstance(record, InstanceRecord) and isinstance(record.cls, Ref):
                getter, _ = find_in_class(m, record.cls, "__get__")
                if getter is not MISSING:
                    return m.call(getter, [value, None, cls])
    return value
