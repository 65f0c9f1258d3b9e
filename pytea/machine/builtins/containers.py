"""Methods of list, tuple, dict and range."""

from __future__ import annotations

from pytea.machine import comparison
from pytea.machine.builtins import summarized
from pytea.machine.builtins.iterating import sorted_items
from pytea.machine.item_writes import set_item
from pytea.machine.items import whole_index
from pytea.machine.iteration import iterate
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
    put_in,
)
from pytea.machine.tables import METHODS, attribute, method
from pytea.symbolic import SymInt
from pytea.values.objects import Builtin, ClassMethod, Range, Ref, Value
from pytea.values.records import (
    AttributesRecord,
    DictRecord,
    InstanceRecord,
    KeysRecord,
    ListRecord,
    ValuesRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


def _read_list(m: Machine, obj: Value) -> tuple[Ref, ListRecord]:
    ref = payload(m, m.resolve(obj))
    assert isinstance(ref, Ref)
    record = m.read(ref)
    if not isinstance(record, ListRecord):
        raise UnknownUse("a list that is not followed")
    return ref, record


def _write_list(m: Machine, obj: Value) -> ListRecord:
    ref, _ = _read_list(m, obj)
    record = m.write(ref)
    assert isinstance(record, ListRecord)
    return record


@method("list", "append")
def list_append(m: Machine, obj: Value, item: Value, /) -> Value:
    ref, record = _read_list(m, obj)
    if record.many:
        put_in(m, ref, [item], 1, frozenset())
    else:
        m.write(ref).items.append(item)  # type: ignore[attr-defined]
    return None


@method("list", "extend")
def list_extend(m: Machine, obj: Value, iterable: Value, /) -> Value:
    summarized.extend_list(m, _read_list(m, obj)[0], iterable)
    return None


@method("list", "insert")
def list_insert(m: Machine, obj: Value, index: Value, item: Value, /) -> Value:
    number = whole_index(m, m.resolve(index), "list")
    if isinstance(number, SymInt):
        put_in(m, _read_list(m, obj)[0], [item], 1, frozenset())
        return None
    _write_list(m, obj).items.insert(number, item)
    return None


@method("list", "pop")
def list_pop(m: Machine, obj: Value, index: Value = -1, /) -> Value:
    _, record = _read_list(m, obj)
    number = whole_index(m, m.resolve(index), "list")
    if isinstance(number, SymInt):
        item = m.program.semantics.select(m, record.items, number)
        put_in(m, _read_list(m, obj)[0], [], -1, frozenset())
        return item
    if not record.items:
        m.raise_("IndexError", "pop from empty list", "index-out-of-range")
    if not -len(record.items) <= number < len(record.items):
        m.raise_("IndexError", "pop index out of range", "index-out-of-range")
    return m.resolve(_write_list(m, obj).items.pop(number))


@method("list", "remove")
def list_remove(m: Machine, obj: Value, item: Value, /) -> Value:
    _, record = _read_list(m, obj)
    for position, entry in enumerate(record.items):
        if m.decide(comparison.equals(m, entry, item)):
            del _write_list(m, obj).items[position]
            return None
    m.raise_("ValueError", "list.remove(x): x not in list", "bad-argument")


@method("list", "clear")
def list_clear(m: Machine, obj: Value, /) -> Value:
    ref = payload(m, m.resolve(obj))
    assert isinstance(ref, Ref)
    m.state.heap.put(ref, ListRecord([]))
    return None


@method("list", "copy", "__copy__")
def list_copy(m: Machine, obj: Value, /) -> Value:
    return m.new_list(list(_read_list(m, obj)[1].items))


@method("list", "reverse")
def list_reverse(m: Machine, obj: Value, /) -> Value:
    _write_list(m, obj).items.reverse()
    return None


@method("list", "sort")
def list_sort(m: Machine, obj: Value, /, *, key: Value = None, reverse: Value = False) -> Value:
    ref, record = _read_list(m, obj)
    try:
        items = sorted_items(m, record.items, key, reverse)
    except UnknownUse:
        if len({id(item) for item in record.items}) > 1:
            put_in(m, ref, [], 0, frozenset())
        return None
    _write_list(m, obj).items = items
    return None


@method("list tuple range", "index")
def sequence_index(m: Machine, obj: Value, item: Value, *bounds: Value) -> Value:
    items = iterate(m, obj)
    start = m.resolve(bounds[0]) if bounds else 0
    for position in range(start if isinstance(start, int) else 0, len(items)):
        if m.decide(comparison.equals(m, items[position], item)):
            return position
    shown = "tuple.index(x): x not in tuple"
    if not isinstance(payload(m, m.resolve(obj)), tuple):
        try:
            shown = f"{m.program.semantics.repr_of(m, item)} is not in list"
        except UnknownUse:
            shown = "the item is not in the list"
    m.raise_("ValueError", shown, "bad-argument")


@method("list tuple range", "count")
def sequence_count(m: Machine, obj: Value, item: Value, /) -> Value:
    return sum(m.decide(comparison.equals(m, entry, item)) for entry in iterate(m, obj))


# --- dict -----------------------------------------------------------------------------------------


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


_REASON = "a value of a dict whose keys are not all known"


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
    attrs = {name: value for name, value in kept.items() if name in hidden}
    attrs |= {k: v for k, (_, v) in record.entries.items() if isinstance(k, str)}
    holder.attrs = attrs  # type: ignore[attr-defined]


def _synchronized(name: str) -> None:
    plain = METHODS["dict"][name]
    assert isinstance(plain, Builtin)

    def call(m: Machine, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
        ref = m.resolve(obj)
        record = m.read(ref) if isinstance(ref, Ref) else None
        result = plain.function(m, obj, *args, **kwargs)
        if (
            isinstance(record, AttributesRecord)
            and isinstance(ref, Ref)
            and record.target is not None
        ):
            sync_attributes(m, ref, record.target)
        return result

    METHODS["dict"][name] = Builtin(name, call)


for _mutating in ("setdefault", "pop", "popitem", "update", "clear"):
    _synchronized(_mutating)


# --- dunder methods that programs call by name --------------------------------------------------


@method("list dict tuple set frozenset str range", "__len__")
def container_len(m: Machine, obj: Value, /) -> Value:
    return m.program.semantics.length(m, payload(m, obj))


@method("list dict tuple str range", "__getitem__")
def container_getitem(m: Machine, obj: Value, index: Value, /) -> Value:
    return m.program.semantics.get_item(m, payload(m, obj), index)


@method("list dict", "__setitem__")
def container_setitem(m: Machine, obj: Value, index: Value, value: Value, /) -> Value:
    set_item(m, payload(m, obj), index, value)
    return None


@method("list dict", "__delitem__")
def container_delitem(m: Machine, obj: Value, index: Value, /) -> Value:
    m.program.semantics.del_item(m, payload(m, obj), index)
    return None


@method("list dict tuple set frozenset str range", "__contains__")
def container_contains(m: Machine, obj: Value, item: Value, /) -> Value:
    return comparison.contains(m, payload(m, obj), item)


@method("list dict tuple set frozenset str range", "__iter__")
def container_iter(m: Machine, obj: Value, /) -> Value:
    return m.program.semantics.iterator_of(m, payload(m, obj))


@method("list", "__init__")
def list_init(m: Machine, obj: Value, iterable: Value = (), /) -> Value:
    target, record = _read_list(m, obj)
    try:
        items = iterate(m, iterable)
    except UnknownUse:
        if not record.items:
            summarized.extend_list(m, target, iterable)
        return None
    _write_list(m, obj).items = items
    return None


@method("dict", "__init__")
def dict_init(m: Machine, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
    return dict_update(m, obj, *args, **kwargs)


@method("iterator", "__next__")
def iterator_next(m: Machine, obj: Value, /) -> Value:
    item = m.program.semantics.next_item(m, obj)
    if item is not m.program.semantics.exhausted:
        return item
    m.raise_("StopIteration", "", "")


@method("iterator generator", "__iter__")
def iterator_iter(m: Machine, obj: Value, /) -> Value:
    return obj


@attribute("range", "start")
def range_start(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Range)
    return obj.start


@attribute("range", "stop")
def range_stop(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Range)
    return obj.stop


@attribute("range", "step")
def range_step(m: Machine, obj: Value) -> Value:
    assert isinstance(obj, Range)
    return obj.step
