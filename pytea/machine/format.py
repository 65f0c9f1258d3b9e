"""Texts of values: ``str``, ``repr``, ``format``, f-strings and ``%``."""

from __future__ import annotations

from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.set_order import members_of
from pytea.machine.special_methods import callable_attr
from pytea.machine.types import BASE_EXCEPTION, class_name, is_subclass, mro_of, type_name, type_of
from pytea.stubapi import Operator
from pytea.symbolic import SymBool, SymInt, render
from pytea.values.dtype import Device, DType
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import BoundMethod, Builtin, BuiltinType, Range, Ref, Slice, Typing, Value
from pytea.values.records import (
    BytearrayRecord,
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    KeysRecord,
    ListRecord,
    ModuleRecord,
    Record,
    SetRecord,
    TensorRecord,
    ValuesRecord,
)
from pytea.values.tensor import Size
from pytea.values.unknown import Unknown, UnknownUse

#: Where the builtin types live that are not Python's own.
_MODULES = {
    "Tensor": "torch.", "Size": "torch.", "dtype": "torch.", "device": "torch.",
    "Parameter": "torch.nn.parameter.", "Buffer": "torch.nn.parameter.", "ndarray": "numpy.",
}  # fmt: skip
_HOST = (bool, int, float, complex, str, bytes, type(None), type(...), type(NotImplemented))


def text_of(m: Machine, value: Value) -> str:
    """Returns ``str(value)``; raises UnknownUse when it is not known."""
    value = m.resolve(value)
    if isinstance(value, str):
        return value
    if isinstance(value, Ref):
        record = m.read(value)
        if isinstance(record, InstanceRecord):
            return _instance_text(m, value, record, "__str__")
    return str(value) if isinstance(value, (NumpyDType, Device)) else repr_of(m, value)


def _instance_text(m: Machine, value: Ref, record: InstanceRecord, name: str) -> str:
    for special in (name, "__repr__"):
        found = callable_attr(m, value, special)
        if found is not MISSING and not _is_native(found):
            text = _plain_text(m, m.resolve(m.call(found, [])))
            if isinstance(text, str):
                return text
            if not isinstance(text, Unknown):
                kind = type_name(m, text)
                m.raise_("TypeError", f"{special} returned non-string (type {kind})", "bad-call")
            raise UnknownUse(text.reason)
    if is_subclass(m, record.cls, BASE_EXCEPTION):
        return exception_text(m, record, name)
    if record.payload is not None:
        return text_of(m, record.payload) if name == "__str__" else repr_of(m, record.payload)
    raise UnknownUse("the default text of an object")


def _plain_text(m: Machine, value: Value) -> Value:
    """Returns the text inside an instance of a subclass of ``str``, and other values as they are."""
    record = m.read(value) if isinstance(value, Ref) else None
    return record.payload if isinstance(record, InstanceRecord) else value


def _is_native(found: Value) -> bool:
    return isinstance(found, BoundMethod) and isinstance(found.function, Builtin)


def exception_text(m: Machine, record: InstanceRecord, name: str) -> str:
    """Returns the text of an exception as BaseException and the builtin exceptions give it."""
    args = record.attrs.get("args", ())
    args = args if isinstance(args, tuple) else ()
    if name == "__repr__":
        return f"{class_name(m, record.cls)}({', '.join(repr_of(m, a) for a in args)})"
    kinds = {entry.name for entry in mro_of(m, record.cls) if isinstance(entry, BuiltinType)}
    if "KeyError" in kinds and len(args) == 1:
        return repr_of(m, args[0])
    if "BaseExceptionGroup" in kinds and len(args) == 2:
        count = len(m.program.semantics.iterate(m, args[1]))
        return f"{text_of(m, args[0])} ({count} sub-exception{'s' if count != 1 else ''})"
    if "OSError" in kinds and 2 <= len(args) <= 3:
        file = f": {repr_of(m, args[2])}" if len(args) == 3 else ""
        return f"[Errno {text_of(m, args[0])}] {text_of(m, args[1])}{file}"
    return "" if not args else text_of(m, args[0]) if len(args) == 1 else repr_of(m, args)


def repr_of(m: Machine, value: Value) -> str:
    """Returns ``repr(value)``; raises UnknownUse when it is not known."""
    value = m.resolve(value)
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    if isinstance(value, (SymInt, SymBool)):
        raise UnknownUse(f"the text of a symbolic number: {render(value)}")
    if isinstance(value, Size):
        return f"torch.Size([{', '.join(repr_of(m, item) for item in value)}])"
    if isinstance(value, tuple):
        items = [repr_of(m, item) for item in value]
        return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
    if isinstance(value, _HOST):
        return repr(value)
    if isinstance(value, NumpyDType):
        return value.shown
    if isinstance(value, (DType, Device)):
        shown = str(value)
        return shown if isinstance(value, DType) else _device_repr(value)
    if isinstance(value, Range):
        if value.step == 1:
            return f"range({repr_of(m, value.start)}, {repr_of(m, value.stop)})"
        parts = (value.start, value.stop, value.step)
        return f"range({', '.join(repr_of(m, part) for part in parts)})"
    if isinstance(value, Slice):
        parts = (value.start, value.stop, value.step)
        return f"slice({', '.join(repr_of(m, part) for part in parts)})"
    if isinstance(value, BuiltinType):
        return f"<class '{_MODULES.get(value.name, '')}{value.name}'>"
    if isinstance(value, Typing):
        if value.arguments:
            raise UnknownUse(f"the text of {value.name} with arguments")
        return value.name
    if isinstance(value, Builtin):
        return f"<built-in function {value.name}>"
    if isinstance(value, Operator):
        raise UnknownUse("the text of a function of torch")
    if isinstance(value, Ref):
        return _object_repr(m, value)
    raise UnknownUse("the text of an object")


def _device_repr(device: Device) -> str:
    if device.index is None:
        return f"device(type='{device.type}')"
    return f"device(type='{device.type}', index={device.index})"


#: The containers whose text is being made: one that holds itself is shown as ``...``.
_SHOWN: list[Ref] = []


def _object_repr(m: Machine, value: Ref) -> str:
    record = m.read(value)
    if value in _SHOWN and isinstance(record, (ListRecord, DictRecord)):
        return "[...]" if isinstance(record, ListRecord) else "{...}"
    if isinstance(record, ClassRecord) and record.metaclass is not None:
        found, holder = find_in_class(m, record.metaclass, "__repr__")
        if not isinstance(holder, BuiltinType):
            return _own_text(m, value, found)
    _SHOWN.append(value)
    try:
        return _contents(m, value, record)
    finally:
        _SHOWN.pop()


def _own_text(m: Machine, value: Ref, function: Value) -> str:
    text = m.resolve(m.call(function, [value]))
    if isinstance(text, str):
        return text
    raise UnknownUse("a text that is not known")


def _contents(m: Machine, value: Ref, record: Record) -> str:
    match record:
        case ValuesRecord():
            return f"{record.kind}([{', '.join(repr_of(m, item) for item in record.items)}])"
        case KeysRecord():
            return f"dict_keys([{', '.join(repr_of(m, i) for i in record.entries.values())}])"
        case ListRecord():
            return f"[{', '.join(repr_of(m, item) for item in record.items)}]"
        case DictRecord() if record.rest is None:
            inner = [f"{repr_of(m, k)}: {repr_of(m, v)}" for k, v in record.entries.values()]
            return "{" + ", ".join(inner) + "}"
        case SetRecord():
            if not record.entries:
                return "frozenset()" if record.frozen else "set()"
            inner_text = ", ".join(repr_of(m, item) for item in members_of(record))
            return f"frozenset({{{inner_text}}})" if record.frozen else "{" + inner_text + "}"
        case InstanceRecord():
            return _instance_text(m, value, record, "__repr__")
        case ClassRecord():
            module = record.module
            prefix = "" if module == "builtins" else f"{module}."
            return f"<class '{prefix}{record.qualname}'>"
        case BytearrayRecord():
            return repr(bytearray(record.data))
        case ModuleRecord():
            return f"<module '{record.name}'>"
        case FunctionRecord():
            raise UnknownUse("the text of a function")
    raise UnknownUse(f"the text of a {type_name(m, value)}")


def format_value(m: Machine, value: Value, conversion: str, spec: Value) -> Value:
    """Returns one replacement field of an f-string; Unknown when the text is not known."""
    try:
        return format_text(m, value, conversion, spec)
    except UnknownUse as use:
        return Unknown(use.reason, "str")


def format_text(m: Machine, value: Value, conversion: str, spec: Value) -> str:
    """Returns ``format(value, spec)`` after the conversion; raises UnknownUse."""
    value, spec = m.resolve(value), m.resolve(spec)
    if not isinstance(spec, str):
        raise UnknownUse("a format that is not known")
    if conversion in ("r", "a"):
        text = repr_of(m, value)
        value = ascii(text)[1:-1] if conversion == "a" else text
    elif conversion == "s":
        value = text_of(m, value)
    if isinstance(value, Ref):
        if spec and isinstance(m.read(value), TensorRecord):
            m.program.semantics.tensor_format(m, value, spec)
            raise UnknownUse("the text of a tensor")
        found = callable_attr(m, value, "__format__")
        if found is not MISSING and not _is_native(found):
            text = m.resolve(m.call(found, [spec]))  # type: ignore[assignment]
            if isinstance(text, str):
                return text
            raise UnknownUse("a text that is not known")
    if isinstance(value, (bool, int, float, complex, str)) and spec:
        try:
            return format(value, spec)
        except (ValueError, TypeError) as error:
            m.raise_(type(error).__name__, str(error), "")
    if isinstance(value, Ref) and spec:
        record = m.read(value)
        if isinstance(record, InstanceRecord) and isinstance(record.payload, (int, float, str)):
            return format(record.payload, spec)
    text = text_of(m, value)
    if spec and type_of(m, value) is not None and not isinstance(value, str):
        if isinstance(value, (Ref, tuple, type(None))):
            m.raise_(
                "TypeError",
                f"unsupported format string passed to {type_name(m, value)}.__format__", "",
            )  # fmt: skip
    return format(text, spec)


def percent_format(m: Machine, template: Value, values: Value) -> Value:
    """Returns ``template % values``."""
    values = m.resolve(values)
    items = values if isinstance(values, tuple) else (values,)
    if isinstance(values, Ref) and isinstance(m.read(values), DictRecord):
        record = m.read(values)
        assert isinstance(record, DictRecord)
        try:
            mapping = {k: _plain(m, v) for k, (_, v) in record.entries.items()}
        except UnknownUse as use:
            return Unknown(use.reason, "str")
        return _percent(m, template, mapping)
    try:
        return _percent(m, template, tuple(_plain(m, item) for item in items))
    except UnknownUse as use:
        return Unknown(use.reason, "str")


def _percent(m: Machine, template: Value, values: object) -> Value:
    try:
        return template % values  # type: ignore[operator]
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        return m.program.semantics.raise_host(m, error)


def _plain(m: Machine, value: Value) -> object:
    value = m.resolve(value)
    if isinstance(value, (bool, int, float, complex, str, bytes, type(None))):
        return value
    record = m.read(value) if isinstance(value, Ref) else None
    if isinstance(record, InstanceRecord) and isinstance(record.payload, (int, float)):
        return record.payload
    if isinstance(record, TensorRecord) and isinstance(value, Ref):
        return _ShownTensor(m, value)
    return _Shown(text_of(m, value), repr_of(m, value))


class _ShownTensor:
    """Stands for a tensor in a host format: knows whether it is a number."""

    def __init__(self, m: Machine, ref: Ref) -> None:
        self.m, self.ref = m, ref

    def __str__(self) -> str:
        raise UnknownUse("the text of a tensor")

    __repr__ = __str__

    def __float__(self) -> float:
        self.m.program.semantics.tensor_number(self.m, self.ref)
        raise UnknownUse("the value of a tensor")

    __int__ = __float__


class _Shown:
    """Stands for an object in a host format: knows its two texts."""

    def __init__(self, text: str, representation: str) -> None:
        self.text, self.representation = text, representation

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.representation
