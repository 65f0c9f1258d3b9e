"""Runs a function under hypotheses about its inputs and settles on the one that describes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import combinations_with_replacement, product

from pytea.analysis.comments.judging import names_in_comments
from pytea.analysis.comments.reading import ShapeComment
from pytea.analysis.library.conflicts import asks_for_dims, conflict
from pytea.analysis.library.contradictions import contradictions, fail_alike, fails_everywhere
from pytea.analysis.library.divisors import exact_divisions
from pytea.analysis.library.inputs import Dims, Inputs
from pytea.analysis.library.learner import Learner
from pytea.analysis.library.naming import name_sizes
from pytea.analysis.library.outcome import Outcome
from pytea.analysis.library.search import Search
from pytea.analysis.library.session import Session
from pytea.analysis.library.stars import Starred, generalized
from pytea.diagnostics import Diagnostic
from pytea.machine.observer import Observer
from pytea.records import mutable
from pytea.state.state import State
from pytea.symbolic import Bool, Symbol, SymBool, SymInt, negate, same
from pytea.values.objects import Value

#: The numbers of dims that two inputs are given where there are too many combinations.
_VARIED = (1, 2, 3, 4, 5)
#: With more inputs there are too many pairs of them.
_MOST_VARIED = 6
#: The numbers of dims that all inputs are given together where there are too many combinations.
_ALIKE = (1, 2, 3, 4)


@mutable()
class Runner:
    """Calls one function with inputs that are made for each run."""

    session: Session
    base: State
    callee: Value
    inputs: Inputs
    #: Names that comments give to sizes of inputs.
    names: dict[Symbol, str] = field(default_factory=dict)
    assumptions: dict[str, None] = field(default_factory=dict)
    equal_sizes: bool = True
    #: Whether all tensors are taken to have the same first size.
    same_batch: bool = False
    #: What holds before the call.
    certain: tuple[Bool, ...] = ()
    #: That parameters of the constructor are odd, where it is demanded and where it is assumed.
    odd: tuple[SymBool, ...] = ()
    assumed_odd: tuple[SymBool, ...] = ()
    #: The symbols of the parameters of the constructor.
    numbers: frozenset[Symbol] = frozenset()
    #: The numbers of dims that the docstring tells.
    told: Mapping[str, int] = field(default_factory=dict)
    #: The numbers of dims with which another function of the file calls it.
    seen: Mapping[str, int] = field(default_factory=dict)

    @property
    def learner(self) -> Learner:
        """What the runs so far have told."""
        return Learner(
            equal_sizes=self.equal_sizes,
            assumptions=self.assumptions,
            numbers=self.numbers,
            ends_with_fault=True,
            roots=self.session.roots,
            names=dict(self.names),
        )

    def run(self, dims: Dims) -> Outcome:
        """Returns the outcome of a call under a hypothesis."""
        learner = self.learner
        learner.names = {}
        base = self.base.fork()
        args, keywords = self.inputs.make(base, dims)
        self.inputs.given.owner, self.inputs.given.dims = self.inputs, dims
        for fact in (
            *self.certain,
            *self.odd,
            *(_same_first_sizes(self.inputs, dims) if self.same_batch else ()),
        ):
            base.learn(fact)
        run = self.session.call(base, self.callee, args, keywords, learner)
        return Outcome(dims, run, self.inputs, self.session.machine.solver, odd=self.assumed_odd)


def told_dims(comments: Iterable[ShapeComment], line: int, names: Sequence[str]) -> dict[str, int]:
    """Returns how many dims the docstring of the function at a line tells of its parameters."""
    return {
        comment.name: len(comment.axes)
        for comment in comments
        if comment.documents and comment.first == line and comment.name in names
        if "..." not in comment.axes
    }


def names_by_comments(runner: Runner, dims: Dims, display: str) -> None:
    """Names sizes as comments do, where the program has no variables for them."""
    session = runner.session
    if not session.comments:
        return
    seen = Observer()
    with session.observed(seen):
        runner.run(dims)
    found = names_in_comments(display, session.comments, seen.observations())
    for symbol, name in found.items():
        runner.names.setdefault(symbol, name)


def _same_first_sizes(inputs: Inputs, dims: Dims) -> list[Bool]:
    """Returns that the first sizes of all tensors with more than one dim are equal."""
    firsts = [
        inputs.size(name, -ndim)
        for name in inputs.tensors
        if (ndim := dims.get(name) or 0) > 1 and name not in inputs.fixed
    ]
    return [first == firsts[0] for first in firsts[1:]]


def _search(runner: Runner) -> Search:
    """Returns what tries numbers of dims for the inputs of a function."""
    inputs = runner.inputs
    prunes = not asks_for_dims(runner.session.text().text)
    return Search(runner.run, inputs.tensors, runner.told, inputs.least, runner.seen, prunes=prunes)


def _with_same_batch(
    runner: Runner, search: Search, finalists: list[Outcome]
) -> tuple[Search, list[Outcome]]:
    """Returns what works better if all inputs have the same first size, else what was found."""
    before = dict(runner.assumptions)
    runner.same_batch = True
    other = _search(runner)
    found = other.finalists(runner.inputs.fixed)
    works = not found[0].fails and found[0].score <= finalists[0].score
    if works and _batch_sizes(runner.inputs, found[0]) <= _batch_sizes(runner.inputs, finalists[0]):
        runner.assumptions.setdefault("inputs have the same batch")
        return other, found
    runner.same_batch = False
    runner.assumptions.clear()
    runner.assumptions.update(before)
    return search, finalists


def _batch_sizes(inputs: Inputs, outcome: Outcome) -> set[tuple[str, int]]:
    """Returns the dims behind the first one of an input that have its size, and first ones of a fixed
    size: a batch has neither, unless the function demands it.
    """
    found: set[tuple[str, int]] = set()
    for name in inputs.tensors:
        ndim = outcome.dims.get(name) or 0
        sizes = [outcome.solution.apply(inputs.size(name, index)) for index in range(-ndim, 0)]
        if sizes and not isinstance(sizes[0], SymInt):
            found.add((name, -ndim))
        found |= {(name, k - ndim) for k in range(1, ndim) if same(sizes[k], sizes[0])}
    return found


def _with_broadcasts(
    runner: Runner, search: Search, finalists: list[Outcome]
) -> tuple[Search, list[Outcome]]:
    """Returns what works where sizes may be 1 to be broadcast, if it works better."""
    before = dict(runner.assumptions)
    runner.equal_sizes = False
    runner.assumptions.clear()
    other = _search(runner)
    found = other.finalists(runner.inputs.fixed)
    if finalists[0].fails and _needs_a_one(found[0], runner.numbers):
        pass  # what works is nothing that anybody writes a parameter for
    elif finalists[0].fails or (not found[0].fails and found[0].score < finalists[0].score):
        return other, found
    runner.equal_sizes = True
    runner.assumptions.clear()
    runner.assumptions.update(before)
    return search, finalists


def _with_odd_kernels(
    runner: Runner, search: Search, finalists: list[Outcome]
) -> tuple[Search, list[Outcome]]:
    """Returns what works where kernels are odd that are padded by half of their size, if it works."""
    numbers = finalists[0].halved(runner.numbers)
    if not numbers:
        return search, finalists
    tests = [negate(number.expr % 2 == 0) for number in numbers]
    runner.odd = tuple(test for test in tests if isinstance(test, SymBool))
    runner.assumed_odd = tuple(test for test in runner.odd if not finalists[0].demands(test))
    before = dict(runner.assumptions)
    other = _search(runner)
    found = other.finalists(runner.inputs.fixed)
    if not found[0].fails and not found[0].halved(runner.numbers):
        return other, found
    runner.odd = runner.assumed_odd = ()
    runner.assumptions.clear()
    runner.assumptions.update(before)
    return search, finalists


def _needs_a_one(outcome: Outcome, numbers: frozenset[Symbol]) -> bool:
    """Returns whether a call works only if a parameter of the constructor is 1."""
    if outcome.fails:
        return False
    tests = [number.expr == 1 for number in sorted(numbers, key=lambda s: s.name)]
    return any(isinstance(t, SymBool) and outcome.solution.decided(t) is True for t in tests)


def _contradictions(runner: Runner, best: Outcome) -> tuple[Diagnostic, ...]:
    """Returns the errors of a function that fails whatever its inputs are.

    They stand where it fails for all sizes that leave no rest where they are divided, which may be
    earlier than where a few odd ones fail, too.
    """
    outcome = runner.run(best.dims)
    conds = [cond for _, cond in outcome.run.assumptions]
    conds += [fault.cond for fault in outcome.faults if fault.cond is not None]
    runner.certain = tuple(exact_divisions(conds))
    if runner.certain:
        exact = runner.run(best.dims)
        found = contradictions(exact, runner.session.explainer) if exact.fails else ()
        if found:
            return found
    return contradictions(outcome, runner.session.explainer)


def _told_plainly(runner: Runner, best: Outcome) -> tuple[Diagnostic, ...]:
    """Returns the errors of a function that fails also where sizes may be 1 to be broadcast.

    Those with sizes that count as equal are told, if they are the same: their shapes are plainer.
    """
    found = _contradictions(runner, best)
    if runner.equal_sizes or not found:
        return found
    runner.certain, runner.equal_sizes = (), True
    plain = runner.run(best.dims)
    if plain.fails:
        name_sizes(plain, None, dict(plain.run.names), roots=runner.session.roots)
        told = _contradictions(runner, plain)
        if [(e.file, e.span, e.code) for e in told] == [(e.file, e.span, e.code) for e in found]:
            found = told
    runner.certain, runner.equal_sizes = (), False
    return found


def _fails_alike(search: Search, best: Outcome, fixed: Dims) -> bool:
    """Returns whether nothing that is tried gets further than the best outcome, which fails.

    Tried are inputs with as many dims each, and other numbers of dims for each two of the inputs
    on which the failure hangs.
    """
    for ndim in _ALIKE:
        search.attempt({name: fixed.get(name, ndim) for name in search.tensors})
    names = sorted(conflict(best) - fixed.keys())
    if len(names) > _MOST_VARIED:
        return False
    for first, second in combinations_with_replacement(names, 2):
        for one, other in product(_VARIED, repeat=2):
            search.attempt({**best.dims, first: one, second: other})
    whole = [o for o in search.outcomes.values() if o.run.demand is None or o.is_doomed]
    return fail_alike(best, [o for o in whole if 0 not in o.dims.values()])


def settled(runner: Runner) -> Starred:
    """Returns the outcome that describes a function: the most general one, else the batched form.

    Sizes that are broadcast against each other count as equal unless nothing works then.
    """
    tensors = runner.inputs.tensors
    search = _search(runner)
    finalists = search.finalists(runner.inputs.fixed)
    if (finalists[0].fails or finalists[0].is_odd) and runner.equal_sizes and runner.assumptions:
        search, finalists = _with_broadcasts(runner, search, finalists)
    picked = any(p.picked and p.tensors for p in runner.inputs.parameters)
    if len(tensors) > 1 and not finalists[0].fails and (picked or not finalists[0].is_clean):
        search, finalists = _with_same_batch(runner, search, finalists)
    if not finalists[0].fails:
        search, finalists = _with_odd_kernels(runner, search, finalists)
    best = finalists[0]
    if best.fails:
        found: tuple[Diagnostic, ...] = ()
        is_sure = search.exhausted or _fails_alike(search, best, runner.inputs.fixed)
        if is_sure and fails_everywhere(list(search.outcomes.values())):
            name_sizes(best, None, dict(best.run.names), roots=runner.session.roots)
            found = _told_plainly(runner, best)
        return Starred(best, (), found)
    free = [n for n in tensors if n not in runner.inputs.fixed and n not in runner.told]
    starred = generalized(best, search.attempt, free, runner.inputs.least)
    if starred.inputs:
        return starred
    for other in finalists[1:]:
        if not (best.is_clean and other.is_clean):
            continue
        apart = [n for n in free if other.dims[n] != best.dims[n]]
        steps = [(best.dims[name], other.dims[name]) for name in apart]
        told = search.likely[:2] == (2, 1) or search.told  # an embedding, which says it itself
        is_alike = len(apart) == len(free) and set(steps) == {(2, 3)}
        if other.score[:-1] == best.score[:-1] and is_alike and not told:
            return Starred(other)
    return starred
