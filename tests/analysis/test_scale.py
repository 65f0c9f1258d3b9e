"""Large models are followed to their end: every operation checked, within the budgets."""

from __future__ import annotations

import pytest

from benchmarks.scale.__main__ import DEPTHS, PROGRAMS
from pytea.analysis.entry import analyze_entry
from pytea.config import Options


@pytest.mark.parametrize("program", DEPTHS)
def test_a_large_model_is_clean(program: str) -> None:
    result = analyze_entry(PROGRAMS / f"{program}.py", Options())
    assert result.diagnostics == ()
    assert (result.file.status, result.file.unknown) == ("complete", 0)
    assert result.file.checked > 15


def test_an_error_in_the_last_block_is_found() -> None:
    program = PROGRAMS / "gpt2_xl.py"
    text = program.read_text().replace(
        "self.norm = nn.LayerNorm(width)\n", "self.norm = nn.LayerNorm(width + 1)\n"
    )
    (found,) = analyze_entry(program, Options(), overlay={program: text}).diagnostics
    assert found.code == "shape-mismatch"
    assert "1600" in found.message and "1601" in found.message
