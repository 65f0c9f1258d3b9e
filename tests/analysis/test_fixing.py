"""Fixes: what is offered makes the program right, for pytea and for real torch."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.analysis.fixing.source import Source, applied
from pytea.cli.check import with_fixes
from pytea.config import Options
from pytea.diagnostics import Fix
from tests.mdtest.documents import PROGRAM, Block
from tests.mdtest.reality import observe_all
from tests.report.snapshots import cases

TEXTS = {title: text for title, text, _ in cases()}


def offered(text: str, folder: Path) -> list[Fix]:
    """The fixes of the first finding of a program."""
    file = folder / "train.py"
    file.write_text(text)
    report = check([file], lambda _: Options(use_cache=False), fix=with_fixes)
    return list(report.diagnostics[0].fixes)


@pytest.mark.parametrize(
    ("title", "replacement"),
    [
        ("A layer made for another image size", "64 * 6 * 6"),
        ("Grey images for a layer of three channels", "1"),
        ("The last batch of an epoch", ", drop_last=True"),
        ("Batch normalization of a last batch of one", ", drop_last=True"),
        ("A view after permute", "x.reshape(8, -1)"),
        ("A view with the wrong number of features", "16 * 5 * 5"),
        ("Tensors that are concatenated along the wrong dim", ", dim=1"),
        ("Targets of the wrong dtype", ", dtype=torch.long"),
        ("Whole numbers into a linear layer", "tokens.float()"),
        ("Images without the batch dim", "torch.randn(3, 32, 32).unsqueeze(0)"),
        ("A dim that is gone", "0"),
        ("A matrix product in the wrong order", "keys.mT"),
    ],
)
def test_the_first_fix_is_the_one_a_reader_would_make(
    title: str, replacement: str, tmp_path: Path
) -> None:
    assert offered(TEXTS[title], tmp_path)[0].replacement == replacement


@pytest.mark.parametrize("title", sorted(TEXTS))
def test_every_fix_makes_the_program_run_in_real_torch(title: str, tmp_path: Path) -> None:
    fixed = [applied(TEXTS[title], fix) for fix in offered(TEXTS[title], tmp_path)]
    blocks = [Block("fixes", title, 0, ((PROGRAM, text),), (), "") for text in fixed]
    for text, observed in zip(fixed, observe_all(blocks) if blocks else [], strict=True):
        assert observed.errors == [], text


STAGES = """\
import torch
import torch.nn as nn

def stage(given, kept, size=3):
    return nn.Sequential(nn.Conv2d(given, kept, size), nn.ReLU())

net = nn.Sequential(stage(3, 8), stage(8, 8))
net(torch.randn(2, 1, 28, 28))
"""
HIDDEN = """\
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self, hidden=64):
        super().__init__()
        self.body = nn.Linear(20, 32)
        self.head = nn.Linear(hidden, 10)

    def forward(self, x):
        return self.head(self.body(x))

scores = Net()(torch.randn(8, 20))
"""
LOSS = """\
import torch
import torch.nn.functional as F

target = torch.randint(10, (8,))
loss = F.cross_entropy(torch.randn(8, 10), target.unsqueeze(1))
"""


@pytest.mark.parametrize(
    ("text", "line", "replacement"),
    [(STAGES, 7, "1"), (HIDDEN, 6, "32"), (LOSS, 5, "target")],
    ids=["what a call passes", "a default", "a method that is too much"],
)
def test_the_change_is_made_where_the_mistake_is(
    text: str, line: int, replacement: str, tmp_path: Path
) -> None:
    first = offered(text, tmp_path)[0]
    assert (first.span.line, first.replacement) == (line, replacement)


def test_a_fix_is_not_offered_when_what_follows_fails_as_well(tmp_path: Path) -> None:
    text = (
        "import torch\nimport torch.nn as nn\n\na, b = torch.randn(32, 40), torch.randn(32, 40)\n"
        "both = torch.cat((a, b), dim=0)\nscores = nn.Linear(80, 6)(both)\n"
        "loss = nn.functional.cross_entropy(scores, torch.zeros(32, dtype=torch.long))\n"
    )
    fixes = offered(text, tmp_path)
    assert {fix.span.line for fix in fixes} == {5}
    assert {fix.replacement for fix in fixes} == {"1"}


PHOTOS = """\
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision.datasets import CIFAR10
from torchvision.transforms import ToTensor


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.read = nn.Conv2d(1, 8, 3, padding=1)
        self.write = nn.Conv2d(8, 1, 3, padding=1)

    def forward(self, x):
        return x + self.write(self.read(x))


net, edges = Net(), nn.Conv2d(1, 2, 3)
for photo, _ in DataLoader(CIFAR10('data', transform=ToTensor()), batch_size=4):
    edges(net(photo))
"""


def test_no_fix_of_one_layer_is_offered_where_two_refuse_the_same_of_the_data(
    tmp_path: Path,
) -> None:
    assert offered(PHOTOS, tmp_path) == []


def test_a_statistic_keeps_its_dim(tmp_path: Path) -> None:
    text = "import torch\n\nx = torch.randn(32, 50)\ny = x - x.mean(1)\n"
    assert offered(text, tmp_path)[0].replacement == ", keepdim=True"


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("f()", "f(a=1)"),
        ("f(x)", "f(x, a=1)"),
        ("f(x, )", "f(x, a=1)"),
        ("f(\n    x,\n)", "f(\n    x, a=1)"),
        ("f('é', x)", "f('é', x, a=1)"),
    ],
)
def test_an_argument_is_added_where_it_belongs(call: str, result: str) -> None:
    source = Source("a.py", f"ü = {call}\n")
    (node,) = source.calls()
    assert applied(source.text, source.add_argument(node, "a=1")) == f"ü = {result}\n"
    compile(result, "a.py", "exec")


def test_fixes_that_read_alike_are_told_apart(tmp_path: Path) -> None:
    text = "import torch\n\ngram = torch.randn(16, 32) @ torch.randn(16, 32)\n"
    titles = [fix.title for fix in offered(text, tmp_path)]
    assert titles == [f"write torch.randn(16, 32).T (column {column})" for column in (30, 8)]


DEEP = """\
import torch
from torch import nn

net = nn.Sequential(*[nn.Sequential(nn.Conv2d(3, 3, 3), nn.MaxPool2d(2)) for _ in range(4)], nn.Flatten())
net(torch.randn(8, 3, 128, 128)).argmax(2)
gram = torch.randn(16, 32) @ torch.randn(16, 48)
"""


def test_a_long_chain_in_another_fault_withholds_no_fix(tmp_path: Path) -> None:
    file = tmp_path / "train.py"
    file.write_text(DEEP)
    report = check([file], lambda _: Options(use_cache=False), fix=with_fixes)
    first, second = report.diagnostics
    assert any("more operations" in note.message for note in first.notes)
    assert [fix.replacement for fix in second.fixes] == ["torch.randn(16, 32).T"]
