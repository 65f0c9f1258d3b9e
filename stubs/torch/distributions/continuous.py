"""Continuous distributions of one variable."""

from _pytea import is_known, require

from torch.distributions import constraints
from torch.distributions.distribution import (
    Distribution, ExponentialFamily, Transformed, as_tensors,
)  # fmt: skip


class Elementwise(Distribution):
    """One variable per element of the broadcast parameters."""

    has_rsample = True

    def _set(self, validate_args, **parameters):
        tensors = as_tensors(*parameters.values())
        for name, tensor in zip(parameters, tensors):
            object.__setattr__(self, name, tensor)
        self._parts = tensors
        Distribution.__init__(self, tensors[0].shape, (), validate_args)
        if is_known(self._validate_args) and self._validate_args:
            self._check_numbers(parameters)

    def _check_numbers(self, parameters):
        for name, value in parameters.items():
            constraint = self.arg_constraints.get(name)
            if constraint is None or not is_known(value):
                continue
            if isinstance(value, (int, float)):
                require(
                    constraint.allows(value),
                    f"expected parameter {name} of distribution {type(self).__name__} to satisfy "
                    f"the constraint {constraint}, but it is {value}",
                    "bad-argument",
                    "ValueError",
                )


_LOCATED = {"loc": constraints.real, "scale": constraints.positive}


class Normal(Elementwise, ExponentialFamily):
    arg_constraints = _LOCATED
    support = constraints.real

    def __init__(self, loc, scale, validate_args=None):
        self._set(validate_args, loc=loc, scale=scale)

    @property
    def mean(self):
        return self.loc

    @property
    def stddev(self):
        return self.scale


class LogNormal(Transformed, Elementwise):
    arg_constraints = _LOCATED
    support = constraints.positive

    def __init__(self, loc, scale, validate_args=None):
        self._set(validate_args, loc=loc, scale=scale)


class Laplace(Elementwise):
    arg_constraints = _LOCATED
    support = constraints.real

    def __init__(self, loc, scale, validate_args=None):
        self._set(validate_args, loc=loc, scale=scale)


class Cauchy(Elementwise):
    arg_constraints = _LOCATED
    support = constraints.real

    def __init__(self, loc, scale, validate_args=None):
        self._set(validate_args, loc=loc, scale=scale)


class Gumbel(Transformed, Elementwise):
    arg_constraints = _LOCATED
    support = constraints.real

    def __init__(self, loc, scale, validate_args=None):
        self._set(validate_args, loc=loc, scale=scale)


class Uniform(Elementwise):
    arg_constraints = {"low": constraints.dependent, "high": constraints.dependent}

    def __init__(self, low, high, validate_args=None):
        self._set(validate_args, low=low, high=high)
        if is_known(self._validate_args) and self._validate_args:
            if is_known(low) and is_known(high):
                if isinstance(low, (int, float)) and isinstance(high, (int, float)):
                    text = "Uniform is not defined when low>= high"
                    require(low < high, text, "bad-argument", "ValueError")

    @property
    def support(self):
        return constraints.interval(self.low, self.high)


class Exponential(Elementwise, ExponentialFamily):
    arg_constraints = {"rate": constraints.positive}
    support = constraints.nonnegative

    def __init__(self, rate, validate_args=None):
        self._set(validate_args, rate=rate)


class Gamma(Elementwise, ExponentialFamily):
    arg_constraints = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.nonnegative
    _lacks = frozenset(["icdf"])

    def __init__(self, concentration, rate, validate_args=None):
        self._set(validate_args, concentration=concentration, rate=rate)


class InverseGamma(Transformed, Elementwise):
    arg_constraints = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.positive

    def __init__(self, concentration, rate, validate_args=None):
        self._set(validate_args, concentration=concentration, rate=rate)


class Chi2(Gamma):
    def __init__(self, df, validate_args=None):
        self._set(validate_args, concentration=df, rate=0.5)

    @property
    def df(self):
        return self.concentration * 2


class Beta(Elementwise, ExponentialFamily):
    arg_constraints = {"_first": constraints.positive, "_second": constraints.positive}
    support = constraints.unit_interval
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(self, concentration1, concentration0, validate_args=None):
        self._set(validate_args, _first=concentration1, _second=concentration0)

    @property
    def concentration1(self):
        return self._first

    @property
    def concentration0(self):
        return self._second


class Kumaraswamy(Transformed, Elementwise):
    arg_constraints = {
        "concentration1": constraints.positive, "concentration0": constraints.positive,
    }  # fmt: skip
    support = constraints.unit_interval

    def __init__(self, concentration1, concentration0, validate_args=None):
        self._set(validate_args, concentration1=concentration1, concentration0=concentration0)


class StudentT(Elementwise):
    arg_constraints = {"df": constraints.positive, **_LOCATED}
    support = constraints.real
    _lacks = frozenset(["cdf", "icdf"])

    def __init__(self, df, loc=0.0, scale=1.0, validate_args=None):
        self._set(validate_args, df=df, loc=loc, scale=scale)


class FisherSnedecor(Elementwise):
    arg_constraints = {"df1": constraints.positive, "df2": constraints.positive}
    support = constraints.positive
    _lacks = frozenset(["cdf", "icdf", "entropy"])

    def __init__(self, df1, df2, validate_args=None):
        self._set(validate_args, df1=df1, df2=df2)


class HalfNormal(Transformed, Elementwise):
    arg_constraints = {"scale": constraints.positive}
    support = constraints.nonnegative

    def __init__(self, scale, validate_args=None):
        self._set(validate_args, scale=scale)


class HalfCauchy(Transformed, Elementwise):
    arg_constraints = {"scale": constraints.positive}
    support = constraints.nonnegative

    def __init__(self, scale, validate_args=None):
        self._set(validate_args, scale=scale)


class Pareto(Transformed, Elementwise):
    arg_constraints = {"alpha": constraints.positive, "scale": constraints.positive}
    support = constraints.dependent

    def __init__(self, scale, alpha, validate_args=None):
        self._set(validate_args, scale=scale, alpha=alpha)


class GeneralizedPareto(Elementwise):
    arg_constraints = {**_LOCATED, "concentration": constraints.real}
    support = constraints.dependent

    def __init__(self, loc, scale, concentration, validate_args=None):
        self._set(validate_args, loc=loc, scale=scale, concentration=concentration)


class Weibull(Transformed, Elementwise):
    arg_constraints = {"scale": constraints.positive, "concentration": constraints.positive}
    support = constraints.positive

    def __init__(self, scale, concentration, validate_args=None):
        self._set(validate_args, scale=scale, concentration=concentration)


class VonMises(Elementwise):
    arg_constraints = {"loc": constraints.real, "concentration": constraints.positive}
    support = constraints.real
    has_rsample = False
    _lacks = frozenset(["cdf", "icdf", "entropy"])

    def __init__(self, loc, concentration, validate_args=None):
        self._set(validate_args, loc=loc, concentration=concentration)
