"""Objects that code which is not followed has had in its hands.

Such a call may have set attributes: what an exposed object seems to lack is unknown, not missing.
Exposure is kept per entry and never taken back; it makes the analysis say less, never more.
"""

from __future__ import annotations

from collections.abc import Iterable

from pytea.machine.machine import Machine
from pytea.state import budgets
from pytea.symbolic import Choice, leaf_values
from pytea.values.objects import BoundMethod, Ref, Value
from pytea.values.records import DictRecord, InstanceRecord, ListRecord


def expose(m: Machine, values: Iterable[Value]) -> None:
    """Marks the instances that can be reached from ``values``, up to a bound."""
    waiting = list(values)
    looked_at = 0
    while waiting and looked_at < budgets.EXPOSED_OBJECTS:
        value = waiting.pop()
        if isinstance(value, Choice):
            waiting += leaf_values(value)
        elif isinstance(value, BoundMethod):
            waiting.append(value.receiver)
        elif isinstance(value, tuple):
            waiting += value
        elif isinstance(value, Ref) and value.addr not in m.exposed:
            looked_at += 1
            waiting += _parts(m, value)


def _parts(m: Machine, ref: Ref) -> list[Value]:
    match m.state.heap.read(ref):
        case InstanceRecord(attrs=attrs):
            m.exposed.add(ref.addr)
            return list(attrs.values())
        case ListRecord(items=items):
            return list(items)
        case DictRecord(entries=entries):
            return [value for _, value in entries.values()]
    return []


def is_exposed(m: Machine, value: Value) -> bool:
    """Returns whether code that is not followed may have changed an object."""
    return isinstance(value, Ref) and value.addr in m.exposed
