"""All items of an iterable at once, or their summary."""

from __future__ import annotations

from pytea.machine.iteration import _reason_of, item_at, iterator_of, native_length, next_item
from pytea.machine.machine import Machine
from pytea.machine.summaries import Items, is_many, summary_of
from pytea.state import budgets
from pytea.values.objects import EXHAUSTED, Ref, Value
from pytea.values.records import IteratorRecord, ListRecord
from pytea.values.unknown import Unknown, UnknownUse


def gather(m: Machine, value: Value) -> list[Value] | Items:
    """Returns all items of an iterable, or their summary; raises UnknownUse without either."""
    many = summary_of(m, value)
    if many is not None:
        return many
    items = _collected(m, value)
    if isinstance(items, Ref):
        summary = summary_of(m, items)
        if summary is None:
            raise UnknownUse("items of an iterator that is not followed")
        return summary
    return items


def iterate(m: Machine, value: Value) -> list[Value]:
    """Returns all items of an iterable; raises UnknownUse when they are not known."""
    items = _collected(m, value)
    if isinstance(items, Ref):
        raise UnknownUse("items of an iterator that is not followed")
    return items


def _collected(m: Machine, value: Value) -> list[Value] | Ref:
    """Returns the items of an iterable, or a list of ours that holds their summary."""
    value = m.resolve(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str):
        return list(value)
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    answers = m._answer
    iterator = iterator_of(m, value)
    if is_native_iterator(m, iterator):
        assert isinstance(iterator, Ref)
        if is_many(m, iterator):
            raise UnknownUse(_reason_of_many(m, iterator))
        if iterator is not value and m._answer == answers:
            return _items_of(m, iterator)
        known, before = m.answer()
        if known:
            return list(before)  # type: ignore[call-overload, no-any-return]
        drained = _items_of(m, iterator)
        m.remember(tuple(drained))
        return drained
    items = m.resolve(m.call(m.program.prelude(m, "list_of"), [iterator]))
    if isinstance(items, Ref):
        collected = m.read(items)
        return list(collected.items) if isinstance(collected, ListRecord) else items
    raise UnknownUse("items of an iterator that is not followed")


def _reason_of_many(m: Machine, iterator: Ref) -> str:
    record = m.read(iterator)
    assert isinstance(record, IteratorRecord)
    if record.kind == "unknown":
        return _reason_of(m, record.source)
    return "a number of items that is not known"


def _items_of(m: Machine, iterator: Ref) -> list[Value]:
    record = m.read(iterator)
    assert isinstance(record, IteratorRecord)
    if record.kind in ("zip", "enumerate"):
        return _drain(m, iterator)
    return _rest_of(m, iterator, record)


def is_native_iterator(m: Machine, iterator: Value) -> bool:
    """Returns whether advancing an iterator never calls the analysed program."""
    if not isinstance(iterator, Ref):
        return False
    record = m.read(iterator)
    if not isinstance(record, IteratorRecord):
        return False
    if record.kind == "zip":
        assert isinstance(record.source, tuple)
        return all(is_native_iterator(m, inner) for inner in record.source)
    return record.kind != "enumerate" or is_native_iterator(m, record.source)


def _rest_of(m: Machine, iterator: Ref, record: IteratorRecord) -> list[Value]:
    if record.kind == "unknown":
        raise UnknownUse(_reason_of(m, record.source))
    length = native_length(m, record)
    if not isinstance(length, int) or not isinstance(record.index, int):
        raise UnknownUse("a number of items that is not known")
    if length - record.index > budgets.MATERIALIZED_ITEMS:
        raise UnknownUse(f"more than {budgets.MATERIALIZED_ITEMS} items")
    items = [item_at(m, record, i) for i in range(record.index, length)]
    written = m.write(iterator)
    assert isinstance(written, IteratorRecord)
    written.index = max(length, record.index)
    return items


def _drain(m: Machine, iterator: Ref) -> list[Value]:
    items: list[Value] = []
    while (item := next_item(m, iterator)) is not EXHAUSTED:
        items.append(item)
        if len(items) > budgets.MATERIALIZED_ITEMS:
            raise UnknownUse(f"more than {budgets.MATERIALIZED_ITEMS} items")
    return items
