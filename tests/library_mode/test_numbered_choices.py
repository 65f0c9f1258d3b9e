"""A parameter that chooses a layer by its number of dims, and inputs that get dims in a loop."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.library.file import analyze_library
from pytea.config import Options
from pytea.report.signatures import render_signatures

CHOICE = """\
from torch import nn

NORMS = {1: nn.BatchNorm1d, 2: nn.BatchNorm2d}


class Conv(nn.Module):
    def __init__(self, dims, cin, cout):
        super().__init__()
        self.conv = {1: nn.Conv1d, 2: nn.Conv2d}[dims](cin, cout, 1)
        self.norm = NORMS[dims](cout)

    def forward(self, x):
        return self.norm(self.conv(x))
"""
GROWING = """\
from torch import nn


class Block(nn.Module):
    def __init__(self, channels, features):
        super().__init__()
        self.inner = nn.Conv2d(channels, channels, 3, padding=1)
        self.shift = nn.Linear(features, 2 * channels)

    def forward(self, x, emb):
        h, e = self.inner(x), self.shift(emb)
        while len(e.shape) < len(h.shape):
            e = e[..., None]
        scale, shift = e.chunk(2, dim=1)
        return h * (1 + scale) + shift
"""


def shown(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "model.py"
    path.write_text(text)
    found = analyze_library(path, Options(use_cache=False))
    assert not found.diagnostics
    return [line for line in render_signatures(found) if "assuming" not in line]


def test_a_parameter_is_one_of_the_numbers_that_are_keys(tmp_path: Path) -> None:
    assert shown(tmp_path, CHOICE) == [
        "Conv(dims, cin, cout)",
        "  forward(x: (B, cin, H, W)) → (B, cout, H, W)   requires dims == 2",
    ]


def test_an_input_that_gets_dims_in_a_loop_begins_with_fewer(tmp_path: Path) -> None:
    assert shown(tmp_path, GROWING) == [
        "Block(channels, features)",
        "  forward(x: (B, channels, H, W), emb: (B, features)) → (B, channels, H, W)",
    ]
