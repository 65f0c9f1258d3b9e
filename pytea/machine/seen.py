"""What an observer sees in a value: tensors, sizes, and the texts of what modules give."""

from __future__ import annotations

from typing import Any

from pytea.machine.machine import Machine
from pytea.machine.observer import Seen, shape_of, tuple_text
from pytea.symbolic import SymInt
from pytea.values.objects import Ref, Value
from pytea.values.records import (
    DictRecord,
    InstanceRecord,
    ListRecord,
    Record,
    SplitRecord,
    TensorRecord,
)
from pytea.values.unknown import FAILED, Unknown

#: Items of a sequence that are looked at, and how deep.
ITEMS = 6
DEPTH = 3


def seen_in(m: Machine, value: Value, depth: int) -> Seen | None:
    """Returns the tensors and sizes in a value; None when there are none."""
    if isinstance(value, Ref):
        record: Record = m.state.heap.read(value)
        while type(record) is SplitRecord:
            record = record.high
        if isinstance(record, TensorRecord):
            return record.tensor
        if isinstance(record, ListRecord):
            return _sequence(m, record.items, depth, list)
        return None
    if isinstance(value, (int, SymInt)):
        return None if isinstance(value, bool) else value
    if isinstance(value, tuple):
        return _sequence(m, value, depth, tuple)
    return None


def _sequence(m: Machine, items: Any, depth: int, kind: type) -> Seen | None:
    if depth == 0 or not items or len(items) > ITEMS:
        return None
    seen = [seen_in(m, item, depth - 1) for item in items]
    if all(item is None for item in seen):
        return None
    made: Seen = kind(seen)
    return made


def output_text(m: Machine, value: Value, depth: int) -> str:
    """Returns what a module gave: shapes, in what they lie in; ``?`` for what is not known.

    It is "" where nothing is left of the result, since an operation failed that it needs.
    """
    if value is None:
        return "None"
    if isinstance(value, Unknown):
        return "" if value.reason.startswith(FAILED) else "?"
    record = plain_record(m, value) if isinstance(value, Ref) else None
    if depth and isinstance(record, DictRecord) and 0 < len(record.entries) <= ITEMS:
        pairs = [(key, output_text(m, item, depth - 1)) for key, item in record.entries.values()]
        texts = [f"{key!r}: {text or '?'}" for key, text in pairs if isinstance(key, str)]
        return f"{{{', '.join(texts)}}}" if any(text for _, text in pairs) else ""
    items = record.items if isinstance(record, ListRecord) else value
    if depth and isinstance(items, (tuple, list)) and 0 < len(items) <= ITEMS:
        texts = [output_text(m, item, depth - 1) for item in items]
        if not any(texts):
            return ""
        texts = [text or "?" for text in texts]
        return f"[{', '.join(texts)}]" if isinstance(record, ListRecord) else tuple_text(texts)
    if isinstance(value, (bool, float, str)):
        return repr(value)
    return shape_of(seen_in(m, value, 0))


def plain_record(m: Machine, ref: Ref) -> Record:
    """Returns a record, the first one of those that paths left."""
    record = m.state.heap.read(ref)
    while type(record) is SplitRecord:
        record = record.high
    return record


def entries_of(m: Machine, record: InstanceRecord, name: str) -> list[tuple[str, Value]]:
    """Returns what a module holds in one of its dicts: ``_parameters``, ``_modules``."""
    held = record.attrs.get(name)
    entries = plain_record(m, held) if isinstance(held, Ref) else None
    if not isinstance(entries, DictRecord):
        return []
    return [(str(key), value) for key, value in entries.entries.values()]
