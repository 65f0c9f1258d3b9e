"""MultiheadAttention."""

from _pytea import is_known, require

import torch
import torch.nn.functional as F
from torch.nn import Parameter
from torch.nn.linear import NonDynamicallyQuantizableLinear
from torch.nn.module import Module


def check_mask(mask, name):
    """Demands a bool or float mask."""
    if mask is not None and is_known(mask):
        require(
            mask.dtype == torch.bool or mask.is_floating_point(),
            f"only bool and floating types of {name} are supported, got {mask.dtype}",
            "dtype-mismatch",
            "AssertionError",
        )


class MultiheadAttention(Module):
    def __init__(
        self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False,
        add_zero_attn=False, kdim=None, vdim=None, batch_first=False, device=None, dtype=None,
    ):  # fmt: skip
        text = f"embed_dim and num_heads must be greater than 0, got {embed_dim} and {num_heads}"
        require(embed_dim > 0, text, "bad-argument", "ValueError")
        require(num_heads > 0, text, "bad-argument", "ValueError")
        super().__init__()
        self.embed_dim = embed_dim
        self.kdim = kdim if kdim is not None else embed_dim
        self.vdim = vdim if vdim is not None else embed_dim
        self._qkv_same_embed_dim = (kdim is None or kdim == embed_dim) and (
            vdim is None or vdim == embed_dim
        )
        self.num_heads = num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.head_dim = embed_dim // num_heads
        require(
            embed_dim % num_heads == 0,
            f"embed_dim must be divisible by num_heads, but embed_dim is {embed_dim} and num_heads "
            f"is {num_heads}",
            "bad-argument",
            "AssertionError",
        )
        make = {"device": device, "dtype": dtype}
        self._make_projections(embed_dim, bias, make)
        self.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, bias=bias, **make)
        if add_bias_kv:
            self.bias_k = Parameter(torch.empty((1, 1, embed_dim), **make))
            self.bias_v = Parameter(torch.empty((1, 1, embed_dim), **make))
        else:
            self.bias_k = self.bias_v = None
        self.add_zero_attn = add_zero_attn
        self._reset_parameters()

    def _make_projections(self, embed_dim, bias, make):
        if self._qkv_same_embed_dim:
            self.in_proj_weight = Parameter(torch.empty((3 * embed_dim, embed_dim), **make))
            self.register_parameter("q_proj_weight", None)
            self.register_parameter("k_proj_weight", None)
            self.register_parameter("v_proj_weight", None)
        else:
            self.q_proj_weight = Parameter(torch.empty((embed_dim, embed_dim), **make))
            self.k_proj_weight = Parameter(torch.empty((embed_dim, self.kdim), **make))
            self.v_proj_weight = Parameter(torch.empty((embed_dim, self.vdim), **make))
            self.register_parameter("in_proj_weight", None)
        if bias:
            self.in_proj_bias = Parameter(torch.empty(3 * embed_dim, **make))
        else:
            self.register_parameter("in_proj_bias", None)

    def _reset_parameters(self):
        pass

    def forward(
        self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None,
        average_attn_weights=True, is_causal=False,
    ):  # fmt: skip
        check_mask(key_padding_mask, "key_padding_mask")
        check_mask(attn_mask, "attn_mask")
        transposed = self.batch_first and query.dim() == 3
        if transposed:
            query = query.transpose(1, 0)
            key = key.transpose(1, 0)
            value = value.transpose(1, 0)
        output, weights = F.multi_head_attention_forward(
            query, key, value, self.embed_dim, self.num_heads, self.in_proj_weight,
            self.in_proj_bias, self.bias_k, self.bias_v, self.add_zero_attn, self.dropout,
            self.out_proj.weight, self.out_proj.bias, training=self.training,
            key_padding_mask=key_padding_mask, need_weights=need_weights, attn_mask=attn_mask,
            use_separate_proj_weight=not self._qkv_same_embed_dim,
            q_proj_weight=self.q_proj_weight, k_proj_weight=self.k_proj_weight,
            v_proj_weight=self.v_proj_weight, average_attn_weights=average_attn_weights,
            is_causal=is_causal,
        )  # fmt: skip
        return (output.transpose(1, 0), weights) if transposed else (output, weights)
