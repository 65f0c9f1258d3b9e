"""Operators: the activation functions of torch.nn.functional, with their in-place forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pytea._stubs.torch._ops._shared_nn import (
    common_strides,
    demand_equal_dtypes,
    demand_kinds,
    dense_strides,
    is_true,
    result_of,
)
from pytea.stubapi import (
    DTYPES,
    Tensor,
    Unknown,
    fail,
    op,
    render_shape,
    require,
    require_same_device,
    to_float,
    wrap_dim,
)
from pytea.stubapi.arguments import number_of

_FLOATS = ("float",)
_REALS = ("int", "float")


@dataclass(frozen=True, slots=True)
class _Activation:
    """An element-wise function: which dtypes it takes and what torch says to others."""

    name: str
    kinds: tuple[str, ...] = _FLOATS
    exception: str = "NotImplementedError"

    def apply(self, input: Tensor, inplace: object = False, *numbers: object) -> Tensor:
        """Returns the result: the input itself when ``inplace``; ``numbers`` must be real."""
        demand_kinds(input, self.name, self.kinds, self.exception)
        for number in numbers:
            text = f"{self.name}: {number} cannot be converted to a real number"
            require(not isinstance(number, complex), text, "bad-argument")
        if is_true(inplace):
            return input
        return result_of(input, input.shape, strides=dense_strides(input))


_RELU = _Activation("relu", _REALS, "RuntimeError")
_HARDTANH = _Activation("hardtanh", _REALS, "RuntimeError")
_THRESHOLD = _Activation("threshold", _REALS)
_RRELU = _Activation("rrelu")
_CELU = _Activation("celu")


def _plain(name: str, kinds: tuple[str, ...] = _FLOATS, exception: str = "") -> None:
    """Registers ``f(input, inplace=False)``."""
    activation = _Activation(name, kinds, exception or "NotImplementedError")

    @op(f"torch.nn.functional.{name}")
    def function(input: Tensor, inplace: bool = False) -> Tensor:
        """input (*) -> (*)"""
        return activation.apply(input, inplace)

    names = [f"torch._C._nn.{name}_"]
    if name in ("relu", "selu"):
        names = [f"torch.nn.functional.{name}_", f"torch.{name}_"]

    @op(*names, binding="inplace")
    def function_(input: Tensor) -> Tensor:
        """input (*) -> (*)"""
        return activation.apply(input, inplace=True)

    @op("torch.selu" if name == "selu" else f"torch._C._nn.{name}")
    def torch_function(input: Tensor) -> Tensor:
        """input (*) -> (*)"""
        return activation.apply(input)


for _name in ("selu", "hardswish", "hardsigmoid", "mish"):
    _plain(_name)
_plain("relu", _REALS, "RuntimeError")
_plain("relu6", _REALS, "RuntimeError")
_plain("silu", ("float", "complex"))


def _with_slope(name: str, parameter: str, default: float) -> None:
    """Registers ``f(input, <parameter>=default, inplace=False)``."""
    activation = _Activation(name)

    def alpha_form(input: Tensor, alpha: float = default, inplace: bool = False) -> Tensor:
        """input (*) -> (*)"""
        number_of(alpha, "alpha")
        return activation.apply(input, inplace)

    def slope_form(input: Tensor, negative_slope: float = default, inplace: bool = False) -> Tensor:
        """input (*) -> (*)"""
        number_of(negative_slope, "negative_slope")
        return activation.apply(input, inplace)

    def alpha_form_(input: Tensor, alpha: float = default) -> Tensor:
        """input (*) -> (*)"""
        number_of(alpha, "alpha")
        return activation.apply(input, inplace=True)

    def slope_form_(input: Tensor, negative_slope: float = default) -> Tensor:
        """input (*) -> (*)"""
        number_of(negative_slope, "negative_slope")
        return activation.apply(input, inplace=True)

    def elu_form_(
        input: Tensor, alpha: float = default, scale: float = 1, input_scale: float = 1
    ) -> Tensor:
        """input (*) -> (*)"""
        return alpha_form_(input, alpha)

    forms: dict[str, tuple[Callable[..., Tensor], Callable[..., Tensor]]] = {
        "alpha": (alpha_form, elu_form_ if name == "elu" else alpha_form_),
        "negative_slope": (slope_form, slope_form_),
    }
    function, function_ = forms[parameter]
    op(f"torch.nn.functional.{name}", f"torch._C._nn.{name}")(function)
    op(f"torch.nn.functional.{name}_", f"torch._C._nn.{name}_", binding="inplace")(function_)


_with_slope("elu", "alpha", 1.0)
_with_slope("leaky_relu", "negative_slope", 0.01)


def _check_celu(alpha: Any) -> None:
    alpha = number_of(alpha, "alpha")
    require(isinstance(alpha, Unknown) or alpha != 0, "alpha of celu must not be 0", "bad-argument")


@op("torch.nn.functional.celu")
def celu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """input (*) -> (*)"""
    _check_celu(alpha)
    return _CELU.apply(input, inplace)


@op("torch.celu")
def torch_celu(input: Tensor, alpha: float = 1.0) -> Tensor:
    """input (*) -> (*)"""
    return celu(input, alpha)


@op("torch.nn.functional.celu_", "torch.celu_", binding="inplace")
def celu_(input: Tensor, alpha: float = 1.0) -> Tensor:
    """input (*) -> (*)"""
    return celu(input, alpha, inplace=True)


@op("torch.nn.functional.rrelu")
def rrelu(
    input: Tensor,
    lower: float = 1.0 / 8,
    upper: float = 1.0 / 3,
    training: bool = False,
    inplace: bool = False,
) -> Tensor:
    """input (*) -> (*)"""
    lower, upper = number_of(lower, "lower"), number_of(upper, "upper")
    text = f"lower bound {lower} must not be greater than upper bound {upper}"
    if not isinstance(lower, Unknown) and not isinstance(upper, Unknown):
        require(lower <= upper, text, "bad-argument")
    result = _RRELU.apply(input, inplace)
    return result if result is input else result.changed(strides=common_strides(input))


@op("torch.rrelu")
def torch_rrelu(
    input: Tensor,
    lower: float = 1.0 / 8,
    upper: float = 1.0 / 3,
    training: bool = False,
    generator: object = None,
) -> Tensor:
    """input (*) -> (*)"""
    return rrelu(input, lower, upper, training)


@op("torch.nn.functional.rrelu_", "torch.rrelu_", binding="inplace")
def rrelu_(
    input: Tensor,
    lower: float = 1.0 / 8,
    upper: float = 1.0 / 3,
    training: bool = False,
    generator: object = None,
) -> Tensor:
    """input (*) -> (*)"""
    return rrelu(input, lower, upper, training, inplace=True)


@op("torch.nn.functional.hardtanh", "torch._C._nn.hardtanh")
def hardtanh(
    input: Tensor, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False
) -> Tensor:
    """input (*) -> (*)"""
    min_val, max_val = number_of(min_val, "min_val"), number_of(max_val, "max_val")
    text = f"min_val {min_val} is greater than max_val {max_val}"
    if isinstance(min_val, Unknown) or isinstance(max_val, Unknown):
        return _HARDTANH.apply(input, inplace)
    require(min_val <= max_val, text, "bad-argument", "ValueError")
    if input.dtype == DTYPES["uint8"]:
        require(min_val >= 0, f"hardtanh of uint8 with min_val {min_val}", "bad-argument")
    return _HARDTANH.apply(input, inplace)


@op("torch.nn.functional.hardtanh_", "torch._C._nn.hardtanh_", binding="inplace")
def hardtanh_(input: Tensor, min_val: float = -1.0, max_val: float = 1.0) -> Tensor:
    """input (*) -> (*)"""
    return hardtanh(input, min_val, max_val, inplace=True)


@op("torch.nn.functional.threshold")
def threshold(input: Tensor, threshold: float, value: float, inplace: bool = False) -> Tensor:
    """input (*) -> (*)"""
    if threshold is None or value is None:
        fail("threshold and value must be numbers, got None", "bad-argument", "TypeError")
    return _THRESHOLD.apply(input, inplace, threshold, value)


@op("torch.threshold")
def torch_threshold(input: Tensor, threshold: float, value: float) -> Tensor:
    """input (*) -> (*)"""
    return _THRESHOLD.apply(input, False, threshold, value)


@op("torch.nn.functional.threshold_", "torch.threshold_", binding="inplace")
def threshold_(input: Tensor, threshold: float, value: float) -> Tensor:
    """input (*) -> (*)"""
    return _THRESHOLD.apply(input, True, threshold, value)


@op("torch.nn.functional.gelu", "torch._C._nn.gelu")
def gelu(input: Tensor, *, approximate: str = "none") -> Tensor:
    """input (*) -> (*)"""
    if isinstance(approximate, str):
        text = f"approximate must be 'none' or 'tanh', got {approximate!r}"
        require(approximate in ("none", "tanh"), text, "bad-argument")
    return _Activation("gelu").apply(input)


@op("torch.nn.functional.softplus", "torch._C._nn.softplus")
def softplus(input: Tensor, beta: float = 1, threshold: float = 20) -> Tensor:
    """input (*) -> (*)"""
    return _Activation("softplus").apply(input, False, beta, threshold)


@op("torch.nn.functional.softshrink", "torch._C._nn.softshrink")
def softshrink(input: Tensor, lambd: float = 0.5) -> Tensor:
    """input (*) -> (*)"""
    lambd = number_of(lambd, "lambd")
    if not isinstance(lambd, Unknown):
        require(lambd >= 0, f"lambd must be 0 or more, got {lambd}", "bad-argument")
    return _Activation("softshrink").apply(input)


@op("torch.nn.functional.hardshrink", "torch.hardshrink", "torch.Tensor.hardshrink")
def hardshrink(input: Tensor, lambd: float = 0.5) -> Tensor:
    """input (*) -> (*)"""
    return _Activation("hardshrink").apply(input, False, lambd)


@op("torch.nn.functional.logsigmoid", "torch._C._nn.log_sigmoid")
def logsigmoid(input: Tensor) -> Tensor:
    """input (*) -> (*)"""
    return _Activation("logsigmoid").apply(input).changed(strides=common_strides(input))


def _promoting(name: str, kinds: tuple[str, ...]) -> None:
    """Registers a function of the input alone that turns integers into floats."""
    activation = _Activation(name, kinds, "RuntimeError")

    @op(f"torch.nn.functional.{name}")
    def function(input: Tensor) -> Tensor:
        """input (*) -> (*)"""
        dtype = to_float(input.dtype)
        grad = input.requires_grad
        return activation.apply(input).changed(dtype=dtype, requires_grad=grad)


_promoting("tanhshrink", ("int", "float", "complex"))
_promoting("softsign", ("int", "float", "complex"))
for _name in ("tanh", "sigmoid"):
    _promoting(_name, ("bool", "int", "float", "complex"))


@op("torch.nn.functional.prelu", "torch.prelu", "torch.Tensor.prelu")
def prelu(input: Tensor, weight: Tensor) -> Tensor:
    """input (N, C, *), weight (C,) or (1,) -> (N, C, *)"""
    require_same_device(input, weight)
    text = f"weight must be 0-d or 1-d, got {render_shape(weight.shape)}"
    require(weight.ndim <= 1, text)
    if weight.ndim == 1:
        channels = input.shape[1] if input.ndim > 1 else 1
        (parameters,) = weight.shape
        require(
            (parameters == 1) | (parameters == channels),
            f"weight has {parameters} parameters, but input {render_shape(input.shape)} has "
            f"{channels} channels",
        )
    demand_equal_dtypes(input, weight, ("input", "weight"))
    demand_kinds(input, "prelu")
    return result_of(input, input.shape, weight, strides=dense_strides(input))


@op("torch.nn.functional.glu", "torch._C._nn.glu")
def glu(input: Tensor, dim: int = -1) -> Tensor:
    """input (*, 2*n, *) -> (*, n, *)"""
    require(input.ndim > 0, "glu does not take a 0-d tensor", "dim-out-of-range")
    dim = wrap_dim(dim, input.ndim)
    size = input.shape[dim]
    text = f"glu halves dim {dim} of {render_shape(input.shape)}: its size {size} must be even"
    require(size % 2 == 0, text)
    demand_kinds(input, "glu")
    shape = (*input.shape[:dim], size // 2, *input.shape[dim + 1 :])
    return result_of(input, shape, strides=common_strides(input))
