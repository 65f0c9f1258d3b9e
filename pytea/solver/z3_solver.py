"""The door to z3: translation of conditions, and questions with a fixed budget.

Python's floor division and modulo are translated here and nowhere else.  The facts of a path are kept asserted and
popped back to the common prefix of the next question.  Work is limited by z3's `rlimit`, never by time, with a fixed
seed, so the same sequence of questions has the same answers on every machine.
"""

from collections.abc import Callable, Sequence
from typing import Any

import z3  # type: ignore[import-untyped]

from pytea.solver.budgets import (
    IMPATIENT_SHARE,
    PATIENCE,
    VAIN_QUESTIONS,
    WITNESS_STEPS,
    Z3_GROEBNER_RLIMIT,
    Z3_RLIMIT,
)
from pytea.solver.protocol import Facts, Model, Statistics, Verdict
from pytea.solver.relevance import connected
from pytea.symbolic import Bool, Symbol, SymBool, SymInt, negate, satisfies
from pytea.symbolic.atoms import (
    Atom,
    Comparison,
    FloorDiv,
    Ite,
    Max,
    Min,
    Mod,
    Operation,
)
from pytea.symbolic.nodes import nodes_of
from pytea.symbolic.traversal import dependencies


class Z3Solver:
    """A Solver that asks z3 about everything that is not a plain bool."""

    def __init__(
        self, rlimit: int = Z3_RLIMIT, found: Callable[[Model], None] | None = None
    ) -> None:
        self.statistics = Statistics()
        #: Is told the assignments that answer questions.
        self._found = found
        self._context = z3.Context()
        self._solver = z3.Solver(ctx=self._context)
        self._rlimit = rlimit
        self._solver.set("random_seed", 0)
        self._translated: dict[Atom, Any] = {}
        self._nodes: dict[int, Any] = {}
        self._keep: list[object] = []
        self._asserted: list[SymBool] = []
        self._bounded: list[set[Symbol]] = [set()]
        self._answers: dict[tuple[frozenset[SymBool], Bool], bool | None] = {}
        #: How often a condition was asked about in vain, each time with other facts.
        self._vain: dict[Bool, int] = {}

    def check(self, facts: Facts, cond: Bool) -> Verdict:
        self.statistics.asked += 1
        if isinstance(cond, bool):
            self.statistics.folded += 1
            return Verdict.HOLDS if cond else Verdict.FAILS
        fails = self._possible(facts, negate(cond))
        if fails is False:
            return self._answered(Verdict.HOLDS)
        holds = self._possible(facts, cond)
        if holds is False:
            return self._answered(Verdict.FAILS)
        if holds is None or fails is None:
            return self._answered(Verdict.UNKNOWN)
        return self._answered(Verdict.DEPENDS)

    def feasible(self, facts: Facts) -> bool | None:
        self.statistics.asked += 1
        answer = self._possible(facts, True)
        self._answered(Verdict.UNKNOWN if answer is None else Verdict.HOLDS)
        return answer

    def _answered(self, verdict: Verdict) -> Verdict:
        if verdict is Verdict.UNKNOWN:
            self.statistics.unknown += 1
        else:
            self.statistics.z3 += 1
        return verdict

    def _possible(self, facts: Facts, cond: Bool) -> bool | None:
        """Return whether facts and cond can be true together."""
        if cond is False:
            return False
        facts = connected(facts, cond)
        key = (frozenset(facts), cond)
        if key not in self._answers:
            if self._vain.get(cond, 0) >= VAIN_QUESTIONS:
                return None
            self._align(facts)
            self._solver.push()
            self._bounded.append(set())
            self._assert(cond)
            answer = self._asked()
            if answer == z3.sat and self._found is not None:
                symbols = [a for a in dependencies(*facts, cond) if isinstance(a, Symbol)]
                self._found(self._values(symbols))
            self._pop()
            self._answers[key] = None if answer == z3.unknown else answer == z3.sat
            if answer == z3.unknown:
                self._vain[cond] = self._vain.get(cond, 0) + 1
        return self._answers[key]

    def _asked(self) -> Any:
        """Asks z3, first briefly with Gröbner bases: those of many factors cost what no limit counts."""
        share = 1 if self.statistics.unknown < PATIENCE else IMPATIENT_SHARE
        self._solver.set("rlimit", min(self._rlimit, Z3_GROEBNER_RLIMIT) // share)
        self._solver.set("smt.arith.nl.grobner", True)
        answer = self._solver.check()
        if answer == z3.unknown:
            self._solver.set("rlimit", self._rlimit // share)
            self._solver.set("smt.arith.nl.grobner", False)
            answer = self._solver.check()
        return answer

    def grant(self, facts: Facts, cond: Bool) -> None:
        self._answers[frozenset(connected(facts, cond)), cond] = True

    def _align(self, facts: Facts) -> None:
        """Make the asserted stack equal to `facts`."""
        common = 0
        for asserted, fact in zip(self._asserted, facts, strict=False):
            if asserted is not fact:
                break
            common += 1
        while len(self._asserted) > common:
            self._asserted.pop()
            self._pop()
        for fact in facts[common:]:
            self._solver.push()
            self._bounded.append(set())
            self._asserted.append(fact)
            self._assert(fact)

    def _pop(self) -> None:
        self._solver.pop()
        self._bounded.pop()

    def _assert(self, cond: Bool) -> None:
        """Assert `cond` and the bounds of its symbols at the current level."""
        if isinstance(cond, bool):
            self._solver.add(z3.BoolVal(cond, self._context))
            return
        for atom in dependencies(cond):
            expr = self._atom(atom)
            if isinstance(atom, Symbol) and not any(atom in level for level in self._bounded):
                self._bounded[-1].add(atom)
                if atom.lo is not None:
                    self._solver.add(expr >= atom.lo)
                if atom.hi is not None:
                    self._solver.add(expr <= atom.hi)
        self._solver.add(self._diagram(cond))

    def _atom(self, atom: Atom) -> Any:
        """Translate an atom whose operands have been translated."""
        expr = self._translated.get(atom)
        if expr is None:
            expr = self._translated[atom] = self._translate(atom)
        return expr

    def _translate(self, atom: Atom) -> Any:
        if isinstance(atom, Symbol):
            name = f"{atom.name}#{atom.serial}"
            return (z3.Bool if atom.is_bool else z3.Int)(name, self._context)
        if isinstance(atom, Ite):
            return self._diagram(atom.diagram)
        if isinstance(atom, Comparison):
            poly = self._poly(atom.poly)
            return poly == 0 if atom.equality else poly <= 0
        assert isinstance(atom, Operation)
        args = [self._poly(arg) for arg in atom.args]
        if isinstance(atom, FloorDiv):
            return floor_div(args[0], args[1])
        if isinstance(atom, Mod):
            return modulo(args[0], args[1])
        if isinstance(atom, Min | Max):
            result = args[0]
            for arg in args[1:]:
                smaller = arg < result if isinstance(atom, Min) else arg > result
                result = z3.If(smaller, arg, result)
            return result
        return args[0] * args[1]

    def _poly(self, x: object) -> Any:
        if isinstance(x, bool):
            return z3.BoolVal(x, self._context)
        if isinstance(x, int):
            return z3.IntVal(x, self._context)
        assert isinstance(x, SymInt)
        # no `z3.simplify`: it has no limit, and takes minutes on divisions within divisions
        parts = [self._product(monomial, coefficient) for monomial, coefficient in x.terms]
        if x.const:
            parts.append(z3.IntVal(x.const, self._context))
        return parts[0] if len(parts) == 1 else z3.Sum(parts)

    def _product(self, monomial: Sequence[Atom], coefficient: int) -> Any:
        factors = [self._translated[atom] for atom in monomial]
        if coefficient != 1:
            factors.insert(0, z3.IntVal(coefficient, self._context))
        return factors[0] if len(factors) == 1 else z3.Product(factors)

    def _diagram(self, value: object) -> Any:
        """Translate the tests and leaves of a diagram, sharing equal parts."""
        for item in nodes_of(value):
            if id(item) not in self._nodes:
                test = self._translated[item.atom]
                high, low = (
                    self._nodes.get(id(part)) if hasattr(part, "atom") else self._poly(part)
                    for part in (item.high, item.low)
                )
                self._nodes[id(item)] = z3.If(test, high, low)
                self._keep.append(item)
        return self._nodes[id(value)]

    def witness(self, facts: Facts, cond: Bool) -> Model | None:
        """Return a model whose values are as small as WITNESS_STEPS questions can make them."""
        if cond is False:
            return None
        symbols = [a for a in dependencies(*facts, cond) if isinstance(a, Symbol)]
        self._align(facts)
        self._solver.push()
        self._bounded.append(set())
        try:
            self._assert(cond)
            model = self._model(symbols)
            if model is not None:
                model = self._smallest(symbols, model)
        finally:
            self._pop()
        if model is None or not satisfies(model, (*facts, cond)):
            return None
        return model

    def _model(self, symbols: Sequence[Symbol], *extra: Any) -> Model | None:
        return self._values(symbols) if self._solver.check(*extra) == z3.sat else None

    def _values(self, symbols: Sequence[Symbol]) -> Model:
        """Return what the model of the last answer gives to `symbols`."""
        model = self._solver.model()
        values: Model = {}
        for symbol in symbols:
            value: Any = model.eval(self._translated[symbol], model_completion=True)
            values[symbol] = value.as_long() if z3.is_int(value) else z3.is_true(value)
        return values

    def _smallest(self, symbols: Sequence[Symbol], model: Model) -> Model:
        """Shrink the largest magnitude first, then each symbol in order of creation."""
        steps = WITNESS_STEPS
        numbers = [s for s in symbols if not s.is_bool]
        terms = [self._translated[s] for s in numbers]
        bound = 1
        while steps and any(abs(model[s]) > bound for s in numbers):
            steps -= 1
            found = self._model(symbols, *[z3.And(t <= bound, t >= -bound) for t in terms])
            model = found or model
            bound *= 2
        for symbol, term in zip(numbers, terms, strict=True):
            least = 0 if symbol.lo is None else max(symbol.lo, 0)
            while steps and model[symbol] > least:
                steps -= 1
                middle = (least + model[symbol]) // 2
                found = self._model(symbols, term <= middle, term >= least)
                if found is None:
                    least = middle + 1
                else:
                    model = found
            self._solver.add(term == model[symbol])
        return model


def floor_div(x: Any, d: Any) -> Any:
    """Translate x // d: z3's division rounds so that the remainder is not negative."""
    if z3.is_int_value(d):
        return x / d if d.as_long() > 0 else -x / -d
    return z3.If(d > 0, x / d, -x / -d)


def modulo(x: Any, d: Any) -> Any:
    """Translate x % d, which has the sign of d."""
    if z3.is_int_value(d):
        return x % d if d.as_long() > 0 else -(-x % -d)
    return z3.If(d > 0, x % d, -(-x % -d))
