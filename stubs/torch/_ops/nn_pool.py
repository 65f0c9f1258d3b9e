"""Operators: max, average and power-average pooling over 1, 2 and 3 spatial dims."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_nn import (
    common_strides,
    demand_kinds,
    integers,
    is_true,
    result_of,
)
from pytea.stubapi import (
    DTYPES,
    Int,
    Tensor,
    Unknown,
    fail,
    op,
    render_shape,
    require,
    to_float,
    window_size,
)


def check_pool_rank(input: Tensor, dims: int, name: str) -> None:
    """Demands (N?, C, *spatial)."""
    require(
        input.ndim in (dims + 1, dims + 2),
        f"input of {name} must have {dims + 1} or {dims + 2} dims, got {render_shape(input.shape)}",
    )


def _numbers(value: Any, dims: int, name: str, least: int) -> tuple[Int, ...]:
    numbers = integers(value, dims, name)
    rule = "positive" if least else "0 or more"
    for number in numbers:
        if (allowed := number >= least) is not True:
            text = f"{name} is {render_shape(numbers)}: must be {rule}"
            require(allowed, text, "bad-argument")
    return numbers


def _pooled(
    name: str,
    dims: int,
    input: Tensor,
    kernel_size: Any,
    stride: Any,
    padding: Any,
    dilation: Any,
    ceil_mode: Any,
) -> tuple[Int, ...]:
    """Returns the shape after a sliding window over the last ``dims`` dims."""
    kernel = _numbers(kernel_size, dims, "kernel_size", 1)
    omitted = stride is None or (isinstance(stride, (list, tuple)) and not stride)
    steps = kernel if omitted else _numbers(stride, dims, "stride", 1)
    pads = _numbers(padding, dims, "padding", 0)
    dilations = _numbers(dilation, dims, "dilation", 1)
    check_pool_rank(input, dims, name)
    for size in input.shape[-dims - 1 :]:
        if (filled := size > 0) is not True:
            require(filled, f"input {render_shape(input.shape)} has an empty dim")
    spatial = input.shape[-dims:]
    out: list[Int] = []
    for size, k, s, p, d in zip(spatial, kernel, steps, pads, dilations, strict=True):
        extent = d * (k - 1) + 1
        if (allowed := 2 * p <= k) is not True:
            text = f"padding {p} is more than half of the kernel size {k}"
            require(allowed, text, "bad-argument")
        if dims == 3 and name != "max_pool3d":
            text = f"input {render_shape(input.shape)} is smaller than the kernel size {k}"
            require(size >= k, text)
        result = window_size(size, k, s, p, d, bool(ceil_mode))
        if (fits := result >= 1) is not True:
            text = f"input {render_shape(input.shape)} is too small for a window of {extent}"
            require(fits, f"{text}: the output size would be {result}")
        out.append(result)
    return (*input.shape[:-dims], *out)


def _max_pool(
    name: str, dims: int, input: Tensor, args: Sequence[Any], return_indices: Any
) -> Tensor | tuple[Tensor, Tensor]:
    shape = _pooled(name, dims, input, *args)
    both = is_true(return_indices)
    kinds = ("float",) if dims == 1 and not both else ("int", "float")
    demand_kinds(input, name, kinds)
    result = result_of(input, shape, strides=common_strides(input))
    if isinstance(return_indices, Unknown):
        bool(return_indices)
    if not both:
        return result
    return result, result.changed(dtype=DTYPES["int64"], requires_grad=False)


def _average(
    name: str, dims: int, input: Tensor, args: Sequence[Any], divisor: Any = None
) -> Tensor:
    kernel, stride, padding, ceil_mode = args
    shape = _pooled(name, dims, input, kernel, stride, padding, 1, ceil_mode)
    if divisor is not None:
        require(divisor != 0, "divisor_override must not be zero", "bad-argument")
    demand_kinds(input, name, ("int", "float"))
    return result_of(input, shape, strides=common_strides(input))


def _register_max(dims: int) -> None:
    name = f"max_pool{dims}d"

    @op(f"torch.nn.functional.{name}")
    def max_pool(
        input: Tensor,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        ceil_mode: bool = False,
        return_indices: bool = False,
    ) -> Tensor | tuple[Tensor, Tensor]:
        """input (N?, C, *in) -> (N?, C, *out), and with ``return_indices`` the indices too"""
        args = (kernel_size, stride, padding, dilation, ceil_mode)
        return _max_pool(name, dims, input, args, return_indices)

    @op(f"torch.{name}")
    def torch_max_pool(
        input: Tensor,
        kernel_size: Any,
        stride: Any = (),
        padding: Any = 0,
        dilation: Any = 1,
        ceil_mode: bool = False,
    ) -> object:
        """input (N?, C, *in) -> (N?, C, *out)"""
        args = (kernel_size, stride, padding, dilation, ceil_mode)
        return _max_pool(name, dims, input, args, return_indices=False)

    @op(
        f"torch.nn.functional.{name}_with_indices",
        f"torch._C._nn.{name}_with_indices",
    )
    def max_pool_with_indices(
        input: Tensor,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        ceil_mode: bool = False,
        return_indices: bool = False,
    ) -> object:
        """input (N?, C, *in) -> (N?, C, *out) twice: values and indices"""
        args = (kernel_size, stride, padding, dilation, ceil_mode)
        return _max_pool(name, dims, input, args, return_indices=True)


@op("torch.max_pool1d_with_indices")
def max_pool1d_with_indices(
    input: Tensor,
    kernel_size: Any,
    stride: Any = (),
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
) -> object:
    """input (N?, C, L_in) -> (N?, C, L_out) twice: values and indices"""
    args = (kernel_size, stride, padding, dilation, ceil_mode)
    return _max_pool("max_pool1d", 1, input, args, return_indices=True)


def _register_average(dims: int) -> None:
    name = f"avg_pool{dims}d"

    @op(f"torch.nn.functional.{name}", f"torch._C._nn.{name}")
    def avg_pool(
        input: Tensor,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: Any = None,
    ) -> Tensor:
        """input (N?, C, *in) -> (N?, C, *out)"""
        args = (kernel_size, stride, padding, ceil_mode)
        return _average(name, dims, input, args, divisor_override)


for _dims in (1, 2, 3):
    _register_max(_dims)
    _register_average(_dims)


@op("torch.nn.functional.avg_pool1d", "torch.avg_pool1d")
def avg_pool1d(
    input: Tensor,
    kernel_size: Any,
    stride: Any = (),
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Tensor:
    """input (N?, C, L) -> (N?, C, L_out)"""
    return _average("avg_pool1d", 1, input, (kernel_size, stride, padding, ceil_mode))


def _register_power(dims: int) -> None:
    name = f"lp_pool{dims}d"

    @op(f"torch.nn.functional.{name}")
    def lp_pool(
        input: Tensor,
        norm_type: float,
        kernel_size: Any,
        stride: Any = None,
        ceil_mode: bool = False,
    ) -> object:
        """input (N?, C, *in) -> (N?, C, *out)"""
        infinite = isinstance(norm_type, float) and math.isinf(norm_type)
        if isinstance(kernel_size, (list, tuple)) and not (infinite and dims == 1):
            require(dims > 1, f"kernel_size of {name} must be an int", "bad-argument", "TypeError")
            if len(kernel_size) != dims:
                fail(f"kernel_size must have {dims} items", "bad-argument", "ValueError")
        if infinite:
            return _max_pool(name, dims, input, (kernel_size, stride, 0, 1, ceil_mode), False)
        require(norm_type != 0, "norm_type must not be 0", "bad-argument", "ZeroDivisionError")
        shape = _pooled(name, dims, input, kernel_size, stride, 0, 1, ceil_mode)
        demand_kinds(input, name, ("bool", "int", "float"))
        strides = common_strides(input)
        return result_of(input, shape, dtype=to_float(input.dtype), strides=strides)


for _dims in (1, 2, 3):
    _register_power(_dims)
