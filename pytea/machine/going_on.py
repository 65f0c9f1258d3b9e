"""Where a path goes on behind a fault that nothing catches, and with what."""

from __future__ import annotations

from pytea.ir.control import ForNext, Return
from pytea.machine.calls import deliver
from pytea.machine.exceptions import leave
from pytea.machine.findings import Finding
from pytea.machine.machine import Machine
from pytea.state.frame import Continuation, Frame
from pytea.values.objects import Ref, Value
from pytea.values.origin import Origin, taint_of
from pytea.values.records import ModuleRecord, TensorRecord
from pytea.values.unknown import FAILED, Unknown

#: Our stubs that do nothing with a result but hand it to the next layer, or to the caller in turn.
_CONTAINERS = frozenset({"Sequential.forward", "RNNBase.forward", "MultiheadAttention.forward"})
#: Our stubs whose result has the shape of what they were given.
_KEEPING = frozenset({"_BatchNorm.forward", "_InstanceNorm.forward"})
#: Continuations that take the result of a call.
RESULTS = ("store", "answer", "try", "next")


def go_on(m: Machine, frame: Frame, finding: Finding, meant: Value | None) -> None:
    """Continues behind the fault: behind the user's call where one of our stubs refused it.

    What was ``meant`` goes to the frame that our stubs hand it to: the user's, or a container's.
    """
    frames = m.state.frames
    user = next((i for i in reversed(range(len(frames))) if not is_bundled(m, frames[i])), None)
    value: Value = Unknown(f"{FAILED}: {finding.message}", "")
    target = len(frames) - 1 if user is None else user
    if meant is not None:
        receiver = _receiver(frames, target)
        if receiver is not None:
            target, value = receiver, meant
    else:
        keeping = _keeping(frames, target)
        given = None if keeping is None else _given(m, frames[keeping], finding)
        if keeping is not None and given is not None:
            target, value = keeping - 1, given
    if target < len(frames) - 1:
        continuation = outermost(frames[target + 1].continuation)
        if continuation.kind in RESULTS:
            while len(frames) > target + 1:
                leave(m, frames.pop())
            deliver(m, continuation, value)
            return
    bind_result(frame, value)


def being_built(m: Machine) -> int | None:
    """Returns the address of the object of a stub class whose constructor is running."""
    for frame in reversed(m.state.frames):
        if not is_bundled(m, frame):
            return None
        name = frame.code.qualname.rpartition(".")[2]
        if name == "__init__" and isinstance(frame.regs[0], Ref):
            return frame.regs[0].addr
    return None


def is_faulty(m: Machine) -> bool:
    """Returns whether an object of a stub class is at work whose constructor was refused."""
    if not m.findings.faulty:
        return False
    for frame in reversed(m.state.frames):
        if not is_bundled(m, frame):
            return False
        own = frame.regs[0] if frame.regs else None
        if isinstance(own, Ref) and own.addr in m.findings.faulty:
            return True
    return False


def is_bundled(m: Machine, frame: Frame) -> bool:
    """Returns whether a frame runs one of our stubs."""
    module = m.state.heap.read(frame.module)
    return isinstance(module, ModuleRecord) and module.kind == "bundled"


def outermost(continuation: Continuation) -> Continuation:
    """Returns the continuation that gets the result in the end."""
    while continuation.inner is not None:
        continuation = continuation.inner
    return continuation


def bind_result(frame: Frame, value: Value) -> None:
    """Gives everything that the last instruction of a frame would have bound a value.

    A loop whose next item cannot be had is over.
    """
    instruction = frame.code.instructions[frame.pc - 1]
    if isinstance(instruction, ForNext):
        frame.pc = instruction.exit
    elif (dst := getattr(instruction, "dst", -1)) >= 0:
        frame.regs[dst] = value
    for target in getattr(instruction, "targets", ()):
        frame.regs[target] = value
    frame.answers = ()


def _receiver(frames: list[Frame], lowest: int) -> int | None:
    """Returns the index of the frame that uses the result of the running instruction."""
    for index in range(len(frames) - 1, lowest, -1):
        if frames[index].code.qualname in _CONTAINERS:
            return index
        if not _hands_on(frames[index]):
            return None
    return lowest


def _hands_on(frame: Frame) -> bool:
    """Returns whether a frame returns what its running instruction gives."""
    given = frame.code.instructions[frame.pc - 1]
    following = frame.code.following(frame.pc)
    return isinstance(following, Return) and following.src == getattr(given, "dst", -1)


def _keeping(frames: list[Frame], lowest: int) -> int | None:
    """Returns the index of the innermost layer that gives what it is given, in shape."""
    found = range(len(frames) - 1, lowest, -1)
    return next((i for i in found if frames[i].code.qualname in _KEEPING), None)


def _given(m: Machine, frame: Frame, finding: Finding) -> Value | None:
    """Returns a tensor like that which a layer was given, as the result of the refused call."""
    value = frame.regs[1] if len(frame.regs) > 1 else None
    record = m.read(value) if isinstance(value, Ref) else None
    if not isinstance(record, TensorRecord):
        return None
    before = record.tensor
    made_from = ((before.sizes, before.origin),)
    origin = Origin(
        frame.code.qualname, *finding.place, made_from, depth=1,
        refused=True, guessed=True, loose=True, before=taint_of(made_from),
    )  # fmt: skip
    return m.new_tensor(before.changed(data=None, elements=None, origin=origin))
