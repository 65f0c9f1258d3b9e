"""Pooling of all kinds against eager torch."""

from __future__ import annotations

import pytest
import torch

from tests.differential.nn_calls import Call, Draw, F, T, check, longs
from tests.differential.nn_calls import zeros as z

CALLS = [
    F.max_pool2d(z(64, 32, 26, 26), 2),
    F.max_pool2d(z(3, 4, 4), 2),
    F.max_pool2d(z(4, 4), 2),
    F.max_pool2d(z(2, 3, 4, 4), 5),
    F.max_pool2d(z(2, 3, 4, 4), 0),
    F.max_pool2d(z(2, 3, 4, 4), 2, 0),
    F.max_pool2d(z(2, 3, 4, 4), 2.0),
    F.max_pool2d(z(2, 3, 4, 4), 2, []),
    F.max_pool2d(z(2, 3, 4, 4), (2, 2, 2)),
    F.max_pool2d(z(2, 3, 4, 4), 3, padding=2),
    F.max_pool2d(z(2, 3, 4, 4), 3, padding=-1),
    F.max_pool2d(z(2, 3, 4, 4), 2, dilation=0),
    F.max_pool2d(z(2, 3, 5, 5), 2, ceil_mode=True),
    F.max_pool2d(z(2, 3, 4, 4), 2, padding=1, ceil_mode=True),
    F.max_pool2d(z(2, 3, 4, 4), 2, return_indices=True),
    F.max_pool2d(z(2, 0, 4, 4), 2),
    F.max_pool2d(z(0, 3, 4, 4), 2),
    F.max_pool2d(z(2, 3, 4, 4, dtype=torch.bool), 2),
    F.max_pool1d(z(2, 3, 4).long(), 2),
    F.max_pool1d(z(2, 3, 4).long(), 2, return_indices=True),
    F.max_pool1d(z(4), 2),
    T.max_pool2d(z(2, 3, 4, 4), 2),
    T.max_pool1d_with_indices(z(2, 3, 4), 2),
    F.avg_pool2d(z(2, 3, 4, 4), 2, divisor_override=0),
    F.avg_pool2d(z(2, 3, 4, 4), 2, count_include_pad=False, padding=1),
    F.avg_pool1d(z(2, 3, 4), 3, 2, 1, True, False),
    F.avg_pool3d(z(2, 3, 2, 2, 2), 3, padding=1),
    F.lp_pool2d(z(2, 3, 4, 4), 2, 2),
    F.lp_pool2d(z(2, 3, 4, 4), 2, (2,)),
    F.lp_pool1d(z(2, 3, 4), 2, (2,)),
    F.lp_pool1d(z(2, 3, 4), float("inf"), (2,)),
    F.lp_pool2d(z(2, 3, 4, 4), 0, 2),
    F.adaptive_avg_pool2d(z(2, 3, 4, 4), (None, 2)),
    F.adaptive_avg_pool2d(z(2, 3, 4, 4), 1),
    F.adaptive_avg_pool2d(z(4, 4), 1),
    F.adaptive_avg_pool2d(z(4, 4), 2),
    F.adaptive_avg_pool2d(z(2, 3, 4, 4), (2,)),
    F.adaptive_avg_pool2d(z(2, 3, 4, 4), (2, 2, 2)),
    F.adaptive_avg_pool2d(z(2, 3, 4, 4), -1),
    F.adaptive_avg_pool2d(z(2, 3, 4, 4), None),
    F.adaptive_avg_pool2d(z(2, 3, 4, 4).long(), 2),
    F.adaptive_avg_pool1d(z(3, 4), (None,)),
    F.adaptive_max_pool1d(z(2, 3, 4), 2, return_indices=True),
    F.adaptive_max_pool2d(z(3, 4, 4), (None, 2)),
    F.adaptive_max_pool3d(z(2, 3, 4, 4, 4), (1, 2, None), True),
    T.adaptive_max_pool1d(z(2, 3, 4), 2),
    F.fractional_max_pool2d(z(2, 3, 8, 8), 2, output_size=3),
    F.fractional_max_pool2d(z(2, 3, 8, 8), 2, output_ratio=(0.5, 0.6)),
    F.fractional_max_pool2d(z(2, 3, 8, 8), 2, output_ratio=0.5),
    F.fractional_max_pool2d(z(2, 3, 8, 8), 2),
    F.fractional_max_pool2d(z(2, 3, 4, 4), 2, output_size=4),
    F.fractional_max_pool3d(z(2, 3, 4, 4, 4), 2, output_size=(1, 2, 2)),
    F.fractional_max_pool3d(z(2, 3, 4, 4, 4), 2, output_size=(1, 2, 3)),
    F.max_unpool2d(z(1, 1, 2, 2), longs(1, 1, 2, 2), 2),
    F.max_unpool2d(z(1, 1, 2, 2), longs(1, 1, 2, 2), 2, output_size=(1, 1, 5, 5)),
    F.max_unpool2d(z(1, 1, 2, 2), longs(1, 1, 2, 2), 2, output_size=(1, 1, 6, 6)),
    F.max_unpool2d(z(1, 1, 2, 2), z(1, 1, 2, 2), 2),
    F.max_unpool2d(z(1, 1, 2, 2), longs(1, 1, 2, 3), 2),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


def _input(draw: Draw, dims: int) -> torch.Tensor:
    space = [draw.choice([1, 2, 3, 4, 5, 6, 7]) for _ in range(dims)]
    shape = [*draw.choice([[1], [2], []]), draw.size(), *space]
    if draw.random() < 0.05:
        shape = shape[1:] if draw.random() < 0.5 else [1, *shape]
    return torch.zeros(shape)


def _window(draw: Draw) -> Call:
    dims = draw.choice([1, 2, 2, 3])
    least = 0 if draw.random() < 0.1 else 1
    kind = draw.choice(["max", "max", "avg", "lp"])
    options = draw.sometimes(
        0.3,
        stride=draw.numbers(dims, least, 3),
        padding=draw.numbers(dims, least - 1, 2),
        dilation=draw.numbers(dims, least, 2),
        ceil_mode=True,
        return_indices=True,
    )
    dropped = {"max": (), "avg": ("dilation", "return_indices"), "lp": ("padding", "dilation")}
    for name in (*dropped[kind], *(("return_indices",) if kind == "lp" else ())):
        options.pop(name, None)
    kernel = draw.randint(1, 3) if kind == "lp" and dims == 1 else draw.numbers(dims, least, 3)
    norm = (2,) if kind == "lp" else ()
    return getattr(F, f"{kind}_pool{dims}d")(_input(draw, dims), *norm, kernel, **options)


def _adaptive(draw: Draw) -> Call:
    dims = draw.choice([1, 2, 2, 3])
    size = draw.choice([draw.numbers(dims, 1, 3), [draw.choice([None, 2]) for _ in range(dims)]])
    kind = draw.choice(["avg", "max"])
    return getattr(F, f"adaptive_{kind}_pool{dims}d")(_input(draw, dims), size)


@pytest.mark.parametrize("seed", range(4))
def test_generated(seed: int) -> None:
    draw = Draw(seed)
    for _ in range(150):
        check(_window(draw))
        check(_adaptive(draw))
