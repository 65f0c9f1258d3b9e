"""flex_attention: the shapes of scaled_dot_product_attention."""

from _pytea import is_known, require, unknown

import torch
import torch.nn.functional as F


def flex_attention(
    query, key, value, score_mod=None, block_mask=None, scale=None, enable_gqa=False,
    return_lse=False, kernel_options=None, *, return_aux=None,
):  # fmt: skip
    if is_known(query) and is_known(key) and is_known(value):
        _check_shapes(query, key, value, block_mask)
        if is_known(score_mod) and score_mod is not None:
            score_mod(query.new_empty(()), *_places(query.device))
    output = F.scaled_dot_product_attention(query, key, value, enable_gqa=enable_gqa)
    return (output, output[..., 0]) if return_lse else output


def _places(device):
    """Returns the numbers of a batch, a head, a query and a key."""
    return [torch.empty((), dtype=torch.int32, device=device) for _ in range(4)]


def _check_shapes(query, key, value, block_mask):
    for tensor in (query, key, value):
        text = f"query, key, and value must be 4D tensors, got {tuple(tensor.shape)}"
        require(tensor.dim() == 4, text, "shape-mismatch", "NotImplementedError")
    text = f"key has {key.size(2)} positions, but value has {value.size(2)}"
    require(key.size(2) == value.size(2), text)
    if not is_known(block_mask):
        return
    if block_mask is None:
        text = f"query has batch size {query.size(0)}, but key has {key.size(0)}"
        require(query.size(0) == key.size(0), text, "shape-mismatch", "ValueError")
        return
    if isinstance(block_mask, BlockMask) and block_mask.shape is not None:
        sizes = tuple(block_mask.shape[2:])
        text = (
            f"block_mask was created for {sizes} positions of query and key, but they have "
            f"{(query.size(2), key.size(2))}"
        )
        for own, wanted in zip(sizes, (query.size(2), key.size(2))):
            require(own == wanted, text, "shape-mismatch", "ValueError")


def create_block_mask(
    mask_mod, B, H, Q_LEN, KV_LEN, device=None, BLOCK_SIZE=128, _compile=False, **options
):
    _check_mask(mask_mod, device)
    mask = BlockMask()
    mask.shape = (1 if B is None else B, 1 if H is None else H, Q_LEN, KV_LEN)
    mask.mask_mod = mask_mod
    mask.seq_lengths = (Q_LEN, KV_LEN)
    return mask


def create_mask(mod_fn, B, H, Q_LEN, KV_LEN, device=None):
    _check_mask(mod_fn, device)
    return torch.empty((B or 1, H or 1, Q_LEN, KV_LEN), dtype=torch.bool, device=device)


def _check_mask(mask_mod, device):
    """Calls the function with the numbers of one place, as torch does with all of them."""
    if not is_known(mask_mod):
        return
    mask = mask_mod(*_places(device))
    if is_known(mask) and isinstance(mask, torch.Tensor) and is_known(mask.dtype):
        text = f"mask.dtype must be torch.bool, got {mask.dtype}"
        require(mask.dtype == torch.bool, text, "dtype-mismatch", "AssertionError")


class BlockMask:
    shape = None

    @classmethod
    def from_kv_blocks(cls, *args, **kwargs):
        return cls()

    def __getitem__(self, index):
        return BlockMask()

    def _adjust(self, new_q_len, new_kv_len):
        mask = BlockMask()
        if self.shape is not None:
            mask.shape = (*self.shape[:2], new_q_len, new_kv_len)
        return mask

    def to(self, device):
        return self

    def size(self, dim=None):
        if self.shape is None:
            return unknown("the size of a block mask")
        return self.shape if dim is None else self.shape[dim]

    def numel(self):
        return unknown("the number of elements of a block mask", "int")

    def sparsity(self):
        return unknown("the sparsity of a block mask", "float")

    def to_dense(self):
        return unknown("a block mask as a tensor")


def noop_mask(batch, head, token_q, token_kv):
    return token_q.new_ones((), dtype=bool)


def and_masks(*mask_mods):
    def mask_mod(b, h, q_idx, kv_idx):
        result = b.new_ones((), dtype=torch.bool)
        for mask in mask_mods:
            result = result & mask(b, h, q_idx, kv_idx)
        return result

    return mask_mod


def or_masks(*mask_mods):
    def mask_mod(b, h, q_idx, kv_idx):
        result = b.new_zeros((), dtype=torch.bool)
        for mask in mask_mods:
            result = result | mask(b, h, q_idx, kv_idx)
        return result

    return mask_mod
