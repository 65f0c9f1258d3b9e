"""What classes store: the search through the MRO, descriptors, slots."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.machine.tables import METHODS
from pytea.machine.types import (
    BASE_EXCEPTION,
    OBJECT,
    mro_of,
)
from pytea.symbolic import Choice
from pytea.values.objects import (
    UNBOUND,
    BuiltinType,
    Ref,
    Value,
)
from pytea.values.records import (
    ClassRecord,
    InstanceRecord,
)

#: What ``find`` returns when nothing has the name.
MISSING = UNBOUND


def find_in_class(m: Machine, cls: Ref | BuiltinType, name: str) -> tuple[Value, Value]:
    """Returns (the class attribute as it is stored, the class that holds it), or (MISSING, None)."""
    lookups = m.state.heap.lookups
    known = lookups.get((cls, name))
    if known is not None:
        return known
    found: tuple[Value, Value] = (MISSING, None)
    for entry in mro_of(m, cls):
        value = _stored(m, entry, name)
        if type(value) is Choice:
            # what it is depends on the path
            value, lookups = m.resolve(value), {}
        if value is not MISSING:
            found = value, entry
            break
    if m.state.heap.lookups is lookups:
        lookups[cls, name] = found
        if type(cls) is Ref:
            lookups[cls.addr] = found
    return found


def find_own(m: Machine, cls: Ref | BuiltinType, name: str) -> Value:
    """Returns what the class itself stores under ``name``, or MISSING."""
    value = _stored(m, cls, name)
    return m.resolve(value) if type(value) is Choice else value


def _stored(m: Machine, cls: Ref | BuiltinType, name: str) -> Value:
    if isinstance(cls, BuiltinType):
        return METHODS.get(cls.name, {}).get(name, MISSING)
    record = m.state.heap.read(cls)
    if type(record) is not ClassRecord:
        record = m.read(cls)
        assert isinstance(record, ClassRecord)
    return record.attrs.get(name, MISSING)


def is_data_descriptor(m: Machine, value: Value) -> bool:
    """Returns whether a class attribute takes part in assignments."""
    if not isinstance(value, Ref):
        return False
    record = m.read(value)
    if not isinstance(record, InstanceRecord) or not isinstance(record.cls, Ref):
        return False
    return any(
        find_in_class(m, record.cls, name)[0] is not MISSING for name in ("__set__", "__delete__")
    )


def has_dict(m: Machine, cls: Ref | BuiltinType) -> bool:
    """Returns whether instances of a class can have attributes beside their ``__slots__``."""
    if not isinstance(cls, Ref):
        return True
    for entry in mro_of(m, cls):
        if isinstance(entry, Ref):
            record = m.read(entry)
            assert isinstance(record, ClassRecord)
            slots = m.resolve(record.attrs.get("__slots__"))
            if "__slots__" not in record.attrs or record.open:
                return True
            if slots == "__dict__" or (isinstance(slots, tuple) and "__dict__" in slots):
                return True
        elif entry is not OBJECT and BASE_EXCEPTION in entry.mro:
            return True
    return False


def has_slot(m: Machine, cls: Ref, name: str) -> bool:
    """Returns whether ``__slots__`` of a class or of its bases has the name."""
    for entry in mro_of(m, cls):
        if not isinstance(entry, Ref):
            continue
        record = m.read(entry)
        assert isinstance(record, ClassRecord)
        slots = m.resolve(record.attrs.get("__slots__"))
        names = (slots,) if isinstance(slots, str) else m.program.semantics.iterate(m, slots)
        mangled = f"_{record.name.lstrip('_')}"
        if any(slot == name or f"{mangled}{slot}" == name for slot in names):
            return True
    return False
