"""Padding, interpolation, grids and rearrangements of space against eager torch."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.nn_calls import Call, Draw, F, T, check
from tests.differential.nn_calls import zeros as z

CALLS = [
    F.pad(z(2, 3), (1, 1)),
    F.pad(z(2, 3), (1, 1, 1)),
    F.pad(z(2, 3), (1, 1, 1, 1, 1, 1)),
    F.pad(z(2, 3), (-3, 0)),
    F.pad(z(2, 3), (-4, 5)),
    F.pad(z(2, 3), (1.0, 1)),
    F.pad(z(2, 3), 1),
    F.pad(z(2, 3), (1, 1), "foo"),
    F.pad(z(2, 3), (1, 1), value=1),
    F.pad(z(2, 3), (1, 1), "reflect", 1),
    F.pad(z(2, 3), (3, 0), "reflect"),
    F.pad(z(2, 3, 4, 5), (1, 1), "reflect"),
    F.pad(z(2, 3, 4, 5, dtype=torch.bool), (1, 1, 1, 1), "reflect"),
    F.pad(z(2, 3, 4), (5, 0), "circular"),
    F.pad(z(2, 3, 4), (-5, 0), "circular"),
    T.constant_pad_nd(z(2, 3), (1, 1)),
    T.constant_pad_nd(z(3, 2).t(), (1, 1)),
    F.pad(z(2, 4, 3).transpose(1, 2), (1, 0)),
    F.pad(z(2, 4, 3).transpose(1, 2), (0, -1)),
    F.pad(z(2, 4, 3).transpose(1, 2), (1, -1)),
    F.pad(z(2, 3, 5, 4).transpose(2, 3), (1, 1)),
    F.interpolate(z(2, 3, 4, 4), scale_factor=2),
    F.interpolate(z(2, 3, 4, 4), scale_factor=1.7, mode="bilinear"),
    F.interpolate(z(2, 3, 4, 4), size=(8, 7), mode="bicubic", align_corners=True),
    F.interpolate(z(2, 3, 4, 4), size=8, scale_factor=2),
    F.interpolate(z(2, 3, 4, 4)),
    F.interpolate(z(2, 3, 4, 4), size=(8, 7, 6)),
    F.interpolate(z(2, 3, 4, 4), size=8.0),
    F.interpolate(z(2, 3, 4, 4), scale_factor=(2, 2, 2)),
    F.interpolate(z(2, 3, 4, 4), size=8, mode="linear"),
    F.interpolate(z(3, 4, 4), size=8, mode="bilinear"),
    F.interpolate(z(2, 3, 4, 4), size=8, mode="nearest", align_corners=False),
    F.interpolate(z(2, 3, 4, 4), size=0),
    F.interpolate(z(2, 3, 4, 4), scale_factor=0.1),
    F.interpolate(z(2, 3, 4, 4).long(), size=8),
    F.interpolate(z(2, 3, 4, 4), size=8, recompute_scale_factor=True),
    F.interpolate(z(2, 3, 4), size=8, mode="linear", antialias=True),
    F.interpolate(z(4, 4), size=8),
    F.upsample(z(2, 3, 4), scale_factor=2),
    F.upsample_bilinear(z(2, 3, 4, 4), 8),
    F.grid_sample(z(2, 3, 4, 4), z(2, 5, 6, 2)),
    F.grid_sample(z(2, 3, 4, 4), z(2, 5, 6, 3)),
    F.grid_sample(z(2, 3, 4, 4), z(1, 5, 6, 2)),
    F.grid_sample(z(2, 3, 4, 4), z(2, 5, 6, 2), mode="foo"),
    F.grid_sample(z(2, 3, 4, 4), z(2, 5, 6, 2).double()),
    F.grid_sample(z(2, 3, 4, 4, 4), z(2, 5, 6, 7, 3)),
    F.grid_sample(z(2, 3, 4, 4, 4), z(2, 5, 6, 7, 3), mode="bicubic"),
    F.affine_grid(z(2, 2, 3), (2, 1, 4, 5)),
    F.affine_grid(z(2, 2, 3), (3, 1, 4, 5)),
    F.affine_grid(z(2, 3, 4), (2, 1, 4, 5, 6)),
    F.affine_grid(z(2, 3, 4), (2, 1, 4, 5)),
    F.affine_grid(z(2, 2, 3), (2, 1, 0, 5)),
    F.affine_grid(z(2, 2, 3).long(), (2, 1, 4, 5)),
    T.affine_grid_generator(z(2, 2, 3), (2, 1, 4, 5), True),
    T.grid_sampler(z(2, 3, 4, 4), z(2, 5, 6, 2), 0, 0, True),
    F.pixel_shuffle(z(2, 12, 3, 3), 2),
    F.pixel_shuffle(z(2, 13, 3, 3), 2),
    F.pixel_shuffle(z(3, 3), 2),
    F.pixel_shuffle(z(12, 3, 3), 0),
    F.pixel_shuffle(z(12, 3, 3), 2.0),
    F.pixel_unshuffle(z(3, 4, 6), 2),
    F.pixel_unshuffle(z(3, 4, 5), 2),
    F.channel_shuffle(z(2, 4, 3, 3), 2),
    F.channel_shuffle(z(2, 5, 3, 3), 2),
    F.channel_shuffle(z(2, 4), 2),
    F.unfold(z(2, 3, 4, 4), 2),
    F.unfold(z(2, 3, 4, 4), 5),
    F.unfold(z(2, 3, 4, 4), (2,)),
    F.unfold(z(4, 4), 2),
    F.unfold(z(2, 3, 4, 4), 2, padding=-1),
    F.fold(z(2, 12, 9), 4, 2),
    F.fold(z(2, 13, 9), 4, 2),
    F.fold(z(2, 12, 8), 4, 2),
    F.fold(z(9), 4, 2),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


def _pad(draw: Draw) -> Call:
    dims = draw.choice([1, 1, 2, 2, 3])
    mode = draw.choice(["constant", "reflect", "replicate"])
    shape = draw.shape((2, 3, 4))
    if mode != "constant" and draw.random() < 0.8:
        shape = [draw.choice([3, 4]) for _ in range(dims + draw.choice([1, 2]))]
    amounts = [draw.choice([0, 1, 1, 2, -1, 3]) for _ in range(2 * dims)]
    return F.pad(z(*shape), amounts, mode)


def _interpolate(draw: Draw) -> Call:
    dims = draw.choice([1, 2, 3])
    shape = [draw.choice([1, 2]), draw.choice([1, 3])]
    shape += [draw.choice([2, 3, 4, 5]) for _ in range(dims)]
    of_rank = ("linear", "bilinear", "trilinear")[dims - 1]
    modes = ["nearest", "nearest-exact", "area", of_rank, of_rank, "bicubic", "linear"]
    options: dict[str, Any] = {"mode": draw.choice(modes)}
    if draw.random() < 0.5:
        options["size"] = draw.numbers(dims, 1, 6)
    else:
        factor = draw.choice([2, 2.0, 0.5, 1.5, 0.7, 1 / 3])
        options["scale_factor"] = draw.choice([factor, [factor] * dims])
    return F.interpolate(z(*shape), **options)


def _fold(draw: Draw) -> Call:
    kernel, step = draw.randint(1, 3), draw.randint(1, 2)
    options = {"padding": draw.randint(0, 1), "stride": step, "dilation": draw.randint(1, 2)}
    side = draw.randint(2, 6)
    if draw.random() < 0.5:
        return F.unfold(z(2, 3, side, side), kernel, **options)
    blocks = (side + 2 * options["padding"] - options["dilation"] * (kernel - 1) - 1) // step + 1
    length = max(blocks, 1) ** 2 if draw.random() < 0.8 else draw.size()
    return F.fold(z(2, 3 * kernel**2, length), side, kernel, **options)


@pytest.mark.parametrize("seed", range(4))
def test_generated(seed: int) -> None:
    draw = Draw(seed)
    for _ in range(150):
        check(_pad(draw))
        check(_interpolate(draw))
        check(_fold(draw))
