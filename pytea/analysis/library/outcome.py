"""What a run under one hypothesis means: whether it works, what it gives, what it demands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from pytea.analysis.library.inputs import Dims, Inputs
from pytea.analysis.library.preconditions import Solution, solve
from pytea.analysis.library.session import Ended, Run
from pytea.machine.findings import Finding
from pytea.records import mutable
from pytea.solver import Solver, Verdict
from pytea.state.state import State
from pytea.symbolic import (
    Bool,
    Comparison,
    Int,
    Symbol,
    SymBool,
    SymInt,
    any_of,
    negate,
    same,
    substitute,
    symbols_of,
)
from pytea.symbolic.atoms import Max, Min, Mod
from pytea.symbolic.traversal import dependencies
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord

#: Faults of tensor operations; everything else may be due to what we made up.
SHAPE_CODES = frozenset(
    [
        "shape-mismatch",
        "not-broadcastable",
        "bad-reshape",
        "dim-out-of-range",
        "unpack-mismatch",
        "index-out-of-range",
        "dtype-mismatch",
        "bad-argument",
    ]
)

#: What sizes may have to do with each other where nothing else is tried.
_DEMANDS = 3
#: Odd numbers as of kernels.
_ODD = (3, 5, 11)
#: A size that is not small.
_LARGE = 64
#: What is wrong with another number of dims than the operation takes.
_OF_DIMS = frozenset(["unpack-mismatch", "dim-out-of-range", "bad-argument"])
#: Of a tensor operation only where operands are told; else due to Python's own rules.
_BAD = "bad-argument"


@mutable()
class Outcome:
    """One run of a function and how well it fits."""

    dims: Dims
    run: Run
    inputs: Inputs
    solver: Solver
    rank: int = 0
    #: What was taken for granted of parameters of the constructor: that they are odd.
    odd: tuple[SymBool, ...] = ()
    _solution: Solution | None = field(default=None)
    _fails: bool | None = field(default=None)
    _bindings: tuple[frozenset[Symbol], ...] | None = field(default=None)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The tensor operations that fail."""
        return tuple(
            f
            for f in self.run.findings.found
            if f.severity == "error" and f.code in SHAPE_CODES and (f.operands or f.code != _BAD)
        )

    @property
    def fails(self) -> bool:
        """Whether no path comes to the end without a fault, but for very small sizes."""
        if self._fails is None:
            self._fails = self._has_failed()
        return self._fails

    def _has_failed(self) -> bool:
        if self.is_doomed:
            return True
        if not self.run.ended:
            return self.run.demand is None
        faults = self.faults
        faulty: Bool = any_of(fault.guard for fault in faults)
        left = [ended.state.guard & negate(faulty) for ended in self.run.ended]
        return all(guard is False or (faults and self._is_small(guard)) for guard in left)

    def _is_small(self, guard: Bool) -> bool:
        """Returns whether a condition over sizes of inputs holds for small ones only."""
        sizes = symbols_of(guard)
        if not sizes or not sizes <= self.order().keys():
            return False
        large = [size.expr >= _LARGE for size in sizes]
        facts = tuple(fact for fact in large if isinstance(fact, SymBool))
        return self.solver.check(facts, guard) is Verdict.FAILS

    @property
    def is_misread(self) -> bool:
        """Whether the program unpacks a shape of another length first of all that fails."""
        return any(fault.code == "unpack-mismatch" for fault in self.faults[:1])

    @property
    def is_doomed(self) -> bool:
        """Whether every path meets a fault, however it goes on: what is asked then is idle."""
        guard = any_of(fault.guard for fault in self.faults)
        return not isinstance(guard, SymBool) and bool(guard)

    def finals(self) -> list[tuple[Ended, Bool]]:
        """Returns the ends that were reached without a fault, with their conditions."""
        faulty: Bool = any_of(fault.guard for fault in self.faults)
        found = [(end, end.state.guard & negate(faulty)) for end in self.run.ended]
        return [(end, guard) for end, guard in found if guard is not False]

    def order(self) -> dict[Symbol, int]:
        """Returns the symbols of the sizes of inputs, in the order of the parameters."""
        ranks: dict[Symbol, int] = {}
        for position, name in enumerate(self.inputs.tensors):
            ndim = self.dims.get(name) or 0
            for index in range(-ndim, 0):
                size = self.inputs.size(name, index)
                for symbol in symbols_of(size):
                    ranks[symbol] = position * 10 + ndim + index
        return ranks

    @property
    def solution(self) -> Solution:
        """The preconditions: those of the ends, or of any of them."""
        if self._solution is None:
            facts: list[Bool] = []
            finals = self.finals()
            if len(finals) == 1:
                end, guard = finals[0]
                facts = [*self._demanded(end), guard]
            elif finals:
                whole: list[Bool] = []
                for end, guard in finals:
                    for fact in self._demanded(end):
                        guard = guard & fact
                    whole.append(guard)
                facts = [any_of(whole)]
            self._solution = solve(facts, self.order(), self.solver)
        return self._solution

    def _demanded(self, end: Ended) -> list[SymBool]:
        return [fact for fact in end.state.facts if fact not in self.run.granted]

    def halved(self, numbers: frozenset[Symbol]) -> list[Symbol]:
        """Returns the numbers of which shapes and demands tell only whether they are even.

        So do kernels that are padded by half of their size.
        """
        shapes = [shape for end, _ in self.finals() for shape in _shapes(end.state, end.value)]
        sizes = [self.solution.apply(size) for shape in shapes for size in shape]
        parts = [*self.solution.conds, *self.solution.values.values(), *sizes]
        found = {
            symbol
            for atom in dependencies(*parts)
            if isinstance(atom, Mod) and same(atom.args[1], 2)
            for symbol in symbols_of(atom.expr)
        }
        halves = [symbol for symbol in found & numbers if self._tells_parity(symbol, parts)]
        return sorted(halves, key=lambda symbol: symbol.name)

    def demands(self, test: SymBool) -> bool:
        """Returns whether a condition must hold where no size of an input is 1."""
        larger = [size.expr >= 2 for size in self.order()]
        facts = [fact for fact in (*larger, negate(test)) if isinstance(fact, SymBool)]
        return self.solver.feasible((*self.solution.conds, *facts)) is False

    def _tells_parity(self, number: Symbol, parts: list[Int | Bool]) -> bool:
        if self.solution.decided(number.expr % 2 == 0) in (True, False):
            return False
        uses = [part for part in parts if number in symbols_of(part)]
        odd = [[substitute(part, {number: value}) for part in uses] for value in _ODD]
        return all(same(a, b) for others in odd[1:] for a, b in zip(odd[0], others, strict=True))

    @property
    def is_refused(self) -> bool:
        """Whether every path raises something, if only for what the inputs were taken to be."""
        found = self.run.findings.found
        guard = any_of(finding.guard for finding in found if finding.severity == "error")
        return not isinstance(guard, SymBool) and bool(guard)

    @property
    def works(self) -> bool:
        """Whether the function comes to its end with some inputs."""
        return not self.fails and not self.is_refused

    @property
    def describes(self) -> bool:
        """Whether there are sizes with which the function comes to its end."""
        return self.works and bool(self.finals()) and self.solution.is_possible

    @property
    def constrains_batch(self) -> bool:
        """Whether the first dim of an input must have a certain size."""
        return bool(self.bindings)

    @property
    def bindings(self) -> tuple[frozenset[Symbol], ...]:
        """The sizes that each demand on the first dim of an input concerns."""
        if self._bindings is None:
            self._bindings = tuple(self._found_bindings())
        return self._bindings

    def _found_bindings(self) -> Iterator[frozenset[Symbol]]:
        solution, sizes = self.solution, self.order().keys()
        for name in self.inputs.tensors:
            ndim = self.dims.get(name)
            if ndim and name not in self.inputs.of_rows:
                first = symbols_of(self.inputs.size(name, -ndim))
                for value in (solution.values[s] for s in first if s in solution.values):
                    parts = symbols_of(value)
                    if _is_involved(value) or not (isinstance(value, SymInt) and parts & sizes):
                        yield first | parts
                for cond in solution.conds:
                    if first & symbols_of(cond) and _binds(cond, first):
                        yield symbols_of(cond)

    @property
    def is_faulty(self) -> bool:
        """Whether a path meets a fault, other than for very small sizes."""
        return any(not _is_marginal(fault.guard) for fault in self.faults)

    @property
    def is_clean(self) -> bool:
        """Whether nothing speaks against the hypothesis."""
        return self.is_right and not self.is_odd

    @property
    def is_right(self) -> bool:
        """Whether every path goes well, with batches of any size."""
        return not self.fails and not self.constrains_batch and not self.is_faulty

    @property
    def score(self) -> tuple[object, ...]:
        """Orders outcomes, the best first."""
        if self.fails:
            return (2, 0 in self.dims.values(), -self.reached, self._refuses_dims, self.rank)
        return (
            int(self.is_faulty), int(self.constrains_batch), int(self.is_odd),
            int(self.is_strange), self._demands, self.rank,
        )  # fmt: skip

    @property
    def _demands(self) -> int:
        """Returns how much sizes must have to do with each other."""
        solution, order = self.solution, self.order()
        involved = sum(_is_involved(value) for value in solution.values.values())
        return sum(_cost(cond, order) for cond in solution.conds) + 2 * involved

    @property
    def is_forced(self) -> bool:
        """Whether sizes must have so much to do with each other that something else may be meant."""
        return self._demands > _DEMANDS

    @property
    def is_odd(self) -> bool:
        """Whether a size or a product must be 1, or one of the result is the least of several."""
        order, values = self.order(), self.solution.values
        if any(_is_one(values[symbol]) for symbol in order if symbol in values):
            return True
        if any(map(_makes_one, self.solution.conds)):
            return True
        shapes = [shape for end, _ in self.finals() for shape in _shapes(end.state, end.value)]
        applied = [self.solution.apply(size) for shape in shapes for size in shape]
        return any(
            isinstance(atom, (Min, Max)) and symbols_of(atom.expr) & order.keys()
            for atom in dependencies(*applied)
        )

    @property
    def is_strange(self) -> bool:
        """Whether an input that is no matrix has one size twice, or a result got dims of size 1 in front.

        So has a list whose tensors have different numbers of dims.
        """
        if any(len({self.dims.get(n) for n in p.tensors}) > 1 for p in self.inputs.parameters):
            return True
        values = self.solution.values
        for name in self.inputs.tensors:
            ndim = self.dims.get(name) or 0
            sizes = [self.inputs.size(name, index) for index in range(-ndim, 0)]
            symbols = [s for size in sizes for s in symbols_of(size)]
            shown: list[Int | Bool] = [values.get(symbol, symbol.expr) for symbol in symbols]
            if ndim > 3 and type(shown[-1]) is int:
                shown = shown[:-1]  # images are square
            if ndim > 2 and any(same(a, b) for i, a in enumerate(shown) for b in shown[:i]):
                return True
        most = max((ndim or 0 for ndim in self.dims.values()), default=0)
        results = [shape for end, _ in self.finals() for shape in _shapes(end.state, end.value)]
        return any(len(shape) > most and same(shape[0], 1) for shape in results)

    @property
    def _refuses_dims(self) -> bool:
        """Whether the first fault is that there are too few or too many dims, and not of their sizes."""
        return any(fault.code in _OF_DIMS for fault in self.faults[:1])

    @property
    def reached(self) -> int:
        """Returns how many steps were made before the first fault."""
        return next((fault.steps for fault in self.faults), 0)


def _is_involved(value: object) -> bool:
    """Returns whether a size is determined by more than a number or one symbol."""
    return isinstance(value, SymInt) and (len(dependencies(value)) > 1 or bool(value.const))


def _is_one(value: Int | Bool) -> bool:
    """Returns whether a size can be nothing but 1, such as ``2 - W``."""
    if isinstance(value, SymInt):
        _, most = value.bounds()
        return most is not None and most <= 1
    return value == 1


def _makes_one(cond: SymBool) -> bool:
    """Returns whether a condition says that a product is 1, such as that of heads and their size."""
    atom = cond.atom
    if not isinstance(atom, Comparison) or not atom.equality or cond.high is not True:
        return False
    terms = atom.poly.terms
    return cond.low is False and len(terms) == 1 and terms[0][1] * atom.poly.const == -1


def _binds(cond: SymBool, symbols: frozenset[Symbol]) -> bool:
    """Returns whether a condition asks for more of a size than that it is not too small."""
    return any(substitute(cond, dict.fromkeys(symbols, size)) is not True for size in (2, 3, 7))


def _shapes(state: State, value: Value) -> list[tuple[Int, ...]]:
    """Returns the shape of a tensor, or of those in a tuple."""
    if isinstance(value, tuple):
        return [shape for item in value for shape in _shapes(state, item)]
    record = state.heap.read(value) if isinstance(value, Ref) else None
    sizes = record.tensor.sizes if isinstance(record, TensorRecord) else None
    return [] if sizes is None else [tuple(sizes)]


def _is_marginal(guard: Bool) -> bool:
    """Returns whether a condition holds for small sizes only."""
    symbols = symbols_of(guard)
    if any(symbol.is_bool for symbol in symbols):
        return False
    try:
        return all(substitute(guard, dict.fromkeys(symbols, size)) is False for size in (64, 128))
    except ZeroDivisionError:
        return False


def _cost(cond: SymBool, order: Mapping[Symbol, int]) -> int:
    """Returns how much a condition speaks against a hypothesis: more for an unsolved equality."""
    atom = cond.atom
    if symbols_of(cond) <= order.keys() and _is_marginal(negate(cond)):
        return 0
    is_equality = isinstance(atom, Comparison) and atom.equality and cond.high is True
    if not is_equality or any(isinstance(part, Mod) for part in dependencies(cond)):
        return 1
    return 1 + min(len(symbols_of(cond) & order.keys()), 2)
