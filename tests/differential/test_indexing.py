"""Indexing, and assignment through an index: generated indices, judged by eager torch."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
import torch

from tests.differential.harness import describe_call, disagreement

GETITEM, SETITEM = "torch.Tensor.__getitem__", "torch.Tensor.__setitem__"
L = torch.tensor


class _Index:
    def __getitem__(self, index: Any) -> Any:
        return index


I = _Index()  # noqa: E741  (writes indices as they look)

BASIC = [
    0, 1, -1, -3, 5, slice(None), slice(1, None), slice(None, -1), slice(-9, 9), slice(2, 1),
    slice(None, None, 2), slice(1, 9, 3), slice(None, None, -1), None, Ellipsis, True, False,
]  # fmt: skip
ADVANCED = [
    L([0, 1]), L([1]), L([[0, 1], [1, 0]]), L([0, 9]), L([-1, 0, -2]), L(1), L(-1), L(7),
    L([0, 1], dtype=torch.int32), L([0, 1], dtype=torch.int16), L([1.0]), L(1.0),
    L([1, 0], dtype=torch.uint8), L(1, dtype=torch.uint8), L([], dtype=torch.long), L([]),
    L([True, False]), L([True, False, True]), L([False, False]), L(True), L(False),
    L([[True, False, True], [True, True, True]]), L([[True, False], [True, True]]),
    [0, 1], [1], [[0, 1], [1, 1]], [True, False], [], (0, 1), [1.0], 1.5, "a", range(2),
    L([[0, 1], [1, 0]]).t(), L([1]).expand(3),
]  # fmt: skip
SHAPES = [(2, 3, 4), (2, 3), (3,), (), (2, 2, 2, 3), (0, 3), (2, 0), (1, 1)]
WHOLE = [
    I[()], I[[0, 1], [0, 1]], [[0, 1], [0, 1]], [slice(None), 0], [0, slice(None)], [None, 0],
    [L([0, 1]), L([0, 1])], [L(0), L(1)], [0, [0, 1]], [[0, 1]], [[[0, 1], [1, 0]]], {0},
    np.array([0, 1]), np.array([1, 0], dtype=np.int32), np.array([True, False]),
    I[..., L([0, 1])], I[L([0, 1]), ..., L([0, 1])], I[..., ..., 0], I[0, ..., None, 0],
    [True, 1], [[True, False, True], [True, True, True]],
]  # fmt: skip


def _tensor(shape: tuple[int, ...], dtype: torch.dtype = torch.float32) -> torch.Tensor:
    count = torch.Size(shape).numel()
    return torch.arange(count).view(shape).to(dtype)


def _random_index(rng: random.Random) -> Any:
    items = [
        rng.choice(BASIC if rng.random() < 0.6 else ADVANCED) for _ in range(rng.randint(1, 4))
    ]
    return items[0] if len(items) == 1 and rng.random() < 0.7 else tuple(items)


def _problems(calls: list[tuple[str, Any]]) -> str:
    found = []
    for name, args in calls:
        problem = disagreement(name, args, {})
        if problem:
            found.append(f"{describe_call(name, args, {})}\n  {problem}")
    return "\n".join(found)


@pytest.mark.parametrize("shape", SHAPES)
def test_single_items_and_whole_indices(shape: tuple[int, ...]) -> None:
    x = _tensor(shape)
    calls = [(GETITEM, (x, index)) for index in [*BASIC, *ADVANCED, *WHOLE]]
    assert _problems(calls) == ""


@pytest.mark.parametrize("dtype", [torch.float32, torch.int64])
def test_random_indices(dtype: torch.dtype) -> None:
    rng = random.Random(1)
    calls = [
        (GETITEM, (_tensor(rng.choice(SHAPES[:6]), dtype), _random_index(rng))) for _ in range(1500)
    ]
    assert _problems(calls) == ""


def test_views_that_are_not_contiguous() -> None:
    rng = random.Random(2)
    bases = [
        _tensor((2, 3, 4)).transpose(0, 2), _tensor((4, 3, 2))[:, 1:], _tensor((3, 1)).expand(3, 4),
        _tensor((4, 6))[::2, ::3], _tensor((2, 3, 2, 2)).to(memory_format=torch.channels_last),
    ]  # fmt: skip
    calls = [(GETITEM, (rng.choice(bases), _random_index(rng))) for _ in range(600)]
    assert _problems(calls) == ""


def test_random_assignments() -> None:
    rng = random.Random(3)
    shapes = [(), (1,), (2,), (3,), (4,), (1, 4), (3, 4), (2, 3, 4), (1, 2, 3, 4), (2, 1), (5,)]
    calls = []
    for _ in range(2000):
        dtype = rng.choice([torch.float32, torch.float32, torch.int64, torch.bool])
        x = _tensor(rng.choice(SHAPES[:6]), dtype)
        value = rng.choice(
            [1, 1.5, True, L(2), L(2.0), *(_tensor(shape, dtype) for shape in shapes)]
        )
        calls.append((SETITEM, (x, _random_index(rng), value)))
    assert _problems(calls) == ""


@pytest.mark.parametrize(
    "value",
    [1, 1.5, 1j, None, "a", [1, 2], (1, 2), np.ones((3, 4)), L([1, 2, 3, 4]), torch.ones(3, 4)],
)
def test_assigned_values(value: Any) -> None:
    indices = [I[0], I[:], I[L([0, 1])], I[L([True, False])], I[0, 0, 0], I[...], I[9], I[0, 1.5]]
    calls = [(SETITEM, (_tensor((2, 3, 4)), index, value)) for index in indices]
    assert _problems(calls) == ""


INDEX_PUT = [
    ((L([0, 1]),), torch.ones(2, 3, 4)), ((L([0, 1]),), torch.ones(3, 3, 4)), ((L(0),), L(1.0)),
    ((L([0, 1]),), L(1)), ((L([0, 1]), L([0, 1])), torch.ones(2, 4)), ([L([0, 1])], L(1.0)),
    (L([0, 1]), L(1.0)), ((L([0, 1]),), torch.ones(1, 2, 3, 4)), ((L([5]),), L(1.0)), ((), L(1.0)),
    ((L([True, False]),), L(1)), ((L([True, False, True]),), L(1.0)), ((None, L([0])), L(1.0)),
    ((L([0.0]),), L(1.0)), ((L([0]),) * 4, L(1.0)), ((L([0, 1]), L([0, 1, 2])), L(1.0)),
    ((L([0]),), 1.0),
]  # fmt: skip


@pytest.mark.parametrize("name", ["torch.index_put", "torch.Tensor.index_put_"])
@pytest.mark.parametrize("accumulate", [False, True])
def test_index_put(name: str, accumulate: bool) -> None:
    x = _tensor((2, 3, 4))
    calls = [(name, (x.clone(), *args, accumulate)) for args in INDEX_PUT]
    assert _problems(calls) == ""
