"""Integers with several arms: `ite`, `smin`, `smax`, and the small functions that stubs use on sizes.

A conditional integer is one atom over a diagram of arms, so equal choices are one object however they were nested.
Arms of arms are opened while there are at most MAX_ARMS of them; beyond that a choice stays an opaque operand.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from pytea.symbolic import intervals
from pytea.symbolic.arena import register
from pytea.symbolic.atoms import ITE, Atom, Comparison, Ite, Max, Min, SymKind
from pytea.symbolic.diagram import Choice, choose, leaf_values, map_leaves
from pytea.symbolic.integers import (
    Int,
    Monomial,
    SymInt,
    atom_int,
    bounds_of,
    fresh_int,
    hooks,
    make,
)
from pytea.symbolic.intervals import Bounds
from pytea.symbolic.nodes import Bool, nodes_of
from pytea.symbolic.polynomial import monomial_int
from pytea.symbolic.settled import settled

#: The most arms that one conditional integer is opened into.
MAX_ARMS = 32
#: The most nodes of a diagram that is opened.
MAX_NODES = 256

_ites: dict[Choice, SymInt] = register({})
_opened: dict[SymInt, Int | Choice | None] = register({})
_extremes: dict[tuple[type[Min | Max], tuple[Int, ...]], SymInt] = register({})


def arm_values(diagram: Int | Choice) -> list[Int]:
    """Return the distinct integers at the leaves."""
    return cast(list[Int], leaf_values(diagram))


def map_arms(diagram: Int | Choice, fn: Callable[[Int], Int | Choice]) -> Int | Choice:
    """Return the diagram with `fn(arm)` for each arm."""
    return map_leaves(diagram, fn)


def ite(cond: Bool, a: Int, b: Int) -> Int:
    """Return the integer that is `a` where `cond` holds and `b` elsewhere."""
    if isinstance(cond, bool):
        return a if cond else b
    if a is b or (isinstance(a, int) and isinstance(b, int) and a == b):
        return a
    high, low = _arms_or_self(a), _arms_or_self(b)
    diagram: Int | Choice = choose(cond, high, low)
    if (high is not a or low is not b) and too_large(diagram):
        diagram = choose(cond, a, b)
    return from_arms(diagram)


def _arms_or_self(x: Int) -> Int | Choice:
    if isinstance(x, int):
        return int(x)
    if not x.marks & ITE:
        return x
    arms = arms_of(x)
    return x if arms is None else arms


def too_large(diagram: Int | Choice) -> bool:
    """Return whether a diagram exceeds the budget for opening."""
    if not isinstance(diagram, Choice):
        return False
    return len(arm_values(diagram)) > MAX_ARMS or len(nodes_of(diagram)) > MAX_NODES


def from_arms(diagram: Int | Choice) -> Int:
    """Return the integer that has the leaves of `diagram` as its arms."""
    if isinstance(diagram, Choice):
        diagram = settled(diagram, arm_values(diagram))
    diagram = _general_arm(diagram)
    if not isinstance(diagram, Choice):
        return diagram
    expr = _ites.get(diagram)
    if expr is None:
        bounds = intervals.hull(bounds_of(arm) for arm in arm_values(diagram))
        expr = _ites[diagram] = atom_int(Ite(diagram, bounds))
    return expr


def _general_arm(diagram: Int | Choice) -> Int | Choice:
    """Return `x` for `y if p == 0 else x` where both are the same whenever `p` is 0; any other diagram unchanged."""
    if not isinstance(diagram, Choice):
        return diagram
    test, special, general = diagram.atom, diagram.high, diagram.low
    if not isinstance(test, Comparison) or not test.equality:
        return diagram
    if not isinstance(special, (int, SymInt)) or not isinstance(general, (int, SymInt)):
        return diagram
    for monomial, factor in test.poly.terms:
        if len(monomial) == 1 and abs(factor) == 1:
            (atom,) = monomial
            value = atom.expr - factor * test.poly
            if _same_where(special, general, atom, value):
                return general
    return diagram


def _same_where(special: Int, general: Int, atom: Atom, value: Int) -> bool:
    """Return whether two arms are the same integer once `atom` is `value`."""
    a, b = (
        replace_atom(arm, atom, value) if isinstance(arm, SymInt) else arm
        for arm in (special, general)
    )
    return a is b or (isinstance(a, int) and isinstance(b, int) and a == b)


def arms_of(x: SymInt) -> Int | Choice | None:
    """Return `x` as a diagram of integers that depend on no condition, or None if that is too large."""
    if x not in _opened:
        _opened[x] = _open(x, MAX_ARMS)
    return _opened[x]


def _open(x: Int, budget: int) -> Int | Choice | None:
    """Open at most `budget` arms; each level of recursion takes at least one from it."""
    atom = _newest_ite(x)
    if atom is None or isinstance(x, int):
        return x
    if too_large(atom.diagram):
        return None
    replaced = map_arms(atom.diagram, lambda arm: replace_atom(x, atom, arm))
    arms = arm_values(replaced)
    if len(arms) > budget:
        return None
    opened: dict[Int, Int | Choice] = {}
    for arm in arms:
        if isinstance(arm, SymInt) and arm.marks & ITE:
            hopeless = arm in _opened and _opened[arm] is None
            inner = None if hopeless else _open(arm, budget - len(arms) + 1)
            if inner is None:
                return None
            opened[arm] = inner
    result = map_arms(replaced, lambda arm: opened.get(arm, arm)) if opened else replaced
    return None if too_large(result) else result


def _newest_ite(x: Int) -> Ite | None:
    newest: Ite | None = None
    if isinstance(x, SymInt):
        for monomial, _ in x.terms:
            for atom in monomial:
                if isinstance(atom, Ite) and (newest is None or atom.serial > newest.serial):
                    newest = atom
    return newest


def replace_atom(x: SymInt, atom: Atom, value: Int) -> Int:
    """Return `x` with `value` for the top-level occurrences of `atom`."""
    result: Int = x.const
    for monomial, coefficient in x.terms:
        if atom not in monomial:
            result = result + make(((monomial, coefficient),), 0, x.marks)
            continue
        rest: Monomial = tuple(factor for factor in monomial if factor is not atom)
        power = value ** (len(monomial) - len(rest))
        result = result + coefficient * monomial_int(rest) * power
    return result


def smin(*xs: Int) -> Int:
    """Return the least of one or more integers."""
    return _extreme(Min, xs)


def smax(*xs: Int) -> Int:
    """Return the greatest of one or more integers."""
    return _extreme(Max, xs)


def between(name: str, lo: Int, hi: Int, kind: SymKind) -> Int:
    """Return a new integer from `lo` up to `hi`; one that no fact need bound if `lo <= hi`."""
    if isinstance(hi, int):
        symbol = fresh_int(name, kind, lo if isinstance(lo, int) else None, hi)
        return symbol if isinstance(lo, int) else smax(symbol, lo)
    if isinstance(lo, int):
        return smin(fresh_int(name, kind, lo), hi)
    return lo + smin(fresh_int(name, kind, 0), hi - lo)


def _extreme(kind: type[Min | Max], xs: Sequence[Int]) -> Int:
    if not xs:
        raise TypeError("smin and smax need at least one integer")
    known = [int(x) for x in xs if isinstance(x, int)]
    pick = min if kind is Min else max
    if len(known) == len(xs):
        return pick(known)
    for x in xs:
        if isinstance(x, SymInt) and x.marks & ITE:
            arms = arms_of(x)
            if isinstance(arms, Choice):
                others = [y for y in xs if y is not x]
                return _extreme_of_arms(kind, arms, others)
    kept: list[Int] = []
    for x in _flattened(kind, xs):
        if not any(_beats(kind, y, x) for y in kept):
            kept = [y for y in kept if not _beats(kind, x, y)] + [x]
    if len(kept) == 1:
        return kept[0]
    common = _common_part(kept)
    ordered = tuple(sorted((x - common for x in kept), key=_arm_order))
    return _interned_extreme(kind, ordered) + common


def _extreme_of_arms(kind: type[Min | Max], arms: Int | Choice, others: Sequence[Int]) -> Int:
    return from_arms(map_arms(arms, lambda arm: _extreme(kind, [arm, *others])))


def _flattened(kind: type[Min | Max], xs: Sequence[Int]) -> list[Int]:
    """Return the arms with min(min(a, b) + c, d) opened to a + c, b + c, d."""
    result: list[Int] = []
    for x in xs:
        atom = next(
            (m[0] for m, c in x.terms if c == 1 and len(m) == 1 and type(m[0]) is kind)
            if isinstance(x, SymInt)
            else iter(()),
            None,
        )
        if isinstance(atom, Min | Max):
            rest = x - atom.expr
            result.extend(arm + rest for arm in atom.args)
        else:
            result.append(x)
    return result


def _beats(kind: type[Min | Max], a: Int, b: Int) -> bool:
    """Return whether `b` can be left out because `a` is certainly as good."""
    lo, hi = bounds_of(a - b)
    return (hi is not None and hi <= 0) if kind is Min else (lo is not None and lo >= 0)


def _common_part(xs: Sequence[Int]) -> Int:
    """Return the terms that all arms share; a constant only if every arm has a term besides."""
    if any(isinstance(x, int) for x in xs):
        return 0
    polys = [x for x in xs if isinstance(x, SymInt)]
    shared = set(polys[0].terms).intersection(*[poly.terms for poly in polys[1:]])
    terms = tuple([term for term in polys[0].terms if term in shared])
    marks = polys[0].marks
    if any(len(poly.terms) == len(terms) for poly in polys):
        return make(terms, 0, marks)
    return make(terms, min(poly.const for poly in polys), marks)


def _arm_order(x: Int) -> tuple[bool, int]:
    return (False, x.serial) if isinstance(x, SymInt) else (True, x)


def _interned_extreme(kind: type[Min | Max], arms: tuple[Int, ...]) -> SymInt:
    key = (kind, arms)
    expr = _extremes.get(key)
    if expr is None:
        bounds: Bounds = kind.bounds([bounds_of(arm) for arm in arms])
        expr = _extremes[key] = atom_int(kind(arms, bounds))
    return expr


def sprod(xs: Iterable[Int]) -> Int:
    """Return the product; 1 for none."""
    result: Int = 1
    for x in xs:
        result = result * x
    return result


def ssum(xs: Iterable[Int]) -> Int:
    """Return the sum; 0 for none."""
    result: Int = 0
    for x in xs:
        result = result + x
    return result


def ceil_div(a: Int, b: Int) -> Int:
    """Return a / b rounded up, for b > 0."""
    if isinstance(b, SymInt) and not isinstance(rest := a % b, SymInt) and rest == 0:
        return a // b  # (4*n + n - 1) // n is not folded
    return (a + b - 1) // b


def is_concrete(x: object) -> bool:
    """Return whether `x` is a plain int or bool."""
    return isinstance(x, int)


hooks.largest = smax
