"""Arms that the tests in front of them leave one value: in `y if x < y else y if x > y else x` all are `y`.

That is what cutting a tensor that is too long and padding one that is too short leaves of its length.
"""

from typing import cast

from pytea.symbolic.atoms import Comparison
from pytea.symbolic.diagram import leaf_values
from pytea.symbolic.integers import Int, SymInt, bounds_of
from pytea.symbolic.intervals import Bounds
from pytea.symbolic.nodes import Choice, SymBool, literal, nodes_of, select

#: The most parts of a diagram that are looked at, each once for all that is known in front of it.
MAX_PARTS = 512

#: What is known of each of the differences that are told apart.
_Known = tuple[Bounds, ...]


def settled(diagram: Choice, arms: list[Int]) -> Int | Choice:
    """Return the diagram with the arm `y` for an arm `x` wherever the tests say that `x` is `y`.

    A plain number takes the place of any other arm. Of two polynomials either may take that of the other: what gives
    the fewest arms is returned.
    """
    found = _Differences(diagram)
    if not found.order:
        return diagram
    best: Int | Choice = diagram
    for order in (arms, arms[::-1]):
        equal = {id(arm): pairs for arm in order if (pairs := found.pairs_of(arm, order))}
        if not equal:
            return diagram
        walk = _Walk(found, equal)
        result = walk.run(diagram, tuple([bounds_of(base) for base in found.order]))
        if walk.parts > MAX_PARTS:
            return diagram
        if len(leaf_values(result)) < len(leaf_values(best)):
            best = cast(Int | Choice, result)
        if sum(isinstance(arm, SymInt) for arm in arms) < 2:
            break
    return best


class _Differences:
    """Differences, without their constants, to which the tests of a diagram may leave one value."""

    def __init__(self, diagram: Choice) -> None:
        counts: dict[SymInt, int] = {}
        for item in nodes_of(diagram):
            if isinstance(item.atom, Comparison):
                base = _split(item.atom.poly)[0]
                counts[base] = counts.get(base, 0) + 1 + item.atom.equality
        self.order = [base for base, count in counts.items() if count > 1]
        self.place = {base: at for at, base in enumerate(self.order)}

    def pairs_of(self, arm: Int, arms: list[Int]) -> list[tuple[int, int, Int]]:
        """Return (difference, its value, other arm): where it has that value, both arms are equal.

        The other arms are plain numbers, and polynomials that stand in front of this one.
        """
        pairs: list[tuple[int, int, Int]] = []
        if isinstance(arm, int):
            return pairs
        before = arms[: next(at for at, other in enumerate(arms) if other is arm)]
        for other in (*[other for other in arms if isinstance(other, int)], *before):
            gap = arm - other
            if isinstance(gap, SymInt):
                base, sign, const = _split(gap)
                if base in self.place:
                    pairs.append((self.place[base], -sign * const, other))
        return pairs


def _split(poly: SymInt) -> tuple[SymInt, int, int]:
    """Return (base, sign, const) with `poly` = sign * base + const; a polynomial and its negation have one base."""
    base = cast(SymInt, poly - poly.const)
    sign = 1 if base.terms[0][1] > 0 else -1
    return (base if sign > 0 else cast(SymInt, -base)), sign, poly.const


class _Walk:
    """Goes through a diagram with what the tests say of the differences."""

    def __init__(self, found: _Differences, equal: dict[int, list[tuple[int, int, Int]]]) -> None:
        self.found, self.equal = found, equal
        self.parts = 0
        self.known: dict[tuple[int, _Known], object] = {}

    def run(self, item: object, known: _Known) -> object:
        """Return the diagram below a test."""
        if not isinstance(item, Choice | SymBool):
            same = [
                y for at, value, y in self.equal.get(id(item), ()) if known[at] == (value, value)
            ]
            return same[0] if same else item
        key = id(item), known
        if key not in self.known:
            self.parts += 1
            if self.parts > MAX_PARTS:
                return item
            self.known[key] = self._below(item, known)
        return self.known[key]

    def _below(self, item: Choice | SymBool, known: _Known) -> object:
        test = item.atom
        if isinstance(test, Comparison):
            base, sign, const = _split(test.poly)
            at = self.found.place.get(base)
            if at is not None:
                holds, fails = _sides(known[at], -sign * const, sign, test.equality)
                if holds is None:
                    return self.run(item.low, _with(known, at, fails))
                if fails is None:
                    return self.run(item.high, _with(known, at, holds))
                high = self.run(item.high, _with(known, at, holds))
                return select(literal(test), high, self.run(item.low, _with(known, at, fails)))
        return select(literal(test), self.run(item.high, known), self.run(item.low, known))


def _with(known: _Known, at: int, bounds: Bounds | None) -> _Known:
    assert bounds is not None
    return (*known[:at], bounds, *known[at + 1 :])


def _sides(
    bounds: Bounds, pivot: int, sign: int, equality: bool
) -> tuple[Bounds | None, Bounds | None]:
    """Return what is left of an integer at most `pivot` (at least, for a negative sign; or equal), and otherwise."""
    lo, hi = bounds
    if equality:
        without = (pivot + 1 if lo == pivot else lo, pivot - 1 if hi == pivot else hi)
        return _meet(bounds, (pivot, pivot)), _meet(without, (None, None))
    if sign > 0:
        return _meet(bounds, (None, pivot)), _meet(bounds, (pivot + 1, None))
    return _meet(bounds, (pivot, None)), _meet(bounds, (None, pivot - 1))


def _meet(a: Bounds, b: Bounds) -> Bounds | None:
    lo = a[0] if b[0] is None else b[0] if a[0] is None else max(a[0], b[0])
    hi = a[1] if b[1] is None else b[1] if a[1] is None else min(a[1], b[1])
    return None if lo is not None and hi is not None and lo > hi else (lo, hi)
