"""Exceptions of the analysed program: making, throwing, unwinding, and what stays uncaught."""

from __future__ import annotations

from typing import NoReturn

from pytea.machine.attributes import find_attr
from pytea.machine.calls import deliver
from pytea.machine.findings import Finding
from pytea.machine.machine import Machine
from pytea.machine.signals import Caught, PathEnds, Raised
from pytea.machine.types import (
    BASE_EXCEPTION,
    EXCEPTIONS,
    class_name,
    is_open,
    is_subclass,
    mro_of,
    type_of,
)
from pytea.state.frame import Frame, Handler
from pytea.values.objects import BuiltinType, Ref, Typing, Value
from pytea.values.records import ClassRecord, InstanceRecord, ModuleRecord
from pytea.values.unknown import Unknown

#: Context managers that are there to swallow exceptions.
SWALLOWING = frozenset(
    {
        "suppress",
        "raises",
        "RaisesContext",
        "RaisesExc",
        "assertRaises",
        "assertRaisesRegex",
        "_AssertRaisesContext",
        "ExitStack",
    }
)
#: So many instructions end a function: they hand its result on.
_END = 6


def make_exception(
    m: Machine, name: str, message: str, args: tuple[Value, ...] | None = None
) -> Ref:
    """Returns a new instance of a builtin exception."""
    cls = EXCEPTIONS.get(name, EXCEPTIONS["RuntimeError"])
    if args is None:
        args = (message,) if message else ()
    return m.alloc(InstanceRecord(cls, {"args": args}))


def raise_host(m: Machine, error: Exception, code: str = "") -> NoReturn:
    """Raises in the program what Python itself raised on plain values."""
    message = str(error)
    plain = not isinstance(error, UnicodeError)
    args = (
        error.args
        if plain and all(isinstance(arg, (str, int, bytes)) for arg in error.args)
        else (message,)
    )
    name = type(error).__name__
    exception = make_exception(m, name, message, args)
    if code:
        m.findings.attach_finding(exception, m.findings.make(m.state, code, message))
    raise Raised(exception)


def raise_value(m: Machine, value: Value, *, explicit: bool = False) -> None:
    """Executes ``raise value`` for a class or an instance."""
    value = m.resolve(value)
    value = exception_of(m, value)
    if value is None:
        _refuse(m, "exceptions must derive from BaseException")
    raise Raised(value, explicit=explicit)


def _refuse(m: Machine, text: str) -> NoReturn:
    """Raises the TypeError of a ``raise`` statement, behind which nothing goes on either."""
    try:
        m.raise_("TypeError", text, "bad-call")
    except Raised as signal:
        signal.explicit = True
        raise


def exception_of(m: Machine, value: Value) -> Ref | None:
    """Returns the exception that a class or an instance stands for, or None when it is neither."""
    value = m.resolve(value)
    if isinstance(value, Unknown):
        return make_exception(m, "Exception", value.reason)
    if isinstance(value, BuiltinType) and BASE_EXCEPTION in value.mro:
        return m.alloc(InstanceRecord(value, {"args": ()}))
    if isinstance(value, Ref) and isinstance(m.read(value), ClassRecord):
        if not is_subclass(m, value, BASE_EXCEPTION) and not is_open(m, value):
            return None
        value = m.resolve(m.call(value, []))
    cls = type_of(m, value)
    if not isinstance(value, Ref) or cls is None:
        return None
    return value if is_subclass(m, cls, BASE_EXCEPTION) or is_open(m, cls) else None


def chain(m: Machine, exception: Value, cause: Value) -> Ref | None:
    """Executes the ``from cause`` of a raise statement; returns the exception."""
    raised = exception_of(m, exception)
    cause = m.resolve(cause)
    origin = None if cause is None else exception_of(m, cause)
    if cause is not None and origin is None:
        _refuse(m, "exception causes must derive from BaseException")
    if raised is not None:
        record = m.write(raised)
        if isinstance(record, InstanceRecord):
            record.attrs["__cause__"] = origin
    return raised


def add_context(m: Machine, exception: Ref) -> None:
    """Keeps which exception was being handled when another one was raised."""
    current = next((frame.current[-1] for frame in reversed(m.state.frames) if frame.current), None)
    if current is None or current is exception:
        return
    record = m.read(exception)
    if isinstance(record, InstanceRecord) and "__context__" not in record.attrs:
        m.write(exception).attrs["__context__"] = current  # type: ignore[attr-defined]


def throw(m: Machine, exception: Value) -> None:
    """Raises an exception in the frame that is on top now, from outside of an instruction."""
    assert isinstance(exception, Ref)
    add_context(m, exception)
    unwind(m, exception)


def exception_names(m: Machine, exception: Value) -> frozenset[str]:
    """Returns the names of the class of an exception and of its ancestors."""
    cls = type_of(m, exception)
    if cls is None:
        return frozenset()
    return frozenset(class_name(m, entry) for entry in mro_of(m, cls))


def will_be_caught(m: Machine, exception: Value) -> bool:
    """Returns whether an active handler may stop this exception.

    Handlers are judged by the names that they are written with; a name that is no builtin
    exception may be an alias, and counts as catching.
    """
    return will_catch(m, exception_names(m, exception))


def will_catch(m: Machine, names: frozenset[str]) -> bool:
    """Returns whether an active handler may stop an exception whose classes have these names."""
    for frame in m.state.frames:
        if _is_caught_by(frame, names):
            return True
        if any(_catches(handler, names) for handler in frame.handlers):
            return True
    return False


def _is_caught_by(frame: Frame, names: frozenset[str]) -> bool:
    continuation = frame.continuation
    return continuation.kind == "try" and bool(names & set(continuation.subject))  # type: ignore[call-overload]


def _catches(handler: Handler, names: frozenset[str]) -> bool:
    last = {text.rpartition(".")[2] for text in handler.types}
    if handler.kind == "with":
        return bool(last & SWALLOWING)
    if handler.kind != "except":
        return False
    return not last or bool(last & names) or any(name not in EXCEPTIONS for name in last)


def message_of(m: Machine, exception: Value) -> str:
    """Returns the text of an exception as far as it is known."""
    args = find_attr(m, exception, "args")
    if isinstance(args, tuple) and args and isinstance(args[0], str):
        return args[0]
    return ""


def unwind(m: Machine, exception: Ref) -> None:
    """Goes to the innermost handler; ends the path when there is none."""
    state = m.state
    early = False
    while state.frames:
        frame = state.top()
        early = early or _is_midway(m, frame)
        frame.answers = ()
        frame.delegating = False
        if frame.handlers:
            handler = frame.handlers[-1]
            frame.handlers = frame.handlers[:-1]
            frame.current = frame.current[: handler.depth]
            frame.regs[handler.dst] = exception
            frame.pc = handler.target
            return
        state.frames.pop()
        leave(m, frame)
        if frame.generator is not None and "StopIteration" in exception_names(m, exception):
            exception = _stopped(m, frame, exception)
        if _is_caught_by(frame, exception_names(m, exception)):
            deliver(m, frame.continuation, Caught(exception))
            return
    finding = m.findings.pending.pop(exception.addr, None)
    if finding is None and _is_failure(m, exception):
        finding = _fault_behind(m, exception)
        if finding is None:
            m.findings.cover(m.state.guard)
            if early:
                _tell_end(m, exception)
    if finding is not None:
        m.findings.add(finding)
    if early:
        m.program.left = True
    else:
        m.program.completed = True
    raise PathEnds


def _is_midway(m: Machine, frame: Frame) -> bool:
    """Returns whether the program would do more behind the running instruction of its own code."""
    module = m.state.heap.read(frame.module)
    rest = len(frame.code.instructions) - frame.pc
    return rest > _END and isinstance(module, ModuleRecord) and module.kind == "user"


def _is_failure(m: Machine, exception: Ref) -> bool:
    """Returns whether a program that this exception ends has failed: it did not leave on purpose."""
    names = exception_names(m, exception)
    if "SystemExit" not in names:
        return "Exception" in names
    args = find_attr(m, exception, "args")
    status = args[0] if isinstance(args, tuple) and args else None
    return isinstance(status, str) or (isinstance(status, int) and status not in (0, False))


def _fault_behind(m: Machine, exception: Ref) -> Finding | None:
    """Returns the fault that a handler answered with the exception that ends the program."""
    if m.findings.found:
        return None
    seen = {exception.addr}
    current: Value = exception
    while isinstance(current, Ref):
        record = m.read(current)
        current = record.attrs.get("__context__") if isinstance(record, InstanceRecord) else None
        if not isinstance(current, Ref) or current.addr in seen:
            return None
        seen.add(current.addr)
        finding = m.findings.pending.get(current.addr)
        if finding is not None and finding.operands:
            return m.findings.pending.pop(current.addr)
    return None


def _tell_end(m: Machine, exception: Ref) -> None:
    """Tells that the program always ends here by itself: nothing behind it was checked.

    What a fault led to is not told; neither is what a guess of a loop may have led to, nor what a
    function does that is analysed alone.
    """
    place = m.findings.raised.get(exception.addr)
    alone = m.program.library is not None
    if place is None or not place.file or m.findings.found or m.trials or alone:
        return
    name, text = class_name(m, type_of(m, exception)), message_of(m, exception)
    told = f"{name}: {text}" if text else name
    line = place.span.line
    m.findings.limit(f"the program ends in line {line} of {place.file} with {told}")


def _stopped(m: Machine, frame: Frame, exception: Ref) -> Ref:
    """A generator must not raise StopIteration: it becomes a RuntimeError."""
    kind = "coroutine" if frame.code.is_async and not frame.code.is_generator else "generator"
    error = make_exception(m, "RuntimeError", f"{kind} raised StopIteration")
    m.write(error).attrs |= {"__cause__": exception, "__context__": exception}  # type: ignore[attr-defined]
    return error


def leave(m: Machine, frame: Frame) -> None:
    """Ends what hangs on a frame that is dropped: its generator, the module that it was making."""
    if frame.generator is not None:
        record = m.write(frame.generator)
        record.frame, record.running = None, False  # type: ignore[attr-defined]
    if frame.continuation.kind == "module":
        name = frame.continuation.subject
        assert isinstance(name, str)
        m.state.modules.pop(name, None)


def matches(m: Machine, exception: Value, types: Value) -> bool:
    """Returns whether ``except types`` catches the exception."""
    types = m.resolve(types)
    if isinstance(types, tuple):
        return any(matches(m, exception, item) for item in types)
    cls = type_of(m, m.resolve(exception))
    if cls is None or isinstance(types, Unknown):
        return True
    if not _is_exception_class(m, types):
        text = "catching classes that do not inherit from BaseException is not allowed"
        m.raise_("TypeError", text, "bad-call")
    return is_subclass(m, cls, types)


def _is_exception_class(m: Machine, cls: Value) -> bool:
    if isinstance(cls, BuiltinType):
        return BASE_EXCEPTION in cls.mro
    if isinstance(cls, Ref) and isinstance(m.read(cls), ClassRecord):
        return is_open(m, cls) or is_subclass(m, cls, BASE_EXCEPTION)
    return isinstance(cls, Typing)
