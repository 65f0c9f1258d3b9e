"""Operators: batch, instance, layer, group, root-mean-square and local response normalization."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_nn import (
    common_strides,
    demand_kinds,
    integer,
    is_true,
    result_of,
)
from pytea.stubapi import (
    DTYPES,
    Int,
    Size,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    op,
    render_shape,
    require,
    require_same_device,
    result_type,
    same,
    sprod,
    to_float,
    wrap_dims,
)

_HALVES = (DTYPES["float16"], DTYPES["bfloat16"])


def _check_parameter_dtype(input: Tensor, parameter: Tensor | None, name: str) -> None:
    """Demands the dtype of the input; half precision inputs also take float32 parameters."""
    if parameter is None or parameter.dtype is None or input.dtype is None:
        return
    mixed = input.dtype in _HALVES and parameter.dtype == DTYPES["float32"]
    text = f"input is {input.dtype}, but {name} is {parameter.dtype}"
    require(parameter.dtype == input.dtype or mixed, text, "dtype-mismatch")


def _check_channels(input: Tensor, channels: Int, **parameters: Tensor | None) -> None:
    for name, parameter in parameters.items():
        if parameter is not None:
            require(
                parameter.numel() == channels,
                f"{name} has {parameter.numel()} elements, but input {render_shape(input.shape)} "
                f"has {channels} channels",
            )


def _check_positive_eps(eps: Any, training: bool) -> None:
    if isinstance(eps, (int, float)):
        text = f"eps must be positive, got {eps}" if training else f"eps is negative: {eps}"
        require(eps > 0 or (eps == 0 and not training), text, "bad-argument", "ValueError")


def _check_many_values(count: Int, input: Tensor) -> None:
    require(
        count != 1,
        f"expected more than 1 value per channel when training, got input size "
        f"{render_shape(input.shape)}",
        "shape-mismatch",
        "ValueError",
    )


def _check_running_stats(mean: Tensor | None, var: Tensor | None, training: bool) -> None:
    if not training:
        for name, stat in (("running_mean", mean), ("running_var", var)):
            require(stat is not None, f"{name} must be defined in evaluation mode", "bad-argument")
    both = (mean is None) == (var is None)
    text = "running_mean and running_var must either both be None or neither be None"
    require(both, text, "bad-argument", "ValueError")
    for stat in (mean, var):
        if stat is not None:
            require(stat.ndim == 1, f"running stats must be 1-d, got {render_shape(stat.shape)}")


def _empty_normalized(input: Tensor, weight: Tensor | None, bias: Tensor | None) -> Tensor:
    """Returns the record of an empty input: torch multiplies it by numbers and looks no further."""
    numbers = [t.changed(sizes=Size(()), data=None) for t in (weight, bias) if t is not None]
    dtype = result_type(input, *numbers)
    return result_of(input, input.shape, weight, bias, dtype=dtype, strides=common_strides(input))


def batch_normalized(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None,
    bias: Tensor | None,
    training: Any,
) -> Tensor:
    """Returns the record after batch normalization; ``training`` may be unknown."""
    require_same_device(input, running_mean, running_var, weight, bias)
    if any(same(size, 0) for size in input.shape):
        return _empty_normalized(input, weight, bias)
    text = f"input must have at least 2 dims, got {render_shape(input.shape)}"
    require(input.ndim >= 2, text)
    _check_channels(
        input,
        input.shape[1],
        running_mean=running_mean,
        running_var=running_var,
        weight=weight,
        bias=bias,
    )
    if not isinstance(training, Unknown):
        _check_running_stats(running_mean, running_var, bool(training))
    demand_kinds(input, "batch_norm")
    for name, parameter in (("weight", weight), ("bias", bias), ("running_mean", running_mean)):
        _check_parameter_dtype(input, parameter, name)
    return result_of(input, input.shape, weight, bias, strides=common_strides(input))


@op("torch.nn.functional.batch_norm")
def batch_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-05,
) -> Tensor:
    """input (N, C, *), parameters (C,) -> (N, C, *)"""
    if is_true(training):
        require(input.ndim > 0, "input must have at least 2 dims, got ()", exception="IndexError")
        _check_many_values(input.shape[0] * sprod(input.shape[2:]), input)
    _check_positive_eps(eps, is_true(training))
    return batch_normalized(input, running_mean, running_var, weight, bias, training)


@op("torch.batch_norm")
def torch_batch_norm(
    input: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    training: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool,
) -> Tensor:
    """input (N, C, *), parameters (C,) -> (N, C, *)"""
    return batch_normalized(input, running_mean, running_var, weight, bias, training)


def _instance_statistics_ok(mean: Tensor | None, var: Tensor | None, from_input: bool) -> None:
    both = (mean is None) == (var is None)
    text = "running_mean and running_var must either both be None or neither be None"
    require(both, text, "bad-argument", "ValueError")
    text = "running_mean and running_var must be defined when use_input_stats is False"
    require(from_input or mean is not None, text, "bad-argument")


def _instance_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None,
    bias: Tensor | None,
    use_input_stats: Any,
) -> Tensor:
    require_same_device(input, running_mean, running_var, weight, bias)
    require(input.ndim >= 2, f"input must have at least 2 dims, got {render_shape(input.shape)}")
    if not isinstance(use_input_stats, Unknown):
        _instance_statistics_ok(running_mean, running_var, bool(use_input_stats))
    _check_channels(
        input,
        input.shape[1],
        running_mean=running_mean,
        running_var=running_var,
        weight=weight,
        bias=bias,
    )
    demand_kinds(input, "instance_norm")
    _check_parameter_dtype(input, weight, "weight")
    _check_parameter_dtype(input, bias, "bias")
    return result_of(input, input.shape, weight, bias, strides=common_strides(input))


@op("torch.nn.functional.instance_norm")
def instance_norm(
    input: Tensor,
    running_mean: Tensor | None = None,
    running_var: Tensor | None = None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-05,
) -> Tensor:
    """input (N, C, *), parameters (C,) -> (N, C, *)"""
    if is_true(use_input_stats):
        require(
            sprod(input.shape[2:]) != 1,
            f"expected more than 1 spatial element when training, got input size "
            f"{render_shape(input.shape)}",
            "shape-mismatch",
            "ValueError",
        )
    return _instance_norm(input, running_mean, running_var, weight, bias, use_input_stats)


@op("torch.instance_norm")
def torch_instance_norm(
    input: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    use_input_stats: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool,
) -> Tensor:
    """input (N, C, *), parameters (C,) -> (N, C, *)"""
    return _instance_norm(input, running_mean, running_var, weight, bias, use_input_stats)


def _check_normalized(
    input: Tensor, normalized_shape: Any, weight: Tensor | None, bias: Tensor | None
) -> tuple[Int, ...]:
    if isinstance(normalized_shape, Unknown):
        raise UnknownUse(normalized_shape.reason)
    if not isinstance(normalized_shape, (list, tuple)):
        text = f"normalized_shape must be a tuple of ints, got {normalized_shape!r}"
        fail(text, "bad-argument", "TypeError")
    wanted = tuple(integer(size, "normalized_shape") for size in normalized_shape)
    require(len(wanted) > 0, "normalized_shape must not be empty", "bad-argument")
    require_same_device(input, weight, bias)
    for name, parameter in (("weight", weight), ("bias", bias)):
        if parameter is not None:
            _check_same_shape(parameter.shape, wanted, name)
    text = f"input {render_shape(input.shape)} must end in normalized_shape {render_shape(wanted)}"
    require(input.ndim >= len(wanted), text)
    for size, expected in zip(input.shape[-len(wanted) :], wanted, strict=True):
        require(size == expected, text)
    return wanted


def _check_same_shape(shape: Sequence[Int], wanted: Sequence[Int], name: str) -> None:
    text = f"{name} is {render_shape(shape)}, but normalized_shape is {render_shape(wanted)}"
    require(len(shape) == len(wanted), text)
    for size, expected in zip(shape, wanted, strict=True):
        require(size == expected, text)


@op("torch.nn.functional.layer_norm", "torch.layer_norm")
def layer_norm(
    input: Tensor,
    normalized_shape: Any,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-05,
    cudnn_enable: bool = True,
) -> Tensor:
    """input (*, *normalized_shape), parameters normalized_shape -> shape of input"""
    _check_normalized(input, normalized_shape, weight, bias)
    demand_kinds(input, "layer_norm")
    _check_parameter_dtype(input, weight, "weight")
    _check_parameter_dtype(input, bias, "bias")
    return result_of(input, input.shape, weight, bias)


@op("torch.nn.functional.rms_norm", "torch.rms_norm")
def rms_norm(
    input: Tensor, normalized_shape: Any, weight: Tensor | None = None, eps: Any = None
) -> Tensor:
    """input (*, *normalized_shape), weight normalized_shape -> shape of input"""
    _check_normalized(input, normalized_shape, weight, None)
    demand_kinds(input, "rms_norm", ("float", "complex"))
    return result_of(input, input.shape, weight, strides=common_strides(input))


def group_normalized(
    input: Tensor, num_groups: Int, weight: Tensor | None, bias: Tensor | None
) -> Tensor:
    """Returns the record after group normalization of an input with at least 2 dims."""
    require_same_device(input, weight, bias)
    require(num_groups > 0, f"num_groups must be positive, got {num_groups}", "bad-argument")
    channels = input.shape[1]
    require(
        channels % num_groups == 0,
        f"input {render_shape(input.shape)} has {channels} channels, which num_groups={num_groups} "
        "does not divide",
    )
    for name, parameter in (("weight", weight), ("bias", bias)):
        if parameter is not None:
            text = f"{name} is {render_shape(parameter.shape)}, but input has {channels} channels"
            require(parameter.ndim == 1, text)
            require(parameter.shape[0] == channels, text)
    demand_kinds(input, "group_norm")
    _check_parameter_dtype(input, weight, "weight")
    _check_parameter_dtype(input, bias, "bias")
    return result_of(input, input.shape, weight, bias, strides=common_strides(input))


@op("torch.nn.functional.group_norm")
def group_norm(
    input: Tensor,
    num_groups: Int,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-05,
) -> Tensor:
    """input (N, C, *), parameters (C,) -> (N, C, *)"""
    require(input.ndim >= 2, f"input must have at least 2 dims, got {render_shape(input.shape)}")
    num_groups = integer(num_groups, "num_groups")
    text = "num_groups must be positive, got 0"
    require(num_groups != 0, text, "bad-argument", "ZeroDivisionError")
    values = input.shape[0] * input.shape[1] // num_groups * sprod(input.shape[2:])
    _check_many_values(values, input)
    return group_normalized(input, num_groups, weight, bias)


@op("torch.group_norm")
def torch_group_norm(
    input: Tensor,
    num_groups: Int,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-05,
    cudnn_enabled: bool = True,
) -> Tensor:
    """input (N, C, *), parameters (C,) -> (N, C, *)"""
    require(input.ndim >= 2, f"input must have at least 2 dims, got {render_shape(input.shape)}")
    return group_normalized(input, integer(num_groups, "num_groups"), weight, bias)


@op("torch.nn.functional.local_response_norm")
def local_response_norm(
    input: Tensor, size: Int, alpha: float = 0.0001, beta: float = 0.75, k: float = 1.0
) -> Tensor:
    """input (N, C, *) -> (N, C, *)"""
    text = f"input must have at least 3 dims, got {render_shape(input.shape)}"
    require(input.ndim >= 3, text, exception="ValueError")
    size = integer(size, "size")
    require(size > 0, f"size must be positive, got {size}", "bad-argument")
    demand_kinds(input, "local_response_norm", ("int", "float"))
    dtype = to_float(input.dtype)
    return result_of(input, input.shape, dtype=dtype, strides=common_strides(input))


@op("torch.nn.functional.normalize")
def normalize(input: Tensor, p: float = 2.0, dim: Any = 1, eps: float = 1e-12) -> Tensor:
    """input (*) -> (*)"""
    wrap_dims(dim, input.ndim)
    demand_kinds(input, "normalize", ("float", "complex"), "RuntimeError")
    return result_of(input, input.shape, strides=common_strides(input))
