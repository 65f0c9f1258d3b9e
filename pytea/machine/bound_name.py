"""What the program calls the result of a call that is running."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine.machine import Machine
from pytea.values.records import ModuleRecord


def bound_name(m: Machine) -> str | None:
    """Returns the name that the innermost code of the user binds to the result of its call."""
    for frame in reversed(m.state.frames):
        module = m.state.heap.read(frame.module)
        if isinstance(module, ModuleRecord) and module.kind != "bundled":
            break
    else:
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
