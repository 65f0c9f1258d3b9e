"""Operators of torch.nn.init: they fill a tensor in place and keep its shape and dtype."""

from __future__ import annotations

import math
from typing import Any

from pytea._stubs.torch._ops._shared_nn import demand_kinds
from pytea.stubapi import (
    Int,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    op,
    render_shape,
    require,
    sprod,
)

_LINEAR = (
    "linear", "conv1d", "conv2d", "conv3d",
    "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid",
)  # fmt: skip
_GAINS = {"tanh": 5.0 / 3, "relu": math.sqrt(2.0), "selu": 3.0 / 4}


def _names(name: str) -> tuple[str, ...]:
    """Returns the name and the deprecated one without underscore."""
    return f"torch.nn.init.{name}", f"torch.nn.init.{name.rstrip('_')}"


def _filled(tensor: Tensor) -> Tensor:
    return tensor.changed(data=None)


def _check_random(tensor: Tensor) -> None:
    demand_kinds(tensor, "random initialization")


def _known(*values: Any) -> bool:
    return all(isinstance(value, (int, float)) for value in values)


def _check_range(low: Any, high: Any) -> None:
    if _known(low, high):
        require(low <= high, f"the range from {low} to {high} is empty", "bad-argument")


def _check_std(std: Any) -> None:
    if _known(std):
        require(std >= 0, f"std must not be negative, got {std}", "bad-argument")


@op(*_names("uniform_"), binding="inplace")
def uniform_(tensor: Tensor, a: float = 0.0, b: float = 1.0, generator: Any = None) -> Tensor:
    """tensor (*) -> (*)"""
    _check_random(tensor)
    _check_range(a, b)
    return _filled(tensor)


@op(*_names("normal_"), binding="inplace")
def normal_(tensor: Tensor, mean: float = 0.0, std: float = 1.0, generator: Any = None) -> Tensor:
    """tensor (*) -> (*)"""
    _check_random(tensor)
    _check_std(std)
    return _filled(tensor)


@op("torch.nn.init.trunc_normal_", binding="inplace")
def trunc_normal_(
    tensor: Tensor,
    mean: float = 0.0,
    std: float = 1.0,
    a: float = -2.0,
    b: float = 2.0,
    generator: Any = None,
) -> Tensor:
    """tensor (*) -> (*)"""
    _check_random(tensor)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        require(a <= b, f"a must not be above b, got a={a} and b={b}", "bad-argument")
    return _filled(tensor)


@op(*_names("constant_"), binding="inplace")
def constant_(tensor: Tensor, val: float) -> Tensor:
    """tensor (*) -> (*)"""
    return _filled(tensor)


@op("torch.nn.init.ones_", "torch.nn.init.zeros_", binding="inplace")
def ones_(tensor: Tensor) -> Tensor:
    """tensor (*) -> (*)"""
    return _filled(tensor)


@op(*_names("eye_"), binding="inplace")
def eye_(tensor: Tensor) -> Tensor:
    """tensor (n, m) -> (n, m)"""
    _check_matrix(tensor)
    return _filled(tensor)


def _check_matrix(tensor: Tensor) -> None:
    text = f"only 2-d tensors are supported, got {render_shape(tensor.shape)}"
    require(tensor.ndim == 2, text, exception="ValueError")


@op(*_names("dirac_"), binding="inplace")
def dirac_(tensor: Tensor, groups: Int = 1) -> Tensor:
    """tensor (C_out, C_in, *kernel) -> the same shape"""
    text = f"only 3-d, 4-d and 5-d tensors are supported, got {render_shape(tensor.shape)}"
    require(tensor.ndim in (3, 4, 5), text, exception="ValueError")
    text = f"{tensor.shape[0]} output channels must be divisible by groups={groups}"
    require(tensor.shape[0] % groups == 0, text, exception="ValueError")
    return _filled(tensor)


@op("torch.nn.init._calculate_fan_in_and_fan_out", counted=False)
def fan_in_and_fan_out(tensor: Tensor) -> tuple[Int, Int]:
    """Returns the number of inputs and outputs of a unit of weight (out, in, *kernel)."""
    text = f"fan in and fan out need at least 2 dims, got {render_shape(tensor.shape)}"
    require(tensor.ndim >= 2, text, exception="ValueError")
    field = sprod(tensor.shape[2:])
    return tensor.shape[1] * field, tensor.shape[0] * field


@op("torch.nn.init._calculate_correct_fan", counted=False)
def correct_fan(tensor: Tensor, mode: Any) -> Int:
    """Returns the fan that ``mode`` names."""
    if isinstance(mode, Unknown):
        raise UnknownUse(mode.reason)
    lower = mode.lower()
    if lower not in ("fan_in", "fan_out"):
        fail(f"mode must be 'fan_in' or 'fan_out', got {mode!r}", "bad-argument", "ValueError")
    return fan_in_and_fan_out(tensor)[lower == "fan_out"]


@op("torch.nn.init.calculate_gain", counted=False)
def calculate_gain(nonlinearity: str, param: Any = None) -> float:
    """Returns the recommended gain of a nonlinearity."""
    for value in (nonlinearity, param):
        if isinstance(value, Unknown):
            raise UnknownUse(value.reason)
    if nonlinearity in _LINEAR:
        return 1
    if nonlinearity in _GAINS:
        return _GAINS[nonlinearity]
    if nonlinearity != "leaky_relu":
        fail(f"unsupported nonlinearity {nonlinearity}", "bad-argument", "ValueError")
    slope = 0.01 if param is None else param
    if isinstance(slope, bool) or not isinstance(slope, (int, float)):
        fail(f"negative_slope {slope} is not a valid number", "bad-argument", "ValueError")
    return math.sqrt(2.0 / (1 + slope**2))


def _register_xavier(name: str) -> None:
    @op(*_names(name), binding="inplace")
    def xavier(tensor: Tensor, gain: float = 1.0, generator: Any = None) -> Tensor:
        """tensor (out, in, *kernel) -> the same shape"""
        fan_in, fan_out = fan_in_and_fan_out(tensor)
        text = f"a tensor of shape {render_shape(tensor.shape)} has no fan"
        require(fan_in + fan_out != 0, text, exception="ZeroDivisionError")
        _check_random(tensor)
        return _filled(tensor)


def _register_kaiming(name: str) -> None:
    @op(*_names(name), binding="inplace")
    def kaiming(
        tensor: Tensor,
        a: float = 0,
        mode: str = "fan_in",
        nonlinearity: str = "leaky_relu",
        generator: Any = None,
    ) -> Tensor:
        """tensor (out, in, *kernel) -> the same shape; nothing is checked of an empty one"""
        if any(type(size) is int and size == 0 for size in tensor.shape):
            return tensor
        if not isinstance(mode, Unknown):
            correct_fan(tensor, mode)
        if not isinstance(nonlinearity, Unknown) and not isinstance(a, Unknown):
            calculate_gain(nonlinearity, a)
        _check_random(tensor)
        return _filled(tensor)


for _name in ("xavier_uniform_", "xavier_normal_"):
    _register_xavier(_name)
for _name in ("kaiming_uniform_", "kaiming_normal_"):
    _register_kaiming(_name)


@op(*_names("orthogonal_"), binding="inplace")
def orthogonal_(tensor: Tensor, gain: float = 1, generator: Any = None) -> Tensor:
    """tensor (rows, *) -> the same shape"""
    text = f"only tensors with 2 or more dims are supported, got {render_shape(tensor.shape)}"
    require(tensor.ndim >= 2, text, exception="ValueError")
    _check_random(tensor)
    return _filled(tensor)


@op(*_names("sparse_"), binding="inplace")
def sparse_(tensor: Tensor, sparsity: float, std: float = 0.01, generator: Any = None) -> Tensor:
    """tensor (n, m) -> (n, m)"""
    _check_matrix(tensor)
    _check_random(tensor)
    return _filled(tensor)
