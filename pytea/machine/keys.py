"""Stand-ins for dict keys and set members: what Python would find by hash and equality."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.symbolic import SymBool, SymInt
from pytea.values.objects import Range, Ref, Value
from pytea.values.records import (
    DictRecord,
    InstanceRecord,
    ListRecord,
    SetRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


def key_of(m: Machine, value: Value) -> object:
    """Returns a host object whose hash and equality are those of ``value`` in the program.

    Raises TypeError in the program for unhashable values, and UnknownUse for unknown ones.
    """
    value = m.resolve(value)
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    if isinstance(value, tuple):
        return ("tuple", *(key_of(m, item) for item in value))
    if isinstance(value, SymBool):
        return m.decide(value)
    if isinstance(value, SymInt):
        return ("symbolic", id(value), value)
    if isinstance(value, Range):
        return ("range", value.start, value.stop, value.step)
    if not isinstance(value, Ref):
        return value
    record = m.read(value)
    if isinstance(record, (ListRecord, DictRecord)) or (
        isinstance(record, SetRecord) and not record.frozen
    ):
        name = m.program.semantics.type_name(m, value)
        m.raise_("TypeError", f"unhashable type: '{name}'", "bad-call")
    if isinstance(record, SetRecord):
        return ("frozenset", frozenset(record.entries))
    if isinstance(record, InstanceRecord):
        return _instance_key(m, value, record)
    return value


def _instance_key(m: Machine, value: Ref, record: InstanceRecord) -> object:
    own = m.program.semantics.user_hash(m, value)
    if own is not None:
        hashed = m.resolve(m.call(own, []))
        return ("hashed", hashed) if isinstance(hashed, int) else value
    if record.payload is not None and not isinstance(record.payload, Ref):
        return key_of(m, record.payload)
    return value
