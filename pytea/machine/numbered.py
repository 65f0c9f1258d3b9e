"""Iterators whose items can be reached by number: ranges, lists, tensors, and what walks beside."""

from __future__ import annotations

from pytea.machine.iteration import native_length
from pytea.machine.machine import Machine
from pytea.records import immutable
from pytea.state import budgets
from pytea.symbolic import Int, SymInt
from pytea.values.objects import Ref, Value
from pytea.values.records import IteratorRecord, ListRecord

_INDEXED = frozenset({"list", "items", "range", "tensor"})


@immutable(eq=False)
class Reach:
    """How far an iterator is, and how far it goes."""

    #: The number of the next item.
    start: Int
    #: The number of the last one.
    last: int


def parts_of(m: Machine, iterator: Value) -> list[Ref] | None:
    """Returns the iterators that move when this one does; None when items have no numbers."""
    if not isinstance(iterator, Ref):
        return None
    record = m.read(iterator)
    if not isinstance(record, IteratorRecord):
        return None
    if record.kind in _INDEXED:
        return [iterator]
    if record.kind == "enumerate":
        inner = parts_of(m, record.source)
        return None if inner is None else [iterator, *inner]
    if record.kind == "zip":
        parts = [parts_of(m, inner) for inner in record.source]  # type: ignore[attr-defined]
        return None if None in parts else [ref for part in parts for ref in part or ()]
    return None


def reach_of(m: Machine, iterator: Value) -> Reach | None:
    """Returns how far an iterator is and goes; None when that is not known."""
    parts = parts_of(m, iterator) or []
    lengths = [length_of(m, part) for part in parts]
    known = [length for length in lengths if isinstance(length, int)]
    if not known or len(known) != sum(length is not None for length in lengths):
        return None
    return Reach(_progress(m, parts, lengths), min(known) - 1)


def move(m: Machine, iterator: Value, steps: Int) -> None:
    """Lets an iterator pass over ``steps`` items; a negative number brings them back."""
    for part in parts_of(m, iterator) or ():
        written = m.write(part)
        assert isinstance(written, IteratorRecord)
        written.index = written.index + steps  # type: ignore[arg-type, operator]


def length_of(m: Machine, part: Ref) -> Value:
    """Returns how many items a part of an iterator has in all; None where it only counts."""
    record = m.read(part)
    assert isinstance(record, IteratorRecord)
    if record.kind == "enumerate":
        return None
    if record.kind == "list":
        source = m.resolve(record.source)
        if not isinstance(source, Ref) or not isinstance(m.read(source), ListRecord):
            return budgets.UNDECIDED_ROUNDS
    return native_length(m, record)


def _progress(m: Machine, parts: list[Ref], lengths: list[Value]) -> Int:
    """Returns how many items were taken; an enumeration itself counts from anywhere."""
    taken: list[Int] = [
        m.read(part).index  # type: ignore[attr-defined]
        for part, length in zip(parts, lengths, strict=True)
        if length is not None
    ]
    symbolic = next((index for index in taken if isinstance(index, SymInt)), None)
    return symbolic if symbolic is not None else max(taken, default=0)
