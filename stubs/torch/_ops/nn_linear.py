"""Operators: linear, bilinear."""

from __future__ import annotations

from pytea._stubs.torch._ops._shared_nn import demand_equal_dtypes, demand_kinds, result_of
from pytea.stubapi import (
    Int,
    Tensor,
    op,
    render_shape,
    require,
    require_broadcastable_to,
    require_same_device,
)

_NUMBERS = ("int", "float", "complex")


@op("torch.nn.functional.linear", "torch._C._nn.linear")
def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """input (*, in_features), weight (out_features?, in_features) -> (*, out_features?)"""
    require_same_device(input, weight, bias)
    require(weight.ndim in (1, 2), f"weight must be 1-d or 2-d, got {render_shape(weight.shape)}")
    require(input.ndim > 0, "input must have at least 1 dim, got a 0-d tensor")
    *batch, in_features = input.shape
    *out_features, weight_in = weight.shape
    require(
        in_features == weight_in,
        f"input has {in_features} features, but weight expects {weight_in}",
    )
    demand_equal_dtypes(input, weight, ("input", "weight"))
    shape = (*batch, *out_features)
    if bias is not None:
        _check_bias(bias, input, weight, shape)
    demand_kinds(input, "linear", _NUMBERS)
    return result_of(input, shape, weight, bias)


def _check_bias(bias: Tensor, input: Tensor, weight: Tensor, shape: tuple[Int, ...]) -> None:
    if bias.ndim > 0 or input.ndim == 2:
        demand_equal_dtypes(input, bias, ("input", "bias"))
    fits = weight.ndim == 2 or (bias.ndim != 1 and input.ndim != 2)
    require(fits, f"bias {render_shape(bias.shape)} does not go with a 1-d weight")
    target = (1, *shape) if input.ndim == 1 else shape
    text = f"bias has shape {render_shape(bias.shape)}, but the output has {render_shape(shape)}"
    require_broadcastable_to(bias.shape, target, text)


@op("torch.nn.functional.bilinear", "torch.bilinear")
def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """input1 (*, H1), input2 (*, H2), weight (out, H1, H2) -> (*, out)"""
    require_same_device(input1, input2, weight, bias)
    shapes = f"input1 {render_shape(input1.shape)} and input2 {render_shape(input2.shape)}"
    require(input1.ndim == input2.ndim, f"{shapes} must have the same number of dims")
    require(input1.ndim > 0, f"{shapes} must have at least 1 dim", exception="IndexError")
    for a, b in zip(input1.shape[:-1], input2.shape[:-1], strict=True):
        require(a == b, f"{shapes} must agree in all dims but the last")
    require(weight.ndim == 3, f"weight must be 3-d, got {render_shape(weight.shape)}")
    out_features, in1, in2 = weight.shape
    for size in (in1, in2):
        require(size > 0, f"weight {render_shape(weight.shape)} must not be empty")
    require(
        input1.shape[-1] == in1,
        f"input1 has {input1.shape[-1]} features, but weight expects {in1}",
    )
    require(
        input2.shape[-1] == in2,
        f"input2 has {input2.shape[-1]} features, but weight expects {in2}",
    )
    if bias is not None:
        require(
            bias.ndim == 1 and bias.shape[0] == out_features,
            f"bias has shape {render_shape(bias.shape)}, but weight has {out_features} outputs",
        )
    for other, name in ((input2, "input2"), (weight, "weight"), (bias, "bias")):
        demand_equal_dtypes(input1, other, ("input1", name))
    demand_kinds(input1, "bilinear", _NUMBERS)
    return result_of(input1, (*input1.shape[:-1], out_features), input2, weight, bias)
