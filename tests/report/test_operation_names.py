"""What operations are called in the chain of a shape."""

from __future__ import annotations

import pytest

from pytea.analysis.operation_names import operation_name
from pytea.span import Span
from pytea.values.origin import Origin

PLACE = Span(1, 1, 1, 9)
GIVEN = Origin("torch.randn", "train.py", PLACE)


@pytest.mark.parametrize(
    ("operator", "written", "name"),
    [
        ("torch.flatten", "torch.flatten(x, 1)", "torch.flatten"),
        ("F.conv2d", "self.conv(x)", "F.conv2d in self.conv"),
        ("F.embedding", "self.embedding(tokens)", "F.embedding in self.embedding"),
        ("rnn", "self.lstm(x, state)", "self.lstm"),
        ("__getitem__", "x[:, 0]", "[:, 0]"),
        ("__matmul__", "q @ k", "@"),
    ],
)
def test_operations_are_called_as_they_are_written(operator: str, written: str, name: str) -> None:
    origin = Origin(operator, "train.py", PLACE, ((None, GIVEN),), 1)
    assert operation_name(origin, written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("loader", "loader"),
        ("enumerate(loader)", "loader"),
        ("enumerate(tqdm(self.loader, desc='train'))", "self.loader"),
        ("next(iter(loader))", "loader"),
        ("zip(day, week)", "zip(day, week)"),
        ("zip(the_first_of_both_loaders, the_second_of_both_loaders)", "zip"),
        ("DataLoader(data, 8)", "DataLoader"),
    ],
)
def test_data_come_from_what_a_loop_goes_over(written: str, name: str) -> None:
    assert operation_name(Origin("DataLoader", "train.py", PLACE), written) == name
