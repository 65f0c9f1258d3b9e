"""torch.sparse: its functions are operators; here are the names that old programs use."""

import torch


def _tensors(dtype):
    def make(*args, device=None):
        return torch.sparse_coo_tensor(*args, dtype=dtype, device=device)

    return make


FloatTensor = _tensors(torch.float32)
DoubleTensor = _tensors(torch.float64)
LongTensor = _tensors(torch.int64)
IntTensor = _tensors(torch.int32)
