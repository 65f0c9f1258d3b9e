"""Methods of containers that are summarized: what goes in is joined, what comes out is any item."""

from __future__ import annotations

from collections.abc import Callable

from pytea.machine.gathering import gather
from pytea.machine.machine import Machine
from pytea.machine.summaries import Items, element_of, fresh_count, new_summary, put_in
from pytea.symbolic import SymBool
from pytea.values.objects import DATA_DEPENDENT, Builtin, Ref, Value
from pytea.values.records import DictRecord, ListRecord, OpaqueRecord, SetRecord
from pytea.values.unknown import Unknown, UnknownUse

_Method = Callable[..., Value]
_METHODS: dict[tuple[str, str], _Method] = {}


def _of(kinds: str, *names: str) -> Callable[[_Method], _Method]:
    def register(function: _Method) -> _Method:
        for kind in kinds.split():
            for name in names:
                _METHODS[kind, name] = function
        return function

    return register


def opaque_attr(m: Machine, ref: Ref, record: OpaqueRecord, name: str) -> Value:
    """Returns an attribute of a container that is not followed item by item."""
    function = _METHODS.get((record.kind, name))
    if function is None:
        return Unknown(record.reason)
    return Builtin(name, lambda m, *args, **kwargs: function(m, ref, *args, **kwargs))


def _record(m: Machine, ref: Ref) -> OpaqueRecord:
    record = m.read(ref)
    if not isinstance(record, OpaqueRecord):
        raise UnknownUse("a container that is not followed")
    return record


def _unlisted(m: Machine, reason: str) -> Items:
    item = Unknown(reason)
    return Items(item, fresh_count(m, 0, item))


def extend(m: Machine, ref: Ref, iterable: Value) -> None:
    """Adds the items of an iterable to a list or set, which becomes a summary."""
    try:
        items = gather(m, iterable)
    except UnknownUse as use:
        items = _unlisted(m, use.reason)
    if isinstance(items, list):
        put_in(m, ref, items, len(items), frozenset())
    elif items.element is not None:
        put_in(m, ref, [items.element], items.count, items.bound)


def extend_list(m: Machine, obj: Ref, iterable: Value) -> None:
    """Executes ``obj.extend(iterable)`` for a list that is followed."""
    try:
        values = gather(m, iterable)
    except UnknownUse as use:
        values = _unlisted(m, use.reason)
    record = m.read(obj)
    if isinstance(values, list) and isinstance(record, ListRecord) and record.many:
        put_in(m, obj, values, len(values), frozenset())
    elif isinstance(values, list):
        m.write(obj).items.extend(values)  # type: ignore[attr-defined]
    elif values.element is not None:
        put_in(m, obj, [values.element], values.count, values.bound)


@_of("list", "append")
@_of("set", "add")
def _append(m: Machine, ref: Ref, item: Value, /) -> Value:
    put_in(m, ref, [item], 1, frozenset())
    return None


@_of("list", "insert")
def _insert(m: Machine, ref: Ref, index: Value, item: Value, /) -> Value:
    put_in(m, ref, [item], 1, frozenset())
    return None


@_of("list", "extend")
def _extend(m: Machine, ref: Ref, iterable: Value, /) -> Value:
    extend(m, ref, iterable)
    return None


@_of("set", "update")
def _update(m: Machine, ref: Ref, /, *others: Value) -> Value:
    for other in others:
        extend(m, ref, other)
    return None


@_of("list set", "pop")
def _pop(m: Machine, ref: Ref, index: Value = -1, /) -> Value:
    item = element_of(m, _record(m, ref))
    _shrink(m, ref)
    return item


@_of("list", "remove")
@_of("set", "remove", "discard")
def _remove(m: Machine, ref: Ref, item: Value, /) -> Value:
    _shrink(m, ref)
    return None


def _shrink(m: Machine, ref: Ref) -> None:
    record = _record(m, ref)
    count = fresh_count(m)
    m.state.heap.put(
        ref, OpaqueRecord(record.kind, record.reason, record.element, count, record.bound)
    )


@_of("list set dict", "clear")
def _clear(m: Machine, ref: Ref, /) -> Value:
    empty = {"list": ListRecord([]), "set": SetRecord({}), "dict": DictRecord({})}
    m.state.heap.put(ref, empty[_record(m, ref).kind])
    return None


@_of("list set", "copy", "__copy__")
def _copy(m: Machine, ref: Ref, /) -> Value:
    return m.alloc(_record(m, ref).copy())


@_of("list", "reverse")
def _reverse(m: Machine, ref: Ref, /) -> Value:
    return None


@_of("list", "sort")
def _sort(m: Machine, ref: Ref, /, *, key: Value = None, reverse: Value = False) -> Value:
    return None


@_of("list tuple", "index", "count")
def _position(m: Machine, ref: Ref, *args: Value) -> Value:
    return Unknown(DATA_DEPENDENT, "int")


@_of("list tuple set dict", "__len__")
def _len(m: Machine, ref: Ref, /) -> Value:
    length: Value = m.program.semantics.length(m, ref)
    return length


@_of("list tuple dict", "__getitem__")
def _getitem(m: Machine, ref: Ref, index: Value, /) -> Value:
    item: Value = m.program.semantics.get_item(m, ref, index)
    return item


@_of("list tuple set dict", "__contains__")
def _contains(m: Machine, ref: Ref, item: Value, /) -> Value:
    return Unknown(DATA_DEPENDENT, "bool")


@_of("list tuple set dict", "__iter__")
def _iter(m: Machine, ref: Ref, /) -> Value:
    iterator: Value = m.program.semantics.iterator_of(m, ref)
    return iterator


@_of("set", "issubset", "issuperset", "isdisjoint")
def _related(m: Machine, ref: Ref, other: Value, /) -> Value:
    return Unknown(DATA_DEPENDENT, "bool")


@_of("set", "difference", "intersection")
def _part(m: Machine, ref: Ref, /, *others: Value) -> Value:
    record = _record(m, ref)
    return new_summary(m, "set", Items(record.element, fresh_count(m), record.bound))


@_of("set", "union", "symmetric_difference")
def _union(m: Machine, ref: Ref, /, *others: Value) -> Value:
    twin = m.alloc(_record(m, ref).copy())
    for other in others:
        extend(m, twin, other)
    return twin


# --- dicts of which nothing is known --------------------------------------------------------------


@_of("dict", "get", "setdefault", "pop")
def _dict_value(m: Machine, ref: Ref, /, *args: Value) -> Value:
    return Unknown(_record(m, ref).reason)


@_of("dict", "update")
def _dict_update(m: Machine, ref: Ref, /, *args: Value, **kwargs: Value) -> Value:
    return None


@_of("dict", "keys", "values")
def _dict_view(m: Machine, ref: Ref, /) -> Value:
    reason = _record(m, ref).reason
    return new_summary(m, "list", Items(Unknown(reason), fresh_count(m)), reason)


@_of("dict", "items")
def _dict_items(m: Machine, ref: Ref, /) -> Value:
    reason = _record(m, ref).reason
    pair = (Unknown(reason), Unknown(reason))
    return new_summary(m, "list", Items(pair, fresh_count(m)), reason)


# --- operators ------------------------------------------------------------------------------------


def add_in_place(m: Machine, ref: Ref, items: Value) -> None:
    """Executes an in-place operator on a container that is summarized."""
    record = m.read(ref)
    if isinstance(record, OpaqueRecord) and record.kind in ("list", "set"):
        extend(m, ref, items)


def opaque_truth(m: Machine, record: OpaqueRecord) -> bool | SymBool:
    """Returns whether a container that is not followed has items: one answer per question."""
    if record.count is not None:
        return m.truth_value(record.count)
    return m.truth_value(fresh_count(m))


def total(m: Machine, items: Items, start: Value) -> Value:
    """Returns the sum of a summary: a number of its kind, or a tensor like its element."""
    item = element_of(m, items)
    if isinstance(item, Ref):
        added: Value = m.program.semantics.binary(m, "+", start, item)
        return added
    if isinstance(item, Unknown):
        return Unknown(item.reason, item.kind)
    numbers = isinstance(item, (int, SymBool)) or not isinstance(item, (float, complex))
    return Unknown("the sum of items that are not all known", "int" if numbers else "float")
