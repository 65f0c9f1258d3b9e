"""Calling the builtin types: ``int(x)``, ``list(items)``, ``dict(a=1)``."""

from __future__ import annotations

from pytea.machine.gathering import gather, iterate
from pytea.machine.keys import key_of
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.operators import payload
from pytea.machine.roots import whole_root
from pytea.machine.special_methods import callable_attr
from pytea.machine.summaries import Items, Others, add_others, fresh_count, joined, new_summary
from pytea.machine.tables import CONSTRUCTORS, constructor
from pytea.machine.types import type_name
from pytea.machine.unknown_sizes import as_size
from pytea.stubapi import OPERATORS
from pytea.stubapi.options import DEVICE_TYPES
from pytea.symbolic import SymBool, SymInt
from pytea.values.dtype import Device
from pytea.values.objects import ClassMethod, Property, Range, Ref, Slice, StaticMethod, Value
from pytea.values.ratio import Ratio
from pytea.values.records import (
    BytearrayRecord,
    DictRecord,
    ListRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.tensor import Size
from pytea.values.unknown import Unknown, UnknownUse


@constructor("int")
def new_int(m: Machine, value: Value = 0, /, base: Value = None) -> Value:
    value = payload(m, m.resolve(value))
    if isinstance(value, Ratio):
        return value.truncated()
    if isinstance(value, (SymInt, SymBool)):
        return value if isinstance(value, SymInt) else int(m.decide(value))
    if isinstance(value, Unknown):
        root = whole_root(m, value)
        return Unknown(value.reason, "int") if root is None else root
    if isinstance(value, (int, float, str, bytes)):
        try:
            return int(value) if base is None else int(value, m.resolve(base))  # type: ignore[call-overload]
        except (ValueError, OverflowError, TypeError) as error:
            m.raise_(type(error).__name__, str(error), "bad-argument")
    return _by_method(m, value, ("__int__", "__index__", "__trunc__"), "int")


def _by_method(m: Machine, value: Value, names: tuple[str, ...], kind: str) -> Value:
    if isinstance(value, Ref) and isinstance(m.read(value), TensorRecord):
        item = m.program.semantics.tensor_number(m, value)
        if isinstance(item, Unknown) or item is value:
            return Unknown(getattr(item, "reason", "a tensor"), kind)
        return CONSTRUCTORS[kind](m, item)
    for name in names:
        found = callable_attr(m, value, name)
        if found is not MISSING:
            return m.call(found, [])
    if m.program.semantics.is_open_instance(m, value):
        return Unknown("a number of an object with an unknown base", kind)
    middle = ", a bytes-like object" if kind == "int" else ""
    m.raise_(
        "TypeError",
        f"{kind}() argument must be a string{middle} or a real number, not '{type_name(m, value)}'",
        "bad-call",
    )


@constructor("float")
def new_float(m: Machine, value: Value = 0.0, /) -> Value:
    value = payload(m, m.resolve(value))
    if isinstance(value, (int, float, str)):
        try:
            return float(value)
        except (ValueError, OverflowError) as error:
            m.raise_(type(error).__name__, str(error), "bad-argument")
    if isinstance(value, (SymInt, Ratio)):
        return value if isinstance(value, Ratio) else Ratio(value, 1)
    if isinstance(value, Unknown):
        return Unknown(value.reason, "float")
    number = m.resolve(_by_method(m, value, ("__float__", "__index__"), "float"))
    return float(number) if isinstance(number, int) else number


@constructor("bool")
def new_bool(m: Machine, value: Value = False, /) -> Value:
    return m.truth_value(value)


@constructor("complex")
def new_complex(m: Machine, *args: Value) -> Value:
    values = [m.resolve(value) for value in args]
    if all(isinstance(value, (int, float, complex, str)) for value in values):
        try:
            return complex(*values)  # type: ignore[call-overload]
        except (TypeError, ValueError) as error:
            m.program.semantics.raise_host(m, error, "bad-argument")
    found = callable_attr(m, values[0], "__complex__") if values else MISSING
    return Unknown("a complex number") if found is MISSING else m.call(found, [])


@constructor("str")
def new_str(m: Machine, value: Value = "", /, *rest: Value, **kwargs: Value) -> Value:
    value = m.resolve(value)
    if isinstance(value, bytes) and (rest or kwargs):
        return value.decode(errors="replace")
    if rest and isinstance(m.resolve(rest[0]), (int, float, type(None))):
        text = f"str() argument 'encoding' must be str, not {type_name(m, m.resolve(rest[0]))}"
        m.raise_("TypeError", text, "bad-argument")
    try:
        return m.program.semantics.text_of(m, value)
    except UnknownUse as use:
        return Unknown(use.reason, "str")


@constructor("bytes")
def new_bytes(m: Machine, value: Value = b"", /, *rest: Value) -> Value:
    value = m.resolve(value)
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        if not rest:
            m.raise_("TypeError", "string argument without an encoding", "bad-argument")
        encoding = m.resolve(rest[0])
        return value.encode(encoding if isinstance(encoding, str) else "utf-8", "replace")
    if isinstance(value, int):
        return bytes(min(value, 100_000)) if value <= 100_000 else Unknown("long bytes", "bytes")
    items = [m.resolve(item) for item in iterate(m, value)]
    if all(isinstance(item, int) for item in items):
        try:
            return bytes(items)  # type: ignore[arg-type]
        except ValueError as error:
            m.program.semantics.raise_host(m, error, "bad-argument")
    return Unknown("bytes", "bytes")


@constructor("bytearray")
def new_bytearray(m: Machine, *args: Value) -> Value:
    data = new_bytes(m, *args)
    return m.alloc(BytearrayRecord(data)) if isinstance(data, bytes) else data


@constructor("list")
def new_list(m: Machine, iterable: Value = (), /) -> Value:
    items = _gathered(m, iterable)
    return _summary(m, "list", items) if isinstance(items, Items) else m.new_list(items)


def _gathered(m: Machine, iterable: Value) -> list[Value] | Items:
    try:
        return gather(m, iterable)
    except UnknownUse as use:
        item = Unknown(use.reason)
        return Items(item, fresh_count(m, 0, item))


def _summary(m: Machine, kind: str, items: Items) -> Value:
    """Returns a container of items that cannot be listed."""
    reason = "items whose number is not known"
    if isinstance(items.element, Unknown):
        reason = items.element.reason
    if kind == "set":
        items = Items(items.element, fresh_count(m, 1), items.bound)
    return new_summary(m, kind, items, reason)


@constructor("tuple")
def new_tuple(m: Machine, iterable: Value = (), /) -> Value:
    iterable = m.resolve(iterable)
    if type(iterable) is tuple:
        return iterable
    items = _gathered(m, iterable)
    return _summary(m, "tuple", items) if isinstance(items, Items) else tuple(items)


@constructor("Size")
def new_size(m: Machine, iterable: Value = (), /) -> Value:
    return Size(iterate(m, iterable))  # type: ignore[arg-type]


def _members(m: Machine, iterable: Value, *, frozen: bool) -> Value:
    items = _gathered(m, iterable)
    if isinstance(items, Items):
        return _summary(m, "set", items)
    try:
        return m.alloc(SetRecord({key_of(m, item): item for item in items}, frozen))
    except UnknownUse as use:
        element, bound = joined(m, items, use.reason)
        return new_summary(m, "set", Items(element, fresh_count(m, 1), bound), use.reason)


@constructor("set")
def new_set(m: Machine, iterable: Value = (), /) -> Value:
    return _members(m, iterable, frozen=False)


@constructor("frozenset")
def new_frozenset(m: Machine, iterable: Value = (), /) -> Value:
    return _members(m, iterable, frozen=True)


@constructor("dict")
def new_dict(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
    entries: dict[object, tuple[Value, Value]] = {}
    others: Others | None = None
    for arg in args:
        try:
            items, others = m.program.semantics.mapping_items(m, arg)
        except UnknownUse as use:
            items, others = [], Others(Unknown(use.reason), Unknown(use.reason))
        for key, value in items:
            entries[key_of(m, key)] = (key, value)
    for name, value in kwargs.items():
        entries[name] = (name, value)
    record = DictRecord(entries)
    if others is not None:
        add_others(m, record, others, fresh_count(m, 1))
    return m.alloc(record)


@constructor("range")
def new_range(m: Machine, *args: Value) -> Value:
    if not 1 <= len(args) <= 3:
        m.raise_("TypeError", f"range expected 1 to 3 arguments, got {len(args)}", "bad-call")
    bounds = [_bound(m, value) for value in args]
    if len(bounds) == 1 or isinstance(bounds[0], int):
        # as many rounds as there are rows in a tensor of that size
        last = min(len(bounds), 2) - 1
        bounds[last] = as_size(m, bounds[last], "rounds")
    unknown = next((bound for bound in bounds if isinstance(bound, Unknown)), None)
    if unknown is not None:
        return Unknown(unknown.reason, "range")
    if len(bounds) == 1:
        return Range(0, bounds[0], 1)
    if len(bounds) == 3 and bounds[2] == 0:
        m.raise_("ValueError", "range() arg 3 must not be zero", "bad-argument")
    return Range(bounds[0], bounds[1], bounds[2] if len(bounds) == 3 else 1)


def _bound(m: Machine, value: Value) -> Value:
    value = payload(m, m.resolve(value))
    if isinstance(value, (int, SymInt, Unknown)):
        return value
    found = callable_attr(m, value, "__index__")
    if isinstance(value, Ref) and isinstance(m.read(value), TensorRecord):
        return new_int(m, value)
    if found is not MISSING:
        return m.call(found, [])
    m.raise_(
        "TypeError",
        f"'{type_name(m, value)}' object cannot be interpreted as an integer",
        "bad-call",
    )


@constructor("slice")
def new_slice(m: Machine, *args: Value) -> Value:
    if len(args) == 1:
        return Slice(None, args[0], None)
    return Slice(args[0], args[1], args[2] if len(args) > 2 else None)


@constructor("property")
def new_property(
    m: Machine, fget: Value = None, fset: Value = None, fdel: Value = None, doc: Value = None
) -> Value:
    return Property(fget, fset, fdel)


@constructor("staticmethod")
def new_staticmethod(m: Machine, function: Value, /) -> Value:
    return StaticMethod(function)


@constructor("classmethod")
def new_classmethod(m: Machine, function: Value, /) -> Value:
    return ClassMethod(function)


@constructor("type")
def new_type(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
    return m.program.semantics.builtin_type(m, *args, **kwargs)


@constructor("super")
def new_super(m: Machine, *args: Value) -> Value:
    return m.program.semantics.builtin_super(m, *args)


@constructor("device")
def new_device(m: Machine, type: Value = "cpu", index: Value = None) -> Value:
    type, index = m.resolve(type), m.resolve(index)
    if isinstance(type, Device):
        return type
    if isinstance(type, int):
        return Device("cuda", type)
    if not isinstance(type, str):
        return Unknown("a device that is not known")
    name, _, number = type.partition(":")
    if name not in DEVICE_TYPES:
        m.raise_("RuntimeError", f"{name!r} is no type of device", "bad-argument")
    if number:
        return Device(name, int(number)) if number.isdigit() else Unknown("a device", "")
    return Device(name, index if isinstance(index, int) else None)


@constructor("Tensor")
def new_legacy_tensor(m: Machine, /, *args: Value, **kwargs: Value) -> Value:
    stub = OPERATORS.get("torch.Tensor.__new__")
    if stub is None:
        return m.unknown("no stub for torch.Tensor()")
    return m.program.semantics.run_operator(m, stub, list(args), kwargs)


@constructor("Parameter")
def new_parameter(m: Machine, data: Value = None, requires_grad: Value = True) -> Value:
    return _registered_tensor(m, data, requires_grad, "Parameter")


@constructor("Buffer")
def new_buffer(m: Machine, data: Value = None, *, persistent: Value = True) -> Value:
    return _registered_tensor(m, data, False, "Buffer")


def _refuse_data(m: Machine, data: Value) -> None:
    """Raises what torch raises for a parameter that is made of something else than a tensor."""
    text = f"'{m.program.semantics.type_name(m, data)}' object has no attribute 'detach'"
    m.raise_("AttributeError", text, "missing-attribute")


def _registered_tensor(m: Machine, data: Value, requires_grad: Value, kind: str) -> Value:
    data = m.resolve(data)
    if isinstance(data, (int, float, str, tuple)):
        _refuse_data(m, data)
    if isinstance(data, Ref):
        record = m.read(data)
        if isinstance(record, (ListRecord, DictRecord)):
            _refuse_data(m, data)
        if isinstance(record, TensorRecord):
            tensor = record.tensor
            if tensor.kind == "ndarray":
                _refuse_data(m, data)
            wanted = m.resolve(requires_grad)
            grad = wanted if isinstance(wanted, bool) else None
            dtype = tensor.dtype
            if grad and dtype is not None and dtype.kind not in ("float", "complex"):
                m.raise_(
                    "RuntimeError",
                    "only Tensors of floating point and complex dtype can require gradients",
                    "dtype-mismatch",
                )
            return m.alloc(
                TensorRecord(
                    tensor.changed(kind=kind, requires_grad=grad, data=None),
                    {},
                    bool(grad),
                    graded=m.state.backwards,
                    inference=m.state.inference,
                )
            )
    return Unknown("a parameter that is not known", "tensor")
