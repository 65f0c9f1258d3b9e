"""linear, bilinear and convolutions against eager torch."""

from __future__ import annotations

import pytest
import torch

from tests.differential.nn_calls import Call, Draw, F, T, check
from tests.differential.nn_calls import zeros as z

CALLS = [
    F.linear(z(64, 3136), z(128, 9216)),
    F.linear(z(2, 3), z(4, 3), z(4)),
    F.linear(z(2, 5, 3), z(4, 3), z(5)),
    F.linear(z(3), z(3)),
    F.linear(z(2, 3), z(3), z(2)),
    F.linear(z(2, 3), z(4, 3).double()),
    F.linear(z(2, 3), z(4, 3), z(4).double()),
    F.linear(z(2, 3).bool(), z(4, 3).bool()),
    F.linear(z(), z(3)),
    F.linear(z(2, 3), z(4, 5, 3)),
    F.linear(z(2, 3), weight=z(4, 3), bias=None),
    F.linear(z(2, 3), z(4, 3), wrong=1),
    F.bilinear(z(2, 3), z(2, 4), z(5, 3, 4), z(5)),
    F.bilinear(z(2, 3), z(2, 4), z(5, 4, 3)),
    F.bilinear(z(2, 3), z(3, 4), z(5, 3, 4)),
    F.bilinear(z(2, 3), z(2, 4), z(5, 3, 4), z(4)),
    F.conv2d(z(8, 1, 28, 28), z(32, 1, 3, 3), z(32)),
    F.conv2d(z(8, 3, 28, 28), z(32, 1, 3, 3)),
    F.conv2d(z(1, 28, 28), z(32, 1, 3, 3)),
    F.conv2d(z(28, 28), z(32, 1, 3, 3)),
    F.conv2d(z(8, 4, 28, 28), z(6, 2, 3, 3), groups=2),
    F.conv2d(z(8, 4, 28, 28), z(5, 2, 3, 3), groups=2),
    F.conv2d(z(8, 4, 28, 28), z(6, 4, 3, 3), groups=0),
    F.conv2d(z(8, 4, 2, 2), z(6, 4, 3, 3)),
    F.conv2d(z(8, 4, 2, 2), z(6, 4, 3, 3), padding="same"),
    F.conv2d(z(8, 4, 2, 2), z(6, 4, 3, 3), padding="same", stride=2),
    F.conv2d(z(8, 4, 2, 2), z(6, 4, 3, 3), padding="valid"),
    F.conv2d(z(8, 4, 9, 9), z(6, 4, 3, 3), padding="full"),
    F.conv2d(z(8, 4, 9, 9), z(6, 4, 3, 3), padding=1.5),
    F.conv2d(z(8, 4, 9, 9), z(6, 4, 3, 3), stride=(2, 1, 1)),
    F.conv2d(z(8, 4, 9, 9), z(6, 4, 3, 3), bias=z(4)),
    F.conv2d(z(8, 4, 9, 9).long(), z(6, 4, 3, 3)),
    F.conv2d(z(8, 4, 9, 9, dtype=torch.bool), z(6, 4, 3, 3, dtype=torch.bool)),
    F.conv2d(z(0, 4, 9, 9), z(6, 4, 3, 3)),
    F.conv2d(z(2, 4, 0, 9), z(6, 4, 3, 3), padding=2),
    F.conv1d(z(2, 4, 9), z(6, 4, 3), dilation=4),
    F.conv1d(z(2, 4, 9), z(6, 4, 3), dilation=5),
    F.conv3d(z(2, 4, 5, 5, 5), z(6, 4, 3, 1, 2), stride=2),
    F.conv_transpose2d(z(8, 100, 1, 1), z(100, 64, 4, 4)),
    F.conv_transpose2d(z(8, 64, 4, 4), z(64, 32, 4, 4), stride=2, padding=1),
    F.conv_transpose2d(z(8, 64, 4, 4), z(32, 64, 4, 4)),
    F.conv_transpose2d(z(8, 4, 4, 4), z(4, 3, 3, 3), stride=2, output_padding=1),
    F.conv_transpose2d(z(8, 4, 4, 4), z(4, 3, 3, 3), output_padding=1),
    F.conv_transpose2d(z(8, 4, 4, 4), z(4, 3, 3, 3), dilation=2, output_padding=1),
    F.conv_transpose2d(z(8, 4, 1, 1), z(4, 3, 1, 1), padding=1),
    F.conv_transpose2d(z(8, 4, 4, 4), z(4, 3, 3, 3), z(6), groups=2),
    F.conv_transpose2d(z(8, 4, 4, 4), z(4, 3, 3, 3), z(3), groups=2),
    F.conv_transpose1d(z(8, 4, 4), z(4, 3, 3), padding=-1),
    F.conv_tbc(z(5, 2, 3), z(3, 3, 4), z(4)),
    F.conv_tbc(z(5, 2, 3), z(3, 2, 4), z(4)),
    T.conv2d(z(2, 3, 4, 4), z(5, 3, 2, 2), None, 1, 0, 1, 1),
    T.convolution(z(2, 3, 4, 4), z(5, 3, 2, 2), None, [1], [0], [1], False, [0], 1),
    T.convolution(z(2, 5, 4, 4), z(5, 3, 2, 2), None, [2], [0], [1], True, [1], 1),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


def _linear(draw: Draw) -> Call:
    input = draw.tensor(draw.shape((1, 2, 2, 3)))
    features = input.shape[-1] if draw.random() < 0.8 else draw.size()
    outputs = draw.size()
    bias = draw.choice([None, z(outputs), z(draw.size())])
    return F.linear(input, draw.tensor([outputs, features]), bias)


def _options(draw: Draw, dims: int) -> dict[str, object]:
    zero = 0 if draw.random() < 0.1 else 1
    return draw.sometimes(
        0.3,
        stride=draw.numbers(dims, zero, 3),
        padding=draw.numbers(dims, zero - 1, 2),
        dilation=draw.numbers(dims, zero, 2),
    )


def _convolution(draw: Draw) -> Call:
    dims, groups = draw.choice([1, 2, 2, 3]), draw.choice([1, 1, 2])
    transposed = draw.random() < 0.4
    per_group, outputs = draw.size(), draw.size() * groups
    channels = per_group * groups if draw.random() < 0.9 else draw.size()
    batch = draw.choice([[1], [2], [2], [], [2, 2]])
    space = [draw.choice([2, 3, 4, 5, 6]) for _ in range(dims)]
    kernel = [draw.choice([2, 3] if transposed else [1, 2, 3]) for _ in range(dims)]
    input = draw.tensor([*batch, channels, *space], ())
    options = {**_options(draw, dims), "groups": groups}
    if not transposed:
        weight = draw.tensor([outputs, per_group, *kernel], ())
        name = f"conv{dims}d"
    else:
        weight = draw.tensor([per_group * groups, outputs, *kernel], ())
        options |= draw.sometimes(0.3, output_padding=draw.numbers(dims, 0, 2))
        options["padding"] = draw.randint(0, 1)
        outputs *= groups
        name = f"conv_transpose{dims}d"
    bias = draw.choice([None, z(outputs), z(draw.size())])
    return getattr(F, name)(input, weight, bias, **options)


@pytest.mark.parametrize("seed", range(4))
def test_generated(seed: int) -> None:
    draw = Draw(seed)
    for _ in range(150):
        check(_linear(draw))
        check(_convolution(draw))
