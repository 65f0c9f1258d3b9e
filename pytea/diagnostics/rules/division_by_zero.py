"""The rule division-by-zero."""

from __future__ import annotations

from pytea.diagnostics.rule import Rule

RULE = Rule(
    summary="a number is divided by zero",
    explanation="""\
Python refuses the division of a number by zero; tensors give infinity instead. In programs it is often a
size that is rounded down to 0, as in `total // batch_size` batches per epoch.
""",
    failing="""\
samples, batch_size = 50, 64
batches = samples // batch_size
per_batch = 1000 / batches
""",
    corrected="""\
samples, batch_size = 50, 64
batches = max(samples // batch_size, 1)
per_batch = 1000 / batches
""",
)
