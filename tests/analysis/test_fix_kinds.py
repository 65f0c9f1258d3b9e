"""Every kind of fix: what is offered first, and that real torch runs the program with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.fixing.numbers import divisors_near, numbers_of
from pytea.analysis.fixing.source import applied
from tests.mdtest.documents import PROGRAM, Block
from tests.mdtest.reality import observe_all

from .test_fixing import offered

IMPORTS = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n"
KINDS = {
    "the sizes of a layer the wrong way round": (
        (
            "net = nn.Sequential(nn.Linear(9, 6), nn.Linear(5, 6))\n"
            "F.cross_entropy(net(torch.randn(4, 9)), torch.zeros(4, dtype=torch.long))\n"
        ),
        "6, 5",
    ),
    "frames that are joined and not stacked": (
        (
            "frames = [torch.randn(8, 16) for _ in range(5)]\n"
            "rnn, head = nn.LSTM(16, 32, batch_first=True), nn.Linear(32, 2)\n"
            "seq = torch.cat(frames, dim=1)\nout, _ = rnn(seq)\nprint(head(out[:, -1]).shape)\n"
        ),
        "torch.stack",
    ),
    "the size of another dim": (
        "x = torch.randn(8, 20, 32)\nx + nn.Embedding(20, 32)(torch.arange(x.size(2)))\n",
        "1",
    ),
    "a width in a list": (
        (
            "widths = [20, 30, 40]\nnet = nn.Sequential(*map(nn.Linear, widths, widths[1:]))\n"
            "net(torch.randn(4, 5, 5).flatten(1))\n"
        ),
        "25",
    ),
    "a layer for images without a batch": (
        "net = nn.BatchNorm2d(8)\nnet(torch.randn(4, 8, 20))\n",
        "nn.BatchNorm1d",
    ),
    "sounds without channels": (
        "net = nn.Conv1d(1, 8, 3)\nwaves = torch.randn(32, 300)\nnet(waves)\n",
        "waves.unsqueeze(1)",
    ),
    "an image without a batch": (
        (
            "a, b = nn.Conv2d(3, 8, 3), nn.Linear(8 * 6 * 6, 5)\nimage = torch.randn(3, 8, 8)\n"
            "b(a(image).flatten(1))\n"
        ),
        "image.unsqueeze(0)",
    ),
    "features of a recurrent layer": (
        "bands = 28\nread = nn.GRU(14 * bands // 2, 30)\nread(torch.randn(9, 4, 98))\n",
        "14 * bands // 4",
    ),
    "features that are a name": (
        (
            "def norm(width):\n    return nn.BatchNorm2d(width * 2)\n\n"
            "norm(torch.arange(48).numel())(torch.randn(2, 48, 4, 4))\n"
        ),
        "width",
    ),
    "a factor that is missing": (
        (
            "net = nn.Sequential(nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(16 * 4, 5))\n"
            "net(torch.randn(2, 16, 9, 9))\n"
        ),
        "16 * 4 * 4",
    ),
    "padded with the batch first": (
        (
            "lengths = torch.tensor([5, 3])\n"
            "x = nn.utils.rnn.pad_sequence([torch.randn(5, 6), torch.randn(3, 6)])\n"
            "nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True)\n"
        ),
        ", batch_first=True",
    ),
    "features behind channels": (
        "net = nn.LayerNorm(96)\nx = torch.randn(2, 96, 49)\nnet(x)\n",
        "x.mT",
    ),
    "two directions": (
        (
            "def tagger(hid):\n    return nn.GRU(8, hid, bidirectional=True), nn.Linear(hid, 5)\n\n"
            "read, out = tagger(torch.arange(16).numel())\nout(read(torch.randn(7, 2, 8))[0])\n"
        ),
        "2 * hid",
    ),
    "features that are not halved": (
        (
            "width = torch.arange(32).numel()\n"
            "net = nn.Sequential(nn.Linear(9, width), nn.Linear(width // 2, 5))\n"
            "net(torch.randn(4, 9))\n"
        ),
        "width",
    ),
    "the values of the actions that were taken": (
        (
            "q = torch.randn(32, 3)\ntaken = torch.zeros(32, dtype=torch.long)\n"
            "F.mse_loss(q.gather(1, taken), torch.randn(32))\n"
        ),
        "q.gather(1, taken.unsqueeze(1)).squeeze(1)",
    ),
    "too few classes": (
        (
            "net = nn.Sequential(nn.Linear(9, 4), nn.ReLU(), nn.Linear(4, 3))\n"
            "F.cross_entropy(net(torch.randn(4, 9)), torch.tensor([0, 1, 2, 3]))\n"
        ),
        "4",
    ),
    "heads of two widths": (
        (
            "mean = nn.Linear(9, 20)\nspread = nn.Linear(9, 10)\nx = torch.randn(4, 9)\n"
            "mean(x) + spread(x) * torch.randn(4, 20)\n"
        ),
        "20",
    ),
    "heads": ("nn.MultiheadAttention(32, 3, batch_first=True)\n", "2"),
    "heads of a view": (
        "heads = 5\nx = torch.randn(4, 24)\nx.view(4, heads, 24 // heads)\n",
        "4",
    ),
    "a column": (
        "lengths = torch.tensor([3, 5])\ninside = torch.arange(9)[None, :] < lengths\n",
        "lengths.unsqueeze(1)",
    ),
    "tokens before features": (
        "tokens = torch.randn(12, 32, 16)\ntokens + torch.zeros(1, 16, 32)\n",
        "tokens.mT",
    ),
    "dims of a mean": ("torch.randn(4, 1, 8, 8).mean(dim=(2, 3, 4))\n", "1"),
    "the batch size of a view on the way": (
        (
            "from torch.utils.data import DataLoader, TensorDataset\n"
            "net = nn.Linear(20, 4)\nloader = DataLoader(TensorDataset(torch.randn(100, 4, 5)), 32)\n"
            "for (x,) in loader:\n    net(x.reshape(32, -1))\n"
        ),
        "x.size(0)",
    ),
    "targets that were made floats": (
        "labels = torch.arange(8).float()\nF.cross_entropy(torch.randn(8, 10), labels)\n",
        "torch.arange(8)",
    ),
    "a product in the other order": (
        "walk, x = torch.randn(9, 9), torch.randn(9, 4)\nx @ walk + torch.zeros(9, 4)\n",
        "walk @ x",
    ),
    "a tensor of one dim less": (
        "a, b = torch.randn(2, 3, 4), torch.randn(3, 4)\ntorch.cat([a, b])\n",
        "b.unsqueeze(0)",
    ),
    "a place for the first token": (
        (
            "side, patch = 32, 4\nplaces = torch.zeros(1, (side // patch) ** 2, 8)\n"
            "x = torch.cat([torch.zeros(2, 1, 8), torch.zeros(2, 64, 8)], dim=1)\nx + places\n"
        ),
        "(side // patch) ** 2 + 1",
    ),
    "a window that is one too long": (
        "taper = torch.hann_window(20 + 1)\ntorch.randn(4, 90).unfold(-1, 20, 10) * taper\n",
        "20",
    ),
    "a sample of both halves": (
        (
            "code = 7\nnet = nn.Sequential(nn.Linear(code, 9))\nz = torch.randn(5, 2 * code)\n"
            "net(torch.randn(3, code))\nnet(z)\n"
        ),
        "code",
    ),
    "one number for each channel": (
        "x, gate = torch.randn(2, 16, 8, 9), torch.randn(2, 16)\nx * gate\n",
        "gate[:, :, None, None]",
    ),
    "the padding of a residual block": (
        (
            "class Block(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
            "        self.conv = nn.Conv2d(8, 8, 3)\n\n"
            "    def forward(self, x):\n        return x + self.conv(x)\n\n\n"
            "Block()(torch.randn(2, 8, 16, 16))\n"
        ),
        ", padding=1",
    ),
    "scores of each token": (
        (
            "scores, words = torch.randn(4, 9, 30), torch.randint(0, 30, (4, 9))\n"
            "F.cross_entropy(scores, words)\n"
        ),
        "scores.transpose(1, 2)",
    ),
    "weights of a batch of rows": (
        "a, rows = torch.randn(16, 12), torch.randn(16, 12, 64)\ntorch.bmm(a, rows)\n",
        "a.unsqueeze(1)",
    ),
    "a part of the targets": (
        "same, near = torch.randn(72), torch.randn(72)\n(1 - same[:36]) * near\n",
        "same",
    ),
    "the state of a batch of one size": (
        (
            "from torch.utils.data import DataLoader, TensorDataset\n\n\n"
            "class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
            "        self.rnn = nn.GRU(5, 6, batch_first=True)\n\n"
            "    def forward(self, x):\n"
            "        return self.rnn(x, torch.zeros(1, 32, 6))\n\n\n"
            "net = Net()\n"
            "for (x,) in DataLoader(TensorDataset(torch.randn(100, 4, 5)), batch_size=32):\n"
            "    net(x)\n"
        ),
        "x.size(0)",
    ),
    "a width that another parameter names": (
        (
            "class Block(nn.Module):\n    def __init__(self, given, kept):\n"
            "        super().__init__()\n        self.conv = nn.Conv2d(given, kept, 3)\n"
            "        self.norm = nn.BatchNorm2d(given)\n\n"
            "    def forward(self, x):\n        return self.norm(self.conv(x))\n\n\n"
            "net = nn.Sequential(Block(3, 8), Block(8, 16))\nnet(torch.randn(2, 3, 16, 16))\n"
        ),
        "kept",
    ),
    "the name of another number": (
        (
            "batch, steps = 8, 25\nread = nn.GRU(5, 6, batch_first=True)\n"
            "read(torch.randn(8, 25, 5), torch.zeros(1, steps, 6))\n"
        ),
        "batch",
    ),
    "the width of an embedding": (
        (
            "embed, places = nn.Embedding(50, 64), torch.zeros(1, 30, 48)\n"
            "norm = nn.LayerNorm(48)\nnorm(embed(torch.zeros(2, 30).long()) + places)\n"
        ),
        "48",
    ),
    "pictures that are flattened with their batch": (
        "net = nn.Linear(48, 5)\nx = torch.randn(6, 3, 4, 4)\nnet(torch.flatten(x))\n",
        ", 1",
    ),
    "scores of each token in rows": (
        (
            "scores, words = torch.randn(4, 9, 30), torch.randint(0, 30, (4, 9))\n"
            "F.cross_entropy(scores, words.reshape(-1))\n"
        ),
        "scores.flatten(0, 1)",
    ),
    "a mask with the batch first": (
        (
            "layer = nn.TransformerEncoderLayer(16, 2)\nread = nn.TransformerEncoder(layer, 2)\n"
            "mask = torch.zeros(4, 9).bool()\nread(torch.randn(4, 9, 16), None, mask)\n"
        ),
        ", batch_first=True",
    ),
    "the first of several results": (
        "read, fc = nn.GRU(8, 16), nn.Linear(16, 2)\nfc(read(torch.randn(5, 3, 8)))\n",
        "read(torch.randn(5, 3, 8))[0]",
    ),
    "the largest values, not where they are": (
        "q = torch.randn(5, 3)\ntarget = 0.9 * q.max(1)\n",
        "q.max(1)[0]",
    ),
    "a join in height, where fewer channels would fail behind it": (
        (
            "maps, up = torch.randn(2, 16, 8, 8), nn.Conv2d(32, 6, 1)\n"
            "scores = up(torch.cat([maps, maps], 2))\n"
            "F.cross_entropy(scores, torch.zeros(2, 8, 8).long())\n"
        ),
        "1",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_fix_is_offered_first_and_runs_in_real_torch(kind: str, tmp_path: Path) -> None:
    text, replacement = KINDS[kind]
    fixes = offered(IMPORTS + text, tmp_path)
    assert [fix.replacement for fix in fixes][:1] == [replacement]
    fixed = [applied(IMPORTS + text, fix) for fix in fixes]
    blocks = [Block("kinds", kind, 0, ((PROGRAM, one),), (), "") for one in fixed]
    for one, observed in zip(fixed, observe_all(blocks), strict=True):
        assert observed.errors == [], one


def test_pictures_have_as_many_means_as_channels(tmp_path: Path) -> None:
    text = (
        "from torchvision import transforms as T\n"
        "scale = T.Normalize((0.5, 0.5, 0.5), (0.2, 0.2, 0.2))\nscale(torch.rand(1, 8, 8))\n"
    )
    assert offered(IMPORTS + text, tmp_path)[0].replacement == "T.Normalize((0.5,), (0.2,))"


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("input (8, 1, 28, 28) has 1 channels, but weight (8, 3, 3, 3) expects 3", (1, 3)),
        ("(2, 16, 32, 32) and (2, 16, 16, 16) cannot be broadcast together", (32, 16)),
        ("target is (36, 60), but input (36, 3, 59) expects (36, 59)", (60, 59)),
        ("(46, 4) and (45, 1) cannot be broadcast together", (46, 45)),
    ],
)
def test_the_numbers_at_odds(sentence: str, numbers: tuple[int, ...]) -> None:
    assert numbers_of(sentence) == numbers


def test_divisors_near_a_number() -> None:
    assert divisors_near(32, 3) == [2, 4, 1]
