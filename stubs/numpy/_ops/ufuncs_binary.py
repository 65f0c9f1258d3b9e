"""Operators: element-wise functions with two operands, and ``+ - * / // % **`` and comparisons."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    broadcast_shapes,
    is_torch,
    operand,
    outcome,
)
from pytea._stubs.numpy._ops._shared_dtypes import common_dtype
from pytea._stubs.numpy._ops._shared_ufunc import Rule, apply_ufunc, check_kind, meeting_dtype
from pytea.stubapi import (
    DTYPES,
    DType,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    op,
    render_shape,
    require,
    smax,
    smin,
)

_ARITHMETIC, _FLAG = Rule(), Rule("bool", fits=False)
_REAL_FLOAT = Rule("float", refuses="c", fits=False)


def _is_flags(*values: Any) -> bool:
    return all(isinstance(value, (bool, SymBool)) for value in values)


def _add(a: Any, b: Any) -> Any:
    return a | b if _is_flags(a, b) else a + b


def _multiply(a: Any, b: Any) -> Any:
    return a & b if _is_flags(a, b) else a * b


def _divide(a: Any, b: Any) -> Any:
    if isinstance(a, SymInt) or isinstance(b, SymInt):
        raise TypeError
    return a / b


def _power(a: Any, b: Any) -> Any:
    if isinstance(b, int) and abs(b) < 64:
        return a**b
    return math.pow(a, b)


def _largest(a: Any, b: Any) -> Any:
    return smax(a, b) if isinstance(a, SymInt) or isinstance(b, SymInt) else max(a, b)


def _smallest(a: Any, b: Any) -> Any:
    return smin(a, b) if isinstance(a, SymInt) or isinstance(b, SymInt) else min(a, b)


def _bits(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def values(a: Any, b: Any) -> Any:
        if not _is_flags(a, b) and not (isinstance(a, int) and isinstance(b, int)):
            raise TypeError
        return function(a, b)

    return values


#: Name: (rule, value of one element where it is followed, special method).
TABLE: dict[str, tuple[Rule, Callable[..., Any] | None, str]] = {
    "add": (_ARITHMETIC, _add, "add"), "subtract": (Rule(), lambda a, b: a - b, "sub"),
    "multiply": (_ARITHMETIC, _multiply, "mul"),
    "divide": (Rule("double", fits=False), _divide, "truediv"),
    "floor_divide": (Rule("wide", refuses="c"), lambda a, b: a // b, "floordiv"),
    "remainder": (Rule("wide", refuses="c"), lambda a, b: a % b, "mod"),
    "fmod": (Rule("wide", refuses="c"), None, ""), "power": (Rule("wide"), _power, "pow"),
    "float_power": (Rule("widest", fits=False), None, ""),
    "maximum": (_ARITHMETIC, _largest, ""), "minimum": (_ARITHMETIC, _smallest, ""),
    "fmax": (_ARITHMETIC, _largest, ""), "fmin": (_ARITHMETIC, _smallest, ""),
    "less": (_FLAG, lambda a, b: a < b, "lt"), "less_equal": (_FLAG, lambda a, b: a <= b, "le"),
    "greater": (_FLAG, lambda a, b: a > b, "gt"),
    "greater_equal": (_FLAG, lambda a, b: a >= b, "ge"),
    "equal": (_FLAG, lambda a, b: a == b, "eq"), "not_equal": (_FLAG, lambda a, b: a != b, "ne"),
    "logical_and": (_FLAG, lambda a, b: (a != 0) & (b != 0), ""),
    "logical_or": (_FLAG, lambda a, b: (a != 0) | (b != 0), ""),
    "logical_xor": (_FLAG, lambda a, b: (a != 0) ^ (b != 0), ""),
    "bitwise_and": (Rule(refuses="fc"), _bits(lambda a, b: a & b), "and"),
    "bitwise_or": (Rule(refuses="fc"), _bits(lambda a, b: a | b), "or"),
    "bitwise_xor": (Rule(refuses="fc"), _bits(lambda a, b: a ^ b), "xor"),
    "left_shift": (Rule("wide", refuses="fc"), _bits(lambda a, b: a << b), "lshift"),
    "right_shift": (Rule("wide", refuses="fc"), _bits(lambda a, b: a >> b), "rshift"),
    "arctan2": (_REAL_FLOAT, math.atan2, ""), "hypot": (_REAL_FLOAT, math.hypot, ""),
    "copysign": (_REAL_FLOAT, math.copysign, ""), "logaddexp": (_REAL_FLOAT, None, ""),
    "logaddexp2": (_REAL_FLOAT, None, ""), "nextafter": (_REAL_FLOAT, None, ""),
    "heaviside": (_REAL_FLOAT, None, ""),
    "gcd": (Rule(refuses="bfc"), None, ""), "lcm": (Rule(refuses="bfc"), None, ""),
}  # fmt: skip
_ALIASES = {
    "true_divide": "divide", "mod": "remainder", "pow": "power", "atan2": "arctan2",
    "bitwise_left_shift": "left_shift", "bitwise_right_shift": "right_shift",
}  # fmt: skip


def apply_binary(
    name: str, a: Any, b: Any, dtype: Any = None, where: Any = True
) -> Any:
    """Returns the result of the ufunc called ``name``."""
    rule, values, _ = TABLE[name]
    if name == "subtract" and not isinstance(a, Unknown) and not isinstance(b, Unknown):
        _refuse_flags(a, b)
    if name == "power":
        _refuse_negative_power(a, b)
    return apply_ufunc(name, rule, [a, b], values, dtype=dtype, where=where)


def _refuse_flags(a: Any, b: Any) -> None:
    """Refuses the difference of bool operands."""
    flags = [_is_flags(v) or (isinstance(v, Tensor) and v.dtype == DTYPES["bool"]) for v in (a, b)]
    if all(flags) and not _is_flags(a, b):
        text = "numpy boolean subtract, the `-` operator, is not supported, use bitwise_xor"
        fail(text, "dtype-mismatch", "TypeError")


def _refuse_negative_power(a: Any, b: Any) -> None:
    whole = isinstance(a, Tensor) and a.dtype is not None and a.dtype.kind in ("int", "bool")
    if whole and isinstance(b, int) and not isinstance(b, bool) and a.ndim:
        text = f"integers to negative integer powers are not allowed, got {b}"
        require(b >= 0, text, "bad-argument", "ValueError")


def _register(name: str, ufunc: str) -> None:
    @op(f"numpy.{name}")
    def binary(
        x1: Any, x2: Any, /, *, where: Any = True, dtype: Any = None, casting: Any = "same_kind",
        order: Any = "K", subok: Any = True,
    ) -> Any:  # fmt: skip
        """x1 (*), x2 (*) -> their broadcast"""
        return apply_binary(ufunc, x1, x2, dtype, where)


def _register_dunders(name: str, method: str) -> None:
    @op(f"numpy.ndarray.__{method}__")
    def forward(self: Any, value: Any, /) -> Any:
        """x1 (*), x2 (*) -> their broadcast"""
        if not is_torch(value):
            return _operator(name, self, value)
        if self.sizes is None:
            raise UnknownUse("an array, or a number of numpy")
        return NotImplemented

    if method in ("lt", "le", "gt", "ge", "eq", "ne"):
        return

    @op(f"numpy.ndarray.__r{method}__")
    def reflected(self: Any, value: Any, /) -> Any:
        """x1 (*), x2 (*) -> their broadcast"""
        return _operator(name, value, self)

    @op(f"numpy.ndarray.__i{method}__", binding="inplace")
    def inplace(self: Tensor, value: Any, /) -> Tensor:
        """x1 (*), x2 broadcast to x1 -> (*)"""
        result = _operator(name, self, value)
        return changed_by(name, self, result, _dtype_after(name, self, value))


def _operator(name: str, a: Any, b: Any) -> Any:
    for value in (a, b):
        if isinstance(value, Unknown) and not value.kind:
            raise UnknownUse(value.reason)
        foreign = not isinstance(value, (Tensor, list, tuple, int, float, complex, SymInt, SymBool))
        if foreign and not isinstance(value, Unknown):
            return NotImplemented
    result = apply_binary(name, a, b)
    square = name == "power" and b == 2 if isinstance(b, int) else False
    if square and isinstance(result, Tensor) and a.dtype == DTYPES["bool"]:
        return result.changed(dtype=DTYPES["int8"], data=None)
    return result


def _dtype_after(name: str, a: Any, b: Any) -> DType | None:
    rule = TABLE[name][0]
    return rule.returned(meeting_dtype(rule, [operand(a), operand(b)]))


def changed_by(name: str, target: Tensor, result: Any, dtype: DType | None) -> Tensor:
    """Returns an array after ``+=`` and the like: its shape and dtype stay."""
    shape = result.shape if isinstance(result, Tensor) else ()
    text = f"non-broadcastable output operand with shape {render_shape(target.shape)} doesn't "
    text += f"match the broadcast shape {render_shape(shape)}"
    if isinstance(result, Tensor) or target.ndim:
        require(len(shape) == target.ndim, text, "not-broadcastable", "ValueError")
        for size, wanted in zip(shape, target.shape, strict=True):
            require(size == wanted, text, "not-broadcastable", "ValueError")
    if dtype is not None and target.dtype is not None:
        allowed = _order(dtype) <= _order(target.dtype)
        text = f"cannot cast ufunc {name!r} output from {dtype.name} to {target.dtype.name}"
        require(allowed, text, "dtype-mismatch", "TypeError")
    data = result.data if isinstance(result, Tensor) and dtype == target.dtype else None
    return target.changed(data=data)


def _order(dtype: Any) -> int:
    """Returns the rank of a dtype for casts of the same kind."""
    signed = dtype.kind == "int" and dtype.name[0] != "u"
    return {"bool": 0, "int": 1, "float": 3, "complex": 4}[dtype.kind] + signed


for _name, (_, _, _method) in TABLE.items():
    _register(_name, _name)
    if _method:
        _register_dunders(_name, _method)
for _alias, _ufunc in _ALIASES.items():
    _register(_alias, _ufunc)


@op("numpy.divmod", "numpy.ndarray.__divmod__")
def divmod_(x1: Any, x2: Any, /) -> tuple[Any, Any]:
    """x1 (*), x2 (*) -> their broadcast, twice"""
    return apply_binary("floor_divide", x1, x2), apply_binary("remainder", x1, x2)


@op("numpy.ldexp")
def ldexp(x1: Any, x2: Any, /) -> Any:
    """x1 (*), x2 (*) -> their broadcast"""
    found = [operand(x1), operand(x2)]
    check_kind("ldexp", common_dtype(found[1]), "fc")
    kind = meeting_dtype(_REAL_FLOAT, found[:1])
    shape = broadcast_shapes(*[value.shape if isinstance(value, Tensor) else () for value in found])
    check_kind("ldexp", kind, _REAL_FLOAT.refuses)
    return outcome(shape, _REAL_FLOAT.returned(kind))




@op("numpy.clip")
def clip(a: Any, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None) -> Any:
    """a (*), bounds that broadcast with it -> (*)"""
    return _clipped(a, min if a_min is None else a_min, max if a_max is None else a_max)


@op("numpy.ndarray.clip")
def clip_method(self: Any, min: Any = None, max: Any = None) -> Any:
    """a (*), bounds that broadcast with it -> (*)"""
    return _clipped(self, min, max)


def _clipped(a: Any, low: Any, high: Any) -> Any:
    result = a
    if low is not None:
        result = apply_ufunc("clip", _ARITHMETIC, [result, low], _largest)
    if high is not None:
        result = apply_ufunc("clip", _ARITHMETIC, [result, high], _smallest)
    if low is None and high is None:
        return apply_ufunc("positive", Rule(refuses="b"), [a], lambda x: x)
    return result


@op("numpy.isclose")
def isclose(a: Any, b: Any, rtol: Any = 1e-5, atol: Any = 1e-8, equal_nan: Any = False) -> Any:
    """a (*), b (*) -> flags of their broadcast"""
    return apply_ufunc("isclose", _FLAG, [a, b])


@op("numpy.allclose")
def allclose(a: Any, b: Any, rtol: Any = 1e-5, atol: Any = 1e-8, equal_nan: Any = False) -> Any:
    """a (*), b (*) that broadcast -> a flag"""
    apply_ufunc("isclose", _FLAG, [operand(a), operand(b)])
    return Unknown("depends on the data of the run", "bool")


@op("numpy.array_equal", "numpy.array_equiv")
def array_equal(a1: Any, a2: Any, equal_nan: Any = False) -> Any:
    """a1 (*), a2 (*) -> a flag"""
    return Unknown("depends on the data of the run", "bool")



