"""Operators: functions of two operands that are no arithmetic: atan2, maximum, xlogy, complex."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_binary import binary, register
from pytea._stubs.torch._ops._shared_pointwise import Rule, check_kind
from pytea.stubapi import Tensor, complex_of, fail, op, require, result_type, smax, smin
from pytea.values.dtype import FLOAT16

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
