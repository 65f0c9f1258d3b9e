"""The matchers of `rules.py`: each looks for one pattern in the operands of an operation.

A matcher returns the values of its rule's pattern variables, or None; that these values give back the operands and
satisfy the rule's side condition is its contract.  It is called only when no rule before its own in the table
matches.  Bounds are used only where they are certain for every divisor.
"""

from collections.abc import Callable, Iterator
from math import gcd

from pytea.symbolic.arms import smax, smin
from pytea.symbolic.atoms import FloorDiv, Max, Min, Mod
from pytea.symbolic.integers import Int, SymInt, bounds_of, make
from pytea.symbolic.polynomial import (
    common_monomial,
    content,
    divided,
    leading,
    monomial_int,
    single_term,
    split_constant_multiple,
    split_multiple,
    terms_of_sum,
    without_constant,
    without_monomial,
)

Match = tuple[Int, ...] | None


def zero(x: Int, d: Int) -> Match:
    return (d,) if isinstance(x, int) and x == 0 else None


def by_one(x: Int, d: Int) -> Match:
    return (x,) if isinstance(d, int) and d == 1 else None


def negative_divisor(x: Int, d: Int) -> Match:
    return (x, -d) if leading(d) < 0 else None


def below_divisor(x: Int, d: Int) -> Match:
    lo, hi = bounds_of(x)
    if lo is None or lo < 0:
        return None
    if isinstance(d, SymInt):
        hi, d_lo = bounds_of(x - d)[1], 0
    else:
        d_lo = d
    return (x, d) if hi is not None and hi < d_lo else None


def just_below_zero(x: Int, d: Int) -> Match:
    lo, hi = bounds_of(x)
    if hi is None or hi >= 0:
        return None
    if isinstance(d, SymInt):
        lo, d_lo = bounds_of(x + d)[0], 0
    else:
        d_lo = d
    return (x, d) if lo is not None and lo >= -d_lo else None


def multiple_for_quotient(x: Int, d: Int) -> Match:
    if isinstance(d, int):
        p, r = split_constant_multiple(x, d, symmetric=False)
    else:
        p, r = split_multiple(x, d)
    return None if isinstance(p, int) and p == 0 else (p, d, r)


def multiple_for_remainder(x: Int, d: Int) -> Match:
    if isinstance(d, int):
        p, r = split_constant_multiple(x, d, symmetric=True)
    else:
        p, r = split_multiple(x, d)
    return None if isinstance(p, int) and p == 0 else (p, d, r)


def constant_factor(x: Int, d: Int) -> Match:
    if isinstance(d, int):
        g = gcd(content(x), d)
    else:
        g = gcd(content(x), content(d), d.const)
    if g < 2 or isinstance(x, int) or not (isinstance(d, int) or _positive(d)):
        return None
    c = x.const % g
    return g, divided(x - c, g), c, divided(d, g)


def _positive(x: Int) -> bool:
    lo = bounds_of(x)[0]
    return lo is not None and lo > 0


def symbolic_factor(x: Int, d: Int) -> Match:
    if isinstance(x, int) or isinstance(d, int):
        return None
    monomial = common_monomial(x, d)
    g = gcd(content(x), content(d)) if not (x.const or d.const) else 1
    if not monomial and g == 1:
        return None
    factor = monomial_int(monomial)
    return (
        factor * g,
        divided(without_monomial(x, monomial), g),
        divided(without_monomial(d, monomial), g),
    )


def nested_quotient(x: Int, d: Int) -> Match:
    if not isinstance(d, int):
        return None
    found = single_term(x, FloorDiv)
    if len(found) != 1:
        return None
    coefficient, others, atom = found[0]
    assert isinstance(atom, FloorDiv)
    numerator, divisor = atom.args
    if coefficient != 1 or others or not isinstance(divisor, int):
        return None
    return numerator, divisor, x - atom.expr, d


def negative_numerator(x: Int, d: Int) -> Match:
    return (-x, d) if isinstance(d, int) and leading(x) < 0 else None


def nested_remainder(x: Int, d: Int) -> Match:
    if not isinstance(d, int):
        return None
    for coefficient, others, atom in single_term(x, Mod):
        assert isinstance(atom, Mod)
        inner, modulus = atom.args
        if isinstance(modulus, int) and modulus % d == 0:
            factor = coefficient * monomial_int(others)
            return factor, inner, modulus // d, x - factor * atom.expr, d
    return None


def remainder_in_sum(x: SymInt) -> Match:
    for coefficient, others, atom in single_term(x, Mod):
        assert isinstance(atom, Mod)
        inner, modulus = atom.args
        factor = coefficient * monomial_int(others)
        gone = factor * atom.expr
        multiple = factor * modulus * (inner // modulus)
        if terms_of_sum((x, 1), (gone, -1), (factor * inner, 1), (multiple, -1)) < len(x.terms):
            return factor, inner, modulus, x - gone
    return None


def quotient_in_sum(x: SymInt) -> Match:
    for coefficient, others, atom in single_term(x, FloorDiv):
        assert isinstance(atom, FloorDiv)
        inner, divisor = atom.args
        if not isinstance(divisor, int) or coefficient % divisor:
            continue
        factor = coefficient // divisor * monomial_int(others)
        gone = factor * divisor * atom.expr
        rest = factor * (inner % divisor)
        if terms_of_sum((x, 1), (gone, -1), (factor * inner, 1), (rest, -1)) < len(x.terms):
            return factor, inner, divisor, x - gone
    return None


def maximum_in_sum(x: SymInt) -> Match:
    return _extreme_in_sum(x, Max, smax, smin)


def minimum_in_sum(x: SymInt) -> Match:
    return _extreme_in_sum(x, Min, smin, smax)


def _extreme_in_sum(
    x: SymInt,
    kind: type[Min] | type[Max],
    extreme: Callable[..., Int],
    opposite: Callable[..., Int],
) -> Match:
    """Return k, t, a, b, m, n and r for k*(t + m) + r where m is the extreme of a - t and b, n that of a and b + t.

    Where k is negative, n is made of the opposite extreme, so that k*n has no minus before it.
    """
    for coefficient, others, atom in single_term(x, kind):
        assert isinstance(atom, Min | Max)
        if others:
            continue
        beside = x - coefficient * atom.expr
        for index, arm in enumerate(atom.args):
            lacking = _lacking(arm, beside, coefficient)
            if not isinstance(lacking, SymInt):
                continue
            rest = extreme(*[other for at, other in enumerate(atom.args) if at != index])
            sides = [side + lacking for side in atom.args]
            other = extreme(*sides) if coefficient > 0 else -opposite(*[-side for side in sides])
            left = beside - coefficient * lacking
            if terms_of_sum((left, 1), (other, coefficient)) < len(x.terms):
                return coefficient, lacking, arm + lacking, rest, atom.expr, other, left
    return None


def _lacking(arm: Int, beside: Int, factor: int) -> Int:
    """Return the terms that are subtracted in `arm` and stand `factor` times in `beside`."""
    if not isinstance(arm, SymInt) or not isinstance(beside, SymInt):
        return 0
    there = dict(beside.terms)
    terms = tuple(
        (monomial, -coefficient)
        for monomial, coefficient in arm.terms
        if there.get(monomial) == -coefficient * factor
    )
    return make(terms, 0, arm.marks)


def tightened(x: Int) -> Match:
    g = content(x)
    if g < 2 or isinstance(x, int):
        return None
    return g, divided(without_constant(x), g), x.const


def _positive_factor(x: SymInt) -> Match:
    monomial = tuple(a for a in common_monomial(x) if a.lo is not None and a.lo > 0)
    if not monomial:
        return None
    return monomial_int(monomial), without_monomial(x, monomial)


def positive_factor(x: Int) -> Match:
    return _positive_factor(x) if isinstance(x, SymInt) and x.const == 0 else None


def positive_factor_strict(x: Int) -> Match:
    if isinstance(x, SymInt) and x.const == 1:
        return _positive_factor(without_constant(x))
    return None


def _only_quotient(x: Int, sign: int) -> Match:
    """Match sign * (n // d - r) with a constant d and no other quotient."""
    found = single_term(x, FloorDiv)
    if len(found) != 1 or not isinstance(x, SymInt):
        return None
    coefficient, others, atom = found[0]
    assert isinstance(atom, FloorDiv)
    numerator, divisor = atom.args
    if coefficient != sign or others or not isinstance(divisor, int):
        return None
    return numerator, divisor, atom.expr - sign * x


def quotient_above(x: Int) -> Match:
    return _only_quotient(x, 1)


def quotient_below(x: Int) -> Match:
    return _only_quotient(x, -1)


def quotient_at_low_end(x: Int) -> Match:
    if bounds_of(x)[0] != 0:
        return None
    match = _only_quotient(x, 1)
    if match is None:
        return None
    numerator, divisor, rest = match
    lo = bounds_of(numerator - divisor * rest)[0]
    return match if lo is not None and lo >= 0 else None


def negative_leading(x: Int) -> Match:
    return (-x,) if leading(x) < 0 else None


def _with_arms(x: Int, *, above: bool) -> Iterator[Int]:
    """Yield what is certainly not below `x` (or not above it), with an arm for a minimum or a maximum."""
    if not isinstance(x, SymInt):
        return
    for monomial, coefficient in x.terms:
        atom = monomial[0]
        if len(monomial) == 1 and isinstance(atom, Min | Max):
            if (isinstance(atom, Min) == (coefficient > 0)) is above:
                for arm in atom.args:
                    yield x + coefficient * (arm - atom.expr)


def arm_not_positive(x: Int) -> Match:
    for y in _with_arms(x, above=True):
        hi = bounds_of(y)[1]
        if hi is not None and hi <= 0:
            return x, y
    return None


def arm_positive(x: Int) -> Match:
    for y in _with_arms(x, above=False):
        lo = bounds_of(y)[0]
        if lo is not None and lo > 0:
            return x, y
    return None


def never_negative(x: Int) -> Match:
    return (x,) if bounds_of(x)[0] == 0 else None


def at_most_one(x: Int) -> Match:
    return (x,) if bounds_of(x)[1] == 1 else None


def not_divisible(x: Int) -> Match:
    g = content(x)
    if isinstance(x, int) or x.const % g == 0:
        return None
    c = x.const % g
    return g, divided(x - c, g), c


def divisible(x: Int) -> Match:
    g = content(x)
    if g < 2 or isinstance(x, int) or x.const % g:
        return None
    return g, divided(x, g)


def nonzero_factor(x: Int) -> Match:
    if not isinstance(x, SymInt):
        return None
    monomial = tuple(
        a
        for a in common_monomial(x)
        if (a.lo is not None and a.lo > 0) or (a.hi is not None and a.hi < 0)
    )
    return (monomial_int(monomial), without_monomial(x, monomial)) if monomial else None


def any_factor(x: Int) -> Match:
    if not isinstance(x, SymInt):
        return None
    monomial = common_monomial(x)[:1]
    if not monomial or (len(x.terms) == 1 and len(x.terms[0][0]) == 1):
        return None
    return monomial[0].expr, without_monomial(x, monomial)


def zero_or_minus_one(x: Int) -> Match:
    return (x,) if bounds_of(x) == (-1, 0) else None
