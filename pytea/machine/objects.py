"""Questions about objects that several parts of the machine ask: lengths, hashes, mappings."""

from __future__ import annotations

from typing import NoReturn

from pytea.machine.attribute_writes import SHARED, view_of
from pytea.machine.attributes import is_exception
from pytea.machine.exceptions import exception_names
from pytea.machine.exposure import expose
from pytea.machine.findings import Operand, place_of
from pytea.machine.gathering import iterate
from pytea.machine.iteration import range_length
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.operators import payload
from pytea.machine.shared_dicts import share_attributes
from pytea.machine.signals import Raised
from pytea.machine.special_methods import callable_attr
from pytea.machine.summaries import Others, element_of, summary_of
from pytea.machine.types import is_open, type_name, type_of
from pytea.symbolic import Int, SymKind, fresh_int, smax
from pytea.values.objects import BoundMethod, Builtin, BuiltinType, Range, Ref, Value
from pytea.values.records import (
    AttributesRecord,
    BytearrayRecord,
    ClassRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.unknown import Unknown


def length(m: Machine, obj: Value) -> Value:
    """Returns ``len(obj)``."""
    obj = m.resolve(obj)
    if isinstance(obj, (tuple, str, bytes)):
        return len(obj)
    if isinstance(obj, Range):
        return range_length(m, obj)
    if isinstance(obj, Unknown):
        return _length_of_unknown(m, obj)
    if isinstance(obj, Ref):
        return _object_length(m, obj)
    if m.program.library is not None:
        m.program.library.sequenced(obj)
    m.raise_("TypeError", f"object of type '{type_name(m, obj)}' has no len()", "bad-call")


def _length_of_unknown(m: Machine, obj: Unknown) -> Value:
    """Returns the same number for the same value, until a method of it may have changed it."""
    lengths = m.program.unknown_lengths
    if obj.serial not in lengths:
        lengths[obj.serial] = fresh_int("len(...)", SymKind.INPUT, 0, None)
    return lengths[obj.serial]


def _unknown_length(m: Machine, reason: str) -> Value:
    known, value = m.answer()
    if known:
        return value
    size = fresh_int("len(...)", SymKind.INPUT, 0, None)
    m.remember(size)
    return size


def _object_length(m: Machine, obj: Ref) -> Value:
    record = m.read(obj)
    match record:
        case ListRecord():
            return len(record.items)
        case DictRecord():
            if record.rest is None:
                return len(record.entries)
            return _unknown_length(m, "a dict") if record.count is None else record.count
        case SetRecord():
            return len(record.entries)
        case BytearrayRecord():
            return len(record.data)
        case OpaqueRecord():
            return record.count if record.count is not None else _unknown_length(m, record.reason)
        case TensorRecord():
            sizes = record.tensor.sizes
            if sizes is None:
                return _unknown_length(m, "a tensor of unknown shape")
            if not sizes:
                m.raise_("TypeError", "len() of a 0-d tensor", "shape-mismatch")
            return sizes[0]
        case InstanceRecord():
            found = callable_attr(m, obj, "__len__")
            if found is not MISSING and not _is_native(found):
                return _checked_length(m, m.resolve(m.call(found, [])))
            if record.payload is not None:
                return length(m, record.payload)
            if is_open(m, record.cls):
                return _unknown_length(m, "an object with an unknown base")
        case ClassRecord() if record.metaclass is not None:
            found = callable_attr(m, obj, "__len__")
            if found is not MISSING:
                return _checked_length(m, m.resolve(m.call(found, [])))
    m.raise_("TypeError", f"object of type '{type_name(m, obj)}' has no len()", "bad-call")


def _checked_length(m: Machine, value: Value) -> Value:
    if isinstance(value, int) and value < 0:
        m.raise_("ValueError", "__len__() should return >= 0", "bad-argument")
    if isinstance(value, (str, float, tuple, type(None))):
        text = f"'{type_name(m, value)}' object cannot be interpreted as an integer"
        m.raise_("TypeError", text, "bad-call")
    return value


def _is_native(found: Value) -> bool:
    return isinstance(found, BoundMethod) and isinstance(found.function, Builtin)


def mapping_items(m: Machine, obj: Value) -> tuple[list[tuple[Value, Value]], Others | None]:
    """Returns the (key, value) pairs of a mapping or of an iterable of pairs.

    The second result says what others look like where there may be others.
    """
    obj = payload(m, m.resolve(obj))
    if isinstance(obj, Unknown):
        return [], Others(Unknown(obj.reason), Unknown(obj.reason))
    if isinstance(obj, Ref):
        record = m.read(obj)
        if isinstance(record, DictRecord):
            others = None if record.rest is None else Others(record.rest_key, record.rest)
            return list(record.entries.values()), others
        if isinstance(record, OpaqueRecord) and record.kind == "dict":
            return [], Others(Unknown(record.reason), Unknown(record.reason))
        keys = callable_attr(m, obj, "keys") if isinstance(record, InstanceRecord) else MISSING
        if keys is not MISSING:
            names = iterate(m, m.call(keys, []))
            getter = callable_attr(m, obj, "__getitem__")
            return [(name, m.call(getter, [name])) for name in names], None
    many = summary_of(m, obj)
    if many is not None:
        item = m.resolve(element_of(m, many))
        held = list(item) if isinstance(item, tuple) else []
        reason = "pairs that are not followed"
        key, value = held if len(held) == 2 else (Unknown(reason), Unknown(reason))
        return [], Others(key, value)
    pairs = []
    for item in iterate(m, obj):
        pair = iterate(m, item)
        if len(pair) != 2:
            m.raise_(
                "ValueError", f"a pair has {len(pair)} items, but 2 are required", "bad-argument"
            )
        pairs.append((pair[0], pair[1]))
    return pairs, None


def user_hash(m: Machine, obj: Ref) -> Value | None:
    """Returns the ``__hash__`` that the program defines for an object, or None."""
    record = m.read(obj)
    if not isinstance(record, InstanceRecord) or not isinstance(record.cls, Ref):
        return None
    found, holder = find_in_class(m, record.cls, "__hash__")
    if found is MISSING or isinstance(holder, BuiltinType) or found is None:
        return None
    return BoundMethod(found, obj) if isinstance(found, Ref) else found


def is_open_instance(m: Machine, obj: Value) -> bool:
    """Returns whether an object may have methods that are not known."""
    cls = type_of(m, obj)
    return cls is None or is_open(m, cls)


def is_list(m: Machine, obj: Value) -> bool:
    """Returns whether a value is a list."""
    return isinstance(obj, Ref) and isinstance(m.read(obj), ListRecord)


def at_least(value: Int, bound: int) -> Int:
    """Returns ``max(value, bound)``."""
    return smax(value, bound)


def instance_dict(m: Machine, obj: Ref) -> Value:
    """Returns ``obj.__dict__``: a dict whose changes go into the attributes of the object."""
    record = m.read(obj)
    attrs: dict[str, Value] = record.attrs  # type: ignore[attr-defined]
    if SHARED in attrs:
        return attrs[SHARED]
    hidden = _EXCEPTION_FIELDS if is_exception(m, obj) else ()
    entries: dict[object, tuple[Value, Value]] = {
        name: (name, value)
        for name, value in attrs.items()
        if value is not MISSING and name not in hidden
    }
    view = view_of(m, obj)
    if view is None:
        view = m.alloc(AttributesRecord(entries, target=obj))
        m.program.viewed[obj.addr] = view
    else:
        m.write(view).entries = entries  # type: ignore[attr-defined]
    return view


_EXCEPTION_FIELDS = frozenset({"args", "__cause__", "__context__", "__suppress_context__"})


def set_special(m: Machine, obj: Ref, name: str, value: Value) -> None:
    """Executes ``obj.__dict__ = value`` and ``obj.__class__ = value``."""
    record = m.write(obj)
    assert isinstance(record, InstanceRecord)
    value = m.resolve(value)
    if name == "__class__" and isinstance(value, (Ref, BuiltinType)):
        record.cls = value
    elif name == "__dict__":
        share_attributes(m, obj, value)


def registered(m: Machine, record: InstanceRecord, name: str) -> Value:
    """Returns a parameter, buffer or submodule of an nn.Module, or MISSING."""
    for table in ("_parameters", "_buffers", "_modules"):
        ref = record.attrs.get(table)
        if isinstance(ref, Ref):
            entries = m.read(ref)
            if isinstance(entries, InstanceRecord) and isinstance(entries.payload, Ref):
                entries = m.read(entries.payload)
            if isinstance(entries, DictRecord) and name in entries.entries:
                return m.resolve(entries.entries[name][1])
    return MISSING


def is_module_class(m: Machine, holder: Value) -> bool:
    """Returns whether the class that holds an attribute is our nn.Module."""
    if not isinstance(holder, Ref):
        return False
    record = m.state.heap.read(holder)
    return isinstance(record, ClassRecord) and record.bundled and record.name == "Module"


def unknown_call(m: Machine, reason: str, args: list[Value]) -> Value:
    """Returns the result of a call that is not followed; mutable arguments lose their contents."""
    has_tensor = False
    expose(m, args)
    for value in args:
        value = m.resolve(value)
        if not isinstance(value, Ref):
            if isinstance(value, Unknown):
                m.program.unknown_lengths.pop(value.serial, None)
            continue
        record = m.read(value)
        if isinstance(record, TensorRecord):
            has_tensor = True
        elif isinstance(record, (ListRecord, DictRecord, SetRecord)):
            has_tensor = has_tensor or _holds_tensor(m, record)
            kind = {ListRecord: "list", DictRecord: "dict", SetRecord: "set"}.get(type(record))
            if kind is not None and not is_literal_container(record):
                m.state.heap.put(value, OpaqueRecord(kind, reason))
    if has_tensor:
        place = place_of(m.state)
        m.findings.note_unchecked(m.state, place, "a call that is not followed", reason)
    return m.unknown(reason)


def is_literal_container(record: object) -> bool:
    """Returns whether a container holds plain values only, which callees hardly ever change."""
    if isinstance(record, DictRecord):
        values: list[Value] = [value for _, value in record.entries.values()]
    elif isinstance(record, ListRecord):
        values = record.items
    else:
        values = list(getattr(record, "entries", {}).values())
    return all(not isinstance(value, Ref) for value in values)


def _holds_tensor(m: Machine, record: object) -> bool:
    if isinstance(record, ListRecord):
        return any(isinstance(i, Ref) and isinstance(m.read(i), TensorRecord) for i in record.items)
    return False


def raise_exception(exception: Ref) -> NoReturn:
    """Raises an exception of the program that was made before."""
    raise Raised(exception)


def raise_reported(
    m: Machine, exception: Ref, code: str, message: str, operands: tuple[Operand, ...] = ()
) -> NoReturn:
    """Raises an exception that is a finding when nothing catches it."""
    finding = m.findings.make(m.state, code, message, operands=operands)
    m.findings.attach_finding(exception, finding)
    raise Raised(exception)


def will_be_caught_as_import(m: Machine, exception: Ref) -> bool:
    """Returns whether a handler of the running frame waits for a failed import."""
    names = exception_names(m, exception)
    for frame in reversed(m.state.frames):
        for handler in frame.handlers:
            last = {text.rpartition(".")[2] for text in handler.types}
            if handler.kind == "except" and (not last or last & names):
                return True
        if frame.code.kind == "module":
            break
    return False


def special_global(m: Machine, module: Ref, record: object, name: str) -> Value:
    """Returns a global that is neither defined nor a builtin; raises NameError in the program."""
    attrs = record.attrs  # type: ignore[attr-defined]
    constants: dict[str, Value] = {
        "NotImplemented": NotImplemented, "Ellipsis": ..., "__debug__": True, "__builtins__": None,
    }  # fmt: skip
    if name in constants:
        return constants[name]
    if name == "__annotations__":
        return m.new_dict(dict(record.annotations))  # type: ignore[attr-defined]
    for source in attrs.get("__star_imports__", ()):
        found = m.program.semantics.module_attr(m, source, m.read(source), name)
        if found is not MISSING and not isinstance(found, Unknown):
            return found
    if record.name in m.program.unknown_stars:  # type: ignore[attr-defined]
        return Unknown(f"{name} may come from code that is not followed")
    if name in ("get_ipython", "display", "__IPYTHON__"):
        return Unknown("IPython")
    m.raise_("NameError", f"name '{name}' is not defined", "undefined-name")
