"""``copy.copy`` and ``copy.deepcopy``."""

from __future__ import annotations

from pytea.machine.attribute_writes import SHARED
from pytea.machine.autograd import forget
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.machine.tables import native
from pytea.values.objects import Ref, Value
from pytea.values.records import (
    AttributesRecord,
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    ListRecord,
    ModuleRecord,
    Record,
    TensorRecord,
)


@native("_pytea", "copy")
def intrinsic_copy(m: Machine, value: Value) -> Value:
    value = m.resolve(value)
    if not isinstance(value, Ref):
        return value
    record = m.read(value)
    if isinstance(record, (FunctionRecord, ClassRecord, ModuleRecord)):
        return value
    twin = m.alloc(record.copy())
    if isinstance(record, TensorRecord):
        forget(m, twin)
    if isinstance(record, InstanceRecord):
        copy = m.write(twin)
        assert isinstance(copy, InstanceRecord)
        copy.attrs.pop(SHARED, None)
        if isinstance(record.payload, Ref):
            copy.payload = m.alloc(_unbound(m.read(record.payload)).copy())
    return twin


def _unbound(record: Record) -> Record:
    """Returns a record of its own for what was the ``__dict__`` of an object."""
    if not isinstance(record, AttributesRecord):
        return record
    return DictRecord(record.entries, record.rest, record.rest_key, record.count)


@native("_pytea", "deepcopy")
def intrinsic_deepcopy(m: Machine, value: Value) -> Value:
    return _deepcopy(m, value, {})


def _deepcopy(m: Machine, value: Value, done: dict[int, Ref]) -> Value:
    value = m.resolve(value)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_deepcopy(m, item, done) for item in value)
    if not isinstance(value, Ref):
        if hasattr(value, "receiver") and hasattr(value, "function"):
            return type(value)(value.function, _deepcopy(m, value.receiver, done))  # type: ignore[call-arg]
        return value
    if value.addr in done:
        return done[value.addr]
    record = m.read(value)
    if isinstance(record, (FunctionRecord, ClassRecord, ModuleRecord)):
        return value
    if isinstance(record, TensorRecord) and record.leaf is False and record.tensor.requires_grad:
        m.raise_(
            "RuntimeError",
            "only Tensors created explicitly by the user (graph leaves) support the deepcopy "
            "protocol: use detach() for what was computed",
            "bad-argument",
        )
    own = callable_attr(m, value, "__deepcopy__") if isinstance(record, InstanceRecord) else MISSING
    if own is not MISSING:
        return m.call(own, [m.new_dict()])
    twin = done[value.addr] = m.alloc(_unbound(record).copy())
    copy = m.write(twin)
    match copy:
        case TensorRecord():
            copy.track, copy.version = None, 0
        case ListRecord():
            copy.items = [_deepcopy(m, item, done) for item in copy.items]
        case DictRecord():
            copy.entries = {
                key: (name, _deepcopy(m, item, done)) for key, (name, item) in copy.entries.items()
            }
        case InstanceRecord():
            if copy.attrs.pop(SHARED, None) is value:
                # An object that is its own ``__dict__`` has no attributes while it is copied.
                copy.attrs = {}
            copy.attrs = {name: _deepcopy(m, item, done) for name, item in copy.attrs.items()}
            copy.payload = _deepcopy(m, copy.payload, done)
    return twin
