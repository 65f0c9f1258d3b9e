"""Discrete distributions, and their relaxations."""

from _pytea import is_known, require, unknown

import torch
from torch.distributions import constraints
from torch.distributions.continuous import Elementwise
from torch.distributions.distribution import Distribution, ExponentialFamily, Transformed

_SCALAR = {"probs": constraints.unit_interval, "logits": constraints.real}
_VECTOR = {"probs": constraints.simplex, "logits": constraints.real_vector}


def check_one_of(probs, logits):
    """Demands exactly one of both."""
    if (probs is None) == (logits is None):
        raise ValueError("Either `probs` or `logits` must be specified, but not both.")
    return logits if probs is None else probs


def enumerated(values, batch_shape, expand):
    """Returns values (n, *) as (n, batch, *), with sizes of 1 for the batch unless expanded."""
    count, rest = values.shape[:1], values.shape[1:]
    values = values.view(count + (1,) * len(batch_shape) + rest)
    return values.expand(count + batch_shape + rest) if expand else values


class _Given:
    """What is made of probabilities or of logits, and can be asked for both."""

    @property
    def probs(self):
        return self._given * 1.0

    @property
    def logits(self):
        return self._given * 1.0

    @property
    def param_shape(self):
        return self._given.shape


class _Probabilities(_Given, Elementwise):
    arg_constraints = _SCALAR
    has_rsample = False
    _lacks = frozenset(["cdf", "icdf"])

    def _set_probabilities(self, probs, logits, validate_args, **others):
        given = check_one_of(probs, logits)
        self._set(validate_args, _given=given, **others)
        if is_known(self._validate_args) and self._validate_args and probs is not None:
            self._check_numbers({"probs": probs})


class Bernoulli(_Probabilities, ExponentialFamily):
    support = constraints.boolean
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._set_probabilities(probs, logits, validate_args)

    def enumerate_support(self, expand=True):
        values = torch.arange(2, dtype=self._given.dtype, device=self._given.device)
        return enumerated(values, self._batch_shape, expand)


class ContinuousBernoulli(_Probabilities, ExponentialFamily):
    support = constraints.unit_interval
    has_rsample = True
    _lacks = frozenset(["mode"])

    def __init__(self, probs=None, logits=None, lims=(0.499, 0.501), validate_args=None):
        self._set_probabilities(probs, logits, validate_args)


class Geometric(_Probabilities):
    support = constraints.nonnegative_integer

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._set_probabilities(probs, logits, validate_args)


class Binomial(_Probabilities):
    arg_constraints = {**_SCALAR, "total_count": constraints.nonnegative_integer}
    has_enumerate_support = True

    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        self._most = total_count if isinstance(total_count, int) else None
        self._set_probabilities(probs, logits, validate_args, total_count=total_count)

    @property
    def support(self):
        return constraints.integer_interval(0, self.total_count)

    def enumerate_support(self, expand=True):
        if self._most is None:
            return unknown("the support of a distribution")
        values = torch.arange(self._most + 1, dtype=self._given.dtype, device=self._given.device)
        return enumerated(values, self._batch_shape, expand)


class NegativeBinomial(_Probabilities):
    arg_constraints = {
        "probs": constraints.half_open_interval(0.0, 1.0), "logits": constraints.real,
        "total_count": constraints.greater_than_eq(0),
    }  # fmt: skip
    support = constraints.nonnegative_integer
    _lacks = frozenset(["cdf", "icdf", "entropy"])

    def __init__(self, total_count, probs=None, logits=None, validate_args=None):
        self._set_probabilities(probs, logits, validate_args, total_count=total_count)


class Poisson(Elementwise, ExponentialFamily):
    arg_constraints = {"rate": constraints.nonnegative}
    support = constraints.nonnegative_integer
    has_rsample = False
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(self, rate, validate_args=None):
        self._set(validate_args, rate=rate)


class _RelaxedBernoulli(_Probabilities):
    has_rsample = True
    _lacks = frozenset(["mean", "mode", "variance", "entropy", "cdf", "icdf"])

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self.temperature = temperature
        self._set_probabilities(probs, logits, validate_args)

    def log_prob(self, value):
        return super().log_prob(value) + self.temperature


class RelaxedBernoulli(Transformed, _RelaxedBernoulli):
    support = constraints.unit_interval


class LogitRelaxedBernoulli(_RelaxedBernoulli):
    support = constraints.real


def _vector(probs, logits):
    """Returns probabilities (*, K), at least 1-d."""
    given = check_one_of(probs, logits)
    name = "logits" if probs is None else "probs"
    message = f"`{name}` parameter must be at least one-dimensional."
    require(given.dim() >= 1, message, "shape-mismatch", "ValueError")
    return given


class Categorical(_Given, Distribution):
    arg_constraints = _VECTOR
    has_enumerate_support = True
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._given = _vector(probs, logits)
        self._num_events = self._given.size(-1)
        super().__init__(self._given.shape[:-1], (), validate_args)

    @property
    def support(self):
        return constraints.integer_interval(0, self._num_events - 1)

    @property
    def mode(self):
        return self._given.argmax(dim=-1)

    def _empty(self, shape, grad=True):
        value = torch.empty(shape, dtype=self._given.dtype, device=self._given.device)
        return value + self._given[..., 0] if grad else value

    def sample(self, sample_shape=torch.Size()):
        if not is_known(sample_shape):
            return unknown("a sample of unknown shape")
        shape = self._extended_shape(sample_shape)
        return torch.empty(shape, dtype=torch.int64, device=self._given.device)

    def log_prob(self, value):
        if not is_known(value):
            return unknown("a log probability")
        self._validate_sample(value)
        rows, _ = torch.broadcast_tensors(self._given[..., 0], value)
        return rows * 1.0

    def enumerate_support(self, expand=True):
        values = torch.arange(self._num_events, device=self._given.device)
        return enumerated(values, self._batch_shape, expand)


class _EventOfCategories(_Given, Distribution):
    """One event of K numbers per row of the parameter (*, K)."""

    arg_constraints = _VECTOR
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._given = _vector(probs, logits)
        self._parts = (self._given,)
        shape = self._given.shape
        super().__init__(shape[:-1], shape[-1:], validate_args)


class OneHotCategorical(_EventOfCategories):
    support = constraints.one_hot
    has_enumerate_support = True

    def enumerate_support(self, expand=True):
        size = self._given.shape[-1]
        values = torch.eye(size, dtype=self._given.dtype, device=self._given.device)
        return enumerated(values, self._batch_shape, expand)


class OneHotCategoricalStraightThrough(OneHotCategorical):
    has_rsample = True


class Multinomial(_EventOfCategories):
    _lacks = frozenset(["cdf", "icdf", "mode"])

    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        if is_known(total_count) and not isinstance(total_count, int):
            raise NotImplementedError("inhomogeneous total_count is not supported")
        self.total_count = total_count
        super().__init__(probs, logits, validate_args)

    @property
    def support(self):
        return constraints.multinomial(self.total_count)


class RelaxedOneHotCategorical(Transformed, _EventOfCategories):
    support = constraints.simplex
    has_rsample = True
    _lacks = frozenset(["mean", "mode", "variance", "entropy", "cdf", "icdf"])

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self.temperature = temperature
        super().__init__(probs, logits, validate_args)
