"""Containers that rounds of a loop fill, each under a condition of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pytea.ir.nesting import innermost_loops
from pytea.state.frame import Frame, LoopRecord
from pytea.state.state import State
from pytea.symbolic import Bool, symbols_of
from pytea.values.objects import Ref
from pytea.values.records import InstanceRecord, ListRecord, Record


def filled_in_rounds(
    state: State, condition: Bool, addr: int, x: Record, y: Record, read: Callable[[Ref], Record]
) -> bool:
    """Returns whether a running loop made two lists of one, under a condition of one round.

    Which of its rounds add an item is then a matter of chance, whatever the condition asks. A list
    of objects is none of these: what layers a model has is told apart.
    """
    if not isinstance(x, ListRecord) or not isinstance(y, ListRecord):
        return False
    longer = x.items if len(x.items) > len(y.items) else y.items
    if any(isinstance(item, Ref) and isinstance(read(item), InstanceRecord) for item in longer):
        return False
    oldest = min((symbol.serial for symbol in symbols_of(condition)), default=0)
    return any(
        addr < loop.began[1] and oldest >= loop.began[0] > 0
        for frame in state.frames
        for loop in _running(frame)
    )


def _running(frame: Frame) -> Iterator[LoopRecord]:
    """Returns the loops around the next instruction of a frame."""
    loops = frame.code.loops
    around = innermost_loops(frame.code) if loops else ()
    number = around[frame.pc] if frame.pc < len(around) else -1
    while number >= 0:
        record = frame.loops[number]
        if record is not None:
            yield record
        number = loops[number].parent
