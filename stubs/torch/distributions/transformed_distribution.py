"""TransformedDistribution and LogisticNormal."""

from _pytea import is_known

import torch
from torch.distributions import constraints
from torch.distributions.continuous import Normal
from torch.distributions.distribution import Distribution, Transformed, sum_rightmost
from torch.distributions.independent import Independent
from torch.distributions.transforms import ComposeTransform, StickBreakingTransform, Transform


class TransformedDistribution(Transformed, Distribution):
    arg_constraints = {}
    _lacks = frozenset(["mean", "mode", "variance", "entropy"])

    def __init__(self, base_distribution, transforms, validate_args=None):
        if isinstance(transforms, Transform):
            transforms = [transforms]
        elif is_known(transforms) and not isinstance(transforms, list):
            raise ValueError(
                f"transforms must be a Transform or list, but was {type(transforms).__name__}"
            )
        self.transforms = transforms
        chain = ComposeTransform(transforms)
        shape = base_distribution.batch_shape + base_distribution.event_shape
        if len(shape) < chain.domain.event_dim:
            raise ValueError(
                f"base_distribution needs to have shape with size at least {chain.domain.event_dim}, "
                f"but got {tuple(shape)}."
            )
        forward = chain.forward_shape(shape)
        expanded = chain.inverse_shape(forward)
        if shape != expanded:
            cut = len(expanded) - len(base_distribution.event_shape)
            base_distribution = base_distribution.expand(expanded[:cut])
        extra = chain.domain.event_dim - len(base_distribution.event_shape)
        if extra > 0:
            base_distribution = Independent(base_distribution, extra)
        self.base_dist = base_distribution
        change = chain.codomain.event_dim - chain.domain.event_dim
        events = max(chain.codomain.event_dim, len(base_distribution.event_shape) + change)
        cut = len(forward) - events
        super().__init__(forward[:cut], forward[cut:], validate_args)

    @property
    def has_rsample(self):
        return self.base_dist.has_rsample

    @property
    def support(self):
        if len(self.transforms) == 0:
            return self.base_dist.support
        support = self.transforms[-1].codomain
        extra = len(self._event_shape) - support.event_dim
        return constraints.independent(support, extra) if extra > 0 else support

    def _through(self, value):
        for transform in self.transforms:
            value = transform(value)
        return value

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return self._through(self.base_dist.sample(sample_shape))

    def rsample(self, sample_shape=torch.Size()):
        return self._through(self.base_dist.rsample(sample_shape))

    def log_prob(self, value):
        self._validate_sample(value)
        events, total, y = len(self._event_shape), 0.0, value
        for transform in reversed(self.transforms):
            x = transform.inv(y)
            events += transform.domain.event_dim - transform.codomain.event_dim
            jacobian = transform.log_abs_det_jacobian(x, y)
            total = total - sum_rightmost(jacobian, events - transform.domain.event_dim)
            y = x
        extra = events - len(self.base_dist.event_shape)
        return total + sum_rightmost(self.base_dist.log_prob(y), extra)

    def cdf(self, value):
        for transform in reversed(self.transforms):
            value = transform.inv(value)
        return self.base_dist.cdf(value)

    def icdf(self, value):
        return self._through(self.base_dist.icdf(value))

    def expand(self, batch_shape, _instance=None):
        shape = torch.Size(batch_shape) + self._event_shape
        for transform in reversed(self.transforms):
            shape = transform.inverse_shape(shape)
        base = self.base_dist.expand(shape[: len(shape) - len(self.base_dist.event_shape)])
        return TransformedDistribution(base, self.transforms)


class LogisticNormal(TransformedDistribution):
    arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.simplex
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        base = Normal(loc, scale, validate_args)
        if len(base.batch_shape) == 0:
            base = base.expand([1])
        super().__init__(base, [StickBreakingTransform()], validate_args)
