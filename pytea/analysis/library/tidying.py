"""Says conditions the way a user would: ``T <= size`` for ``min(T, size) == T``."""

from __future__ import annotations

from pytea.analysis.library.divisors import as_divisibility
from pytea.solver import Solver, Verdict
from pytea.symbolic import (
    Bool,
    Comparison,
    Int,
    SymBool,
    SymInt,
    all_of,
    atoms_of,
    leaf_values,
    negate,
    same,
)
from pytea.symbolic.atoms import Atom, FloorDiv, Ite, Max, Min, Mod
from pytea.symbolic.nodes import assign


def tidied(cond: SymBool) -> Bool:
    """Returns an equal condition in which tests are written more simply where that is known."""
    simpler: dict[object, Bool] = {}
    for atom in atoms_of(cond):
        if isinstance(atom, Comparison) and atom.equality:
            found = _bound(atom.poly)
            if found is None:
                found = _parity(atom.poly)
            if found is None:
                found = _shifted(atom.poly)
            if found is None:
                found = as_divisibility(atom.poly)
            if found is not None:
                simpler[atom] = found
        elif isinstance(atom, Comparison):
            found = _limit(atom.poly)
            if found is not None:
                simpler[atom] = found
    return assign(cond, simpler) if simpler else cond  # type: ignore[arg-type, return-value]


def _bound(poly: SymInt) -> Bool | None:
    """Returns ``a <= b`` for ``min(a, b) == a``, and likewise for ``max``."""
    for monomial, factor in poly.terms:
        atom = monomial[0]
        if len(monomial) != 1 or abs(factor) != 1 or not isinstance(atom, (Min, Max)):
            continue
        value = atom.expr - poly if factor == 1 else atom.expr + poly
        if any(same(value, arg) for arg in atom.args):
            return all_of(_ordered(atom, arg, value) for arg in atom.args if not same(arg, value))
    return None


def _limit(poly: SymInt) -> Bool | None:
    """Returns ``n <= a`` for ``n <= min(n, a)`` and for ``min(n, a + 1) > n - 1``, and likewise for ``max``.

    ``poly`` is what is at most 0.
    """
    for monomial, factor in poly.terms:
        atom = monomial[0]
        if len(monomial) != 1 or not isinstance(atom, (Min, Max)):
            continue
        rest = poly - factor * atom.expr
        parts = [rest + factor * arg <= 0 for arg in atom.args]
        if isinstance(atom, Min) is (factor < 0):
            return all_of(parts)
        left = [part for part in parts if part is not False]
        return left[0] if len(left) == 1 else None
    return None


def _ordered(atom: Atom, arg: Int, value: Int) -> Bool:
    return value <= arg if isinstance(atom, Min) else value >= arg


def _parity(poly: SymInt) -> Bool | None:
    """Returns ``n % 2 == 0`` for ``(n + 1) // 2 == n // 2``."""
    if poly.const or len(poly.terms) != 2:
        return None
    (first, a), (second, b) = poly.terms
    if len(first) != 1 or len(second) != 1 or a + b or abs(a) != 1:
        return None
    left, right = first[0], second[0]
    if not isinstance(left, FloorDiv) or not isinstance(right, FloorDiv):
        return None
    if not same(left.args[1], 2) or not same(right.args[1], 2):
        return None
    apart = left.args[0] - right.args[0]
    if same(apart, 1):
        return right.args[0] % 2 == 0
    return left.args[0] % 2 == 0 if same(apart, -1) else None


def _shifted(poly: SymInt) -> Bool | None:
    """Returns ``n % 8 == 0`` for ``(n + 7) % 8 == 7``."""
    if len(poly.terms) != 1 or len(poly.terms[0][0]) != 1 or abs(poly.terms[0][1]) != 1:
        return None
    rest = poly.terms[0][0][0]
    if not isinstance(rest, Mod) or not isinstance(rest.args[1], int):
        return None
    number, divisor = rest.args
    value = -poly.const * poly.terms[0][1]
    if not isinstance(number, SymInt):
        return None
    plain = (number - number.const) % divisor == 0
    fits = number.const % divisor == value % divisor
    if value and fits:
        return plain
    # there are two rests only
    is_other = divisor == 2 and (value or number.const) and not fits
    return negate(plain) if is_other and isinstance(plain, SymBool) else None


def decided(size: Int, known: tuple[SymBool, ...], solver: Solver) -> Int:
    """Returns a size without the choices that the conditions ``known`` make."""
    if not isinstance(size, SymInt):
        return size
    for monomial, factor in size.terms:
        atom = monomial[0]
        if len(monomial) != 1 or not isinstance(atom, (Min, Max, Ite)):
            continue
        arm = _arm(atom, known, solver)
        if arm is not None:
            return decided(size - factor * atom.expr + factor * arm, known, solver)
    return size


def without_choices(cond: SymBool, solver: Solver) -> Bool:
    """Returns ``D == dim`` for ``dim + min(dim // 2, D) == dim // 2 + D``, and most conditions as they are."""
    atom = cond.atom
    if not isinstance(atom, Comparison) or not atom.equality:
        return cond
    if cond.high is not True or cond.low is not False:
        return cond
    if not any(
        isinstance(part, (Min, Max)) for monomial, _ in atom.poly.terms for part in monomial
    ):
        return cond
    plain = decided(atom.poly, (cond,), solver) == 0
    is_simpler = isinstance(plain, SymBool) and plain is not cond
    if is_simpler and solver.check((plain,), cond) is Verdict.HOLDS:  # type: ignore[arg-type]
        return plain
    return cond


def _arm(atom: Min | Max | Ite, known: tuple[SymBool, ...], solver: Solver) -> Int | None:
    """Returns the one arm that ``atom`` is under the conditions, or None."""
    if isinstance(atom, Ite):
        arms: list[Int] = [
            arm for arm in leaf_values(atom.diagram) if isinstance(arm, (int, SymInt))
        ]
    else:
        arms = list(atom.args)
    for arm in arms:
        arm = decided(arm, known, solver)
        if solver.check(known, atom.expr == arm) is Verdict.HOLDS:
            return arm
    return None
