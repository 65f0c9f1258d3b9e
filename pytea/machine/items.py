"""Subscripts: ``obj[index]``, assignment and deletion, on all kinds of containers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea.machine.attributes import MISSING, find_in_class
from pytea.machine.calls import callable_attr
from pytea.machine.keys import key_of
from pytea.machine.machine import Machine
from pytea.machine.types import is_open, type_name
from pytea.stubapi import OPERATORS
from pytea.symbolic import SymBool, SymInt, SymKind, ite, same, symbols_of
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
    AttributesRecord,
    BytearrayRecord,
    ClassRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    OpaqueRecord,
    TensorRecord,
)
from pytea.values.tensor import Size
from pytea.values.unknown import Unknown, UnknownUse

#: A symbolic index into a longer sequence gives Unknown.
_SELECTED_ITEMS = 64


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
            return Unknown(obj.reason)
        case Typing():
            arguments = index if isinstance(index, tuple) else (index,)
            return Typing(obj.name, arguments)
        case BuiltinType():
            return obj
        case Ref():
            return _object_item(m, obj, index)
    m.raise_("TypeError", f"'{type_name(m, obj)}' object is not subscriptable", "bad-call")


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
            if isinstance(index, Slice):
                return (
                    obj
                    if index.start is None and index.stop is None
                    else m.alloc(OpaqueRecord(record.kind, record.reason, record.element))
                )
            return Unknown(record.reason) if record.element is None else record.element
        case BytearrayRecord():
            part = _text_item(m, record.data, index)
            return m.alloc(BytearrayRecord(part)) if isinstance(part, bytes) else part
    m.raise_("TypeError", f"'{type_name(m, obj)}' object is not subscriptable", "bad-call")


def _instance_item(m: Machine, obj: Ref, record: InstanceRecord, index: Value) -> Value:
    found = callable_attr(m, obj, "__getitem__")
    if found is not MISSING and not _is_native(found):
        return m.call(found, [index])
    if record.payload is not None:
        if isinstance(record.payload, Ref):
            inner = m.read(record.payload)
            if isinstance(inner, DictRecord):
                missing = callable_attr(m, obj, "__missing__")
                if missing is not MISSING:
                    if isinstance(index, Unknown):
                        return _entry_of_unknown_key(m, record.payload, index)
                    if key_of(m, index) not in inner.entries:
                        return m.call(missing, [index])
        return get_item(m, record.payload, index)
    if is_open(m, record.cls):
        return Unknown("an item of an object with an unknown base")
    m.raise_("TypeError", f"'{type_name(m, obj)}' object is not subscriptable", "bad-call")


def _entry_of_unknown_key(m: Machine, payload: Ref, index: Unknown) -> Value:
    """A dict that makes its missing entries has some entry for a key that is not known."""
    written = m.write(payload)
    assert isinstance(written, DictRecord)
    written.rest = index
    return Unknown("a value of a dict whose keys are not all known")


def _is_native(found: Value) -> bool:
    return isinstance(found, BoundMethod) and isinstance(found.function, Builtin)


def _sequence_item(
    m: Machine, items: list[Value] | tuple[Value, ...], index: Value, name: str
) -> Value:
    if isinstance(index, Slice):
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


def whole_index(m: Machine, index: Value, name: str) -> int | SymInt:
    """Returns an index as a number; raises TypeError in the program, or UnknownUse."""
    if isinstance(index, bool):
        return int(index)
    if isinstance(index, (int, SymInt)):
        return index
    if isinstance(index, Unknown):
        raise UnknownUse(index.reason)
    if isinstance(index, Ref):
        found = callable_attr(m, index, "__index__")
        if found is not MISSING:
            value = m.resolve(m.call(found, []))
            if isinstance(value, (int, SymInt)):
                return value
            raise UnknownUse("an index that is not known")
        record = m.read(index)
        if isinstance(record, InstanceRecord) and isinstance(record.payload, int):
            return record.payload
    m.raise_(
        "TypeError",
        f"{name} indices must be integers or slices, not {type_name(m, index)}",
        "bad-call",
    )


def select(m: Machine, items: list[Value], index: Value) -> Value:
    """Returns the item at a symbolic index: the common value, a condition over them, or Unknown."""
    if not items:
        raise UnknownUse("an item of an empty sequence")
    first = items[0]
    if all(item is first or _alike(item, first) for item in items):
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
    raise UnknownUse(_reason(index, "an item at an index that is not known"))


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
    raise UnknownUse("one of several tensors of different shapes")


def _alike(a: Value, b: Value) -> bool:
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
    if isinstance(index, SymInt) and record.entries:
        values = [value for _, value in record.entries.values()]
        keys = [key for key, _ in record.entries.values()]
        if keys == list(range(len(keys))):
            return select(m, values, index)
    entry = record.entries.get(key_of(m, index))
    if entry is not None:
        return m.resolve(entry[1])
    if record.rest is not None:
        return Unknown("a value of a dict whose keys are not all known")
    if isinstance(index, SymInt):
        raise UnknownUse("a dict entry under a symbolic key")
    exception = m.program.semantics.make_exception(m, "KeyError", "", (index,))
    m.program.semantics.raise_reported(
        m, exception, "missing-key", f"key {_shown(m, index)} is missing"
    )
    return None


def _shown(m: Machine, index: Value) -> str:
    try:
        return m.program.semantics.repr_of(m, index)  # type: ignore[no-any-return]
    except UnknownUse:
        return "?"


# --- assignment and deletion ------------------------------------------------------------------


def set_item(m: Machine, obj: Value, index: Value, value: Value) -> None:
    """Executes ``obj[index] = value``."""
    obj, index = m.resolve(obj), m.resolve(index)
    if isinstance(obj, Unknown):
        return
    if not isinstance(obj, Ref):
        m.raise_(
            "TypeError",
            f"'{type_name(m, obj)}' object does not support item assignment",
            "bad-call",
        )
    record = m.read(obj)
    match record:
        case ListRecord():
            _set_list_item(m, obj, record, index, value)
        case DictRecord():
            _set_dict_item(m, obj, index, value)
        case BytearrayRecord():
            _set_bytes(m, obj, record, index, m.resolve(value))
        case TensorRecord():
            prefix = "numpy.ndarray" if record.tensor.kind == "ndarray" else "torch.Tensor"
            stub = OPERATORS[f"{prefix}.__setitem__"]
            m.program.semantics.run_operator(m, stub, [obj, index, value], {})
        case InstanceRecord():
            found = callable_attr(m, obj, "__setitem__")
            if found is not MISSING and not _is_native(found):
                m.call(found, [index, value])
            elif record.payload is not None:
                set_item(m, record.payload, index, value)
            elif not is_open(m, record.cls):
                name = type_name(m, obj)
                m.raise_(
                    "TypeError", f"'{name}' object does not support item assignment", "bad-call"
                )


def _set_list_item(m: Machine, obj: Ref, record: ListRecord, index: Value, value: Value) -> None:
    try:
        if isinstance(index, Slice):
            bounds = host_slice(m, index)
            if isinstance(value, (int, float, type(None))):
                extended = bounds.step not in (None, 1)
                text = (
                    "must assign iterable to extended slice"
                    if extended
                    else "can only assign an iterable"
                )
                m.raise_("TypeError", text, "bad-call")
            values = m.program.semantics.iterate(m, value)
            try:
                m.write(obj).items[bounds] = values  # type: ignore[attr-defined]
            except ValueError as error:
                m.raise_("ValueError", str(error), "")
            return
        number = whole_index(m, index, "list")
    except UnknownUse as use:
        m.state.heap.put(obj, OpaqueRecord("list", use.reason))
        return
    if isinstance(number, SymInt):
        if not all(item is value or _alike(item, value) for item in record.items):
            m.state.heap.put(obj, OpaqueRecord("list", "an item was set at a symbolic index"))
        return
    if not -len(record.items) <= number < len(record.items):
        m.raise_("IndexError", "list assignment index out of range", "index-out-of-range")
    m.write(obj).items[number] = value  # type: ignore[attr-defined]


def _set_dict_item(m: Machine, obj: Ref, index: Value, value: Value) -> None:
    try:
        key = key_of(m, index)
    except UnknownUse as use:
        written = m.write(obj)
        assert isinstance(written, DictRecord)
        written.rest = Unknown(use.reason)
        return
    written = m.write(obj)
    assert isinstance(written, DictRecord)
    old = written.entries.get(key)
    written.entries[key] = (index if old is None else old[0], value)
    _write_through(m, written, lambda attrs: attrs.__setitem__(key, value))


def _write_through(
    m: Machine, record: DictRecord, change: Callable[[dict[object, Value]], object]
) -> None:
    """Changes the attributes of the object whose ``__dict__`` a dict is."""
    if isinstance(record, AttributesRecord) and record.target is not None:
        change(m.write(record.target).attrs)  # type: ignore[attr-defined]


def del_item(m: Machine, obj: Value, index: Value) -> None:
    """Executes ``del obj[index]``."""
    obj, index = m.resolve(obj), m.resolve(index)
    if not isinstance(obj, Ref):
        if not isinstance(obj, Unknown):
            _no_deletion(m, obj)
        return
    record = m.read(obj)
    match record:
        case ListRecord():
            if isinstance(index, Slice):
                bounds = host_slice(m, index)
                del m.write(obj).items[bounds]  # type: ignore[attr-defined]
                return
            number = whole_index(m, index, "list")
            if not isinstance(number, int):
                m.state.heap.put(
                    obj, OpaqueRecord("list", "an item was deleted at a symbolic index")
                )
            elif -len(record.items) <= number < len(record.items):
                del m.write(obj).items[number]  # type: ignore[attr-defined]
            else:
                m.raise_("IndexError", "list assignment index out of range", "index-out-of-range")
        case DictRecord():
            key = key_of(m, index)
            if key in record.entries:
                written = m.write(obj)
                assert isinstance(written, DictRecord)
                del written.entries[key]
                _write_through(m, written, lambda attrs: attrs.pop(key, None))
            elif record.rest is None:
                exception = m.program.semantics.make_exception(m, "KeyError", "", (index,))
                m.program.semantics.raise_reported(
                    m, exception, "missing-key", f"key {_shown(m, index)} is missing"
                )
        case InstanceRecord():
            found = callable_attr(m, obj, "__delitem__")
            if found is not MISSING and not _is_native(found):
                m.call(found, [index])
            elif record.payload is not None:
                del_item(m, record.payload, index)
            elif not is_open(m, record.cls):
                _no_deletion(m, obj)
        case BytearrayRecord():
            data = bytearray(record.data)
            del data[_host_index(m, index)]
            m.write(obj).data = bytes(data)  # type: ignore[attr-defined]


def _no_deletion(m: Machine, obj: Value) -> None:
    m.raise_("TypeError", f"'{type_name(m, obj)}' object doesn't support item deletion", "bad-call")


def _host_index(m: Machine, index: Value) -> Any:
    if isinstance(index, Slice):
        return host_slice(m, index)
    number = whole_index(m, index, "bytearray")
    if isinstance(number, SymInt):
        raise UnknownUse("a symbolic index of bytes")
    return number


def _set_bytes(m: Machine, obj: Ref, record: BytearrayRecord, index: Value, value: Value) -> None:
    data = bytearray(record.data)
    plain = m.read(value) if isinstance(value, Ref) else None
    host: Any = plain.data if isinstance(plain, BytearrayRecord) else value
    try:
        data[_host_index(m, index)] = host
    except (ValueError, TypeError, IndexError) as error:
        m.program.semantics.raise_host(m, error, "bad-argument")
    m.write(obj).data = bytes(data)  # type: ignore[attr-defined]
