"""SymInt: an integer that is not known yet, as a polynomial in normal form over atoms.

Equal polynomials are one object, and a result that is constant is a plain int.  This module does the ring operations
itself; what needs rewrite rules (division, comparison) is behind `hooks`, which the modules above install.  Nothing
here asks a solver.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

from pytea.symbolic import intervals
from pytea.symbolic.arena import next_serial, register
from pytea.symbolic.atoms import DIV, EXTREME, MOD, Atom, Product, Symbol, SymKind
from pytea.symbolic.intervals import Bounds

if TYPE_CHECKING:
    from pytea.symbolic.nodes import Bool

#: A product of atoms, sorted by serial, repeated for powers.
Monomial = tuple[Atom, ...]
#: Monomials with their non-zero coefficients, greatest first in graded lexicographic order.
Terms = tuple[tuple[Monomial, int], ...]

#: A product with more terms, or of a higher degree, becomes one atom instead.
MAX_TERMS = 256
#: The kinds of atoms that may meet others in a sum, so that it becomes shorter.
RELATED = DIV | MOD | EXTREME
MAX_DEGREE = 64


class Hooks:
    """The operations that are defined in terms of this module but needed by its operators."""

    __slots__ = (
        "adds_plainly", "eq_zero", "floor_div", "largest", "le_zero", "modulo", "relate", "render",
    )  # fmt: skip
    floor_div: Callable[[Int, Int], Int]
    modulo: Callable[[Int, Int], Int]
    largest: Callable[[Int, Int], Int]
    #: Whether the argument is <= 0 (== 0).
    le_zero: Callable[[Int], Bool]
    eq_zero: Callable[[Int], Bool]
    #: An equal polynomial with fewer terms, or the argument.
    relate: Callable[[SymInt], Int]
    render: Callable[[SymInt], str]

    def __init__(self) -> None:
        #: Whether sums are left as they are: they are parts of what a rule gives.
        self.adds_plainly = False


hooks = Hooks()

_interned: dict[tuple[Terms, int], SymInt] = register({})
_sums: dict[tuple[SymInt, SymInt, int], Int] = register({})
_products: dict[tuple[SymInt, SymInt], Int] = register({})
_orders: dict[Monomial, tuple[int, ...]] = register({})


class SymInt:
    """An unknown integer; immutable.  `a is b` exactly when `a` and `b` have the same normal form."""

    __slots__ = ("_bounds", "const", "marks", "serial", "terms")

    def __init__(self, terms: Terms, const: int, marks: int) -> None:
        self.terms = terms
        self.const = const
        self.marks = marks
        self.serial = next_serial()
        self._bounds: Bounds | None = None

    def bounds(self) -> Bounds:
        """Return the least and greatest possible value as far as the atoms' own bounds tell."""
        bounds = self._bounds
        if bounds is None:
            bounds = self._bounds = poly_bounds(self, atom_bounds)
        return bounds

    def __add__(self, other: Int) -> Int:
        if type(other) is int:
            return make(self.terms, self.const + other, self.marks) if other else self
        if type(other) is SymInt:
            return combine(self, other, 1)
        return self + int(other) if isinstance(other, int) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: Int) -> Int:
        if type(other) is int:
            return make(self.terms, self.const - other, self.marks) if other else self
        if type(other) is SymInt:
            return combine(self, other, -1)
        return self - int(other) if isinstance(other, int) else NotImplemented

    def __rsub__(self, other: Int) -> Int:
        return scale(self, -1) + other

    def __mul__(self, other: Int) -> Int:
        if type(other) is int:
            return scale(self, other)
        if type(other) is SymInt:
            return multiply(self, other)
        return scale(self, int(other)) if isinstance(other, int) else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Int:
        return scale(self, -1)

    def __pos__(self) -> Int:
        return self

    def __abs__(self) -> Int:
        lo, hi = self.bounds()
        if lo is not None and lo >= 0:
            return self
        if hi is not None and hi <= 0:
            return -self
        return hooks.largest(self, -self)

    def __pow__(self, exponent: int) -> Int:
        if not isinstance(exponent, int) or exponent < 0:
            raise TypeError("a symbolic integer can only be raised to a constant power >= 0")
        result: Int = 1
        square: Int = self
        while exponent:
            if exponent & 1:
                result = result * square
            exponent >>= 1
            if exponent:
                square = square * square
        return result

    def __rpow__(self, base: int) -> Int:
        raise TypeError(f"a symbolic exponent is not supported: {base} ** ({self})")

    def __floordiv__(self, other: Int) -> Int:
        return hooks.floor_div(self, other) if is_int(other) else NotImplemented

    def __rfloordiv__(self, other: Int) -> Int:
        return hooks.floor_div(other, self) if is_int(other) else NotImplemented

    def __mod__(self, other: Int) -> Int:
        return hooks.modulo(self, other) if is_int(other) else NotImplemented

    def __rmod__(self, other: Int) -> Int:
        return hooks.modulo(other, self) if is_int(other) else NotImplemented

    def __divmod__(self, other: Int) -> tuple[Int, Int]:
        return self // other, self % other

    def __rdivmod__(self, other: Int) -> tuple[Int, Int]:
        return other // self, other % self

    def __truediv__(self, other: object) -> Int:
        raise TypeError(
            f"true division of a symbolic integer is not an integer: ({self}) / {other}"
        )

    def __rtruediv__(self, other: object) -> Int:
        raise TypeError(
            f"true division by a symbolic integer is not an integer: {other} / ({self})"
        )

    def __eq__(self, other: object) -> Bool:  # type: ignore[override]
        if self is other:
            return True
        if isinstance(other, float) and other.is_integer():
            other = int(other)
        if isinstance(other, int | SymInt):
            return hooks.eq_zero(self - other)
        return False

    def __ne__(self, other: object) -> Bool:  # type: ignore[override]
        return _not(self == other)

    def __le__(self, other: Int) -> Bool:
        return hooks.le_zero(self - other) if is_int(other) else NotImplemented

    def __lt__(self, other: Int) -> Bool:
        return hooks.le_zero(self - other + 1) if is_int(other) else NotImplemented

    def __ge__(self, other: Int) -> Bool:
        if type(other) is int and self.terms[0][1] > 0:
            return _not(hooks.le_zero(make(self.terms, self.const - other + 1, self.marks)))
        return hooks.le_zero(other - self) if is_int(other) else NotImplemented

    def __gt__(self, other: Int) -> Bool:
        if type(other) is int and self.terms[0][1] > 0:
            return _not(hooks.le_zero(make(self.terms, self.const - other, self.marks)))
        return hooks.le_zero(other - self + 1) if is_int(other) else NotImplemented

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        return bool(self != 0)

    def __index__(self) -> int:
        raise TypeError(f"the value of the symbolic integer {self} is not known")

    def __int__(self) -> int:
        raise TypeError(f"the value of the symbolic integer {self} is not known")

    def __repr__(self) -> str:
        return hooks.render(self)


#: An integer, known or not.
Int = int | SymInt


def _not(cond: Bool) -> Bool:
    return (not cond) if isinstance(cond, bool) else ~cond


def is_int(value: object) -> bool:
    """Return whether `value` is an Int."""
    return isinstance(value, int | SymInt)


def make(terms: Terms, const: int, marks: int) -> Int:
    """Return the one object for sorted `terms` + `const`; `marks` covers the kinds of atoms in `terms`."""
    if not terms:
        return const
    key = (terms, const)
    found = _interned.get(key)
    if found is None:
        found = _interned[key] = SymInt(terms, const, marks)
    return found


def atom_int(atom: Atom) -> SymInt:
    """Give a new `atom` its polynomial and return it."""
    expr = SymInt((((atom,), 1),), 0, atom.mark)
    _interned[expr.terms, 0] = expr
    atom.expr = expr
    return expr


def fresh_int(
    name: str, kind: SymKind = SymKind.INPUT, lo: int | None = None, hi: int | None = None
) -> Int:
    """Return a new unknown integer within `lo` and `hi` (both included), or the int if there is only one."""
    if lo is not None and lo == hi:
        return lo
    return atom_int(Symbol(name, kind, lo, hi))


def _term_order(term: tuple[Monomial, int]) -> tuple[int, ...]:
    monomial = term[0]
    order = _orders.get(monomial)
    if order is None:
        order = _orders[monomial] = (-len(monomial), *map(_serial_of, monomial))
    return order


def _sorted_terms(coefficients: dict[Monomial, int]) -> Terms:
    if len(coefficients) < 2:
        return tuple(coefficients.items())
    return tuple(sorted(coefficients.items(), key=_term_order))


_serial_of = attrgetter("serial")


def from_terms(coefficients: dict[Monomial, int], const: int, marks: int) -> Int:
    """Return the polynomial of `coefficients` (none zero, any order) + `const`."""
    return make(_sorted_terms(coefficients), const, marks)


def combine(a: SymInt, b: SymInt, factor: int) -> Int:
    """Return a + factor * b for factor != 0."""
    key = (a, b, factor)
    marks = a.marks | b.marks
    plainly = hooks.adds_plainly and bool(marks & RELATED)
    found = None if plainly else _sums.get(key)
    if found is not None:
        return found
    coefficients = dict(a.terms)
    for monomial, coefficient in b.terms:
        total = coefficients.get(monomial, 0) + factor * coefficient
        if total:
            coefficients[monomial] = total
        else:
            del coefficients[monomial]
    result = make(_sorted_terms(coefficients), a.const + factor * b.const, marks)
    if plainly:
        return result  # not kept: the same sum elsewhere is related
    if marks & RELATED and len(coefficients) > 1 and isinstance(result, SymInt):
        result = hooks.relate(result)
    _sums[key] = result
    return result


def scale(a: SymInt, factor: int) -> Int:
    """Return factor * a."""
    if factor == 0:
        return 0
    terms = tuple([(monomial, coefficient * factor) for monomial, coefficient in a.terms])
    return make(terms, a.const * factor, a.marks)


def multiply(a: SymInt, b: SymInt) -> Int:
    """Return a * b, multiplied out unless that is too large."""
    key = (a, b) if a.serial <= b.serial else (b, a)
    found = _products.get(key)
    if found is None:
        found = _products[key] = _multiply(*key)
    return found


def _multiply(a: SymInt, b: SymInt) -> Int:
    degree = len(a.terms[0][0]) + len(b.terms[0][0])
    if len(a.terms) * len(b.terms) > MAX_TERMS or degree > MAX_DEGREE:
        atom = Product((a, b), intervals.times(a.bounds(), b.bounds()))
        return atom_int(atom)
    coefficients: dict[Monomial, int] = {}
    for left, a_coefficient in a.terms:
        for right, b_coefficient in b.terms:
            monomial = tuple(sorted(left + right, key=_serial_of))
            coefficients[monomial] = coefficients.get(monomial, 0) + a_coefficient * b_coefficient
    for terms, const in ((a.terms, b.const), (b.terms, a.const)):
        if const:
            for monomial, coefficient in terms:
                coefficients[monomial] = coefficients.get(monomial, 0) + coefficient * const
    kept = {monomial: coefficient for monomial, coefficient in coefficients.items() if coefficient}
    marks = a.marks | b.marks
    result = make(_sorted_terms(kept), a.const * b.const, marks)
    if marks & RELATED and len(kept) > 1 and isinstance(result, SymInt):
        result = hooks.relate(result)
    return result


def atom_bounds(atom: Atom) -> Bounds:
    """Return the bounds that `atom` was created with."""
    return atom.lo, atom.hi


def poly_bounds(poly: SymInt, bounds_of: Callable[[Atom], Bounds]) -> Bounds:
    """Return the bounds of `poly` when each atom is within `bounds_of(atom)`."""
    total: Bounds = (poly.const, poly.const)
    for monomial, coefficient in poly.terms:
        if len(monomial) == 1:
            part = bounds_of(monomial[0])
        else:
            part = (1, 1)
            for atom in dict.fromkeys(monomial):
                part = intervals.times(part, intervals.power(bounds_of(atom), monomial.count(atom)))
        if coefficient != 1:
            part = intervals.scaled(part, coefficient)
        total = intervals.plus(total, part)
    return total


def bounds_of(value: Int) -> Bounds:
    """Return the bounds of an Int."""
    return value.bounds() if isinstance(value, SymInt) else (value, value)
