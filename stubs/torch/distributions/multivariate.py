"""Distributions of vectors and matrices, and distributions made of others."""

from _pytea import is_known, require

import torch
from torch.distributions.distribution import Distribution, ExponentialFamily


def _at_least(tensor, ndim, name):
    require(
        tensor.dim() >= ndim,
        f"{name} must be at least {ndim}-dimensional, got {tensor.dim()}-d",
        "shape-mismatch",
        "ValueError",
    )


class Dirichlet(ExponentialFamily):
    has_rsample = True

    def __init__(self, concentration, validate_args=None):
        _at_least(concentration, 1, "concentration")
        self.concentration = concentration
        self._parts = (concentration,)
        super().__init__(concentration.shape[:-1], concentration.shape[-1:])


class MultivariateNormal(Distribution):
    has_rsample = True

    def __init__(
        self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None,
        validate_args=None,
    ):  # fmt: skip
        _at_least(loc, 1, "loc")
        given = [m for m in (covariance_matrix, precision_matrix, scale_tril) if m is not None]
        if len(given) != 1:
            raise ValueError(
                "Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified."
            )
        matrix = given[0]
        _at_least(matrix, 2, "the matrix")
        size = loc.shape[-1]
        text = f"the matrix is {tuple(matrix.shape)}, but loc is {tuple(loc.shape)}"
        require(matrix.shape[-1] == matrix.shape[-2], text)
        require((matrix.shape[-1] == size) | (matrix.shape[-1] == 1) | (size == 1), text)
        batch = torch.broadcast_shapes(matrix.shape[:-2], loc.shape[:-1])
        self.loc = loc.expand((*batch, size))
        self._matrix = matrix.expand((*batch, *matrix.shape[-2:]))
        self._parts = (self.loc,)
        super().__init__(batch, (size,))

    @property
    def covariance_matrix(self):
        return self._matrix

    @property
    def precision_matrix(self):
        return self._matrix

    @property
    def scale_tril(self):
        return self._matrix


class LowRankMultivariateNormal(Distribution):
    has_rsample = True

    def __init__(self, loc, cov_factor, cov_diag, validate_args=None):
        _at_least(loc, 1, "loc")
        _at_least(cov_factor, 2, "cov_factor")
        size = loc.shape[-1]
        text = f"cov_factor is {tuple(cov_factor.shape)}, but loc is {tuple(loc.shape)}"
        require(cov_factor.shape[-2] == size, text, "shape-mismatch", "ValueError")
        text = f"cov_diag is {tuple(cov_diag.shape)}, but loc is {tuple(loc.shape)}"
        require(cov_diag.shape[-1] == size, text, "shape-mismatch", "ValueError")
        batch = torch.broadcast_shapes(loc.shape[:-1], cov_factor.shape[:-2], cov_diag.shape[:-1])
        self.loc = loc.expand((*batch, size))
        self.cov_factor = cov_factor
        self.cov_diag = cov_diag
        self._parts = (self.loc,)
        super().__init__(batch, (size,))


class Wishart(ExponentialFamily):
    has_rsample = True

    def __init__(
        self, df, covariance_matrix=None, precision_matrix=None, scale_tril=None,
        validate_args=None,
    ):  # fmt: skip
        matrices = (covariance_matrix, precision_matrix, scale_tril)
        given = [matrix for matrix in matrices if matrix is not None]
        if len(given) != 1:
            raise ValueError(
                "Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified."
            )
        _at_least(given[0], 2, "the matrix")
        self._parts = (given[0],)
        super().__init__(given[0].shape[:-2], given[0].shape[-2:])


class LKJCholesky(Distribution):
    def __init__(self, dim, concentration=1.0, validate_args=None):
        message = f"Expected dim to be an integer greater than or equal to 2. Found dim={dim}."
        require(dim >= 2, message, "bad-argument", "ValueError")
        batch = concentration.shape if isinstance(concentration, torch.Tensor) else ()
        super().__init__(batch, (dim, dim))


class Independent(Distribution):
    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        shape = base_distribution.batch_shape + base_distribution.event_shape
        count = len(base_distribution.batch_shape)
        if is_known(reinterpreted_batch_ndims) and reinterpreted_batch_ndims > count:
            raise ValueError(
                "Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), actual "
                f"{reinterpreted_batch_ndims} vs {count}"
            )
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        self.has_rsample = base_distribution.has_rsample
        split = count - reinterpreted_batch_ndims
        super().__init__(shape[:split], shape[split:])

    def sample(self, sample_shape=()):
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape=()):
        return self.base_dist.rsample(sample_shape)

    def _sum(self, value):
        dims = tuple(range(-self.reinterpreted_batch_ndims, 0))
        return value.sum(dims) if dims else value

    def log_prob(self, value):
        return self._sum(self.base_dist.log_prob(value))

    def entropy(self):
        return self._sum(self.base_dist.entropy())

    @property
    def mean(self):
        return self.base_dist.mean

    @property
    def mode(self):
        return self.base_dist.mode

    @property
    def variance(self):
        return self.base_dist.variance

    @property
    def stddev(self):
        return self.base_dist.stddev


class MixtureSameFamily(Distribution):
    def __init__(self, mixture_distribution, component_distribution, validate_args=None):
        self.mixture_distribution = mixture_distribution
        self.component_distribution = component_distribution
        batch = component_distribution.batch_shape
        own, count = mixture_distribution._num_events, batch[-1]
        require(
            own == count,
            f"mixture_distribution has {own} components, but the component distribution {count}",
            "shape-mismatch",
            "ValueError",
        )
        self._parts = ()
        super().__init__(batch[:-1], component_distribution.event_shape)
        self._like = component_distribution.sample()

    def _empty(self, shape, grad=True):
        return torch.empty(
            shape, dtype=self._like.dtype, device=self._like.device, requires_grad=grad
        )
