"""How the cell of a notebook is named: ``train.ipynb:cell 3``, with lines that count from its first."""

from __future__ import annotations

import re

_CELL = re.compile(r"(.*\.ipynb):cell (\d+)", re.DOTALL)


def cell_name(file: str, number: int) -> str:
    """Returns the display name of a cell, which counts from 1 over cells of every kind."""
    return f"{file}:cell {number}"


def split_cell(name: str) -> tuple[str, int]:
    """Returns a display name as the file and the number of the cell, 0 for what is no cell."""
    match = _CELL.fullmatch(name) if ".ipynb:" in name else None
    return (match[1], int(match[2])) if match else (name, 0)
