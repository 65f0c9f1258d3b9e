"""Transforms: what they do to a shape, and how many dims they take and give."""

from _pytea import is_known, require

import torch
from torch.distributions import constraints
from torch.distributions.distribution import sum_rightmost


class Transform:
    bijective = False
    domain = constraints.real
    codomain = constraints.real

    def __init__(self, cache_size=0):
        pass

    @property
    def event_dim(self):
        if self.domain.event_dim == self.codomain.event_dim:
            return self.domain.event_dim
        raise ValueError("Please use either .domain.event_dim or .codomain.event_dim")

    @property
    def inv(self):
        return _InverseTransform(self)

    @property
    def sign(self):
        return 1

    def with_cache(self, cache_size=1):
        return self

    def __eq__(self, other):
        return self is other

    def __call__(self, x):
        return self._call(x)

    def _call(self, x):
        return x * 1.0

    def _inverse(self, y):
        return y * 1.0

    def log_abs_det_jacobian(self, x, y):
        return sum_rightmost(x, self.domain.event_dim) * 1.0

    def forward_shape(self, shape):
        return torch.Size(shape)

    def inverse_shape(self, shape):
        return torch.Size(shape)


def _enough(shape, events):
    if len(shape) < events:
        raise ValueError("Too few dimensions on input")
    return torch.Size(shape)


class _InverseTransform(Transform):
    def __init__(self, transform):
        self._inv = transform
        self.bijective = transform.bijective
        self.domain = transform.codomain
        self.codomain = transform.domain

    @property
    def inv(self):
        return self._inv

    def _call(self, x):
        return self._inv._inverse(x)

    def _inverse(self, y):
        return self._inv(y)

    def log_abs_det_jacobian(self, x, y):
        return self._inv.log_abs_det_jacobian(y, x)

    def forward_shape(self, shape):
        return self._inv.inverse_shape(shape)

    def inverse_shape(self, shape):
        return self._inv.forward_shape(shape)


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
        _enough(x.shape, self.domain.event_dim)
        return self.base_transform(x)

    def _inverse(self, y):
        _enough(y.shape, self.codomain.event_dim)
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


class _Bijective(Transform):
    bijective = True

    def __eq__(self, other):
        return type(self) is type(other)


class ExpTransform(_Bijective):
    codomain = constraints.positive


class SigmoidTransform(_Bijective):
    codomain = constraints.unit_interval


class TanhTransform(_Bijective):
    codomain = constraints.interval(-1.0, 1.0)


class SoftplusTransform(_Bijective):
    codomain = constraints.positive


class AbsTransform(_Bijective):
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


class SoftmaxTransform(_Bijective):
    bijective = False
    domain = constraints.real_vector
    codomain = constraints.simplex

    def log_abs_det_jacobian(self, x, y):
        raise NotImplementedError

    def forward_shape(self, shape):
        return _enough(shape, 1)

    def inverse_shape(self, shape):
        return _enough(shape, 1)


class StickBreakingTransform(_Bijective):
    domain = constraints.real_vector
    codomain = constraints.simplex

    def _call(self, x):
        return torch.cat([x, x.new_empty((*x.shape[:-1], 1))], dim=-1)

    def _inverse(self, y):
        return y[..., :-1] * 1.0

    def forward_shape(self, shape):
        _enough(shape, 1)
        return torch.Size((*shape[:-1], shape[-1] + 1))

    def inverse_shape(self, shape):
        _enough(shape, 1)
        return torch.Size((*shape[:-1], shape[-1] - 1))


class LowerCholeskyTransform(_Bijective):
    bijective = False
    domain = constraints.independent(constraints.real, 2)
    codomain = constraints.lower_cholesky

    def log_abs_det_jacobian(self, x, y):
        raise NotImplementedError


class PositiveDefiniteTransform(LowerCholeskyTransform):
    codomain = constraints.positive_definite


class CorrCholeskyTransform(Transform):
    bijective = True
    domain = constraints.real_vector
    codomain = constraints.corr_cholesky

    def _call(self, x):
        return x.new_empty(self.forward_shape(x.shape))

    def _inverse(self, y):
        return y.new_empty(self.inverse_shape(y.shape))

    def forward_shape(self, shape):
        _enough(shape, 1)
        count = shape[-1]
        rows = int((0.25 + 2 * count) ** 0.5 + 0.5)
        require(
            rows * (rows - 1) // 2 == count,
            "Input is not a flattened lower-diagonal number",
            "shape-mismatch",
            "ValueError",
        )
        return torch.Size((*shape[:-1], rows, rows))

    def inverse_shape(self, shape):
        _enough(shape, 2)
        rows = shape[-2]
        require(rows == shape[-1], "Input is not square", "shape-mismatch", "ValueError")
        return torch.Size((*shape[:-2], rows * (rows - 1) // 2))


class ReshapeTransform(Transform):
    bijective = True

    def __init__(self, in_shape, out_shape, cache_size=0):
        self.in_shape = torch.Size(in_shape)
        self.out_shape = torch.Size(out_shape)
        require(
            self.in_shape.numel() == self.out_shape.numel(),
            f"in_shape {tuple(in_shape)} and out_shape {tuple(out_shape)} have different numbers "
            "of elements",
            "bad-reshape",
            "ValueError",
        )
        self.domain = constraints.independent(constraints.real, len(self.in_shape))
        self.codomain = constraints.independent(constraints.real, len(self.out_shape))

    def _call(self, x):
        return x.reshape(x.shape[: x.dim() - len(self.in_shape)] + self.out_shape)

    def _inverse(self, y):
        return y.reshape(y.shape[: y.dim() - len(self.out_shape)] + self.in_shape)

    def log_abs_det_jacobian(self, x, y):
        return x.new_empty(x.shape[: x.dim() - len(self.in_shape)])

    def _replaced(self, shape, old, new):
        _enough(shape, len(old))
        cut = len(shape) - len(old)
        text = f"Shape mismatch: expected {tuple(shape[cut:])} but got {tuple(old)}"
        require(tuple(shape[cut:]) == tuple(old), text, "shape-mismatch", "ValueError")
        return torch.Size(shape[:cut]) + new

    def forward_shape(self, shape):
        return self._replaced(shape, self.in_shape, self.out_shape)

    def inverse_shape(self, shape):
        return self._replaced(shape, self.out_shape, self.in_shape)


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
    return _Bijective()


def biject_to(constraint):
    return _fitting(constraint, StickBreakingTransform())


def transform_to(constraint):
    return _fitting(constraint, SoftmaxTransform())


identity_transform = ComposeTransform([])
