"""``obj.__dict__ = mapping``: the attributes of an object are the entries of a dict of the program.

What is written to one of them is written to the other: the dict knows its object as a record of
attributes does, and the object holds the dict under the name ``__dict__``.
"""

from __future__ import annotations

from pytea.machine.attribute_writes import SHARED, set_any_attr
from pytea.machine.attributes import ANY_NAME
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.operators import payload
from pytea.values.objects import Ref, Value
from pytea.values.records import AttributesRecord, DictRecord, InstanceRecord


def share_attributes(m: Machine, obj: Ref, mapping: Value) -> None:
    """Executes ``obj.__dict__ = mapping``."""
    record = m.write(obj)
    assert isinstance(record, InstanceRecord)
    held = payload(m, mapping)
    entries = m.read(held) if isinstance(held, Ref) else None
    record.attrs = {SHARED: mapping}
    if not isinstance(entries, DictRecord) or not isinstance(held, Ref):
        record.attrs[ANY_NAME] = MISSING
        return
    record.attrs |= {key: item for key, item in entries.entries.values() if isinstance(key, str)}
    if entries.rest is not None:
        record.attrs[ANY_NAME] = MISSING
    earlier = entries.target if isinstance(entries, AttributesRecord) else None
    m.state.heap.put(
        held,
        AttributesRecord(
            dict(entries.entries), entries.rest, entries.rest_key, entries.count, target=obj
        ),
    )
    if earlier is not None and earlier is not obj:
        # Of several objects with one dict, a change would have to reach each.
        set_any_attr(m, earlier)
        set_any_attr(m, obj)
