"""Simplifies what a run assumed of its inputs: equalities solved, what is implied left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from pytea.analysis.library.divisors import (
    divisors_of,
    without_division,
    without_empty_parts,
    without_rests,
)
from pytea.analysis.library.tidying import decided, tidied, without_choices
from pytea.analysis.library.units import conjuncts, propagated, with_units
from pytea.records import mutable
from pytea.solver import Solver, Verdict
from pytea.symbolic import (
    Bool,
    Comparison,
    Int,
    Symbol,
    SymBool,
    SymInt,
    SymKind,
    negate,
    substitute,
    symbols_of,
)
from pytea.symbolic.atoms import Atom, Mod
from pytea.symbolic.nodes import literal
from pytea.symbolic.traversal import dependencies

Monomial = tuple[Atom, ...]
#: How often conditions are simplified by one another.
_ROUNDS = 8


@mutable()
class Solution:
    """What is left of the preconditions, and the sizes that they determine."""

    conds: list[SymBool]
    values: dict[Symbol, Int | Bool] = field(default_factory=dict)
    #: Whether something was assumed that is not about inputs alone.
    partial: bool = False
    #: Whether sizes of two inputs were taken as equal of which only a product is told.
    paired: bool = False
    #: What decides, by the conditions, which of several sizes is the least.
    solver: Solver | None = None

    def apply(self, value: Int) -> Int:
        """Returns a size with everything that is determined replaced."""
        applied: Int = self.narrowed(value)  # type: ignore[assignment]
        if self.solver is None:
            return applied
        chosen = decided(applied, tuple(self.conds), self.solver)
        return without_rests(chosen, divisors_of(self.conds))  # type: ignore[return-value]

    def narrowed(self, value: Int | Bool) -> Int | Bool:
        """Returns a size or condition with everything that is determined replaced."""
        return without_rests(_replaced(value, self.values), divisors_of(self.conds))

    def decided(self, cond: Bool) -> Bool:
        """Returns a condition, or its truth where the preconditions settle it."""
        narrowed = self.narrowed(cond)
        if not isinstance(narrowed, SymBool) or self.solver is None:
            return bool(narrowed)
        verdict = self.solver.check(tuple(self.conds), narrowed)
        return {Verdict.HOLDS: True, Verdict.FAILS: False}.get(verdict, narrowed)

    @property
    def is_possible(self) -> bool:
        """Whether some sizes fulfil all conditions."""
        return self.solver is None or self.solver.feasible(tuple(self.conds)) is not False

    def fix(self, values: Mapping[Symbol, int]) -> None:
        """Gives symbols a value, and drops the conditions that it fulfils."""
        self.values = {s: _replaced(v, values) for s, v in self.values.items()}
        self.values |= values
        left = (_replaced(cond, values) for cond in self.conds)
        self.conds = [part for cond in left for part in conjuncts(cond)]  # type: ignore[arg-type]


def about_inputs(cond: Bool) -> Bool:
    """Returns what ``cond`` says about inputs, whatever everything else is."""
    while isinstance(cond, SymBool):
        other = [s for s in symbols_of(cond) if s.kind is not SymKind.INPUT]
        if not other:
            return cond
        cond = _without(cond, other)
    return cond


def _without(cond: SymBool, symbols: list[Symbol]) -> Bool:
    """Drops the tests over ``symbols``, keeping what holds either way."""
    unwanted = set(symbols)
    if unwanted & symbols_of(literal(cond.atom)):
        return cond.high | cond.low
    high, low = about_inputs(cond.high), about_inputs(cond.low)
    test = literal(cond.atom)
    return (test & high) | (negate(test) & low)


def solve(facts: Iterable[Bool], order: Mapping[Symbol, int], solver: Solver) -> Solution:
    """Returns the preconditions without the sizes that they determine.

    ``order`` ranks the sizes of tensor inputs: of two that are equal, the later one is replaced. The
    symbols that it lacks, parameters of constructors, are never replaced.
    """
    solution = Solution([])
    pending: list[SymBool] = []
    for fact in facts:
        narrowed = about_inputs(fact)
        solution.partial |= narrowed is not fact
        pending += conjuncts(narrowed)
    pending = _tidy(with_units(pending))
    pending = [part for cond in pending for part in conjuncts(without_choices(cond, solver))]
    for _ in range(_ROUNDS):
        pending = _divided(_without_determined(pending, order, solution))
        pending = _tidy(with_units(pending))
        paired = next((pair for c in pending if (pair := _paired(c, order)) is not None), None)
        if paired is not None:
            solution.paired = True
            pending = _with(paired, pending, solution)
        elif not any(_determined(cond, order) for cond in pending):
            break
    solution.conds = _independent(pending, solver)
    solution.solver = solver
    return solution


def _without_determined(
    pending: list[SymBool], order: Mapping[Symbol, int], solution: Solution
) -> list[SymBool]:
    """Returns the conditions without the sizes that one of them determines."""
    found: tuple[Symbol, Int] | None = None
    while True:
        found = next((pair for c in pending if (pair := _determined(c, order)) is not None), None)
        if found is None:
            return pending
        pending = _with(found, pending, solution)


def _with(found: tuple[Symbol, Int], pending: list[SymBool], solution: Solution) -> list[SymBool]:
    """Returns the conditions with a size replaced, and keeps what replaces it."""
    step: dict[Symbol, Int | Bool] = {found[0]: found[1]}
    solution.values = {s: _replaced(v, step) for s, v in solution.values.items()}
    solution.values[found[0]] = found[1]
    return _tidy(part for c in pending for part in conjuncts(_replaced(c, step)))  # type: ignore[arg-type]


def _paired(cond: SymBool, order: Mapping[Symbol, int]) -> tuple[Symbol, Int] | None:
    """Returns two sizes at the same place of two inputs, of which only products must be equal."""
    atom = cond.atom
    if cond.high is not True or cond.low is not False or not isinstance(atom, Comparison):
        return None
    poly = atom.poly
    rest = _rest(poly) if atom.equality else None
    if rest is not None:
        left, right = rest
    else:
        if not atom.equality or poly.const or len(poly.terms) != 2:
            return None
        (left, a), (right, b) = poly.terms
        if a != -b or min(len(left), len(right)) < 2:
            return None
    pairs = [
        (order[x], x, order[y], y)
        for x in left
        for y in right
        if isinstance(x, Symbol) and isinstance(y, Symbol) and x in order and y in order
    ]
    for first, x, second, y in pairs:
        if first % 10 == second % 10 and first != second:
            return (y, x.expr) if first < second else (x, y.expr)
    return None


def _rest(poly: SymInt) -> tuple[Monomial, Monomial] | None:
    """Returns the factors of ``n`` and of ``k`` where ``poly == 0`` says that ``n % k == 0``."""
    if poly.const or len(poly.terms) != 1 or len(poly.terms[0][0]) != 1:
        return None
    mod = poly.terms[0][0][0]
    if not isinstance(mod, Mod):
        return None
    parts = [part for part in mod.args if isinstance(part, SymInt) and not part.const]
    if len(parts) < 2 or any(len(part.terms) != 1 for part in parts):
        return None
    if len(parts[0].terms[0][0]) < 2:
        return None
    return parts[0].terms[0][0], parts[1].terms[0][0]


def _divided(conds: list[SymBool]) -> list[SymBool]:
    """Returns the conditions with the divisions multiplied out of which another one is about."""
    for _ in range(_ROUNDS):
        divisors = divisors_of(conds)
        again = []
        for cond in conds:
            left = without_empty_parts(cond, divisors)
            if isinstance(left, SymBool) and not divisors_of([left]):
                left = without_rests(without_division(left, divisors), divisors)  # type: ignore[assignment]
            again += conjuncts(left)
        again = _tidy(again)
        if again == conds or not divisors:
            break
        conds = again
    return conds


def _tidy(conds: Iterable[SymBool]) -> list[SymBool]:
    return propagated([part for cond in conds for part in conjuncts(tidied(cond))])


def _replaced(value: Int | Bool, mapping: Mapping[Symbol, Int | Bool]) -> Int | Bool:
    if not mapping:
        return value
    try:
        return substitute(value, mapping)
    except ZeroDivisionError:
        return value


def _determined(cond: SymBool, order: Mapping[Symbol, int]) -> tuple[Symbol, Int] | None:
    """Returns the symbol that an equality determines, with its value."""
    atom = cond.atom
    if cond.high is not True or cond.low is not False:
        return None
    if not isinstance(atom, Comparison) or not atom.equality:
        return None
    best: tuple[int, Symbol, Int] | None = None
    for monomial, factor in atom.poly.terms:
        symbol = monomial[0]
        if len(monomial) != 1 or abs(factor) != 1 or not isinstance(symbol, Symbol):
            continue
        if symbol not in order:
            continue
        value = symbol.expr - atom.poly if factor == 1 else symbol.expr + atom.poly
        if symbol in symbols_of(value):
            continue
        if best is None or order[symbol] > best[0]:
            best = (order[symbol], symbol, value)
    return None if best is None else (best[1], best[2])


def _independent(conds: list[SymBool], solver: Solver) -> list[SymBool]:
    """Returns the conditions without those that follow from the others, in their order."""
    kept = list(dict.fromkeys(conds))
    for cond in sorted(kept, key=_size, reverse=True):
        others = tuple(other for other in kept if other is not cond)
        if solver.check(others, cond) is Verdict.HOLDS:
            kept.remove(cond)
    return kept


def _size(cond: SymBool) -> int:
    return len(dependencies(cond))
