"""Transforms: what they do to a shape, and how many dims they take and give."""

from _pytea import is_known

import torch
from torch.distributions import constraints
from torch.distributions._reshaping import (
    CorrCholeskyTransform,
    ReshapeTransform,
    StickBreakingTransform,
)
from torch.distributions._transform import Bijective, Transform, enough
from torch.distributions.distribution import sum_rightmost


def _widened(constraint, events):
    extra = events - constraint.event_dim
    return constraints.independent(constraint, extra) if extra > 0 else constraint


class ComposeTransform(Transform):
    def __init__(self, parts, cache_size=0):
        self.parts = parts
        self.bijective = all([part.bijective for part in parts])
        if len(parts) == 0:
            return
        events = parts[-1].codomain.event_dim
        for part in reversed(parts):
            events += part.domain.event_dim - part.codomain.event_dim
            events = max(events, part.domain.event_dim)
        self.domain = _widened(parts[0].domain, events)
        events = parts[0].domain.event_dim
        for part in parts:
            events += part.codomain.event_dim - part.domain.event_dim
            events = max(events, part.codomain.event_dim)
        self.codomain = _widened(parts[-1].codomain, events)

    def _call(self, x):
        for part in self.parts:
            x = part(x)
        return x

    def _inverse(self, y):
        for part in reversed(self.parts):
            y = part.inv(y)
        return y

    def forward_shape(self, shape):
        for part in self.parts:
            shape = part.forward_shape(shape)
        return torch.Size(shape)

    def inverse_shape(self, shape):
        for part in reversed(self.parts):
            shape = part.inverse_shape(shape)
        return torch.Size(shape)


class IndependentTransform(Transform):
    def __init__(self, base_transform, reinterpreted_batch_ndims, cache_size=0):
        self.base_transform = base_transform
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        self.bijective = base_transform.bijective
        self.domain = constraints.independent(base_transform.domain, reinterpreted_batch_ndims)
        self.codomain = constraints.independent(base_transform.codomain, reinterpreted_batch_ndims)

    def _call(self, x):
        enough(x.shape, self.domain.event_dim)
        return self.base_transform(x)

    def _inverse(self, y):
        enough(y.shape, self.codomain.event_dim)
        return self.base_transform.inv(y)

    def log_abs_det_jacobian(self, x, y):
        found = self.base_transform.log_abs_det_jacobian(x, y)
        return sum_rightmost(found, self.reinterpreted_batch_ndims)

    def forward_shape(self, shape):
        return self.base_transform.forward_shape(shape)

    def inverse_shape(self, shape):
        return self.base_transform.inverse_shape(shape)


class AffineTransform(Transform):
    bijective = True

    def __init__(self, loc, scale, event_dim=0, cache_size=0):
        self.loc = loc
        self.scale = scale
        self.domain = self.codomain = _widened(constraints.real, event_dim)

    def _call(self, x):
        return self.loc + self.scale * x

    def _inverse(self, y):
        return (y - self.loc) / self.scale

    def log_abs_det_jacobian(self, x, y):
        scale = self.scale if isinstance(self.scale, torch.Tensor) else 1.0
        return sum_rightmost(torch.empty_like(x) * scale, self.domain.event_dim)

    def forward_shape(self, shape):
        for value in (self.loc, self.scale):
            if isinstance(value, torch.Tensor):
                shape = torch.broadcast_shapes(shape, value.shape)
        return torch.Size(shape)

    def inverse_shape(self, shape):
        return self.forward_shape(shape)


class ExpTransform(Bijective):
    codomain = constraints.positive


class SigmoidTransform(Bijective):
    codomain = constraints.unit_interval


class TanhTransform(Bijective):
    codomain = constraints.interval(-1.0, 1.0)


class SoftplusTransform(Bijective):
    codomain = constraints.positive


class AbsTransform(Bijective):
    bijective = False
    codomain = constraints.positive

    def log_abs_det_jacobian(self, x, y):
        raise NotImplementedError


class PowerTransform(Transform):
    bijective = True
    domain = codomain = constraints.positive

    def __init__(self, exponent, cache_size=0):
        self.exponent = exponent

    def _call(self, x):
        return x**self.exponent

    def _inverse(self, y):
        return y**self.exponent

    def forward_shape(self, shape):
        own = self.exponent.shape if isinstance(self.exponent, torch.Tensor) else ()
        return torch.broadcast_shapes(shape, own)

    def inverse_shape(self, shape):
        return self.forward_shape(shape)


class SoftmaxTransform(Bijective):
    bijective = False
    domain = constraints.real_vector
    codomain = constraints.simplex

    def log_abs_det_jacobian(self, x, y):
        raise NotImplementedError

    def forward_shape(self, shape):
        return enough(shape, 1)

    def inverse_shape(self, shape):
        return enough(shape, 1)


class LowerCholeskyTransform(Bijective):
    bijective = False
    domain = constraints.independent(constraints.real, 2)
    codomain = constraints.lower_cholesky

    def log_abs_det_jacobian(self, x, y):
        raise NotImplementedError


class PositiveDefiniteTransform(LowerCholeskyTransform):
    codomain = constraints.positive_definite


class CumulativeDistributionTransform(Transform):
    bijective = True
    codomain = constraints.unit_interval

    def __init__(self, distribution, cache_size=0):
        self.distribution = distribution
        self.domain = distribution.support

    def _call(self, x):
        return self.distribution.cdf(x)

    def _inverse(self, y):
        return self.distribution.icdf(y)

    def log_abs_det_jacobian(self, x, y):
        return self.distribution.log_prob(x)


class StackTransform(Transform):
    bijective = True

    def __init__(self, tseq, dim=0, cache_size=0):
        self.transforms = list(tseq)
        self.dim = dim
        self.domain = constraints.stack([part.domain for part in self.transforms], dim)
        self.codomain = constraints.stack([part.codomain for part in self.transforms], dim)


class CatTransform(StackTransform):
    def __init__(self, tseq, dim=0, lengths=None, cache_size=0):
        self.transforms = list(tseq)
        self.dim = dim
        self.domain = constraints.cat([part.domain for part in self.transforms], dim)
        self.codomain = constraints.cat([part.codomain for part in self.transforms], dim)


def _fitting(constraint, simplex):
    if is_known(constraint) and constraint is constraints.simplex:
        return simplex
    if is_known(constraint) and constraint is constraints.corr_cholesky:
        return CorrCholeskyTransform()
    return Bijective()


def biject_to(constraint):
    return _fitting(constraint, StickBreakingTransform())


def transform_to(constraint):
    return _fitting(constraint, SoftmaxTransform())


identity_transform = ComposeTransform([])
