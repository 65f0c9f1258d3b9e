"""What annotations of parameters tell the signature of a function."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.library.file import analyze_library
from pytea.config import Options

HEAD = """\
import torch
from jaxtyping import Float, Int, Shaped, UInt16
from torch import Tensor
from torchtyping import TensorType


"""

SIGNATURES = {
    'x: TensorType["b", "d", float]': "(b, d)",
    'x: TensorType["b", "d", torch.float32, is_named]': "(b, d)",
    'x: TensorType["b", ..., "d"]': "(*batch, N, d)",
    'x: TensorType["b": ..., "d"]': "(*batch, d)",
    'x: TensorType["b": 4, -1]': "(4, D)",
    'x: UInt16[Tensor, "a b"]': "(a, b)",
    'x: Float[Float[Tensor, "c"], "a b"]': "(a, b, c)",
    'x: Float[Tensor, ""]': "()",
    'x: Shaped[Tensor, "... c"] | None': "(*batch, c)",
}


@pytest.mark.parametrize("parameter", SIGNATURES)
def test_shape_of_a_parameter(tmp_path: Path, parameter: str) -> None:
    file = tmp_path / "model.py"
    file.write_text(f"{HEAD}def f({parameter}):\n    return x + x\n")
    found = analyze_library(file, Options())
    (signature,) = found.signatures
    assert signature.inputs == {"x": SIGNATURES[parameter]}
    assert not found.diagnostics


@pytest.mark.parametrize(
    ("result", "line"),
    [("TensorType['b', ..., 'd']", 0), ("TensorType['b', 'd']", 8), ("TensorType['b', int]", 8)],
)
def test_result_that_differs(tmp_path: Path, result: str, line: int) -> None:
    file = tmp_path / "model.py"
    parameter = "TensorType['b', ..., 'd', float]"
    file.write_text(
        f"{HEAD}def f(x: {parameter}) -> {result}:\n    return x * torch.ones(2, 1, 1, 1)\n"
    )
    found = analyze_library(file, Options())
    assert [d.span.line for d in found.diagnostics] == ([line] if line else [])


@pytest.mark.parametrize(("result", "line"), [("x", 8), ("x.T", 0), ("x @ x.T @ x.T", 0)])
def test_axes_that_are_turned(tmp_path: Path, result: str, line: int) -> None:
    file = tmp_path / "model.py"
    file.write_text(
        f"{HEAD}def f(x: TensorType['b', 'c']) -> TensorType['c', 'b']:\n    return {result}\n"
    )
    found = analyze_library(file, Options())
    assert [d.span.line for d in found.diagnostics] == ([line] if line else [])


def test_a_text_compared_with_one_other_may_be_another(tmp_path: Path) -> None:
    file = tmp_path / "model.py"
    file.write_text(
        "import torch\n\n\ndef f(x, pool: str):\n    b, n, d = x.shape\n"
        "    return x.sum(1) if pool == 'sum' else x\n"
    )
    (signature,) = analyze_library(file, Options()).signatures
    assert signature.output == "(b, d) if pool == 'sum' else (b, n, d)"
