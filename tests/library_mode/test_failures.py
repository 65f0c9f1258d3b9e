"""A defect of ours in a function that no entry calls is told as such, and costs that function only."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.analysis.library import file as library_file
from pytea.cli.check import exit_status
from pytea.config import Options
from pytea.diagnostics import Report
from pytea.stubapi import OPERATORS
from pytea.stubapi.loading import load_operators

TEXT = """\
import torch
from torch import nn


def scaled(x):
    return torch.tanh(x)


class Net(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.inner, self.outer = nn.Linear(dim, 8), nn.Linear(9, dim)

    def forward(self, x):
        return self.outer(self.inner(x))
"""


def checked(folder: Path) -> Report:
    file = folder / "model.py"
    file.write_text(TEXT)
    return check([file], lambda _: Options(use_cache=False))


def test_a_defect_in_an_operator_names_construct_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_operators("torch")

    def broken(*_: object) -> object:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(OPERATORS["torch.tanh"], "function", broken)
    report = checked(tmp_path)
    found = {(d.code, d.span.line): d.message for d in report.diagnostics}
    assert found.keys() == {("internal-failure", 6), ("shape-mismatch", 15)}
    assert found["internal-failure", 6] == "Call in scaled failed: ZeroDivisionError: ours"
    assert [file.status for file in report.files] == ["partial"]
    assert [remark for remark in report.remarks if "pytea failed" in remark] == [
        f"{tmp_path / 'model.py'}: pytea failed under at least one hypothesis about: scaled"
    ]
    assert exit_status(report) == 1  # for the error in Net, which was checked all the same
    assert not any("budget" in remark for remark in report.remarks)


def test_a_defect_outside_the_machine_names_the_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_file, "settled", lambda runner: 1 // 0)
    report = checked(tmp_path)
    assert {(d.code, d.span.line) for d in report.diagnostics} == {
        ("internal-failure", 5),
        ("internal-failure", 14),
    }
    assert "the analysis of scaled failed: ZeroDivisionError" in report.diagnostics[0].message
