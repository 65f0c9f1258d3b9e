"""Transforms and transformed distributions."""

from _pytea import is_known, require

import torch
from torch.distributions.distribution import Distribution


class Transform:
    bijective = True
    #: Dims that one application takes and gives.
    event_dim = 0

    def __init__(self, cache_size=0):
        pass

    @property
    def inv(self):
        return _Inverse(self)

    @property
    def sign(self):
        return 1

    def with_cache(self, cache_size=1):
        return self

    def __call__(self, x):
        return self._call(x)

    def _call(self, x):
        return x * 1.0

    def _inverse(self, y):
        return y * 1.0

    def log_abs_det_jacobian(self, x, y):
        return x.sum(tuple(range(-self.event_dim, 0))) if self.event_dim else x * 1.0

    def forward_shape(self, shape):
        return tuple(shape)

    def inverse_shape(self, shape):
        return tuple(shape)


class _Inverse(Transform):
    def __init__(self, transform):
        self._transform = transform
        self.event_dim = transform.event_dim

    @property
    def inv(self):
        return self._transform

    def _call(self, x):
        return self._transform._inverse(x)

    def forward_shape(self, shape):
        return self._transform.inverse_shape(shape)


class ComposeTransform(Transform):
    def __init__(self, parts, cache_size=0):
        self.parts = parts
        self.event_dim = max([part.event_dim for part in parts], default=0)

    def _call(self, x):
        for part in self.parts:
            x = part(x)
        return x

    def _inverse(self, y):
        for part in reversed(self.parts):
            y = part._inverse(y)
        return y

    def forward_shape(self, shape):
        for part in self.parts:
            shape = part.forward_shape(shape)
        return shape


class AffineTransform(Transform):
    def __init__(self, loc, scale, event_dim=0, cache_size=0):
        self.loc = loc
        self.scale = scale
        self.event_dim = event_dim

    def _call(self, x):
        return self.loc + self.scale * x

    def _inverse(self, y):
        return (y - self.loc) / self.scale

    def forward_shape(self, shape):
        for value in (self.loc, self.scale):
            if isinstance(value, torch.Tensor):
                shape = torch.broadcast_shapes(tuple(shape), value.shape)
        return tuple(shape)


class ExpTransform(Transform):
    pass


class SigmoidTransform(Transform):
    pass


class TanhTransform(Transform):
    pass


class SoftplusTransform(Transform):
    pass


class AbsTransform(Transform):
    pass


class PowerTransform(Transform):
    def __init__(self, exponent, cache_size=0):
        self.exponent = exponent


class SoftmaxTransform(Transform):
    event_dim = 1


class LowerCholeskyTransform(Transform):
    event_dim = 2


class PositiveDefiniteTransform(Transform):
    event_dim = 2


class StickBreakingTransform(Transform):
    event_dim = 1

    def _call(self, x):
        return torch.cat([x, x[..., :1]], dim=-1)

    def _inverse(self, y):
        return y[..., :-1] * 1.0

    def forward_shape(self, shape):
        return (*shape[:-1], shape[-1] + 1)

    def inverse_shape(self, shape):
        return (*shape[:-1], shape[-1] - 1)


class ReshapeTransform(Transform):
    def __init__(self, in_shape, out_shape, cache_size=0):
        self.in_shape = torch.Size(in_shape)
        self.out_shape = torch.Size(out_shape)
        self.event_dim = len(self.in_shape)
        require(
            self.in_shape.numel() == self.out_shape.numel(),
            f"in_shape {tuple(in_shape)} and out_shape {tuple(out_shape)} have different numbers "
            "of elements",
            "bad-reshape",
            "ValueError",
        )

    def _call(self, x):
        return x.reshape((*x.shape[: x.dim() - len(self.in_shape)], *self.out_shape))

    def _inverse(self, y):
        return y.reshape((*y.shape[: y.dim() - len(self.out_shape)], *self.in_shape))

    def forward_shape(self, shape):
        return (*shape[: len(shape) - len(self.in_shape)], *self.out_shape)


class IndependentTransform(Transform):
    def __init__(self, base_transform, reinterpreted_batch_ndims, cache_size=0):
        self.base_transform = base_transform
        self.event_dim = base_transform.event_dim + reinterpreted_batch_ndims

    def _call(self, x):
        return self.base_transform(x)


class TransformedDistribution(Distribution):
    has_rsample = True

    def __init__(self, base_distribution, transforms, validate_args=None):
        if is_known(transforms) and isinstance(transforms, Transform):
            transforms = [transforms]
        self.transforms = list(transforms)
        self.base_dist = base_distribution
        shape = tuple(base_distribution.batch_shape + base_distribution.event_shape)
        events = len(base_distribution.event_shape)
        for transform in self.transforms:
            shape = transform.forward_shape(shape)
            events = max(events, transform.event_dim)
        split = len(shape) - events
        super().__init__(shape[:split], shape[split:])

    def _through(self, value):
        for transform in self.transforms:
            value = transform(value)
        return value

    def sample(self, sample_shape=()):
        return self._through(self.base_dist.sample(sample_shape))

    def rsample(self, sample_shape=()):
        return self._through(self.base_dist.rsample(sample_shape))

    def _empty(self, shape, grad=True):
        like = self.base_dist.sample()
        return torch.empty(shape, dtype=like.dtype, device=like.device, requires_grad=grad)


class LogisticNormal(TransformedDistribution):
    def __init__(self, loc, scale, validate_args=None):
        base = torch.distributions.Normal(loc, scale)
        super().__init__(base, [StickBreakingTransform()])


class CumulativeDistributionTransform(Transform):
    def __init__(self, distribution, cache_size=0):
        self.distribution = distribution


class CorrCholeskyTransform(Transform):
    event_dim = 1

    def _call(self, x):
        return x.new_empty(self.forward_shape(x.shape))

    def forward_shape(self, shape):
        count = shape[-1]
        rows = int((0.25 + 2 * count) ** 0.5 + 0.5)
        require(
            rows * (rows - 1) // 2 == count,
            "Input is not a flattened lower-diagonal number",
            "shape-mismatch",
            "ValueError",
        )
        return (*shape[:-1], rows + 1, rows + 1)


class StackTransform(Transform):
    def __init__(self, tseq, dim=0, cache_size=0):
        self.transforms = list(tseq)
        self.dim = dim


class CatTransform(StackTransform):
    def __init__(self, tseq, dim=0, lengths=None, cache_size=0):
        super().__init__(tseq, dim)


def biject_to(constraint):
    return Transform()


def transform_to(constraint):
    return Transform()


identity_transform = ComposeTransform([])
