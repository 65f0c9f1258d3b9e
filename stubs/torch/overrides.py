"""torch.overrides: questions about objects that behave as tensors."""

import torch


def is_tensor_like(inp):
    return isinstance(inp, torch.Tensor) or hasattr(type(inp), "__torch_function__")
