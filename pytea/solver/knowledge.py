"""What follows from facts without search: substitutions, truth of single tests, bounds.

A Knowledge is built fact by fact; extending one leaves the old one as it was, so the states of a growing path share
their work.  An equality is used to replace a symbol, `x % 8 == 0` to replace x by 8*q, everything else bounds a sum
of terms.  All conclusions are implied by the facts; that not everything implied is concluded is why there is z3.
"""

from __future__ import annotations

from collections.abc import Iterable

from pytea.records import immutable
from pytea.solver.budgets import BACKBONE_NODES, PROPAGATION_ROUNDS
from pytea.solver.equations import solve
from pytea.symbolic import (
    Bool,
    Int,
    Symbol,
    SymBool,
    SymInt,
    substitute,
    symbols_of,
)
from pytea.symbolic.atoms import Comparison, FloorDiv, Test
from pytea.symbolic.integers import make
from pytea.symbolic.intervals import Bounds, meet, plus, scaled
from pytea.symbolic.nodes import assign, literal, negate, nodes_of
from pytea.symbolic.polynomial import opposite, without_constant
from pytea.symbolic.traversal import atoms_of, bounds_under

#: Literals: tests with the truth value they have.
Literals = dict[Test, bool]


@immutable()
class Group:
    """Conditions that are connected by common symbols."""

    conds: tuple[Bool, ...]
    symbols: frozenset[Symbol]


def grouped(conds: Iterable[Bool]) -> list[Group]:
    """Return the conditions in groups that share no symbol, in order of first occurrence."""
    owner: dict[Symbol, int] = {}
    members: dict[int, list[Bool]] = {}
    for index, cond in enumerate(conds):
        symbols = symbols_of(cond)
        joined = sorted({owner[symbol] for symbol in symbols if symbol in owner})
        first = joined[0] if joined else index
        members.setdefault(first, [])
        for other in joined[1:]:
            members[first].extend(members.pop(other))
            owner.update({s: first for s, o in owner.items() if o == other})
        members[first].append(cond)
        owner.update(dict.fromkeys(symbols, first))
    return [
        Group(tuple(group), frozenset(s for s, o in owner.items() if o == first))
        for first, group in members.items()
    ]


class Knowledge:
    """The consequences of a sequence of facts; `contradiction` when they cannot all be true."""

    __slots__ = (
        "_groups",
        "bounds",
        "contradiction",
        "linear",
        "residual",
        "substitution",
        "truths",
    )

    def __init__(self) -> None:
        #: Symbols that are determined by others; the values contain no key of this mapping.
        self.substitution: dict[Symbol, Int | Bool] = {}
        #: Tests, over the remaining symbols, that are known.
        self.truths: Literals = {}
        #: Bounds of sums of terms (constant 0, first coefficient positive).
        self.bounds: dict[SymInt, Bounds] = {}
        #: The known tests `poly <= 0` as polynomials, for propagation.
        self.linear: tuple[SymInt, ...] = ()
        #: Facts that are not single tests.
        self.residual: tuple[SymBool, ...] = ()
        self.contradiction = False
        self._groups: list[Group] | None = None

    def extended(self, fact: Bool) -> Knowledge:
        """Return the knowledge that also includes `fact`."""
        result = Knowledge()
        result.substitution = dict(self.substitution)
        result.truths = dict(self.truths)
        result.bounds = dict(self.bounds)
        result.linear = self.linear
        result.residual = self.residual
        result.contradiction = self.contradiction
        if not self.contradiction:
            _Learning(result).learn(fact)
        return result

    def simplify(self, cond: Bool) -> Bool:
        """Return `cond` over the remaining symbols with every test replaced that is known."""
        cond = self.replaced(cond)
        if isinstance(cond, bool):
            return cond
        known: dict[Test, object] = {}
        for atom in atoms_of(cond):
            truth = self.truth(atom)
            if truth is not None:
                known[atom] = truth
        return assign(cond, known) if known else cond  # type: ignore[return-value]

    def remaining(self) -> list[Bool]:
        """Return conditions over the remaining symbols that are together equivalent to the facts."""
        literals = [literal(a) if truth else negate(literal(a)) for a, truth in self.truths.items()]
        return [*literals, *self.residual]

    def groups(self) -> list[Group]:
        """Return `remaining()` in groups that share no symbol."""
        if self._groups is None:
            self._groups = grouped(self.remaining())
        return self._groups

    def replaced(self, cond: Bool) -> Bool:
        """Return `cond` with determined symbols replaced."""
        if self.substitution and isinstance(cond, SymBool):
            try:
                return substitute(cond, self.substitution)  # type: ignore[return-value]
            except ZeroDivisionError:
                return cond
        return cond

    def truth(self, atom: Test) -> bool | None:
        """Return the truth value of a test if it is known."""
        known = self.truths.get(atom)
        if known is not None or isinstance(atom, Symbol):
            return known
        lo, hi = bounds_under(atom.poly, self.bounds)
        if lo is not None and hi is not None and lo > hi:
            return None
        if atom.equality:
            if (lo is not None and lo > 0) or (hi is not None and hi < 0):
                return False
            return True if lo == hi == 0 else None
        if hi is not None and hi <= 0:
            return True
        return False if lo is not None and lo > 0 else None


class _Learning:
    """Adds one fact, and what it entails, to a Knowledge under construction."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.pending: list[Bool] = []
        #: The symbols of which something was learned since the facts were looked at.
        self.touched: set[Symbol] = set()

    def learn(self, fact: Bool) -> None:
        self.pending.append(fact)
        while self.pending and not self.knowledge.contradiction:
            self._take(self.pending.pop())
            if not self.pending and not self.knowledge.contradiction:
                self._review()

    def _take(self, fact: Bool) -> None:
        fact = self.knowledge.simplify(fact)
        if isinstance(fact, bool):
            self.knowledge.contradiction |= not fact
            return
        units = implied_tests(fact)
        for atom, truth in units.items():
            self._take_test(atom, truth)
        rest = assign(fact, dict(units))
        if isinstance(rest, SymBool):
            self.knowledge.residual += (rest,)

    def _review(self) -> None:
        """Look again at facts with alternatives, which may have become single tests."""
        kept = []
        touched, self.touched = self.touched, set()
        for fact in self.knowledge.residual:
            if touched.isdisjoint(symbols_of(fact)):
                kept.append(fact)
                continue
            simpler = self.knowledge.simplify(fact)
            if simpler is fact:
                kept.append(fact)
            else:
                self.pending.append(simpler)
        self.knowledge.residual = tuple(kept)

    def _take_test(self, atom: Test, truth: bool) -> None:
        knowledge = self.knowledge
        if isinstance(atom, Comparison):
            moved = self.knowledge.replaced(literal(atom))
            if moved is not literal(atom):
                self.pending.append(moved if truth else negate(moved))
                return
        knowledge.truths[atom] = truth
        self.touched |= symbols_of(literal(atom))
        if isinstance(atom, Symbol):
            return
        if atom.equality:
            if truth and not self._substitute(atom.poly):
                self._bound(atom.poly, (0, 0))
            elif not truth:
                self._exclude_end(atom.poly)
        else:
            self._bound(atom.poly, (None, 0) if truth else (1, None))

    def _substitute(self, poly: SymInt) -> bool:
        """Use `poly == 0` to replace a symbol; return whether that was possible."""
        solved = solve(poly)
        if solved is None:
            return False
        symbol, value = solved
        knowledge = self.knowledge
        step: dict[Symbol, Int | Bool] = {symbol: value}
        try:
            replaced = {s: substitute(v, step) for s, v in knowledge.substitution.items()}
            moved: list[Bool] = []
            for atom, truth in knowledge.truths.items():
                old = literal(atom)
                new = substitute(old, step)
                if new is not old:
                    moved.append(new if truth else negate(new))  # type: ignore[arg-type]
            residual = [substitute(fact, step) for fact in knowledge.residual]
        except ZeroDivisionError:
            return False
        knowledge.substitution = replaced | step
        self._restart(moved + residual)  # type: ignore[operator]
        self._bound_value(value, (symbol.lo, symbol.hi))
        return True

    def _restart(self, facts: list[Bool]) -> None:
        """Relearn everything in terms of the remaining symbols."""
        knowledge = self.knowledge
        self.pending.extend(
            literal(a) if t else negate(literal(a)) for a, t in knowledge.truths.items()
        )
        knowledge.truths = {}
        knowledge.bounds = {}
        knowledge.linear = ()
        knowledge.residual = ()
        self.pending.extend(facts)
        for symbol, value in knowledge.substitution.items():
            self._bound_value(value, (symbol.lo, symbol.hi))

    def _bound_value(self, value: Int | Bool, bounds: Bounds) -> None:
        """Learn that a substituted symbol's value is within the symbol's bounds."""
        lo, hi = bounds
        if not isinstance(value, Int):
            return
        if lo is not None:
            self.pending.append(value >= lo)
        if hi is not None:
            self.pending.append(value <= hi)

    def _exclude_end(self, poly: SymInt) -> None:
        """Use `poly != 0` where 0 is an end of its range."""
        lo, hi = bounds_under(poly, self.knowledge.bounds)
        if lo == 0:
            self._bound(poly, (1, None))
        elif hi == 0:
            self._bound(poly, (None, -1))

    def _bound(self, poly: SymInt, bounds: Bounds) -> None:
        """Learn bounds of `poly` and carry them to its terms."""
        knowledge = self.knowledge
        self._tighten(poly, bounds)
        if bounds[1] is not None:
            knowledge.linear += (poly - bounds[1],)  # type: ignore[operator]
        if bounds[0] is not None:
            knowledge.linear += (bounds[0] - poly,)  # type: ignore[operator]
        for _ in range(PROPAGATION_ROUNDS):
            changed = False
            for inequality in knowledge.linear:
                changed |= self._propagate(inequality)
                if knowledge.contradiction:
                    return
            if not changed:
                break

    def _tighten(self, poly: SymInt, bounds: Bounds) -> bool:
        """Intersect the bounds of `poly`; return whether they became smaller."""
        knowledge = self.knowledge
        bounds = plus(bounds, (-poly.const, -poly.const))
        form = without_constant(poly)
        if form.terms[0][1] < 0:
            form, bounds = opposite(form), scaled(bounds, -1)
        before = bounds_under(form, knowledge.bounds)
        lo, hi = after = meet(before, bounds)
        if lo is not None and hi is not None and lo > hi:
            knowledge.contradiction = True
            return False
        if after == before:
            return False
        knowledge.bounds[form] = after
        self.touched |= symbols_of(form)
        self._descend(form, after)
        return True

    def _descend(self, form: SymInt, bounds: Bounds) -> None:
        """Carry the bounds of a quotient by a constant to its numerator."""
        monomial, coefficient = form.terms[0]
        atom = monomial[0]
        if len(form.terms) > 1 or len(monomial) > 1 or coefficient != 1:
            return
        if isinstance(atom, FloorDiv):
            numerator, divisor = atom.args
            if isinstance(divisor, int) and divisor > 0 and isinstance(numerator, SymInt):
                lo = None if bounds[0] is None else bounds[0] * divisor
                hi = None if bounds[1] is None else bounds[1] * divisor + divisor - 1
                self._tighten(numerator, (lo, hi))

    def _propagate(self, poly: SymInt) -> bool:
        """Use `poly <= 0` to bound each of its terms by the bounds of the others."""
        if len(poly.terms) < 2 or len(poly.terms) > 8:
            return False
        changed = False
        for term in poly.terms:
            monomial, coefficient = term
            alone: SymInt = make(((monomial, 1),), 0, poly.marks)  # type: ignore[assignment]
            rest = poly - coefficient * alone
            low = bounds_under(rest, self.knowledge.bounds)[0] if isinstance(rest, SymInt) else rest
            if low is None or self.knowledge.contradiction:
                continue
            if coefficient > 0:
                changed |= self._tighten(alone, (None, -low // coefficient))
            else:
                changed |= self._tighten(alone, (-(-low // -coefficient), None))
        return changed


def implied_tests(fact: SymBool) -> Literals:
    """Return the tests that have one truth value wherever `fact` holds."""
    units: Literals = {}
    node: Bool = fact
    while isinstance(node, SymBool):
        if node.low is False:
            units[node.atom] = True
            node = node.high
        elif node.high is False:
            units[node.atom] = False
            node = node.low
        else:
            break
    if isinstance(node, SymBool):
        nodes = nodes_of(node)
        if 1 < len(nodes) <= BACKBONE_NODES:
            units.update(_backbone(node))
    return units


def _backbone(fact: SymBool) -> Literals:
    """Return the implied tests by intersecting those of both branches, bottom-up."""
    implied: dict[int, Literals] = {}
    for item in nodes_of(fact):
        branches = []
        for branch, truth in ((item.high, True), (item.low, False)):
            if branch is not False:
                branches.append({**implied.get(id(branch), {}), item.atom: truth})
        first = branches[0]
        for other in branches[1:]:
            first = {a: t for a, t in first.items() if other.get(a) is t}
        implied[id(item)] = first
    return implied[id(fact)]
