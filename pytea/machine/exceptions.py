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
from pytea.state.frame import Continuation, Frame, Handler
from pytea.symbolic import SymBool
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
        "ExitStack",
    }
)

#: Rules about Python itself, not about tensors.
PYTHON_FAULTS = frozenset(
    ["bad-call", "missing-attribute", "missing-key", "undefined-name", "division-by-zero"]
)
#: What a library raises about the arguments that it was given.
COMPLAINTS = frozenset({"AssertionError", "ValueError", "RuntimeError", "IndexError"})
#: Continuations that take the result of a call.
_RESULTS = ("store", "answer", "try", "next")


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
        m.raise_("TypeError", "exceptions must derive from BaseException", "bad-call")
    raise Raised(value, explicit=explicit)


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
        m.raise_("TypeError", "exception causes must derive from BaseException", "bad-call")
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
    names = exception_names(m, exception)
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


def handle(m: Machine, signal: Raised, frame: Frame) -> None:
    """Goes on after an instruction raised: unwinds, or reports and goes on behind it.

    A finding that nothing will catch is reported at once; the value of the instruction is unknown
    then, so that later independent faults are found in the same run.
    """
    exception = signal.exception
    assert isinstance(exception, Ref)
    add_context(m, exception)
    if signal.explicit and not isinstance(m.state.guard, SymBool):
        _note_explicit(m, exception)
    goes_on = not signal.explicit or _is_bundled(m, m.state.frames[-1])
    if goes_on and exception.addr in m.findings.pending and not will_be_caught(m, exception):
        finding = m.findings.pending.pop(exception.addr)
        if is_doubtful(m, finding):
            m.findings.note_unknown(m.state, f"library code that fails here: {finding.message}")
        else:
            m.findings.add(finding)
        _go_on(m, frame, finding.message)
        return
    if signal.explicit and _gives_up_in_library(m, exception):
        return
    unwind(m, exception)


def is_doubtful(m: Machine, finding: Finding) -> bool:
    """Returns whether a fault says more about our view of a library than about the program.

    Library code has been run by others: where it seems to misuse Python itself, the machine took
    a value for something that it is not. What a tensor operation demands is the caller's affair;
    its finding names the operands.
    """
    of_python = finding.code in PYTHON_FAULTS
    of_list = finding.code == "index-out-of-range" and not finding.operands
    return (of_python or of_list) and _own_kind(m) == "library"


def _own_kind(m: Machine) -> str:
    """Returns the kind of the innermost module that is not one of our stubs."""
    for frame in reversed(m.state.frames):
        module = m.state.heap.read(frame.module)
        assert isinstance(module, ModuleRecord)
        if module.kind != "bundled":
            return module.kind
    return "bundled"


def _gives_up_in_library(m: Machine, exception: Ref) -> bool:
    """Leaves a library that raises on purpose, and goes on behind the call of the user.

    What it complains of in terms of its arguments is a finding; that something is not installed or
    not supported is a matter of the surroundings. Under a condition the other side is followed.
    """
    if _own_kind(m) != "library" or isinstance(m.state.guard, SymBool):
        return False
    names = exception_names(m, exception)
    if "Exception" not in names or "StopIteration" in names or will_be_caught(m, exception):
        return False
    frames = m.state.frames
    kinds = [m.state.heap.read(frame.module).kind for frame in frames]  # type: ignore[attr-defined]
    if "user" not in kinds:
        return False
    last = len(kinds) - 1 - kinds[::-1].index("user")
    left = frames[last + 1 :]
    finding = m.findings.pending.pop(exception.addr, None)
    imported = any(frame.continuation.kind == "module" for frame in left)
    complains = bool(names & COMPLAINTS) and "NotImplementedError" not in names
    if finding is not None and complains and not imported:
        m.findings.add(finding)
    text = message_of(m, exception) or "an exception"
    m.findings.note_unknown(m.state, f"a library raises: {text}")
    continuation = _outermost(left[0].continuation)
    while len(frames) > last + 1:
        _leave(m, frames.pop())
    value = Unknown(f"the result of a failed operation: {text}", "")
    if continuation.kind in _RESULTS:
        deliver(m, continuation, value)
    else:
        _bind_result(m.state.top(), value)
    return True


def _is_bundled(m: Machine, frame: Frame) -> bool:
    module = m.state.heap.read(frame.module)
    return isinstance(module, ModuleRecord) and module.kind == "bundled"


def _outermost(continuation: Continuation) -> Continuation:
    while continuation.inner is not None:
        continuation = continuation.inner
    return continuation


def _go_on(m: Machine, frame: Frame, message: str) -> None:
    """Continues behind the fault: behind the user's call where one of our stubs refused it."""
    frames = m.state.frames
    value = Unknown(f"the result of a failed operation: {message}", "")
    calls = [index for index, active in enumerate(frames) if not _is_bundled(m, active)]
    if calls and calls[-1] < len(frames) - 1:
        continuation = _outermost(frames[calls[-1] + 1].continuation)
        if continuation.kind in _RESULTS:
            while len(frames) > calls[-1] + 1:
                _leave(m, frames.pop())
            deliver(m, continuation, value)
            return
    _bind_result(frame, value)


def _bind_result(frame: Frame, value: Value) -> None:
    """Gives everything that the last instruction of a frame would have bound a value."""
    instruction = frame.code.instructions[frame.pc - 1]
    dst = getattr(instruction, "dst", -1)
    if dst >= 0 and not hasattr(instruction, "exit"):
        frame.regs[dst] = value
    for target in getattr(instruction, "targets", ()):
        frame.regs[target] = value
    frame.answers = ()


def _note_explicit(m: Machine, exception: Ref) -> None:
    """Prepares the report of a ``raise`` of the program that is certainly executed.

    Leaving the program on purpose is no fault; neither is a signal such as StopIteration.
    """
    names = exception_names(m, exception)
    if "Exception" not in names or "StopIteration" in names:
        return
    if exception.addr in m.findings.pending:
        return
    module = m.state.heap.read(m.state.frames[-1].module)
    assert isinstance(module, ModuleRecord)
    text = message_of(m, exception)
    name = class_name(m, type_of(m, exception))
    if module.kind == "user" and "AssertionError" not in names:
        return
    code = {"IndexError": "index-out-of-range"}.get(name, "bad-argument")
    if module.kind != "bundled":
        code = "assertion-failed" if "AssertionError" in names else "uncaught-exception"
    finding = m.findings.make(m.state, code, text or f"{name} is raised")
    m.findings.attach_finding(exception, finding)


def message_of(m: Machine, exception: Value) -> str:
    """Returns the text of an exception as far as it is known."""
    args = find_attr(m, exception, "args")
    if isinstance(args, tuple) and args and isinstance(args[0], str):
        return args[0]
    return ""


def unwind(m: Machine, exception: Ref) -> None:
    """Goes to the innermost handler; ends the path when there is none."""
    state = m.state
    while state.frames:
        frame = state.top()
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
        _leave(m, frame)
        if frame.generator is not None and "StopIteration" in exception_names(m, exception):
            exception = _stopped(m, frame, exception)
        if _is_caught_by(frame, exception_names(m, exception)):
            deliver(m, frame.continuation, Caught(exception))
            return
    finding = m.findings.pending.pop(exception.addr, None)
    if finding is not None:
        m.findings.add(finding)
    raise PathEnds


def _stopped(m: Machine, frame: Frame, exception: Ref) -> Ref:
    """A generator must not raise StopIteration: it becomes a RuntimeError."""
    kind = "coroutine" if frame.code.is_async and not frame.code.is_generator else "generator"
    error = make_exception(m, "RuntimeError", f"{kind} raised StopIteration")
    m.write(error).attrs |= {"__cause__": exception, "__context__": exception}  # type: ignore[attr-defined]
    return error


def _leave(m: Machine, frame: Frame) -> None:
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
    cls = type_of(m, exception)
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
