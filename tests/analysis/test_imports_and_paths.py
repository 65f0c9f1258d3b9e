"""A module that two paths import is run once: the paths meet before it."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.entry import analyze_entry
from pytea.config import Options

PROGRAM = """
import random

import torch


class Small:
    size = 4


class Large:
    size = 8


chosen = Small if random.random() > 0.5 else Large
size = chosen.size
import tables

layer = torch.nn.Linear(size, tables.width)
layer(torch.zeros(2, size))
"""
TABLES = """
def table(count):
    rows = []
    for number in range(count):
        rows.append(number if number % 2 else -number)
    return rows


width = len(table(1000))
"""


def _steps(folder: Path, program: str) -> int:
    script = folder / "train.py"
    script.write_text(program)
    (folder / "tables.py").write_text(TABLES)
    steps = 0

    def stop() -> bool:
        nonlocal steps
        steps += 1
        return False

    result = analyze_entry(script, Options(use_cache=False), stop=stop)
    assert result.diagnostics == ()
    assert result.file.checked == 3
    return steps


def test_two_paths_load_a_module_as_one(tmp_path: Path) -> None:
    plain = PROGRAM.replace("chosen.size", "4")
    # nearly all steps are those of the module
    assert _steps(tmp_path, PROGRAM) < 1.5 * _steps(tmp_path, plain) + 10
