"""Views, reshapes, reorderings and expansions on generated calls, valid and invalid."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.generated import Generated, ramp, report, tensors

SHAPES = tensors(
    (), (1,), (4,), (2, 3), (1, 3), (3, 1), (0,), (0, 3), (2, 1, 3), (2, 3, 4), (2, 0, 3), (3, 3),
    (1, 1, 1), (2, 3, 2, 2),
)  # fmt: skip
STRIDED = [
    lambda: ramp(2, 3).t(), lambda: ramp(2, 3, 4).transpose(0, 2), lambda: ramp(4, 6)[:, ::2],
    lambda: ramp(2, 3, 4).permute(0, 2, 1), lambda: ramp(3, 1).expand(3, 4),
    lambda: ramp(1, 4).t(), lambda: ramp(2, 3, 4)[:, 1], lambda: ramp(2, 3, 2, 2)[:, :, 0],
    lambda: ramp(2, 3, 2, 2).to(memory_format=torch.channels_last), lambda: ramp(6)[1:],
    lambda: ramp(2, 3, 4).narrow(2, 1, 2), lambda: ramp(2, 1, 4).transpose(0, 1),
]  # fmt: skip
INTEGERS = [lambda: ramp(2, 3, dtype=torch.int64), lambda: ramp(4, dtype=torch.int64)]
ANY = [*SHAPES, *STRIDED, *INTEGERS]
DIMS: list[Any] = [0, 1, 2, -1, -2, -3, 3, -4, 0, 1, -1, 1.0, True, "x", None]
SIZES: list[Any] = [
    (6,), (2, 3), (3, 2), (-1,), (2, -1), (-1, 3), (-1, -1), (1, 6), (4,), (2, 2), (24,), (6, 4),
    (2, 12), (4, -1), (0,), (0, -1), (-1, 0), (1, -1, 1), (), (-2, 3), (2, 3, 4), (8, 3), (2, 3, 2, 2),
    (12,), (3, 4), (2.0, 3), (True, 6),
]  # fmt: skip
LISTS: list[Any] = [
    (0,), (1,), (0, 1), (-1,), (1, 0), (0, 0), (0, 1, 2), (2, 0, 1), (-1, -2), (), (3,), (0, -1), [0, 1],
    [1, 0],
]  # fmt: skip
EXPANDED = [size for size in SIZES if not {"0", "True"} & {*map(str, size)}]
#: Without those that start at an odd offset in memory, which is not followed.
ALIGNED = [*SHAPES, *STRIDED[:6], *STRIDED[11:], *INTEGERS]
COUNTS: list[Any] = [0, 1, 2, 3, 5, -1, -2, 10]

CASES = [
    Generated("torch.Tensor.view", [ANY, SIZES], count=400),
    Generated("torch.Tensor.reshape", [ANY, SIZES], count=300),
    Generated("torch.reshape", [ANY, SIZES]),
    Generated("torch.Tensor.view", [ANY, [2, 3, -1, 4, 6, 1], [2, 3, -1, 4, 1, 1.0]], count=120),
    Generated(
        "torch.Tensor.view",
        [[*ALIGNED, *tensors((2, 4), (4,), (2, 3), dtype=torch.int16)],
         [torch.int32, torch.float64, torch.int8, torch.int16, torch.complex64, torch.bool]],
        count=150,
    ),
    Generated("torch.Tensor.view_as", [ANY, ANY], count=150),
    Generated("torch.Tensor.reshape_as", [ANY, ANY]),
    Generated("torch.flatten", [ANY], {"start_dim": DIMS, "end_dim": DIMS}, count=150),
    Generated("torch.Tensor.unflatten", [ANY, DIMS, SIZES], count=200),
    Generated("torch.ravel", [ANY]),
    Generated("torch.squeeze", [ANY], {"dim": [*DIMS, *LISTS]}, count=150),
    Generated("torch.Tensor.squeeze_", [SHAPES], {"dim": [*DIMS, *LISTS]}),
    Generated("torch.unsqueeze", [ANY, DIMS], count=100),
    Generated("torch.Tensor.unsqueeze_", [SHAPES, DIMS]),
    Generated("torch.transpose", [ANY, DIMS, DIMS], count=120),
    Generated("torch.Tensor.transpose_", [SHAPES, DIMS, DIMS]),
    Generated("torch.swapaxes", [ANY, DIMS, DIMS]),
    Generated("torch.t", [ANY]),
    Generated("torch.Tensor.t_", [SHAPES]),
    Generated("torch.permute", [ANY, LISTS], count=150),
    Generated("torch.Tensor.permute", [ANY, DIMS, DIMS]),
    Generated("torch.movedim", [ANY, [*DIMS, *LISTS], [*DIMS, *LISTS]], count=200),
    Generated("torch.Tensor.T", [ANY]),
    Generated("torch.Tensor.mT", [ANY]),
    Generated("torch.Tensor.H", [ANY]),
    Generated("torch.Tensor.mH", [ANY]),
    Generated("torch.adjoint", [ANY]),
    Generated("torch.Tensor.expand", [ANY, EXPANDED], count=250),
    Generated("torch.Tensor.expand", [ANY, [2, 3, -1, 4, 1], [2, 3, -1, 4, 1]], count=100),
    Generated("torch.Tensor.expand_as", [ANY, ANY], count=100),
    Generated("torch.broadcast_to", [ANY, EXPANDED], count=100),
    Generated("torch.broadcast_tensors", [ANY, ANY], count=100),
    Generated("torch.broadcast_shapes", [EXPANDED, [*EXPANDED, 2, 3]], count=100),
    Generated("torch.Tensor.repeat", [ANY, SIZES], count=120),
    Generated("torch.tile", [ANY, SIZES], count=100),
    Generated("torch.repeat_interleave", [ANY, [0, 1, 2, -1, *INTEGERS]], {"dim": DIMS}, count=150),
    Generated("torch.atleast_1d", [ANY]),
    Generated("torch.atleast_2d", [ANY]),
    Generated("torch.atleast_3d", [ANY]),
    Generated("torch.narrow", [ANY, DIMS, COUNTS, COUNTS], count=250),
    Generated("torch.select", [ANY, DIMS, COUNTS], count=150),
    Generated("torch.diagonal", [ANY, COUNTS], {"dim1": DIMS, "dim2": DIMS}, count=250),
    Generated("torch.diag", [ANY, COUNTS], count=100),
    Generated("torch.diag_embed", [ANY, COUNTS], {"dim1": DIMS, "dim2": DIMS}, count=200),
    Generated("torch.diagflat", [ANY, COUNTS]),
    Generated("torch.Tensor.unfold", [ANY, DIMS, COUNTS, COUNTS], count=200),
    Generated("torch.flip", [ANY, LISTS], count=100),
    Generated("torch.fliplr", [ANY]),
    Generated("torch.flipud", [ANY]),
    Generated("torch.rot90", [ANY, COUNTS, LISTS], count=150),
    Generated("torch.roll", [ANY, [*COUNTS, *LISTS]], {"dims": [0, 1, -1, 3, *LISTS]}, count=200),
    Generated("torch.tril", [ANY, COUNTS]),
    Generated("torch.Tensor.triu_", [SHAPES, COUNTS]),
    Generated("torch.Tensor.resize_", [SHAPES, SIZES]),
    Generated("torch.select_scatter", [ANY, ANY, DIMS, COUNTS], count=150),
    Generated("torch.slice_scatter", [ANY, ANY], {"dim": DIMS, "start": COUNTS, "end": COUNTS}),
    Generated("torch.diagonal_scatter", [ANY, ANY], {"offset": COUNTS}),
    Generated("torch.Tensor.fill_diagonal_", [SHAPES, [1]]),
    Generated("torch.view_as_real", [tensors((2, 3), (), (2,), dtype=torch.complex64), ]),
    Generated("torch.view_as_complex", [[*tensors((3, 2), (2,), (), (0, 2)), *SHAPES]]),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_generated_calls(case: Generated) -> None:
    assert report(case.problems(1)) == ""
