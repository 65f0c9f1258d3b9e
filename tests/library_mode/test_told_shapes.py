"""What comments, docstrings and the way of writing tell of the shapes of several inputs."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.library.file import analyze_library
from pytea.config import Options
from tests.library_mode.shown import shown


def test_one_line_tells_the_shapes_of_several_inputs(tmp_path: Path) -> None:
    text = '''
        def attend(hidden, memory, weights):
            """hidden (B, R), memory (B, T, R), weights (B, 2, T)"""
            return weights @ memory + hidden[:, None]


        def rotate(x, cos, sin):
            # x: (B, T, H, D), cos, sin: (T, D // 2)
            a, b = x.chunk(2, dim=-1)
            cos, sin = cos[None, :, None], sin[None, :, None]
            return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


        def step(x, **settings):
            """lr (float, optional), x (Tensor, optional)"""
            return x.t() @ x
        '''
    assert shown(tmp_path, text) == [
        "attend(hidden: (B, R), memory: (B, T, R), weights: (B, N, T)) → (B, N, R)",
        "rotate(x: (B, T, H, D), cos: (T, D // 2), sin: (T, D // 2)) → (B, T, H, D)   requires D % 2 == 0",
        "step(x: (B, D)) → (D, D)",
    ]


def test_a_last_colon_names_all_dims(tmp_path: Path) -> None:
    text = """
        def scaled(x, scale, shift):
            B, T, H, D = x.shape
            return x * scale[None, :, None, :] + shift[:, None, :, None]
        """
    assert shown(tmp_path, text) == [
        "scaled(x: (B, T, H, D), scale: (T, D), shift: (B, H)) → (B, T, H, D)"
    ]


def test_a_comment_elsewhere_changes_nothing_of_what_is_unpacked(tmp_path: Path) -> None:
    text = """import torch

def halves(x: torch.Tensor):
    B, N, D = x.shape
    a, b = x.chunk(2, dim=-1)
    return a + b
"""
    found = []
    for name, comment in (("plain.py", ""), ("told.py", "    # a: (B, N, D)\n")):
        path = tmp_path / name
        path.write_text(text + comment)
        (signature,) = analyze_library(path, Options(use_cache=False)).signatures
        found.append((signature.requires, signature.output))
    assert found[0] == found[1]
