"""What the other functions of a file tell of a function, and what its own calls tell of its inputs."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.config import Options
from tests.library_mode.shown import HEAD, shown


def test_a_function_has_the_dims_with_which_others_call_it(tmp_path: Path) -> None:
    text = """\
        def rotate(q, cos, position_ids):
            return q * cos[position_ids].unsqueeze(1)


        class Attention(nn.Module):
            def __init__(self, dim, heads, longest):
                super().__init__()
                self.heads = heads
                self.q = nn.Linear(dim, dim)
                self.register_buffer("cos", torch.ones(longest, dim // heads))

            def forward(self, x, position_ids):
                B, N, C = x.shape
                q = self.q(x).view(B, N, self.heads, C // self.heads).transpose(1, 2)
                return rotate(q, self.cos, position_ids)
        """
    first = shown(tmp_path, text)[0]
    assert first == "rotate(q: (B, C, H, W), cos: (B, W), position_ids: (B, H)) → (B, C, H, W)"


#: What the body of a function tells of its input.
SHOWN = {
    "return x.unsqueeze(1).repeat(1, n, 1, 1, 1).flatten(0, 1)": "x: (B, C, H, W), n: n) → (n*B, C, H, W)",
    "x = x.unsqueeze(0).expand(n, -1, -1)\nreturn x": "x: (B, D), n: n) → (n, B, D)",
    "y = x.float()\nrow, col = y\nreturn row + col": "x: (2, D), n: ?) → (D,)",
    "return x if n is None else x": "x: (*x,), n: ?) → (*x,)",
}


@pytest.mark.parametrize("body", SHOWN)
def test_the_calls_of_an_input_tell_its_dims(tmp_path: Path, body: str) -> None:
    text = "def f(x, n):\n" + textwrap.indent(body, "    ")
    assert shown(tmp_path, text) == [f"f({SHOWN[body]}"]


def test_tensors_of_a_list_have_as_many_dims(tmp_path: Path) -> None:
    text = """\
        class Fuse(nn.Module):
            def __init__(self, dim):
                super().__init__()
                self.weights = nn.Parameter(torch.ones(2))
                self.up = nn.Upsample(scale_factor=2)
                self.conv = nn.Conv2d(dim, dim, 3, padding=1)

            def forward(self, maps):
                low, high = maps
                return self.conv(self.weights[0] * low + self.weights[1] * self.up(high))
        """
    assert shown(tmp_path, text)[1] == (
        "  forward(maps: ((B, dim, 2*H, 2*W), (B, dim, H, W))) → (B, dim, 2*H, 2*W)"
    )


def test_heads_times_their_size_are_no_1(tmp_path: Path) -> None:
    text = """\
        class Map(nn.Module):
            def __init__(self, dim, hidden, heads):
                super().__init__()
                self.heads, self.hidden = heads, hidden
                self.q = nn.Linear(dim, hidden)

            def forward(self, q):
                q = self.q(q)
                return q.view(q.shape[0], q.shape[1], self.heads, self.hidden // self.heads)
        """
    assert shown(tmp_path, text)[1] == (
        "  forward(q: (B, N, dim)) → (B, N, heads, hidden // heads)   requires hidden % heads == 0"
    )


def test_a_constructor_gets_the_argument_that_it_asks_for(tmp_path: Path) -> None:
    text = """\
        class Context(nn.Module):
            def __init__(self, dim, n=None, r=None):
                super().__init__()
                self.local = r is not None
                if self.local:
                    self.conv = nn.Conv1d(dim, dim, r, padding="same")
                else:
                    assert n is not None, "tell the size of the window"
                    self.table = nn.Parameter(torch.randn(n, dim))

            def forward(self, x):
                return self.conv(x.mT).mT if self.local else (x + self.table).permute(0, 1, 2)
        """
    assert shown(tmp_path, text) == [
        "Context(dim, n, r=None)",
        "  forward(x: (B, n, dim)) → (B, n, dim)",
    ]


def test_a_number_that_may_be_an_int_is_one(tmp_path: Path) -> None:
    text = """\
        def autopad(k, p=None):
            return k // 2 if isinstance(k, int) else [x // 2 for x in k]


        def blur(x, k):
            k = k if isinstance(k, int) else k[0]
            return F.avg_pool2d(x, k, stride=1)
        """
    assert shown(tmp_path, text) == [
        "blur(x: (B, C, H, W), k: k) → (B, C, H - k + 1, W - k + 1)   requires k ≤ H, k ≤ W"
    ]


def test_types_in_docstrings_tell_shapes(tmp_path: Path) -> None:
    text = '''\
        def areas(boxes, scores):
            """Returns the areas.

            Args:
                boxes (Tensor[N, 4]): the boxes
                scores (torch.FloatTensor[N, N])
            """
            return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) * scores.cumsum(0)
        '''
    assert shown(tmp_path, text) == [
        "areas(boxes: (N, D), scores: (B, N)) → (B, N)   requires D ≥ 4"
    ]


def test_quotients_are_rounded_by_numpy_too(tmp_path: Path) -> None:
    text = """\
        import numpy as np


        class Pooled(nn.Module):
            def __init__(self, size: int, kernel: int):
                super().__init__()
                self.pool = nn.MaxPool1d(kernel, stride=kernel, ceil_mode=True)
                self.linear = nn.Linear(int(np.ceil(size / kernel)), 3)

            def forward(self, x):
                return self.linear(self.pool(x.unsqueeze(1)).squeeze(1))
        """
    assert shown(tmp_path, text)[1] == (
        "  forward(x: (B, D)) → (B, 3)   requires -size // kernel + (D - 1) // kernel == -1"
    )


def test_the_least_of_two_sizes_is_no_limit(tmp_path: Path) -> None:
    text = """\
        class Table(nn.Module):
            def __init__(self, longest, dim):
                super().__init__()
                self.register_buffer("table", torch.ones(longest, dim))

            def forward(self, ids):
                B, T = ids.shape
                return self.table[:T][torch.arange(T)] * ids.unsqueeze(-1)
        """
    shapes = shown(tmp_path, text)[1]
    assert shapes == "  forward(ids: (B, T)) → (B, T, dim)   requires longest ≥ T"


def test_rows_that_are_unpacked_are_as_many_as_the_names(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    body = "def f(x):\n    y = torch.cat([x, torch.zeros(3, 4)])\n    a, b = y\n    return a\n"
    path.write_text(HEAD + body)
    found = analyze_library(path, Options(use_cache=False)).diagnostics
    assert [(d.span.line, d.code) for d in found] == [(8, "unpack-mismatch")]
