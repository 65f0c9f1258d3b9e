"""What is known of the items of an iterable that cannot be listed: one of them, and their number.

``summary_of`` looks at an iterable without taking anything out of it; ``element_of`` gives an item
of a summarized container, in which whatever may differ between items has a name of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytea.machine.machine import Machine
from pytea.machine.one_of_several import note_originals, originals_of
from pytea.records import immutable
from pytea.solver import Verdict
from pytea.state.summary import Joiner, items_of
from pytea.symbolic import (
    Int,
    SymBool,
    SymInt,
    SymKind,
    fresh_int,
    interval,
    same,
    smax,
    smin,
    symbols_of,
)
from pytea.symbolic.atoms import Symbol
from pytea.symbolic.traversal import substitute
from pytea.values.objects import DATA_DEPENDENT, WIDENED, Range, Ref, Slice, Value
from pytea.values.records import (
    DictRecord,
    InstanceRecord,
    IteratorRecord,
    ListRecord,
    OpaqueRecord,
    Record,
    SetRecord,
    TensorRecord,
)
from pytea.values.tensor import Size, tuple_like
from pytea.values.unknown import Unknown, UnknownUse


@immutable(eq=False)
class Items:
    """``count`` items of which ``element`` is any; ``bound`` symbols differ from item to item."""

    element: Value
    count: Value
    bound: frozenset[Symbol] = frozenset()


@immutable(eq=False)
class Others:
    """What the entries of a mapping look like that cannot be listed."""

    key: Value
    value: Value


# --- looking at an iterable -----------------------------------------------------------------------


def summary_of(m: Machine, value: Value) -> Items | None:
    """Returns the summary of an iterable, or None when its items are known or cannot be named."""
    value = m.resolve(value)
    if isinstance(value, Unknown):
        kind = "str" if value.kind == "str" else ""
        return Items(Unknown(value.reason, kind), fresh_count(m, 0, value)) if kind else None
    if isinstance(value, Range):
        length = m.program.semantics.length(m, value)
        return None if isinstance(length, int) else _items_of_range(m, value, length)
    if not isinstance(value, Ref):
        return None
    record = m.read(value)
    match record:
        case OpaqueRecord() if record.element is not None:
            return Items(record.element, _count(m, record), record.bound)
        case DictRecord() if record.rest is not None:
            return _items_of_keys(m, record)
        case IteratorRecord():
            return _items_of_iterator(m, record)
        case TensorRecord():
            sizes = record.tensor.sizes
            if sizes and not isinstance(sizes[0], int):
                return Items(m.program.semantics.get_item(m, value, 0), sizes[0])
        case InstanceRecord() if isinstance(record.payload, Ref):
            return summary_of(m, record.payload)
    return None


def _items_of_keys(m: Machine, record: DictRecord) -> Items:
    joiner = Joiner(m.state.heap, "a key of a dict whose keys are not all known", m.read)
    keys = [key for key, _ in record.entries.values()]
    return Items(joiner.join([*keys[:64], record.rest_key]), record.count, frozenset(joiner.bound))


def _items_of_range(m: Machine, value: Range, length: Int) -> Items:
    index = fresh_int("i", SymKind.VARYING, 0, None)
    start: Any = value.start
    step: Any = value.step
    return Items(start + index * step, length, symbols_of(index))


def _items_of_iterator(m: Machine, record: IteratorRecord) -> Items | None:
    source = m.resolve(record.source)
    match record.kind:
        case "unknown" | "range" | "list" | "tensor":
            return summary_of(m, source)
        case "enumerate":
            inner = summary_of(m, source)
            if inner is None:
                return None
            index = fresh_int("i", SymKind.VARYING, 0, None)
            start: Any = record.index
            bound = inner.bound | symbols_of(index)
            return Items((start + index, inner.element), inner.count, bound)
        case "zip":
            return _items_of_zip(m, source)
    return None


def _items_of_zip(m: Machine, iterators: Value) -> Items | None:
    assert isinstance(iterators, tuple)
    parts = [summary_of(m, iterator) for iterator in iterators]
    if any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    count = found[0].count
    for part in found[1:]:
        if not same(part.count, count):  # type: ignore[arg-type]
            count = smin(count, part.count)  # type: ignore[arg-type]
    bound = frozenset[Symbol]().union(*(part.bound for part in found))
    return Items(tuple(part.element for part in found), count, bound)


def is_many(m: Machine, iterator: Value) -> bool:
    """Returns whether a native iterator has items that cannot be taken out one by one."""
    if not isinstance(iterator, Ref):
        return False
    record = m.read(iterator)
    if not isinstance(record, IteratorRecord):
        return False
    match record.kind:
        case "unknown":
            return True
        case "enumerate":
            return is_many(m, record.source)
        case "zip":
            assert isinstance(record.source, tuple)
            return bool(record.source) and all(is_many(m, inner) for inner in record.source)
        case "list":
            # a loop's head asks this, where the state must not split
            source = record.source
            return isinstance(source, Ref) and isinstance(m.state.heap.read(source), OpaqueRecord)
        case "tensor" if not isinstance(record.source, Ref):
            return False
    try:
        return not isinstance(m.program.semantics.native_length(m, record), int)
    except UnknownUse:
        return False


# --- one item -------------------------------------------------------------------------------------


def element_of(m: Machine, items: Items | OpaqueRecord) -> Value:
    """Returns any item of a summary; the same one when the instruction is executed again."""
    if items.element is None:
        return Unknown(getattr(items, "reason", "an item that is not followed"))
    if isinstance(items.element, Ref) and not items.bound:
        if not isinstance(m.state.heap.read(items.element), IteratorRecord):
            return items.element
    known, value = m.answer()
    if known:
        return value
    item = _Renaming(m, items.bound).value(items.element)
    m.remember(item)
    return item


class _Renaming:
    """Gives the symbols that are bound to a summary new names."""

    def __init__(self, m: Machine, bound: frozenset[Symbol]) -> None:
        self.m = m
        self.names: dict[Symbol, Int] = {
            s: fresh_int(s.name, s.kind, s.lo, s.hi) for s in sorted(bound, key=lambda s: s.serial)
        }

    def value(self, value: Value) -> Value:
        """Returns a value under the new names; the value itself when none of them occurs in it."""
        if isinstance(value, (SymInt, SymBool)):
            return substitute(value, self.names) if self.names else value
        if isinstance(value, Unknown):
            some: Any = None if value.some is None else self.value(value.some)
            return replace(value, serial=Unknown(value.reason).serial, some=some)
        if isinstance(value, tuple):
            items = [self.value(item) for item in value]
            return tuple_like(value, items) if _differs(items, value) else value
        if isinstance(value, Ref):
            record = self._record(self.m.read(value))
            return value if record is None else self.m.alloc(record)
        return value

    def _record(self, record: Record) -> Record | None:
        match record:
            case IteratorRecord():
                # what is taken out of one is not taken out of the others
                return IteratorRecord(record.kind, self.value(record.source), record.index)
            case _ if not self.names:
                return None
            case TensorRecord() if record.tensor.sizes is not None:
                sizes = [self.value(size) for size in record.tensor.sizes]
                if _differs(sizes, record.tensor.sizes):
                    tensor = record.tensor.changed(sizes=Size(sizes))  # type: ignore[arg-type]
                    return TensorRecord(tensor, dict(record.attrs))
            case ListRecord():
                items = [self.value(item) for item in record.items]
                return ListRecord(items) if _differs(items, record.items) else None
            case OpaqueRecord():
                element, count = self.value(record.element), self.value(record.count)
                if element is not record.element or count is not record.count:
                    return OpaqueRecord(record.kind, record.reason, element, count, record.bound)
            case InstanceRecord() if isinstance(record.payload, tuple):
                payload = self.value(record.payload)
                if payload is not record.payload:
                    return InstanceRecord(record.cls, dict(record.attrs), payload)
        return None


def _differs(a: list[Value], b: object) -> bool:
    return any(x is not y for x, y in zip(a, b, strict=True))  # type: ignore[call-overload]


# --- making and changing summaries ----------------------------------------------------------------


def fresh_count(m: Machine, low: int = 0, source: Unknown | None = None) -> Value:
    """Returns a number of items that only the run decides; the same one when asked again.

    ``source`` is what the items come from: unless chance made it, the number is an input.
    """
    known, value = m.answer()
    if known:
        return value
    outside = source is not None and source.reason not in (DATA_DEPENDENT, WIDENED)
    count = fresh_int("len(...)", SymKind.INPUT if outside else SymKind.VARYING, low, None)
    m.remember(count)
    return count


def _count(m: Machine, record: OpaqueRecord) -> Value:
    return fresh_count(m) if record.count is None else record.count


def new_summary(m: Machine, kind: str, items: Items, reason: str = "") -> Ref:
    """Returns a new container that is summarized."""
    text = reason or "a container with a number of items that is not known"
    return m.alloc(OpaqueRecord(kind, text, items.element, items.count, items.bound))


def joined(m: Machine, values: list[Value], reason: str) -> tuple[Value, frozenset[Symbol]]:
    """Returns what stands for any of ``values``, and the symbols that differ between them."""
    joiner = Joiner(m.state.heap, reason, m.read)
    return joiner.join(values), frozenset(joiner.bound)


def add_others(m: Machine, record: DictRecord, others: Others, count: Value) -> None:
    """Adds entries that cannot be listed to a dict; ``count`` is the number of entries then."""
    if record.rest is None:
        record.rest, record.rest_key = others.value, others.key
    else:
        record.rest = joined(m, [record.rest, others.value], "values of a dict")[0]
        record.rest_key = joined(m, [record.rest_key, others.key], "keys of a dict")[0]
    record.count = count
    Joiner(m.state.heap, "values of a dict", m.read).loosen(record.rest)


def any_of(m: Machine, values: list[Value], reason: str) -> Value:
    """Returns a value that may be any of ``values``; the same one when asked again."""
    known, value = m.answer()
    if known:
        return value
    value = joined(m, values[:64], reason)[0]
    note_originals(m, value, values[:64])
    m.remember(value)
    return value


def put_in(m: Machine, ref: Ref, items: list[Value], more: Value, bound: frozenset[Symbol]) -> None:
    """Adds ``more`` items that look like ``items`` to a container, which becomes a summary."""
    record = m.read(ref)
    kind, reason = "list", "a list whose length is not known"
    count: Value = None
    least = 0
    held = items_of(record)
    if isinstance(record, OpaqueRecord):
        kind, reason, count = record.kind, record.reason, record.count
        bound = bound | record.bound
    elif isinstance(record, (ListRecord, SetRecord)):
        kind = "list" if isinstance(record, ListRecord) else "set"
        count = least = len(held)
        if isinstance(record, ListRecord) and record.many:
            count = None
    if not held and isinstance(record, OpaqueRecord) and record.count != 0:
        element: Value = None
    else:
        element, own = joined(m, [*held[-64:], *items], reason)
        bound = bound | own
    if kind == "set" or count is None or more is None:
        low = 0 if more is None else least
        count = fresh_int(f"len({kind})", SymKind.VARYING, low, None)
    else:
        count = count + more  # type: ignore[operator]
    m.state.heap.put(ref, OpaqueRecord(kind, reason, element, count, bound))
    for other in originals_of(m, ref):
        put_in(m, other, items, None, bound)


def as_items(m: Machine, value: Value) -> Items | None:
    """Returns the summary of any container, also of one whose items are known."""
    value = m.resolve(value)
    if isinstance(value, tuple):
        held: list[Value] = list(value)
    elif isinstance(value, Ref) and isinstance(m.read(value), (ListRecord, SetRecord)):
        held = items_of(m.read(value))
    else:
        return summary_of(m, value)
    if not held:
        return Items(None, 0)
    element, bound = joined(m, held[-64:], "items of a list")
    return Items(element, len(held), bound)


def concatenated(m: Machine, left: Value, right: Value) -> Items | None:
    """Returns the summary of two sequences in a row."""
    a, b = as_items(m, left), as_items(m, right)
    return None if a is None or b is None else joined_items(m, [a, b])


def joined_items(m: Machine, parts: list[Items]) -> Items:
    """Returns the summary of several ones in a row."""
    present = [part.element for part in parts if part.element is not None]
    if not present:
        return Items(None, 0)
    element, bound = joined(m, present, "items of several lists")
    count: Value = 0
    for part in parts:
        bound = bound | part.bound
        count = count + part.count  # type: ignore[operator]
    return Items(element, count, bound)


def sliced(m: Machine, items: Items, index: Slice) -> Items:
    """Returns the summary of a slice; its number of items is known where the bounds say it."""
    start, stop, step = (m.resolve(bound) for bound in (index.start, index.stop, index.step))
    count = items.count
    whole = step in (None, 1) and isinstance(count, (int, SymInt))
    first = slice_bound(m, 0 if start is None else start, count) if whole else None
    last = slice_bound(m, count if stop is None else stop, count) if whole else None
    if first is None or last is None:
        reverse = start is None and stop is None and step == -1
        return Items(items.element, count if reverse else fresh_count(m), items.bound)
    return Items(items.element, smax(last - first, 0), items.bound)


def slice_bound(m: Machine, bound: Value, count: Value) -> Int | None:
    """Returns where a slice bound lies in a sequence of ``count`` items; None where that is not known."""
    if not isinstance(bound, (int, SymInt)) or not isinstance(count, (int, SymInt)):
        return None
    m.note_use(bound)
    limits = interval(bound)
    if limits.lo is not None and limits.lo >= 0:
        within = bound is count or m.verdict(count >= bound) is Verdict.HOLDS
        return bound if within else smin(bound, count)
    if limits.hi is not None and limits.hi < 0:
        return smax(count + bound, 0)
    return None
