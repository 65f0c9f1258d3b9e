"""The rule squeezed-batch."""

from __future__ import annotations

from pytea.diagnostics.model import Severity
from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="squeeze() without dim also drops the batch when the last batch has one sample",
    explanation="""\
`squeeze()` removes every dim of size 1. A data set whose length is not known may leave a last batch of one sample (and
one of 65 samples in batches of 8 does), and then the batch dim goes, too. Name the dim, or use `drop_last=True`.
""",
    failing="""\
import os

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Files(Dataset):
    def __init__(self):
        self.names = os.listdir(".")

    def __len__(self):
        return len(self.names)

    def __getitem__(self, index):
        return torch.zeros(4)


layer = nn.Linear(4, 1)
for x in DataLoader(Files(), batch_size=8):
    scores = layer(x).squeeze()
""",
    corrected="""\
import os

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Files(Dataset):
    def __init__(self):
        self.names = os.listdir(".")

    def __len__(self):
        return len(self.names)

    def __getitem__(self, index):
        return torch.zeros(4)


layer = nn.Linear(4, 1)
for x in DataLoader(Files(), batch_size=8):
    scores = layer(x).squeeze(1)
""",
    severity=Severity.WARNING,
)
