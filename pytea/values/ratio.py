"""Quotients of symbolic integers: what ``H / 2`` is until ``int``, ``//`` or ``ceil`` needs it."""

from __future__ import annotations

import operator
from fractions import Fraction

from pytea.records import immutable
from pytea.symbolic import Bool, Int, SymInt, ite
from pytea.values.unknown import Unknown

_ORDER = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
#: Floats with a larger denominator are not taken for the fraction that they print as.
_DENOMINATOR = 4096


@immutable(eq=False)
class Ratio:
    """``numerator / denominator``, where the denominator is positive whatever its symbols are."""

    numerator: Int
    denominator: Int

    @staticmethod
    def of(numerator: Int, denominator: Int) -> object:
        """Returns the quotient; Unknown for a denominator that may be 0 or negative."""
        if isinstance(denominator, int) and denominator == 0:
            return Unknown("division by zero", "float")
        if isinstance(denominator, int) and denominator < 0:
            return _reduced(-numerator, -denominator)
        if _is_positive(denominator):
            return _reduced(numerator, denominator)
        quotient = numerator // denominator
        if (quotient * denominator == numerator) is True:
            return float(quotient) if isinstance(quotient, int) else Ratio(quotient, 1)
        return Unknown("the quotient of two symbolic sizes", "float")

    @staticmethod
    def scaled(value: Int, factor: float) -> object:
        """Returns ``value * factor`` for a float that is a simple fraction."""
        fraction = _fraction(factor)
        if fraction is None:
            return Unknown("arithmetic of a symbolic size and a float", "float")
        return Ratio(value * fraction.numerator, fraction.denominator)

    @staticmethod
    def combine(op: str, left: object, right: object) -> object | None:
        """Returns ``left op right`` of ratios, integers and floats, or None."""
        a, b = _ratio(left), _ratio(right)
        if a is None or b is None:
            return None
        n, d, p, q = a.numerator, a.denominator, b.numerator, b.denominator
        if op in "+-":
            top = n * q + p * d if op == "+" else n * q - p * d
            return _reduced(top, d * q)
        if op == "*":
            return _reduced(n * p, d * q)
        if op == "/" and isinstance(p, int) and p < 0:
            return _reduced(-n * q, d * -p)
        if op == "/" and _is_positive(p):
            return _reduced(n * q, d * p)
        if op == "//" and _is_positive(p):
            return Ratio((n * q) // (d * p), 1)
        return None

    @staticmethod
    def compare(op: str, left: object, right: object) -> Bool | Unknown:
        """Returns a comparison as a condition over integers."""
        a, b = _ratio(left), _ratio(right)
        if a is None or b is None:
            return Unknown("a comparison of a symbolic size and a float", "bool")
        cond: Bool = _ORDER[op](a.numerator * b.denominator, b.numerator * a.denominator)
        return cond

    def floor(self) -> Int:
        """Returns math.floor of the quotient."""
        return self.numerator // self.denominator

    def ceil(self) -> Int:
        """Returns math.ceil of the quotient."""
        return -((-self.numerator) // self.denominator)

    def truncated(self) -> Int:
        """Returns int() of the quotient: towards zero."""
        return ite(self.numerator >= 0, self.floor(), self.ceil())

    def is_whole(self) -> bool:
        """Returns whether the quotient is an integer for every value of its symbols."""
        return isinstance(self.denominator, int) and self.denominator == 1


def _is_positive(value: Int) -> bool:
    if isinstance(value, int):
        return value > 0
    least, _ = value.bounds()
    return least is not None and least > 0


def _reduced(numerator: Int, denominator: Int) -> object:
    if isinstance(numerator, int) and isinstance(denominator, int):
        return numerator / denominator
    if isinstance(denominator, int) and denominator == 1:
        return Ratio(numerator, 1)
    exact = numerator // denominator
    if (exact * denominator == numerator) is True:
        return float(exact) if isinstance(exact, int) else Ratio(exact, 1)
    return Ratio(numerator, denominator)


def _fraction(value: float) -> Fraction | None:
    if value != value or value in (float("inf"), float("-inf")):
        return None
    fraction = Fraction(value).limit_denominator(_DENOMINATOR)
    return fraction if float(fraction) == value else None


def _ratio(value: object) -> Ratio | None:
    match value:
        case Ratio():
            return value
        case bool():
            return Ratio(int(value), 1)
        case int() | SymInt():
            return Ratio(value, 1)
        case float():
            fraction = _fraction(value)
            return None if fraction is None else Ratio(fraction.numerator, fraction.denominator)
    return None
