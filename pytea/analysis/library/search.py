"""Finds the numbers of dims with which a function runs: tries what its first uses suggest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from pytea.analysis.library.conflicts import conflict, is_bound_by_others
from pytea.analysis.library.inputs import Dims
from pytea.analysis.library.learner import Demand
from pytea.analysis.library.outcome import Outcome
from pytea.records import mutable
from pytea.state import budgets

#: Numbers of dims that are tried after those that a use suggests.
_ORDER = (2, 3, 4, 1, 5, 0)

#: The least number of dims of a batch of images.
_IMAGES = 4

#: How many times as many are tried as long as all of them fail.
_UNTIL_SURE = 5

#: How many of them, for each further input, where something works already.
_BRIEF = 1


@mutable()
class Search:
    """Runs a function under hypotheses about its inputs until one of them works."""

    run: Callable[[Dims], Outcome]
    tensors: Sequence[str]
    #: The numbers of dims that docstrings and comments tell, which are tried first.
    told: Mapping[str, int] = field(default_factory=dict)
    #: The numbers of dims that annotations tell at least.
    least: Mapping[str, int] = field(default_factory=dict)
    #: The numbers of dims with which another function of the file calls this one.
    seen: Mapping[str, int] = field(default_factory=dict)
    #: Every run that was made, by its hypothesis.
    outcomes: dict[tuple[int | None, ...], Outcome] = field(default_factory=dict)
    #: Whether something works already, so that only what is likeliest is tried.
    is_brief: bool = False
    #: The numbers of dims that the first use of an input suggests.
    likely: tuple[int, ...] = ()
    #: Whether every hypothesis was tried that could have worked.
    exhausted: bool = True
    #: Whether numbers of dims decide nothing but which operations work.
    prunes: bool = True
    #: The inputs on whose numbers of dims the last failure hangs; None where there was none.
    _blamed: frozenset[str] | None = None

    def finalists(self, fixed: Dims) -> list[Outcome]:
        """Returns the outcomes for each number of dims of the input that is asked for first.

        The best one comes first; it fails only when all of them do.
        """
        dims = {name: fixed.get(name) for name in self.tensors}
        outcome = self.attempt(dims)
        demand = outcome.run.demand
        if demand is None:
            return [outcome]
        self.likely = self._likely(demand)
        found: list[Outcome] = []
        for rank, ndim in enumerate(self._candidates(demand, {})):
            if ndim == 0 and not all(outcome.fails for outcome in found):
                continue  # a number is meant where nothing else works
            result = self._explore({**dims, demand.name: ndim})
            result.rank += 100 * rank
            found.append(result)
            if self._hangs_on_others(demand.name):
                break
            if self.likely[:1] == (ndim,) and self._is_settled(demand, ndim, result):
                break
            self.is_brief = self.is_brief or (result.is_clean and not result.is_strange)
        if all(outcome.fails for outcome in found) and demand.is_told:
            return sorted(found, key=lambda outcome: (outcome.is_misread, outcome.rank))
        return sorted(found, key=lambda outcome: outcome.score)

    def _explore(self, dims: Dims) -> Outcome:
        """Returns the best outcome in which the inputs known so far have these numbers of dims."""
        outcome = self.attempt(dims)
        demand = outcome.run.demand
        if demand is None or outcome.is_doomed:
            self._blamed = conflict(outcome) if self.prunes and outcome.fails else None
            return outcome
        best: Outcome | None = None
        blamed: frozenset[str] | None = frozenset()
        candidates = self._candidates(demand, dims)
        for rank, ndim in enumerate(candidates[:_BRIEF] if self.is_brief else candidates):
            if ndim == 0 and best is not None and not best.fails:
                continue
            if best is not None and len(self.outcomes) > self._most(best):
                self.exhausted = False
                break
            found = self._explore({**dims, demand.name: ndim})
            found.rank += rank
            if best is None or found.score < best.score:
                best = found
            if self._hangs_on_others(demand.name):
                return best
            blamed = None if blamed is None or self._blamed is None else blamed | self._blamed
            if best.is_clean and not best.is_strange and not best.is_forced:
                break
            if rank == 0 and self._is_settled(demand, ndim, found):
                break
            if is_bound_by_others(found, demand.name):
                break
        assert best is not None
        whole = self.exhausted and not self.is_brief and blamed is not None
        self._blamed = blamed - {demand.name} if whole and blamed is not None else None
        return best

    @staticmethod
    def _most(best: Outcome) -> int:
        """Returns how many hypotheses are tried; more where nothing works, so that it is sure."""
        return budgets.HYPOTHESES * (_UNTIL_SURE if best.fails else 1)

    def _hangs_on_others(self, name: str) -> bool:
        """Returns whether what failed last fails with any number of dims of an input."""
        return self._blamed is not None and name not in self._blamed

    def _is_settled(self, demand: Demand, ndim: int, outcome: Outcome) -> bool:
        """Returns whether the number of dims that is likeliest goes so well that it must be meant.

        What the text says of an input need only work. What its use says must go well; images may
        demand anything of their sizes, which nothing else is likely to do better.
        """
        if demand.name in self.told:
            return not outcome.fails
        if self.seen.get(demand.name) == ndim:
            return outcome.is_right
        if not (demand.is_told and outcome.is_right):
            return False
        return ndim >= _IMAGES or not (outcome.is_odd or outcome.is_strange)

    def _likely(self, demand: Demand) -> tuple[int, ...]:
        told = self.told.get(demand.name, self.seen.get(demand.name))
        return demand.likely if told is None else (told, *demand.likely)

    def _candidates(self, demand: Demand, dims: Dims) -> list[int]:
        least = self.least.get(demand.name, 0)
        return [n for n in _candidates(self._likely(demand), dims) if n >= least]

    def attempt(self, dims: Dims) -> Outcome:
        """Returns the outcome of one hypothesis, which is run once."""
        key = tuple(dims.get(name) for name in self.tensors)
        if key not in self.outcomes:
            self.outcomes[key] = self.run(dims)
        return self.outcomes[key]


def _candidates(likely: Sequence[int], dims: Dims) -> list[int]:
    """Returns numbers of dims in the order in which they are tried.

    Where a use suggests none, or that of a linear layer, which takes any, inputs are alike.
    """
    known = [ndim for ndim in dims.values() if ndim is not None]
    alike = known[-1:] if tuple(likely[:2]) in ((), (2, 3)) else []
    return [ndim for ndim in dict.fromkeys((*alike, *likely, *_ORDER)) if 0 <= ndim <= 6]
