"""Normalizations against eager torch."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.nn_calls import Call, Draw, F, T, check
from tests.differential.nn_calls import zeros as z

CALLS = [
    F.batch_norm(z(1, 3), z(3), z(3), training=True),
    F.batch_norm(z(1, 3, 1, 1), z(3), z(3), training=True),
    F.batch_norm(z(1, 3, 2, 1), z(3), z(3), training=True),
    F.batch_norm(z(1, 3), z(3), z(3)),
    F.batch_norm(z(3), z(3), z(3)),
    F.batch_norm(z(2, 3), None, None),
    F.batch_norm(z(2, 3), None, None, training=True),
    F.batch_norm(z(2, 3), z(3), None, training=True),
    F.batch_norm(z(2, 3), z(3), z(3), eps=-1.0),
    F.batch_norm(z(2, 3), z(3), z(3), eps=0.0, training=True),
    F.batch_norm(z(2, 3).long(), z(3), z(3)),
    F.batch_norm(z(2, 3).bfloat16(), z(3), z(3), z(3), z(3)),
    F.batch_norm(z(2, 3).double(), z(3), z(3)),
    F.instance_norm(z(2, 3, 1)),
    F.instance_norm(z(2, 3)),
    F.instance_norm(z(2, 3, 4), use_input_stats=False),
    F.instance_norm(z(2, 3, 1), z(3), z(3), use_input_stats=False),
    F.layer_norm(z(2, 3), (3,)),
    F.layer_norm(z(2, 3), 3),
    F.layer_norm(z(2, 3), (4,)),
    F.layer_norm(z(2, 3), ()),
    F.layer_norm(z(2, 3), (1, 2, 3)),
    F.layer_norm(z(2, 3), (3.0,)),
    F.layer_norm(z(2, 3), [3], z(3).double()),
    F.layer_norm(z(2, 3).half(), [3], z(3)),
    F.rms_norm(z(2, 3), (3,), z(3).double()),
    F.rms_norm(z(2, 3), (2,)),
    F.group_norm(z(2, 6, 4), 4),
    F.group_norm(z(1, 3), 3),
    F.group_norm(z(6), 3),
    F.group_norm(z(2, 6, 4), 0),
    F.group_norm(z(2, 6, 4), -1),
    F.group_norm(z(2, 6, 4), 3, z(3)),
    F.group_norm(z(2, 6, 4), 3, z(6, 1)),
    F.local_response_norm(z(2, 6), 2),
    F.local_response_norm(z(2, 6, 4), 2),
    F.local_response_norm(z(2, 6, 4), 0),
    F.normalize(z(3)),
    F.normalize(z(3), dim=0),
    F.normalize(z(3, 4), dim=(0, 1)),
    F.normalize(z(3, 4).long()),
    T.batch_norm(z(2, 3), z(3), z(3), z(3), z(3), True, 0.1, 1e-5, True),
    T.layer_norm(z(2, 3), (3,), None, None, 1e-5, False),
    T.native_layer_norm(z(2, 3, 4), (3, 4), None, None, 1e-5),
    T.native_group_norm(z(2, 6, 4), None, None, 2, 6, 4, 3, 1e-5),
    T.native_batch_norm(z(2, 3), None, None, None, None, True, 0.1, 1e-5),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


def _parameter(draw: Draw, channels: int) -> torch.Tensor | None:
    return draw.choice([None, z(channels), z(channels), z(channels), z(draw.size())])


def _affine(draw: Draw, channels: int) -> tuple[Any, Any]:
    return _parameter(draw, channels), _parameter(draw, channels)


def _normalization(draw: Draw) -> Call:
    shape = draw.shape((2, 2, 3, 3, 4, 5))
    input, channels = draw.tensor(shape, ()), shape[1]
    weight, bias = _affine(draw, channels)
    from_input = draw.random() < 0.5
    given = (z(channels), z(channels))
    mean, var = draw.choice([given, given, (None, None), _affine(draw, channels)])
    ending = tuple(shape[-draw.choice([1, 1, 2]) :])
    like = draw.choice([None, torch.zeros(ending), z(draw.size())])
    match draw.choice(["batch", "instance", "layer", "rms", "group"]):
        case "batch":
            return F.batch_norm(input, mean, var, weight, bias, training=from_input)
        case "instance":
            return F.instance_norm(input, mean, var, weight, bias, use_input_stats=from_input)
        case "layer":
            return F.layer_norm(input, draw.choice([ending, (draw.size(),)]), like, like)
        case "rms":
            return F.rms_norm(input, draw.choice([ending, (draw.size(),)]), like)
    return F.group_norm(input, draw.choice([1, 2, 3, channels]), weight, bias)


@pytest.mark.parametrize("seed", range(4))
def test_generated(seed: int) -> None:
    draw = Draw(seed)
    for _ in range(300):
        check(_normalization(draw))
