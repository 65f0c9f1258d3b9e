"""Watches one run of a function: which input it asks about, and what the user calls its sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace

from pytea.analysis.library.divisors import odd_numbers, without_rests
from pytea.analysis.library.likely import likely_dims
from pytea.machine.findings import Place
from pytea.machine.machine import Machine
from pytea.records import immutable, mutable
from pytea.solver import Verdict
from pytea.state.frame import Frame
from pytea.symbolic import (
    Bool,
    Comparison,
    Int,
    Symbol,
    SymBool,
    SymInt,
    SymKind,
    all_of,
    atoms_of,
    negate,
    same,
    substitute,
    symbols_of,
)
from pytea.symbolic.atoms import FloorDiv, Test
from pytea.symbolic.nodes import literal, nodes_of
from pytea.symbolic.traversal import dependencies
from pytea.values.dtype import INT64
from pytea.values.objects import Ref, Value
from pytea.values.records import ModuleRecord, TensorRecord
from pytea.values.tensor import Tensor

#: How the refusal of sizes ends that cannot be broadcast.
_BROADCAST = "cannot be broadcast together"
#: How that of a pattern ends in which one letter stands for two sizes.
_SUBSCRIPT = " before"
#: Sizes that are not small, even and odd ones.
_LARGE = (63, 64, 129)
#: What tensors are called that tell which items are picked.
_MASKS = re.compile("mask|valid|keep|select|inside|flag|(^|_)(is|has|pos|neg)(_|[.])")
#: What batches of texts are called.
_TOKENS = re.compile("(^|_)(ids|tokens|words|captions?)$")
#: How the stub of batch normalization begins what it says about a single value.
_ONE_VALUE = "expected more than 1 value per channel when training"


@immutable()
class Demand:
    """The first use of an input whose number of dims is not known."""

    name: str
    #: Numbers of dims that the use suggests, the likeliest first.
    likely: tuple[int, ...]
    #: Whether the use itself says so, and not that other tensors have as many.
    is_told: bool = False


@mutable()
class Learner:
    """What one run tells about the inputs of the function that is analysed."""

    demand: Demand | None = None
    #: Names that the program gives to sizes of inputs.
    names: dict[Symbol, str] = field(default_factory=dict)
    #: Whether sizes that are broadcast against each other are taken as equal.
    equal_sizes: bool = True
    #: Sizes that were taken as equal to others in this run.
    same: dict[Symbol, Int | Bool] = field(default_factory=dict)
    #: What was assumed without a requirement of torch saying so, as sentences.
    assumptions: dict[str, None] = field(default_factory=dict)
    #: Symbols of parameters of a constructor: numbers of features and the like.
    numbers: frozenset[Symbol] = frozenset()
    ends_with_fault: bool = False
    #: Numbers that are used as sequences.
    sequences: set[Symbol] = field(default_factory=set)
    #: The integer square roots that were taken, and of what.
    roots: Mapping[Symbol, Int] = field(default_factory=dict)
    #: Where sizes are padded, and by how much.
    pads: dict[Place, list[Int]] = field(default_factory=dict)
    #: How many dims the tensors have that functions are given at first, by the address of their code.
    entered: dict[int, dict[str, int]] = field(default_factory=dict)

    def padded(self, place: Place, amounts: object) -> None:
        """Keeps the amounts that hang on sizes."""
        parts = amounts if isinstance(amounts, (list, tuple)) else ()
        if any(isinstance(part, SymInt) for part in parts):
            known = self.pads.setdefault(place, [])
            known += [part for part in parts if isinstance(part, (int, SymInt))]

    def indexed(self, index: object) -> object:
        """Takes tensors for integers that pick items, unless they are called masks."""
        if isinstance(index, (tuple, list)):
            return type(index)([self.indexed(item) for item in index])
        if not isinstance(index, Tensor) or index.dtype is not None:
            return index
        sizes = index.sizes or ()
        names = [index.pending, *(symbol.name for size in sizes for symbol in symbols_of(size))]
        is_mask = any(_MASKS.search(name) for name in names)
        return index if is_mask else replace(index, dtype=INT64)

    def sequenced(self, value: Value) -> None:
        """Keeps a number of which the program wants the items."""
        symbol = sole_symbol(value) if isinstance(value, SymInt) else None
        if symbol is not None:
            self.sequences.add(symbol)

    def demanded(self, m: Machine, name: str) -> None:
        """Keeps the first demand of the run."""
        if self.demand is None:
            likely, others = likely_dims(m)
            is_told = len(likely) == 1 or likely[:2] == (2, 1)
            if not likely and _TOKENS.search(name):
                likely = (2, 1)
            self.demand = Demand(name, (*likely, *others), is_told)

    def entering(self, m: Machine, frame: Frame) -> None:
        """Keeps how many dims the arguments of a function have."""
        found: dict[str, int] = {}
        for name, value in zip(frame.code.registers, frame.regs, strict=False):
            record = m.state.heap.read(value) if isinstance(value, Ref) else None
            if isinstance(record, TensorRecord) and record.tensor.sizes is not None:
                found[name] = len(record.tensor.sizes)
        if found:
            self.entered[id(frame.code)] = found

    def returning(self, m: Machine, frame: Frame) -> None:
        """Takes the name of a variable that holds a size of an input."""
        module = m.state.heap.read(frame.module)
        if not isinstance(module, ModuleRecord) or module.kind == "bundled":
            return
        for name, value in zip(frame.code.registers, frame.regs, strict=False):
            if name and type(value) is SymInt:
                symbol = sole_symbol(value)
                if symbol is not None:
                    self.names.setdefault(symbol, name)

    def narrowed(self, m: Machine, cond: SymBool) -> Bool:
        """Returns a requirement without the rests that are known since numbers are odd."""
        return without_rests(cond, odd_numbers(m.state.facts))  # type: ignore[return-value]

    def assumed(self, m: Machine, cond: SymBool, message: str) -> Bool:
        """Returns equality for two sizes that need only broadcast, unless they are known to differ.

        That a normalization sees more than one value per channel, which matters in training
        only, is left out where several sizes may see to it.
        """
        if message.startswith(_ONE_VALUE) and len(symbols_of(cond)) > 1:
            self.assumptions.setdefault("more than one value per channel in training")
            return True
        if self._is_stretched(m, cond, message) or self._empties(m, cond):
            return False
        if not self.equal_sizes:
            return cond
        kept: Bool = substitute(cond, self.same)  # type: ignore[assignment]
        equal = _equality(kept)
        if equal is None and message.endswith(_BROADCAST):
            equal = _sole_chance(kept)
        if equal is None or m.verdict(equal) is Verdict.FAILS:
            return cond
        self.assumptions.setdefault("sizes that are broadcast against each other are equal")
        if m.state.guard is True:  # on one of several paths, others may need it all the same
            self._keep(equal)
        return equal

    def _is_stretched(self, m: Machine, cond: Bool, message: str) -> bool:
        """Returns whether two sizes that always differ meet, so that a number of features must be 1.

        The program would run with this number alone, which nobody writes a parameter for.
        """
        if not message.endswith((_BROADCAST, _SUBSCRIPT)):
            return False
        cond = substitute(cond, self._determined(m))  # type: ignore[assignment]
        if not isinstance(cond, SymBool):
            return False
        symbols = symbols_of(cond)
        if not symbols <= self.numbers or not all(map(_is_of_one, atoms_of(cond))):
            return False
        return all(substitute(cond, dict.fromkeys(symbols, size)) is False for size in _LARGE)

    def _empties(self, m: Machine, cond: SymBool) -> bool:
        """Returns whether a requirement holds only where ``dim // heads`` or another such part is 0."""
        parts = [
            part.expr >= 1
            for part in dependencies(cond)
            if isinstance(part, FloorDiv) and symbols_of(part.expr) <= self.numbers
        ]
        if not parts:
            return False
        filled = all_of(parts)
        return m.verdict(cond & filled) is Verdict.FAILS and m.verdict(filled) is not Verdict.FAILS

    def _determined(self, m: Machine) -> dict[Symbol, Int | Bool]:
        """Returns the sizes of inputs that the path has made equal to parameters, or to others."""
        found: dict[Symbol, Int | Bool] = {}
        for fact in m.state.facts:
            atom = fact.atom
            if not isinstance(atom, Comparison) or not atom.equality or fact.high is not True:
                continue
            if fact.low is not False:
                continue
            poly = substitute(atom.poly, found)
            pair = self._solved(poly) if isinstance(poly, SymInt) else None
            if pair is not None:
                found = {symbol: substitute(value, dict([pair])) for symbol, value in found.items()}
                found[pair[0]] = pair[1]
        return found

    def _solved(self, poly: SymInt) -> tuple[Symbol, Int | Bool] | None:
        """Returns a size of an input and what it is where ``poly`` is 0."""
        for monomial, factor in poly.terms:
            symbol = monomial[0]
            if len(monomial) != 1 or abs(factor) != 1 or not isinstance(symbol, Symbol):
                continue
            rest = poly - factor * symbol.expr
            if symbol not in self.numbers and symbol not in symbols_of(rest):
                return symbol, -rest if factor == 1 else rest
        return None

    def _keep(self, equal: SymBool) -> None:
        """Notes that of two sizes which are taken as equal one stands for both."""
        atom = equal.atom
        if not isinstance(atom, Comparison) or atom.poly.const or len(atom.poly.terms) != 2:
            return
        (first, a), (second, b) = atom.poly.terms
        if len(first) == 1 and len(second) == 1 and a == -b and isinstance(second[0], Symbol):
            self.same[second[0]] = first[0].expr


def sole_symbol(value: SymInt) -> Symbol | None:
    """Returns the symbol that ``value`` is, or None when it is more than one symbol."""
    if value.const or len(value.terms) != 1:
        return None
    monomial, factor = value.terms[0]
    atom = monomial[0]
    if factor != 1 or len(monomial) != 1 or not isinstance(atom, Symbol):
        return None
    return atom if atom.kind is SymKind.INPUT else None


def _equality(cond: Bool) -> SymBool | None:
    """Returns ``a == b`` for ``a == b or a == 1 or b == 1``, and None for anything else."""
    if not isinstance(cond, SymBool):
        return None
    atoms = []
    rest: object = cond
    for item in reversed(nodes_of(cond)):
        if item is not rest or item.high is not True or not isinstance(item.atom, Comparison):
            return None
        if not item.atom.equality:
            return None
        atoms.append(item.atom)
        rest = item.low
    if len(atoms) not in (2, 3):
        return None
    equal = [atom for atom in atoms if not _is_one(atom)]
    if len(equal) != 1 or len(atoms) == 2:
        # sizes are 1 at least, so that a - 1 and b - 1 have a sign, but a - b has none
        equal = [atom for atom in equal if not _has_sign(atom.poly)]
    if len(equal) != 1 or not _is_between(equal[0], [a for a in atoms if a is not equal[0]]):
        return None
    return literal(equal[0])


def _sole_chance(cond: Bool) -> SymBool | None:
    """Returns the one test of several that does not ask for a size of 1, or for small ones."""
    rest: object = cond
    found = []
    while isinstance(rest, SymBool):
        atom = rest.atom
        test: Bool = literal(atom)
        if not isinstance(atom, Comparison) or True not in (rest.high, rest.low):
            return None
        if rest.high is True:
            is_one = atom.equality and _is_one(atom)
            rest = rest.low
        else:
            test, is_one, rest = negate(literal(atom)), False, rest.high
        if isinstance(test, SymBool) and not is_one and not _is_small(test):
            found.append(test)
    return found[0] if len(found) == 1 and rest is False else None


def _is_small(test: SymBool) -> bool:
    """Returns whether a test on one size fails for all but small ones."""
    symbols = symbols_of(test)
    return len(symbols) == 1 and all(
        substitute(test, dict.fromkeys(symbols, size)) is False for size in _LARGE
    )


def _is_of_one(test: Test) -> bool:
    """Returns whether a test tells whether one size, or a part of one, is 1 or less."""
    if not isinstance(test, Comparison):
        return False
    either = (literal(test), negate(literal(test)))
    is_small = any(isinstance(cond, SymBool) and _is_small(cond) for cond in either)
    return is_small or (test.equality and _is_one(test))


def _has_sign(poly: SymInt) -> bool:
    least, greatest = poly.bounds()
    return (least is not None and least >= 0) or (greatest is not None and greatest <= 0)


def _is_between(equal: Comparison, ones: list[Comparison]) -> bool:
    """Returns whether ``equal`` may be ``a == b`` where the others are ``a == 1`` and ``b == 1``."""
    if len(ones) == 1:
        return isinstance(ones[0].poly - equal.poly, int) or isinstance(
            ones[0].poly + equal.poly, int
        )
    first, second = ones[0].poly, ones[1].poly
    apart = [first - second, second - first, first + second, -first - second]
    return any(same(equal.poly, poly) for poly in apart)


def _is_one(atom: Comparison) -> bool:
    """Returns whether a test is ``size == 1``, where no number is part of the size."""
    poly = atom.poly
    return poly.const == (-1 if poly.terms[0][1] > 0 else 1)
