"""MixtureSameFamily: the last batch dim of a distribution is the component."""

from _pytea import require

import torch
from torch.distributions import constraints
from torch.distributions.discrete import Categorical
from torch.distributions.distribution import Distribution


class MixtureSameFamily(Distribution):
    arg_constraints = {}
    _lacks = frozenset(["mode", "icdf", "entropy"])

    def __init__(self, mixture_distribution, component_distribution, validate_args=None):
        if not isinstance(mixture_distribution, Categorical):
            raise ValueError(
                "The Mixture distribution needs to be an instance of torch.distributions.Categorical"
            )
        if not isinstance(component_distribution, Distribution):
            raise ValueError(
                "The Component distribution need to be an instance of "
                "torch.distributions.Distribution"
            )
        self.mixture_distribution = mixture_distribution
        self.component_distribution = component_distribution
        mixed = mixture_distribution.batch_shape
        batch = component_distribution.batch_shape[:-1]
        for one, other in zip(reversed(mixed), reversed(batch)):
            require(
                (one == 1) | (other == 1) | (one == other),
                f"`mixture_distribution.batch_shape` ({tuple(mixed)}) is not compatible with "
                f"`component_distribution.batch_shape` ({tuple(batch)})",
                "not-broadcastable",
                "ValueError",
            )
        own, count = mixture_distribution._num_events, component_distribution.batch_shape[-1]
        require(
            own == count,
            f"mixture_distribution has {own} components, but the component distribution {count}",
            "shape-mismatch",
            "ValueError",
        )
        super().__init__(batch, component_distribution.event_shape, validate_args)
        self._like = component_distribution.sample()

    @property
    def support(self):
        return constraints.MixtureSameFamilyConstraint(self.component_distribution.support)

    def _empty(self, shape, grad=True):
        return torch.empty(
            shape, dtype=self._like.dtype, device=self._like.device, requires_grad=grad
        )

    def sample(self, sample_shape=torch.Size()):
        mixed = tuple(self.mixture_distribution.batch_shape)
        batch = tuple(self._batch_shape)
        text = f"the mixture distribution has the batch {mixed}, the components have {batch}"
        require(len(mixed) == len(batch), text, "shape-mismatch", "RuntimeError")
        shape = torch.Size(sample_shape) + mixed + self._event_shape
        return self._empty(shape, grad=False)

    def expand(self, batch_shape, _instance=None):
        batch_shape = tuple(batch_shape)
        components = self.component_distribution.expand(
            (*batch_shape, self.mixture_distribution._num_events)
        )
        return MixtureSameFamily(self.mixture_distribution.expand(batch_shape), components)
