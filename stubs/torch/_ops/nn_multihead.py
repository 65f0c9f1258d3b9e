"""Operator: multi_head_attention_forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pytea._stubs.torch._ops._shared_nn import integer, is_true, result_of
from pytea._stubs.torch._ops.nn_linear import linear
from pytea.stubapi import Int, Tensor, Unknown, op, render_shape, require, require_same_device


def _check_ranks(
    query: Tensor, key: Tensor, value: Tensor, padding: Tensor | None, mask: Tensor | None
) -> bool:
    """Returns whether the attention is batched: 3-d rather than 2-d."""
    text = f"query must be 2-d or 3-d, got {render_shape(query.shape)}"
    require(query.ndim in (2, 3), text, exception="AssertionError")
    for name, tensor in (("key", key), ("value", value)):
        text = f"query is {query.ndim}-d, but {name} is {tensor.ndim}-d"
        require(tensor.ndim == query.ndim, text, exception="AssertionError")
    if padding is not None:
        wanted = query.ndim - 1
        text = f"query is {query.ndim}-d, so key_padding_mask must be {wanted}-d, got "
        text += render_shape(padding.shape)
        require(padding.ndim == wanted, text, exception="AssertionError")
    if mask is not None:
        text = f"attn_mask must be 2-d or 3-d, got {render_shape(mask.shape)}"
        require(mask.ndim in (2, 3), text, exception="AssertionError")
    return query.ndim == 3


def _check_mask_type(mask: Tensor | None, name: str) -> None:
    if mask is not None:
        text = f"{name} must be bool or floating point, got {mask.dtype}"
        kinds = ("bool", "float")
        require(
            mask.dtype is None or mask.dtype.kind in kinds, text, "dtype-mismatch", "AssertionError"
        )


def _equal(a: Sequence[Int], b: Sequence[Int], message: str, exception: str) -> None:
    require(len(a) == len(b), message, exception=exception)
    for size, other in zip(a, b, strict=True):
        require(size == other, message, exception=exception)


@dataclass(frozen=True, slots=True)
class _Weights:
    """The parameters of the projections into query, key and value."""

    packed: Tensor | None
    bias: Tensor | None
    separate: tuple[Tensor | None, Tensor | None, Tensor | None] | None


def _project(query: Tensor, key: Tensor, value: Tensor, weights: _Weights, embed: Int) -> None:
    """Checks the projections of query, key and value to the embedding."""
    bias = None if weights.bias is None else weights.bias.like((embed,))
    if weights.bias is not None:
        have = render_shape(weights.bias.shape)
        _equal(weights.bias.shape, (3 * embed,), f"in_proj_bias is {have}", "RuntimeError")
    operands = (("query", query), ("key", key), ("value", value))
    if weights.separate is None:
        packed = weights.packed
        require(packed is not None, "in_proj_weight is None", "bad-argument", "AssertionError")
        if packed is not None:
            have, rows = render_shape(packed.shape), 3 * embed
            text = f"in_proj_weight is {have}, but must have {rows} rows"
            require(packed.shape[0] == rows, text)
            for _, tensor in operands:
                linear(tensor, packed.like((embed, *packed.shape[1:])), bias)
        return
    for (name, tensor), weight in zip(operands, weights.separate, strict=True):
        text = f"{name[0]}_proj_weight is None"
        require(weight is not None, text, "bad-argument", "AssertionError")
        if weight is not None:
            text = f"{name[0]}_proj_weight is {render_shape(weight.shape)}, but {name} is "
            text += f"{render_shape(tensor.shape)}"
            _equal(weight.shape, (embed, tensor.shape[-1]), text, "AssertionError")
            linear(tensor, weight, bias)


def _check_mask(
    mask: Tensor | None, heads: Int, sizes: tuple[Int, Int, Int], exception: str
) -> None:
    batch, target, source = sizes
    if mask is None:
        return
    wanted = (target, source) if mask.ndim == 2 else (batch * heads, target, source)
    text = f"attn_mask is {render_shape(mask.shape)}, but should be {render_shape(wanted)}"
    _equal(mask.shape, wanted, text, exception)


def _check_key_value(
    query: Tensor, key: Tensor, value: Tensor, separate: bool
) -> tuple[Int, Int, Int, Int]:
    """Returns batch size, target length, source length and embedding size."""
    text = f"key {render_shape(key.shape)} does not match value {render_shape(value.shape)}"
    kept = 2 if separate and key.ndim == 3 else (1 if separate else key.ndim)
    _equal(key.shape[:kept], value.shape[:kept], text, "AssertionError")
    if query.ndim == 3:
        text = f"query {render_shape(query.shape)} and key {render_shape(key.shape)} must have "
        text += "the same batch size"
        require(query.shape[1] == key.shape[1], text)
        return query.shape[1], query.shape[0], key.shape[0], query.shape[2]
    return 1, query.shape[0], key.shape[0], query.shape[1]


@op("torch.nn.functional.multi_head_attention_forward")
def multi_head_attention_forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    embed_dim_to_check: Int,
    num_heads: Int,
    in_proj_weight: Tensor | None,
    in_proj_bias: Tensor | None,
    bias_k: Tensor | None,
    bias_v: Tensor | None,
    add_zero_attn: bool,
    dropout_p: float,
    out_proj_weight: Tensor,
    out_proj_bias: Tensor | None,
    training: bool = True,
    key_padding_mask: Tensor | None = None,
    need_weights: bool = True,
    attn_mask: Tensor | None = None,
    use_separate_proj_weight: bool = False,
    q_proj_weight: Tensor | None = None,
    k_proj_weight: Tensor | None = None,
    v_proj_weight: Tensor | None = None,
    static_k: Tensor | None = None,
    static_v: Tensor | None = None,
    average_attn_weights: bool = True,
    is_causal: bool = False,
) -> tuple[Tensor, Tensor | None]:
    """query (L, N?, E), key and value (S, N?, E) -> (L, N?, E) and weights (N?, heads?, L, S)"""
    require_same_device(query, key, value, in_proj_weight, out_proj_weight)
    batched = _check_ranks(query, key, value, key_padding_mask, attn_mask)
    _check_mask_type(key_padding_mask, "key_padding_mask")
    num_heads = integer(num_heads, "num_heads")
    text = "is_causal needs an attn_mask"
    require(not is_true(is_causal) or attn_mask is not None, text, "bad-argument")
    separate = bool(use_separate_proj_weight)
    embed = query.shape[-1]
    text = f"query has {embed} features, but embed_dim is {embed_dim_to_check}"
    if not isinstance(embed_dim_to_check, Unknown):
        require(embed == embed_dim_to_check, text, exception="AssertionError")
    text = f"embed_dim {embed} is not divisible by num_heads {num_heads}"
    require(embed % num_heads == 0, text, exception="AssertionError")
    batch, target, source, _ = _check_key_value(query, key, value, separate)
    by_name = (q_proj_weight, k_proj_weight, v_proj_weight)
    weights = _Weights(in_proj_weight, in_proj_bias, by_name if separate else None)
    _project(query, key, value, weights, embed)
    ignored = is_true(is_causal) and key_padding_mask is None and not is_true(need_weights, True)
    unbatched_heads = attn_mask is not None and attn_mask.ndim == 3 and not batched
    if unbatched_heads or not ignored:
        exception = "AssertionError" if unbatched_heads else "RuntimeError"
        _check_mask(attn_mask, num_heads, (batch, target, source), exception)
    if not ignored:
        _check_mask_type(attn_mask, "attn_mask")
    both = (bias_k is None) == (bias_v is None)
    text = "bias_k and bias_v must be given together"
    require(both, text, "bad-argument", "AssertionError")
    source = source if static_k is None else static_k.shape[1]
    source = source + (bias_k is not None) + bool(add_zero_attn)
    if key_padding_mask is not None:
        _check_padding(key_padding_mask, batch if batched else None, source, bias_k, add_zero_attn)
    result = linear(query, out_proj_weight, out_proj_bias)
    if not need_weights:
        return result, None
    heads = () if average_attn_weights else (num_heads,)
    shape = (*((batch,) if batched else ()), *heads, target, source)
    return result, result_of(query, shape, key, in_proj_weight)


def _check_padding(
    padding: Tensor, batch: Int | None, source: Int, bias_k: Tensor | None, add_zero_attn: Any
) -> None:
    added = (bias_k is not None) + bool(add_zero_attn)
    wanted = (source - added,) if batch is None else (batch, source - added)
    text = f"key_padding_mask is {render_shape(padding.shape)}, but should be "
    _equal(padding.shape, wanted, text + render_shape(wanted), "AssertionError")
