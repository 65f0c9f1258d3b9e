"""Subscripts: ``obj[index]`` on all kinds of containers."""

from __future__ import annotations

from pytea.machine.keys import key_of
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.machine.summaries import (
    Items,
    Others,
    add_others,
    any_of,
    as_items,
    element_of,
    fresh_count,
    new_summary,
    sliced,
    summary_of,
)
from pytea.machine.types import is_open, type_name
from pytea.solver import Verdict
from pytea.state.summary import count_of
from pytea.stubapi import OPERATORS
from pytea.symbolic import SymBool, SymInt, SymKind, fresh_int, ite, same, symbols_of
from pytea.values.objects import (
    DATA_DEPENDENT,
    BoundMethod,
    Builtin,
    BuiltinType,
    Range,
    Ref,
    Slice,
    Typing,
    Value,
)
from pytea.values.records import (
    BytearrayRecord,
    ClassRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    OpaqueRecord,
    TensorRecord,
)
from pytea.values.tensor import Size
from pytea.values.unknown import SIZES, Unknown, UnknownUse

_UNLISTED = "a value of a dict whose keys are not all known"
#: A symbolic index into a longer sequence gives Unknown.
_SELECTED_ITEMS = 64
#: Numbers that are the keys of a dict, of which a parameter without entry chooses one.
_CHOSEN_KEYS = 6


def get_item(m: Machine, obj: Value, index: Value) -> Value:
    """Returns ``obj[index]``."""
    obj, index = m.resolve(obj), m.resolve(index)
    match obj:
        case tuple():
            return _sequence_item(m, obj, index, "tuple")
        case str() | bytes():
            return _text_item(m, obj, index)
        case Range():
            return _range_item(m, obj, index)
        case Unknown():
            return _unknown_item(obj, index)
        case Typing():
            arguments = index if isinstance(index, tuple) else (index,)
            return Typing(obj.name, arguments)
        case BuiltinType():
            return obj
        case Ref():
            return _object_item(m, obj, index)
    if m.program.library is not None:
        m.program.library.sequenced(obj)
    m.raise_("TypeError", f"'{type_name(m, obj)}' object is not subscriptable", "bad-call")


def _unknown_item(obj: Unknown, index: Value) -> Unknown:
    """Returns what stands in a value that is not followed: in the sizes of a tensor, numbers."""
    if obj.kind != SIZES:
        return Unknown(obj.reason)
    return Unknown(obj.reason, SIZES if isinstance(index, Slice) else "int")


def _object_item(m: Machine, obj: Ref, index: Value) -> Value:
    record = m.read(obj)
    match record:
        case ListRecord():
            return _sequence_item(m, record.items, index, "list")
        case DictRecord():
            return _dict_item(m, record, index)
        case TensorRecord():
            prefix = "numpy.ndarray" if record.tensor.kind == "ndarray" else "torch.Tensor"
            stub = OPERATORS[f"{prefix}.__getitem__"]
            return m.program.semantics.run_operator(m, stub, [obj, index], {})
        case InstanceRecord():
            return _instance_item(m, obj, record, index)
        case ClassRecord():
            found, _ = find_in_class(m, obj, "__class_getitem__")
            if found is not MISSING:
                function = getattr(found, "function", found)
                return m.call(function, [obj, index])
            if record.metaclass is not None:
                meta, _ = find_in_class(m, record.metaclass, "__getitem__")
                if meta is not MISSING:
                    return m.call(meta, [obj, index])
            return obj
        case OpaqueRecord():
            return _summary_item(m, record, index)
        case BytearrayRecord():
            part = _text_item(m, record.data, index)
            return m.alloc(BytearrayRecord(part)) if isinstance(part, bytes) else part
    m.raise_("TypeError", f"'{type_name(m, obj)}' object is not subscriptable", "bad-call")


def _summary_item(m: Machine, record: OpaqueRecord, index: Value) -> Value:
    if not isinstance(index, Slice):
        return element_of(m, record)
    items = summary_of(m, m.alloc(record.copy())) or Items(None, fresh_count(m))
    return new_summary(m, record.kind, sliced(m, items, index), record.reason)


def _instance_item(m: Machine, obj: Ref, record: InstanceRecord, index: Value) -> Value:
    found = callable_attr(m, obj, "__getitem__")
    if found is not MISSING and not has_native_body(found):
        return m.call(found, [index])
    if record.payload is not None:
        if isinstance(record.payload, Ref):
            inner = m.read(record.payload)
            if isinstance(inner, DictRecord):
                missing = callable_attr(m, obj, "__missing__")
                if missing is not MISSING:
                    return _missing_item(m, record.payload, inner, index, missing)
        return get_item(m, record.payload, index)
    if is_open(m, record.cls):
        return Unknown("an item of an object with an unknown base")
    m.raise_("TypeError", f"'{type_name(m, obj)}' object is not subscriptable", "bad-call")


def _missing_item(m: Machine, ref: Ref, record: DictRecord, index: Value, missing: Value) -> Value:
    """Returns the item of a dict that makes those that are missing."""
    if isinstance(index, Unknown):
        if record.entries or record.rest is not None:
            return _value_of_any_key(m, record)
        made = m.call(missing, [index])
        set_any_key(m, ref, index, made)
        return made
    stand_in = key_of(m, index)
    known, entry = m.answer()
    if not known:
        # the call puts the item into the dict, and then this instruction runs again
        entry = record.entries.get(stand_in, (None, MISSING))[1]
        m.remember(entry)
    if entry is not MISSING:
        return m.resolve(entry)
    if record.rest is not None:
        return any_of(m, [record.rest], _UNLISTED)
    return m.call(missing, [index])


def _value_of_any_key(m: Machine, record: DictRecord) -> Value:
    """Returns the value under a key that is not known: any of the dict's values."""
    values = [value for _, value in record.entries.values()]
    if record.rest is not None:
        values.insert(0, record.rest)
    return any_of(m, values, _UNLISTED)


def set_any_key(m: Machine, ref: Ref, key: Value, value: Value, *, is_new: bool = False) -> None:
    """Sets the value under a key of a dict that is not known; ``is_new`` for one that it lacks."""
    held = count_of(m.read(ref)) if is_new else None
    count = held + 1 if isinstance(held, (int, SymInt)) else fresh_count(m, 1)
    written = m.write(ref)
    assert isinstance(written, DictRecord)
    add_others(m, written, Others(key, value), count)


def has_native_body(found: Value) -> bool:
    """Returns whether a method is one of a builtin type, not the program's own."""
    return isinstance(found, BoundMethod) and isinstance(found.function, Builtin)


def _sequence_item(
    m: Machine, items: list[Value] | tuple[Value, ...], index: Value, name: str
) -> Value:
    if isinstance(index, Slice):
        if not _has_known_bounds(m, index):
            source: Value = tuple(items) if isinstance(items, tuple) else m.new_list(items)
            held = as_items(m, source)
            assert held is not None
            return new_summary(m, name, sliced(m, held, index))
        part = items[host_slice(m, index)]
        if isinstance(part, list):
            return m.new_list(part)
        return Size(part) if isinstance(items, Size) else tuple(part)  # type: ignore[arg-type]
    index = whole_index(m, index, name)
    if isinstance(index, int):
        if -len(items) <= index < len(items):
            return m.resolve(items[index])
        m.raise_("IndexError", f"{name} index out of range", "index-out-of-range")
    return select(m, list(items), index)


def _has_known_bounds(m: Machine, index: Slice) -> bool:
    bounds = (m.resolve(bound) for bound in (index.start, index.stop, index.step))
    return not any(isinstance(bound, (SymInt, Unknown)) for bound in bounds)


def whole_index(m: Machine, index: Value, name: str) -> int | SymInt:
    """Returns an index as a number; raises TypeError in the program, or UnknownUse."""
    if isinstance(index, bool):
        return int(index)
    if isinstance(index, SymInt):
        m.note_use(index)
    if isinstance(index, (int, SymInt)):
        return index
    if isinstance(index, Unknown):
        if index.kind == "int":
            return any_index(m)
        raise UnknownUse(index.reason)
    if isinstance(index, Ref):
        found = callable_attr(m, index, "__index__")
        if found is not MISSING:
            value = m.resolve(m.call(found, []))
            if isinstance(value, (int, SymInt)):
                return value
            if isinstance(value, Unknown) and value.kind == "int":
                return any_index(m)
            raise UnknownUse("an index that is not known")
        record = m.read(index)
        if isinstance(record, InstanceRecord) and isinstance(record.payload, int):
            return record.payload
    wanted = "integers, not" if name == "string" else "integers or slices, not"
    kind = type_name(m, index)
    shown = f"'{kind}'" if name == "string" else kind
    m.raise_("TypeError", f"{name} indices must be {wanted} {shown}", "bad-call")


def any_index(m: Machine) -> int | SymInt:
    """Returns an index of which nothing is known; the same one when asked again."""
    known, value = m.answer()
    if not known:
        value = fresh_int("index", SymKind.VARYING, 0, None)
        m.remember(value)
    return value  # type: ignore[return-value]


def select(m: Machine, items: list[Value], index: Value) -> Value:
    """Returns the item at a symbolic index: the common value, a condition over them, or Unknown."""
    if not items:
        raise UnknownUse("an item of an empty sequence")
    first = items[0]
    if all(item is first or alike(item, first) for item in items):
        return first
    numbers = all(isinstance(i, (int, SymInt)) and not isinstance(i, bool) for i in items)
    if numbers and len(items) <= _SELECTED_ITEMS and isinstance(index, SymInt):
        result: Value = items[-1]
        for position in range(len(items) - 2, -1, -1):
            result = ite(index == position, items[position], result)  # type: ignore[arg-type]
        return result
    tensors = [m.read(item) for item in items if isinstance(item, Ref)]
    if len(tensors) == len(items) and all(isinstance(r, TensorRecord) for r in tensors):
        return _common_tensor(m, items, tensors)  # type: ignore[arg-type]
    return any_of(m, items, _reason(index, "an item at an index that is not known"))


def _reason(index: Value, text: str) -> str:
    """Returns why an item is not known: chance, when the index is drawn at random."""
    if isinstance(index, (SymInt, SymBool)):
        kinds = {symbol.kind for symbol in symbols_of(index)}
        if kinds <= {SymKind.CHOICE, SymKind.ITERATION, SymKind.VARYING}:
            return DATA_DEPENDENT
    return text


def _common_tensor(m: Machine, items: list[Value], tensors: list[object]) -> Value:
    shapes = [record.tensor.sizes for record in tensors]  # type: ignore[attr-defined]
    first = shapes[0]
    if first is not None and all(
        s is not None and len(s) == len(first) and all(map(same, s, first)) for s in shapes
    ):
        return items[0]
    return any_of(m, items, "one of several tensors of different shapes")


def alike(a: Value, b: Value) -> bool:
    """Returns whether two plain values are equal and of one type."""
    return type(a) is type(b) and isinstance(a, (int, str, float, bool)) and a == b


def host_slice(m: Machine, value: Slice) -> slice:
    """Returns a slice with known bounds; raises UnknownUse when one is not known."""
    bounds: list[int | None] = []
    for bound in (value.start, value.stop, value.step):
        bound = m.resolve(bound)
        if bound is None:
            bounds.append(None)
            continue
        number = whole_index(m, bound, "slice")
        if isinstance(number, SymInt):
            raise UnknownUse(_reason(number, "a slice with a symbolic bound"))
        bounds.append(number)
    return slice(*bounds)


def _text_item(m: Machine, text: str | bytes, index: Value) -> Value:
    if isinstance(index, Slice):
        return text[host_slice(m, index)]
    number = whole_index(m, index, "string")
    if isinstance(number, SymInt):
        return Unknown(_reason(number, "a character at an index that is not known"), "str")
    if not -len(text) <= number < len(text):
        kind = "string " if isinstance(text, str) else ""
        m.raise_("IndexError", f"{kind}index out of range", "index-out-of-range")
    return text[number]


def _range_item(m: Machine, value: Range, index: Value) -> Value:
    bounds = (value.start, value.stop, value.step)
    if isinstance(index, Slice):
        if not all(isinstance(bound, int) for bound in bounds):
            raise UnknownUse("a slice of a symbolic range")
        part = range(*bounds)[host_slice(m, index)]  # type: ignore[call-overload]
        return Range(part.start, part.stop, part.step)
    number = whole_index(m, index, "range")
    length = m.program.semantics.length(m, value)
    inside = (number < length) & (number >= -length)
    if not m.decide(inside):
        m.raise_("IndexError", "range object index out of range", "index-out-of-range")
    number = number if m.decide(number >= 0) else number + length
    return value.start + number * value.step  # type: ignore[arg-type, operator]


def _dict_item(m: Machine, record: DictRecord, index: Value) -> Value:
    if isinstance(index, SymInt):
        m.note_use(index)
    if isinstance(index, SymInt) and record.entries:
        values = [value for _, value in record.entries.values()]
        keys = [key for key, _ in record.entries.values()]
        if keys == list(range(len(keys))) and record.rest is None:
            return select(m, values, index)
        if m.program.library is not None and _are_few_numbers(record, keys):
            index = _chosen(m, index, keys)
    if isinstance(index, Unknown) and (record.entries or record.rest is not None):
        return _value_of_any_key(m, record)
    entry = record.entries.get(key_of(m, index))
    if entry is not None:
        return m.resolve(entry[1])
    if record.rest is not None:
        return _one_of_many(m, any_of(m, [record.rest], _UNLISTED))
    if isinstance(index, SymInt):
        if record.entries:
            return _value_of_any_key(m, record)
        raise UnknownUse("a dict entry under a symbolic key")
    exception = m.program.semantics.make_exception(m, "KeyError", "", (index,))
    m.program.semantics.raise_reported(
        m, exception, "missing-key", f"key {shown_key(m, index)} is missing"
    )
    return None


def _one_of_many(m: Machine, value: Value) -> Value:
    """Returns a value of a dict under one of its keys: what is learned of it says nothing of others."""
    record = m.read(value) if isinstance(value, Ref) else None
    if not isinstance(record, TensorRecord) or record.tensor.sizes is not None:
        return value
    known, one = m.answer()
    if not known:
        one = m.new_tensor(record.tensor)
        m.remember(one)
    return one


def _chosen(m: Machine, index: SymInt, keys: list[Value]) -> Value:
    """Returns which of the keys of a dict a parameter is; it is the last one if it is no other."""
    for key in keys[:-1]:
        if m.decide(index == key):
            return key
    is_last = index == keys[-1]
    if isinstance(is_last, SymBool) and m.verdict(is_last) is not Verdict.FAILS:
        m.state.learn(is_last)
        return keys[-1]
    return index


def _are_few_numbers(record: DictRecord, keys: list[Value]) -> bool:
    numbers = all(isinstance(key, int) and not isinstance(key, bool) for key in keys)
    return numbers and record.rest is None and len(keys) <= _CHOSEN_KEYS


def shown_key(m: Machine, index: Value) -> str:
    """Returns a key as a message shows it."""
    try:
        return m.program.semantics.repr_of(m, index)  # type: ignore[no-any-return]
    except UnknownUse:
        return "?"
