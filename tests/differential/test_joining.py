"""Joining, splitting, gathering and scattering on generated calls, valid and invalid."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.generated import Generated, ramp, report, tensors

SHAPES = tensors(
    (), (1,), (4,), (2, 3), (1, 3), (3, 1), (0,), (0, 3), (2, 1, 3), (2, 3, 4), (2, 0, 3), (7,),
)  # fmt: skip
LAYOUTS = [
    lambda: ramp(2, 3).t(),
    lambda: ramp(2, 3, 4).transpose(0, 2),
    lambda: ramp(4, 6)[:, ::2],
]
KINDS = [
    lambda: ramp(2, 3, dtype=torch.int64), lambda: ramp(4, dtype=torch.int64),
    lambda: ramp(2, 3, dtype=torch.float64), lambda: ramp(2, 3) > 2, lambda: torch.tensor(2),
]  # fmt: skip
ANY = [*SHAPES, *LAYOUTS, *KINDS]
DIMS: list[Any] = [0, 1, 2, -1, -2, 3, -4, 0, 1, 1.0, True, None]
COUNTS: list[Any] = [0, 1, 2, 3, 5, -1, 10, 1.0]
LISTS: list[Any] = [(1, 2), [2, 1], (0, 3), (4,), (1, 1, 1), (), (-1, 4), [1, 3], (5, 2), 2, 3, 0]


def _list(*shapes: tuple[int, ...], **options: Any) -> Any:
    return lambda: [ramp(*shape, **options) for shape in shapes]


GROUPS: list[Any] = [
    _list((2, 3), (2, 3)), _list((2, 3), (1, 3)), _list((2, 3), (2, 1)), _list((3,), (4,)),
    _list((0,), (2, 3)), _list((2, 3), (0,), (2, 3)), _list((), ()), _list((), (1,)), _list(),
    _list((2, 3, 4)), _list((2, 3, 4), (2, 3)), _list((2, 3, 4), (2, 5, 4)), _list((0, 3), (2, 3)),
    _list((1,), (1,), (1,)), _list((0,), (0,)), _list((0,), (0, 3)), _list((3,), (3,)),
    lambda: [ramp(2, 3), ramp(2, 3, dtype=torch.int64)], lambda: [ramp(2, 3), 1],
    lambda: [ramp(3, dtype=torch.int64), ramp(2, dtype=torch.int64)], lambda: ramp(2, 3), 3,
    lambda: (ramp(2, 3), ramp(2, 3, dtype=torch.float64)), _list((2, 3, 2, 2), (2, 1, 2, 2)),
    lambda: [ramp(2, 3).t(), ramp(3, 2)],
    lambda: [torch.ones(2, 3, 2, 2).to(memory_format=torch.channels_last)] * 2,
]  # fmt: skip


def _index(*shape: int, high: int = 2, dtype: torch.dtype = torch.int64) -> Any:
    return lambda: (ramp(*shape) % high).to(dtype)


INDICES: list[Any] = [
    _index(2, 3), _index(1, 3), _index(2, 1), _index(4), _index(1), _index(), _index(0), _index(3, 3),
    _index(2, 3, dtype=torch.int32), _index(4, dtype=torch.int32), _index(2, 3, dtype=torch.int16),
    _index(2, 3, dtype=torch.float32), _index(2, 3, high=9), _index(4, high=9), _index(2, 3, 4),
    _index(2, 5, 4), _index(1, 1, 1), lambda: torch.tensor([-1, 0]), lambda: torch.tensor([7]), 1,
    _index(2), _index(3), _index(2, 0),
]  # fmt: skip
MASKS: list[Any] = [
    lambda: ramp(2, 3) > 2, lambda: ramp(3) > 0, lambda: ramp(2, 1) > 0, lambda: ramp(4) > 1,
    lambda: ramp(2, 3), lambda: (ramp(2, 3) > 2).byte(), lambda: torch.tensor(True),
    lambda: ramp(2, 3, 4) > 3, 1,
]  # fmt: skip
NUMBERS: list[Any] = [1, 1.5, 1j, True, *SHAPES, *KINDS]

CASES = [
    Generated("torch.cat", [GROUPS], {"dim": DIMS}, count=200),
    Generated("torch.stack", [GROUPS], {"dim": DIMS}, count=200),
    *(Generated(f"torch.{name}", [GROUPS]) for name in ("hstack", "vstack", "dstack", "column_stack")),
    Generated("torch.block_diag", [ANY, ANY]),
    Generated("torch.cartesian_prod", [ANY, ANY]),
    Generated("torch.meshgrid", [ANY, ANY], {"indexing": ["ij", "xy", "zz"]}),
    Generated("torch.combinations", [ANY], {"r": COUNTS, "with_replacement": [True, False]}),
    Generated("torch.split", [ANY, [*LISTS, 1.0]], {"dim": DIMS}, count=200),
    Generated("torch.Tensor.split_with_sizes", [ANY, LISTS], {"dim": DIMS}),
    Generated("torch.chunk", [ANY, COUNTS], {"dim": DIMS}, count=150),
    Generated("torch.tensor_split", [ANY, [*LISTS, *COUNTS, *INDICES]], {"dim": DIMS}, count=200),
    *(
        Generated(f"torch.{name}", [ANY, [*LISTS, *COUNTS]])
        for name in ("hsplit", "vsplit", "dsplit")
    ),
    Generated("torch.unbind", [ANY], {"dim": DIMS}),
    Generated("torch.index_select", [ANY, DIMS, INDICES], count=150),
    Generated("torch.gather", [ANY, DIMS, INDICES], count=200),
    Generated("torch.take", [ANY, INDICES], count=100),
    Generated("torch.take_along_dim", [ANY, INDICES], {"dim": DIMS}, count=150),
    Generated("torch.masked_select", [ANY, MASKS], count=100),
    Generated("torch.masked_scatter", [ANY, MASKS, ANY], count=120),
    Generated("torch.Tensor.masked_scatter_", [SHAPES, MASKS, ANY], count=100),
    Generated("torch.scatter", [ANY, DIMS, INDICES, NUMBERS], {"reduce": ["add", "x"]}, count=200),
    Generated("torch.Tensor.scatter_", [SHAPES, DIMS, INDICES, NUMBERS], count=150),
    Generated("torch.scatter_add", [ANY, DIMS, INDICES, ANY], count=150),
    Generated(
        "torch.scatter_reduce", [ANY, DIMS, INDICES, ANY, ["sum", "amax", "mean", "foo"]], count=100
    ),
    Generated("torch.index_add", [ANY, DIMS, INDICES, ANY], count=200),
    Generated("torch.index_copy", [ANY, DIMS, INDICES, ANY], count=200),
    Generated("torch.index_fill", [ANY, DIMS, INDICES, NUMBERS], count=150),
    Generated("torch.index_reduce", [ANY, DIMS, INDICES, ANY, ["prod", "sum"]], count=100),
    Generated("torch.put", [ANY, INDICES, ANY], count=150),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_generated_calls(case: Generated) -> None:
    assert report(case.problems(1)) == ""
