"""Operators: convolutions and transposed convolutions over 1, 2 and 3 spatial dims."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import (
    common_strides,
    demand_equal_dtypes,
    demand_kinds,
    integer,
    integers,
    result_of,
)
from pytea.stubapi import (
    Int,
    Tensor,
    fail,
    op,
    render_shape,
    require,
    require_same_device,
    same,
)

_NUMBERS = ("int", "float", "complex")


def _spatial(value: Any, dims: int, name: str, least: int, complaint: str) -> tuple[Int, ...]:
    sizes = integers(value, dims, name)
    for size in sizes:
        if (allowed := size >= least) is not True:
            text = f"{name} is {render_shape(sizes)}: {complaint}"
            require(allowed, text, "bad-argument")
    return sizes


def _check_ranks(input: Tensor, weight: Tensor, dims: int, name: str) -> bool:
    """Returns whether the input has a batch dim."""
    require(
        weight.ndim == dims + 2,
        f"weight of {name} must have {dims + 2} dims, got {render_shape(weight.shape)}",
    )
    require(
        input.ndim in (dims + 1, dims + 2),
        f"input of {name} must have {dims + 1} or {dims + 2} dims, got {render_shape(input.shape)}",
    )
    return input.ndim == dims + 2


def _check_operands(input: Tensor, weight: Tensor, bias: Tensor | None, outputs: Int) -> None:
    require_same_device(input, weight, bias)
    if bias is not None:
        require(
            bias.ndim == 1 and bias.shape[0] == outputs,
            f"bias has shape {render_shape(bias.shape)}, but the convolution has {outputs} outputs",
        )
    for size in weight.shape[2:]:
        if (filled := size > 0) is not True:
            require(filled, f"kernel of weight {render_shape(weight.shape)} must not be empty")
    demand_equal_dtypes(input, weight, ("input", "weight"))
    demand_kinds(input, "convolution", _NUMBERS)


def _check_extent(input: Tensor, dims: int, batched: bool) -> None:
    """Demands spatial dims that are not empty: torch allows that for batch and channels only."""
    empty_batch = input.shape[0] == 0 if batched else False
    for size in input.shape[-dims:]:
        if (filled := (size > 0) | empty_batch) is not True:
            require(filled, f"input {render_shape(input.shape)} has an empty spatial dim")


def _check_groups(weight: Tensor, groups: Int) -> None:
    require(groups > 0, f"groups must be positive, got {groups}", "bad-argument")
    if same(groups, 1) and (weight.shape[0] > 0) is True:
        return
    shape = render_shape(weight.shape)
    text = f"weight {shape} must have at least {groups} filters for groups={groups}"
    require(weight.shape[0] >= groups, text)
    require(
        weight.shape[0] % groups == 0,
        f"weight {shape} has {weight.shape[0]} filters, which {groups} groups do not divide",
    )


def _padding(
    padding: Any, dims: int, stride: tuple[Int, ...], kernel: tuple[Int, ...], dilation: Any
) -> tuple[Int, ...]:
    """Returns what is added to each spatial dim, both sides together."""
    if not isinstance(padding, str):
        one_side = _spatial(padding, dims, "padding", 0, "negative padding is not supported")
        return tuple(2 * pad for pad in one_side)
    if padding == "same":
        for step in stride:
            require(step == 1, "padding='same' is not supported for strides > 1", "bad-argument")
        return tuple(d * (k - 1) for d, k in zip(dilation, kernel, strict=True))
    if padding != "valid":
        fail(f"padding must be 'same', 'valid' or numbers, got {padding!r}", "bad-argument")
    return (0,) * dims


def _convolve(
    name: str,
    dims: int,
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    stride: Any,
    padding: Any,
    dilation: Any,
    groups: Any,
) -> Tensor:
    batched = _check_ranks(input, weight, dims, name)
    groups = integer(groups, "groups")
    strides = _spatial(stride, dims, "stride", 1, "it must be positive")
    dilations = _spatial(dilation, dims, "dilation", 1, "it must be positive")
    kernel = weight.shape[2:]
    paddings = _padding(padding, dims, strides, kernel, dilations)
    _check_groups(weight, groups)
    channels, wanted = input.shape[-dims - 1], weight.shape[1] * groups
    by_groups = "" if groups == 1 else f" ({groups} groups of {weight.shape[1]})"
    require(
        channels == wanted,
        f"input {render_shape(input.shape)} has {channels} channels, but weight "
        f"{render_shape(weight.shape)} expects {wanted}{by_groups}",
    )
    _check_operands(input, weight, bias, weight.shape[0])
    demand_equal_dtypes(input, bias, ("input", "bias"))
    _check_extent(input, dims, batched)
    out: list[Int] = []
    for size, pad, k, s, d in zip(
        input.shape[-dims:], paddings, kernel, strides, dilations, strict=True
    ):
        span = size + pad - (d * (k - 1) + 1)
        if (fits := span >= 0) is not True:
            text = f"kernel size {d * (k - 1) + 1} is greater than the padded input size "
            require(fits, f"{text}{size + pad}")
        out.append(span // s + 1)
    batch = input.shape[:1] if batched else ()
    return result_of(
        input,
        (*batch, weight.shape[0], *out),
        weight,
        bias,
        strides=common_strides(input, weight),
    )


def _convolve_transposed(
    name: str,
    dims: int,
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    stride: Any,
    padding: Any,
    output_padding: Any,
    groups: Any,
    dilation: Any,
) -> Tensor:
    batched = _check_ranks(input, weight, dims, name)
    groups = integer(groups, "groups")
    strides = _spatial(stride, dims, "stride", 1, "it must be positive")
    paddings = _spatial(padding, dims, "padding", 0, "negative padding is not supported")
    extra = _spatial(output_padding, dims, "output_padding", 0, "it must not be negative")
    dilations = _spatial(dilation, dims, "dilation", 1, "it must be positive")
    _check_groups(weight, groups)
    channels, outputs = input.shape[-dims - 1], weight.shape[1] * groups
    require(
        channels == weight.shape[0],
        f"input {render_shape(input.shape)} has {channels} channels, but weight "
        f"{render_shape(weight.shape)} expects {weight.shape[0]}",
    )
    _check_operands(input, weight, bias, outputs)
    _check_extent(input, dims, batched)
    kernel = weight.shape[2:]
    out = tuple(
        _transposed_size(size, k, s, p, e, d)
        for size, k, s, p, e, d in zip(
            input.shape[-dims:], kernel, strides, paddings, extra, dilations, strict=True
        )
    )
    batch = input.shape[:1] if batched else ()
    return result_of(
        input, (*batch, outputs, *out), weight, bias, strides=common_strides(input, weight)
    )


def _transposed_size(size: Int, k: Int, s: Int, p: Int, extra: Int, d: Int) -> Int:
    require(
        (extra < s) | (extra < d),
        f"output_padding {extra} must be smaller than either stride {s} or dilation {d}",
        "bad-argument",
    )
    result = (size - 1) * s - 2 * p + d * (k - 1) + extra + 1
    require(result >= 0, f"input of size {size} is too small: the output size would be {result}")
    return result


def _register(dims: int) -> None:
    """Registers conv{dims}d and conv_transpose{dims}d in both namespaces."""
    forward, transposed = f"conv{dims}d", f"conv_transpose{dims}d"

    @op(f"torch.nn.functional.{forward}", f"torch.{forward}")
    def conv(
        input: Tensor,
        weight: Tensor,
        bias: Tensor | None = None,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: Int = 1,
    ) -> Tensor:
        """input (N?, C_in, *in), weight (C_out, C_in/groups, *kernel) -> (N?, C_out, *out)"""
        return _convolve(forward, dims, input, weight, bias, stride, padding, dilation, groups)

    @op(f"torch.nn.functional.{transposed}", f"torch.{transposed}")
    def conv_transpose(
        input: Tensor,
        weight: Tensor,
        bias: Tensor | None = None,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: Int = 1,
        dilation: Any = 1,
    ) -> Tensor:
        """input (N?, C_in, *in), weight (C_in, C_out/groups, *kernel) -> (N?, C_out, *out)"""
        return _convolve_transposed(
            transposed, dims, input, weight, bias, stride, padding, output_padding, groups, dilation
        )


for _dims in (1, 2, 3):
    _register(_dims)


@op("torch.convolution")
def convolution(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    stride: Any,
    padding: Any,
    dilation: Any,
    transposed: bool,
    output_padding: Any,
    groups: Int,
) -> Tensor:
    """The convolution of any number of spatial dims, with its dims read off the weight."""
    dims = weight.ndim - 2
    require(dims >= 1, f"weight must have at least 3 dims, got {render_shape(weight.shape)}")
    if transposed:
        return _convolve_transposed(
            "convolution", dims, input, weight, bias, stride, padding, output_padding, groups,
            dilation,
        )  # fmt: skip
    return _convolve("convolution", dims, input, weight, bias, stride, padding, dilation, groups)


@op("torch.nn.functional.conv_tbc", "torch.conv_tbc")
def conv_tbc(input: Tensor, weight: Tensor, bias: Tensor, pad: Int = 0) -> Tensor:
    """input (T, B, C_in), weight (kW, C_in, C_out), bias (C_out,) -> (T_out, B, C_out)"""
    require(input.ndim == 3, f"input must be 3-d, got {render_shape(input.shape)}")
    require(weight.ndim == 3, f"weight must be 3-d, got {render_shape(weight.shape)}")
    require(bias.ndim == 1, f"bias must be 1-d, got {render_shape(bias.shape)}")
    pad = integer(pad, "pad")
    time, batch, channels = input.shape
    kernel, wanted, outputs = weight.shape
    require(channels == wanted, f"input has {channels} channels, but weight expects {wanted}")
    require(
        bias.shape[0] == outputs, f"bias has {bias.shape[0]} elements, but weight {outputs} outputs"
    )
    _check_operands(input, weight, bias, outputs)
    length = time + 2 * pad - kernel + 1
    require(length >= 0, f"kernel size {kernel} is greater than the padded size {time + 2 * pad}")
    return result_of(input, (length, batch, outputs), weight, bias)
