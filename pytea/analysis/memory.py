"""How a process that analyses programs treats its memory."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Tells the garbage collector that almost everything lives to the end, and cycles are few."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
