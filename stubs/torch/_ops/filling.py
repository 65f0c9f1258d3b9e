"""Operators: new contents for a tensor in place: copy_, fill_, and the random fills."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind, check_operand, is_number
from pytea._stubs.torch._ops._shared_random import check_range
from pytea._stubs.torch._ops.creation import filled
from pytea._stubs.torch._ops.pointwise_ternary import check_storable
from pytea.stubapi import (
    Tensor,
    Unknown,
    broadcast,
    elementwise_strides,
    op,
    require,
    require_broadcastable_to,
    require_data,
    require_writable,
)
from pytea.stubapi.results import grad_of
from pytea.stubapi.shapes import render_shape


@op("torch.Tensor.copy_", binding="inplace")
def copy_(input: Tensor, other: Any, non_blocking: Any = False) -> Tensor:
    """input (*), other broadcastable to (*)"""
    require_writable(input)
    check_operand("copy_", other, "other")
    if not isinstance(other, Tensor):
        return input.changed(data=filled(other, input.shape, input.dtype))
    require_data(other, input.device)
    source, target = render_shape(other.shape), render_shape(input.shape)
    text = f"source {source} cannot be broadcast to {target}"
    require_broadcastable_to(other.shape, input.shape, text)
    same = other.dtype == input.dtype and other.ndim == input.ndim
    needs = input.requires_grad or grad_of(input.dtype, input, other)
    return input.changed(data=other.data if same else None, requires_grad=needs)


def _check_value(input: Tensor, value: Any) -> None:
    check_operand("fill_", value, "value")
    if isinstance(value, Tensor):
        shape = render_shape(value.shape)
        require(value.ndim == 0, f"value must be a number or a 0-d tensor, got {shape}")
    else:
        check_storable(value, input, "value")


@op("torch.fill")
def fill(input: Tensor, value: Any) -> Tensor:
    """input (*) -> (*)"""
    _check_value(input, value)
    result = input.like(input.shape, strides=elementwise_strides((input,), input.shape))
    return result.changed(data=filled(value, input.shape, input.dtype))


@op("torch.Tensor.fill_", "torch.fill_", binding="inplace")
def fill_(input: Tensor, value: Any) -> Tensor:
    """input (*), every element replaced"""
    _check_value(input, value)
    needs = input.requires_grad or (isinstance(value, Tensor) and value.requires_grad)
    data = None if input.sizes is None else filled(value, input.shape, input.dtype)
    return input.changed(data=data, requires_grad=needs)


@op("torch.Tensor.zero_", "torch.zero_", binding="inplace")
def zero_(input: Tensor) -> Tensor:
    """input (*), every element replaced by zero"""
    data = None if input.sizes is None else filled(0, input.shape, input.dtype)
    return input.changed(data=data)


def _known(*numbers: Any) -> bool:
    """Returns whether all are numbers whose value is known, so that bounds can be checked."""
    return all(is_number(number) and not isinstance(number, Unknown) for number in numbers)


@op("torch.Tensor.uniform_", binding="inplace")
def uniform_(input: Tensor, from_: Any = 0, to: Any = 1, *, generator: Any = None) -> Tensor:
    """input (*) of floats"""
    require_writable(input)
    check_kind("uniform_", input.dtype, "bi")
    if _known(from_, to):
        text = f"uniform_ takes a range, but from is {from_} and to is {to}"
        require(from_ <= to, text, "bad-argument")
    return input.changed(data=None)


@op("torch.Tensor.normal_", binding="inplace")
def normal_(input: Tensor, mean: Any = 0, std: Any = 1, *, generator: Any = None) -> Tensor:
    """input (*) of floats"""
    require_writable(input)
    check_kind("normal_", input.dtype, "bi")
    if _known(std):
        require(std >= 0, f"std must not be negative, got {std}", "bad-argument")
    return input.changed(data=None)


@op("torch.Tensor.random_", binding="inplace")
def random_(input: Tensor, *bounds: Any, generator: Any = None) -> Tensor:
    """input (*): random_(), random_(to), random_(from, to)"""
    require_writable(input)
    check_kind("random_", input.dtype, "c")
    text = f"random_() takes at most 2 numbers, got {len(bounds)}"
    require(len(bounds) <= 2, text, "bad-argument", "TypeError")
    if bounds and bounds[-1] is not None:
        low, high = [0, *bounds][-2:]
        check_range("random_", low, high, input.dtype)
    return input.changed(data=None)


def _require_continuous(input: Tensor, name: str) -> None:
    if input.dtype is not None:
        text = f"{name} gives floats, but input is {input.dtype}"
        require(input.dtype.kind == "float", text, "dtype-mismatch")


@op("torch.Tensor.exponential_", binding="inplace")
def exponential_(input: Tensor, lambd: Any = 1, *, generator: Any = None) -> Tensor:
    """input (*) of floats"""
    require_writable(input)
    _require_continuous(input, "exponential_")
    if _known(lambd):
        require(lambd > 0, f"lambd must be positive, got {lambd}", "bad-argument")
    return input.changed(data=None)


@op("torch.Tensor.cauchy_", binding="inplace")
def cauchy_(input: Tensor, median: Any = 0, sigma: Any = 1, *, generator: Any = None) -> Tensor:
    """input (*) of floats"""
    require_writable(input)
    _require_continuous(input, "cauchy_")
    if _known(sigma):
        require(sigma > 0, f"sigma must be positive, got {sigma}", "bad-argument")
    return input.changed(data=None)


@op("torch.Tensor.log_normal_", binding="inplace")
def log_normal_(input: Tensor, mean: Any = 1, std: Any = 2, *, generator: Any = None) -> Tensor:
    """input (*) of floats"""
    require_writable(input)
    check_kind("log_normal_", input.dtype, "bic")
    if _known(std):
        require(std > 0, f"std must be positive, got {std}", "bad-argument")
    return input.changed(data=None)


@op("torch.Tensor.geometric_", binding="inplace")
def geometric_(input: Tensor, p: Any, *, generator: Any = None) -> Tensor:
    """input (*)"""
    require_writable(input)
    if _known(p):
        require(0 < p < 1, f"p must be between 0 and 1, got {p}", "bad-argument")
    return input.changed(data=None)


@op("torch.Tensor.bernoulli_", binding="inplace")
def bernoulli_(input: Tensor, p: Any = 0.5, *, generator: Any = None) -> Tensor:
    """input (*), p a number or broadcastable to (*)"""
    require_writable(input)
    check_kind("bernoulli_", input.dtype, "c")
    if isinstance(p, Tensor):
        check_kind("bernoulli_", p.dtype, "bic")
        source, target = render_shape(p.shape), render_shape(input.shape)
        broadcast(input.shape, p.shape)
        text = f"p {source} cannot be broadcast to {target}"
        require_broadcastable_to(p.shape, input.shape, text)
    elif _known(p):
        require(0 <= p <= 1, f"p must be between 0 and 1, got {p}", "bad-argument")
    return input.changed(data=None)


def _callback(name: str) -> Callable[..., Tensor]:
    def apply(input: Tensor, *callback: Any) -> Tensor:
        """input (*), changed by a Python function element by element"""
        return input.changed(data=None)

    return apply


op("torch.Tensor.apply_", binding="inplace")(_callback("apply_"))
op("torch.Tensor.map_", binding="inplace")(_callback("map_"))
