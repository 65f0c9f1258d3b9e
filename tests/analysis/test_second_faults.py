"""A fix of the first fault is offered although another one shows behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_fixing import offered

IMPORTS = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"
BEHIND = {
    "whichever operand goes on": (
        (
            "x = torch.cat([torch.randn(4, 1, 8), torch.randn(4, 64, 8)], dim=1)\n"
            "places = torch.zeros(1, 8 * 8, 8)\nx = x + places\n"
            "scores = x @ x\n"
        ),
        "8 * 8 + 1",
    ),
    "in what the failed layer was meant to give": (
        (
            "net = nn.Linear(2048, 10)\ny = net(torch.randn(64, 512))\n"
            "F.binary_cross_entropy_with_logits(y, torch.zeros(64))\n"
        ),
        "512",
    ),
    "in shapes, behind a dtype": (
        (
            "net = nn.Linear(5, 1)\nx = torch.zeros(32, 5, dtype=torch.float64)\n"
            "y = net(x)\nF.mse_loss(y, torch.zeros(32))\n"
        ),
        "torch.float32",
    ),
    "of the same layer, elsewhere": (
        (
            "net = nn.Linear(20, 784)\nfirst = net(torch.randn(9, 20))\n"
            "net(torch.randn(64, 32))\nF.mse_loss(first, torch.zeros(9, 1, 28, 28))\n"
        ),
        "20",
    ),
}


@pytest.mark.parametrize("kind", BEHIND)
def test_the_first_fault_has_its_fix(kind: str, tmp_path: Path) -> None:
    text, replacement = BEHIND[kind]
    assert replacement in [fix.replacement for fix in offered(IMPORTS + text, tmp_path)]


def test_an_edit_that_only_moves_the_fault_is_not_offered(tmp_path: Path) -> None:
    text = (
        "seen = torch.randn(8, 16, 4, 4)\nnet = nn.Linear(64, 10)\n"
        "F.cross_entropy(net(seen.view(-1, 128)), torch.zeros(8, dtype=torch.long))\n"
    )
    assert "128" not in [fix.replacement for fix in offered(IMPORTS + text, tmp_path)]


def test_nothing_is_made_empty(tmp_path: Path) -> None:
    text = (
        "rows = 60\nvotes = torch.zeros(rows // 2, 10)\nindex = torch.zeros(60, 5, dtype=torch.long)\n"
        "votes.scatter_add_(1, index, torch.ones(60, 5))\n"
    )
    titles = [fix.title for fix in offered(IMPORTS + text, tmp_path)]
    assert not [title for title in titles if title.startswith("write 0")]


def test_a_factor_of_unknown_length_is_not_transposed_for_luck(tmp_path: Path) -> None:
    text = (
        "rows = torch.randn(40, 64)[torch.randn(40) > 0]\nother = torch.randn(32, 5)\n"
        "rows @ other\n"
    )
    assert not [f for f in offered(IMPORTS + text, tmp_path) if f.replacement.endswith(".T")]
