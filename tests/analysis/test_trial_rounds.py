"""A loop over epochs costs two rounds when the second one stands for all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.entry import Analysis
from pytea.config import Options

PROGRAM = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

loader = DataLoader(TensorDataset(torch.randn(60, 8), torch.randn(60, 4)), batch_size=16)
net = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 4))
optimizer = torch.optim.Adam(net.parameters())
history = []
step = 0
mode = "first"
for epoch in range({epochs}):
    for x, y in loader:
        optimizer.zero_grad()
        loss = (net(x) - y).pow(2).mean()
        loss.backward()
        optimizer.step()
        step += 1
    history.append(loss.item())
    {more}
"""


def steps(tmp_path: Path, epochs: int, more: str = "pass") -> int:
    """Returns how many instructions an analysis takes."""
    script = tmp_path / "train.py"
    script.write_text(PROGRAM.format(epochs=epochs, more=more), encoding="utf-8")
    analysis = Analysis(script, Options(use_cache=False), False, {}, None)
    found, report = analysis.run(None)
    assert found == () and report.unknown == 0
    return analysis.explorer.steps


@pytest.mark.parametrize(
    "more",
    [
        "pass",
        "print(epoch, step)",
        "torch.save(net.state_dict(), f'{epoch}.pt')",
        "net.epoch = epoch",
    ],
)
def test_two_rounds_are_enough(tmp_path: Path, more: str) -> None:
    one, two, many = (steps(tmp_path, epochs, more) for epochs in (1, 2, 50))
    each = two - one
    assert many < one + 1.5 * each


def test_what_changes_otherwise_needs_another_round(tmp_path: Path) -> None:
    one, two, many = (
        steps(tmp_path, epochs, "mode = 'last' if mode == 'later' else 'later'")
        for epochs in (1, 2, 50)
    )
    assert many > one + 1.8 * (two - one)


def test_an_exception_that_is_caught_is_no_fault(tmp_path: Path) -> None:
    more = "try: {}['a']\n    except KeyError: pass"
    one, two, many = (steps(tmp_path, epochs, more) for epochs in (1, 2, 50))
    assert many < one + 1.5 * (two - one)
