"""Operators: element-wise arithmetic of two operands, and the operators ``+ - * / // % **``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import (
    Rule,
    check_kind,
    check_operand,
    is_number,
    pointwise,
)
from pytea._stubs.torch._ops._shared_suspicions import warn_if_flat_index, warn_if_outer
from pytea.stubapi import (
    DType,
    Int,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    complex_of,
    elementwise_inplace,
    fail,
    numel,
    op,
    require,
    result_type,
    scalar_dtype,
    smax,
    smin,
    to_float,
)
from pytea.values.dtype import BOOL, COMPLEX128, FLOAT16, FLOAT64


def binary(
    name: str,
    rule: Rule,
    input: Any,
    other: Any,
    values: Callable[..., Any] | None = None,
    dtype: DType | None | str = "promoted",
    *,
    one_tensor: bool = True,
) -> Tensor:
    """Returns the result of an element-wise function of two operands, tensors or numbers.

    ``one_tensor``: torch refuses two numbers.
    """
    if one_tensor and is_number(input) and is_number(other):
        fail(f"{name}() takes at least one tensor, got two numbers", "bad-argument", "TypeError")
    check_operand(name, input, "input")
    check_operand(name, other, "other", rule.numbers)
    if isinstance(input, Tensor) and isinstance(other, Tensor):
        warn_if_outer(name, input, other)
        if name in ("eq", "ne"):
            warn_if_flat_index(name, input, other)
    return pointwise(name, rule, input, other, values=values, dtype=dtype)


def operator_form(function: Callable[..., Any], swap: bool = False) -> Callable[..., Any]:
    """Returns what a binary operator calls: NotImplemented for an operand that is no number."""

    def dunder(input: Tensor, other: Any, **alpha: Any) -> Any:
        if not _is_operand(other):
            return NotImplemented
        return function(other, input) if swap else function(input, other, **alpha)

    def plain(input: Tensor, other: Any) -> Any:
        return dunder(input, other)

    def scaled(input: Tensor, other: Any, *, alpha: Any = 1) -> Any:
        return dunder(input, other, alpha=alpha)

    return scaled if function in (add, sub) and not swap else plain


def _is_operand(value: object) -> bool:
    """Returns whether an operator takes the value; raises UnknownUse when that is not known."""
    if isinstance(value, Unknown) and not value.kind:
        raise UnknownUse(value.reason)
    if isinstance(value, Tensor) and value.kind == "ndarray" and value.sizes is None:
        raise UnknownUse("an array, or a number of numpy")
    return value.kind != "ndarray" if isinstance(value, Tensor) else is_number(value)


def register(
    function: Callable[..., Any],
    *names: str,
    inplace: bool = True,
    torch_inplace: bool = False,
    dunders: tuple[str, ...] = (),
    reflected: tuple[str, ...] = (),
) -> None:
    """Registers torch.f, Tensor.f, Tensor.f_, and the operators ``__f__``, ``__if__``, ``__rf__``."""
    changed = elementwise_inplace(function)
    for name in names:
        op(f"torch.{name}", f"torch.Tensor.{name}")(function)
        if inplace:
            op(f"torch.Tensor.{name}_", binding="inplace")(changed)
        if torch_inplace:
            op(f"torch.{name}_", binding="inplace")(changed)
    for dunder in dunders:
        op(f"torch.Tensor.__{dunder}__")(operator_form(function))
    for dunder in reflected:
        op(f"torch.Tensor.__{dunder}__")(operator_form(function, swap=True))


def operator_inplace(function: Callable[..., Any], *names: str) -> None:
    """Registers augmented assignments."""
    dunder = operator_form(elementwise_inplace(function))
    if function in (add, sub):
        dunder = _scaled_inplace(function)
    for name in names:
        op(f"torch.Tensor.__{name}__", binding="inplace")(dunder)


def _scaled_inplace(function: Callable[..., Any]) -> Callable[..., Any]:
    changed = elementwise_inplace(function)

    def dunder(input: Tensor, other: Any, *, alpha: Any = 1) -> Any:
        return changed(input, other, alpha=alpha) if _is_operand(other) else NotImplemented

    return dunder


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
        alpha, other = _legacy("add", other, legacy)
    _check_alpha("add", alpha, result_type(input, other))
    return binary("add", Rule(), input, other, _scaled(alpha, lambda x, y: x + y), one_tensor=False)


def _legacy(name: str, alpha: Any, rest: tuple[Any, ...]) -> tuple[Any, Any]:
    """Returns alpha and the second operand of the form that torch deprecates."""
    if len(rest) != 1 or not is_number(alpha) or not isinstance(rest[0], Tensor):
        text = f"{name}() takes 2 positional arguments, got {2 + len(rest)}"
        fail(text, "bad-argument", "TypeError")
    return alpha, rest[0]


def _scaled(alpha: Any, function: Callable[..., Any]) -> Callable[..., Any] | None:
    """Returns ``function`` as it is computed for alpha=1; None for any other alpha."""
    return function if isinstance(alpha, int) and alpha == 1 else None


def sub(input: Any, other: Any, *legacy: Any, alpha: Any = 1) -> Tensor:
    """input (*), other (*) -> (*), broadcast: input - alpha * other"""
    if legacy:
        alpha, other = _legacy("sub", other, legacy)
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


register(add, "add", inplace=True, dunders=("add", "radd"))
register(sub, "sub", "subtract", dunders=("sub",), reflected=("rsub",))
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
for _function, _names in (
    (add, ("iadd",)),
    (sub, ("isub",)),
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


#: names -> (rule, how known elements are combined); Tensor.f, torch.f and Tensor.f_.
_TWO_OPERANDS: dict[str, tuple[Rule, Callable[..., Any] | None]] = {
    "atan2 arctan2": (Rule("c", "float", numbers=False), None),
    "copysign": (Rule("c", "float"), None),
    "heaviside": (Rule("C", numbers=False), None),
    "nextafter igamma igammac hypot": (Rule("bic", numbers=False), None),
}

#: The same without the in-place form.
_PURE: dict[str, tuple[Rule, Callable[..., Any] | None]] = {
    "fmax maximum": (Rule("C", numbers=False), smax),
    "fmin minimum": (Rule("C", numbers=False), smin),
    "logaddexp": (Rule("bi", numbers=False), None),
    "logaddexp2": (Rule("bic", numbers=False), None),
}

#: The same as functions of torch.special only.
_SPECIAL: dict[str, Rule] = {
    "xlog1py": Rule("c", "float"),
    "gammainc gammaincc": Rule("bic", numbers=False),
    "zeta chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v "
    "chebyshev_polynomial_w hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l "
    "legendre_polynomial_p shifted_chebyshev_polynomial_t shifted_chebyshev_polynomial_u "
    "shifted_chebyshev_polynomial_v shifted_chebyshev_polynomial_w": Rule("ch", "float"),
}


def _of_two(
    name: str, rule: Rule, values: Callable[..., Any] | None = None, number_first: bool = False
) -> Callable[..., Tensor]:
    if not rule.numbers:

        def tensors(input: Tensor, other: Tensor) -> Tensor:
            """input (*), other (*) -> (*), broadcast"""
            return binary(name, rule, input, other, values)

        return tensors

    def second_number(input: Tensor, other: Any) -> Tensor:
        """input (*), other (*) -> (*), broadcast"""
        return binary(name, rule, input, other, values)

    def any_number(input: Any, other: Any) -> Tensor:
        """input (*), other (*) -> (*), broadcast; one of them may be a number"""
        return binary(name, rule, input, other, values)

    return any_number if number_first else second_number


def _polynomial(name: str, rule: Rule) -> Callable[..., Tensor]:
    def polynomial(x: Any, n: Any) -> Tensor:
        """x (*), n (*) -> (*), broadcast"""
        return binary(name, rule, x, n)

    return polynomial


def _heaviside(input: Tensor, values: Tensor) -> Tensor:
    """input (*), values (*) -> (*), broadcast"""
    if input.dtype is not None and values.dtype is not None:
        text = f"input is {input.dtype} and values is {values.dtype}: they must be equal"
        require(input.dtype == values.dtype, text, "dtype-mismatch")
    return binary("heaviside", Rule("C"), input, values)


for _names, (_rule, _values) in _TWO_OPERANDS.items():
    for _name in _names.split():
        _stub = _heaviside if _name == "heaviside" else _of_two(_name, _rule, _values)
        register(_stub, _name)
for _names, (_rule, _values) in _PURE.items():
    for _name in _names.split():
        register(_of_two(_name, _rule, _values), _name, inplace=False)
for _names, _rule in _SPECIAL.items():
    for _name in _names.split():
        _stub = _polynomial(_name, _rule) if "polynomial" in _name else None
        op(f"torch.special.{_name}")(_stub or _of_two(_name, _rule, number_first=True))

_xlogy = _of_two("xlogy", Rule("c", "float"), number_first=True)
register(_xlogy, "xlogy", torch_inplace=True)
op("torch.special.xlogy")(_xlogy)


def ldexp(input: Tensor, other: Tensor) -> Tensor:
    """input (*), other (*) -> (*) of floats, broadcast: input * 2 ** other"""
    known = None not in (input.dtype, other.dtype)
    if known and input.dtype.kind == "float":
        check_kind("ldexp", other.dtype, "b")
    if known and input.dtype.kind == "complex" and other.dtype is FLOAT16:
        fail("ldexp of complex numbers does not take float16 powers", "dtype-mismatch",
             "NotImplementedError")  # fmt: skip
    dtype = result_type(input, other)
    return binary("ldexp", Rule(result="float", numbers=False), input, other, dtype=dtype)


register(ldexp, "ldexp", torch_inplace=True)


@op("torch.complex")
def complex_(real: Tensor, imag: Tensor) -> Tensor:
    """real (*), imag (*) of one float dtype -> (*) complex, broadcast"""
    return _from_parts("complex", real, imag, ("float16", "float32", "float64"))


@op("torch.polar")
def polar(abs: Tensor, angle: Tensor) -> Tensor:
    """abs (*), angle (*) of one float dtype -> (*) complex, broadcast"""
    return _from_parts("polar", abs, angle, ("float32", "float64"))


def _from_parts(name: str, a: Tensor, b: Tensor, names: tuple[str, ...]) -> Tensor:
    from_dtype = a.dtype or b.dtype
    for operand in (a, b):
        if operand.dtype is not None:
            text = f"{name} takes floats of 32 or 64 bits, got {operand.dtype}"
            require(operand.dtype.name in names, text, "dtype-mismatch")
    if a.dtype is not None and b.dtype is not None:
        text = f"{name} takes two tensors of one dtype, got {a.dtype} and {b.dtype}"
        require(a.dtype == b.dtype, text, "dtype-mismatch")
    result = binary(name, Rule(numbers=False), a, b, dtype=from_dtype)
    return result.changed(dtype=complex_of(from_dtype))
