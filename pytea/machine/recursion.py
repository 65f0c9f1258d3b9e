"""Functions that call themselves without an end that could be decided."""

from __future__ import annotations

from itertools import pairwise

from pytea.ir.code import Code
from pytea.machine.machine import Machine
from pytea.machine.signals import PathEnds
from pytea.state import budgets
from pytea.values.objects import Value
from pytea.values.unknown import Unknown


def tells_nothing_new(m: Machine, code: Code, args: list[Value]) -> bool:
    """Returns whether a call with unknown arguments runs so often already that it is not followed.

    A path ends where each of the running calls was reached under a condition of its own: those
    on which the recursion came to its end earlier stand for all.
    """
    unknown = any(type(value) is Unknown for value in args)
    if not unknown and len(m.state.frames) <= budgets.UNDECIDED_RECURSION:
        return False
    running = [frame for frame in m.state.frames if frame.code is code]
    if unknown:
        return len(running) >= budgets.UNKNOWN_RECURSION
    if len(running) >= budgets.UNDECIDED_RECURSION:
        guards = [frame.guard for frame in running[-budgets.UNDECIDED_RECURSION :]]
        guards.append(m.state.guard)
        if all(inner is not outer for outer, inner in pairwise(guards)):
            raise PathEnds
    return False
