"""What parameters are taken for, and what follows for the signature of the module."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures, Signature
from pytea.config import Options

HEAD = """\
import math
from dataclasses import dataclass
from enum import Enum
from typing import List, Literal, Tuple
import torch
import torch.nn as nn
import torch.nn.functional as F
from jaxtyping import Bool, Float, Int, PyTree
from torch import Tensor


class Pool(Enum):
    MEAN = "mean"
    CLS = "cls"


@dataclass
class Settings:
    dim: int
    heads: int = 4


"""


def analyzed(folder: Path, text: str) -> FileSignatures:
    file = folder / "model.py"
    file.write_text(HEAD + text)
    return analyze_library(file, Options())


def signature(folder: Path, text: str) -> Signature:
    found = analyzed(folder, text)
    assert not found.diagnostics
    return found.signatures[-1]


def module(constructor: str, body: str, forward: str, arguments: str = "x") -> str:
    lines = [
        "class M(nn.Module):",
        f"    def __init__(self, {constructor}):",
        "        super().__init__()",
        *(f"        {line}" for line in body.splitlines()),
        f"    def forward(self, {arguments}):",
        *(f"        {line}" for line in forward.splitlines()),
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("text", "inputs", "output", "requires"),
    [
        # names that look like those of lists, modules or fractions, but are given as sizes
        (
            module("in_channels, growth_rate", "self.c = nn.Conv2d(in_channels, growth_rate, 1)",
                   "return torch.cat([x, self.c(x)], 1)"),
            {"x": "(B, in_channels, H, W)"}, "(B, in_channels + growth_rate, H, W)", (),
        ),
        (
            module("d_model, n", "self.c = nn.Linear(d_model, n)", "return self.c(x)"),
            {"x": "(*batch, d_model)"}, "(*batch, n)", (),
        ),
        (
            module("ch, scale", "self.c = nn.Conv2d(ch, ch * scale ** 2, 1)\nself.s = nn.PixelShuffle(scale)",
                   "return self.s(self.c(x))"),
            {"x": "(B, ch, H, W)"}, "(B, ch, scale*H, scale*W)", (),
        ),
        (
            module("ch, drop_rate", "self.c, self.drop_rate = nn.Linear(ch, ch), drop_rate",
                   "if self.drop_rate > 0:\n    x = F.dropout(x, p=self.drop_rate)\nreturn self.c(x)"),
            {"x": "(*batch, ch)"}, "(*batch, ch)", ("0 <= drop_rate <= 1",),
        ),
        # a tuple that is indexed, a list that is gone through, a number of layers
        (
            module("c, k", "self.c = nn.Conv2d(c, k[0], 1)\nself.d = nn.Conv2d(k[0], k[1], 1)",
                   "return self.d(self.c(x))"),
            {"x": "(B, c, H, W)"}, "(B, k_1, H, W)", (),
        ),
        (
            module("n, channels: List[int]",
                   "self.m = nn.ModuleList([nn.Linear(a, b) for a, b in zip([n] + channels, channels)])",
                   "for m in self.m:\n    x = m(x)\nreturn x"),
            {"x": "(*batch, n)"}, "(*batch, channels_1)", (),
        ),
        (
            module("n, num_layers", "self.m = nn.GRU(n, n, num_layers)", "return self.m(x)[1]"),
            {"x": "(B, N, n)"}, "(2, N, n)", (),
        ),
        # a tuple of tensors, an Enum, a dataclass, a Literal
        (
            module("n, m", "self.a = nn.Linear(n, 4 * m)\nself.b = nn.Linear(m, 4 * m)",
                   "h, c = state\ni, f, g, o = (self.a(x) + self.b(h)).chunk(4, 1)\nreturn f * c + i * g",
                   "x, state"),
            {"x": "(B, n)", "state": "((B, m), (B, m))"}, "(B, m)", (),
        ),
        (
            module("dim, pool: Pool", "self.pool = pool\nself.c = nn.Linear(dim, 2)",
                   "x = x.mean(1) if self.pool is Pool.MEAN else x\nreturn self.c(x)"),
            {"x": "(B, N, dim)"}, "(B, 2) if pool == Pool.MEAN else (B, N, 2)", (),
        ),
        (
            module("s: Settings", "self.c = nn.MultiheadAttention(s.dim, s.heads, batch_first=True)",
                   "return self.c(x, x, x)[0]"),
            {"x": "(B, N, s.dim)"}, "(B, N, s.dim)", ("s.dim % s.heads == 0",),
        ),
        (
            module("n, m, mode: Literal['flat', 'mean']", "self.mode = mode\nself.c = nn.Linear(n, m)",
                   "x = x.flatten(1) if self.mode == 'flat' else x.mean(1)\nreturn self.c(x)"),
            {"x": "(B, N, D)"}, "(B, m)",
            ("N*D == n if mode == 'flat' else True", "n == D if mode != 'flat' else True"),
        ),
        # what is divided without rest, what is divided by, what only makes sense for large sizes
        (
            module("d, h", "self.h, self.k = h, d // h\nself.c = nn.Linear(d, h * self.k)\nself.o = nn.Linear(h * self.k, d)",
                   "b, t, _ = x.shape\ny = self.c(x).view(b, t, self.h, -1)\nreturn self.o(y.reshape(b, t, -1))"),
            {"x": "(b, t, d)"}, "(b, t, d)", (),
        ),
        (
            module("dim", "self.dim = dim",
                   "h = self.dim // 2\ne = torch.exp(torch.arange(h) * -(math.log(10000) / (h - 1)))\n"
                   "e = x[:, None] * e[None, :]\nreturn torch.cat((e.sin(), e.cos()), dim=-1)"),
            {"x": "(N,)"}, "(N, 2*(dim // 2))", ("dim // 2 != 1",),
        ),
        (
            module("c", "self.u = nn.ConvTranspose2d(c, c, 2, stride=2)",
                   "return torch.cat([self.u(F.max_pool2d(x, 2)), x], 1)"),
            {"x": "(B, c, H, W)"}, "(B, 2*c, H, W)", ("H % 2 == 0", "W % 2 == 0"),
        ),
        # a block that leaves layers out
        (
            module("i, o, stride, expand_ratio",
                   "hidden = int(round(i * expand_ratio))\nself.add = stride == 1 and i == o\nlayers = []\n"
                   "if expand_ratio != 1:\n    layers += [nn.Conv2d(i, hidden, 1), nn.ReLU()]\n"
                   "layers += [nn.Conv2d(hidden, hidden, 3, stride, 1), nn.Conv2d(hidden, o, 1)]\n"
                   "self.m = nn.Sequential(*layers)",
                   "return x + self.m(x) if self.add else self.m(x)"),
            {"x": "(B, i, H, W)"}, "(B, o, (H - 1) // stride + 1, (W - 1) // stride + 1)", (),
        ),
        # rounds of a loop are no requirement
        (
            module("n", "self.c = nn.Linear(n, n)",
                   "out = []\nfor t in range(x.shape[0]):\n    out.append(self.c(x[t]))\nreturn torch.stack(out)"),
            {"x": "(*batch, N, n)"}, "(*batch, N, n)", (),
        ),
    ],
)  # fmt: skip
def test_signature(
    tmp_path: Path, text: str, inputs: dict[str, str], output: str, requires: tuple[str, ...]
) -> None:
    found = signature(tmp_path, text)
    assert (found.inputs, found.output, found.requires) == (inputs, output, requires)


def test_inputs_of_an_attention_have_one_batch(tmp_path: Path) -> None:
    text = module(
        "e, h", "self.h, self.k = h, e // h\nassert e % h == 0\nself.q = nn.Linear(e, e)",
        "b = q.shape[0]\nq, k = (self.q(t).view(b, -1, self.h, self.k).transpose(1, 2) for t in (q, k))\n"
        "return (q @ k.transpose(-2, -1)).softmax(-1)", "q, k",
    )  # fmt: skip
    found = signature(tmp_path, text)
    assert found.inputs == {"q": "(B, N, e)", "k": "(B, N2, e)"}
    assert found.output == "(B, h, N, N2)" and found.requires == ("e % h == 0",)
    assert any("have equal sizes" in text or "the same batch" in text for text in found.assumed)


def test_annotations_tell_dtypes_and_tuples(tmp_path: Path) -> None:
    text = (
        'def f(x: Int[Tensor, "b n"], m: Bool[Tensor, "b n"], p: Tuple[Float[Tensor, "b d"], '
        'Float[Tensor, "d"]]):\n    a, c = p\n    return F.embedding(x, a), a + c, ~m\n'
    )
    found = signature(tmp_path, text)
    assert found.inputs == {"x": "(b, n)", "m": "(b, n)", "p": "((b, d), (d,))"}
    assert found.output == "((b, n, d), (b, d), (b, n))"


def test_a_docstring_and_comments_tell_the_number_of_dims(tmp_path: Path) -> None:
    found = analyzed(
        tmp_path,
        '''
def index(points, idx):
    """
    Input:
        points: input points data, [B, N, C]
        idx: sample index data, [B, S]
    """
    batch = torch.arange(points.shape[0]).view(-1, 1)
    return points[batch, idx, :]


class Score(nn.Module):
    def forward(self, emissions, tags, mask):
        # emissions: (T, B, K)
        # tags, mask: (T, B)
        return emissions.sum(-1) * mask + tags
''',
    )
    texts = [(s.inputs, s.output) for s in found.signatures]
    assert texts[0] == ({"points": "(B, N, C)", "idx": "(B, S)"}, "(B, S, C)")
    assert texts[1][0]["tags"] == texts[1][0]["mask"] == texts[1][1]


def test_tensors_may_come_in_a_list(tmp_path: Path) -> None:
    text = module(
        "channels, out", "self.convs = nn.ModuleList([nn.Conv2d(c, out, 1) for c in channels])",
        "return [conv(x) for conv, x in zip(self.convs, xs)]", "xs",
    )  # fmt: skip
    found = signature(tmp_path, text)
    assert found.inputs["xs"] == "((B, channels_0, H, W), (B2, channels_1, H2, W2))"
    assert found.output == "((B, out, H, W), (B2, out, H2, W2))"


def test_tensors_may_come_in_a_dict(tmp_path: Path) -> None:
    text = module(
        "low, high, out", "self.low, self.high = nn.Conv2d(low, out, 1), nn.Conv2d(high, out, 1)",
        "y = F.interpolate(self.high(f['out']), size=f['low'].shape[2:])\n"
        "return torch.cat([self.low(f['low']), y], 1)", "f",
    )  # fmt: skip
    found = signature(tmp_path, text)
    assert found.inputs["f"] == "{'out': (B, high, H, W), 'low': (B, low, H2, W2)}"
    assert found.output == "(B, 2*out, H2, W2)"


def test_axes_that_annotations_name_apart_stay_apart(tmp_path: Path) -> None:
    text = (
        'def look(i: Int[Tensor, "b t"], e: Float[Tensor, "v d"]) -> Float[Tensor, "b t d"]:\n'
        "    return e[i]\n"
    )
    found = signature(tmp_path, text)
    assert found.inputs == {"i": "(b, t)", "e": "(v, d)"} and found.output == "(b, t, d)"


def test_a_layer_that_is_handed_in_keeps_the_shape(tmp_path: Path) -> None:
    text = module(
        "dim, fn", "self.norm, self.fn = nn.LayerNorm(dim), fn",
        "return self.fn(self.norm(x)) + x", "x",
    )  # fmt: skip
    found = signature(tmp_path, text)
    assert found.inputs["x"] == found.output == "(*batch, dim)"
    assert "fn keeps the shape of its input" in found.assumed


def test_sizes_that_must_be_multiples_are_said_so(tmp_path: Path) -> None:
    text = module(
        "dim", "self.down = nn.Conv2d(dim, dim, 3, 2, 1)\nself.up = nn.ConvTranspose2d(dim, dim, 2, 2)",
        "return torch.cat([self.up(self.down(x)), x], 1)", "x",
    )  # fmt: skip
    found = signature(tmp_path, text)
    assert found.requires == ("H % 2 == 0", "W % 2 == 0")
    assert found.output == "(B, 2*dim, H, W)"


CONTRADICTIONS = {
    "a residual with another number of features": module(
        "dim", "self.fc = nn.Linear(dim, 2 * dim)", "return x + self.fc(x)", "x"
    ),
    "a head behind layers that a list tells": module(
        "size, dims",
        "layers = []\nfor dim in dims:\n    layers.append(nn.Linear(size, dim))\n    size = dim\n"
        "layers.append(nn.Linear(2 * size, 10))\nself.layers = nn.Sequential(*layers)",
        "return self.layers(x)", "x",
    ),
    "a block that its user does not get to": module(
        "dim", "self.a, self.b = nn.Linear(dim, 8), nn.Linear(9, dim)", "return self.b(self.a(x))", "x"
    )
    + "\n\nclass User(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
    "        self.m = M(4)\n\n    def forward(self, batch):\n        return self.m(batch['image'])\n",
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_reported(tmp_path: Path, name: str) -> None:
    found = analyzed(tmp_path, CONTRADICTIONS[name]).diagnostics
    assert [d.severity.value for d in found] == ["error"]
