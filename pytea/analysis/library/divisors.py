"""Leaves out divisions that have no rest: ``k * (n // k)`` is ``n`` where ``n % k == 0``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pytea.symbolic import Bool, Comparison, Int, SymBool, SymInt, rewritten, same
from pytea.symbolic.atoms import Atom, FloorDiv, Mod

#: A number and what divides it.
Divisors = tuple[tuple[Int, Int], ...]


def divisors_of(conds: Iterable[SymBool]) -> Divisors:
    """Returns the pairs ``(n, k)`` of which the conditions say that ``n % k == 0``."""
    return tuple(pair for cond in conds if (pair := _divided(cond)) is not None)


def _divided(cond: SymBool) -> tuple[Int, Int] | None:
    atom = cond.atom
    if cond.high is not True or cond.low is not False:
        return None
    if not isinstance(atom, Comparison) or not atom.equality:
        return None
    poly = atom.poly
    if poly.const or len(poly.terms) != 1 or len(poly.terms[0][0]) != 1:
        return None
    rest = poly.terms[0][0][0]
    return (rest.args[0], rest.args[1]) if isinstance(rest, Mod) else None


def without_rests(value: Int | Bool, divisors: Divisors) -> Int | Bool:
    """Returns a value in which divisions that leave no rest are multiplied out."""
    if not divisors:
        return value
    try:
        return rewritten(value, lambda poly: _multiplied(poly, divisors))
    except ZeroDivisionError:
        return value


def _multiplied(poly: SymInt, divisors: Divisors) -> Int:
    result: Int = poly.const
    for monomial, factor in poly.terms:
        result = result + _term(monomial, factor, divisors)
    return result


def _term(monomial: Sequence[Atom], factor: int, divisors: Divisors) -> Int:
    if any(
        isinstance(atom, Mod) and _divides(atom.args[0], atom.args[1], divisors)
        for atom in monomial
    ):
        return 0
    for index, atom in enumerate(monomial):
        if not isinstance(atom, FloorDiv):
            continue
        number, divisor = atom.args
        others = [*monomial[:index], *monomial[index + 1 :]]
        if isinstance(divisor, int):
            if factor % divisor == 0 and _divides(number, divisor, divisors):
                return number * _term(others, factor // divisor, divisors)
            continue
        at = next((i for i, other in enumerate(others) if same(other.expr, divisor)), None)
        if at is not None and _divides(number, divisor, divisors):
            return number * _term([*others[:at], *others[at + 1 :]], factor, divisors)
    product: Int = factor
    for atom in monomial:
        product = product * atom.expr
    return product


def _divides(number: Int, divisor: Int, divisors: Divisors) -> bool:
    for known, by in divisors:
        if same(known, number):
            if same(by, divisor):
                return True
            if isinstance(by, int) and isinstance(divisor, int) and by % divisor == 0:
                return True
    return False


def as_divisibility(poly: SymInt) -> Bool | None:
    """Returns ``n % k == 0`` for ``k * (n // k) == n``; None for another equality."""
    if poly.const or len(poly.terms) != 2:
        return None
    for (monomial, factor), (other, opposite) in (poly.terms, poly.terms[::-1]):
        for index, atom in enumerate(monomial):
            if not isinstance(atom, FloorDiv):
                continue
            number, divisor = atom.args
            product: Int = factor
            for rest in (*monomial[:index], *monomial[index + 1 :]):
                product = product * rest.expr
            whole: Int = -opposite
            for rest in other:
                whole = whole * rest.expr
            common = _common(product, divisor, whole, number)
            if common:
                return number % divisor == 0
    return None


def _common(product: Int, divisor: Int, whole: Int, number: Int) -> bool:
    """Returns whether ``product * x == whole`` says the same as ``divisor * x == number``."""
    if same(product, divisor) and same(whole, number):
        return True
    return same(product * number, whole * divisor)
