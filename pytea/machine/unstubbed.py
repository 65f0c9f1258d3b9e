"""What a class has beyond its stub: the names of the real class, and classes that none lists.

Neither makes a program wrong: what is asked for is not followed.
"""

from __future__ import annotations

from functools import cache

from pytea.config.shipped import bundled_stubs
from pytea.machine.machine import Machine
from pytea.machine.types import mro_of, type_of
from pytea.values.objects import Ref, Value
from pytea.values.records import ClassRecord
from pytea.values.unknown import Unknown


@cache
def _table() -> dict[str, frozenset[str]]:
    text = (bundled_stubs() / "members.txt").read_text(encoding="utf-8")
    lines = (line.partition(":") for line in text.splitlines())
    return {name: frozenset(names.split()) for name, _, names in lines}


def unstubbed(m: Machine, obj: Value, name: str) -> Unknown | None:
    """Returns the value of an attribute that the real class of ``obj`` may have, or None."""
    obj = m.resolve(obj)
    is_class = isinstance(obj, Ref) and isinstance(m.read(obj), ClassRecord)
    cls = obj if is_class else type_of(m, obj)
    if name.startswith("__") or not isinstance(cls, Ref):
        return None
    for entry in mro_of(m, cls):
        record = m.read(entry) if isinstance(entry, Ref) else None
        if not isinstance(record, ClassRecord) or not record.bundled:
            continue
        place = f"{record.module}.{record.qualname}"
        listed = _table().get(place)
        beyond = entry == cls and listed is None
        if beyond or (listed is not None and name in listed):
            return m.unknown(f"no stub for {place}.{name}")
    return None
