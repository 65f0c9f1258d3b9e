"""Methods and attributes of exceptions and exception groups."""

from __future__ import annotations

from pytea.machine.exceptions import matches
from pytea.machine.format import exception_text
from pytea.machine.machine import Machine
from pytea.machine.native_calls import call_native
from pytea.machine.tables import attribute, method
from pytea.machine.types import BUILTIN_TYPES, is_subclass, type_of
from pytea.values.objects import BuiltinType, Ref, Typing, Value
from pytea.values.records import ClassRecord, FunctionRecord, InstanceRecord
from pytea.values.unknown import Unknown, UnknownUse


def _args(m: Machine, obj: Value) -> tuple[Value, ...]:
    record = m.read(obj) if isinstance(obj, Ref) else None
    args = record.attrs.get("args", ()) if isinstance(record, InstanceRecord) else ()
    return args if isinstance(args, tuple) else ()


@method("BaseException", "__init__")
def exception_init(m: Machine, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
    obj = m.resolve(obj)
    if isinstance(obj, Ref):
        m.write(obj).attrs["args"] = tuple(args)  # type: ignore[attr-defined]
    return None


@method("BaseException", "with_traceback")
def exception_with_traceback(m: Machine, obj: Value, traceback: Value, /) -> Value:
    return obj


@method("BaseException", "add_note")
def exception_add_note(m: Machine, obj: Value, note: Value, /) -> Value:
    obj = m.resolve(obj)
    if isinstance(obj, Ref):
        record = m.write(obj)
        assert isinstance(record, InstanceRecord)
        notes = record.attrs.get("__notes__")
        if isinstance(notes, Ref):
            m.write(notes).items.append(note)  # type: ignore[attr-defined]
        else:
            record.attrs["__notes__"] = m.new_list([note])
    return None


@method("BaseException", "__str__")
def exception_str(m: Machine, obj: Value, /) -> Value:
    return _text(m, obj, "__str__")


@method("BaseException", "__repr__")
def exception_repr(m: Machine, obj: Value, /) -> Value:
    return _text(m, obj, "__repr__")


def _text(m: Machine, obj: Value, name: str) -> Value:
    record = m.read(obj) if isinstance(obj, Ref) else None
    try:
        return exception_text(m, record, name) if isinstance(record, InstanceRecord) else ""
    except UnknownUse as use:
        return Unknown(use.reason, "str")


@attribute("BaseException", "__cause__", "__context__")
def exception_context(m: Machine, obj: Value) -> Value:
    return None


@attribute("BaseException", "__suppress_context__")
def exception_suppress(m: Machine, obj: Value) -> Value:
    record = m.read(obj) if isinstance(obj, Ref) else None
    return isinstance(record, InstanceRecord) and "__cause__" in record.attrs


@attribute("BaseException", "__traceback__")
def exception_traceback(m: Machine, obj: Value) -> Value:
    return Typing("traceback")


@attribute("AttributeError", "name", "obj")
@attribute("NameError", "name")
@attribute("ImportError", "name", "path")
def exception_name(m: Machine, obj: Value) -> Value:
    return None


@attribute("ImportError", "msg")
@attribute("StopIteration", "value")
def first_argument(m: Machine, obj: Value) -> Value:
    args = _args(m, obj)
    return args[0] if args else None


@attribute("SystemExit", "code")
def system_exit_code(m: Machine, obj: Value) -> Value:
    args = _args(m, obj)
    return args[0] if len(args) == 1 else args or None


def _argument(type_name: str, position: int, *names: str) -> None:
    @attribute(type_name, *names)
    def read(m: Machine, obj: Value) -> Value:
        args = _args(m, obj)
        if type_name == "OSError" and len(args) < 2:
            return None
        return args[position] if position < len(args) else None


for _position, _name in enumerate(("errno", "strerror", "filename")):
    _argument("OSError", _position, _name)
for _position, _name in enumerate(("encoding", "object", "start", "end", "reason")):
    _argument("UnicodeDecodeError", _position, _name)
    _argument("UnicodeEncodeError", _position, _name)
_argument("BaseExceptionGroup", 0, "message")


# --- groups ---------------------------------------------------------------------------------------


@attribute("BaseExceptionGroup", "exceptions")
def group_exceptions(m: Machine, obj: Value) -> Value:
    return exceptions_of(m, obj)


def exceptions_of(m: Machine, group: Value) -> tuple[Value, ...]:
    """Returns the exceptions directly in a group."""
    args = _args(m, group)
    return tuple(m.program.semantics.iterate(m, args[1])) if len(args) > 1 else ()


def is_group(m: Machine, exception: Value) -> bool:
    """Returns whether an exception is an exception group."""
    cls = type_of(m, exception)
    return cls is not None and is_subclass(m, cls, BUILTIN_TYPES["BaseExceptionGroup"])


def derive(m: Machine, group: Value, exceptions: list[Value]) -> Value:
    """Returns a group like ``group`` with other exceptions, or None when there are none."""
    if not exceptions:
        return None
    args = (_args(m, group)[0], m.new_list(exceptions))
    twin = InstanceRecord(BUILTIN_TYPES["ExceptionGroup"], {"args": args})
    record = m.read(group)  # type: ignore[arg-type]
    assert isinstance(record, InstanceRecord)
    for name in ("__cause__", "__context__", "__notes__"):
        if name in record.attrs:
            twin.attrs[name] = record.attrs[name]
    return m.alloc(twin)


def split(m: Machine, exception: Value, condition: Value) -> tuple[Value, Value]:
    """Returns the part of an exception or group that meets the condition, and the rest."""
    if _meets(m, exception, condition):
        return exception, None
    if not is_group(m, exception):
        return None, exception
    parts = [split(m, inner, condition) for inner in exceptions_of(m, exception)]
    matched = [part for part, _ in parts if part is not None]
    rest = [part for _, part in parts if part is not None]
    return derive(m, exception, matched), derive(m, exception, rest) if matched else exception


def _meets(m: Machine, exception: Value, condition: Value) -> bool:
    condition = m.resolve(condition)
    record = m.read(condition) if isinstance(condition, Ref) else None
    if isinstance(record, FunctionRecord) or not isinstance(condition, (Ref, BuiltinType, tuple)):
        return m.truth(m.call(condition, [exception]))
    assert record is None or isinstance(record, ClassRecord)
    return matches(m, exception, condition)


@method("BaseExceptionGroup", "split")
def group_split(m: Machine, obj: Value, condition: Value, /) -> Value:
    return split(m, m.resolve(obj), condition)


@method("BaseExceptionGroup", "subgroup")
def group_subgroup(m: Machine, obj: Value, condition: Value, /) -> Value:
    return split(m, m.resolve(obj), condition)[0]


@method("BaseExceptionGroup", "derive")
def group_derive(m: Machine, obj: Value, exceptions: Value, /) -> Value:
    return derive(m, m.resolve(obj), m.program.semantics.iterate(m, exceptions))


def as_group(m: Machine, exceptions: list[Value]) -> Value:
    """Returns the nameless group that ``except*`` raises."""
    return call_native(m, BUILTIN_TYPES["ExceptionGroup"], ["", tuple(exceptions)], {})
