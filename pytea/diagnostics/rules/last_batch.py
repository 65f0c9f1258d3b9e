"""The rule last-batch."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="an operation fails for the last, smaller batch",
    explanation="""\
A `DataLoader` without `drop_last=True` ends with a batch of `len(dataset) % batch_size` samples. Code that
takes the batch size for granted works for hours and fails at the end of the first epoch: `view` with the
batch size as a number, a hidden state that was made before the loop, batch normalization of a single
sample.

Take the size from the batch (`x.size(0)`, or -1 in `view`), or drop the last batch.
""",
    failing="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

samples = TensorDataset(torch.randn(100, 28, 28))
for (images,) in DataLoader(samples, batch_size=32):
    rows = images.view(32, 28 * 28)
""",
    corrected="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

samples = TensorDataset(torch.randn(100, 28, 28))
for (images,) in DataLoader(samples, batch_size=32):
    rows = images.view(images.size(0), 28 * 28)
""",
)
