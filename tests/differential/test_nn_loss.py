"""Losses and distances against eager torch."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.nn_calls import Call, Draw, F, T, check, longs
from tests.differential.nn_calls import zeros as z

_SAME = (
    "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "kl_div", "poisson_nll_loss",
    "hinge_embedding_loss", "soft_margin_loss", "multilabel_soft_margin_loss",
    "binary_cross_entropy", "binary_cross_entropy_with_logits",
)  # fmt: skip
_LENGTHS = torch.tensor([5, 5])

CALLS = [
    F.cross_entropy(z(64, 10), longs(64)),
    F.cross_entropy(z(64, 10), longs(32)),
    F.cross_entropy(z(64, 10), longs(64, 1)),
    F.cross_entropy(z(64, 10), longs(64, 10)),
    F.cross_entropy(z(64, 10), z(64, 10)),
    F.cross_entropy(z(64, 10), z(64)),
    F.cross_entropy(z(64, 10), longs(64).int()),
    F.cross_entropy(z(64, 10), longs(64).byte()),
    F.cross_entropy(z(64, 10).long(), longs(64)),
    F.cross_entropy(z(4, 10), longs(4, fill=10)),
    F.cross_entropy(z(4, 10), longs(4, fill=-1)),
    F.cross_entropy(z(4, 10), longs(4, fill=-100)),
    F.cross_entropy(z(4, 10), longs(4, fill=-1), ignore_index=-1),
    F.cross_entropy(z(10), longs()),
    F.cross_entropy(z(10), z(10)),
    F.cross_entropy(z(10), longs(3)),
    F.cross_entropy(z(), longs()),
    F.cross_entropy(z(2, 21, 8, 8), longs(2, 8, 8)),
    F.cross_entropy(z(2, 21, 8, 8), longs(2, 1, 8, 8)),
    F.cross_entropy(z(2, 21, 8, 8), longs(2, 8, 9)),
    F.cross_entropy(z(2, 21, 8, 8), longs(2, 8, 8), reduction="none"),
    F.cross_entropy(z(2, 5, 100), longs(2, 5)),
    F.cross_entropy(z(2, 3), longs(2), z(3)),
    F.cross_entropy(z(2, 3), longs(2), z(2)),
    F.cross_entropy(z(2, 3), longs(2), z(3).double()),
    F.cross_entropy(z(2, 3), longs(2), label_smoothing=2.0),
    F.cross_entropy(z(2, 3), longs(2), reduction="foo"),
    F.cross_entropy(z(2, 3), longs(2), reduce=False),
    F.cross_entropy(z(2, 3), z(2, 3), ignore_index=1),
    F.nll_loss(z(2, 3), longs(2), reduction="none"),
    F.nll_loss(z(2, 3, 4), longs(2)),
    F.linear_cross_entropy(z(2, 3), z(5, 3), longs(2)),
    F.linear_cross_entropy(z(2, 3), z(5, 4), longs(2)),
    F.binary_cross_entropy(z(2, 1), z(2)),
    F.binary_cross_entropy(z(2), longs(2)),
    F.binary_cross_entropy(z(2), z(2).double()),
    F.binary_cross_entropy(z(2, 3), z(2, 3), z(3)),
    F.binary_cross_entropy(z(2, 3), z(2, 3), z(2)),
    F.binary_cross_entropy_with_logits(z(2, 1), z(2)),
    F.binary_cross_entropy_with_logits(z(2), longs(2)),
    F.binary_cross_entropy_with_logits(z(2), z(2).double(), reduction="none"),
    F.binary_cross_entropy_with_logits(z(2, 3), z(2, 3), pos_weight=z(2)),
    F.mse_loss(z(2, 1), z(2), reduction="none"),
    F.mse_loss(z(2, 3), z(2)),
    F.mse_loss(z(2), longs(2)),
    F.mse_loss(longs(2), longs(2)),
    F.mse_loss(z(2, 3), z(2, 3), weight=z(3)),
    F.l1_loss(longs(2), longs(2)),
    F.l1_loss(longs(2), longs(2), reduction="sum"),
    F.smooth_l1_loss(z(2), z(2), beta=-1.0),
    F.smooth_l1_loss(z(2), z(2), beta=0.0),
    F.huber_loss(z(2), z(2), delta=0.0),
    F.kl_div(z(2, 3), z(2, 3), reduction="batchmean"),
    F.kl_div(z(2, 3), longs(2, 3)),
    F.gaussian_nll_loss(z(2, 3), z(2, 3), z(2)),
    F.gaussian_nll_loss(z(2, 3), z(2, 3), z(2, 1)),
    F.gaussian_nll_loss(z(2, 3), z(2, 3), z(1, 1)),
    F.gaussian_nll_loss(z(2, 3), z(2, 3), -1.0),
    F.gaussian_nll_loss(z(2, 3), z(2, 3), 1),
    F.margin_ranking_loss(z(2), z(2), z(2, 1)),
    F.margin_ranking_loss(z(2), z(1), z(2), reduction="none"),
    F.cosine_embedding_loss(z(2, 3), z(2, 3), z(2), reduction="none"),
    F.cosine_embedding_loss(z(2, 3), z(2, 3), z(2, 1)),
    F.cosine_embedding_loss(z(2, 3), z(2, 4), z(2)),
    F.cosine_embedding_loss(z(3), z(3), z()),
    F.triplet_margin_loss(z(2, 3), z(2, 3), z(3)),
    F.triplet_margin_loss(z(2, 3), z(2, 3), z(2, 3), margin=0.0),
    F.triplet_margin_loss(z(2, 3), z(2, 4), z(2, 3)),
    F.triplet_margin_with_distance_loss(z(2, 3), z(2, 3), z(2, 3), reduction="none"),
    F.multi_margin_loss(z(2, 3), longs(2), reduction="none"),
    F.multi_margin_loss(z(2, 3), longs(3)),
    F.multi_margin_loss(z(2, 3), longs(2), p=3),
    F.multi_margin_loss(z(2, 3), longs(2), weight=z(2)),
    F.multi_margin_loss(z(2, 3), longs(2, fill=3)),
    F.multilabel_margin_loss(z(2, 3), longs(2, 3), reduction="none"),
    F.multilabel_margin_loss(z(2, 3), longs(2, 2)),
    F.multilabel_margin_loss(z(2, 3), z(2, 3)),
    F.ctc_loss(z(5, 2, 3), longs(2, 2, fill=1), _LENGTHS, torch.tensor([2, 2])),
    F.ctc_loss(z(5, 2, 3), longs(4, fill=1), _LENGTHS, torch.tensor([2, 2]), reduction="none"),
    F.ctc_loss(z(5, 2, 3), longs(5, fill=1), [5, 5], [2, 2]),
    F.ctc_loss(z(5, 2, 3), longs(2, 2, fill=1), [5, 6], [2, 2]),
    F.ctc_loss(z(5, 2, 3), longs(2, 2, fill=1), [5], [2, 2]),
    F.ctc_loss(z(5, 2, 3), longs(2, 2, fill=1), [5, 5], [2, 2], blank=3),
    F.ctc_loss(z(5, 2, 3), longs(2, 1, fill=1), [5, 5], [2, 2]),
    F.ctc_loss(z(5, 3), longs(2, fill=1), _LENGTHS[0], torch.tensor(2), reduction="none"),
    F.cosine_similarity(z(2, 3), z(3)),
    F.cosine_similarity(z(2, 3), z(2, 3), 2),
    F.cosine_similarity(longs(2, 3), longs(2, 3)),
    F.pairwise_distance(z(2, 3), z(3), keepdim=True),
    F.pairwise_distance(z(2, 3), z(2)),
    F.pdist(z(4, 3)),
    F.pdist(z(4)),
    F.pdist(z(4, 3), p=-1.0),
    T.kl_div(z(2), z(2), 1),
    T.binary_cross_entropy_with_logits(z(2), z(2), None, None, 0),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


def _reduction(draw: Draw) -> dict[str, Any]:
    return draw.choice([{}, {"reduction": "none"}, {"reduction": "sum"}, {"reduction": "none"}])


def _elementwise(draw: Draw) -> Call:
    shape = draw.shape()
    input, target = draw.tensor(shape), draw.tensor(draw.near(shape))
    return getattr(F, draw.choice(_SAME))(input, target, **_reduction(draw))


def _classes(draw: Draw) -> Call:
    classes, batch = draw.size(), draw.choice([[], [2], [1], [3]])
    space = draw.shape((0, 0, 0, 1, 1, 2, 2, 3))
    right = [*batch, *space]
    wrong = [space, [*batch, 1, *space], [*batch, classes, *space], [*batch, *draw.near(space)]]
    shape = right if draw.random() < 0.7 else draw.choice(wrong)
    target = torch.randint(0, classes, shape)
    if draw.random() < 0.1:
        target = target.to(draw.choice([torch.int32, torch.float32]))
    input = z(*batch, classes, *space)
    weight = draw.choice([None, None, z(classes), z(draw.size())])
    name = (
        "cross_entropy"
        if target.is_floating_point()
        else draw.choice(["cross_entropy", "nll_loss"])
    )
    return getattr(F, name)(input, target, weight, **_reduction(draw))


@pytest.mark.parametrize("seed", range(4))
def test_generated(seed: int) -> None:
    draw = Draw(seed)
    for _ in range(200):
        check(_elementwise(draw))
        check(_classes(draw))
