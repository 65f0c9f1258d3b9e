"""The conditions in which paths differ, as the user wrote them."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine.findings import Place
from pytea.machine.machine import Machine
from pytea.symbolic import Symbol, SymBool, rename
from pytea.values.objects import DATA_DEPENDENT, WIDENED
from pytea.values.records import ModuleRecord

#: What a truth is called of which only this is known.
_NO_NAMES = frozenset({DATA_DEPENDENT, WIDENED})
#: The longest condition that a truth is called by.
_LONGEST = 48


def note_decision(m: Machine, cond: SymBool) -> None:
    """Remembers what the user wrote as the condition that two paths differ in."""
    frame = m.frame
    instruction = frame.code.instructions[frame.pc]
    if cond in m.program.decisions or not isinstance(instruction, ir.Branch):
        return
    module = m.state.heap.read(frame.module)
    if isinstance(module, ModuleRecord) and module.kind != "bundled":
        place = Place(module.display, frame.code.spans[frame.pc])
        m.program.decisions[cond] = place
        _name_decision(m, cond, place)


def _name_decision(m: Machine, cond: SymBool, place: Place) -> None:
    """Names a truth of which only the reason is known by what the user wrote."""
    symbol = cond.atom
    if cond.high is not True or cond.low is not False or not isinstance(symbol, Symbol):
        return
    if symbol.name in _NO_NAMES:
        text = m.program.written(*place)
        if 0 < len(text) <= _LONGEST:
            rename(symbol, text)
