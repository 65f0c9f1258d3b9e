"""Operators: element-wise functions with one operand: sqrt, exp, floor, isnan, clip, round."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import array_of, is_number, outcome
from pytea._stubs.numpy._ops._shared_dtypes import dtype_of, float_of, real_of
from pytea._stubs.numpy._ops._shared_ufunc import Rule, apply_ufunc
from pytea.stubapi import DTYPES, SymInt, Tensor, Unknown, fail, ite, op

_FLOAT, _SAME, _FLAG = Rule("float"), Rule(), Rule("bool")
_REAL_FLOAT = Rule("float", refuses="c")


def _symbolic(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Returns a rounding function that leaves whole numbers as they are."""

    def values(x: Any) -> Any:
        return x if isinstance(x, (int, SymInt)) else float(function(x))

    return values


def _sign(x: Any) -> Any:
    if isinstance(x, SymInt):
        return ite(x > 0, 1, ite(x < 0, -1, 0))
    return (x > 0) - (x < 0) if isinstance(x, int) else float((x > 0) - (x < 0))


#: Name: (rule, value of one element where it is followed).
_TABLE: dict[str, tuple[Rule, Callable[..., Any] | None]] = {
    "sqrt": (_FLOAT, math.sqrt), "exp": (_FLOAT, math.exp), "log": (_FLOAT, math.log),
    "log2": (_FLOAT, math.log2), "log10": (_FLOAT, math.log10), "log1p": (_FLOAT, math.log1p),
    "exp2": (_FLOAT, math.exp2), "expm1": (_FLOAT, math.expm1), "sin": (_FLOAT, math.sin),
    "cos": (_FLOAT, math.cos), "tan": (_FLOAT, math.tan), "arcsin": (_FLOAT, math.asin),
    "arccos": (_FLOAT, math.acos), "arctan": (_FLOAT, math.atan), "sinh": (_FLOAT, math.sinh),
    "cosh": (_FLOAT, math.cosh), "tanh": (_FLOAT, math.tanh), "arcsinh": (_FLOAT, math.asinh),
    "arccosh": (_FLOAT, math.acosh), "arctanh": (_FLOAT, math.atanh), "asin": (_FLOAT, math.asin),
    "acos": (_FLOAT, math.acos), "atan": (_FLOAT, math.atan), "asinh": (_FLOAT, math.asinh),
    "acosh": (_FLOAT, math.acosh), "atanh": (_FLOAT, math.atanh),
    "cbrt": (_REAL_FLOAT, math.cbrt), "rint": (_FLOAT, _symbolic(round)),
    "deg2rad": (_REAL_FLOAT, math.radians), "radians": (_REAL_FLOAT, math.radians),
    "rad2deg": (_REAL_FLOAT, math.degrees), "degrees": (_REAL_FLOAT, math.degrees),
    "fabs": (_REAL_FLOAT, math.fabs), "spacing": (_REAL_FLOAT, None),
    "floor": (Rule(refuses="c"), _symbolic(math.floor)),
    "ceil": (Rule(refuses="c"), _symbolic(math.ceil)),
    "trunc": (Rule(refuses="c"), _symbolic(math.trunc)),
    "absolute": (Rule("real"), lambda x: ite(x < 0, -x, x) if isinstance(x, SymInt) else abs(x)),
    "negative": (Rule(refuses="b"), lambda x: -x), "positive": (Rule(refuses="b"), lambda x: x),
    "sign": (Rule(refuses="b"), _sign), "square": (Rule("wide"), lambda x: x * x),
    "reciprocal": (Rule("wide"), None), "conjugate": (Rule("wide"), lambda x: x),
    "conj": (Rule("wide"), lambda x: x),
    "invert": (Rule(refuses="fc"), lambda x: not x if isinstance(x, bool) else -x - 1),
    "isnan": (_FLAG, lambda x: x != x), "isinf": (_FLAG, None), "isfinite": (_FLAG, None),
    "logical_not": (_FLAG, lambda x: x == 0), "signbit": (Rule("bool", refuses="c"), None),
}  # fmt: skip
_TABLE["abs"] = _TABLE["absolute"]
_TABLE["bitwise_not"] = _TABLE["bitwise_invert"] = _TABLE["invert"]


def _register(name: str, rule: Rule, values: Callable[..., Any] | None) -> None:
    @op(f"numpy.{name}")
    def unary(
        x: Any, /, *, where: Any = True, dtype: Any = None, casting: Any = "same_kind",
        order: Any = "K", subok: Any = True,
    ) -> Any:  # fmt: skip
        """x (*) -> (*)"""
        return apply_ufunc(name, rule, [x], values, dtype=dtype, where=where)


for _name, (_rule, _values) in _TABLE.items():
    _register(_name, _rule, _values)


@op("numpy.ndarray.__neg__")
def neg(self: Any) -> Any:
    """x (*) -> (*)"""
    return apply_ufunc("negative", *_with(self, "negative"))


@op("numpy.ndarray.__pos__")
def pos(self: Any) -> Any:
    """x (*) -> (*)"""
    return apply_ufunc("positive", *_with(self, "positive"))


@op("numpy.ndarray.__abs__")
def abs_(self: Any) -> Any:
    """x (*) -> (*)"""
    return apply_ufunc("absolute", *_with(self, "absolute"))


@op("numpy.ndarray.__invert__")
def invert(self: Any) -> Any:
    """x (*) -> (*)"""
    return apply_ufunc("invert", *_with(self, "invert"))


def _with(value: Any, name: str) -> tuple[Rule, list[Any], Callable[..., Any] | None]:
    rule, values = _TABLE[name]
    return rule, [value], values


@op("numpy.modf")
def modf(x: Any, /) -> tuple[Any, Any]:
    """x (*) -> (*), (*)"""
    part = apply_ufunc("modf", _REAL_FLOAT, [x])
    return part, part


@op("numpy.frexp")
def frexp(x: Any, /) -> tuple[Any, Any]:
    """x (*) -> mantissas (*), exponents (*)"""
    part = apply_ufunc("frexp", _REAL_FLOAT, [x])
    shape = part.shape if isinstance(part, Tensor) else ()
    return part, outcome(shape, DTYPES["int32"])


@op("numpy.isposinf", "numpy.isneginf")
def isposinf(x: Any) -> Any:
    """x (*) -> flags (*)"""
    return apply_ufunc("isposinf", Rule("bool", refuses="c"), [x])


@op("numpy.isreal", "numpy.iscomplex")
def isreal(x: Any) -> Any:
    """x (*) -> flags (*)"""
    return apply_ufunc("isreal", _FLAG, [x])


@op("numpy.nan_to_num")
def nan_to_num(x: Any, copy: Any = True, nan: Any = 0.0, posinf: Any = None, neginf: Any = None) -> Any:
    """x (*) -> (*)"""
    return apply_ufunc("nan_to_num", _SAME, [x], lambda value: value)


@op("numpy.real_if_close")
def real_if_close(a: Any, tol: Any = 100) -> Any:
    """x (*) -> (*), complex only if an imaginary part is not small"""
    record = array_of(a)
    if record.dtype is not None and record.dtype.kind != "complex":
        return real(record)
    return real(record).changed(dtype=None)


@op("numpy.real", "numpy.imag")
def real(val: Any) -> Any:
    """x (*) -> (*)"""
    record = array_of(val)
    if is_number(val) or (isinstance(val, Tensor) and val.layout):
        return Unknown("the real or imaginary part of a number")
    part = record.changed(dtype=real_of(record.dtype), data=None)
    return part.changed(strides="unknown")


@op("numpy.angle")
def angle(z: Any, deg: Any = False) -> Any:
    """z (*) -> (*)"""
    return apply_ufunc("angle", Rule("realfloat"), [z, 0])


@op("numpy.sinc", "numpy.i0")
def sinc(x: Any) -> Any:
    """x (*) -> (*)"""
    return apply_ufunc("sinc", Rule("double"), [x])


@op("numpy.round", "numpy.around")
def round_(a: Any, decimals: Any = 0) -> Any:
    """x (*) -> (*)"""
    return _rounded(a, decimals)


@op("numpy.ndarray.round", "numpy.ndarray.__round__")
def round_method(self: Any, decimals: Any = 0) -> Any:
    """x (*) -> (*)"""
    return _rounded(self, 0 if decimals is None else decimals)


def _rounded(a: Any, decimals: Any) -> Any:
    def values(x: Any) -> Any:
        return x if isinstance(x, SymInt) else round(x, decimals) if decimals else _even(x)

    known = values if isinstance(decimals, int) else None
    result = apply_ufunc("round", _SAME, [a], known)
    flags = isinstance(a, Tensor) and a.dtype is not None and a.dtype.kind == "bool"
    if flags or isinstance(a, bool):
        if isinstance(decimals, int) and decimals:
            text = "cannot cast the rounded flags to bool"
            fail(text, "dtype-mismatch", "TypeError")
        kind = float_of(DTYPES["bool"])
        return outcome(result.shape if isinstance(result, Tensor) else (), kind)
    return result


def _even(x: Any) -> Any:
    return float(round(x)) if isinstance(x, float) else x


@op("numpy.fix")
def fix(x: Any) -> Any:
    """x (*) -> (*)"""
    return apply_ufunc("fix", Rule(refuses="c"), [x], _TABLE["trunc"][1])


@op("numpy.vectorize", "numpy.frompyfunc", counted=False)
def vectorize(pyfunc: Any, *args: Any, **options: Any) -> Unknown:
    """A function over elements: not followed."""
    return Unknown("a function that numpy.vectorize made")


@op("numpy.dtype.__call__", counted=False)
def cast(dtype: Any, value: Any = 0) -> Any:
    """``numpy.float32(x)``: a number (), or an array (*) of a sequence"""
    kind = dtype_of(dtype)
    if is_number(value):
        text_free = None if isinstance(value, Unknown) else (value,)
        return outcome((), kind, text_free)
    if isinstance(value, (str, bytes)):
        return outcome((), kind)
    if isinstance(value, Unknown):
        return value if not value.kind else outcome((), kind)
    record = array_of(value, kind)
    return outcome(record.shape, kind, record.data)



