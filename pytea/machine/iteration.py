"""Iterating: native iterators, generators, and objects with ``__iter__`` and ``__next__``."""

from __future__ import annotations

from pytea.machine.generators import generator_item
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.set_order import members_of
from pytea.machine.signals import Caught, Finished
from pytea.machine.special_methods import callable_attr
from pytea.machine.summaries import element_of, is_many, new_summary, summary_of
from pytea.machine.types import type_name
from pytea.solver import Verdict
from pytea.state import budgets
from pytea.state.generator import GeneratorRecord
from pytea.symbolic import Bool, Int, SymBool, SymInt, SymKind, fresh_int, symbols_of
from pytea.values.objects import EXHAUSTED, Range, Ref, Typing, Value
from pytea.values.records import (
    BytearrayRecord,
    ClassRecord,
    DictRecord,
    InstanceRecord,
    IteratorRecord,
    ListRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


def iterator_of(m: Machine, value: Value) -> Value:
    """Returns ``iter(value)``."""
    value = m.resolve(value)
    if isinstance(value, tuple):
        return m.alloc(IteratorRecord("items", value))
    if isinstance(value, Range):
        return m.alloc(IteratorRecord("range", value))
    if isinstance(value, str):
        return m.alloc(IteratorRecord("items", tuple(value)))
    if isinstance(value, bytes):
        return m.alloc(IteratorRecord("items", tuple(value)))
    if isinstance(value, Unknown):
        return m.alloc(IteratorRecord("unknown", value))
    if isinstance(value, Typing):
        # an object of a library of which only the name is known, such as the dict of a type
        return m.alloc(IteratorRecord("unknown", Unknown(f"what is in {value.name}")))
    if isinstance(value, Ref):
        return _iterator_of_object(m, value)
    if m.program.library is not None:
        m.program.library.sequenced(value)
    m.raise_("TypeError", f"'{type_name(m, value)}' object is not iterable", "bad-call")


def _iterator_of_object(m: Machine, value: Ref) -> Value:
    record = m.read(value)
    match record:
        case ListRecord():
            return m.alloc(IteratorRecord("list", value))
        case DictRecord():
            if record.rest is not None:
                keys = summary_of(m, value)
                assert keys is not None
                return m.alloc(IteratorRecord("unknown", new_summary(m, "list", keys)))
            return m.alloc(
                IteratorRecord("items", tuple(key for key, _ in record.entries.values()))
            )
        case SetRecord():
            return m.alloc(IteratorRecord("items", tuple(members_of(record))))
        case IteratorRecord() | GeneratorRecord():
            return value
        case TensorRecord():
            return _tensor_iterator(m, value, record)
        case BytearrayRecord():
            return m.alloc(IteratorRecord("items", tuple(record.data)))
        case OpaqueRecord():
            return m.alloc(IteratorRecord("unknown", value))
        case ClassRecord() if record.metaclass is None:
            m.raise_("TypeError", "'type' object is not iterable", "bad-call")
    maker = callable_attr(m, value, "__iter__")
    if maker is not MISSING and maker is not None:
        made = m.resolve(m.call(maker, []))
        if isinstance(made, (int, float, str, bytes, tuple, type(None))):
            text = f"iter() returned non-iterator of type '{type_name(m, made)}'"
            m.raise_("TypeError", text, "bad-call")
        return made
    if isinstance(record, InstanceRecord) and record.payload is not None:
        return iterator_of(m, record.payload)
    if callable_attr(m, value, "__getitem__") is not MISSING:
        return m.call(m.program.prelude(m, "sequence_iterator"), [value])
    if m.program.semantics.is_open_instance(m, value):
        return m.alloc(IteratorRecord("unknown", Unknown("an object with an unknown base")))
    m.raise_("TypeError", f"'{type_name(m, value)}' object is not iterable", "bad-call")


def _tensor_iterator(m: Machine, value: Ref, record: TensorRecord) -> Value:
    sizes = record.tensor.sizes
    if sizes is None:
        return m.alloc(IteratorRecord("unknown", Unknown("rows of a tensor of unknown shape")))
    if not sizes:
        m.raise_("TypeError", "iteration over a 0-d tensor", "shape-mismatch")
    return m.alloc(IteratorRecord("tensor", value))


def next_item(m: Machine, iterator: Value) -> Value:
    """Returns the next item, or EXHAUSTED; a generator runs by way of an answer."""
    iterator = m.resolve(iterator)
    if isinstance(iterator, Ref):
        record = m.read(iterator)
        if isinstance(record, IteratorRecord):
            return _next_native(m, iterator, record)
        if isinstance(record, GeneratorRecord):
            item = generator_item(m, iterator)
            return EXHAUSTED if isinstance(item, Finished) else item
        target = callable_attr(m, iterator, "__next__")
        if target is not MISSING:
            item = m.call(target, [], {}, ("StopIteration",))
            return EXHAUSTED if isinstance(item, Caught) else item
    if isinstance(iterator, Unknown):
        return Unknown(iterator.reason)
    m.raise_("TypeError", f"'{type_name(m, iterator)}' object is not an iterator", "bad-call")


def _next_native(m: Machine, iterator: Ref, record: IteratorRecord) -> Value:
    if record.kind == "items" and type(record.index) is int and type(record.source) is tuple:
        if record.index >= len(record.source):
            return EXHAUSTED
        item = record.source[record.index]
        advance(m, iterator)
        return item
    if record.kind == "zip":
        return _next_zip(m, record)
    if record.kind == "enumerate":
        item = next_item(m, record.source)
        if item is EXHAUSTED:
            return item
        index = record.index
        if m.state.generic and isinstance(index, int):
            # the item stands for any of them
            index = fresh_index(m, index - budgets.UNDECIDED_ROUNDS + 1)
        _bound_number(m, record.source, index)
        advance(m, iterator)
        return (index, item)
    index = record.index
    if record.kind == "unknown":
        if isinstance(index, int) and index >= budgets.UNDECIDED_ROUNDS:
            return EXHAUSTED
        if index == budgets.UNDECIDED_ROUNDS - 1:
            m.state.generic = True
        item = _unknown_item(m, record.source)
        advance(m, iterator)
        return item
    length = native_length(m, record)
    if not isinstance(length, int):
        return _next_of_many(m, iterator, record, length)
    inside = index < length  # type: ignore[operator]
    if not m.decide(inside):
        return EXHAUSTED
    item = item_at(m, record, index)
    advance(m, iterator)
    return item


def _bound_number(m: Machine, source: Value, number: Value) -> None:
    """Keeps that the number of an item is below the number of items that a generator gives."""
    given = m.read(source) if isinstance(source, Ref) else None
    if not isinstance(given, GeneratorRecord) or given.trips is None:
        return
    if isinstance(number, SymInt):
        in_last = m.state.round is not None and m.state.round.generator == source
        m.state.learn(number == given.trips - 1 if in_last else number < given.trips)


def _next_of_many(m: Machine, iterator: Ref, record: IteratorRecord, length: SymInt) -> Value:
    """Returns the first item, then one that stands for all others, of a symbolic number of items."""
    index = record.index
    if not isinstance(index, int) or index >= budgets.UNDECIDED_ROUNDS:
        return EXHAUSTED
    if not is_granted(m, length > index, first=index == 0):
        return EXHAUSTED
    position: Value = index
    if index == budgets.UNDECIDED_ROUNDS - 1:
        # any of the items: that there are two of them is not said
        position = fresh_index(m, 0)
    item = item_at(m, record, position)
    if index == budgets.UNDECIDED_ROUNDS - 1:
        m.state.learn(length > position)  # type: ignore[operator]
        m.state.generic = True
    advance(m, iterator)
    return item


def fresh_index(m: Machine, low: int) -> Int:
    """Returns the number of any item from ``low`` on; the same one when asked again."""
    known, index = m.answer()
    if not known:
        index = fresh_int("i", SymKind.VARYING, low, None)
        m.remember(index)
    return index  # type: ignore[return-value]


def is_granted(m: Machine, cond: Bool, *, first: bool) -> bool:
    """Returns whether there is a next item or round; where that depends on inputs alone, there is one.

    Only the first is taken for granted behind the loop, too.
    """
    if isinstance(cond, SymBool) and m.verdict(cond) is Verdict.DEPENDS:
        if {symbol.kind for symbol in symbols_of(cond)} <= {SymKind.INPUT, SymKind.VARYING}:
            if first:
                m.state.learn(cond)
                m.program.granted.add(cond)
            return True
    return m.decide(cond)


#: What the items are of what is not known apart from its kind.
_ITEM_KINDS = {"str": "str", "range": "int"}


def _unknown_item(m: Machine, source: Value) -> Value:
    if isinstance(source, Ref):
        summary = m.read(source)
        if isinstance(summary, OpaqueRecord):
            return element_of(m, summary)
    kind = _ITEM_KINDS.get(source.kind, "") if isinstance(source, Unknown) else ""
    return Unknown(_reason_of(m, source), kind)


def _reason_of(m: Machine, source: Value) -> str:
    if isinstance(source, Ref):
        record = m.read(source)
        return record.reason if isinstance(record, OpaqueRecord) else "items that are not followed"
    return source.reason if isinstance(source, Unknown) else "items that are not followed"


def advance(m: Machine, iterator: Ref) -> None:
    """Moves a native iterator on by one item."""
    record = m.write(iterator)
    assert isinstance(record, IteratorRecord)
    record.index = record.index + 1  # type: ignore[operator]


def _next_zip(m: Machine, record: IteratorRecord) -> Value:
    items = []
    assert isinstance(record.source, tuple)
    for inner in record.source:
        # decided before any iterator moves: a split must find them all as they were
        _has_next(m, inner)
    bounded = not all(is_many(m, inner) for inner in record.source)
    for inner in record.source:
        if bounded and is_many(m, inner):
            item = _any_item(m, inner)
        else:
            item = next_item(m, inner)
        if item is EXHAUSTED:
            return EXHAUSTED
        items.append(item)
    return tuple(items)


def _any_item(m: Machine, iterator: Value) -> Value:
    """Returns an item of many without counting: what they are zipped with has an end."""
    items = summary_of(m, iterator)
    if items is not None:
        return element_of(m, items)
    record = m.read(iterator)  # type: ignore[arg-type]
    return Unknown(_reason_of(m, record.source))  # type: ignore[attr-defined]


def _has_next(m: Machine, iterator: Value) -> bool:
    if not isinstance(iterator, Ref):
        return True
    record = m.read(iterator)
    assert isinstance(record, IteratorRecord)
    match record.kind:
        case "zip":
            assert isinstance(record.source, tuple)
            return all(_has_next(m, inner) for inner in record.source)
        case "enumerate":
            return _has_next(m, record.source)
        case "unknown":
            return True
    if is_many(m, iterator):
        return True
    return m.decide(record.index < native_length(m, record))  # type: ignore[operator]


def native_length(m: Machine, record: IteratorRecord) -> int | SymInt:
    """Returns how many items a native iterator has in all."""
    source = m.resolve(record.source)
    if isinstance(source, Unknown):
        return budgets.UNDECIDED_ROUNDS
    match record.kind:
        case "list":
            assert isinstance(source, Ref)
            items = m.read(source)
            if isinstance(items, ListRecord):
                return len(items.items)
            many = summary_of(m, source)
            counted = many is not None and isinstance(many.count, (int, SymInt))
            return many.count if many is not None and counted else budgets.UNDECIDED_ROUNDS  # type: ignore[return-value]
        case "items":
            assert isinstance(source, tuple)
            return len(source)
        case "range":
            assert isinstance(source, Range)
            return range_length(m, source)
        case "tensor":
            assert isinstance(source, Ref)
            tensor = m.read(source)
            assert isinstance(tensor, TensorRecord)
            return tensor.tensor.shape[0]
    raise UnknownUse(f"length of an iterator over {record.kind}")


def item_at(m: Machine, record: IteratorRecord, index: Value) -> Value:
    """Returns item number ``index`` of a native iterator."""
    source = m.resolve(record.source)
    if isinstance(source, Unknown):
        return Unknown(source.reason)
    match record.kind:
        case "list":
            assert isinstance(source, Ref)
            items = m.read(source)
            if isinstance(items, OpaqueRecord):
                return element_of(m, items)
            if not isinstance(items, ListRecord):
                return Unknown("items of a list that is not followed")
            return items.items[index] if isinstance(index, int) else _any_of(m, items.items, index)
        case "items":
            assert isinstance(source, tuple)
            return source[index] if isinstance(index, int) else _any_of(m, list(source), index)
        case "range":
            assert isinstance(source, Range)
            return source.start + index * source.step  # type: ignore[operator]
        case "tensor":
            return m.program.semantics.get_item(m, source, index)
    raise UnknownUse(f"an item of an iterator over {record.kind}")


def _any_of(m: Machine, items: list[Value], index: Value) -> Value:
    return m.program.semantics.select(m, items, index)


def range_length(m: Machine, value: Range) -> int | SymInt:
    """Returns ``len(range(start, stop, step))``, which may be symbolic."""
    start, stop, step = value.start, value.stop, value.step
    if isinstance(start, int) and isinstance(stop, int) and isinstance(step, int):
        return len(range(start, stop, step))
    if not isinstance(step, int) or step == 0:
        raise UnknownUse("a range with an unknown step")
    for bound in (start, stop):
        if not isinstance(bound, (int, SymInt)):
            raise UnknownUse("a range with an unknown bound")
    m.note_use(stop - start)  # type: ignore[operator]
    from_low = (stop - start + step - 1) if step > 0 else (start - stop - step - 1)  # type: ignore[operator]
    length = from_low // abs(step)
    return m.program.semantics.at_least(length, 0)  # type: ignore[no-any-return]
