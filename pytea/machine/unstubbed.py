"""What a class has beyond its stub: the names of the real class, where ``members.txt`` lists them.

An attribute that a stub lacks makes no program wrong: what is asked for is not followed.
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
    """Returns the value of an attribute that the real class of ``obj`` has, or None."""
    for place in _stubs_of(m, obj):
        if name in _table().get(place, ()):
            return m.unknown(f"no stub for {place}.{name}")
    return None


def beyond_list(m: Machine, obj: Value, name: str) -> Unknown | None:
    """Returns the value of an attribute that ``obj`` may have, for its real class is not listed.

    A program that handles the AttributeError expects that it may be missing: None for that.
    """
    if not _may_have_more(m, obj) or _expects_attribute_error(m):
        return None
    return m.unknown(f"no stub for {_stubs_of(m, obj)[0]}.{name}")


def _expects_attribute_error(m: Machine) -> bool:
    """Returns whether an active handler is written for AttributeError by this name."""
    for frame in m.state.frames:
        tried = frame.continuation
        if tried.kind == "try" and "AttributeError" in tried.subject:  # type: ignore[operator]
            return True
        if any("AttributeError" in handler.types for handler in frame.handlers):
            return True
    return False


def _may_have_more(m: Machine, obj: Value) -> bool:
    places = _stubs_of(m, obj)
    record = m.read(obj) if isinstance(obj, Ref) else None
    cls = record if isinstance(record, ClassRecord) else _class_of(m, obj)
    return cls is not None and cls.bundled and bool(places) and _table().get(places[0]) is None


def _class_of(m: Machine, obj: Value) -> ClassRecord | None:
    cls = type_of(m, obj)
    record = m.read(cls) if isinstance(cls, Ref) else None
    return record if isinstance(record, ClassRecord) else None


def _stubs_of(m: Machine, obj: Value) -> list[str]:
    """Returns the names of the stub classes that a class or the class of an object descends from."""
    obj = m.resolve(obj)
    is_class = isinstance(obj, Ref) and isinstance(m.read(obj), ClassRecord)
    cls = obj if is_class else type_of(m, obj)
    if not isinstance(cls, Ref):
        return []
    records = [m.read(entry) for entry in mro_of(m, cls) if isinstance(entry, Ref)]
    return [
        f"{record.module}.{record.qualname}"
        for record in records
        if isinstance(record, ClassRecord) and record.bundled
    ]
