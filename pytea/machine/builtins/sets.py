"""Methods of set and frozenset."""

from __future__ import annotations

from pytea.machine.builtins import summarized
from pytea.machine.gathering import iterate
from pytea.machine.keys import key_of
from pytea.machine.machine import Machine
from pytea.machine.operators import payload
from pytea.machine.set_order import members_of
from pytea.machine.summaries import put_in
from pytea.machine.tables import method
from pytea.values.objects import Ref, Value
from pytea.values.records import SetRecord
from pytea.values.unknown import UnknownUse


def _read_set(m: Machine, obj: Value) -> tuple[Ref, SetRecord]:
    ref = payload(m, m.resolve(obj))
    assert isinstance(ref, Ref)
    record = m.read(ref)
    if not isinstance(record, SetRecord):
        raise UnknownUse("a set that is not followed")
    return ref, record


def _write_set(m: Machine, obj: Value) -> SetRecord:
    ref, _ = _read_set(m, obj)
    record = m.write(ref)
    assert isinstance(record, SetRecord)
    return record


@method("set", "add")
def set_add(m: Machine, obj: Value, item: Value, /) -> Value:
    try:
        key = key_of(m, item)
    except UnknownUse:
        put_in(m, _read_set(m, obj)[0], [item], 1, frozenset())
        return None
    _write_set(m, obj).entries.setdefault(key, item)
    return None


@method("set", "discard")
def set_discard(m: Machine, obj: Value, item: Value, /) -> Value:
    key = key_of(m, item)
    _write_set(m, obj).entries.pop(key, None)
    return None


@method("set", "remove")
def set_remove(m: Machine, obj: Value, item: Value, /) -> Value:
    key = key_of(m, item)
    if key not in _read_set(m, obj)[1].entries:
        exception = m.program.semantics.make_exception(m, "KeyError", "", (item,))
        text = "the item is not in the set"
        m.program.semantics.raise_reported(m, exception, "missing-key", text)
    del _write_set(m, obj).entries[key]
    return None


@method("set", "pop")
def set_pop(m: Machine, obj: Value, /) -> Value:
    _, record = _read_set(m, obj)
    if not record.entries:
        m.raise_("KeyError", "pop from an empty set", "missing-key")
    return _write_set(m, obj).entries.pop(key_of(m, members_of(record)[0]))


@method("set", "clear")
def set_clear(m: Machine, obj: Value, /) -> Value:
    _write_set(m, obj).entries.clear()
    return None


@method("set frozenset", "copy", "__copy__")
def set_copy(m: Machine, obj: Value, /) -> Value:
    record = _read_set(m, obj)[1]
    return m.alloc(SetRecord(dict(record.entries), record.frozen))


def _members(m: Machine, iterable: Value) -> dict[object, Value]:
    members: dict[object, Value] = {}
    for item in iterate(m, iterable):
        members.setdefault(key_of(m, item), item)
    return members


@method("set", "update")
def set_update(m: Machine, obj: Value, /, *others: Value) -> Value:
    _read_set(m, obj)
    try:
        members = [_members(m, other) for other in others]
    except UnknownUse:
        target = _read_set(m, obj)[0]
        for other in others:
            summarized.extend(m, target, other)
        return None
    record = _write_set(m, obj)
    for more in members:
        for key, item in more.items():
            record.entries.setdefault(key, item)
    return None


def _combined(m: Machine, obj: Value, others: tuple[Value, ...], op: str) -> dict[object, Value]:
    entries = dict(_read_set(m, obj)[1].entries)
    for other in others:
        more = _members(m, other)
        match op:
            case "union":
                entries |= {key: item for key, item in more.items() if key not in entries}
            case "intersection":
                entries = {k: v for k, v in entries.items() if k in more}
            case "difference":
                entries = {k: v for k, v in entries.items() if k not in more}
            case _:
                both = {**more, **entries}
                entries = {k: v for k, v in both.items() if (k in entries) != (k in more)}
    return entries


def _set_operation(name: str) -> None:
    @method("set frozenset", name)
    def combined(m: Machine, obj: Value, /, *others: Value) -> Value:
        entries = _combined(m, obj, others, name)
        return m.alloc(SetRecord(entries, _read_set(m, obj)[1].frozen))

    @method("set", f"{name}_update")
    def updated(m: Machine, obj: Value, /, *others: Value) -> Value:
        entries = _combined(m, obj, others, name)
        _write_set(m, obj).entries = entries
        return None


for _operation in ("union", "intersection", "difference", "symmetric_difference"):
    _set_operation(_operation)


@method("set frozenset", "issubset")
def set_issubset(m: Machine, obj: Value, other: Value, /) -> Value:
    return _read_set(m, obj)[1].entries.keys() <= _members(m, other).keys()


@method("set frozenset", "issuperset")
def set_issuperset(m: Machine, obj: Value, other: Value, /) -> Value:
    return _read_set(m, obj)[1].entries.keys() >= _members(m, other).keys()


@method("set frozenset dict_keys dict_items", "isdisjoint")
def set_isdisjoint(m: Machine, obj: Value, other: Value, /) -> Value:
    return _members(m, obj).keys().isdisjoint(_members(m, other).keys())


@method("set", "__init__")
def set_init(m: Machine, obj: Value, iterable: Value = (), /) -> Value:
    return set_update(m, obj, iterable)
