"""Operators: element-wise arithmetic of two operands, and the operators ``+ - * / // % **``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_binary import binary, operator_form, operator_inplace, register
from pytea._stubs.torch._ops._shared_pointwise import Rule, is_number
from pytea.stubapi import (
    DType,
    Int,
    SymInt,
    Tensor,
    Unknown,
    elementwise_inplace,
    fail,
    numel,
    op,
    require,
    result_type,
    scalar_dtype,
    to_float,
)
from pytea.values.dtype import BOOL, COMPLEX128, FLOAT64


def _check_alpha(name: str, alpha: Any, dtype: DType | None) -> None:
    if isinstance(alpha, Unknown) or dtype is None:
        return
    if not is_number(alpha):
        fail(f"{name}(): argument 'alpha' must be Number", "bad-argument", "TypeError")
    kind = scalar_dtype(alpha)
    if dtype.kind in ("bool", "int") and kind is not None:
        text = f"alpha is {alpha}, but the operands are {dtype}: it must not be a float"
        require(kind.kind not in ("float", "complex"), text, "dtype-mismatch")
    if kind is not None and kind.kind == "complex":
        text = f"alpha is {alpha}, but the operands are {dtype}: it must not be complex"
        require(dtype.kind == "complex", text, "dtype-mismatch")
    if kind is BOOL:
        text = f"alpha is a bool, but the operands are {dtype}"
        require(dtype is BOOL, text, "dtype-mismatch")


def add(input: Any, other: Any, *legacy: Any, alpha: Any = 1) -> Tensor:
    """input (*), other (*) -> (*), broadcast: input + alpha * other, or add(input, alpha, other)"""
    if legacy:
        alpha, other = _positional("add", input, other, legacy)
    _check_alpha("add", alpha, result_type(input, other))
    return binary("add", Rule(), input, other, _scaled(alpha, lambda x, y: x + y), one_tensor=False)


def _positional(name: str, input: Any, second: Any, rest: tuple[Any, ...]) -> tuple[Any, Any]:
    """Returns alpha and the second operand of ``f(x, number, alpha)``, or of ``f(x, alpha, y)``."""
    if len(rest) != 1 or not is_number(second) or not isinstance(input, Tensor):
        text = f"{name}() takes 2 positional arguments, got {2 + len(rest)}"
        fail(text, "bad-argument", "TypeError")
    return (second, rest[0]) if isinstance(rest[0], Tensor) else (rest[0], second)


def _scaled(alpha: Any, function: Callable[..., Any]) -> Callable[..., Any] | None:
    """Returns ``function`` as it is computed for alpha=1; None for any other alpha."""
    return function if isinstance(alpha, int) and alpha == 1 else None


def sub(input: Any, other: Any, *legacy: Any, alpha: Any = 1) -> Tensor:
    """input (*), other (*) -> (*), broadcast: input - alpha * other"""
    if legacy:
        alpha, other = _positional("sub", input, other, legacy)
    for operand in (input, other):
        is_bool = (
            operand.dtype is BOOL
            if isinstance(operand, Tensor)
            else (scalar_dtype(operand) is BOOL)
        )
        if is_bool:
            fail("subtraction with a bool operand is not supported", "dtype-mismatch")
    _check_alpha("sub", alpha, result_type(input, other))
    return binary("sub", Rule(), input, other, _scaled(alpha, lambda x, y: x - y), one_tensor=False)


def rsub(input: Tensor, other: Any, alpha: Any = 1) -> Tensor:
    """input (*), other (*) -> (*), broadcast: other - alpha * input"""
    return sub(other, input, alpha=alpha)


def mul(input: Any, other: Any) -> Tensor:
    """input (*), other (*) -> (*), broadcast"""
    return binary("mul", Rule(), input, other, lambda x, y: x * y, one_tensor=False)


def div(input: Any, other: Any, *, rounding_mode: str | None = None) -> Tensor:
    """input (*), other (*) -> (*), broadcast; integers are rounded or become floats"""
    if rounding_mode is None or isinstance(rounding_mode, Unknown):
        return binary("div", Rule(result="float"), input, other, one_tensor=False)
    if rounding_mode not in ("trunc", "floor"):
        text = f"rounding_mode must be None, 'trunc' or 'floor', got {rounding_mode!r}"
        fail(text, "bad-argument")
    values = (lambda x, y: x // y) if rounding_mode == "floor" else None
    _check_divisor(input, other)
    return binary("div", Rule("bc"), input, other, values, one_tensor=False)


def true_divide(input: Any, other: Any) -> Tensor:
    """input (*), other (*) -> (*) of floats, broadcast"""
    return binary("true_divide", Rule(result="float"), input, other, one_tensor=False)


def reflected_divide(input: Tensor, other: Any) -> Tensor:
    """input (*), other (*) -> (*) of floats, broadcast: other * (1 / input)"""
    return mul(input.changed(dtype=to_float(input.dtype), data=None), other)


def floor_divide(input: Any, other: Any) -> Tensor:
    """input (*), other (*) -> (*), broadcast"""
    _check_divisor(input, other)
    return binary("floor_divide", Rule("bc"), input, other, lambda x, y: x // y, one_tensor=False)


def remainder(input: Any, other: Any) -> Tensor:
    """input (*), other (*) -> (*), broadcast"""
    _check_divisor(input, other)
    return binary("remainder", Rule("bc"), input, other, lambda x, y: x % y)


def fmod(input: Tensor, other: Any) -> Tensor:
    """input (*), other (*) -> (*), broadcast"""
    _check_divisor(input, other)
    return binary("fmod", Rule("bc"), input, other, _fmod)


def _fmod(x: Any, y: Any) -> Any:
    if isinstance(x, SymInt) or isinstance(y, SymInt):
        raise TypeError
    return (abs(x) % abs(y)) * (-1 if x < 0 else 1)


def _check_divisor(input: Any, other: Any) -> None:
    """Refuses the integer division of something by the number zero."""
    if isinstance(other, int) and other == 0 and isinstance(input, Tensor):
        dtype = input.dtype
        if dtype is not None and dtype.kind == "int" and input.sizes is not None:
            require(numel(input.shape) == 0, "integer division by zero", "bad-argument")


def pow_(input: Any, exponent: Any) -> Tensor:
    """input (*), exponent (*) -> (*), broadcast"""
    if isinstance(exponent, (int, float)) and isinstance(input, Tensor):
        integral = input.dtype is not None and input.dtype.kind in ("bool", "int")
        if integral and isinstance(exponent, int) and exponent < 0:
            fail("integers to negative integer powers are not allowed", "bad-argument")
        if exponent in (0, 1):
            return binary("pow", Rule(), input, exponent, _power)
    return binary("pow", Rule("b"), input, exponent, _power)


def _power(x: Int, y: Int) -> Int:
    if not isinstance(y, int) or not 0 <= y <= 64:
        raise ValueError
    return x**y


register(add, "add", dunders=("add", "radd"), alpha=True)
register(sub, "sub", "subtract", dunders=("sub",), reflected=("rsub",), alpha=True)
op("torch.rsub")(rsub)
register(mul, "mul", "multiply", dunders=("mul", "rmul"))
register(div, "div", "divide")
register(true_divide, "true_divide", dunders=("truediv", "div"))


def divide_other(input: Tensor, other: Any) -> Any:
    """input (*), other (*) -> (*), broadcast; what an array is divided by may be a tensor"""
    if not isinstance(other, Tensor) or other.kind != "ndarray" or other.sizes is None:
        return operator_form(reflected_divide)(input, other)
    result = reflected_divide(input, other.changed(kind="Tensor"))
    dtype = FLOAT64 if other.dtype is not None and other.dtype == FLOAT64 else None
    return result.changed(dtype=dtype)


for _name in ("rtruediv", "rdiv"):
    op(f"torch.Tensor.__{_name}__")(divide_other)
register(floor_divide, "floor_divide", dunders=("floordiv",), reflected=("rfloordiv",))
register(remainder, "remainder", dunders=("mod",), reflected=("rmod",))
register(fmod, "fmod")
register(pow_, "pow", dunders=("pow",), reflected=("rpow",))
operator_inplace(add, "iadd", alpha=True)
operator_inplace(sub, "isub", alpha=True)
for _function, _names in (
    (mul, ("imul",)),
    (true_divide, ("itruediv", "idiv")),
    (floor_divide, ("ifloordiv",)),
    (remainder, ("imod",)),
    (pow_, ("ipow",)),
):
    operator_inplace(_function, *_names)


def float_power(input: Any, exponent: Any) -> Tensor:
    """input (*), exponent (*) -> (*) of float64 or complex128, broadcast"""
    dtype = result_type(input, exponent)
    if dtype is not None:
        dtype = COMPLEX128 if dtype.kind == "complex" else FLOAT64
    return binary("float_power", Rule(), input, exponent, dtype=dtype)


op("torch.float_power", "torch.Tensor.float_power")(float_power)


@op("torch.Tensor.float_power_", binding="inplace")
def float_power_inplace(input: Tensor, exponent: Any) -> Tensor:
    """input (*), changed in place, must be float64 or complex128"""
    result = float_power(input, exponent)
    if input.dtype is not None and result.dtype is not None:
        text = f"float_power_ gives {result.dtype}, but input is {input.dtype}"
        require(input.dtype == result.dtype, text, "dtype-mismatch")
    return elementwise_inplace(float_power)(input, exponent)  # type: ignore[return-value]
