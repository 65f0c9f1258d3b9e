"""Operator: scaled_dot_product_attention."""

from __future__ import annotations


from pytea._stubs.torch._ops._shared_nn import (
    demand_kinds,
    result_of,
)
from pytea.stubapi import (
    DTYPES,
    Int,
    Strides,
    Tensor,
    Unknown,
    broadcast,
    op,
    render_shape,
    require,
    require_broadcastable_to,
    require_same_device,
    same,
)


def _check_attention_types(query: Tensor, key: Tensor, value: Tensor) -> None:
    require_same_device(query, key, value)
    known = [t.dtype for t in (query, key, value) if t.dtype is not None]
    types = ", ".join(str(dtype) for dtype in known)
    text = f"query, key and value must have the same dtype, got {types}"
    require(all(dtype == known[0] for dtype in known), text, "dtype-mismatch")
    demand_kinds(query, "scaled_dot_product_attention", exception="RuntimeError")


def _check_attention_mask(attn_mask: Tensor, query: Tensor, scores: tuple[Int, ...]) -> None:
    require_same_device(query, attn_mask)
    if attn_mask.dtype is not None and query.dtype is not None:
        allowed = (DTYPES["bool"], DTYPES["float32"], query.dtype)
        text = f"attn_mask must be bool or {query.dtype} like query, got {attn_mask.dtype}"
        require(attn_mask.dtype in allowed, text, "dtype-mismatch")
    text = f"attn_mask {render_shape(attn_mask.shape)} does not broadcast to the scores "
    require_broadcastable_to(attn_mask.shape, scores, text + render_shape(scores))


def _is_fused(query: Tensor, key: Tensor, value: Tensor) -> bool:
    """Returns whether torch's fused CPU kernel takes the call, which checks less."""
    if not query.ndim == key.ndim == value.ndim == 4:
        return False
    heads = all(
        same(query.shape[axis], other.shape[axis]) for axis in (0, 1) for other in (key, value)
    )
    return heads and same(query.shape[-1], value.shape[-1])


def _grouped_heads(query: Tensor, key: Tensor, value: Tensor) -> tuple[Tensor, Tensor]:
    """Returns key and value with their heads repeated to those of the query."""
    for tensor in (query, key, value):
        text = "enable_gqa needs a dim of heads before the last two"
        require(tensor.ndim >= 3, text, "dim-out-of-range", "IndexError")
    heads = query.shape[-3]
    repeated = []
    for name, tensor in (("key", key), ("value", value)):
        count = tensor.shape[-3]
        text = f"{name} has {count} heads, which must divide the {heads} heads of query"
        require(count > 0, text)
        require(heads % count == 0, text)
        repeated.append(tensor.like((*tensor.shape[:-3], heads, *tensor.shape[-2:])))
    return repeated[0], repeated[1]


@op(
    "torch.nn.functional.scaled_dot_product_attention",
    "torch._C._nn.scaled_dot_product_attention",
)
def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    *,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor:
    """query (*, L, E), key (*, S, E), value (*, S, Ev), mask to (*, L, S) -> (*, L, Ev)"""
    for name, tensor in (("query", query), ("key", key), ("value", value)):
        text = f"{name} must have at least 2 dims, got {render_shape(tensor.shape)}"
        require(tensor.ndim >= 2, text)
    _check_attention_types(query, key, value)
    if enable_gqa:
        key, value = _grouped_heads(query, key, value)
    length, features = query.shape[-2:]
    source, key_features = key.shape[-2:]
    shapes = [render_shape(t.shape) for t in (query, key, value)]
    text = f"query {shapes[0]} has {features} features, but key {shapes[1]} has {key_features}"
    require(features == key_features, text)
    text = f"key {shapes[1]} has length {source}, but value {shapes[2]} has {value.shape[-2]}"
    fused = _is_fused(query, key, value)
    if attn_mask is not None or not fused:
        require(source == value.shape[-2], text)
    batch = broadcast(query.shape[:-2], key.shape[:-2])
    if attn_mask is not None:
        _check_attention_mask(attn_mask, query, (*batch, length, source))
        text = "attn_mask must not be given together with is_causal=True"
        fused = fused and attn_mask.ndim in (2, 4)
        clear = fused or isinstance(is_causal, Unknown) or not is_causal
        require(clear, text, "bad-argument")
    if isinstance(dropout_p, (int, float)):
        text = f"dropout probability has to be between 0 and 1, but got {dropout_p}"
        require(0 <= dropout_p <= 1, text, "bad-argument")
    batch = broadcast(batch, value.shape[:-2])
    shape = (*batch, length, value.shape[-1])
    return result_of(query, shape, key, value, attn_mask, strides=Strides.UNKNOWN)
