"""What nothing catches: whether it is a finding, and where the path goes on behind it.

A path goes on behind a fault with an unknown value, so that one run finds all independent faults.
Library code that cannot be followed to its end is left the same way, behind the user's call.
"""

from __future__ import annotations

from pytea.machine.calls import deliver
from pytea.machine.exceptions import (
    add_context,
    exception_names,
    leave,
    message_of,
    unwind,
    will_be_caught,
)
from pytea.machine.exposure import expose
from pytea.machine.findings import Finding, place_of
from pytea.machine.following import fails_in_last_batch_alone, follows_fault, is_behind_guess
from pytea.machine.going_on import (
    RESULTS,
    being_built,
    bind_result,
    go_on,
    is_bundled,
    is_faulty,
    outermost,
)
from pytea.machine.machine import Machine
from pytea.machine.operands import given_to_stub
from pytea.machine.signals import Raised
from pytea.machine.types import class_name, type_of
from pytea.state.frame import Frame
from pytea.state.state import State
from pytea.values.objects import Ref
from pytea.values.records import ModuleRecord
from pytea.values.unknown import FAILED, Unknown

#: Rules about Python itself, not about tensors.
PYTHON_FAULTS = frozenset(
    ["bad-call", "missing-attribute", "missing-key", "undefined-name", "division-by-zero"]
)
#: What a library raises about the arguments that it was given.
COMPLAINTS = frozenset({"AssertionError", "ValueError", "RuntimeError", "IndexError"})


def handle(m: Machine, signal: Raised, frame: Frame) -> None:
    """Goes on after an instruction raised: unwinds, or reports and goes on behind it.

    A finding that nothing will catch is reported at once; the value of the instruction is unknown
    then, so that later independent faults are found in the same run.
    """
    exception = signal.exception
    assert isinstance(exception, Ref)
    add_context(m, exception)
    if signal.explicit and m.findings.is_certain(m.state.guard):
        m.findings.raised[exception.addr] = place_of(m.state)
        _note_explicit(m, exception)
    goes_on = not signal.explicit or is_bundled(m, m.state.frames[-1])
    if goes_on and exception.addr in m.findings.pending and not will_be_caught(m, exception):
        if _settles(m, m.findings.pending[exception.addr]):
            unwind(m, exception)
            return
        finding = m.findings.pending.pop(exception.addr)
        built = being_built(m)
        if is_doubtful(m, finding, exception_names(m, exception)):
            m.findings.note_unknown(m.state, f"library code that fails here: {finding.message}")
        elif is_faulty(m) or (
            follows_fault(finding) and not fails_in_last_batch_alone(finding, m.findings)
        ):
            if not is_faulty(m) and not is_behind_guess(finding):
                m.findings.consequences.add(finding.place)
        else:
            m.findings.add(finding)
        meant = m.findings.meant.pop(exception.addr, None)
        if built is not None and not signal.explicit:
            m.findings.faulty.add(built)
            bind_result(frame, meant)
        else:
            go_on(m, frame, finding, meant)
        return
    if signal.explicit and _gives_up_in_library(m, exception):
        return
    unwind(m, exception)


#: What is said of a tuple of sizes, such as a shape, that is unpacked into another number of names.
_OF_SIZES = ": the value is ("


def _settles(m: Machine, finding: Finding) -> bool:
    """Returns whether a function that is analysed alone fails here for certain: no more is asked."""
    if m.program.library is None or not m.program.library.ends_with_fault:
        return False
    if _own_kind(m) == "library":
        return False
    if (
        finding.code == "unpack-mismatch"
        and finding.message.endswith(")")
        and _OF_SIZES in finding.message
    ):
        return True
    if finding.code in ("dtype-mismatch", "unpack-mismatch", *PYTHON_FAULTS):
        return False
    return bool(finding.operands) and not follows_fault(finding)


def is_doubtful(m: Machine, finding: Finding, names: set[str] | frozenset[str]) -> bool:
    """Returns whether a fault says more about our view of a library than about the program.

    Library code has been run by others: where it seems to misuse Python itself, the machine took
    a value for something that it is not. What a tensor operation demands is the caller's affair;
    its finding names the operands. A library that is being imported was given nothing.
    """
    if _own_kind(m) != "library":
        return False
    if finding.code in PYTHON_FAULTS:
        return True
    if finding.operands:
        return False
    caller = library_caller(m.state)
    imported = caller is not None and _is_imported(m.state.frames[caller + 1 :])
    return imported or finding.code == "index-out-of-range" or not names & COMPLAINTS


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
    not supported is a matter of the surroundings. Under a condition the other side is followed; the
    last path that is left goes on all the same, since nothing would be checked otherwise.
    """
    is_sure = m.findings.is_certain(m.state.guard)
    if _own_kind(m) != "library" or not (is_sure or _is_last(m)):
        return False
    names = exception_names(m, exception)
    if "Exception" not in names or "StopIteration" in names or will_be_caught(m, exception):
        return False
    caller = library_caller(m.state)
    if caller is None:
        return False
    finding = m.findings.pending.pop(exception.addr, None)
    text = message_of(m, exception)
    complains = bool(names & COMPLAINTS) and "NotImplementedError" not in names
    complains = complains and (bool(text) or "AssertionError" not in names)
    complains = complains and not _is_imported(m.state.frames[caller + 1 :])
    if finding is not None and is_sure and complains:
        m.findings.add(finding)
    text = text or "an exception"
    m.findings.note_unknown(m.state, f"a library raises: {text}")
    leave_library(m, caller, f"{FAILED}: {text}")
    return True


def _is_last(m: Machine) -> bool:
    """Returns whether no other path of a script goes on behind the running one, or has ended well."""
    return m.program.library is None and not (m.program.completed or m.trials or m.is_accompanied())


def _is_imported(frames: list[Frame]) -> bool:
    """Returns whether the body of a module of a library is being run."""
    return any(frame.continuation.kind == "module" for frame in frames)


def library_caller(state: State) -> int | None:
    """Returns the index of the innermost frame of the user when it has called a library."""
    above = False
    for index in range(len(state.frames) - 1, -1, -1):
        kind = state.heap.read(state.frames[index].module).kind  # type: ignore[attr-defined]
        if kind == "user":
            return index if above else None
        above = above or kind == "library"
    return None


def given_up_from(state: State) -> int | None:
    """Returns the index of the frame behind whose call a library is given up that forks too much.

    A module of a library that is being imported goes on with its next statement, so that one part
    of a package does not cost the whole of it.
    """
    for index in range(len(state.frames) - 2, -1, -1):
        kind = state.heap.read(state.frames[index].module).kind  # type: ignore[attr-defined]
        if kind == "user":
            break
        if kind == "library" and state.frames[index].continuation.kind == "module":
            return index
    return library_caller(state)


def leave_library(m: Machine, caller: int, reason: str) -> None:
    """Drops all frames above the frame ``caller``, whose call has an unknown result.

    What the call was given may have been changed by what is not followed.
    """
    frames = m.state.frames
    first = frames[caller + 1]
    continuation = outermost(first.continuation)
    expose(m, first.regs)
    while len(frames) > caller + 1:
        leave(m, frames.pop())
    value = Unknown(reason, "")
    if continuation.kind in RESULTS:
        deliver(m, continuation, value)
    else:
        bind_result(m.state.top(), value)


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
    text = text or f"{name} is raised"
    finding = m.findings.make(m.state, code, text, operands=given_to_stub(m))
    m.findings.attach_finding(exception, finding)
