"""Comments that tell shapes: how they are read, what they name, and when they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.analysis.comments.reading import shape_comments, shape_in
from pytea.analysis.library.file import analyze_library
from pytea.config import Options

HEAD = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(B, 64, H/2, W/2)", ("", ("B", "64", "H/2", "W/2"))),
        ("[batch, seq, dim]", ("", ("batch", "seq", "dim"))),
        ("B x C x H x W", ("", ("B", "C", "H", "W"))),
        ("x: (B, ..., C)", ("x", ("B", "...", "C"))),
        ("x.shape = [B, (H//2)*W]", ("x", ("B", "(H//2)*W"))),
        ("(B, C, H, W) -> (B, H*W, C)", ("", ("B", "H*W", "C"))),
        ("shape: (B,)", ("", ("B",))),
        ("B,N,C", ("", ("B", "N", "C"))),
        ("[B, N] features", ("", ("B", "N"))),
        ("(see above)", None),
        ("(1, 2) is what it was", None),
        ("f(3, 4)", None),
        ("yes, no", None),
        ("y = 2 * x", None),
    ],
)
def test_a_comment_is_a_shape_or_prose(
    text: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    assert shape_in(text) == expected


def test_docstrings_tell_shapes_of_parameters_and_results() -> None:
    text = '''\
def f(x, mask, n):
    """Pools.

    Args:
        x (Tensor): features of shape (B, N, C), see above
        mask: [B, N]
        n: how many (at most) there are
    Returns:
        Tensor of shape (B, C)
    """
'''
    found = [(c.line, c.name, c.axes) for c in shape_comments(text)]
    assert found == [
        (5, "x", ("B", "N", "C")),
        (6, "mask", ("B", "N")),
        (9, "return", ("B", "C")),
    ]


def wrong(folder: Path, text: str) -> list[tuple[int, str]]:
    """Returns the lines and codes of the findings."""
    file = folder / "program.py"
    file.write_text(HEAD + text)
    options = Options(use_cache=False, extend_select=("shape-comment",))
    return [(d.span.line - 3, d.code) for d in check([file], lambda _: options).diagnostics]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("x = torch.randn(4, 3, 8, 8)  # (B, 3, 8, 8)\ny = x.flatten(1)  # (B, 3, 64)\n", [2]),
        ("x = torch.randn(4, 3, 8, 8)  # (3, 8, 8)\n", []),
        ("x = torch.randn(4, 3)  # (N, C)\ny = x.t()  # (N, C)\n", [2]),
        ("N = 3\nx = torch.randn(4, 3)  # (N, 3)\n", [2]),
        ("H = 7\nx = torch.randn(4, 3)  # (H/2, H//2)\n", []),
        ("H = 7\nx = torch.randn(3, 4)  # (H//2, H//2)\n", [2]),
        ("def f(x):\n    y = x.reshape(len(x), 2, 5)\n    return y  # (n, 2, 6)\n", [3]),
        ("def f(x):  # x: (n, d)\n    return x.sum(1)  # (n, d)\n\nf(torch.ones(2, 3))\n", [2]),
        # one line that is reached with several shapes
        ("for n in (2, 3):\n    x = torch.ones(n, 4)  # (2, 4)\n", []),
        ("x = torch.ones(\n    2,  # (2, 5)\n    4,\n)  # (2, 5)\n", [4]),
        # pytea: the comment above says what is ignored
        ("x = torch.ones(2, 4)  # (2, 5)  pytea: ignore[shape-comment]\n", []),
    ],
)
def test_what_is_provably_wrong_is_told(tmp_path: Path, text: str, lines: list[int]) -> None:
    assert wrong(tmp_path, text) == [(line, "shape-comment") for line in lines]


def test_comments_name_what_the_program_does_not(tmp_path: Path) -> None:
    file = tmp_path / "model.py"
    file.write_text(
        HEAD
        + "def f(x):\n    y = x.unsqueeze(1)\n    return y.expand(-1, 4, -1)  # (batch, 4, seq)\n"
    )
    (found,) = analyze_library(file, Options()).signatures
    assert (found.inputs, found.output) == ({"x": "(batch, seq)"}, "(batch, 4, seq)")
