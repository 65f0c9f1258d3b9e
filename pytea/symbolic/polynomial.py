"""Taking polynomials apart: quotients, common factors, relations between a division and its remainder.

These are the questions that rewrite rules ask about an operand.  Each function returns parts whose sum or product is
exactly the polynomial it was given; whether using them is an improvement is the rule's decision.
"""

from math import gcd
from typing import cast

from pytea.symbolic.atoms import Atom, Operation
from pytea.symbolic.integers import Int, Monomial, SymInt, from_terms, make


def content(x: Int) -> int:
    """Return the greatest common divisor of the coefficients, without the constant (0 for an int)."""
    return gcd(*[coefficient for _, coefficient in x.terms]) if isinstance(x, SymInt) else 0


def leading(x: Int) -> int:
    """Return the coefficient of the first term, or the value of an int."""
    return x.terms[0][1] if isinstance(x, SymInt) else x


def without_constant(x: SymInt) -> SymInt:
    """Return the sum of the terms of `x`."""
    if not x.const:
        return x
    return cast(SymInt, make(x.terms, 0, x.marks))


def opposite(x: SymInt) -> SymInt:
    """Return -x."""
    return cast(SymInt, -x)


def divided(x: Int, factor: int) -> Int:
    """Return x / factor, where `factor` divides every coefficient and the constant."""
    if isinstance(x, int):
        return x // factor
    terms = tuple([(monomial, coefficient // factor) for monomial, coefficient in x.terms])
    return make(terms, x.const // factor, x.marks)


def split_constant_multiple(x: Int, d: int, symmetric: bool) -> tuple[Int, Int]:
    """Return (p, r) with x == p*d + r and small coefficients in r; its constant is in range(d), d > 0.

    Coefficients of r are cut towards zero, or are in (-d/2, d/2] when `symmetric`.
    """
    if isinstance(x, int):
        return x // d, x % d
    quotients: dict[Monomial, int] = {}
    rests: dict[Monomial, int] = {}
    for monomial, coefficient in x.terms:
        quotient, rest = divmod(abs(coefficient), d)
        if coefficient < 0:
            quotient, rest = -quotient, -rest
        if symmetric:
            wrapped = (coefficient + (d - 1) // 2) % d - (d - 1) // 2
            quotient, rest = (coefficient - wrapped) // d, wrapped
        if quotient:
            quotients[monomial] = quotient
        if rest:
            rests[monomial] = rest
    return (
        from_terms(quotients, x.const // d, x.marks),
        from_terms(rests, x.const % d, x.marks),
    )


def _monomial_quotient(monomial: Monomial, divisor: Monomial) -> Monomial | None:
    rest = list(monomial)
    for atom in divisor:
        if atom not in rest:
            return None
        rest.remove(atom)
    return tuple(rest)


def _term_quotient(x: SymInt, monomial: Monomial, coefficient: int) -> tuple[Int, Int]:
    """Return (p, r) with x == p * coefficient * monomial + r."""
    quotients: dict[Monomial, int] = {}
    rests: dict[Monomial, int] = {}
    const = 0
    for term, factor in x.terms:
        rest = _monomial_quotient(term, monomial) if factor % coefficient == 0 else None
        if rest is None:
            rests[term] = factor
        elif rest:
            quotients[rest] = factor // coefficient
        else:
            const = factor // coefficient
    return from_terms(quotients, const, x.marks), from_terms(rests, x.const, x.marks)


def split_multiple(x: Int, d: SymInt) -> tuple[Int, Int]:
    """Return (p, r) with x == p*d + r, found by division with the leading term of `d`.

    A quotient is kept only when it leaves fewer terms than `x` has; else it is 0.
    """
    if isinstance(x, int):
        return 0, x
    monomial, coefficient = d.terms[0]
    if len(d.terms) == 1 and d.const == 0:
        return _term_quotient(x, monomial, coefficient)
    quotient: Int = 0
    rest: Int = x
    for _ in range(len(x.terms) + len(d.terms)):
        if not isinstance(rest, SymInt):
            break
        part, _rest = _term_quotient(rest, monomial, coefficient)
        if isinstance(part, int) and part == 0:
            break
        quotient = quotient + part
        rest = rest - part * d
    size = len(rest.terms) if isinstance(rest, SymInt) else 0
    return (quotient, rest) if size < len(x.terms) else (0, x)


def common_monomial(x: Int, y: Int = 0) -> Monomial:
    """Return the greatest monomial that divides both polynomials (empty unless all constants are 0)."""
    common: list[Atom] | None = None
    for poly in (x, y):
        if isinstance(poly, int) and poly == 0:
            continue
        if isinstance(poly, int) or poly.const:
            return ()
        for monomial, _ in poly.terms:
            common = list(monomial) if common is None else _shared(common, monomial)
            if not common:
                return ()
    return tuple(common or ())


def _shared(a: list[Atom], b: Monomial) -> list[Atom]:
    """Return the atoms of `a` that can be matched one to one with those of `b`."""
    rest = list(b)
    kept = []
    for atom in a:
        if atom in rest:
            rest.remove(atom)
            kept.append(atom)
    return kept


def monomial_int(monomial: Monomial) -> Int:
    """Return the product of the atoms."""
    result: Int = 1
    for atom in monomial:
        result = atom.expr * result
    return result


def without_monomial(x: Int, monomial: Monomial) -> Int:
    """Return x / monomial, where `monomial` divides every term and the constant is 0."""
    if isinstance(x, int):
        return x
    quotient, _ = _term_quotient(x, monomial, 1)
    return quotient


def single_term(x: Int, kind: type[Operation]) -> list[tuple[int, Monomial, Atom]]:
    """Return (coefficient, other factors, atom) for each occurrence of an atom of `kind`, to the power 1."""
    found: list[tuple[int, Monomial, Atom]] = []
    if isinstance(x, SymInt) and x.marks & kind.mark:
        for monomial, coefficient in x.terms:
            for index, atom in enumerate(monomial):
                if type(atom) is kind:
                    found.append((coefficient, monomial[:index] + monomial[index + 1 :], atom))
    return found


def terms_of_sum(*parts: tuple[Int, int]) -> int:
    """Return how many terms the sum of factor * poly has, without building it."""
    totals: dict[Monomial, int] = {}
    for poly, factor in parts:
        if isinstance(poly, SymInt):
            for monomial, coefficient in poly.terms:
                totals[monomial] = totals.get(monomial, 0) + factor * coefficient
    return sum(1 for total in totals.values() if total)
