"""Large models are followed to their end: every operation checked, within the budgets."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scale.__main__ import DEPTHS, PROGRAMS
from pytea.analysis.entry import analyze_entry
from pytea.config import Options


@pytest.mark.parametrize("program", DEPTHS)
def test_a_large_model_is_clean(program: str) -> None:
    result = analyze_entry(PROGRAMS / f"{program}.py", Options())
    assert result.diagnostics == ()
    assert (result.file.status, result.file.unknown) == ("complete", 0)
    assert result.file.checked > 15


def test_an_error_in_the_last_block_is_found() -> None:
    program = PROGRAMS / "gpt2_xl.py"
    text = program.read_text().replace(
        "self.norm = nn.LayerNorm(width)\n", "self.norm = nn.LayerNorm(width + 1)\n"
    )
    (found,) = analyze_entry(program, Options(), overlay={program: text}).diagnostics
    assert found.code == "shape-mismatch"
    assert "1600" in found.message and "1601" in found.message


LAYERS = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        layers = []
        for i in range(depth):
            layers.append(nn.Linear(8 + i * i, 8 + (i + 1) ** 2))
        self.layers = nn.Sequential(*layers)


nn.Linear(8, 8)(Net(40).layers(torch.zeros(1, 8)))
"""


def test_layers_that_take_long_to_make_are_told_apart(tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    script.write_text(LAYERS, encoding="utf-8")
    options = Options(use_cache=False, budgets=(("loop-steps", 1_000),))
    (found,) = analyze_entry(script, options).diagnostics
    assert found.message == "input has 1608 features, but weight expects 8"
