"""Finds the tests that several conditions settle together, and leaves them out of the others."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from pytea.symbolic import (
    Bool,
    Comparison,
    Symbol,
    SymBool,
    all_of,
    atoms_of,
    negate,
    substitute,
    symbols_of,
)
from pytea.symbolic.atoms import Test
from pytea.symbolic.nodes import assign, literal, nodes_of

#: The largest number of tests that are looked at together.
_MOST = 24
_LARGEST = 200


def conjuncts(cond: Bool) -> list[SymBool]:
    """Returns the conditions of which ``cond`` is the conjunction."""
    found: list[SymBool] = []
    while isinstance(cond, SymBool):
        if cond.low is False:
            found.append(literal(cond.atom))
            cond = cond.high
        elif cond.high is False:
            found.append(negate(literal(cond.atom)))  # type: ignore[arg-type]
            cond = cond.low
        else:
            return [*found, cond]
    return found


def with_units(conds: list[SymBool]) -> list[SymBool]:
    """Returns equal conditions: what all of them settle alone, and what is left of the others."""
    narrowed = [_in_context(cond) for cond in conds]
    atoms = list(dict.fromkeys(atom for cond in narrowed for atom in atoms_of(cond)))
    if len(atoms) > _MOST or all(len(atoms_of(cond)) < 2 for cond in conds):
        return conds
    whole = all_of(narrowed)
    if not isinstance(whole, SymBool) or len(nodes_of(whole)) > _LARGEST:
        return conds
    units = [
        test
        for atom in atoms
        for test in (literal(atom), negate(literal(atom)))
        if (whole & negate(test)) is False
    ]
    parts = [part for cond in narrowed for part in conjuncts(cond)]
    return propagated([*(unit for unit in units if isinstance(unit, SymBool)), *parts])


def _in_context(cond: Bool) -> Bool:
    """Returns a condition in which, where a symbol equals a number, it is that number."""
    for atom in atoms_of(cond):
        known = _value(atom)
        if known is None or not isinstance(cond, SymBool):
            continue
        high, low = _under(cond, atom, True), _under(cond, atom, False)
        if isinstance(high, SymBool) and known[0] in symbols_of(high):
            with suppress(ZeroDivisionError):
                narrowed: Bool = substitute(high, {known[0]: known[1]})  # type: ignore[assignment]
                test = literal(atom)
                cond = (test & narrowed) | (negate(test) & low)
    return cond


def _under(cond: SymBool, atom: Test, truth: bool) -> Bool:
    return assign(cond, {atom: truth})  # type: ignore[return-value]


def _value(atom: object) -> tuple[Symbol, int] | None:
    """Returns (n, 3) for the test ``n == 3``."""
    if not isinstance(atom, Comparison) or not atom.equality or len(atom.poly.terms) != 1:
        return None
    monomial, factor = atom.poly.terms[0]
    symbol = monomial[0]
    if len(monomial) != 1 or abs(factor) != 1 or not isinstance(symbol, Symbol):
        return None
    return symbol, -atom.poly.const * factor


def propagated(conds: Sequence[SymBool]) -> list[SymBool]:
    """Returns the conditions without the tests that one of them settles by itself."""
    settled = {
        cond.atom: bool(cond.high)
        for cond in conds
        if not isinstance(cond.high, SymBool) and not isinstance(cond.low, SymBool)
    }
    found: list[SymBool] = []
    for cond in conds:
        known = {atom: settled[atom] for atom in atoms_of(cond) if atom in settled}
        if known and len(atoms_of(cond)) > 1:
            found += conjuncts(assign(cond, known))  # type: ignore[arg-type]
        else:
            found.append(cond)
    return found
