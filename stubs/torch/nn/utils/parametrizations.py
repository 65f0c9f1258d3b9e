"""weight_norm, spectral_norm and orthogonal as parametrizations."""

from torch.nn.module import Module
from torch.nn.utils.parametrize import register_parametrization


class _SameShape(Module):
    def forward(self, weight):
        return weight * 1.0


def weight_norm(module, name="weight", dim=0):
    return register_parametrization(module, name, _SameShape())


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    return register_parametrization(module, name, _SameShape())


def orthogonal(module, name="weight", orthogonal_map=None, *, use_trivialization=True):
    weight = getattr(module, name)
    if weight.ndim < 2:
        raise ValueError(
            f"Expected a matrix or batch of matrices. Got a tensor of {weight.ndim} dimensions."
        )
    return register_parametrization(module, name, _SameShape())
