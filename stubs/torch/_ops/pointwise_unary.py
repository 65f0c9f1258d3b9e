"""Operators: element-wise functions of one tensor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import Rule, check_kind, fresh, pointwise
from pytea.stubapi import (
    Strides,
    Tensor,
    Unknown,
    elementwise_inplace,
    op,
    real_of,
    require,
    require_dtype,
    require_writable,
    strides_of,
)
from pytea.stubapi.arguments import number_of
from pytea.stubapi.results import NamedResult, named_result
from pytea.values.dtype import BOOL, INT32, INT64

#: names -> rule; each has the forms torch.f, torch.f_, Tensor.f, Tensor.f_.
_ALL_FORMS: dict[str, Rule] = {
    "acos arccos acosh arccosh asin arcsin asinh arcsinh atan arctan atanh arctanh cos cosh exp "
    "exp2 expm1 log log10 log1p log2 reciprocal rsqrt sigmoid sin sinc sinh sqrt tan tanh": Rule(
        result="float"
    ),
    "erf erfc i0": Rule("c", "float"),
    "deg2rad rad2deg": Rule("C", "float"),
    "ceil floor trunc fix": Rule("bc"),
    "frac": Rule("bic"),
}

#: names -> rule; each has the forms torch.f, Tensor.f, Tensor.f_.
_WITHOUT_TORCH_INPLACE: dict[str, Rule] = {
    "digamma erfinv lgamma": Rule("c", "float"),
    "logical_not": Rule(result="bool"),
    "relu": Rule("Bc"),
    "sgn": Rule(),
    "sign": Rule("c"),
}

#: names -> rule; torch.f and Tensor.f only.
_PURE: dict[str, Rule] = {
    "isfinite isinf isnan isreal": Rule(result="bool"),
    "signbit": Rule("c", "bool"),
    "isposinf isneginf": Rule("C", "bool"),
}

#: names -> rule; torch.special.f only.
_SPECIAL: dict[str, Rule] = {
    "exp2 expm1 log1p sinc expit": Rule(result="float"),
    "digamma psi erf erfc erfinv gammaln i0 i0e i1 i1e ndtr entr": Rule("c", "float"),
    "ndtri log_ndtr erfcx airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 modified_bessel_i0 "
    "modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 scaled_modified_bessel_k0 "
    "scaled_modified_bessel_k1 spherical_bessel_j0": Rule("ch", "float"),
}


def _function(name: str, rule: Rule) -> Callable[..., Tensor]:
    def unary(input: Tensor) -> Tensor:
        """input (*) -> (*)"""
        return pointwise(name, rule, input)

    unary.__name__ = name
    return unary


def forms(function: Callable[..., Any], *names: str, torch_inplace: bool = True) -> None:
    """Registers torch.f, Tensor.f, Tensor.f_ and, if asked, torch.f_."""
    changed = elementwise_inplace(function)
    for name in names:
        op(f"torch.{name}", f"torch.Tensor.{name}")(function)
        op(f"torch.Tensor.{name}_", binding="inplace")(changed)
        if torch_inplace:
            op(f"torch.{name}_", binding="inplace")(changed)


for _names, _rule in _ALL_FORMS.items():
    for _name in _names.split():
        forms(_function(_name, _rule), _name)
for _names, _rule in _WITHOUT_TORCH_INPLACE.items():
    for _name in _names.split():
        forms(_function(_name, _rule), _name, torch_inplace=False)
for _names, _rule in _PURE.items():
    for _name in _names.split():
        op(f"torch.{_name}", f"torch.Tensor.{_name}")(_function(_name, _rule))
for _names, _rule in _SPECIAL.items():
    for _name in _names.split():
        op(f"torch.special.{_name}")(_function(_name, _rule))


@op("torch.abs", "torch.absolute", "torch.Tensor.abs", "torch.Tensor.absolute",
    "torch.Tensor.__abs__")  # fmt: skip
def abs_(input: Tensor) -> Tensor:
    """input (*) -> (*); complex numbers give their magnitude"""
    return pointwise("abs", Rule("b", "real"), input, values=abs)


@op("torch.Tensor.abs_", "torch.Tensor.absolute_", "torch.abs_", binding="inplace")
def abs_inplace(input: Tensor) -> Tensor:
    """input (*), changed in place"""
    complex_ = input.dtype is not None and input.dtype.kind == "complex"
    require(not complex_, "in-place abs is not supported for complex tensors", "dtype-mismatch")
    result = abs_(input)
    require_writable(input)
    return input.changed(data=result.data)


def neg(input: Tensor) -> Tensor:
    """input (*) -> (*)"""
    return pointwise("neg", Rule("B"), input, values=lambda x: -x)


forms(neg, "neg", "negative")
op("torch.Tensor.__neg__")(neg)


def bitwise_not(input: Tensor) -> Tensor:
    """input (*) of integers or bools -> (*)"""
    logical = input.dtype is BOOL
    values = (lambda x: x == 0) if logical else (lambda x: -x - 1)
    return pointwise("bitwise_not", Rule("fc"), input, values=values)


forms(bitwise_not, "bitwise_not", torch_inplace=False)
op("torch.Tensor.__invert__")(bitwise_not)


def square(input: Tensor) -> Tensor:
    """input (*) -> (*)"""
    dtype = INT64 if input.dtype is BOOL else input.dtype
    return pointwise("square", Rule(), input, values=lambda x: x * x, dtype=dtype)


forms(square, "square")


@op("torch.positive", "torch.Tensor.positive", "torch.Tensor.__pos__")
def positive(input: Tensor) -> Tensor:
    """The tensor itself."""
    check_kind("positive", input.dtype, "B")
    return input


def round_(input: Tensor, *, decimals: int | None = None) -> Tensor:
    """input (*) -> (*); integers only without ``decimals``"""
    whole = decimals is None or isinstance(decimals, Unknown)
    return pointwise("round", Rule("bc" if whole else "bic"), input)


forms(round_, "round")


@op("torch.special.round")
def special_round(input: Tensor, *, decimals: int = 0) -> Tensor:
    """input (*) of floats -> (*)"""
    return pointwise("round", Rule("bic"), input)


def logit(input: Tensor, eps: float | None = None) -> Tensor:
    """input (*) -> (*)"""
    return pointwise("logit", Rule("c", "float"), input)


forms(logit, "logit")
op("torch.special.logit")(logit)


def nan_to_num(
    input: Tensor,
    nan: float | None = None,
    posinf: float | None = None,
    neginf: float | None = None,
) -> Tensor:
    """input (*) -> (*)"""
    return pointwise("nan_to_num", Rule(), input)


forms(nan_to_num, "nan_to_num")


def _check_order(n: Any) -> None:
    n = number_of(n, "n", whole=True)
    if not isinstance(n, Unknown):
        require(n >= 0, f"polygamma(n, x) does not support negative n, got {n}", "bad-argument")


@op("torch.polygamma", "torch.special.polygamma")
def polygamma(n: int, input: Tensor) -> Tensor:
    """input (*) -> (*)"""
    _check_order(n)
    return pointwise("polygamma", Rule("c", "float"), input)


@op("torch.Tensor.polygamma")
def polygamma_method(input: Tensor, n: int) -> Tensor:
    """input (*) -> (*)"""
    return polygamma(n, input)


op("torch.Tensor.polygamma_", binding="inplace")(elementwise_inplace(polygamma_method))


def mvlgamma(input: Tensor, p: int) -> Tensor:
    """input (*) -> (*)"""
    p = number_of(p, "p", whole=True)
    if not isinstance(p, Unknown):
        require(p >= 1, f"p has to be greater than or equal to 1, got {p}", "bad-argument")
    require_dtype(input, ("int", "float", "complex"), "mvlgamma does not take bools")
    return pointwise("mvlgamma", Rule("C", "float"), input).changed(strides=Strides.CONTIGUOUS)


forms(mvlgamma, "mvlgamma", torch_inplace=False)
op("torch.special.multigammaln")(mvlgamma)


@op("torch.frexp", "torch.Tensor.frexp")
def frexp(input: Tensor) -> NamedResult:
    """input (*) of floats -> mantissa (*), exponent (*)"""
    check_kind("frexp", input.dtype, "BIC")
    mantissa = fresh([input], input.dtype)
    return named_result(mantissa=mantissa, exponent=fresh([input], INT32))


@op("torch.angle", "torch.Tensor.angle")
def angle(input: Tensor) -> Tensor:
    """input (*) -> (*) of floats"""
    computed = pointwise("angle", Rule(result="float"), input)
    return computed.changed(dtype=real_of(computed.dtype))


def conj_physical(input: Tensor) -> Tensor:
    """input (*) -> (*); real numbers are the tensor itself"""
    if input.dtype is not None and input.dtype.kind != "complex":
        return input
    return pointwise("conj_physical", Rule(), input)


op("torch.conj_physical", "torch.Tensor.conj_physical")(conj_physical)


@op("torch.conj_physical_", "torch.Tensor.conj_physical_", binding="inplace")
def conj_physical_inplace(input: Tensor) -> Tensor:
    """input (*), changed in place if it is complex"""
    return input if conj_physical(input) is input else input.changed(data=None)


@op("torch.resolve_conj", "torch.Tensor.resolve_conj",
    "torch.resolve_neg", "torch.Tensor.resolve_neg")  # fmt: skip
def resolve_conj(input: Tensor) -> Tensor:
    """input (*) -> (*): itself, where nothing is conjugated only when it is read"""
    return input


@op("torch.conj", "torch.Tensor.conj")
def conj(input: Tensor) -> Tensor:
    """input (*) -> itself, or a view (*) of complex numbers"""
    return input if input.dtype is not None and input.dtype.kind != "complex" else input.changed()


def _part(input: Tensor) -> Tensor:
    """Returns the view of every second number of a complex tensor."""
    strides = strides_of(input)
    doubled = Strides.UNKNOWN if strides is None else tuple(2 * stride for stride in strides)
    return input.like(input.shape, real_of(input.dtype), strides=doubled)


@op("torch.Tensor.real", binding="property")
@op("torch.real")
def real(input: Tensor) -> Tensor:
    """input (*) -> a view (*) of the real parts"""
    if input.dtype is None:
        return input.changed(strides=Strides.UNKNOWN, data=None)
    return _part(input) if input.dtype.kind == "complex" else input


@op("torch.Tensor.imag", binding="property")
@op("torch.imag")
def imag(input: Tensor) -> Tensor:
    """input (*) complex -> a view (*) of the imaginary parts"""
    if input.dtype is None:
        return input.changed(strides=Strides.UNKNOWN, data=None)
    require(
        input.dtype.kind == "complex",
        f"imag is not implemented for tensors with non-complex dtypes, got {input.dtype}",
        "dtype-mismatch",
    )
    return _part(input)
