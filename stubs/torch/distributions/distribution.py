"""Distributions by their shapes: samples are (sample_shape, batch_shape, event_shape)."""

from _pytea import fail, is_known, require, unknown

import torch


def as_tensors(*values):
    """Returns the values broadcast against each other, numbers as 0-d tensors."""
    like = None
    for value in values:
        if is_known(value) and isinstance(value, torch.Tensor):
            like = value
            break
    listed = []
    for value in values:
        if is_known(value) and isinstance(value, torch.Tensor):
            listed.append(value)
        elif is_known(value) and not isinstance(value, (int, float)):
            raise ValueError(
                "Input arguments must all be instances of Number, torch.Tensor or objects "
                "implementing __torch_function__."
            )
        elif like is None:
            listed.append(torch.empty(()))
        else:
            listed.append(torch.empty((), dtype=like.dtype, device=like.device))
    return torch.broadcast_tensors(*listed)


def sum_rightmost(value, count):
    """Returns the sum over the last ``count`` dims."""
    return value.sum(tuple(range(-count, 0))) if count else value


class Distribution:
    has_rsample = False
    has_enumerate_support = False
    _validate_args = True
    #: What torch leaves to its base class, which raises NotImplementedError.
    _lacks = frozenset()
    #: Tensors that broadcast to batch_shape + event_shape; the first gives dtype and device.
    _parts = ()

    def __init__(self, batch_shape=torch.Size([]), event_shape=torch.Size([]), validate_args=None):
        self._batch_shape = torch.Size(batch_shape)
        self._event_shape = torch.Size(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args

    @staticmethod
    def set_default_validate_args(value):
        Distribution._validate_args = value

    @property
    def batch_shape(self):
        return self._batch_shape

    @property
    def event_shape(self):
        return self._event_shape

    @property
    def arg_constraints(self):
        raise NotImplementedError

    @property
    def support(self):
        raise NotImplementedError

    def _needs(self, name):
        if name in self._lacks:
            raise NotImplementedError(f"{type(self).__name__} does not implement {name}")

    def _extended_shape(self, sample_shape=()):
        return torch.Size(sample_shape) + self._batch_shape + self._event_shape

    def _empty(self, shape, grad=True):
        if not self._parts:
            return torch.empty(shape)
        first = self._parts[0]
        value = torch.empty(shape, dtype=first.dtype, device=first.device)
        if grad:
            for part in self._parts:
                value = value + part
        return value

    def sample(self, sample_shape=torch.Size()):
        if not is_known(sample_shape):
            return unknown("a sample of unknown shape")
        return self._empty(self._extended_shape(sample_shape), grad=False)

    def rsample(self, sample_shape=torch.Size()):
        if not self.has_rsample:
            raise NotImplementedError
        if not is_known(sample_shape):
            return unknown("a sample of unknown shape")
        return self._empty(self._extended_shape(sample_shape))

    def sample_n(self, n):
        return self.sample((n,))

    def rsample_n(self, n):
        return self.rsample((n,))

    @property
    def mean(self):
        self._needs("mean")
        return self._empty(self._extended_shape())

    @property
    def mode(self):
        self._needs("mode")
        return self._empty(self._extended_shape())

    @property
    def variance(self):
        self._needs("variance")
        return self._empty(self._extended_shape())

    @property
    def stddev(self):
        return self.variance.sqrt()

    def _validate_sample(self, value):
        if not is_known(value) or not is_known(self._validate_args) or not self._validate_args:
            return
        if not isinstance(value, torch.Tensor):
            fail("The value argument to log_prob must be a Tensor", "bad-argument", "ValueError")
        events = len(self._event_shape)
        shape, own = tuple(value.shape), tuple(self._extended_shape())
        if events:
            require(
                shape[-events:] == tuple(self._event_shape),
                f"the right-most size of value must match event_shape: {shape} vs "
                f"{tuple(self._event_shape)}",
                "shape-mismatch",
                "ValueError",
            )
        for size, wanted in zip(reversed(shape), reversed(own)):
            require(
                (size == 1) | (wanted == 1) | (size == wanted),
                f"value is not broadcastable with batch_shape+event_shape: {shape} vs {own}",
                "not-broadcastable",
                "ValueError",
            )

    def _per_sample(self, value):
        """Returns a number for each event of ``value``."""
        if not is_known(value):
            return unknown("a log probability")
        self._validate_sample(value)
        result = self._empty(self._extended_shape()) + value
        return sum_rightmost(result, len(self._event_shape))

    def log_prob(self, value):
        self._needs("log_prob")
        return self._per_sample(value)

    def cdf(self, value):
        self._needs("cdf")
        return self._per_sample(value)

    def icdf(self, value):
        self._needs("icdf")
        return self._per_sample(value)

    def entropy(self):
        self._needs("entropy")
        return sum_rightmost(self._empty(self._extended_shape()), len(self._event_shape))

    def perplexity(self):
        return self.entropy().exp()

    def enumerate_support(self, expand=True):
        if not self.has_enumerate_support:
            raise NotImplementedError
        return unknown("the support of a distribution")

    def expand(self, batch_shape, _instance=None):
        new = object.__new__(type(self))
        batch_shape, own = torch.Size(batch_shape), len(self._batch_shape)
        for name, value in self.__dict__.items():
            if name == "_parts":
                value = tuple([part.expand(batch_shape + part.shape[own:]) for part in value])
            elif isinstance(value, torch.Tensor) and name != "temperature":
                value = value.expand(batch_shape + value.shape[own:])
            object.__setattr__(new, name, value)
        new._batch_shape = batch_shape
        return new

    def __repr__(self):
        return f"{type(self).__name__}()"


class ExponentialFamily(Distribution):
    pass


class Transformed:
    """What torch builds by a transform of another distribution: numbers become tensors."""

    def cdf(self, value):
        return super().cdf(torch.as_tensor(value) if isinstance(value, (int, float)) else value)

    def icdf(self, value):
        return super().icdf(torch.as_tensor(value) if isinstance(value, (int, float)) else value)
