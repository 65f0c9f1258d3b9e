"""Arithmetic of sequences, dicts and sets: joined, repeated, united."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from pytea.machine.keys import key_of
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.machine.summaries import (
    Items,
    Others,
    add_others,
    as_items,
    concatenated,
    fresh_count,
    new_summary,
)
from pytea.state import budgets
from pytea.symbolic import SymInt, smax
from pytea.values.objects import BoundMethod, Builtin, Ref, Value
from pytea.values.records import (
    BytearrayRecord,
    DictRecord,
    InstanceRecord,
    KeysRecord,
    ListRecord,
    OpaqueRecord,
    Record,
    SetRecord,
    TensorRecord,
    ValuesRecord,
)
from pytea.values.tensor import tuple_like
from pytea.values.unknown import Unknown

_ON_KEYS: dict[str, Callable[[Any, Any], Any]] = {
    "|": operator.or_, "&": operator.and_, "-": operator.sub, "^": operator.xor,
}  # fmt: skip


def is_native_method(found: Value) -> bool:
    """Returns whether a special method is one of a builtin type."""
    return isinstance(found, BoundMethod) and isinstance(found.function, Builtin)


def joined_bytes(m: Machine, left: Value, right: Value) -> Value:
    parts = [m.read(side) if isinstance(side, Ref) else side for side in (left, right)]
    if not any(isinstance(part, BytearrayRecord) for part in parts):
        return NotImplemented
    data = [part.data if isinstance(part, BytearrayRecord) else part for part in parts]
    if not all(isinstance(part, bytes) for part in data):
        return NotImplemented
    joined = data[0] + data[1]  # type: ignore[operator]
    return m.alloc(BytearrayRecord(joined)) if isinstance(parts[0], BytearrayRecord) else joined


def joined_tuples(m: Machine, left: Value, right: Value) -> Value:
    """Returns the sum of a tuple whose items are known and one that is summarized."""
    plain, other = (left, right) if isinstance(left, tuple) else (right, left)
    record = m.read(other) if isinstance(other, Ref) else None
    if not isinstance(plain, tuple) or not isinstance(record, OpaqueRecord):
        return NotImplemented
    held = concatenated(m, left, right) if record.kind == "tuple" else None
    return NotImplemented if held is None else new_summary(m, "tuple", held, record.reason)


def repeated(m: Machine, items: Value, count: Value) -> Value:
    count = _whole_tensor(m, count)
    if isinstance(count, Ref) and isinstance(m.read(count), InstanceRecord):
        if isinstance(items, (tuple, str, bytes)) or m.program.semantics.is_list(m, items):
            index = callable_attr(m, count, "__index__")
            count = count if index is MISSING else m.resolve(m.call(index, []))
    if isinstance(count, SymInt):
        m.note_use(count)
    if isinstance(count, SymInt) or (isinstance(count, Unknown) and count.kind == "int"):
        if isinstance(items, str):
            return Unknown("a text repeated a symbolic number of times", "str")
        return _repeat_symbolically(m, items, count)
    if not isinstance(count, int):
        return NotImplemented
    if isinstance(items, tuple):
        return tuple_like(items, [*items] * count)
    if isinstance(items, str):
        return items * count
    if isinstance(items, Ref):
        record = m.read(items)
        if isinstance(record, ListRecord):
            if len(record.items) * count > budgets.REPEATED_ITEMS:
                return _repeat_symbolically(m, items, count)
            return m.new_list(record.items * count)
        if isinstance(record, OpaqueRecord) and record.kind in ("list", "tuple"):
            return _repeat_symbolically(m, items, count)
        if isinstance(record, InstanceRecord) and isinstance(record.payload, (Ref, tuple, str)):
            found = callable_attr(m, items, "__mul__")
            if found is MISSING or is_native_method(found):
                return repeated(m, record.payload, count)
    return NotImplemented


def _whole_tensor(m: Machine, count: Value) -> Value:
    """Returns the number that a tensor of one whole number stands for as ``__index__``."""
    record = m.read(count) if isinstance(count, Ref) else None
    if not isinstance(record, TensorRecord):
        return count
    tensor = record.tensor
    if tensor.dtype is None or tensor.dtype.kind != "int" or tensor.sizes is None:
        return count
    if any(size != 1 for size in tensor.sizes):
        return count
    return tensor.data[0] if tensor.data is not None else Unknown("the value of a tensor", "int")


def _repeat_symbolically(m: Machine, items: Value, count: Value) -> Value:
    """Returns a list or tuple of a number of items that is a symbol or not known."""
    kind = "tuple" if isinstance(items, tuple) else "list"
    if isinstance(items, Ref):
        record = m.read(items)
        if not isinstance(record, (ListRecord, OpaqueRecord)):
            return NotImplemented
        kind = record.kind if isinstance(record, OpaqueRecord) else "list"
    elif not isinstance(items, tuple):
        return NotImplemented
    held = as_items(m, items)
    if held is None or kind not in ("list", "tuple"):
        return NotImplemented
    times = smax(count, 0) if isinstance(count, (int, SymInt)) else fresh_count(m)
    many = Items(held.element, held.count * times, held.bound)  # type: ignore[operator]
    return new_summary(m, kind, many)


def container_binary(m: Machine, op: str, left: Ref, right: Ref) -> Value:
    a, b = payload_record(m, left), payload_record(m, right)
    if op in "|&-^" and (is_view(a) or is_view(b)):
        a, b = as_members(m, a), as_members(m, b)
    match a, b:
        case ListRecord(), ListRecord() if op == "+":
            return m.new_list(a.items + b.items)
        case DictRecord(), DictRecord() if op == "|":
            both_dicts = DictRecord(a.entries | b.entries, a.rest, a.rest_key, a.count)
            if b.rest is not None:
                others = Others(b.rest_key, b.rest)
                add_others(m, both_dicts, others, fresh_count(m, 1))
            return m.alloc(both_dicts)
        case SetRecord(), SetRecord() if op in "|&-^":
            keys = _ON_KEYS[op](a.entries.keys(), b.entries.keys())
            both = {**a.entries, **{k: v for k, v in b.entries.items() if k not in a.entries}}
            return m.alloc(SetRecord({k: both[k] for k in both if k in keys}, a.frozen))
        case (OpaqueRecord(), _) | (_, OpaqueRecord()):
            kind, reason = (a.kind, a.reason) if isinstance(a, OpaqueRecord) else (b.kind, b.reason)  # type: ignore[attr-defined]
            held = concatenated(m, left, right) if op in "+|" else as_items(m, left)
            if held is None or kind == "dict":
                return m.opaque(kind, reason)
            if kind == "set":
                held = Items(held.element, fresh_count(m), held.bound)
            return new_summary(m, kind, held, reason)
    return NotImplemented


def is_view(record: Record) -> bool:
    """Returns whether a record is what ``dict.keys()`` or ``dict.items()`` gives."""
    items = isinstance(record, ValuesRecord) and record.kind == "dict_items"
    return items or isinstance(record, KeysRecord)


def as_members(m: Machine, record: Record) -> Record:
    """Returns the items of a dict, or of a list beside a view, as a set."""
    if not isinstance(record, ListRecord):
        return record
    return SetRecord({key_of(m, item): item for item in record.items})


def payload_record(m: Machine, ref: Ref) -> Record:
    """Returns the record that holds the contents: that of the payload for subclasses of builtins."""
    record = m.read(ref)
    if isinstance(record, InstanceRecord) and isinstance(record.payload, Ref):
        cls = record.cls
        if not isinstance(cls, Ref) or find_in_class(m, cls, "__add__")[1] is not cls:
            return m.read(record.payload)
    return record
