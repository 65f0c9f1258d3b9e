"""Continuous distributions of one variable."""

from torch.distributions.distribution import Distribution, ExponentialFamily, as_tensors


class _Elementwise(Distribution):
    """One variable per element of the broadcast parameters."""

    has_rsample = True

    def _set(self, **parameters):
        tensors = as_tensors(*parameters.values())
        for name, tensor in zip(parameters, tensors):
            object.__setattr__(self, name, tensor)
        self._parts = tensors
        Distribution.__init__(self, tensors[0].shape)


class Normal(_Elementwise, ExponentialFamily):
    def __init__(self, loc, scale, validate_args=None):
        self._set(loc=loc, scale=scale)

    @property
    def mean(self):
        return self.loc

    @property
    def stddev(self):
        return self.scale


class LogNormal(_Elementwise):
    def __init__(self, loc, scale, validate_args=None):
        self._set(loc=loc, scale=scale)


class Laplace(_Elementwise):
    def __init__(self, loc, scale, validate_args=None):
        self._set(loc=loc, scale=scale)


class Cauchy(_Elementwise):
    def __init__(self, loc, scale, validate_args=None):
        self._set(loc=loc, scale=scale)


class Gumbel(_Elementwise):
    def __init__(self, loc, scale, validate_args=None):
        self._set(loc=loc, scale=scale)


class Uniform(_Elementwise):
    def __init__(self, low, high, validate_args=None):
        self._set(low=low, high=high)


class Exponential(_Elementwise, ExponentialFamily):
    def __init__(self, rate, validate_args=None):
        self._set(rate=rate)


class Gamma(_Elementwise, ExponentialFamily):
    def __init__(self, concentration, rate, validate_args=None):
        self._set(concentration=concentration, rate=rate)


class InverseGamma(_Elementwise):
    def __init__(self, concentration, rate, validate_args=None):
        self._set(concentration=concentration, rate=rate)


class Chi2(Gamma):
    def __init__(self, df, validate_args=None):
        self._set(concentration=df, rate=0.5)

    @property
    def df(self):
        return self.concentration * 2


class Beta(_Elementwise, ExponentialFamily):
    def __init__(self, concentration1, concentration0, validate_args=None):
        self._set(_first=concentration1, _second=concentration0)

    @property
    def concentration1(self):
        return self._first

    @property
    def concentration0(self):
        return self._second


class Kumaraswamy(_Elementwise):
    def __init__(self, concentration1, concentration0, validate_args=None):
        self._set(concentration1=concentration1, concentration0=concentration0)


class StudentT(_Elementwise):
    def __init__(self, df, loc=0.0, scale=1.0, validate_args=None):
        self._set(df=df, loc=loc, scale=scale)


class FisherSnedecor(_Elementwise):
    def __init__(self, df1, df2, validate_args=None):
        self._set(df1=df1, df2=df2)


class HalfNormal(_Elementwise):
    def __init__(self, scale, validate_args=None):
        self._set(scale=scale)


class HalfCauchy(_Elementwise):
    def __init__(self, scale, validate_args=None):
        self._set(scale=scale)


class Pareto(_Elementwise):
    def __init__(self, scale, alpha, validate_args=None):
        self._set(scale=scale, alpha=alpha)


class GeneralizedPareto(_Elementwise):
    def __init__(self, loc, scale, concentration, validate_args=None):
        self._set(loc=loc, scale=scale, concentration=concentration)


class Weibull(_Elementwise):
    def __init__(self, scale, concentration, validate_args=None):
        self._set(scale=scale, concentration=concentration)


class VonMises(_Elementwise):
    has_rsample = False

    def __init__(self, loc, concentration, validate_args=None):
        self._set(loc=loc, concentration=concentration)
