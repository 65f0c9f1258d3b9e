"""What a program does with the results of calls: it tells stubs which version of a library it means."""

from __future__ import annotations

from collections.abc import Iterator

from pytea.ir import instructions as ir
from pytea.ir.code import Code
from pytea.machine.machine import Machine
from pytea.machine.tables import native
from pytea.state.frame import Frame
from pytea.values.objects import Value
from pytea.values.records import ModuleRecord


@native("_pytea", "unpacked")
def intrinsic_unpacked(m: Machine) -> Value:
    """Returns into how many names the program unpacks the running call; None if it does not."""
    for frame in reversed(m.state.frames):
        if _is_program(m, frame):
            return _unpacked_at(frame.code, frame.pc)
    return None


@native("_pytea", "unpacked_calls")
def intrinsic_unpacked_calls(m: Machine, method: Value) -> Value:
    """Returns into how many names calls of a method are unpacked in the code that is running."""
    counts: set[int] = set()
    for frame in m.state.frames:
        if _is_program(m, frame):
            counts.update(_unpackings(frame.code, m.resolve(method)))
    return tuple(sorted(counts))


def _is_program(m: Machine, frame: Frame) -> bool:
    module = m.state.heap.read(frame.module)
    return isinstance(module, ModuleRecord) and module.kind != "bundled"


def _unpacked_at(code: Code, pc: int) -> int | None:
    """Returns how many names are set from the result of the instruction before ``pc``."""
    call = code.instructions[pc - 1] if pc else None
    following = code.following(pc)
    if not isinstance(following, ir.Unpack) or following.star >= 0:
        return None
    return len(following.targets) if getattr(call, "dst", -1) == following.src else None


def _unpackings(code: Code, method: Value) -> Iterator[int]:
    named = -1
    for index, instruction in enumerate(code.instructions):
        if isinstance(instruction, ir.GetAttr) and instruction.name == method:
            named = instruction.dst
        elif isinstance(instruction, ir.Call) and instruction.func == named:
            count = _unpacked_at(code, index + 1)
            if count is not None:
                yield count
        inner = getattr(instruction, "code", None)
        if isinstance(inner, Code):
            yield from _unpackings(inner, method)
