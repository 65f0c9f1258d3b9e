"""Results that are unpacked into a certain number of names, and the sizes that follow from it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.config import Options
from tests.library_mode.shown import HEAD, shown

#: What follows from the number of names is told without a requirement.
SHOWN = {
    "x, y, w, h = boxes.unbind(-1)\nreturn torch.stack([x, w], -1)": "(*batch, 4)) → (*batch, 2)",
    "x, y = boxes.chunk(2, dim=1)\nreturn x": "(B, N, D)) → (B, (N + 1) // 2, D)   requires N ≥ 2",
    "B, N, C = boxes.shape\nq, k, v = boxes.reshape(B, N, -1, 4).unbind(2)\nreturn q @ k.mT": (
        "(B, N, 12)) → (B, N, N)"
    ),
}


@pytest.mark.parametrize("body", SHOWN)
def test_a_size_is_as_many_as_there_are_names(tmp_path: Path, body: str) -> None:
    text = "def f(boxes):\n" + textwrap.indent(body, "    ")
    assert shown(tmp_path, text) == [f"f(boxes: {SHOWN[body]}"]


def test_another_number_of_parts_than_names_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(HEAD + "def f(x):\n    a, b, c = x.chunk(2, dim=-1)\n    return a + b\n")
    found = analyze_library(path, Options(use_cache=False)).diagnostics
    assert [(d.span.line, d.code) for d in found] == [(7, "unpack-mismatch")]


def test_a_list_that_is_repeated_is_as_long_as_it_is_repeated(tmp_path: Path) -> None:
    text = """\
        class MLP(nn.Module):
            def __init__(self, cin, dim, cout, num_layers):
                super().__init__()
                h = [dim] * (num_layers - 1)
                self.layers = nn.ModuleList(nn.Linear(n, k) for n, k in zip([cin] + h, h + [cout]))

            def forward(self, x):
                for layer in self.layers:
                    x = F.relu(layer(x))
                return x
        """
    assert shown(tmp_path, text)[1] == "  forward(x: (*batch, cin)) → (*batch, cout)"


def test_old_types_of_tensors_take_sizes(tmp_path: Path) -> None:
    text = """\
        class Graph(nn.Module):
            def __init__(self, cin, cout, device):
                super().__init__()
                self.weight = nn.Parameter(torch.FloatTensor(cin, cout))
                self.register_buffer("bias", torch.zeros(cout, device=device))

            def forward(self, x, adj):
                return torch.spmm(adj, torch.mm(x, self.weight)) + self.bias
        """
    assert shown(tmp_path, text)[1] == "  forward(x: (B, cin), adj: (B2, B)) → (B2, cout)"


def test_several_maps_have_the_same_batch(tmp_path: Path) -> None:
    text = """\
        class Head(nn.Module):
            def __init__(self, a, b, c, dim):
                super().__init__()
                self.a, self.b, self.c = nn.Linear(a, dim), nn.Linear(b, dim), nn.Linear(c, dim)
                self.fuse = nn.Conv2d(3 * dim, dim, 1)

            def flat(self, layer, c, like):
                x = layer(c.flatten(2).transpose(1, 2)).permute(0, 2, 1)
                x = x.reshape(like.shape[0], -1, c.shape[2], c.shape[3])
                return F.interpolate(x, size=like.shape[2:], mode="bilinear")

            def forward(self, inputs):
                a, b, c = inputs
                n, _, h, w = a.shape
                maps = self.flat(self.c, c, a), self.flat(self.b, b, a), self.flat(self.a, a, a)
                return self.fuse(torch.cat(maps, dim=1))
        """
    assert shown(tmp_path, text)[1].startswith(
        "  forward(inputs: ((n, a, h, w), (n, b, H, W), (n, c, H2, W2))) → (n, dim, h, w)"
    )


def test_heads_that_are_split_are_as_wide_as_each_other(tmp_path: Path) -> None:
    text = """\
        class MAB(nn.Module):
            def __init__(self, dim_q, dim, heads):
                super().__init__()
                self.dim, self.heads = dim, heads
                self.q, self.k = nn.Linear(dim_q, dim), nn.Linear(dim, dim)
                self.out = nn.Linear(dim, dim)

            def forward(self, x, y):
                q, k = self.q(x), self.k(y)
                size = self.dim // self.heads
                parts, keys = torch.cat(q.split(size, 2), 0), torch.cat(k.split(size, 2), 0)
                parts = parts + torch.softmax(parts.bmm(keys.mT), dim=2).bmm(keys)
                whole = torch.cat(parts.split(q.size(0), 0), 2)
                return whole + self.out(whole)
        """
    assert shown(tmp_path, text)[1] == (
        "  forward(x: (B, N, dim_q), y: (B, N2, dim)) → (B, N, dim)"
        "   requires dim // heads != 0, dim % (dim // heads) == 0"
    )
