"""fractions of known whole numbers."""

import math

import _pytea


class Fraction:
    def __init__(self, numerator=0, denominator=None):
        if isinstance(numerator, str):
            top, slash, bottom = numerator.strip().partition("/")
            if "." in top:
                numerator, denominator = int(top.replace(".", "")), 10 ** len(top.partition(".")[2])
            else:
                numerator, denominator = int(top), int(bottom) if slash else 1
        elif isinstance(numerator, float) and denominator is None:
            numerator, denominator = _pytea.call_host("float.as_integer_ratio", numerator)
        denominator = 1 if denominator is None else denominator
        if isinstance(numerator, Fraction) or isinstance(denominator, Fraction):
            made = _fraction(numerator)._over(_fraction(denominator))
            numerator, denominator = made.numerator, made.denominator
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        shared = math.gcd(numerator, denominator) * (-1 if denominator < 0 else 1)
        self.numerator, self.denominator = numerator // shared, denominator // shared

    def _over(self, other):
        return Fraction(self.numerator * other.denominator, self.denominator * other.numerator)

    def limit_denominator(self, max_denominator=1000000):
        if self.denominator <= max_denominator:
            return self
        a, b, c, d, n, m = 0, 1, 1, 0, self.numerator, self.denominator
        while True:
            q = n // m
            if b + q * d > max_denominator:
                break
            a, b, c, d, n, m = c, d, a + q * c, b + q * d, m, n - q * m
        k = (max_denominator - b) // d
        low, high = Fraction(a + k * c, b + k * d), Fraction(c, d)
        return high if abs(high - self) <= abs(low - self) else low

    def _with(self, other, combine, plain):
        if isinstance(other, float):
            return plain(float(self), other)
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        return combine(self, _fraction(other))

    def __add__(self, other):
        return self._with(other, _add, lambda a, b: a + b)

    def __sub__(self, other):
        return self._with(other, lambda a, b: _add(a, -b), lambda a, b: a - b)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        return self._with(other, _multiply, lambda a, b: a * b)

    def __truediv__(self, other):
        return self._with(other, lambda a, b: a._over(b), lambda a, b: a / b)

    def __rtruediv__(self, other):
        return self._with(other, lambda a, b: b._over(a), lambda a, b: b / a)

    def __floordiv__(self, other):
        return self._with(other, lambda a, b: a._over(b).__floor__(), lambda a, b: a // b)

    def __mod__(self, other):
        return self._with(other, lambda a, b: a - b * (a // b), lambda a, b: a % b)

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, power):
        if not isinstance(power, int):
            return float(self) ** power
        if power < 0:
            return Fraction(self.denominator**-power, self.numerator**-power)
        return Fraction(self.numerator**power, self.denominator**power)

    def __neg__(self):
        return Fraction(-self.numerator, self.denominator)

    def __abs__(self):
        return Fraction(abs(self.numerator), self.denominator)

    def __float__(self):
        return self.numerator / self.denominator

    def __int__(self):
        return (
            -(-self.numerator // self.denominator)
            if self.numerator < 0
            else self.numerator // self.denominator
        )

    __trunc__ = __int__

    def __floor__(self):
        return self.numerator // self.denominator

    def __ceil__(self):
        return -(-self.numerator // self.denominator)

    def __round__(self, ndigits=None):
        if ndigits is not None:
            shift = 10**ndigits if ndigits >= 0 else Fraction(1, 10**-ndigits)
            return Fraction(round(self * shift), shift)
        floor, rest = divmod(self.numerator, self.denominator)
        doubled = 2 * rest
        if doubled == self.denominator:
            return floor + floor % 2
        return floor if doubled < self.denominator else floor + 1

    def is_integer(self):
        return self.denominator == 1

    def as_integer_ratio(self):
        return self.numerator, self.denominator

    def __bool__(self):
        return self.numerator != 0

    def _sign(self, other):
        if isinstance(other, float):
            return float(self) - other
        other = _fraction(other)
        return self.numerator * other.denominator - other.numerator * self.denominator

    def __eq__(self, other):
        return (
            self._sign(other) == 0 if isinstance(other, (int, float, Fraction)) else NotImplemented
        )

    def __lt__(self, other):
        return self._sign(other) < 0

    def __le__(self, other):
        return self._sign(other) <= 0

    def __gt__(self, other):
        return self._sign(other) > 0

    def __ge__(self, other):
        return self._sign(other) >= 0

    def __hash__(self):
        return hash(self.numerator) if self.denominator == 1 else hash(float(self))

    def __str__(self):
        return (
            str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"
        )

    def __repr__(self):
        return f"Fraction({self.numerator}, {self.denominator})"


def _fraction(value):
    return value if isinstance(value, Fraction) else Fraction(value)


def _add(a, b):
    return Fraction(
        a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator
    )


def _multiply(a, b):
    return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)
