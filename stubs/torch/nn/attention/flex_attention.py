"""flex_attention: the shapes of scaled_dot_product_attention."""

from _pytea import unknown

import torch.nn.functional as F


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


class BlockMask:
    pass


def noop_mask(batch, head, token_q, token_kv):
    return token_q.new_ones((), dtype=bool)


def and_masks(*mask_mods):
    return mask_mods[0]


def or_masks(*mask_mods):
    return mask_mods[0]
