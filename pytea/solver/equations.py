"""Solves an equation between sums of terms for one symbol, where that needs no search."""

from __future__ import annotations

from pytea.symbolic import Int, Symbol, SymInt, fresh_int
from pytea.symbolic.atoms import Mod
from pytea.symbolic.traversal import dependencies


def solve(poly: SymInt) -> tuple[Symbol, Int] | None:
    """Return a symbol and the value it must have for `poly` to be 0."""
    modulus = _solve_remainder(poly)
    if modulus is not None:
        return modulus
    for monomial, coefficient in reversed(poly.terms):
        atom = monomial[0]
        if len(monomial) > 1 or abs(coefficient) != 1 or not isinstance(atom, Symbol):
            continue
        rest = poly - coefficient * atom.expr
        if atom not in dependencies(rest):
            return atom, -coefficient * rest
    return None


def _solve_remainder(poly: SymInt) -> tuple[Symbol, Int] | None:
    """Solve `x % d == r`: a symbol of x is d * (a new symbol) + r, minus the rest of x."""
    monomial, coefficient = poly.terms[0]
    atom = monomial[0]
    if len(poly.terms) > 1 or len(monomial) > 1 or abs(coefficient) != 1:
        return None
    if not isinstance(atom, Mod):
        return None
    inner, modulus = atom.args
    if not isinstance(modulus, int) or not isinstance(inner, SymInt):
        return None
    for factor, sign in reversed(inner.terms):
        symbol = factor[0]
        if len(factor) > 1 or abs(sign) != 1 or not isinstance(symbol, Symbol):
            continue
        rest = inner - sign * symbol.expr
        if symbol in dependencies(rest):
            continue
        quotient = fresh_int(f"{symbol.name}/{modulus}")
        return symbol, sign * (modulus * quotient - coefficient * poly.const - rest)
    return None
