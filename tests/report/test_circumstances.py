"""Under which circumstances a fault occurs: what holds there, and the smallest example."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.snapshots import reported

LOADER = """\
import sys
import torch
from torch.utils.data import DataLoader, Dataset

class Lines(Dataset):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i): return torch.zeros(3, 8)

total = torch.zeros(32, 3, 8)
for batch in DataLoader(Lines(len(open("a.txt").readlines())), batch_size=32):
    total = total + batch
"""
NAMED = """\
import torch
from torch.utils.data import DataLoader, TensorDataset

class Trainer:
    def __init__(self, held_out):
        self.held_out = held_out
        self.loader = DataLoader(self.held_out, batch_size=4)

    def run(self, total):
        for (rows,) in self.loader:
            total + rows

def batches(samples):
    return DataLoader(dataset=samples, batch_size=4)

Trainer(TensorDataset(torch.randn(11, 3))).run(torch.zeros(4, 3))
for rows, in batches(TensorDataset(torch.randn(10, 5))):
    rows + torch.zeros(4, 5)
"""
BRANCH = """\
import argparse, torch
parser = argparse.ArgumentParser()
parser.add_argument("--n", type=int, required=True)
n = parser.parse_args().n
if n > 3:
    torch.zeros(n, 2 * n) @ torch.zeros(n, 3)
"""
CHANCE = """\
import random, torch
groups = random.randint(1, 9)
torch.zeros(10, 4).view(groups, -1)
"""
HALVES = """\
import torch
for i in range(4):
    torch.zeros(8, 4)[:, 2 * i]
"""


@pytest.mark.parametrize(
    ("program", "sentences"),
    [
        (
            LOADER,
            ["when batch_size = 32", "for example len(dataset) = 2, size of the last batch = 2"],
        ),
        (
            NAMED,
            [
                "when len(self.held_out) = 11, batch_size = 4",
                "when len(samples) = 10, batch_size = 4",
            ],
        ),
        (BRANCH, ["when n > 3", "for example n = 4"]),
        (CHANCE, ["for example groups = 3"]),
    ],
    ids=[
        "a length that is not known",
        "what the program calls its data",
        "a branch on an argument",
        "a number drawn by chance",
    ],
)
def test_examples_are_the_smallest(program: str, sentences: list[str], tmp_path: Path) -> None:
    lines = [line.strip() for line in reported(program, tmp_path).splitlines()]
    assert [line for line in lines if line.startswith(("when", "for example"))] == sentences


def test_a_round_of_a_loop_that_is_unrolled_has_its_real_number(tmp_path: Path) -> None:
    assert "index 4 is out of range for dim 1 of size 4" in reported(HALVES, tmp_path)
