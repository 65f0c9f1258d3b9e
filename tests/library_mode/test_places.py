"""At which line a contradiction is reported: where the likely form of an input meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.config import Options

HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n\n"

PROGRAMS = {
    # only dim = 12 and its like pass the first reshape
    "a division with a rest": """\
class M(nn.Module):
    def __init__(self, dim, heads=8):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 2 * dim)

    def forward(self, x):
        B, N, C = x.shape
        q, k, v = self.qkv(x).reshape(B, N, 3, self.heads, C // self.heads).unbind(2)  # here
        return (q @ k.transpose(-2, -1) @ v).reshape(B, N, C)
""",
    # without a batch the normalization takes the height for the channels
    "a form without a batch": """\
class M(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.first, self.norm = nn.Conv2d(dim, 2 * dim, 3, padding=1), nn.GroupNorm(1, dim)
        self.second = nn.Conv2d(dim, dim, 3, padding=1)

    def forward(self, x):
        x = self.norm(self.first(x))  # here
        return self.second(x)
""",
    "several inputs": """\
class M(nn.Module):
    def __init__(self, out=32):
        super().__init__()
        self.a, self.b, self.c = nn.Conv2d(9, out, 1), nn.Conv2d(6, 2 * out, 1), nn.Conv2d(3, out, 1)

    def add(self, x, y):
        _, _, H, W = y.size()
        return F.interpolate(x, size=(H, W)) + y  # here

    def forward(self, a, b, c):
        x = self.add(self.a(a), self.b(b))
        return self.add(x, self.c(c))
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_contradiction_stands_where_it_is_met(tmp_path: Path, name: str) -> None:
    text = HEAD + PROGRAMS[name]
    (tmp_path / "model.py").write_text(text)
    (found,) = analyze_library(tmp_path / "model.py", Options()).diagnostics
    assert "# here" in text.splitlines()[found.span.line - 1]


def test_what_the_program_refuses_itself_is_no_way_out(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(
        "from torch import nn\n\n\nclass M(nn.Module):\n    def __init__(self, dim):\n"
        "        super().__init__()\n        self.up = nn.Linear(dim, 2 * dim)\n"
        "        self.head = nn.Linear(dim, 10)\n\n    def forward(self, x):\n"
        "        assert x.dim() == 3\n        return self.head(self.up(x))\n"
    )
    (error,) = analyze_library(tmp_path / "model.py", Options()).diagnostics
    assert error.span.line == 12
