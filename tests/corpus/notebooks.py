"""Notebooks among the programs: their code cells, edited and run without Jupyter.

A place in a notebook is a cell and a line in it: the file is called ``name.ipynb:cell 3``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SUFFIX = ".ipynb"


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code_cells(text: str) -> list[tuple[int, str]]:
    """The code cells of a notebook: their number among all cells, from 1, and their source."""
    cells = enumerate(json.loads(text)["cells"], 1)
    return [(number, _source(cell)) for number, cell in cells if cell["cell_type"] == "code"]


def source_text(path: Path) -> str:
    """The text of a program's file; of a notebook, the code."""
    text = path.read_text()
    return "\n".join(code for _, code in code_cells(text)) if path.suffix == SUFFIX else text


def replaced(text: str, old: str, new: str) -> str:
    """The text of a notebook in which `new` stands for `old` in the code cells."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = _source(cell).replace(old, new).splitlines(True)
    return json.dumps(notebook, indent=1) + "\n"


def run_notebook(path: Path) -> None:
    """Runs the code cells in their order; magics and shell commands do nothing."""
    space: dict[str, Any] = {"__name__": "__main__"}
    for number, code in code_cells(path.read_text()):
        lines = ["" if line.startswith(("!", "%")) else line for line in code.split("\n")]
        exec(compile("\n".join(lines), f"{path}:cell {number}", "exec"), space)
