"""What the program calls the result of a call that is running, and what it gives it."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine.machine import Machine
from pytea.state.frame import Frame
from pytea.values.objects import Value
from pytea.values.records import ModuleRecord

#: Instructions between a call and those that read the names of what it is given.
_NEAR = 40


def bound_name(m: Machine) -> str | None:
    """Returns the name that the innermost code of the user binds to the result of its call."""
    frame = _calling(m)
    if frame is None:
        return None
    instructions = frame.code.instructions
    if not 0 < frame.pc < len(instructions):
        return None
    call, following = instructions[frame.pc - 1], frame.code.following(frame.pc)
    if not isinstance(call, ir.Call):
        return None
    if isinstance(following, (ir.StoreGlobal, ir.StoreName)) and following.src == call.dst:
        return following.name
    return frame.code.registers[call.dst] or None


def given_name(m: Machine, value: Value) -> str | None:
    """Returns the name or attribute by which the innermost code of the user gives its call a value."""
    frame = _calling(m)
    call = frame.code.instructions[frame.pc - 1] if frame is not None and frame.pc > 0 else None
    if frame is None or not isinstance(call, ir.Call):
        return None
    for register in (*call.args, *call.keyword_values):
        if frame.regs[register] == value:
            return _text(frame, register, frame.pc - 1)
    return None


def _calling(m: Machine) -> Frame | None:
    """Returns the innermost frame that runs no stub of ours."""
    for frame in reversed(m.state.frames):
        module = m.state.heap.read(frame.module)
        if isinstance(module, ModuleRecord) and module.kind != "bundled":
            return frame
    return None


def _text(frame: Frame, register: int, before: int) -> str | None:
    """Returns the name or attribute that a register was read from, as the program writes it."""
    if frame.code.registers[register]:
        return frame.code.registers[register]
    for index in reversed(range(max(before - _NEAR, 0), before)):
        instruction = frame.code.instructions[index]
        if getattr(instruction, "dst", -1) != register:
            continue
        match instruction:
            case ir.LoadGlobal() | ir.LoadName() | ir.LoadCell():
                return instruction.name
            case ir.GetAttr():
                owner = _text(frame, instruction.obj, index)
                return None if owner is None else f"{owner}.{instruction.name}"
        return None
    return None
