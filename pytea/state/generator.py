"""The heap record of a generator. It holds a frame, which is why it is not among the values."""

from __future__ import annotations

from pytea.records import mutable
from pytea.state.frame import Frame
from pytea.symbolic import Int
from pytea.values.records import Record


@mutable(eq=False)
class GeneratorRecord(Record):
    """A suspended generator: its frame, or None when it has ended or is running."""

    frame: Frame | None
    running: bool = False
    #: How many items it gives in all, where it has told.
    trips: Int | None = None

    def copy(self) -> GeneratorRecord:
        frame = None if self.frame is None else self.frame.copy()
        return GeneratorRecord(frame, self.running, self.trips)
