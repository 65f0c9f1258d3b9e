"""Trainer of transformers: a stub runs the loops that its own source hides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.test_behind_stubs import with_package

#: As much of the package as the stub leaves to it.
PACKAGE = {
    "transformers/__init__.py": """\
from .data import EvalPrediction, default_data_collator
from .trainer import Trainer
from .training_args import TrainingArguments
""",
    "transformers/trainer.py": """\
class Trainer:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError
""",
    "transformers/training_args.py": """\
from dataclasses import dataclass
import torch

@dataclass
class TrainingArguments:
    output_dir: str
    per_device_train_batch_size: int = 8
    per_device_eval_batch_size: int = 8
    dataloader_drop_last: bool = False
    remove_unused_columns: bool = True
    label_names: list = None
    train_batch_size = property(lambda self: self.per_device_train_batch_size)
    eval_batch_size = property(lambda self: self.per_device_eval_batch_size)
    device = property(lambda self: torch.device("cpu"))
""",
    "transformers/data.py": """\
import torch

class EvalPrediction:
    def __init__(self, predictions, label_ids):
        self.predictions, self.label_ids = predictions, label_ids

    def __iter__(self):
        return iter((self.predictions, self.label_ids))

def default_data_collator(features):
    return {key: torch.stack([f[key] for f in features]) for key in features[0]}
""",
}
PROGRAM = """\
import torch
from torch import nn
from transformers import Trainer, TrainingArguments

class Rows(torch.utils.data.Dataset):
    def __len__(self):
        return 100

    def __getitem__(self, i):
        return {"rows": torch.randn(5, 16), "labels": torch.randint(3, ()), "name": i}

class Net(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.read, self.head = nn.Linear(width, 8), nn.Linear(5 * 8, 3)

    def forward(self, rows, labels=None):
        scores = self.head(self.read(rows).flatten(1))
        return {"loss": nn.functional.cross_entropy(scores, labels), "scores": scores}

def metrics(given):
    scores, labels = given
    reveal_shape(scores)
    return {"right": (scores.argmax(-1) == labels).mean()}

class Weighted(Trainer):
    def compute_loss(self, model, inputs, return_outputs=False):
        outputs = model(**inputs)
        loss = nn.functional.cross_entropy(
            outputs["scores"], inputs["labels"], weight=torch.ones(3))
        return (loss, outputs) if return_outputs else loss

settings = TrainingArguments("out", per_device_train_batch_size=32)
trainer = Weighted(Net(), settings, train_dataset=Rows(), eval_dataset=Rows(),
                   compute_metrics=metrics)
trainer.train()
reveal_shape(trainer.predict(Rows()).predictions)
"""


def test_a_program_passes_and_its_metrics_see_all_samples(tmp_path: Path) -> None:
    result = with_package(tmp_path, PACKAGE, PROGRAM)
    assert [(d.code, d.message) for d in result.diagnostics] == [("revealed-shape", "(100, 3)")] * 2
    assert result.file.unknown == 0


@pytest.mark.parametrize(
    ("right", "wrong", "code", "place"),
    [
        ("width=16", "width=12", "shape-mismatch", "self.head(self.read"),
        ("torch.ones(3)", "torch.ones(4)", "shape-mismatch", "loss = nn.functional"),
        ("rows).flatten(1)", "rows).view(32, -1)", "last-batch", "self.head(self.read"),
        ("torch.randint(3, ())", "torch.randn(())", "dtype-mismatch", 'return {"loss"'),
        ("argmax(-1) == labels", "T @ torch.ones(7).numpy()", "shape-mismatch", 'return {"right"'),
    ],
)
def test_what_is_wrong_with_the_model_the_loss_or_the_data(
    right: str, wrong: str, code: str, place: str, tmp_path: Path
) -> None:
    assert PROGRAM.count(right) == PROGRAM.count(place) == 1
    text = PROGRAM.replace(right, wrong)
    found = with_package(tmp_path, PACKAGE, text).diagnostics
    errors = [(d.code, d.span.line) for d in found if d.severity.value == "error"]
    assert errors == [(code, text[: text.index(place)].count("\n") + 1)]
