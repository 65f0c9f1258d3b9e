"""A solver without search engine: knowledge from the facts, then samples.

It answers HOLDS and FAILS from what `knowledge.py` concludes and DEPENDS when samples show both outcomes; otherwise
UNKNOWN, which is the question that is worth z3's time.
"""

from pytea.solver.budgets import CACHED_STATES
from pytea.solver.knowledge import Knowledge
from pytea.solver.protocol import Facts, Model, Statistics, Verdict
from pytea.solver.samples import Sampler
from pytea.symbolic import Bool, SymBool, negate

#: What it means for a condition that it, or its contrary, cannot be.
_OPPOSITES = (Verdict.FAILS, Verdict.HOLDS)


class CheapSolver:
    """A Solver by bounds, substitution and samples; never wrong, often UNKNOWN."""

    def __init__(self) -> None:
        self.statistics = Statistics()
        self._sampler = Sampler()
        self._states: dict[Facts, Knowledge] = {(): Knowledge()}
        self._answers: dict[tuple[Facts, Bool], Verdict] = {}
        self._concluded: dict[tuple[Facts, Bool], Verdict | None] = {}
        self._feasible: dict[Facts, bool | None] = {}

    def check(self, facts: Facts, cond: Bool) -> Verdict:
        self.statistics.asked += 1
        if isinstance(cond, bool):
            self.statistics.folded += 1
            return Verdict.HOLDS if cond else Verdict.FAILS
        key = (facts, cond)
        verdict = self._answers.get(key)
        if verdict is None:
            verdict = self._answers[key] = self._check(facts, cond)
        self._count(verdict is not Verdict.UNKNOWN)
        return verdict

    def concluded(self, facts: Facts, cond: SymBool) -> Verdict | None:
        """Return the verdict that needs no search; None where only a search can tell."""
        key = (facts, cond)
        if key not in self._concluded:
            self._concluded[key] = self._conclude(facts, cond)
        return self._concluded[key]

    def _conclude(self, facts: Facts, cond: SymBool) -> Verdict | None:
        knowledge = self.knowledge(facts)
        if knowledge.contradiction:
            return Verdict.HOLDS
        simple = knowledge.simplify(cond)
        if isinstance(simple, bool):
            return Verdict.HOLDS if simple else Verdict.FAILS
        # What a known sample shows need not be refuted.
        outcomes = (simple, negate(simple))
        shown = [self._sampler.fits_known(knowledge, outcome) for outcome in outcomes]
        if all(shown):
            return Verdict.DEPENDS
        for outcome, is_shown, opposite in zip(outcomes, shown, _OPPOSITES, strict=True):
            if not is_shown and knowledge.extended(outcome).contradiction:
                return opposite
        return None

    def _check(self, facts: Facts, cond: SymBool) -> Verdict:
        verdict = self.concluded(facts, cond)
        if verdict is not None:
            return verdict
        knowledge = self.knowledge(facts)
        simple = knowledge.simplify(cond)
        assert isinstance(simple, SymBool)
        for outcome in (simple, negate(simple)):
            possible = self._sampler.is_possible(knowledge, outcome)
            self.statistics.work = self._sampler.work
            if not possible:
                return Verdict.UNKNOWN
        return Verdict.DEPENDS

    def shows(self, facts: Facts, cond: Bool) -> bool:
        """Return whether a sample makes `facts` and `cond` true."""
        return self._sampler.is_possible(self.knowledge(facts), cond)

    def keep(self, model: Model) -> None:
        """Try an assignment that another solver found on the questions that follow."""
        self._sampler.keep(model)

    def feasible(self, facts: Facts) -> bool | None:
        self.statistics.asked += 1
        if facts not in self._feasible:
            self._feasible[facts] = self._is_feasible(facts)
        answer = self._feasible[facts]
        self._count(answer is not None)
        return answer

    def _is_feasible(self, facts: Facts) -> bool | None:
        knowledge = self.knowledge(facts)
        if knowledge.contradiction:
            return False
        return True if self._sampler.is_possible(knowledge, True) else None

    def witness(self, facts: Facts, cond: Bool) -> Model | None:
        """Return the first sample that makes facts and condition true; samples start with small values."""
        knowledge = self.knowledge(facts)
        return None if knowledge.contradiction else self._sampler.witness(knowledge, facts, cond)

    def knowledge(self, facts: Facts) -> Knowledge:
        """Return what follows from `facts`, built on the longest known prefix."""
        known = len(facts)
        while facts[:known] not in self._states:
            known -= 1
        state = self._states[facts[:known]]
        for index in range(known, len(facts)):
            state = state.extended(facts[index])
            if len(self._states) > CACHED_STATES:
                self._states = {(): Knowledge()}
            self._states[facts[: index + 1]] = state
        return state

    def _count(self, answered: bool) -> None:
        if answered:
            self.statistics.cheap += 1
        else:
            self.statistics.unknown += 1
