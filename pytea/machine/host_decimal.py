"""Arithmetic of decimal numbers that are given as texts, for the stub of ``decimal``."""

from __future__ import annotations

import decimal
import math
import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "truediv": operator.truediv,
    "floordiv": operator.floordiv, "mod": operator.mod, "pow": operator.pow,
    "eq": operator.eq, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge,
    "max": Decimal.max, "min": Decimal.min, "compare": Decimal.compare,
}  # fmt: skip
_UNARY: dict[str, Callable[[Any], Any]] = {
    "neg": operator.neg, "pos": operator.pos, "abs": operator.abs,
    "bool": bool, "int": int, "float": float, "hash": hash,
    "floor": math.floor, "ceil": math.ceil,
}  # fmt: skip


def compute(name: str, operands: list[Any], precision: int, rounding: str) -> Any:
    """Returns the result of an operation, a Decimal as its text.

    Raises ZeroDivisionError and ArithmeticError, as ``decimal`` does.
    """
    context = decimal.Context(prec=precision, rounding=rounding)
    with decimal.localcontext(context):
        try:
            result = _result(name, operands)
        except ZeroDivisionError as error:
            raise ZeroDivisionError(str(error)) from error
        except decimal.DecimalException as error:
            raise ArithmeticError(str(error)) from error
    return str(result) if isinstance(result, Decimal) else result


def _result(name: str, operands: list[Any]) -> Any:
    first = Decimal(operands[0])
    if name in ("new", "from-float"):
        return first
    if name == "format":
        return format(first, operands[1])
    if name == "quantize":
        return first.quantize(Decimal(operands[1]), rounding=operands[2])
    if name in _BINARY:
        return _BINARY[name](first, Decimal(operands[1]))
    return _UNARY[name](first) if name in _UNARY else getattr(first, name)()
