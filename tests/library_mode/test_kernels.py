"""Kernels that are padded by half of their size, whose shapes are plain where they are odd."""

from __future__ import annotations

import json
from pathlib import Path

from pytea.analysis.library.file import analyze_library
from pytea.config import Options
from pytea.report.signatures import render_signatures, render_signatures_json

from .shown import HEAD, shown


def test_a_kernel_is_taken_to_be_odd_where_nothing_else_hangs_on_it(tmp_path: Path) -> None:
    file = tmp_path / "model.py"
    file.write_text(
        HEAD
        + """\
class Down(nn.Module):
    def __init__(self, dim, kernel, stride):
        super().__init__()
        self.conv = nn.Conv1d(dim, 2 * dim, kernel, stride, padding=(kernel - 1) // 2)

    def forward(self, x):
        return self.conv(x)
"""
    )
    found = analyze_library(file, Options(use_cache=False))
    assert render_signatures(found)[1:] == [
        "  forward(x: (B, dim, D)) → (B, 2*dim, (D - 1) // stride + 1)",
        "    assuming kernel is odd",
    ]
    assert json.loads(render_signatures_json([found]))["functions"][0]["odd"] == ["kernel"]


def test_a_residual_demands_an_odd_kernel(tmp_path: Path) -> None:
    text = """
    class Residual(nn.Module):
        def __init__(self, dim, kernel):
            super().__init__()
            self.conv = nn.Conv1d(dim, dim, kernel, padding=kernel // 2)

        def forward(self, x):
            return x + self.conv(x)
    """
    assert shown(tmp_path, text)[1:] == [
        "  forward(x: (B, dim, D)) → (B, dim, D)   requires kernel % 2 != 0"
    ]


def test_masks_and_weights_have_one_length_behind_an_odd_kernel(tmp_path: Path) -> None:
    text = """
    class Location(nn.Module):
        def __init__(self, query_dim, dim, filters, kernel_size):
            super().__init__()
            self.query = nn.Linear(query_dim, dim)
            self.conv = nn.Conv1d(2, filters, kernel_size, padding=int((kernel_size - 1) / 2))
            self.dense, self.v = nn.Linear(filters, dim), nn.Linear(dim, 1)

        def forward(self, query, memory, weights):
            B, _ = query.shape
            found = self.dense(self.conv(weights).transpose(1, 2))
            query = self.query(query).view(B, 1, -1)
            return self.v(torch.tanh(query + found + memory)).squeeze(-1)
    """
    assert shown(tmp_path, text)[1:] == [
        "  forward(query: (B, query_dim), memory: (B, N, dim), weights: (B, 2, N)) → (B, N)"
    ]


def test_a_number_of_features_is_not_taken_to_be_odd(tmp_path: Path) -> None:
    text = """
    class Waves(nn.Module):
        def __init__(self, dim):
            super().__init__()
            self.dim = dim

        def forward(self, t):
            angles = t[:, None] * torch.arange(self.dim // 2)[None]
            return torch.cat([angles.sin(), angles.cos()], dim=1)
    """
    assert shown(tmp_path, text)[1:] == ["  forward(t: (N,)) → (N, 2*(dim // 2))"]
