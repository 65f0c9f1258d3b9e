"""Assignment and deletion by subscript: ``obj[index] = value``, ``del obj[index]``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea.machine.attribute_writes import set_any_attr
from pytea.machine.items import (
    alike,
    has_native_body,
    host_slice,
    set_any_key,
    shown_key,
    whole_index,
)
from pytea.machine.keys import key_of
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.machine.summaries import put_in
from pytea.machine.types import is_open, type_name
from pytea.stubapi import OPERATORS
from pytea.symbolic import SymInt
from pytea.values.objects import Ref, Slice, Value
from pytea.values.records import (
    AttributesRecord,
    BytearrayRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    OpaqueRecord,
    TensorRecord,
)
from pytea.values.unknown import Unknown, UnknownUse


def set_item(m: Machine, obj: Value, index: Value, value: Value) -> None:
    """Executes ``obj[index] = value``."""
    obj, index = m.resolve(obj), m.resolve(index)
    if isinstance(obj, Unknown):
        m.program.unknown_lengths.pop(obj.serial, None)
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
        case OpaqueRecord() if record.kind == "list" and not isinstance(index, Slice):
            put_in(m, obj, [value], 0, frozenset())
        case InstanceRecord():
            found = callable_attr(m, obj, "__setitem__")
            if found is not MISSING and not has_native_body(found):
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
        put_in(m, obj, [Unknown(use.reason)], None, frozenset())
        return
    if isinstance(number, SymInt):
        if not all(item is value or alike(item, value) for item in record.items):
            put_in(m, obj, [value], 0, frozenset())
        return
    if not -len(record.items) <= number < len(record.items):
        m.raise_("IndexError", "list assignment index out of range", "index-out-of-range")
    m.write(obj).items[number] = value  # type: ignore[attr-defined]


def _set_dict_item(m: Machine, obj: Ref, index: Value, value: Value) -> None:
    try:
        key = key_of(m, index)
    except UnknownUse:
        set_any_key(m, obj, index, value)
        record = m.read(obj)
        if isinstance(record, AttributesRecord) and record.target is not None:
            set_any_attr(m, record.target)
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
        else:
            m.program.unknown_lengths.pop(obj.serial, None)
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
                put_in(m, obj, [], -1, frozenset())
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
                    m, exception, "missing-key", f"key {shown_key(m, index)} is missing"
                )
        case TensorRecord() if record.tensor.kind == "ndarray":
            m.raise_("ValueError", "cannot delete array elements", "bad-call")
        case TensorRecord():
            m.raise_("TypeError", "Tensor does not support deleting items", "bad-call")
        case OpaqueRecord():
            put_in(m, obj, [], None if isinstance(index, Slice) else -1, frozenset())
        case InstanceRecord():
            found = callable_attr(m, obj, "__delitem__")
            if found is not MISSING and not has_native_body(found):
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
