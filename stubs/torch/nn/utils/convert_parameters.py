"""Parameters as one vector."""

from _pytea import is_known, require

import torch


def parameters_to_vector(parameters):
    return torch.cat([param.view(-1) for param in parameters])


def vector_to_parameters(vec, parameters):
    if is_known(vec) and not isinstance(vec, torch.Tensor):
        raise TypeError(f"expected torch.Tensor, but got: {type(vec).__name__}")
    start = 0
    for param in parameters:
        count = param.numel()
        require(
            start + count <= vec.numel(),
            f"the vector has {vec.numel()} elements, but the parameters need more",
        )
        param.data = vec[start : start + count].view_as(param).data
        start = start + count
