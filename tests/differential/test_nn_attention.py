"""Attention against eager torch."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tests.differential.nn_calls import Call, Draw, F, check
from tests.differential.nn_calls import zeros as z

CALLS = [
    F.scaled_dot_product_attention(z(2, 8, 5, 16), z(2, 8, 7, 16), z(2, 8, 7, 16)),
    F.scaled_dot_product_attention(z(2, 8, 5, 16), z(2, 8, 7, 32), z(2, 8, 7, 16)),
    F.scaled_dot_product_attention(z(2, 5, 16), z(2, 7, 16), z(2, 6, 16)),
    F.scaled_dot_product_attention(z(5), z(7, 16), z(7, 16)),
    F.scaled_dot_product_attention(z(5, 4), z(7, 4), z(7, 4), z(5, 7, dtype=torch.bool)),
    F.scaled_dot_product_attention(z(5, 4), z(7, 4), z(7, 4), z(7, 5)),
    F.scaled_dot_product_attention(z(5, 4), z(7, 4), z(7, 4), z(5, 7).long()),
    F.scaled_dot_product_attention(z(5, 4), z(7, 4), z(7, 4), z(5, 7), is_causal=True),
    F.scaled_dot_product_attention(z(5, 4), z(7, 4).double(), z(7, 4)),
    F.scaled_dot_product_attention(z(5, 4).long(), z(7, 4).long(), z(7, 4).long()),
    F.scaled_dot_product_attention(z(2, 8, 5, 4), z(2, 2, 7, 4), z(2, 2, 7, 4), enable_gqa=True),
    F.scaled_dot_product_attention(z(2, 8, 5, 4), z(2, 3, 7, 4), z(2, 3, 7, 4), enable_gqa=True),
    F.scaled_dot_product_attention(z(2, 8, 5, 4), z(2, 2, 7, 4), z(2, 2, 7, 4)),
    F.scaled_dot_product_attention(z(5, 4), z(7, 4), z(7, 4), dropout_p=2.0),
    F.scaled_dot_product_attention(z(5, 4), z(7, 4), z(7, 4), None, 0.0, False, 0.5),
]


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: Call) -> None:
    check(call)


def _scaled(draw: Draw) -> Call:
    batch = draw.shape((0, 1, 2))
    length, source, features, values = (draw.size() for _ in range(4))
    query = z(*batch, length, features)
    key = z(*draw.near(batch), source, features)
    value = z(*draw.near(batch), source, values + features)
    masks = [None, z(length, source), z(*batch, 1, source, dtype=torch.bool), z(source, length)]
    return F.scaled_dot_product_attention(query, key, value, draw.choice(masks))


def _weights(draw: Draw, embed: int, kdim: int | None, vdim: int | None) -> dict[str, Any]:
    weights: dict[str, Any] = {
        "in_proj_weight": None if kdim else z(3 * embed, embed),
        "in_proj_bias": draw.choice([None, z(3 * embed)]),
        "bias_k": None,
        "bias_v": None,
        "out_proj_weight": z(embed, embed),
        "out_proj_bias": z(embed),
    }
    if kdim and vdim:
        separate = {"q": embed, "k": kdim, "v": vdim}
        weights |= {f"{name}_proj_weight": z(embed, size) for name, size in separate.items()}
        weights["use_separate_proj_weight"] = True
    if draw.random() < 0.2:
        weights |= {"bias_k": z(1, 1, embed), "bias_v": z(1, 1, embed)}
    return weights


def _multihead(draw: Draw) -> Call:
    embed, heads = draw.choice([4, 6]), draw.choice([1, 2, 2, 3])
    kdim, vdim = draw.choice([(None, None), (None, None), (3, 5)])
    length, source, batch = draw.size(), draw.size(), draw.choice([[], [1], [2]])
    count = batch[0] if batch else 1
    query = z(length, *batch, embed if draw.random() < 0.95 else embed + 1)
    key = z(source, *batch, kdim or embed)
    value = z(source if draw.random() < 0.95 else source + 1, *batch, vdim or embed)
    masks = [None, None, z(length, source), z(count * heads, length, source), z(source, length)]
    padding = [None, None, z(*batch, source, dtype=torch.bool), z(*batch, source + 1)]
    return F.multi_head_attention_forward(
        query, key, value, embed, heads,
        add_zero_attn=draw.random() < 0.2,
        dropout_p=0.0,
        key_padding_mask=draw.choice(padding),
        attn_mask=draw.choice(masks),
        need_weights=draw.random() < 0.6,
        average_attn_weights=draw.random() < 0.6,
        **_weights(draw, embed, kdim, vdim),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_generated(seed: int) -> None:
    draw = Draw(seed)
    for _ in range(150):
        check(_scaled(draw))
        check(_multihead(draw))
