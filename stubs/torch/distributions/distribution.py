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


def _size_of(shape):
    if not is_known(shape):
        return shape
    return (shape,) if isinstance(shape, int) else tuple(shape)


class Distribution:
    has_rsample = False
    has_enumerate_support = False
    arg_constraints = {}
    support = None
    #: Tensors that broadcast to batch_shape + event_shape; the first gives dtype and device.
    _parts = ()

    def __init__(self, batch_shape=torch.Size([]), event_shape=torch.Size([]), validate_args=None):
        self._batch_shape = torch.Size(batch_shape)
        self._event_shape = torch.Size(event_shape)

    @staticmethod
    def set_default_validate_args(value):
        pass

    @property
    def batch_shape(self):
        return self._batch_shape

    @property
    def event_shape(self):
        return self._event_shape

    def _extended_shape(self, sample_shape=()):
        return torch.Size((*_size_of(sample_shape), *self._batch_shape, *self._event_shape))

    def _empty(self, shape, grad=True):
        if not self._parts:
            return torch.empty(shape)
        first = self._parts[0]
        value = torch.empty(shape, dtype=first.dtype, device=first.device)
        if grad:
            for part in self._parts:
                value = value + part
        return value

    def sample(self, sample_shape=()):
        if not is_known(sample_shape):
            return unknown("a sample of unknown shape")
        return self._empty(self._extended_shape(sample_shape), grad=False)

    def rsample(self, sample_shape=()):
        if not self.has_rsample:
            raise NotImplementedError
        if not is_known(sample_shape):
            return unknown("a sample of unknown shape")
        return self._empty(self._extended_shape(sample_shape))

    def sample_n(self, n):
        return self.sample((n,))

    @property
    def mean(self):
        return self._empty(self._extended_shape())

    @property
    def mode(self):
        return self._empty(self._extended_shape())

    @property
    def variance(self):
        return self._empty(self._extended_shape())

    @property
    def stddev(self):
        return self._empty(self._extended_shape())

    def _validate_sample(self, value):
        if not is_known(value):
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
        events = len(self._event_shape)
        return result.sum(tuple(range(-events, 0))) if events else result

    def log_prob(self, value):
        return self._per_sample(value)

    def cdf(self, value):
        return self._per_sample(value)

    def icdf(self, value):
        return self._per_sample(value)

    def entropy(self):
        result = self._empty(self._extended_shape())
        events = len(self._event_shape)
        return result.sum(tuple(range(-events, 0))) if events else result

    def perplexity(self):
        return self.entropy().exp()

    def enumerate_support(self, expand=True):
        return unknown("the support of a distribution")

    def expand(self, batch_shape, _instance=None):
        new = object.__new__(type(self))
        for name, value in self.__dict__.items():
            object.__setattr__(new, name, value)
        new._batch_shape = torch.Size(batch_shape)
        return new

    def __repr__(self):
        return f"{type(self).__name__}()"


class ExponentialFamily(Distribution):
    pass
