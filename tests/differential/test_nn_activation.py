"""Activations, softmax, dropout and embeddings against eager torch."""

from __future__ import annotations

import pytest
import torch

from tests.differential.nn_calls import Call, Draw, F, T, check, longs
from tests.differential.nn_calls import zeros as z

_INPLACE = (
    "relu", "relu6", "elu", "selu", "celu", "leaky_relu", "rrelu", "hardtanh", "hardswish",
    "hardsigmoid", "silu", "mish",
)  # fmt: skip
_PLAIN = (
    "gelu", "softplus", "softshrink", "hardshrink", "tanhshrink", "softsign", "logsigmoid",
    "sigmoid", "tanh", "relu_", "elu_", "selu_", "celu_", "leaky_relu_", "rrelu_", "hardtanh_",
)  # fmt: skip
_DTYPES = (torch.float32, torch.float64, torch.int64)

CALLS = [
    F.relu(z(2, dtype=torch.bool)),
    F.celu(z(2), 0.0),
    F.rrelu(z(2), 0.5, 0.1),
    F.hardtanh(z(2), 1, 0),
    F.hardtanh(z(2, dtype=torch.uint8)),
    F.softshrink(z(2), -1),
    F.gelu(z(2), approximate="tanh"),
    F.gelu(z(2), approximate="foo"),
    F.gelu(z(2), "none"),
    F.threshold(z(2).long(), 1, 2),
    F.threshold(z(2), 1, 2, True),
    F.prelu(z(2, 3), z(3)),
    F.prelu(z(2, 3), z(2)),
    F.prelu(z(2, 3), z(1, 3)),
    F.prelu(z(3), z(3)),
    F.prelu(z(3), z(1)),
    F.prelu(z(2, 3), z(3).double()),
    F.glu(z(2, 3)),
    F.glu(z(2, 4)),
    F.glu(z(4), 1),
    F.glu(z()),
    F.softmax(z(2, 3), 2),
    F.softmax(z(2, 3)),
    F.softmax(z(2, 3).long(), 0),
    F.softmax(z(2, 3).long(), 0, dtype=torch.float32),
    F.softmax(z(2, 3), 0, dtype=torch.int64),
    F.softmin(z(2, 3), -3),
    F.log_softmax(z(), 0),
    F.gumbel_softmax(z(2, 3), hard=True, dim=2),
    F.gumbel_softmax(z(2, 3).long()),
    F.dropout(z(2), 2),
    F.dropout(z(2).long()),
    F.dropout(z(2).long(), training=False),
    F.dropout(z(2).long(), 0.0),
    F.dropout1d(z(2)),
    F.dropout1d(z(2, 3)),
    F.dropout2d(z(3)),
    F.dropout2d(z(3), training=False),
    F.dropout3d(z(2, 3, 4, 5)),
    F.feature_alpha_dropout(z(2), 0.5, True),
    T.dropout(z(2), 0.5, True),
    T.feature_dropout(z(2), 0.5, True),
    F.embedding(longs(5, 7), z(10, 3)),
    F.embedding(z(5, 7), z(10, 3)),
    F.embedding(longs(5).int(), z(10, 3)),
    F.embedding(longs(5, fill=10), z(10, 3)),
    F.embedding(longs(5, fill=-1), z(10, 3)),
    F.embedding(longs(5), z(10)),
    F.embedding(longs(5), z(10, 3), 10),
    F.embedding(longs(5), z(10, 3), -10),
    F.embedding(longs(5), z(10, 3), max_norm=1.0),
    F.embedding_bag(longs(5, 7), z(10, 3)),
    F.embedding_bag(longs(5, 7), z(10, 3), longs(5)),
    F.embedding_bag(longs(5), z(10, 3)),
    F.embedding_bag(longs(5), z(10, 3), torch.tensor([0, 2, 4])),
    F.embedding_bag(longs(5), z(10, 3), torch.tensor([1, 2])),
    F.embedding_bag(longs(5), z(10, 3), torch.tensor([0, 6])),
    F.embedding_bag(longs(5), z(10, 3), torch.tensor([0, 5]), include_last_offset=True),
    F.embedding_bag(longs(5, 7), z(10, 3), mode="foo"),
    F.embedding_bag(longs(5, 7), z(10, 3), mode="max", sparse=True),
    F.embedding_bag(longs(5, 7), z(10, 3), mode="sum", per_sample_weights=z(5, 7)),
    F.embedding_bag(longs(5, 7), z(10, 3), mode="sum", per_sample_weights=z(7)),
    F.embedding_bag(longs(5, 7), z(10, 3), mode="mean", per_sample_weights=z(5, 7)),
    F.embedding_bag(z(5, 7), z(10, 3)),
    F.embedding_bag(longs(5, 7), z(10, 3), padding_idx=10),
    T.embedding_bag(z(10, 3), longs(5), longs(2)),
    T.embedding_bag(z(10, 3), longs(5), longs(2), False, 2),
    T.embedding_renorm_(z(10, 3), longs(5), 1.0, 2.0),
    T.native_dropout(z(2, 3), 0.5, True),
    T.native_dropout(longs(2, 3), 0.5, True),
    F.one_hot(longs(2, 3)),
    F.one_hot(longs(2, 3), 5),
    F.one_hot(longs(2, fill=5), 5),
    F.one_hot(longs(2, fill=-1), 5),
    F.one_hot(longs(0)),
    F.one_hot(longs(0), 3),
    F.one_hot(longs(2), 0),
    F.one_hot(z(2), 3),
    F.one_hot(longs(2).int(), 3),
    F.one_hot(longs(2), 3.0),
]  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


@pytest.mark.parametrize("dtype", _DTYPES)
@pytest.mark.parametrize("name", [*_INPLACE, *_PLAIN])
def test_activation(name: str, dtype: torch.dtype) -> None:
    for shape in ((), (3,), (2, 3, 4)):
        check(getattr(F, name)(z(*shape, dtype=dtype)))
        if name in _INPLACE:
            check(getattr(F, name)(z(*shape, dtype=dtype), inplace=True))
    check(getattr(F, name)(z(3, 2, dtype=dtype).t()))


def _dimwise(draw: Draw) -> Call:
    input, dim = draw.tensor(draw.shape()), draw.randint(-3, 3)
    match draw.choice(["softmax", "log_softmax", "softmin", "glu", "gumbel_softmax", "dropout"]):
        case "glu":
            return F.glu(input, dim)
        case "gumbel_softmax":
            return F.gumbel_softmax(input, dim=dim, hard=draw.random() < 0.5)
        case "dropout":
            name = draw.choice(["dropout", "dropout1d", "dropout2d", "alpha_dropout"])
            p = draw.choice([0.5, 0.5, 0.0, 1.5])
            return getattr(F, name)(input, p, draw.random() < 0.7)
        case name:
            return getattr(F, name)(input, draw.choice([dim, dim, None]))


@pytest.mark.parametrize("seed", range(4))
def test_generated(seed: int) -> None:
    draw = Draw(seed)
    for _ in range(200):
        check(_dimwise(draw))
