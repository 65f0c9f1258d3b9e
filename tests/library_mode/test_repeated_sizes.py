"""Sizes that say besides how often something is repeated, such as the number of heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures
from pytea.config import Options

from .programs import FOLDER
from .programs import analyzed as of_program

_HEADS = """import torch
from torch import nn


class Heads(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads, part = heads, dim // heads
        rates = torch.linspace(0.1, 0.9, heads).tolist()
        self.parts = nn.ModuleList([nn.Linear(dim, part) for rate in rates])
        self.out = nn.Linear(dim, dim)

    def forward(self, x):
        parts = [self.parts[i](x) for i in range(self.heads)]
        return self.out(torch.cat(parts, dim=-1))
"""


def analyzed(folder: Path, old: str = "", new: str = "") -> FileSignatures:
    file = folder / "model.py"
    assert old in _HEADS
    file.write_text(_HEADS.replace(old, new) if old else _HEADS)
    return analyze_library(file, Options())


def test_what_hangs_on_the_number_of_heads_is_told_for_two() -> None:
    signatures = {found.name: found for found in of_program(FOLDER / "retention.py").signatures}
    found = signatures["MultiScaleRetention.forward"]
    assert found.output == found.inputs["x"] == "(batch_size, length, hidden_size)"
    assert found.constructor["heads"] == "2"


def test_the_number_stays_a_symbol_where_all_sizes_are_known(tmp_path: Path) -> None:
    (found,) = analyzed(tmp_path).signatures
    assert (found.output, found.requires) == ("(*batch, dim)", ("dim % heads == 0",))
    assert found.constructor["heads"] == "heads"


@pytest.mark.parametrize(
    ("new", "errors"),
    [
        ("nn.Sequential(nn.Linear(dim, dim), nn.Linear(2 * dim, dim))", 1),
        ("nn.Linear(4 * part, dim)", 0),  # four heads work
        ("nn.Linear(heads * part, dim)", 0),
    ],
)
def test_an_error_is_there_with_every_number_of_heads(
    tmp_path: Path, new: str, errors: int
) -> None:
    found = analyzed(tmp_path, "nn.Linear(dim, dim)", new)
    assert len(found.diagnostics) == errors
