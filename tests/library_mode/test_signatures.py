"""Particular ways in which functions are written, and what is inferred of them."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures
from pytea.config import Options
from pytea.report.signatures import render_signatures, render_signatures_json

HEAD = "import torch\nimport torch.nn as nn\nfrom jaxtyping import Float\nfrom torch import Tensor\n\n\n"


def analyzed(folder: Path, text: str, head: str = HEAD) -> FileSignatures:
    file = folder / "model.py"
    file.write_text(head + text)
    return analyze_library(file, Options())


def signature(folder: Path, text: str) -> tuple[dict[str, str], str]:
    found = analyzed(folder, text)
    assert not found.diagnostics
    return found.signatures[-1].inputs, found.signatures[-1].output


def test_parameters_of_a_function_that_makes_layers_are_numbers(tmp_path: Path) -> None:
    text = (
        "def stage(x, channels_in, channels_out, kernel, padding):\n"
        "    return nn.Conv2d(channels_in, channels_out, kernel, padding=padding)(x)\n"
    )
    inputs, _ = signature(tmp_path, text)
    assert inputs["x"].startswith("(B, channels_in, ")
    assert inputs["kernel"] == "kernel"


def test_a_parameter_is_followed_into_the_class_that_it_is_handed_to(tmp_path: Path) -> None:
    text = """\
class Stack(nn.Module):
    def __init__(self, dim, depth):
        super().__init__()
        self.layers = nn.Sequential(*[nn.Linear(dim, dim) for _ in range(depth)])

    def forward(self, x):
        return self.layers(x)


class Model(nn.Module):
    def __init__(self, dim, depth):
        super().__init__()
        self.stack = Stack(dim, depth)

    def forward(self, x):
        return self.stack(x)
"""
    assert signature(tmp_path, text) == ({"x": "(*batch, dim)"}, "(*batch, dim)")


def test_chunk_into_two_needs_two(tmp_path: Path) -> None:
    text = "def swap(x):\n    a, b = x.chunk(2, dim=-1)\n    return torch.cat([b, a], dim=-1)\n"
    found = analyzed(tmp_path, text).signatures[0]
    assert found.output == found.inputs["x"] and found.requires == ("D >= 2",)


def test_annotations_tell_dims_and_names(tmp_path: Path) -> None:
    text = 'def f(x: Float[Tensor, "batch seq 3"], y: Float[Tensor, "batch n"]):\n    return x.sum(1), y\n'
    inputs, output = signature(tmp_path, text)
    assert inputs == {"x": "(batch, seq, 3)", "y": "(batch, n)"}
    assert output == "((batch, 3), (batch, n))"


def test_a_result_that_is_not_as_annotated_is_told(tmp_path: Path) -> None:
    text = 'def f(x: Float[Tensor, "b n d"]) -> Float[Tensor, "b d 1"]:\n    return x.mean(1)\n'
    (found,) = analyzed(tmp_path, text).diagnostics
    assert (found.code, found.severity.value, found.span.line) == (
        "annotation-mismatch",
        "warning",
        8,
    )


def test_annotations_that_conflict_are_an_error(tmp_path: Path) -> None:
    text = 'def f(x: Float[Tensor, "b 3"], y: Float[Tensor, "b 4"]):\n    return x + y\n'
    (found,) = analyzed(tmp_path, text).diagnostics
    assert (found.code, found.severity.value) == ("not-broadcastable", "error")


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    return torch.full_like(x, 1.0)\n\ndef g(x, value):\n    return torch.full_like(x, value)\n",
        "def f(lstm, x, state):\n    return nn.LSTM(3, 4)(x, state)\n",
        # x and y are arrays: a tensor has no transpose without arguments
        (
            "import numpy as np\ndef f(x, y):\n    assert x.shape == y.shape\n"
            "    return np.dot(x, y.transpose())\n"
        ),
        # x is a list of one tensor for all that is known
        (
            "def f(x):\n    y = nn.Conv2d(3, 3, 1)(x[0])\n    v = torch.randn_like(x[0])\n"
            "    for _ in range(2):\n        v = torch.autograd.grad([y], x, [v])[0]\n    return v\n"
        ),
    ],
)
def test_no_error_rests_on_what_a_parameter_was_taken_for(tmp_path: Path, text: str) -> None:
    assert not analyzed(tmp_path, text).diagnostics


def test_a_file_without_torch_has_no_tensors(tmp_path: Path) -> None:
    found = analyzed(tmp_path, "def f(x):\n    return x + 1\n", head="")
    assert not found.signatures and not found.diagnostics


@pytest.mark.parametrize("name", ["function-steps", "library-steps"])
def test_an_analysis_ends_within_its_budget(tmp_path: Path, name: str) -> None:
    text = "def f(x):\n    for n in range(10):\n        x = x + n\n    return x\n"
    assert analyzed(tmp_path, text).given_up == ()
    options = Options(budgets=((name, 20),))
    assert analyze_library(tmp_path / "model.py", options).given_up == ("f",)


def test_no_error_rests_on_the_length_of_a_sequence(tmp_path: Path) -> None:
    text = """\
class Net(nn.Module):
    def __init__(self, input_shape, actions):
        super().__init__()
        self.conv = nn.Conv2d(input_shape[0], 8, 3)
        self.head = nn.Linear(self.size(input_shape), actions)

    def size(self, shape):
        return self.conv(torch.zeros(1, *shape)).numel()

    def forward(self, x):
        return self.head(self.conv(x).flatten(1))
"""
    assert not analyzed(tmp_path, text).diagnostics


UNET = """
import torch
import torch.nn.functional as F
from torch import nn


class UNet(nn.Module):
    def __init__(self, n_channels, n_classes):
        super().__init__()
        self.inc = nn.Conv2d(n_channels, 8, 3, padding=1)
        self.down = nn.ModuleList([nn.Conv2d(8, 8, 3, padding=1) for _ in range(4)])
        self.up = nn.ModuleList([nn.Conv2d(16, 8, 3, padding=1) for _ in range(4)])
        self.out = nn.Conv2d(8, n_classes, 1)

    def forward(self, x):
        skips = [self.inc(x)]
        for down in self.down:
            skips.append(down(F.max_pool2d(skips[-1], 2)))
        x = skips.pop()
        for up in self.up:
            skip = skips.pop()
            x = F.interpolate(x, scale_factor=2)
            dy, dx = skip.size(2) - x.size(2), skip.size(3) - x.size(3)
            x = F.pad(x, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])
            x = up(torch.cat([skip, x], dim=1))
        return self.out(x)
"""


def test_sizes_that_are_padded_are_told(tmp_path: Path) -> None:
    (tmp_path / "unet.py").write_text(UNET)
    signatures = analyze_library(tmp_path / "unet.py", Options(use_cache=False))
    line, *_ = render_signatures(signatures)[1:]
    assert line == (
        "  forward(x: (B, n_channels, H, W)) → (B, n_classes, H, W)   requires H ≥ 16, W ≥ 16 "
        "(odd sizes are padded at line 24)"
    )


def test_a_product_that_is_divided_again_tells_a_size(tmp_path: Path) -> None:
    text = """\
class Codes(nn.Module):
    def __init__(self, n, dim):
        super().__init__()
        self.table = nn.Embedding(n, dim)

    def forward(self, z):
        z = z.permute(0, 2, 3, 1).contiguous()
        rows = z.view(-1, self.table.embedding_dim)
        nearest = (rows @ self.table.weight.t()).argmax(dim=1)
        return self.table(nearest).view(z.shape), nearest.view(z.shape[:-1])
"""
    found = analyzed(tmp_path, text).signatures[0]
    assert (found.inputs["z"], found.requires) == ("(B, dim, H, W)", ())


@pytest.mark.parametrize(
    ("call", "dims"),
    [
        ("torch.einsum('bhid,bhjd->bhij', x, y)", {"x": 4, "y": 4}),
        ("torch.einsum('n d, e d -> n e', x, y)", {"x": 2, "y": 2}),
        ("rearrange(x, 'b (h w) c -> b c h w', h=2) + y.sum()", {"x": 3}),
    ],
)
def test_a_pattern_tells_the_number_of_dims(
    tmp_path: Path, call: str, dims: dict[str, int]
) -> None:
    head = HEAD + "from einops import rearrange\n"
    found = analyzed(tmp_path, f"def f(x, y):\n    return {call}\n", head).signatures[0]
    assert {name: found.inputs[name].count(",") + 1 for name in dims} == dims


def test_a_pattern_that_fits_no_input_is_an_error(tmp_path: Path) -> None:
    text = "def outer(a, b):\n    return torch.einsum('bi,bj->bik', a, b)\n"
    (error,) = analyzed(tmp_path, text).diagnostics
    assert "subscript k" in error.message


def test_requirements_in_json_are_whole_expressions(tmp_path: Path) -> None:
    text = (
        "import torch.nn.functional as F\n\n\n"
        "def merged(x, y, first_kernel: int, second_kernel: int, first_stride: int, second_stride: int):\n"
        "    for _ in range(6):\n"
        "        x = F.max_pool2d(x, first_kernel, first_stride)\n"
        "        y = F.max_pool2d(y, second_kernel, second_stride)\n"
        "    return torch.cat([x, y], dim=1)\n"
    )
    found = analyzed(tmp_path, text)
    (function,) = json.loads(render_signatures_json([found]))["functions"]
    assert any(len(text) > 400 for text in function["requires"])
    for text in function["requires"]:
        ast.parse(text, mode="eval")
    assert function["requires_left_out"] == 0


def test_a_function_that_fails_is_told_with_where_and_why(tmp_path: Path) -> None:
    text = UNET[: UNET.index("class ")] + (
        "class Net(nn.Module):\n    def __init__(self, width=8):\n        super().__init__()\n"
        "        self.read, self.head = nn.Linear(4, width), nn.Linear(2 * width, 3)\n\n"
        "    def forward(self, x):\n        return self.head(self.read(x))\n"
    )
    (tmp_path / "net.py").write_text(text)
    found = analyze_library(tmp_path / "net.py", Options(use_cache=False))
    line = text[: text.index("return")].count("\n") + 1
    assert render_signatures(found)[1].endswith(
        f"fails at line {line}: input has 8 features, but weight expects 16"
    )
    assert '"functions": []' in render_signatures_json([found])
