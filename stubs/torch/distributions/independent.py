"""Independent: some batch dims of a distribution become event dims."""

from _pytea import is_known

from torch.distributions import constraints
from torch.distributions.distribution import Distribution, sum_rightmost


class Independent(Distribution):
    arg_constraints = {}
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        count = len(base_distribution.batch_shape)
        if is_known(reinterpreted_batch_ndims):
            if reinterpreted_batch_ndims > count:
                raise ValueError(
                    "Expected reinterpreted_batch_ndims <= len(base_distribution.batch_shape), "
                    f"actual {reinterpreted_batch_ndims} vs {count}"
                )
        shape = base_distribution.batch_shape + base_distribution.event_shape
        split = count - reinterpreted_batch_ndims
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        super().__init__(shape[:split], shape[split:], validate_args)

    @property
    def has_rsample(self):
        return self.base_dist.has_rsample

    @property
    def has_enumerate_support(self):
        if self.reinterpreted_batch_ndims > 0:
            return False
        return self.base_dist.has_enumerate_support

    @property
    def support(self):
        if self.reinterpreted_batch_ndims > 0:
            return constraints.independent(self.base_dist.support, self.reinterpreted_batch_ndims)
        return self.base_dist.support

    def sample(self, sample_shape=()):
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape=()):
        return self.base_dist.rsample(sample_shape)

    def log_prob(self, value):
        return sum_rightmost(self.base_dist.log_prob(value), self.reinterpreted_batch_ndims)

    def entropy(self):
        return sum_rightmost(self.base_dist.entropy(), self.reinterpreted_batch_ndims)

    @property
    def mean(self):
        return self.base_dist.mean

    @property
    def mode(self):
        return self.base_dist.mode

    @property
    def variance(self):
        return self.base_dist.variance

    def enumerate_support(self, expand=True):
        if self.reinterpreted_batch_ndims > 0:
            raise NotImplementedError("Enumeration over cartesian product is not implemented")
        return self.base_dist.enumerate_support(expand)

    def expand(self, batch_shape, _instance=None):
        batch_shape = tuple(batch_shape) + self._event_shape[: self.reinterpreted_batch_ndims]
        return Independent(self.base_dist.expand(batch_shape), self.reinterpreted_batch_ndims)
