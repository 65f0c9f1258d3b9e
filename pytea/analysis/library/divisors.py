"""Leaves out divisions that have no rest: ``k * (n // k)`` is ``n`` where ``n % k == 0``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    rewritten,
    same,
    substitute,
    symbols_of,
)
from pytea.symbolic.atoms import Atom, FloorDiv, Min, Mod, Test
from pytea.symbolic.nodes import assign
from pytea.symbolic.traversal import dependencies

#: A number and what divides it.
Divisors = tuple[tuple[Int, Int], ...]


def divisors_of(conds: Iterable[SymBool]) -> Divisors:
    """Returns the pairs ``(n, k)`` of which the conditions say that ``n % k == 0``."""
    return tuple(pair for cond in conds if (pair := _divided(cond)) is not None)


def odd_numbers(conds: Iterable[SymBool]) -> Divisors:
    """Returns the pairs ``(n + 1, 2)`` of which the conditions say that n is odd."""
    return tuple((n, k) for n, k in divisors_of(conds) if same(k, 2) and getattr(n, "const", 0) % 2)


def exact_divisions(conds: Iterable[SymBool]) -> Iterator[Bool]:
    """Yields that the divisions of inputs by numbers leave no rest which conditions are about.

    Those that are rounded up, such as ``(H + 3) // 4`` of strided convolutions, leave none if H has none.
    """
    for atom in dict.fromkeys(dependencies(*conds)):
        if isinstance(atom, FloorDiv) and all(
            s.kind is SymKind.INPUT for s in symbols_of(atom.expr)
        ):
            number, divisor = atom.args
            if isinstance(number, SymInt) and isinstance(divisor, int):
                if 0 < number.const < divisor:
                    yield (number - number.const) % divisor == 0
                    continue
            yield number == divisor * atom.expr


def _divided(cond: SymBool) -> tuple[Int, Int] | None:
    """Returns ``(n, k)`` for ``n % k == 0``, and ``(n + 1, 2)`` for an odd n."""
    atom = cond.atom
    if isinstance(cond.high, SymBool) or isinstance(cond.low, SymBool):
        return None
    if not isinstance(atom, Comparison) or not atom.equality:
        return None
    poly = atom.poly
    if len(poly.terms) != 1 or len(poly.terms[0][0]) != 1:
        return None
    rest = poly.terms[0][0][0]
    if not isinstance(rest, Mod):
        return None
    if cond.high is True and not poly.const:
        return rest.args[0], rest.args[1]
    is_odd = same(rest.args[1], 2) and bool(poly.const) is (cond.high is True)
    return (rest.args[0] + 1, 2) if is_odd else None


def without_rests(value: Int | Bool, divisors: Divisors) -> Int | Bool:
    """Returns a value in which divisions that leave no rest are multiplied out."""
    if not divisors:
        return value
    try:
        return rewritten(value, lambda poly: _multiplied(poly, divisors))
    except ZeroDivisionError:
        return value


def without_division(cond: SymBool, divisors: Divisors) -> Bool:
    """Returns ``n == a*k`` for ``n // k == a``, where nothing is left of the division."""
    atom = cond.atom
    if cond.high is not True or cond.low is not False:
        return cond
    if not isinstance(atom, Comparison) or not atom.equality:
        return cond
    for monomial, factor in atom.poly.terms:
        part = monomial[0]
        if len(monomial) > 1 or abs(factor) != 1 or not isinstance(part, FloorDiv):
            continue
        number, divisor = part.args
        if not isinstance(divisor, int) and _divides(number, divisor, divisors):
            return number == factor * divisor * (factor * part.expr - atom.poly)
    return cond


def _multiplied(poly: SymInt, divisors: Divisors) -> Int:
    result: Int = poly.const
    for monomial, factor in poly.terms:
        result = result + _term(monomial, factor, divisors)
    return _in_parts(result, divisors)


def _in_parts(value: Int, divisors: Divisors) -> Int:
    """Returns ``n // 2`` for ``n - n // 2`` where n is even, and the like."""
    if not isinstance(value, SymInt) or len(value.terms) != 2:
        return value
    for (monomial, factor), (whole, times) in (value.terms, value.terms[::-1]):
        part = monomial[0]
        if len(monomial) != 1 or not isinstance(part, FloorDiv):
            continue
        number, divisor = part.args
        product: Int = 1
        for atom in whole:
            product = product * atom.expr
        if isinstance(divisor, int) and same(product, number):
            if _divides(number, divisor, divisors):
                return (times * divisor + factor) * part.expr + value.const
    return value


def _term(monomial: Sequence[Atom], factor: int, divisors: Divisors) -> Int:
    if any(
        isinstance(atom, Mod) and _divides(atom.args[0], atom.args[1], divisors)
        for atom in monomial
    ):
        return 0
    for index, atom in enumerate(monomial):
        if isinstance(atom, Mod) and _is_odd(atom, divisors):
            return _term([*monomial[:index], *monomial[index + 1 :]], factor, divisors)
        if not isinstance(atom, FloorDiv):
            continue
        number, divisor = atom.args
        whole = _without_remainder(number, divisor, divisors)
        others = [*monomial[:index], *monomial[index + 1 :]]
        if whole is not None and isinstance(divisor, int) and factor % divisor == 0:
            return whole * _term(others, factor // divisor, divisors)
        if whole is not None:
            return (whole // divisor) * _term(others, factor, divisors)
        if isinstance(divisor, int):
            if factor % divisor == 0 and _divides(number, divisor, divisors):
                return number * _term(others, factor // divisor, divisors)
            continue
        at = next((i for i, other in enumerate(others) if same(other.expr, divisor)), None)
        if at is not None and _divides(number, divisor, divisors):
            return number * _term([*others[:at], *others[at + 1 :]], factor, divisors)
    product: Int = factor
    for atom in monomial:
        product = product * atom.expr
    return product


def _is_odd(rest: Mod, divisors: Divisors) -> bool:
    """Returns whether ``n % 2`` is 1."""
    return same(rest.args[1], 2) and _divides(rest.args[0] + 1, 2, divisors)


def _without_remainder(number: Int, divisor: Int, divisors: Divisors) -> Int | None:
    """Returns n for ``(n + c) // k`` where ``n % k == 0`` and c is less than k."""
    if not isinstance(number, SymInt) or not isinstance(divisor, int):
        return None
    whole = number - number.const
    if 0 < number.const < divisor and _divides(whole, divisor, divisors):
        return whole
    return None


def _divides(number: Int, divisor: Int, divisors: Divisors) -> bool:
    for known, by in divisors:
        if same(known, number):
            if same(by, divisor):
                return True
            if isinstance(by, int) and isinstance(divisor, int) and by % divisor == 0:
                return True
    return isinstance(divisor, int) and divisor > 1 and _is_multiple(number, divisor, divisors)


def _is_multiple(number: Int, divisor: int, divisors: Divisors) -> bool:
    """Returns whether a sum of products is divisible since the rests of its symbols are known.

    ``k*d - d`` is even where k is odd: for k = 2*k' + 1 it is 2*k'*d. The new symbols are called as
    the old ones.
    """
    if not isinstance(number, SymInt):
        return False
    rests: dict[Symbol, Int | Bool] = {}
    for known, by in divisors:
        if isinstance(known, SymInt) and isinstance(by, int) and by % divisor == 0:
            (monomial, factor), *more = known.terms
            symbol = monomial[0]
            if not more and len(monomial) == 1 and abs(factor) == 1 and isinstance(symbol, Symbol):
                rests[symbol] = factor * (divisor * symbol.expr - known.const)
    if not rests.keys() & symbols_of(number):
        return False
    return same(substitute(number, rests) % divisor, 0)  # type: ignore[operator]


def as_divisibility(poly: SymInt) -> Bool | None:
    """Returns ``n % k == 0`` for ``k * (n // k) == n``, also for a product of several such numbers.

    Sizes are positive, and so no ``k * (n // k)`` exceeds its ``n``: a product of them is that of the
    numbers only if each is. Returns None for another equality.
    """
    if poly.const or len(poly.terms) != 2:
        return None
    for (monomial, factor), (other, opposite) in (poly.terms, poly.terms[::-1]):
        divisions = [atom for atom in monomial if isinstance(atom, FloorDiv)]
        if not divisions:
            continue
        product: Int = factor
        for rest in monomial:
            product = product * (1 if isinstance(rest, FloorDiv) else rest.expr)
        whole: Int = -opposite
        for rest in other:
            whole = whole * rest.expr
        for division in divisions:
            product, whole = product * division.args[0], whole * division.args[1]
        if same(product, whole):
            return all_of(division.args[0] % division.args[1] == 0 for division in divisions)
    return None


def without_empty_parts(cond: SymBool, divisors: Divisors) -> Bool:
    """Returns a condition without tests of ``n // k == 0`` where ``n % k == 0``: sizes are positive."""
    false: dict[Test, object] = {
        atom: False
        for atom in atoms_of(cond)
        if isinstance(atom, Comparison) and atom.equality and _is_positive(atom.poly, divisors)
    }
    return assign(cond, false) if false else cond  # type: ignore[return-value]


def _is_positive(value: Int, divisors: Divisors) -> bool:
    """Returns whether a size is one at least: a product of sizes and of parts without rest."""
    if isinstance(value, int):
        return value > 0
    if value.const or len(value.terms) != 1:
        return False
    monomial, factor = value.terms[0]
    return factor > 0 and all(_is_size(atom, divisors) for atom in monomial)


def _is_size(atom: Atom, divisors: Divisors) -> bool:
    if isinstance(atom, Min):
        return all(_is_positive(arg, divisors) for arg in atom.args)
    if isinstance(atom, FloorDiv) and _divides(atom.args[0], atom.args[1], divisors):
        return True
    return atom.lo is not None and atom.lo >= 1
