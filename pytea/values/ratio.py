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
    """``numerator / denominator`` with a positive constant denominator."""

    numerator: Int
    denominator: int

    @staticmethod
    def of(numerator: Int, denominator: Int) -> object:
        """Returns the quotient; Unknown for a symbolic denominator that does not cancel."""
        if isinstance(denominator, int):
            if denominator == 0:
                return Unknown("division by zero", "float")
            sign = 1 if denominator > 0 else -1
            if isinstance(numerator, int):
                return numerator / denominator
            return Ratio(numerator * sign, denominator * sign)
        quotient = numerator // denominator
        if isinstance(quotient, int) and (quotient * denominator == numerator) is True:
            return float(quotient)
        if (quotient * denominator == numerator) is True and isinstance(quotient, SymInt):
            return Ratio(quotient, 1)
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
        if op == "/" and isinstance(p, int) and p:
            return _reduced(n * q * (1 if p > 0 else -1), d * abs(p))
        if op == "//" and isinstance(p, int) and p > 0:
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
        return self.denominator == 1


def _reduced(numerator: Int, denominator: int) -> object:
    if isinstance(numerator, int):
        return numerator / denominator
    exact = numerator // denominator
    if (
        denominator != 1
        and isinstance(exact, SymInt)
        and (exact * denominator == numerator) is True
    ):
        return Ratio(exact, 1)
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
