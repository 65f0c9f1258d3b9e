"""Kinds of parameters that only a run tells, since another file uses them."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.library.file import analyze_library
from pytea.config import Options

LAYERS = """\
from torch import nn


class MLP(nn.Module):
    def __init__(self, dim, dims, dropout):
        super().__init__()
        layers = []
        for width in dims:
            layers += [nn.Linear(dim, width), nn.Dropout(dropout)]
            dim = width
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


class Text(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.name = name.upper()

    def forward(self, x):
        return x + 1
"""
MODEL = """\
from layers import MLP, Text
from torch import nn


class Model(nn.Module):
    def __init__(self, dim, widths, dropouts):
        super().__init__()
        self.mlp = MLP(dim, widths, dropouts[0])

    def forward(self, x):
        return self.mlp(x)


class Named(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.layers = nn.Sequential(Text(dim), nn.Linear(dim, dim))

    def forward(self, x):
        return self.layers(x)
"""


def test_kinds_that_another_file_tells(tmp_path: Path) -> None:
    (tmp_path / "layers.py").write_text(LAYERS)
    file = tmp_path / "model.py"
    file.write_text(MODEL)
    found = analyze_library(file, Options())
    # no number has what Text wants of it, and so nothing is told of Named
    (signature,) = found.signatures
    assert signature.constructor == {
        "dim": "dim", "widths": "[widths_0, widths_1]", "dropouts": "(dropouts_0,)"
    }  # fmt: skip
    assert (signature.inputs, signature.output) == ({"x": "(*batch, dim)"}, "(*batch, widths_1)")
    assert signature.requires == ("0 <= dropouts_0 <= 1",)
    assert not found.diagnostics
