"""The solver that pytea uses: folding, then cheap reasoning, then z3, which is imported only when it is needed."""

from importlib import import_module

from pytea.solver.cheap import CheapSolver
from pytea.solver.protocol import CompleteSolver, Facts, Model, Solver, Statistics, Verdict
from pytea.solver.renaming import Renaming
from pytea.symbolic import Bool, Symbol, SymBool, negate
from pytea.symbolic.traversal import dependencies

#: With so many symbols the smallest numbers are looked for; with more, any will do.
FEW_SYMBOLS = 16


class ComposedSolver:
    """A Solver that asks the cheap solver first and z3 about the rest."""

    def __init__(self) -> None:
        self.statistics = Statistics()
        self._cheap = CheapSolver()
        self._renaming = Renaming()
        #: Every answer under the names of the program.
        self._answered: dict[tuple[Facts, SymBool], Verdict] = {}
        self._z3: CompleteSolver | None = None
        #: What the complete solver decided.
        self._decided: dict[tuple[Facts, SymBool], Verdict] = {}

    def check(self, facts: Facts, cond: Bool) -> Verdict:
        self.statistics.asked += 1
        if isinstance(cond, bool):
            self.statistics.folded += 1
            return Verdict.HOLDS if cond else Verdict.FAILS
        verdict = self._cheap.concluded(facts, cond)
        if verdict is not None:
            self.statistics.cheap += 1
            return verdict
        verdict = self._answered.get((facts, cond))
        if verdict is not None:
            self.statistics.cheap += 1
            return verdict
        verdict = self._check(*self._renaming.renamed(facts, cond))
        self._answered[facts, cond] = verdict
        return verdict

    def _check(self, facts: Facts, cond: Bool) -> Verdict:
        if isinstance(cond, bool):
            self.statistics.folded += 1
            return Verdict.HOLDS if cond else Verdict.FAILS
        verdict = self._cheap.check(facts, cond)
        self.statistics.work = self._cheap.statistics.work
        if verdict is not Verdict.UNKNOWN:
            self.statistics.cheap += 1
            return verdict
        verdict = self._decided.get((facts, cond)) or self._completed(facts, cond)
        self._count(verdict is not Verdict.UNKNOWN)
        return verdict

    def _completed(self, facts: Facts, cond: SymBool) -> Verdict:
        """Return what the complete solver says, which need not ask for what a sample shows."""
        complete = self._complete()
        for outcome in (cond, negate(cond)):
            if self._cheap.shows(facts, outcome):
                complete.grant(facts, outcome)
        verdict = complete.check(facts, cond)
        if verdict is not Verdict.UNKNOWN:
            self._decided[facts, cond] = verdict
        return verdict

    def feasible(self, facts: Facts) -> bool | None:
        self.statistics.asked += 1
        answer = self._cheap.feasible(facts)
        if answer is not None:
            self.statistics.cheap += 1
            return answer
        answer = self._complete().feasible(facts)
        self._count(answer is not None)
        return answer

    def witness(self, facts: Facts, cond: Bool) -> Model | None:
        few = sum(isinstance(a, Symbol) for a in dependencies(*facts, cond)) <= FEW_SYMBOLS
        found = self._complete().witness(facts, cond) if few else None
        found = self._cheap.witness(facts, cond) if found is None else found
        return self._complete().witness(facts, cond) if found is None and not few else found

    def _complete(self) -> CompleteSolver:
        """Return the z3 solver, created at the first question that needs it."""
        if self._z3 is None:
            module = import_module("pytea.solver.z3_solver")
            self._z3 = module.Z3Solver(found=self._cheap.keep)
        assert self._z3 is not None
        return self._z3

    def _count(self, answered: bool) -> None:
        if answered:
            self.statistics.z3 += 1
        else:
            self.statistics.unknown += 1


def default_solver() -> Solver:
    """Return a new solver for one analysis."""
    return ComposedSolver()
