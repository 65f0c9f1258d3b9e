"""Stand-ins for dict keys and set members: what Python would find by hash and equality."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.symbolic import SymBool, SymInt
from pytea.values.objects import Range, Ref, Value
from pytea.values.records import (
    BytearrayRecord,
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
        m.note_use(value)
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
    if isinstance(record, BytearrayRecord):
        m.raise_("TypeError", "unhashable type: 'bytearray'", "bad-call")
    if isinstance(record, InstanceRecord):
        return _instance_key(m, value, record)
    return value


def put_entry(
    m: Machine, entries: dict[object, tuple[Value, Value]], key: Value, value: Value
) -> None:
    """Sets ``entries[key]``; an equal key that is there already is kept."""
    stand_in = key_of(m, key)
    old = entries.get(stand_in)
    entries[stand_in] = (key if old is None else old[0], value)


def _instance_key(m: Machine, value: Ref, record: InstanceRecord) -> object:
    own = m.program.semantics.user_hash(m, value)
    if own is not None:
        hashed = m.resolve(m.call(own, []))
        plain = record.payload
        if plain is not None and not isinstance(plain, Ref):
            if hashed == m.program.semantics.hash_of(m, plain):
                return key_of(m, plain)
        return _representative(m, value, hashed)
    if _is_unhashable(m, record):
        name = m.program.semantics.type_name(m, value)
        m.raise_("TypeError", f"unhashable type: '{name}'", "bad-call")
    if record.payload is not None and not isinstance(record.payload, Ref):
        return key_of(m, record.payload)
    if isinstance(record.payload, Ref):
        return key_of(m, record.payload)
    return value


def _is_unhashable(m: Machine, record: InstanceRecord) -> bool:
    found, _ = m.program.semantics.find_in_class(m, record.cls, "__hash__")
    return found is None


def _representative(m: Machine, value: Ref, hashed: Value) -> object:
    """Returns a key that all objects share that are equal to ``value`` and have its hash."""
    if not isinstance(hashed, int):
        return value
    known = m.state.representatives.get(hashed, ())
    for other in known:
        if other is value:
            return ("hashed", hashed, other)
        if m.decide(m.program.semantics.equals(m, value, other)):
            return ("hashed", hashed, other)
    m.state.representatives[hashed] = (*known, value)
    return ("hashed", hashed, value)
