"""kl_divergence: which pairs of distributions torch has a formula for, and the shape it gives."""

from _pytea import require, unknown

from torch.distributions.distribution import Transformed, sum_rightmost

#: The second distributions for which the formula computes with both.
_FORMULAS = {
    "Bernoulli": "Bernoulli Poisson",
    "Beta": "Beta ContinuousBernoulli Exponential Gamma Normal Uniform",
    "Binomial": "Binomial",
    "Categorical": "Categorical",
    "Cauchy": "Cauchy",
    "ContinuousBernoulli": "ContinuousBernoulli Exponential Normal Uniform",
    "Dirichlet": "Dirichlet",
    "Exponential": "Exponential Gamma Gumbel Normal",
    "Gamma": "Exponential Gamma Gumbel Normal",
    "Geometric": "Geometric",
    "Gumbel": "Gumbel Normal",
    "HalfNormal": "HalfNormal",
    "Laplace": "Laplace Normal",
    "LowRankMultivariateNormal": "LowRankMultivariateNormal MultivariateNormal",
    "MultivariateNormal": "LowRankMultivariateNormal MultivariateNormal",
    "Normal": "Gumbel Laplace Normal",
    "OneHotCategorical": "OneHotCategorical",
    "Pareto": "Exponential Gamma Normal Pareto",
    "Poisson": "Poisson",
    "Uniform": "Beta ContinuousBernoulli Exponential Gamma Gumbel Normal Pareto Uniform",
}
#: The second distributions for which the divergence is infinite: it has the shape of the first.
_INFINITE = {
    "Beta": "Pareto",
    "ContinuousBernoulli": "Pareto",
    "Exponential": "Beta ContinuousBernoulli Pareto Uniform",
    "Gamma": "Beta ContinuousBernoulli Pareto Uniform",
    "Gumbel": "Beta ContinuousBernoulli Exponential Gamma Pareto Uniform",
    "Laplace": "Beta ContinuousBernoulli Exponential Gamma Pareto Uniform",
    "Normal": "Beta ContinuousBernoulli Exponential Gamma Pareto Uniform",
    "Pareto": "Beta ContinuousBernoulli Uniform",
    "Poisson": "Bernoulli Binomial",
}
#: Transformed distributions of one class, whose transforms are always equal.
_SAME_TRANSFORMS = ("LogNormal", "HalfCauchy", "InverseGamma", "RelaxedBernoulli")
#: What a program registered itself.
_REGISTRY = {}


def _rates(p):
    return p._empty(p._extended_shape())


def _both(p, q):
    """Returns the sum over the events of what both have."""
    if "MultivariateNormal" in type(p).__name__:
        ours, others = tuple(p.event_shape), tuple(q.event_shape)
        text = f"the event shapes of both must be equal, but are {ours} and {others}"
        require(ours == others, text, "shape-mismatch", "ValueError")
    if type(p).__name__ == "Categorical":
        return (p.probs + q.probs).sum(-1)
    return sum_rightmost(_rates(p) + _rates(q), len(p.event_shape))


def _transformed(p, q):
    name, other = type(p).__name__, type(q).__name__
    if name == other and name in _SAME_TRANSFORMS:
        return _both(p, q)
    if name == other and name == "LogisticNormal":
        return kl_divergence(p.base_dist, q.base_dist)
    plain = (name == "TransformedDistribution", other == "TransformedDistribution")
    if all(plain):
        kinds = [type(transform).__name__ for transform in p.transforms]
        if kinds != [type(transform).__name__ for transform in q.transforms]:
            raise NotImplementedError
        if tuple(p.event_shape) != tuple(q.event_shape):
            raise NotImplementedError
        if all([mine == other for mine, other in zip(p.transforms, q.transforms)]):
            return kl_divergence(p.base_dist, q.base_dist)
    elif name != other and not any(plain):
        raise NotImplementedError
    return unknown("whether two transforms are equal")


def _independent(p, q):
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    return sum_rightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims)


def _kl_expfamily_expfamily(p, q):
    if type(p) is not type(q):
        raise NotImplementedError(
            "The cross KL-divergence between different exponential families cannot be computed "
            "using Bregman divergences"
        )
    return _both(p, q)


def _special(p, q, left, right):
    """Returns the divergence of a pair of classes that has its own rule, else None."""
    if left == right == "Independent":
        return _independent(p, q)
    if left == right == "ExponentialFamily":
        return _kl_expfamily_expfamily(p, q)
    return None


def kl_divergence(p, q):
    for first in type(p).__mro__:
        for second in type(q).__mro__:
            function = _REGISTRY.get((first, second))
            if function is not None:
                return function(p, q)
            left, right = first.__name__, second.__name__
            if right in _FORMULAS.get(left, "").split():
                return _both(p, q)
            if right in _INFINITE.get(left, "").split():
                return _rates(p)
            special = _special(p, q, left, right)
            if special is not None:
                return special
    if isinstance(p, Transformed) and isinstance(q, Transformed):
        return _transformed(p, q)
    raise NotImplementedError(
        f"No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}"
    )


def register_kl(type_p, type_q):
    def decorator(function):
        _REGISTRY[type_p, type_q] = function
        return function

    return decorator
