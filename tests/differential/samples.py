"""Small tensors of every kind for differential tests."""

from __future__ import annotations

from collections.abc import Iterator

import torch

DTYPES = (
    torch.bool,
    torch.uint8,
    torch.int32,
    torch.int64,
    torch.float16,
    torch.bfloat16,
    torch.float32,
    torch.float64,
    torch.complex64,
)

SHAPES = ((), (0,), (1,), (3,), (2, 3), (2, 0), (1, 3), (2, 1, 3))

#: Pairs that broadcast and pairs that do not.
SHAPE_PAIRS = (
    ((), ()), ((), (3,)), ((3,), (3,)), ((3,), (1,)), ((3,), (2,)), ((2, 3), (3,)), ((2, 3), (2,)),
    ((2, 3), (2, 1)), ((2, 1), (1, 3)), ((0,), (1,)), ((0,), (3,)), ((2, 3), (4, 2, 3)), ((1,), (3,)),
    ((2, 1, 3), (2, 3)), ((2, 3), (3, 2)), ((2, 0), (1,)),
)  # fmt: skip


def tensor(shape: tuple[int, ...], dtype: torch.dtype = torch.float32) -> torch.Tensor:
    """Returns a tensor of ones, which every function of numbers is defined for."""
    return torch.ones(shape, dtype=dtype)


def layouts() -> Iterator[torch.Tensor]:
    """Yields tensors whose elements do not lie in row-major order."""
    base = torch.ones(2, 3, 4)
    yield base.transpose(0, 1)
    yield base.permute(2, 0, 1)
    yield base[:, :, 1:3]
    yield base[:, ::2]
    yield torch.ones(3, 1).expand(3, 4)
    yield base.permute(2, 0, 1)[:, 1:]
    yield torch.ones(2, 3, 4, 5).to(memory_format=torch.channels_last)
