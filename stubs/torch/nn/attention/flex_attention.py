"""flex_attention: the shapes of scaled_dot_product_attention."""

import torch.nn.functional as F
from _pytea import unknown


def flex_attention(
    query, key, value, score_mod=None, block_mask=None, scale=None, enable_gqa=False,
    return_lse=False, kernel_options=None, *, return_aux=None,
):  # fmt: skip
    output = F.scaled_dot_product_attention(query, key, value, enable_gqa=enable_gqa)
    return (output, output[..., 0]) if return_lse else output


def create_block_mask(mask_mod, B, H, Q_LEN, KV_LEN, device=None, BLOCK_SIZE=128, _compile=False):
    return unknown("a block mask")


def create_mask(mod_fn, B, H, Q_LEN, KV_LEN, device=None):
    return unknown("a mask")
