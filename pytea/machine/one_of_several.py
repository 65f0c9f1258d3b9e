"""Containers that stand for one of several, as what is under a key that is not known.

What is put into such a container may be in any of those that it stands for, from then on.
"""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.values.objects import Ref, Value
from pytea.values.records import DictRecord, ListRecord, OpaqueRecord, Record, SetRecord
from pytea.values.unknown import Unknown

_CONTAINERS = (ListRecord, SetRecord, OpaqueRecord, DictRecord)
_REASON = "a container that may have been changed as one of several"


def note_originals(m: Machine, made: Value, values: list[Value]) -> None:
    """Remembers which containers ``made``, which was just put together, stands for."""
    if not isinstance(made, Ref) or any(made is value for value in values):
        return
    originals = tuple(
        value
        for value in values
        if isinstance(value, Ref) and type(m.state.heap.at(value.addr)) in _CONTAINERS
    )
    if originals:
        m.program.originals[made.addr] = originals


def originals_of(m: Machine, ref: Ref) -> list[Ref]:
    """Returns the containers that one stands for, as far as this path has them."""
    originals = m.program.originals.get(ref.addr, ())
    return [other for other in originals if m.state.heap.at(other.addr) is not None]


def may_be_same(m: Machine, left: Value, right: Value) -> bool:
    """Returns whether one of two objects stands for several of which the other one is one."""
    pairs = ((left, right), (right, left))
    return any(
        isinstance(one, Ref) and any(other is o for o in m.program.originals.get(one.addr, ()))
        for one, other in pairs
    )


def loosen_originals(m: Machine, ref: Ref) -> None:
    """Lets the containers that ``ref`` stands for be changed in any way, as it is about to be."""
    for other in originals_of(m, ref):
        loosened = _loosened(m.state.heap.read(other))
        if loosened is not None:
            m.state.heap.put(other, loosened)
        loosen_originals(m, other)


def _loosened(record: Record) -> Record | None:
    match record:
        case DictRecord():
            entries: dict[object, tuple[Value, Value]] = {
                key: (name, Unknown(_REASON)) for key, (name, _) in record.entries.items()
            }
            return DictRecord(entries, Unknown(_REASON), Unknown(_REASON))
        case OpaqueRecord(kind=kind):
            return OpaqueRecord(kind, _REASON, Unknown(_REASON))
        case ListRecord():
            return OpaqueRecord("list", _REASON, Unknown(_REASON))
        case SetRecord():
            return OpaqueRecord("set", _REASON, Unknown(_REASON))
    return None
