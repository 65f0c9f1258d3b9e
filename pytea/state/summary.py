"""Summaries of containers: one element that stands for all, and what may differ between them.

An element is joined out of the items seen so far: what they agree in is kept, sizes and numbers in
which they differ become symbols that are ``bound`` to the summary. Reading an element renames
those, so that two elements are never taken for equal because one value stands for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pytea.state.heap import Heap
from pytea.symbolic import Int, SymBool, SymInt, SymKind, fresh_int, interval, same, symbols_of
from pytea.symbolic.atoms import Symbol
from pytea.symbolic.diagram import Choice, leaf_values
from pytea.values.objects import UNBOUND, Ref, Value
from pytea.values.ratio import Ratio
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
from pytea.values.tensor import Size, Strides, Tensor, common_elements, common_tail, tuple_like
from pytea.values.unknown import Unknown

#: Items of a container that are compared for a summary.
_COMPARED = 64
#: Objects inside objects that a summary looks into, two for each module inside a module.
_DEPTH = 14
#: Objects that one summary joins: what refers to itself is cut off here.
_OBJECTS = 1_000


class Joiner:
    """Joins values into one that stands for any of them; new objects go into ``heap``."""

    def __init__(self, heap: Heap, reason: str, read: Callable[[Ref], Record] | None = None):
        self.heap, self.reason = heap, reason
        self.read = heap.read if read is None else read
        #: The symbols for what differs between the values.
        self.bound: set[Symbol] = set()
        self.depth = 0
        #: How many objects were joined.
        self.count = 0

    def join(self, items: list[Value]) -> Value:
        """Returns a value that stands for any of ``items``, which must not be empty."""
        items = self._distinct(items)
        first = items[0]
        if len(items) == 1:
            return first
        if any(item is None for item in items):
            some = self.join([item for item in items if item is not None])
            return Unknown(self.reason, some=None if isinstance(some, Unknown) else some)
        if all(isinstance(item, (int, SymInt)) and not isinstance(item, bool) for item in items):
            return self._number(items)
        if self.depth > _DEPTH or self.count > _OBJECTS:
            return Unknown(self.reason)
        self.depth += 1
        self.count += 1
        try:
            return self._structure(items)
        finally:
            self.depth -= 1

    def _distinct(self, items: list[Value]) -> list[Value]:
        found: dict[object, Value] = {}
        for item in items:
            for leaf in leaf_values(item) if isinstance(item, Choice) else (item,):
                parts: tuple[Any, ...] = (leaf,)
                if isinstance(leaf, Unknown) and leaf.some is not None:
                    parts = (None, leaf.some)
                for part in parts:
                    if part is not UNBOUND:
                        found.setdefault(_identity(part), part)
        return list(found.values()) or [Unknown(self.reason)]

    def _structure(self, items: list[Value]) -> Value:
        first = items[0]
        if isinstance(first, tuple):
            if all(isinstance(item, tuple) and len(item) == len(first) for item in items):
                columns = zip(*items, strict=True)
                return tuple_like(first, [self.join(list(column)) for column in columns])
        refs = [item for item in items if isinstance(item, Ref)]
        if len(refs) == len(items):
            return self._objects(refs)
        return Unknown(self.reason, common_kind(items))

    def _number(self, items: list[Any], name: str = "item") -> Int:
        first: Int = items[0]
        if all(same(first, item) for item in items[1:]):
            return first
        bounds = [interval(item) for item in items]
        low, high = [b.lo for b in bounds], [b.hi for b in bounds]
        whole = all(_takes_every_value(item) for item in items)
        equal = whole and len(set(low)) == 1 and len(set(high)) == 1
        return self.number(
            None if None in low else min(low),  # type: ignore[type-var]
            None if None in high else max(high),  # type: ignore[type-var]
            SymKind.ITERATION if equal else SymKind.VARYING,
            name,
        )

    def number(
        self, lo: int | None, hi: int | None, kind: SymKind = SymKind.VARYING, name: str = "item"
    ) -> Int:
        """Returns a number that may differ from element to element."""
        fresh = fresh_int(name, kind, lo, hi)
        self.bound |= symbols_of(fresh)
        return fresh

    # --- objects ------------------------------------------------------------------------------

    def _objects(self, refs: list[Ref]) -> Value:
        records = [self.read(ref) for ref in refs]
        if all(isinstance(record, TensorRecord) for record in records):
            return self._tensors(refs, records)  # type: ignore[arg-type]
        kinds = {container_kind(record) for record in records}
        if kinds == {"list"}:
            return self.heap.alloc(self._lists(records))
        if len(kinds) == 1 and "" not in kinds:
            kind = kinds.pop()
            return self.heap.alloc(self.summary(kind, records, self._count(records)))
        if all(isinstance(record, InstanceRecord) for record in records):
            return self._instances(records)  # type: ignore[arg-type]
        if all(isinstance(record, IteratorRecord) for record in records):
            return self._iterators(records)  # type: ignore[arg-type]
        return Unknown(self.reason)

    def _iterators(self, records: list[IteratorRecord]) -> Value:
        """Returns an iterator of which as many items were taken as of each of ``records``."""
        first = records[0]
        if any(r.kind != first.kind or r.index is not first.index for r in records):
            return Unknown(self.reason)
        source = self.join([record.source for record in records])
        if isinstance(source, Unknown):
            return source
        return self.heap.alloc(IteratorRecord(first.kind, source, first.index))

    def _tensors(self, refs: list[Ref], records: list[TensorRecord]) -> Ref:
        tensors = [record.tensor for record in records]
        first = tensors[0]
        if all(_alike(first, other) for other in tensors[1:]):
            return refs[0]
        joined = first
        for other in tensors[1:]:
            joined = self.tensor(joined, other)
        return self.heap.alloc(TensorRecord(joined, {}))

    def tensor(self, a: Tensor, b: Tensor) -> Tensor:
        """Returns what is known of either of two tensors."""
        sizes = None
        if a.sizes is not None and b.sizes is not None and len(a.sizes) == len(b.sizes):
            pairs = enumerate(zip(a.sizes, b.sizes, strict=True))
            sizes = Size(self._number([*pair], _size_name(dim)) for dim, pair in pairs)
        same_layout = a.strides is b.strides and isinstance(a.strides, str)
        return replace(
            a,
            sizes=sizes,
            dtype=a.dtype if a.dtype == b.dtype else None,
            device=a.device if a.device is b.device else None,
            strides=a.strides if same_layout else Strides.UNKNOWN,
            requires_grad=a.requires_grad if a.requires_grad is b.requires_grad else None,
            data=None,
            tail=common_tail(a.tail, b.tail),
            elements=common_elements(a, b),
        )

    def _lists(self, records: list[Record]) -> Record:
        lengths = {len(r.items) if isinstance(r, ListRecord) else -1 for r in records}
        if len(lengths) == 1 and -1 not in lengths:
            columns = zip(*(r.items for r in records), strict=True)  # type: ignore[attr-defined]
            return ListRecord([self.join(list(column)) for column in columns])
        return self.summary("list", records, self._count(records))

    def _count(self, records: list[Record]) -> Int:
        counts = [count_of(record) for record in records]
        if any(count is None for count in counts):
            return self.number(0, None, name=_size_name(0))
        return self._number(counts, _size_name(0))

    def summary(self, kind: str, records: list[Record], count: Value) -> Record:
        """Returns a container of ``count`` of the items of several ones."""
        if kind == "dict":
            return self._dict(records, count)
        items = [item for record in records for item in items_of(record)]
        bound = {s for r in records if isinstance(r, OpaqueRecord) for s in r.bound}
        inner = Joiner(self.heap, self.reason, self.read)
        inner.depth, inner.count = self.depth, self.count
        element = inner.join(items[-_COMPARED:]) if items else None
        self.count = inner.count
        return OpaqueRecord(kind, self.reason, element, count, frozenset(bound | inner.bound))

    def _dict(self, records: list[Record], count: Value) -> Record:
        """Returns a dict that has the entries that all have, and others like those of any."""
        dicts = [record for record in records if isinstance(record, DictRecord)]
        if len(dicts) < len(records):
            return OpaqueRecord("dict", self.reason)
        shared = set(dicts[0].entries).intersection(*(d.entries for d in dicts[1:]))
        entries = {
            key: (name, self.join([d.entries[key][1] for d in dicts]))
            for key, (name, _) in dicts[0].entries.items()
            if key in shared
        }
        if all(len(d.entries) == len(shared) and d.rest is None for d in dicts):
            return DictRecord(entries)
        others = [e for d in dicts for key, e in d.entries.items() if key not in shared]
        keys = [key for key, _ in others] + [d.rest_key for d in dicts if d.rest is not None]
        values = [v for _, v in others] + [d.rest for d in dicts if d.rest is not None]
        rest = self.join(values[-_COMPARED:])
        self.loosen(rest)
        return DictRecord(entries, rest, self.join(keys[-_COMPARED:]), count)

    def loosen(self, value: Value) -> None:
        """Prepares what stands for the values under many keys: each may grow by itself."""
        record = self.read(value) if isinstance(value, Ref) else None
        if type(record) is ListRecord and not record.many:
            self.heap.put(value, ListRecord(list(record.items), many=True))  # type: ignore[arg-type]
        elif isinstance(record, OpaqueRecord) and isinstance(record.count, (int, SymInt)):
            bounds = interval(record.count)
            if bounds.hi is not None:
                loose = record.copy()
                loose.count = fresh_int("len(list)", SymKind.VARYING, bounds.lo, None)
                self.heap.put(value, loose)  # type: ignore[arg-type]

    def _instances(self, records: list[InstanceRecord]) -> Value:
        first = records[0]
        if any(_address(record.cls) != _address(first.cls) for record in records):
            return Unknown(self.reason)
        missing = Unknown(self.reason)
        attrs = {
            name: self.join([record.attrs.get(name, missing) for record in records])
            for name in first.attrs
        }
        payload = self.join([record.payload for record in records])
        return self.heap.alloc(InstanceRecord(first.cls, attrs, payload))


def container_kind(record: Record) -> str:
    """Returns "list", "dict", "set" or "tuple" for containers, else ""."""
    if isinstance(record, OpaqueRecord):
        return record.kind
    if isinstance(record, ListRecord):
        return "list"
    return (
        "dict" if isinstance(record, DictRecord) else "set" if isinstance(record, SetRecord) else ""
    )


def items_of(record: Record) -> list[Value]:
    """Returns the items of a container as far as they are told apart, a summary's element once."""
    if isinstance(record, ListRecord):
        return record.items
    if isinstance(record, SetRecord):
        return list(record.entries.values())
    element = record.element if isinstance(record, OpaqueRecord) else None
    return [] if element is None else [element]


def count_of(record: Record) -> Value:
    """Returns the number of items of a container; None when it has no name."""
    if isinstance(record, ListRecord):
        return len(record.items)
    if isinstance(record, SetRecord):
        return len(record.entries)
    if isinstance(record, DictRecord):
        return len(record.entries) if record.rest is None else record.count
    return record.count if isinstance(record, OpaqueRecord) else None


def with_count(record: OpaqueRecord | DictRecord, count: Value) -> OpaqueRecord | DictRecord:
    """Returns the same summary with another number of items."""
    if isinstance(record, DictRecord):
        other = record.copy()
        other.count = count
        return other
    return OpaqueRecord(record.kind, record.reason, record.element, count, record.bound)


def _address(value: object) -> object:
    return value.addr if isinstance(value, Ref) else value


def _identity(value: Value) -> object:
    """Returns what two values have in common that are the same object, or equal scalars of one type."""
    if isinstance(value, Ref):
        return Ref, value.addr
    return (type(value), value) if isinstance(value, (int, float, str, bytes)) else id(value)


def _alike(a: Tensor, b: Tensor) -> bool:
    if a.sizes is None or b.sizes is None or a.dtype is not b.dtype or a.kind != b.kind:
        return False
    if a.elements is not common_elements(a, b):
        return False
    return len(a.sizes) == len(b.sizes) and all(map(same, a.sizes, b.sizes))


def _takes_every_value(value: Int) -> bool:
    symbols = symbols_of(value)
    if len(symbols) != 1:
        return False
    symbol = next(iter(symbols))
    return symbol.kind is SymKind.ITERATION and same(value, symbol.expr)


def kind_of(value: Value) -> str:
    """Returns the name of the Python type of a plain value; "?" for any other."""
    if isinstance(value, Unknown):
        return value.kind
    if isinstance(value, SymInt):
        return "int"
    if isinstance(value, SymBool):
        return "bool"
    if isinstance(value, (tuple, Ratio)):
        return "tuple" if isinstance(value, tuple) else "float"
    return type(value).__name__ if isinstance(value, (bool, int, float, str, bytes)) else "?"


def common_kind(values: list[Value]) -> str:
    """Returns the kind that an Unknown has which stands for any of ``values``; "" for none."""
    kinds = {kind_of(value) for value in values}
    if kinds == {"int", "float"}:
        return "float"
    kind = kinds.pop() if len(kinds) == 1 else ""
    return "" if kind == "?" else kind


def _size_name(dim: int) -> str:
    """Returns what the user would write for a size of an element."""
    return f"each.size({dim})" if dim else "len(each)"
