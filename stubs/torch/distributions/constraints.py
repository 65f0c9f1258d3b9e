"""Constraints: the number of dims that one value takes, and what a plain number must satisfy."""

import torch


class Constraint:
    is_discrete = False
    event_dim = 0

    def check(self, value):
        shape = value.shape[: len(value.shape) - self.event_dim]
        return torch.empty(shape, dtype=torch.bool, device=value.device)

    def allows(self, number):
        """Returns whether a number, which is no tensor, may be given."""
        return True

    def __repr__(self):
        return self.__class__.__name__.lstrip("_") + "()"


class _Real(Constraint):
    pass


class _Boolean(Constraint):
    is_discrete = True


class _Dependent(Constraint):
    def __init__(self, *, is_discrete=False, event_dim=0):
        self.is_discrete = is_discrete
        self.event_dim = event_dim


class _GreaterThan(Constraint):
    def __init__(self, lower_bound):
        self.lower_bound = lower_bound

    def allows(self, number):
        return number > self.lower_bound

    def __repr__(self):
        return f"{self.__class__.__name__.lstrip('_')}(lower_bound={self.lower_bound})"


class _GreaterThanEq(_GreaterThan):
    def allows(self, number):
        return number >= self.lower_bound


class _IntegerGreaterThan(_GreaterThanEq):
    is_discrete = True


class _LessThan(Constraint):
    def __init__(self, upper_bound):
        self.upper_bound = upper_bound

    def allows(self, number):
        return number < self.upper_bound


class _IntegerLessThan(_LessThan):
    is_discrete = True


class _Interval(Constraint):
    def __init__(self, lower_bound, upper_bound):
        self.lower_bound = lower_bound
        self.upper_bound = upper_bound

    def allows(self, number):
        return self.lower_bound <= number <= self.upper_bound

    def __repr__(self):
        name = self.__class__.__name__.lstrip("_")
        return f"{name}(lower_bound={self.lower_bound}, upper_bound={self.upper_bound})"


class _HalfOpenInterval(_Interval):
    def allows(self, number):
        return self.lower_bound <= number < self.upper_bound


class _IntegerInterval(_Interval):
    is_discrete = True


class _Simplex(Constraint):
    event_dim = 1


class _OneHot(Constraint):
    is_discrete = True
    event_dim = 1


class _Multinomial(Constraint):
    is_discrete = True
    event_dim = 1

    def __init__(self, upper_bound):
        self.upper_bound = upper_bound


class _Square(Constraint):
    event_dim = 2


class _Symmetric(_Square):
    pass


class _PositiveSemidefinite(_Symmetric):
    pass


class _PositiveDefinite(_Symmetric):
    pass


class _LowerTriangular(Constraint):
    event_dim = 2


class _LowerCholesky(Constraint):
    event_dim = 2


class _CorrCholesky(Constraint):
    event_dim = 2


class _IndependentConstraint(Constraint):
    def __init__(self, base_constraint, reinterpreted_batch_ndims):
        self.base_constraint = base_constraint
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        self.is_discrete = base_constraint.is_discrete
        self.event_dim = base_constraint.event_dim + reinterpreted_batch_ndims


class _Cat(Constraint):
    def __init__(self, cseq, dim=0, lengths=None):
        self.cseq = list(cseq)
        self.dim = dim
        self.event_dim = max([part.event_dim for part in self.cseq])


class _Stack(_Cat):
    def __init__(self, cseq, dim=0):
        super().__init__(cseq, dim)
        self.event_dim += 1 if dim + self.event_dim < 0 else 0


class MixtureSameFamilyConstraint(Constraint):
    def __init__(self, base_constraint):
        self.base_constraint = base_constraint
        self.is_discrete = base_constraint.is_discrete
        self.event_dim = base_constraint.event_dim


def is_dependent(constraint):
    return isinstance(constraint, _Dependent)


dependent = _Dependent()
dependent_property = property
independent = _IndependentConstraint
boolean = _Boolean()
one_hot = _OneHot()
nonnegative_integer = _IntegerGreaterThan(0)
positive_integer = _IntegerGreaterThan(1)
integer_interval = _IntegerInterval
real = _Real()
real_vector = _IndependentConstraint(real, 1)
positive = _GreaterThan(0.0)
nonnegative = _GreaterThanEq(0.0)
greater_than = _GreaterThan
greater_than_eq = _GreaterThanEq
less_than = _LessThan
multinomial = _Multinomial
unit_interval = _Interval(0.0, 1.0)
interval = _Interval
half_open_interval = _HalfOpenInterval
simplex = _Simplex()
lower_triangular = _LowerTriangular()
lower_cholesky = _LowerCholesky()
corr_cholesky = _CorrCholesky()
square = _Square()
symmetric = _Symmetric()
positive_semidefinite = _PositiveSemidefinite()
positive_definite = _PositiveDefinite()
cat = _Cat
stack = _Stack
