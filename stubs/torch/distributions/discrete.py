"""Discrete distributions."""

from _pytea import is_known, require

import torch
from torch.distributions.continuous import _Elementwise
from torch.distributions.distribution import Distribution, ExponentialFamily


def check_one_of(probs, logits):
    """Demands exactly one of both."""
    if (probs is None) == (logits is None):
        raise ValueError("Either `probs` or `logits` must be specified, but not both.")
    return logits if probs is None else probs


class _Probabilities(_Elementwise):
    has_rsample = False

    def _set_probabilities(self, probs, logits, **others):
        given = check_one_of(probs, logits)
        self._set(_given=given, **others)

    @property
    def probs(self):
        return self._given * 1.0

    @property
    def logits(self):
        return self._given * 1.0

    @property
    def param_shape(self):
        return self._given.shape


class Bernoulli(_Probabilities, ExponentialFamily):
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._set_probabilities(probs, logits)


class ContinuousBernoulli(_Probabilities, ExponentialFamily):
    has_rsample = True

    def __init__(self, probs=None, logits=None, lims=(0.499, 0.501), validate_args=None):
        self._set_probabilities(probs, logits)


class Geometric(_Probabilities):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self._set_probabilities(probs, logits)


class Binomial(_Probabilities):
    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        self._set_probabilities(probs, logits, total_count=total_count)


class NegativeBinomial(_Probabilities):
    def __init__(self, total_count, probs=None, logits=None, validate_args=None):
        self._set_probabilities(probs, logits, total_count=total_count)


class Poisson(_Elementwise, ExponentialFamily):
    has_rsample = False

    def __init__(self, rate, validate_args=None):
        self._set(rate=rate)


class RelaxedBernoulli(_Probabilities):
    has_rsample = True

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self.temperature = temperature
        self._set_probabilities(probs, logits)


class LogitRelaxedBernoulli(RelaxedBernoulli):
    pass


def _vector(probs, logits):
    """Returns probabilities (*, K), at least 1-d."""
    given = check_one_of(probs, logits)
    name = "logits" if probs is None else "probs"
    message = f"`{name}` parameter must be at least one-dimensional."
    require(given.dim() >= 1, message, "shape-mismatch", "ValueError")
    return given


class Categorical(Distribution):
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._given = _vector(probs, logits)
        self._num_events = self._given.size(-1)
        super().__init__(self._given.shape[:-1])

    @property
    def probs(self):
        return self._given * 1.0

    @property
    def logits(self):
        return self._given * 1.0

    @property
    def param_shape(self):
        return self._given.shape

    def _empty(self, shape, grad=True):
        value = torch.empty(shape, dtype=self._given.dtype, device=self._given.device)
        return value + self._given[..., 0] if grad else value

    def sample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        return torch.empty(shape, dtype=torch.int64, device=self._given.device)

    def enumerate_support(self, expand=True):
        ones = (1,) * len(self._batch_shape)
        values = torch.arange(self._num_events, device=self._given.device)
        values = values.view(self._num_events, *ones)
        return values.expand(self._num_events, *self._batch_shape) if expand else values


class _EventOfCategories(Distribution):
    """One event of K numbers per row of the parameter (*, K)."""

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._given = _vector(probs, logits)
        self._parts = (self._given,)
        shape = self._given.shape
        super().__init__(shape[:-1], shape[-1:])

    @property
    def probs(self):
        return self._given * 1.0

    @property
    def logits(self):
        return self._given * 1.0

    @property
    def param_shape(self):
        return self._given.shape


class OneHotCategorical(_EventOfCategories):
    has_enumerate_support = True


class OneHotCategoricalStraightThrough(OneHotCategorical):
    has_rsample = True


class Multinomial(_EventOfCategories):
    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        if is_known(total_count) and not isinstance(total_count, int):
            raise NotImplementedError("inhomogeneous total_count is not supported")
        self.total_count = total_count
        super().__init__(probs, logits)


class RelaxedOneHotCategorical(_EventOfCategories):
    has_rsample = True

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self.temperature = temperature
        super().__init__(probs, logits)
