"""decimal: numbers are held as texts, and CPython computes with those that are known."""

import _pytea

ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_UP = (
    "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_DOWN", "ROUND_UP",
)  # fmt: skip
ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_DOWN = "ROUND_FLOOR", "ROUND_CEILING", "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, **options):
        self.prec, self.rounding = prec, rounding

    def copy(self):
        return Context(self.prec, self.rounding)

    def create_decimal(self, num="0"):
        return +Decimal(num)


_contexts = [Context()]


def getcontext():
    return _contexts[-1]


def setcontext(ctx):
    _contexts[-1] = ctx


class localcontext:
    def __init__(self, ctx=None, **options):
        self._context = (getcontext() if ctx is None else ctx).copy()
        for name, value in options.items():
            setattr(self._context, name, value)

    def __enter__(self):
        _contexts.append(self._context)
        return self._context

    def __exit__(self, *exception):
        _contexts.pop()


def _computed(name, *texts):
    context = getcontext()
    try:
        return _pytea.call_host("decimal.compute", name, list(texts), context.prec, context.rounding)
    except ZeroDivisionError as error:
        raise DivisionByZero(str(error))
    except ArithmeticError as error:
        raise InvalidOperation(str(error))


def _text(value):
    if isinstance(value, Decimal):
        return value._text
    if isinstance(value, (int, float)):
        return _computed("from-float", value) if isinstance(value, float) else str(value)
    if isinstance(value, str):
        return _computed("new", value)
    if isinstance(value, (tuple, list)):
        sign, digits, exponent = value
        return _computed("new", ("-" if sign else "") + "".join(map(str, digits)) + f"E{exponent}")
    if not _pytea.is_known(value):
        return _pytea.unknown("a decimal number", "str")
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _made(text):
    number = Decimal()
    number._text = text
    return number


def _operand(value):
    """Returns the text of an operand; None for what is neither a Decimal nor a whole number."""
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, float)):
        return _text(value)
    return None if _pytea.is_known(value) else _pytea.unknown("a decimal number", "str")


def _binary(name, swap=False):
    def operate(self, other):
        text = _operand(other)
        if text is None:
            return NotImplemented
        pair = (text, self._text) if swap else (self._text, text)
        return _made(_computed(name, *pair))

    return operate


def _comparison(name):
    def compare(self, other):
        if isinstance(other, float):
            return _computed(name, self._text, _text(other))
        text = _operand(other)
        return NotImplemented if text is None else _computed(name, self._text, text)

    return compare


def _unary(name):
    return lambda self, context=None: _made(_computed(name, self._text))


def _query(name):
    return lambda self, context=None: _computed(name, self._text)


class Decimal:
    def __init__(self, value="0", context=None):
        self._text = _text(value)

    @classmethod
    def from_float(cls, f):
        return cls(f)

    __add__ = __radd__ = _binary("add")
    __mul__ = __rmul__ = _binary("mul")
    __sub__, __rsub__ = _binary("sub"), _binary("sub", True)
    __truediv__, __rtruediv__ = _binary("truediv"), _binary("truediv", True)
    __floordiv__, __rfloordiv__ = _binary("floordiv"), _binary("floordiv", True)
    __mod__, __rmod__ = _binary("mod"), _binary("mod", True)
    __pow__, __rpow__ = _binary("pow"), _binary("pow", True)
    max, min, compare = _binary("max"), _binary("min"), _binary("compare")
    __eq__, __lt__, __le__ = _comparison("eq"), _comparison("lt"), _comparison("le")
    __gt__, __ge__ = _comparison("gt"), _comparison("ge")
    __neg__, __pos__, __abs__ = _unary("neg"), _unary("pos"), _unary("abs")
    sqrt, exp, ln, log10 = _unary("sqrt"), _unary("exp"), _unary("ln"), _unary("log10")
    normalize, copy_abs, copy_negate = _unary("normalize"), _unary("copy_abs"), _unary("neg")
    __bool__, __int__, __float__ = _query("bool"), _query("int"), _query("float")
    __trunc__, __floor__, __ceil__ = _query("int"), _query("floor"), _query("ceil")
    is_nan, is_zero, is_signed = _query("is_nan"), _query("is_zero"), _query("is_signed")
    is_finite, is_infinite, adjusted = _query("is_finite"), _query("is_infinite"), _query("adjusted")
    __hash__, as_integer_ratio = _query("hash"), _query("as_integer_ratio")

    def __divmod__(self, other):
        return self // other, self % other

    def quantize(self, exp, rounding=None, context=None):
        rounding = getcontext().rounding if rounding is None else rounding
        return _made(_computed("quantize", self._text, _text(exp), rounding))

    def to_integral_value(self, rounding=None, context=None):
        return self.quantize(Decimal(1), rounding)

    to_integral = to_integral_exact = to_integral_value

    def __round__(self, ndigits=None):
        if ndigits is None:
            return int(self.quantize(Decimal(1), ROUND_HALF_EVEN))
        return self.quantize(Decimal(f"1E{-ndigits}"), ROUND_HALF_EVEN)

    def __format__(self, spec):
        return _computed("format", self._text, spec)

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"Decimal('{self._text}')"
