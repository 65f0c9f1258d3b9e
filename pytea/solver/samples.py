"""Small assignments that show a condition can be true: the cheap way to answer DEPENDS and to find a witness.

Values are tried around the bounds and constants that occur, over the symbols that knowledge leaves undetermined.  A
hit is a proof, since the original conditions are evaluated; no hit proves nothing.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pytea.solver.budgets import (
    DESCENT_NODES,
    DESCENT_STEPS,
    RECENT_SAMPLES,
    SAMPLE_VALUES,
    SAMPLES,
)
from pytea.solver.knowledge import Knowledge
from pytea.solver.protocol import Facts, Model
from pytea.symbolic import Bool, Symbol, SymBool, SymInt, satisfies, substitute, symbols_of
from pytea.symbolic.atoms import Atom, Comparison, FloorDiv, Mod
from pytea.symbolic.intervals import Bounds
from pytea.symbolic.nodes import nodes_of
from pytea.symbolic.traversal import dependencies


class Sampler:
    """Finds assignments; remembers those of independent groups of conditions."""

    def __init__(self) -> None:
        self._found: dict[tuple[Bool, ...], Model | None] = {}
        #: Parts of conditions that were evaluated so far.
        self.work = 0
        #: What was found last: often it also fits the next question of the same path.
        self._recent: deque[Model] = deque(maxlen=RECENT_SAMPLES)

    def find(self, knowledge: Knowledge, cond: Bool) -> Model | None:
        """Return an assignment that makes the facts of `knowledge` and `cond` true, or None.

        It has values for the symbols that knowledge leaves undetermined and that occur in a condition.
        """
        model: Model = {}
        for conds in _independent(knowledge, cond):
            part = self._solve(conds, knowledge)
            if part is None:
                return None
            model |= part
        return model

    def is_possible(self, knowledge: Knowledge, cond: Bool) -> bool:
        """Return whether an assignment is known or found that makes facts and `cond` true."""
        return all(
            self._fits_recent(conds) or self._solve(conds, knowledge) is not None
            for conds in _independent(knowledge, cond)
        )

    def fits_known(self, knowledge: Knowledge, cond: Bool) -> bool:
        """Return whether assignments found before make facts and `cond` true, without search."""
        return all(
            self._found.get(conds) is not None or self._fits_recent(conds)
            for conds in _independent(knowledge, cond)
        )

    def keep(self, model: Model) -> None:
        """Try `model` first from now on."""
        self._recent.appendleft(model)

    def _fits_recent(self, conds: tuple[Bool, ...]) -> bool:
        if conds in self._found:
            return False
        symbols: set[Symbol] = set()
        for cond in conds:
            symbols.update(symbols_of(cond))
        return any(satisfies(_extended(model, symbols), conds) for model in self._recent)

    def _solve(self, conds: tuple[Bool, ...], knowledge: Knowledge) -> Model | None:
        if conds not in self._found:
            model, work = _search(conds, knowledge)
            self._found[conds] = model
            self.work += work
            if model:
                self.keep(model)
        return self._found[conds]

    def witness(self, knowledge: Knowledge, facts: Facts, cond: Bool) -> Model | None:
        """Return values of all symbols of `facts` and `cond` that make them true, or None."""
        sample = self.find(knowledge, cond)
        if sample is None:
            return None
        symbols = [atom for atom in dependencies(*facts, cond) if isinstance(atom, Symbol)]
        free = [symbol for symbol in symbols if symbol not in knowledge.substitution]
        for value in knowledge.substitution.values():
            free.extend(symbols_of(value))
        for symbol in free:
            if symbol not in sample:
                sample = {**sample, symbol: _candidates(symbol, (), knowledge)[0]}
        model = _completed(sample, symbols, knowledge)
        return model if model is not None and satisfies(model, (*facts, cond)) else None


def _independent(knowledge: Knowledge, cond: Bool) -> Iterator[tuple[Bool, ...]]:
    """Yield the facts and `cond` in groups without common symbols, that of `cond` last."""
    related: list[Bool] = [knowledge.simplify(cond)]
    symbols = symbols_of(related[0])
    for group in knowledge.groups():
        if group.symbols.isdisjoint(symbols):
            yield group.conds
        else:
            related.extend(group.conds)
    yield tuple(related)


def _extended(model: Model, symbols: Iterable[Symbol]) -> Model:
    """Return a model with a least value for each of the symbols that it leaves out."""
    missing = {symbol: _least(symbol) for symbol in symbols if symbol not in model}
    return {**model, **missing} if missing else model


def _least(symbol: Symbol) -> int | bool:
    if symbol.is_bool:
        return True
    if symbol.lo is not None:
        return symbol.lo
    return 1 if symbol.hi is None else min(1, symbol.hi)


def _search(conds: tuple[Bool, ...], knowledge: Knowledge) -> tuple[Model | None, int]:
    """Return an assignment, or None, and how many parts of the conditions were evaluated."""
    atoms = dependencies(*conds)
    symbols = [atom for atom in atoms if isinstance(atom, Symbol)]
    values = {symbol: _candidates(symbol, atoms, knowledge) for symbol in symbols}
    for number, sample in enumerate(islice(_assignments(symbols, values), SAMPLES), 1):
        if satisfies(sample, conds):
            return sample, number * len(atoms)
    if len(symbols) < 2:
        return None, SAMPLES * len(atoms)
    descent = _Descent(knowledge, _by_weight(symbols, atoms))
    return descent.run(conds), (SAMPLES + descent.steps) * len(atoms)


def _by_weight(symbols: Sequence[Symbol], atoms: Sequence[Atom]) -> list[Symbol]:
    """Return the symbols, those first that occur in most tests."""
    weight = Counter(
        symbol for atom in atoms if isinstance(atom, Comparison) for symbol in symbols_of(atom.poly)
    )
    return sorted(symbols, key=lambda symbol: -weight[symbol])


class _Descent:
    """Chooses values symbol by symbol, and takes a choice back that makes a condition false."""

    def __init__(self, knowledge: Knowledge, symbols: Sequence[Symbol]) -> None:
        self.knowledge = knowledge
        self.symbols = symbols
        self.steps = 0

    def run(self, conds: Sequence[Bool], depth: int = 0) -> Model | None:
        """Return values of the symbols from `depth` on that make the conditions true, or None."""
        if not conds:
            return {}
        if depth == len(self.symbols) or any(len(nodes_of(c)) > DESCENT_NODES for c in conds):
            return None
        symbol = self.symbols[depth]
        for value in _candidates(symbol, dependencies(*conds), self.knowledge):
            self.steps += 1
            if self.steps > DESCENT_STEPS:
                return None
            left = _left(conds, symbol, value)
            model = None if left is None else self.run(left, depth + 1)
            if model is not None:
                return {symbol: value, **model}
        return None


def _left(conds: Sequence[Bool], symbol: Symbol, value: int | bool) -> list[Bool] | None:
    """Return what is left of the conditions when a symbol has a value; None when one is false."""
    left: list[Bool] = []
    for cond in conds:
        try:
            simpler = substitute(cond, {symbol: value})
        except ZeroDivisionError:
            return None
        if simpler is False:
            return None
        if simpler is not True:
            assert isinstance(simpler, SymBool)
            left.append(simpler)
    return left


def _completed(sample: Model, symbols: list[Symbol], knowledge: Knowledge) -> Model | None:
    """Return the values of `symbols`, with those that are determined by the sample."""
    model: Model = {}
    for symbol in symbols:
        value: object = sample.get(symbol)
        if value is None:
            try:
                value = substitute(knowledge.substitution[symbol], sample)
            except ZeroDivisionError:
                return None
        if not isinstance(value, int) or not _within(value, (symbol.lo, symbol.hi)):
            return None
        model[symbol] = value
    return model


def _within(value: int, bounds: Bounds) -> bool:
    lo, hi = bounds
    return (lo is None or value >= lo) and (hi is None or value <= hi)


def _candidates(symbol: Symbol, atoms: Sequence[Atom], knowledge: Knowledge) -> list[int | bool]:
    """Return values to try for a symbol, smallest first."""
    if symbol.is_bool:
        return [True, False]
    interesting = {0, 1, 2, 3}
    for atom in atoms:
        if isinstance(atom, Comparison):
            interesting.update(_thresholds(atom.poly, symbol, knowledge))
        elif isinstance(atom, FloorDiv | Mod):
            divided, divisor = atom.args
            if not isinstance(divisor, int):
                continue
            interesting.update((divisor, divisor + 1))
            if isinstance(divided, SymInt):
                # where a multiple of the divisor is met
                for poly in (divided, divided - divisor):
                    if isinstance(poly, SymInt):
                        interesting.update(_thresholds(poly, symbol, knowledge))
    lo, hi = _bounds(symbol, knowledge)
    if lo is not None:
        interesting.update((lo, lo + 1, lo + 2))
    if hi is not None:
        interesting.update((hi, hi - 1))
    inside = [value for value in interesting if _within(value, (lo, hi))]
    return sorted(inside, key=lambda value: (abs(value), value < 0))[:SAMPLE_VALUES]


def _bounds(symbol: Symbol, knowledge: Knowledge) -> Bounds:
    return knowledge.bounds.get(symbol.expr, (symbol.lo, symbol.hi))


def _thresholds(poly: SymInt, symbol: Symbol, knowledge: Knowledge) -> Iterator[int]:
    """Yield values of `symbol` around the points where poly changes its sign: other terms at their ends."""
    for monomial, coefficient in poly.terms:
        if symbol in monomial:
            for rest in _ends(poly, symbol, knowledge):
                root = -rest // coefficient
                yield from (root, root + 1)
                if root >= 1:
                    yield root - 1


def _ends(poly: SymInt, symbol: Symbol, knowledge: Knowledge) -> set[int]:
    """Return the value of the terms without `symbol`, with their symbols at the least and the greatest values."""
    ends = [poly.const, poly.const]
    for monomial, coefficient in poly.terms:
        if symbol not in monomial and len(monomial) == 1 and isinstance(monomial[0], Symbol):
            lo, hi = _bounds(monomial[0], knowledge)
            first = lo if lo is not None else hi or 0
            ends[0] += coefficient * first
            ends[1] += coefficient * (hi if hi is not None else first)
    return {poly.const, *ends}


def _assignments(
    symbols: Sequence[Symbol], values: dict[Symbol, list[int | bool]]
) -> Iterator[Model]:
    """Yield assignments: all least values, all different ones, then changes of one symbol, then of two."""
    if not all(values[symbol] for symbol in symbols):
        return
    base: Model = {symbol: values[symbol][0] for symbol in symbols}
    yield base
    yield {s: values[s][i % len(values[s])] for i, s in enumerate(symbols)}
    yield {s: values[s][-1 - i % len(values[s])] for i, s in enumerate(symbols)}
    for symbol in symbols:
        for value in values[symbol][1:]:
            yield {**base, symbol: value}
    for index in range(1, max((len(v) for v in values.values()), default=0)):
        yield {s: values[s][min(index, len(values[s]) - 1)] for s in symbols}
    for position, first in enumerate(symbols):
        for second in symbols[position + 1 :]:
            for a in values[first]:
                for b in values[second]:
                    yield {**base, first: a, second: b}
