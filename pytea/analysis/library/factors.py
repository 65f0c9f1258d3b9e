"""Writes long sums as the products that they are: ``C*(H - k + 1)*(W - k + 1)``, for the eye alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import reduce
from math import gcd

from pytea.symbolic import Bool, Int, SymInt, fresh_int, render, rewritten
from pytea.symbolic.atoms import Atom

#: Sums of fewer parts are read as they are.
_LEAST = 4
#: Sums of more parts are not looked at.
_MOST = 40

#: The factors of a sum: each monomial, as often as its atoms occur, with its number.
Sum = dict[tuple[tuple[Atom, int], ...], int]


def in_factors(value: Int | Bool) -> Int | Bool:
    """Returns a value whose long sums are products of new symbols, which are called as the factors."""
    known: dict[str, Int] = {}
    try:
        return rewritten(value, lambda poly: _written(poly, known))
    except ZeroDivisionError:
        return value


def _written(poly: SymInt, known: dict[str, Int]) -> Int:
    if not _LEAST <= len(poly.terms) + bool(poly.const) <= _MOST:
        return poly
    factors = _factors(_sum_of(poly))
    if sum(len(factor) > 1 for factor in factors) < 2:
        return poly
    result: Int = 1
    for factor in factors:
        part = _value(factor)
        if len(factor) > 1:
            text = render(part)
            part = known.setdefault(text, fresh_int(text))
        result = result * part
    return result


def _sum_of(poly: SymInt) -> Sum:
    found: Sum = {_key(Counter(monomial)): factor for monomial, factor in poly.terms}
    return found | ({(): poly.const} if poly.const else {})


def _key(powers: Mapping[Atom, int]) -> tuple[tuple[Atom, int], ...]:
    """Returns a monomial with its atoms in one order, that of their names."""
    pairs = [(atom, power) for atom, power in powers.items() if power]
    return tuple(sorted(pairs, key=lambda pair: (render(pair[0].expr), id(pair[0]))))


def _value(parts: Sum) -> Int:
    result: Int = 0
    for monomial, factor in parts.items():
        term: Int = factor
        for atom, power in monomial:
            for _ in range(power):
                term = term * atom.expr
        result = result + term
    return result


def _factors(parts: Sum) -> list[Sum]:
    """Returns what a sum is the product of: its common monomial, and factors linear in some symbol."""
    shared = reduce(lambda a, b: a & b, (Counter(dict(monomial)) for monomial in parts))
    number = reduce(gcd, parts.values())
    left = {_key(Counter(dict(m)) - shared): factor // number for m, factor in parts.items()}
    common: list[Sum] = [{_key(shared): number}] if shared or number != 1 else []
    return [*common, *_linear(left)]


def _linear(parts: Sum) -> list[Sum]:
    for atom in dict.fromkeys(atom for monomial in parts for atom, _ in monomial):
        if max(dict(monomial).get(atom, 0) for monomial in parts) != 1:
            continue
        # parts == slope*atom + rest, and slope*(atom + rest/slope) if that is whole
        slope = {_without(m, atom): f for m, f in parts.items() if atom in dict(m)}
        rest = {m: f for m, f in parts.items() if atom not in dict(m)}
        quotient = _quotient(rest, slope) if len(slope) > 1 and rest else None
        if quotient is not None:
            return [{_key({atom: 1}): 1, **quotient}, *_linear(slope)]
    return [parts]


def _without(monomial: tuple[tuple[Atom, int], ...], atom: Atom) -> tuple[tuple[Atom, int], ...]:
    return tuple(pair for pair in monomial if pair[0] is not atom)


def _quotient(dividend: Sum, divisor: Sum) -> Sum | None:
    """Returns the sum by which ``divisor`` is multiplied in ``dividend``; None if there is none."""
    atoms = list(dict.fromkeys(a for m in (*dividend, *divisor) for a, _ in m))

    def rank(monomial: tuple[tuple[Atom, int], ...]) -> tuple[int, ...]:
        powers = dict(monomial)
        return tuple(powers.get(atom, 0) for atom in atoms)

    leading = max(divisor, key=rank)
    left, found = dict(dividend), Sum()
    while left:
        first = max(left, key=rank)
        powers = Counter(dict(first))
        powers.subtract(dict(leading))
        if min(powers.values(), default=0) < 0 or left[first] % divisor[leading]:
            return None
        factor = left[first] // divisor[leading]
        found[_key(powers)] = factor
        for monomial, number in divisor.items():
            product = _key(
                Counter(dict(monomial)) + Counter({a: n for a, n in powers.items() if n})
            )
            left[product] = left.get(product, 0) - factor * number
        left = {monomial: number for monomial, number in left.items() if number}
    return found
