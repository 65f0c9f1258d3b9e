"""The methods of dicts."""

from __future__ import annotations

from pytea.machine.attribute_writes import SHARED, set_any_attr
from pytea.machine.builtins.containers import _REASON
from pytea.machine.gathering import iterate
from pytea.machine.keys import key_of, put_entry
from pytea.machine.machine import Machine
from pytea.machine.operators import payload
from pytea.machine.summaries import (
    Items,
    Others,
    add_others,
    any_of,
    fresh_count,
    joined,
    new_summary,
)
from pytea.machine.tables import METHODS, method
from pytea.symbolic import SymInt
from pytea.values.objects import Builtin, ClassMethod, Ref, Value
from pytea.values.records import (
    AttributesRecord,
    DictRecord,
    InstanceRecord,
    KeysRecord,
    ValuesRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


def _read_dict(m: Machine, obj: Value) -> tuple[Ref, DictRecord]:
    ref = payload(m, m.resolve(obj))
    assert isinstance(ref, Ref)
    record = m.read(ref)
    if not isinstance(record, DictRecord):
        raise UnknownUse("a dict that is not followed")
    return ref, record


def _write_dict(m: Machine, obj: Value) -> DictRecord:
    ref, _ = _read_dict(m, obj)
    record = m.write(ref)
    assert isinstance(record, DictRecord)
    return record


def _view(m: Machine, obj: Value, items: list[Value], other: Value, kind: str) -> Value:
    """Returns a view of a dict: ``other`` is what the keys that are not known add to it."""
    _, record = _read_dict(m, obj)
    if record.rest is not None:
        reason = "a dict whose keys are not all known"
        element, bound = joined(m, [*items[:64], other], reason)
        return new_summary(m, "list", Items(element, _count(m, record), bound), reason)
    return m.alloc(ValuesRecord(items, kind=kind))


def _count(m: Machine, record: DictRecord) -> Value:
    return fresh_count(m) if record.count is None else record.count


@method("dict", "keys")
def dict_keys(m: Machine, obj: Value, /) -> Value:
    record = _read_dict(m, obj)[1]
    entries = record.entries
    if record.rest is not None:
        return _view(m, obj, [key for key, _ in entries.values()], record.rest_key, "dict_keys")
    return m.alloc(KeysRecord({key: entry[0] for key, entry in entries.items()}))


@method("dict", "values")
def dict_values(m: Machine, obj: Value, /) -> Value:
    record = _read_dict(m, obj)[1]
    return _view(m, obj, [v for _, v in record.entries.values()], record.rest, "dict_values")


@method("dict", "items")
def dict_items(m: Machine, obj: Value, /) -> Value:
    record = _read_dict(m, obj)[1]
    other = (record.rest_key, record.rest)
    return _view(m, obj, [(k, v) for k, v in record.entries.values()], other, "dict_items")


@method("dict", "get")
def dict_get(m: Machine, obj: Value, key: Value, default: Value = None, /) -> Value:
    _, record = _read_dict(m, obj)
    values = [value for _, value in record.entries.values()]
    if isinstance(m.resolve(key), (Unknown, SymInt)) and values:
        return any_of(m, [default, *values, *_others(record)], _REASON)
    entry = record.entries.get(key_of(m, key)) if values else None
    if entry is not None:
        return m.resolve(entry[1])
    return any_of(m, [default, *_others(record)], _REASON) if _others(record) else default


def _others(record: DictRecord) -> list[Value]:
    return [] if record.rest is None else [record.rest]


@method("dict", "setdefault")
def dict_setdefault(m: Machine, obj: Value, key: Value, default: Value = None, /) -> Value:
    _, record = _read_dict(m, obj)
    stand_in = key_of(m, key)
    entry = record.entries.get(stand_in)
    if entry is not None:
        return m.resolve(entry[1])
    if record.rest is not None:
        return any_of(m, [record.rest, default], _REASON)
    _write_dict(m, obj).entries[stand_in] = (key, default)
    return default


@method("dict", "pop")
def dict_pop(m: Machine, obj: Value, key: Value, /, *default: Value) -> Value:
    _, record = _read_dict(m, obj)
    stand_in = key_of(m, key)
    if stand_in in record.entries:
        return m.resolve(_write_dict(m, obj).entries.pop(stand_in)[1])
    if record.rest is not None:
        return any_of(m, [*default, record.rest], _REASON)
    if default:
        return default[0]
    exception = m.program.semantics.make_exception(m, "KeyError", "", (key,))
    return m.program.semantics.raise_reported(m, exception, "missing-key", "the key is missing")


@method("dict", "popitem")
def dict_popitem(m: Machine, obj: Value, last: Value = True) -> Value:
    _, record = _read_dict(m, obj)
    if not record.entries:
        m.raise_("KeyError", "popitem(): dictionary is empty", "missing-key")
    keys = list(record.entries)
    return _write_dict(m, obj).entries.pop(keys[-1] if m.truth(last) else keys[0])


@method("dict", "update")
def dict_update(m: Machine, obj: Value, /, *others: Value, **kwargs: Value) -> Value:
    _read_dict(m, obj)
    more: list[tuple[Value, Value]] = []
    beyond: list[Others] = []
    for other in others:
        try:
            items, unlisted = m.program.semantics.mapping_items(m, other)
        except UnknownUse as use:
            items, unlisted = [], Others(Unknown(use.reason), Unknown(use.reason))
        more += items
        beyond += [] if unlisted is None else [unlisted]
    more += list(kwargs.items())
    keyed = [(key_of(m, key), key, value) for key, value in more]
    count = fresh_count(m, 1) if beyond else None
    record = _write_dict(m, obj)
    for stand_in, key, value in keyed:
        old = record.entries.get(stand_in)
        record.entries[stand_in] = (key if old is None else old[0], value)
    for unlisted in beyond:
        add_others(m, record, unlisted, count)
    return None


@method("dict", "clear")
def dict_clear(m: Machine, obj: Value, /) -> Value:
    ref = payload(m, m.resolve(obj))
    assert isinstance(ref, Ref)
    m.state.heap.put(ref, DictRecord({}))
    return None


@method("dict", "copy", "__copy__")
def dict_copy(m: Machine, obj: Value, /) -> Value:
    record = _read_dict(m, obj)[1]
    return m.alloc(DictRecord(dict(record.entries), record.rest, record.rest_key, record.count))


def dict_fromkeys(m: Machine, cls: Value, iterable: Value, value: Value = None, /) -> Value:
    """Executes ``dict.fromkeys``."""
    entries: dict[object, tuple[Value, Value]] = {}
    for item in iterate(m, iterable):
        put_entry(m, entries, item, value)
    if isinstance(cls, Ref):
        return m.alloc(InstanceRecord(cls, {}, m.alloc(DictRecord(entries))))
    return m.alloc(DictRecord(entries))


METHODS["dict"]["fromkeys"] = ClassMethod(Builtin("fromkeys", dict_fromkeys))


def sync_attributes(m: Machine, ref: Ref, target: Ref) -> None:
    """Makes the attributes of an object what its ``__dict__`` holds now."""
    record = m.read(ref)
    if not isinstance(record, DictRecord):
        return
    holder = m.write(target)
    kept: dict[str, Value] = holder.attrs  # type: ignore[attr-defined]
    hidden = {"args", "__cause__", "__context__"} if "args" in kept else set()
    hidden.add(SHARED)
    attrs = {name: value for name, value in kept.items() if name in hidden}
    attrs |= {k: v for k, (_, v) in record.entries.items() if isinstance(k, str)}
    holder.attrs = attrs  # type: ignore[attr-defined]
    if record.rest is not None:
        set_any_attr(m, target)


def _synchronized(name: str) -> None:
    plain = METHODS["dict"][name]
    assert isinstance(plain, Builtin)

    def call(m: Machine, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
        ref = payload(m, m.resolve(obj))
        record = m.read(ref) if isinstance(ref, Ref) else None
        result = plain.function(m, obj, *args, **kwargs)
        if (
            isinstance(record, AttributesRecord)
            and isinstance(ref, Ref)
            and record.target is not None
        ):
            sync_attributes(m, ref, record.target)
        return result

    METHODS["dict"][name] = Builtin(name, call, "dict")


@method("dict", "__init__")
def dict_init(m: Machine, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
    return dict_update(m, obj, *args, **kwargs)


for _mutating in ("setdefault", "pop", "popitem", "update", "clear"):
    _synchronized(_mutating)
