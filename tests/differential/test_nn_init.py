"""torch.nn.init against eager torch."""

from __future__ import annotations

import pytest
import torch

from tests.differential.nn_calls import Call, check, init
from tests.differential.nn_calls import zeros as z

CALLS = [
    init.uniform_(z(2), 1.0, 0.0),
    init.normal_(z(2), std=-1.0),
    init.constant_(z(2).long(), 1.5),
    init.kaiming_uniform_(z(2, 3), mode="foo"),
    init.kaiming_uniform_(z(2, 3), mode="fan_out"),
    init.kaiming_normal_(z(2, 3), nonlinearity="relu"),
    init.kaiming_normal_(z(2, 3), nonlinearity="foo"),
    init.kaiming_uniform_(z(0)),
    init.xavier_uniform_(z(0, 0)),
    init.xavier_uniform_(z(2, 3), gain=2.0),
    init.dirac_(z(4, 4, 5), 2),
    init.dirac_(z(3, 4, 5), 2),
    init.sparse_(z(3, 4), 0.5),
    init.sparse_(z(3), 0.5),
    init._calculate_fan_in_and_fan_out(z(8, 4, 3, 3)),
    init._calculate_fan_in_and_fan_out(z(8)),
    init._calculate_correct_fan(z(8, 4), "fan_out"),
    init.calculate_gain("relu"),
    init.calculate_gain("leaky_relu", 0.2),
    init.calculate_gain("foo"),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.int64])
@pytest.mark.parametrize(
    "name",
    [
        "uniform_", "normal_", "trunc_normal_", "ones_", "zeros_", "eye_", "dirac_",
        "xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "orthogonal_",
    ],
)  # fmt: skip
def test_fills(name: str, dtype: torch.dtype) -> None:
    for shape in ((3,), (3, 4), (4, 3, 2), (4, 3, 2, 2)):
        check(getattr(init, name)(z(*shape, dtype=dtype)))
