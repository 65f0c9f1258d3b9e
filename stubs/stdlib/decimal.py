"""decimal: numbers are followed as floats, their texts are unknown."""

import _pytea

ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_UP = (
    "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_DOWN", "ROUND_UP",
)  # fmt: skip
ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_DOWN = "ROUND_FLOOR", "ROUND_CEILING", "ROUND_HALF_DOWN"


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Decimal(float):
    def quantize(self, exp, rounding=None, context=None):
        return Decimal(_pytea.unknown("a rounded number", "float"))

    normalize = to_integral_value = quantize

    def __str__(self):
        return _pytea.unknown("the text of a decimal number", "str")

    __repr__ = __str__


class Context:
    prec = 28

    def __init__(self, prec=28, rounding=None, **options):
        self.prec, self.rounding = prec, rounding

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None


_context = Context()


def getcontext():
    return _context


def setcontext(context):
    pass


def localcontext(ctx=None, **options):
    return Context()
