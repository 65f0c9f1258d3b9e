"""Operators: adaptive and fractional pooling, and the inverse of max pooling."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import (
    common_strides,
    demand_kinds,
    integer,
    integers,
    is_true,
    result_of,
)
from pytea._stubs.torch._ops.nn_pool import check_pool_rank
from pytea.stubapi import (
    DTYPES,
    Int,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    op,
    render_shape,
    require,
)


def _with_indices(result: Tensor) -> tuple[Tensor, Tensor]:
    return result, result.changed(dtype=DTYPES["int64"], requires_grad=False)


def _maybe_indices(result: Tensor, return_indices: Any) -> Tensor | tuple[Tensor, Tensor]:
    if isinstance(return_indices, Unknown):
        raise UnknownUse(return_indices.reason)
    return _with_indices(result) if is_true(return_indices) else result


def _output_size(value: Any, input: Tensor, dims: int, name: str) -> tuple[Int, ...]:
    """Returns the output size; None stands for the size of the input in that dim."""
    if value is None or (dims == 1 and isinstance(value, (list, tuple)) and None in value):
        fail(f"output_size of {name} must be int or tuple of ints", "bad-argument", "TypeError")
    if isinstance(value, (list, tuple)):
        require(
            len(value) == dims,
            f"output_size of {name} must have {dims} items, got {len(value)}",
            "bad-argument",
        )
        if input.ndim < dims:
            fail(f"input of {name} must have at least {dims} dims")
        if dims > 1 and input.ndim <= dims:
            fail(f"input of {name} must have more than {dims} dims", exception="ValueError")
        spatial = input.shape[-dims:]
        sizes = tuple(
            known if given is None else integer(given, "output_size")
            for given, known in zip(value, spatial, strict=True)
        )
    else:
        sizes = integers(value, dims, "output_size")
    for size in sizes:
        require(size >= 0, f"output_size {render_shape(sizes)} is negative", "bad-argument")
    return sizes


def _check_filled(input: Tensor, first: int) -> None:
    for size in input.shape[first:]:
        require(size > 0, f"input {render_shape(input.shape)} has an empty dim")


def _adaptive_average(name: str, dims: int, input: Tensor, output_size: Any) -> Tensor:
    sizes = _output_size(output_size, input, dims, name)
    is_mean = all(type(size) is int and size == 1 for size in sizes)
    if is_mean:  # torch takes the mean instead, which checks less
        if dims == 1:
            check_pool_rank(input, dims, name)
        require(input.ndim >= dims, f"input of {name} has only {input.ndim} dims")
        demand_kinds(input, name, ("float", "complex"), "RuntimeError")
    else:
        check_pool_rank(input, dims, name)
        _check_filled(input, 1 if dims == 3 else -dims)
        if not any(type(size) is int and size == 0 for size in sizes):  # else no kernel runs
            demand_kinds(input, name)
    shape = (*input.shape[:-dims], *sizes)
    return result_of(input, shape, strides=common_strides(input))


def _adaptive_max(name: str, dims: int, input: Tensor, output_size: Any) -> Tensor:
    sizes = _output_size(output_size, input, dims, name)
    check_pool_rank(input, dims, name)
    _check_filled(input, 1)
    demand_kinds(input, name)
    return result_of(input, (*input.shape[:-dims], *sizes), strides=common_strides(input))


def _register_adaptive(dims: int) -> None:
    average, largest = f"adaptive_avg_pool{dims}d", f"adaptive_max_pool{dims}d"
    kernel = () if dims == 1 else (f"torch._C._nn.{average}",)

    @op(f"torch.nn.functional.{average}", *kernel)
    def adaptive_avg_pool(input: Tensor, output_size: Any) -> Tensor:
        """input (N?, C, *in) -> (N?, C, *output_size)"""
        return _adaptive_average(average, dims, input, output_size)

    @op(f"torch.nn.functional.{largest}")
    def adaptive_max_pool(
        input: Tensor, output_size: Any, return_indices: bool = False
    ) -> Tensor | tuple[Tensor, Tensor]:
        """input (N?, C, *in) -> (N?, C, *output_size), and the indices if wanted"""
        return _maybe_indices(_adaptive_max(largest, dims, input, output_size), return_indices)

    @op(f"torch.nn.functional.{largest}_with_indices", f"torch._C._nn.{largest}")
    def adaptive_max_pool_with_indices(
        input: Tensor, output_size: Any, return_indices: bool = False
    ) -> tuple[Tensor, Tensor]:
        """input (N?, C, *in) -> (N?, C, *output_size) twice: values and indices"""
        return _with_indices(_adaptive_max(largest, dims, input, output_size))


for _dims in (1, 2, 3):
    _register_adaptive(_dims)


@op("torch.adaptive_avg_pool1d")
def adaptive_avg_pool1d(input: Tensor, output_size: Any) -> Tensor:
    """input (N?, C, L) -> (N?, C, output_size)"""
    return _adaptive_average("adaptive_avg_pool1d", 1, input, output_size)


@op("torch.adaptive_max_pool1d")
def adaptive_max_pool1d(input: Tensor, output_size: Any) -> tuple[Tensor, Tensor]:
    """input (N?, C, L) -> (N?, C, output_size) twice: values and indices"""
    return _with_indices(_adaptive_max("adaptive_max_pool1d", 1, input, output_size))


def _ratio_size(size: Int, ratio: Any) -> Int:
    """Returns int(size * ratio)."""
    if type(size) is int and isinstance(ratio, (int, float)):
        return int(size * ratio)
    if isinstance(ratio, float) and ratio > 0:
        inverse = 1 / ratio
        if inverse.is_integer() and 1 / inverse == ratio:
            return size // int(inverse)
    raise UnknownUse("an output size that is a fraction of an unknown size")


def _fractional_size(
    input: Tensor, dims: int, output_size: Any, output_ratio: Any, name: str
) -> tuple[Int, ...]:
    if output_size is not None:
        return integers(output_size, dims, "output_size", repeat=False)
    if isinstance(output_ratio, Unknown):
        raise UnknownUse(output_ratio.reason)
    if output_ratio is None:
        text = f"{name} requires specifying either an output_size or an output_ratio"
        fail(text, "bad-argument", "ValueError")
    if dims == 2 and not isinstance(output_ratio, (list, tuple)):
        fail("output_ratio must be a tuple of two numbers", "bad-argument", "TypeError")
    ratios = output_ratio if isinstance(output_ratio, (list, tuple)) else (output_ratio,) * dims
    require(input.ndim >= dims, f"input of {name} has only {input.ndim} dims", "dim-out-of-range")
    require(len(ratios) == dims, f"output_ratio must have {dims} items", "bad-argument")
    return tuple(map(_ratio_size, input.shape[-dims:], ratios))


def _fractional(
    dims: int, input: Tensor, kernel_size: Any, output_size: Any, output_ratio: Any, samples: Any
) -> Tensor:
    name = f"fractional_max_pool{dims}d"
    sizes = _fractional_size(input, dims, output_size, output_ratio, name)
    kernel = integers(kernel_size, dims, "kernel_size", repeat=dims == 1)
    require(
        input.ndim > dims,
        f"input of {name} must have more than {dims} dims",
        "dim-out-of-range",
        "IndexError",
    )
    check_pool_rank(input, dims, name)
    _check_filled(input, 1)
    for size, k, out in zip(input.shape[-dims:], kernel, sizes, strict=True):
        require(out >= 0, f"output_size {render_shape(sizes)} is negative", "bad-argument")
        require(
            out + k - 1 <= size - (dims == 3),
            f"kernel_size {k} and output size {out} do not fit into {size}",
        )
    demand_kinds(input, name)
    if isinstance(samples, Tensor):
        require(samples.ndim == 3, f"random samples must be 3-d, got {render_shape(samples.shape)}")
        batch = input.shape[0] if input.ndim == dims + 2 else 1
        wanted = (batch, input.shape[-dims - 1], dims)
        for have, want in zip(samples.shape, wanted, strict=True):
            text = f"random samples are {render_shape(samples.shape)}, but need "
            require(have >= want, text + render_shape(wanted))
    return result_of(input, (*input.shape[:-dims], *sizes), strides=Strides.UNKNOWN)


def _register_fractional(dims: int) -> None:
    name = f"fractional_max_pool{dims}d"

    @op(f"torch.nn.functional.{name}")
    def fractional_max_pool(
        input: Tensor,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Any = None,
    ) -> Tensor | tuple[Tensor, Tensor]:
        """input (N?, C, *in) -> (N?, C, *output_size), and the indices if wanted"""
        result = _fractional(dims, input, kernel_size, output_size, output_ratio, _random_samples)
        return _maybe_indices(result, return_indices)

    @op(f"torch.nn.functional.{name}_with_indices")
    def fractional_max_pool_with_indices(
        input: Tensor,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Any = None,
    ) -> tuple[Tensor, Tensor]:
        """input (N?, C, *in) -> (N?, C, *output_size) twice: values and indices"""
        result = _fractional(dims, input, kernel_size, output_size, output_ratio, _random_samples)
        return _with_indices(result)


for _dims in (2, 3):
    _register_fractional(_dims)


def _unpooled_sizes(
    input: Tensor, dims: int, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> tuple[Int, ...]:
    kernel = integers(kernel_size, dims, "kernel_size", repeat=dims == 1)
    steps = kernel if stride is None else integers(stride, dims, "stride", repeat=False)
    pads = integers(padding, dims, "padding", repeat=False)
    default = tuple(
        (size - 1) * s + k - 2 * p
        for size, k, s, p in zip(input.shape[-dims:], kernel, steps, pads, strict=True)
    )
    if output_size is None:
        return default
    if not isinstance(output_size, (list, tuple)):
        fail("output_size must be a list or tuple", "bad-argument", "TypeError")
    wanted = tuple(integer(size, "output_size") for size in output_size)
    wanted = wanted[2:] if len(wanted) == dims + 2 else wanted
    text = f"output_size must have {dims} or {dims + 2} items, got {len(wanted)}"
    require(len(wanted) == dims, text, "bad-argument", "ValueError")
    for size, s, out in zip(default, steps, wanted, strict=True):
        require(
            (size - s < out) & (out < size + s),
            f"output size {out} must be between {size - s} and {size + s}",
            "shape-mismatch",
            "ValueError",
        )
    return wanted


def _unpool(
    dims: int, input: Tensor, indices: Tensor, kernel_size: Any, stride: Any, padding: Any,
    output_size: Any,
) -> Tensor:  # fmt: skip
    name = f"max_unpool{dims}d"
    require(
        input.ndim >= dims, f"input of {name} has only {input.ndim} dims", exception="IndexError"
    )
    sizes = _unpooled_sizes(input, dims, kernel_size, stride, padding, output_size)
    for size in sizes:
        text = f"the output size {render_shape(sizes)} would be negative"
        require(size >= 0, text, exception="ValueError")
    if indices.dtype is not None:
        text = f"indices must be int64, got {indices.dtype}"
        require(indices.dtype == DTYPES["int64"], text, "dtype-mismatch")
    check_pool_rank(input, dims, name)
    require(
        len(indices.shape) == input.ndim,
        f"indices {render_shape(indices.shape)} must have the shape {render_shape(input.shape)}",
    )
    for a, b in zip(indices.shape, input.shape, strict=True):
        text = f"indices {render_shape(indices.shape)} must have the shape "
        require(a == b, text + render_shape(input.shape))
    _check_filled(input, 1)
    demand_kinds(input, name)
    return result_of(input, (*input.shape[:-dims], *sizes), strides=common_strides(input))


def _register_unpool(dims: int) -> None:
    @op(f"torch.nn.functional.max_unpool{dims}d")
    def max_unpool(
        input: Tensor,
        indices: Tensor,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        output_size: Any = None,
    ) -> Tensor:
        """input and indices (N?, C, *in) -> (N?, C, *out)"""
        return _unpool(dims, input, indices, kernel_size, stride, padding, output_size)


for _dims in (1, 2, 3):
    _register_unpool(_dims)
