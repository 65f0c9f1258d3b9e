"""Python's integer operators on z3 terms, so that a rule's own lambdas can be proved."""

from typing import Any

import z3


def term(x: Any) -> Any:
    """Return the z3 term of a Term or a number."""
    if isinstance(x, Term):
        return x.term
    return z3.BoolVal(x) if isinstance(x, bool) else z3.IntVal(x)


class Term:
    """A z3 integer or truth value with Python semantics."""

    def __init__(self, term: Any) -> None:
        self.term = term

    def __add__(self, other):
        return Term(self.term + term(other))

    __radd__ = __add__

    def __sub__(self, other):
        return Term(self.term - term(other))

    def __rsub__(self, other):
        return Term(term(other) - self.term)

    def __mul__(self, other):
        return Term(self.term * term(other))

    __rmul__ = __mul__

    def __neg__(self):
        return Term(-self.term)

    def __floordiv__(self, other):
        return divide(self, other)[0]

    def __rfloordiv__(self, other):
        return divide(other, self)[0]

    def __mod__(self, other):
        return divide(self, other)[1]

    def __rmod__(self, other):
        return divide(other, self)[1]

    def __eq__(self, other):
        return Term(self.term == term(other))

    def __ne__(self, other):
        return Term(self.term != term(other))

    def __le__(self, other):
        return Term(self.term <= term(other))

    def __lt__(self, other):
        return Term(self.term < term(other))

    def __ge__(self, other):
        return Term(self.term >= term(other))

    def __gt__(self, other):
        return Term(self.term > term(other))

    def __and__(self, other):
        return Term(z3.And(self.term, term(other)))

    __rand__ = __and__

    def __or__(self, other):
        return Term(z3.Or(self.term, term(other)))

    def __xor__(self, other):
        return Term(z3.Xor(self.term, term(other)))

    __hash__ = None


_divided: dict[str, tuple[Any, Any, Any, Any]] = {}


def divide(x: Any, d: Any) -> tuple[Term, Term]:
    """Return floor quotient and remainder as new unknowns, defined by their characterisation.

    q and m are the floor quotient and remainder of x by d exactly when x == d*q + m and m is between 0 and d (0
    included, d not).  `test_translation_of_division` proves this of the translation that pytea uses.
    """
    x_term, d_term = term(x), term(d)
    key = f"{x_term.sexpr()}|{d_term.sexpr()}"
    if key not in _divided:
        index = len(_divided)
        q, m = z3.Ints(f"q{index} m{index}")
        _divided[key] = (x_term, d_term, q, m)
    _, _, q, m = _divided[key]
    return Term(q), Term(m)


def definition(x: Any, d: Any, q: Any, m: Any) -> Any:
    """What makes q and m the floor quotient and remainder of x by d."""
    return z3.And(
        x == d * q + m,
        z3.Implies(d > 0, z3.And(m >= 0, m < d)),
        z3.Implies(d < 0, z3.And(m <= 0, m > d)),
    )


def definitions() -> list[Any]:
    """The definitions of all divisions made since `forget`."""
    return [definition(*entry) for entry in _divided.values()]


def forget() -> None:
    """Start the next proof."""
    _divided.clear()


def smin(a: Any, b: Any) -> Term:
    """Return the smaller one."""
    return ite(a <= b, a, b)


def smax(a: Any, b: Any) -> Term:
    """Return the greater one."""
    return ite(a >= b, a, b)


def ite(cond: Any, a: Any, b: Any) -> Term:
    """Return `a if cond else b`."""
    return Term(z3.If(term(cond), term(a), term(b)))


def refuted(*claims: Any) -> bool:
    """Return whether z3 shows that the claims cannot all be true."""
    solver = z3.Solver()
    solver.set("rlimit", 5_000_000)
    solver.add(*claims)
    return solver.check() == z3.unsat
