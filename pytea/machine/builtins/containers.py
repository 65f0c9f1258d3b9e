"""Methods of list, tuple, dict and range."""

from __future__ import annotations

from pytea.machine import comparison
from pytea.machine.builtins import summarized
from pytea.machine.builtins.iterating import sorted_items
from pytea.machine.gathering import iterate
from pytea.machine.item_writes import set_item
from pytea.machine.items import whole_index
from pytea.machine.machine import Machine
from pytea.machine.operators import payload
from pytea.machine.summaries import put_in
from pytea.machine.tables import attribute, method
from pytea.symbolic import SymInt, SymKind, fresh_int
from pytea.values.objects import Range, Ref, Value
from pytea.values.records import ListRecord
from pytea.values.unknown import UnknownUse


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
    if record.many or ref.addr in m.program.originals:
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
        try:
            equal = comparison.equals(m, items[position], item)
        except UnknownUse:
            # That it is among them is taken for granted; where is not known.
            return fresh_int("index", SymKind.VARYING, position, len(items) - 1)
        if m.decide(equal):
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


_REASON = "a value of a dict whose keys are not all known"


# --- dunder methods that programs call by name --------------------------------------------------


_VIEWS = "dict_keys dict_values dict_items bytes bytearray"


@method(f"list dict tuple set frozenset str range {_VIEWS}", "__len__")
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


@method(
    "list dict tuple set frozenset str range dict_keys dict_items bytes bytearray", "__contains__"
)
def container_contains(m: Machine, obj: Value, item: Value, /) -> Value:
    return comparison.contains(m, payload(m, obj), item)


@method(f"list dict tuple set frozenset str range {_VIEWS}", "__iter__")
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
