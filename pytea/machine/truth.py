"""The truth of objects: ``bool(value)`` and what ``if`` asks."""

from __future__ import annotations

from pytea.machine.container_operators import is_native_method
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.machine.types import type_name
from pytea.symbolic import Bool, SymBool
from pytea.values.objects import Range, Ref, Value
from pytea.values.ratio import Ratio
from pytea.values.records import (
    BytearrayRecord,
    ClassRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


def truth(m: Machine, value: Value) -> Bool:
    """Returns ``bool(value)`` for values that are neither numbers nor texts."""
    if isinstance(value, (tuple, str, bytes, float, complex)):
        return bool(value)
    if isinstance(value, Ratio):
        return Ratio.compare("!=", value, 0)  # type: ignore[return-value]
    if isinstance(value, Range):
        return m.program.semantics.length(m, value) != 0  # type: ignore[no-any-return]
    if not isinstance(value, Ref):
        return True
    record = m.read(value)
    match record:
        case ListRecord():
            return bool(record.items)
        case DictRecord():
            if record.rest is not None and not record.entries:
                raise UnknownUse("a dict whose keys are not all known")
            return bool(record.entries)
        case SetRecord():
            return bool(record.entries)
        case BytearrayRecord():
            return bool(record.data)
        case OpaqueRecord():
            cond: Bool = m.program.semantics.opaque_truth(m, record)
            return cond
        case TensorRecord():
            return m.program.semantics.tensor_truth(m, value, record)  # type: ignore[no-any-return]
        case InstanceRecord():
            return _instance_truth(m, value, record.payload)
        case ClassRecord() if record.metaclass is not None:
            return _instance_truth(m, value, None)
    return True


def _instance_truth(m: Machine, value: Ref, plain: Value) -> Bool:
    found = callable_attr(m, value, "__bool__")
    if found is not MISSING and not is_native_method(found):
        result = m.resolve(m.call(found, []))
        if not isinstance(result, (bool, SymBool, Unknown)):
            kind = type_name(m, result)
            m.raise_("TypeError", f"__bool__ should return bool, returned {kind}", "bad-call")
        return m.truth_value(result)
    found = callable_attr(m, value, "__len__")
    if found is not MISSING and not is_native_method(found):
        return m.program.semantics.length(m, value) != 0  # type: ignore[no-any-return]
    return True if plain is None else m.truth_value(plain)
