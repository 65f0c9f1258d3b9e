"""Distributions of vectors and matrices."""

from _pytea import is_known, require

import torch
from torch.distributions import constraints
from torch.distributions.distribution import Distribution, ExponentialFamily


def _at_least(tensor, ndim, name):
    require(
        tensor.dim() >= ndim,
        f"{name} must be at least {ndim}-dimensional, got {tensor.dim()}-d",
        "shape-mismatch",
        "ValueError",
    )


def _only_matrix(covariance_matrix, precision_matrix, scale_tril):
    """Returns the one matrix that is given; only a scale_tril need not be square at once."""
    matrices = (covariance_matrix, precision_matrix, scale_tril)
    given = [matrix for matrix in matrices if matrix is not None]
    if len(given) != 1:
        raise ValueError(
            "Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified."
        )
    matrix = given[0]
    _at_least(matrix, 2, "the matrix")
    if scale_tril is None:
        text = f"the matrix must be square, but is {tuple(matrix.shape)}"
        require(matrix.shape[-1] == matrix.shape[-2], text, "shape-mismatch", "ValueError")
    return matrix


class Dirichlet(ExponentialFamily):
    arg_constraints = {"concentration": constraints.independent(constraints.positive, 1)}
    support = constraints.simplex
    has_rsample = True
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(self, concentration, validate_args=None):
        _at_least(concentration, 1, "concentration")
        self.concentration = concentration
        self._parts = (concentration,)
        shape = concentration.shape
        super().__init__(shape[:-1], shape[-1:], validate_args)


class MultivariateNormal(Distribution):
    arg_constraints = {
        "loc": constraints.real_vector, "covariance_matrix": constraints.positive_definite,
        "precision_matrix": constraints.positive_definite,
        "scale_tril": constraints.lower_cholesky,
    }  # fmt: skip
    support = constraints.real_vector
    has_rsample = True
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(
        self, loc, covariance_matrix=None, precision_matrix=None, scale_tril=None,
        validate_args=None,
    ):  # fmt: skip
        _at_least(loc, 1, "loc")
        matrix = _only_matrix(covariance_matrix, precision_matrix, scale_tril)
        batch = torch.broadcast_shapes(matrix.shape[:-2], loc.shape[:-1])
        self.loc = loc.expand(batch + loc.shape[-1:])
        self._matrix = matrix.expand(batch + matrix.shape[-2:])
        self._parts = (self.loc,)
        super().__init__(batch, loc.shape[-1:], validate_args)

    def _fits(self):
        """Demands what every use of the matrix does, though torch makes the object without it."""
        rows, size = self._matrix.shape[-1], self.loc.shape[-1]
        text = f"the matrix is {tuple(self._matrix.shape)}, but loc has {size} features"
        require(rows == size, text, "shape-mismatch", "RuntimeError")

    @property
    def covariance_matrix(self):
        return self._matrix

    @property
    def precision_matrix(self):
        return self._matrix

    @property
    def scale_tril(self):
        return self._matrix

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    def sample(self, sample_shape=torch.Size()):
        self._fits()
        return super().sample(sample_shape)

    def rsample(self, sample_shape=torch.Size()):
        self._fits()
        return super().rsample(sample_shape)

    def log_prob(self, value):
        self._fits()
        return super().log_prob(value)


class LowRankMultivariateNormal(Distribution):
    arg_constraints = {
        "loc": constraints.real_vector,
        "cov_factor": constraints.independent(constraints.real, 2),
        "cov_diag": constraints.independent(constraints.positive, 1),
    }
    support = constraints.real_vector
    has_rsample = True
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(self, loc, cov_factor, cov_diag, validate_args=None):
        _at_least(loc, 1, "loc")
        _at_least(cov_factor, 2, "cov_factor")
        size = loc.shape[-1]
        text = f"cov_factor is {tuple(cov_factor.shape)}, but loc is {tuple(loc.shape)}"
        require(cov_factor.shape[-2] == size, text, "shape-mismatch", "ValueError")
        text = f"cov_diag is {tuple(cov_diag.shape)}, but loc is {tuple(loc.shape)}"
        fits = len(cov_diag.shape) > 0 and cov_diag.shape[-1] == size
        require(fits, text, "shape-mismatch", "ValueError")
        batch = torch.broadcast_shapes(loc.shape[:-1], cov_factor.shape[:-2], cov_diag.shape[:-1])
        self.loc = loc.expand((*batch, size))
        self.cov_factor = cov_factor.expand(batch + cov_factor.shape[-2:])
        self.cov_diag = cov_diag.expand((*batch, size))
        self._parts = (self.loc,)
        super().__init__(batch, (size,), validate_args)

    def _square(self):
        return self.cov_factor @ self.cov_factor.mT + self.cov_diag[..., None]

    @property
    def covariance_matrix(self):
        return self._square()

    @property
    def precision_matrix(self):
        return self._square()

    @property
    def scale_tril(self):
        return self._square()


class Wishart(ExponentialFamily):
    arg_constraints = {
        "covariance_matrix": constraints.positive_definite,
        "precision_matrix": constraints.positive_definite,
        "scale_tril": constraints.lower_cholesky, "df": constraints.greater_than(0),
    }  # fmt: skip
    support = constraints.positive_definite
    has_rsample = True
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(
        self, df, covariance_matrix=None, precision_matrix=None, scale_tril=None,
        validate_args=None,
    ):  # fmt: skip
        matrix = _only_matrix(covariance_matrix, precision_matrix, scale_tril)
        batch, events = matrix.shape[:-2], matrix.shape[-2:]
        if isinstance(df, torch.Tensor):
            batch = torch.broadcast_shapes(batch, df.shape)
            self.df = df.expand(batch)
        else:
            self.df = torch.empty((), dtype=matrix.dtype, device=matrix.device).expand(batch)
            if is_known(df):
                text = f"Value of df={df} expected to be greater than ndim - 1 = {events[-1] - 1}."
                require(df > events[-1] - 1, text, "bad-argument", "ValueError")
        self._matrix = matrix.expand(batch + events)
        self._parts = (self._matrix,)
        super().__init__(batch, events, validate_args)

    @property
    def covariance_matrix(self):
        return self._matrix

    @property
    def precision_matrix(self):
        return self._matrix

    @property
    def scale_tril(self):
        return self._matrix


class LKJCholesky(Distribution):
    arg_constraints = {"concentration": constraints.positive}
    support = constraints.corr_cholesky
    _lacks = frozenset(["mean", "mode", "variance", "cdf", "icdf", "entropy"])

    def __init__(self, dim, concentration=1.0, validate_args=None):
        message = f"Expected dim to be an integer greater than or equal to 2. Found dim={dim}."
        require(dim >= 2, message, "bad-argument", "ValueError")
        self.dim = dim
        if not isinstance(concentration, torch.Tensor):
            concentration = torch.empty(())
        self.concentration = concentration
        self._parts = (concentration[..., None, None],)
        super().__init__(concentration.shape, (dim, dim), validate_args)
