"""Tokens of a square grid: the side is the integer root of their number."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_signatures import analyzed, signature

GRID = """\
import math


class Grid(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.conv = nn.Conv2d(dim, dim, 3, padding=1)

    def forward(self, x):
        B, N, C = x.shape
        h = w = {root}
        return self.conv(x.transpose(1, 2).reshape(B, C, h, w))
"""


@pytest.mark.parametrize(
    "root",
    [
        "int(N ** 0.5)",
        "int(math.sqrt(N))",
        "math.isqrt(N)",
        "math.floor(N ** (1 / 2))",
        "int(math.sqrt(float(N)))",
    ],
)
def test_the_number_of_tokens_is_told_by_the_side_of_their_grid(tmp_path: Path, root: str) -> None:
    found = signature(tmp_path, GRID.format(root=root))
    assert found == ({"x": "(B, h**2, dim)"}, "(B, dim, h, h)")


def test_a_token_may_stand_before_the_grid(tmp_path: Path) -> None:
    text = GRID.replace("x.transpose", "x[:, 1:].transpose").format(root="int((N - 1) ** 0.5)")
    found = signature(tmp_path, text)
    assert found == ({"x": "(B, h**2 + 1, dim)"}, "(B, dim, h, h)")


def test_a_root_that_nothing_is_compared_with_is_told_as_one(tmp_path: Path) -> None:
    text = """\
def grid(x):
    B, N, C = x.shape
    side = int(N ** 0.5)
    return x.new_zeros(B, side, side)
"""
    assert signature(tmp_path, text)[1] == "(B, isqrt(N), isqrt(N))"


def test_the_side_of_a_square_is_known(tmp_path: Path) -> None:
    text = """\
def halves(x):
    side = x.size(0)
    back = int((4 * side * side) ** 0.5)
    return x.new_zeros(side + side) + x.new_zeros(back)
"""
    assert signature(tmp_path, text)[1] in ("(2*side,)", "(2*N,)")


def test_a_wrong_layer_behind_a_grid_is_found(tmp_path: Path) -> None:
    text = GRID.replace("nn.Conv2d(dim, dim", "nn.Conv2d(16, dim").replace(
        "B, N, C = x.shape", "x = x @ x.new_zeros(8, 8)\n        B, N, C = x.shape"
    )
    (error,) = analyzed(tmp_path, text.format(root="int(N ** 0.5)")).diagnostics
    assert "(B, 8, isqrt(N), isqrt(N)) has 8 channels" in error.message
