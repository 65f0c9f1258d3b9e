"""Which lines of its own files a program executes: what pytea says of others, its run cannot refute."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

#: The executed lines of each file, by its path inside the program.
Lines = dict[str, list[int]]


@contextmanager
def recorded(root: Path) -> Iterator[Lines]:
    """Fills the mapping that it yields, once the block has ended, with what ran in files under `root`."""
    inside: dict[str, bool] = {}
    seen: dict[str, set[int]] = defaultdict(set)
    lines: Lines = {}

    def on_line(frame: FrameType, event: str, _: Any) -> Any:
        seen[frame.f_code.co_filename].add(frame.f_lineno)
        return on_line

    def on_call(frame: FrameType, event: str, _: Any) -> Any:
        name = frame.f_code.co_filename
        if name not in inside:
            inside[name] = Path(name).resolve().is_relative_to(root)
        return on_line(frame, event, None) if inside[name] else None

    sys.settrace(on_call)
    try:
        yield lines
    finally:
        sys.settrace(None)
        for name, numbers in seen.items():
            lines[Path(name).resolve().relative_to(root).as_posix()] = sorted(numbers)
