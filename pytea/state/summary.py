"""Summaries of containers: one element that stands for all, where they look alike."""

from __future__ import annotations

from collections.abc import Callable

from pytea.symbolic import SymInt, same
from pytea.values.objects import Ref, Value
from pytea.values.records import OpaqueRecord, Record, TensorRecord
from pytea.values.unknown import Unknown

#: Items of a container that are compared for a summary.
_COMPARED = 64


def summarize(
    items: list[Value], read: Callable[[Ref], Record], kind: str, reason: str, count: Value
) -> OpaqueRecord:
    """Returns the record of a container of ``count`` elements that look like ``items``."""
    element = join(items[-_COMPARED:], read, reason) if items else None
    return OpaqueRecord(kind, reason, element, count)


def join(items: list[Value], read: Callable[[Ref], Record], reason: str) -> Value:
    """Returns a value that stands for any of ``items``."""
    first = items[0]
    if all(item is first for item in items):
        return first
    if isinstance(first, tuple) and all(
        isinstance(item, tuple) and len(item) == len(first) for item in items
    ):
        columns = zip(*items, strict=True)
        return tuple(join(list(column), read, reason) for column in columns)
    if all(isinstance(item, Ref) for item in items):
        tensors = [read(item) for item in items if isinstance(item, Ref)]
        return first if _same_shapes(tensors) else Unknown(reason)
    kinds = {_kind(item) for item in items}
    kind = kinds.pop() if len(kinds) == 1 else "float" if kinds == {"int", "float"} else ""
    return Unknown(reason, kind)


def _same_shapes(records: list[Record]) -> bool:
    first = records[0]
    if not isinstance(first, TensorRecord) or first.tensor.sizes is None:
        return False
    sizes = first.tensor.sizes
    for record in records[1:]:
        other = record.tensor.sizes if isinstance(record, TensorRecord) else None
        if other is None or len(other) != len(sizes) or not all(map(same, sizes, other)):
            return False
    return True


def _kind(value: Value) -> str:
    if isinstance(value, Unknown):
        return value.kind
    if isinstance(value, SymInt):
        return "int"
    return type(value).__name__ if isinstance(value, (bool, int, float, str, bytes)) else "?"
