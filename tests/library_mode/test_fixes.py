"""Fixes of what is found in functions that no entry calls."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.check import check
from pytea.cli.check import fixes_alone, with_fixes
from pytea.config import Options

NETS = """\
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3)
        self.norm = nn.BatchNorm2d(32)
        self.fc = nn.Linear(16, classes)

    def forward(self, x):
        return self.fc(self.norm(self.conv(x)).mean(dim=(2, 3)))


class Rows(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(20, 64)
        self.outer = nn.Linear(32, 10)

    def forward(self, x):
        return self.outer(self.inner(x))
"""


def test_a_fix_is_offered_where_the_file_passes_alone_with_it(tmp_path: Path) -> None:
    """Turning an input would do as well, but then nothing but a batch of 32 rows would fit."""
    file = tmp_path / "nets.py"
    file.write_text(NETS)
    report = check(
        [file], lambda _: Options(use_cache=False), fix=with_fixes, fix_alone=fixes_alone
    )
    offered = [[fix.replacement for fix in d.fixes] for d in report.diagnostics]
    assert offered == [["16"], ["64", "32"]]
