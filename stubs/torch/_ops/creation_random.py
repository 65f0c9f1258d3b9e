"""Operators: random tensors, from sizes and from tensors of probabilities."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind, check_operand, fresh, is_number
from pytea._stubs.torch._ops._shared_random import check_range
from pytea.values.elements import Elements
from pytea.stubapi import Size, Strides, Tensor, Unknown, fail, op, drawn, require, with_element
from pytea.stubapi.options import (
    as_device,
    as_dtype,
    as_int,
    as_shape,
    fail_type,
    given_sizes,
    new_tensor,
)
from pytea.stubapi.shapes import render_shape
from pytea.values.dtype import INT64


def _register(name: str) -> None:
    @op(f"torch.{name}")
    def random(
        *sizes: Any,
        size: Any = None,
        generator: Any = None,
        names: Any = None,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        pin_memory: Any = False,
        requires_grad: Any = False,
    ) -> Tensor:
        """sizes -> (*sizes)"""
        shape = as_shape(name, given_sizes(name, sizes, size))
        kind = as_dtype(name, dtype)
        check_kind(name, kind, "bi")
        return new_tensor(shape, kind, as_device(name, device), requires_grad=requires_grad)


_register("rand")
_register("randn")


@op("torch.randint")
def randint(
    *args: Any,
    low: Any = None,
    high: Any = None,
    size: Any = None,
    generator: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """(high, size) or (low, high, size) -> (*size)"""
    given = list(args)
    if size is None and given:
        size = given.pop()
    bounds = [bound for bound in (low, *given, high) if bound is not None]
    if size is None or not 1 <= len(bounds) <= 2:
        text = "randint() takes high and size, or low, high and size"
        fail(text, "bad-argument", "TypeError")
    if not isinstance(size, (list, tuple)):
        fail_type("randint", "size", size, "tuple of ints")
    kind = as_dtype("randint", dtype, INT64)
    first, last = [0, *bounds][-2:]
    check_range("randint", first, last, kind)
    shape = as_shape("randint", size)
    result = new_tensor(
        shape, kind, as_device("randint", device), requires_grad=requires_grad,
        elements=drawn(first, last) if kind is not None and kind.kind == "int" else None,
    )  # fmt: skip
    return with_element(result, result)


@op("torch.randperm")
def randperm(
    n: Any,
    *,
    generator: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """n -> (n,)"""
    size = as_int("randperm", "n", n)
    require(size >= 0, f"n must not be negative, got {size}", "bad-argument")
    kind = as_dtype("randperm", dtype, INT64)
    if kind is not None and kind.kind in ("bool", "complex"):
        fail(f"randperm is not implemented for {kind}", "dtype-mismatch", "NotImplementedError")
    known = kind is not None and kind.kind == "int" and (size > 0) is True
    return new_tensor(
        Size((size,)), kind, as_device("randperm", device),
        elements=Elements((0, size - 1), within=(0, size - 1)) if known else None,
    )  # fmt: skip


@op("torch.normal")
def normal(
    mean: Any,
    std: Any = None,
    size: Any = None,
    *,
    generator: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """mean (*), std (*) -> (*), broadcast; or two numbers and size -> (*size)"""
    tensors = [value for value in (mean, std) if isinstance(value, Tensor)]
    for name, value in (("mean", mean), ("std", std)):
        if not (name == "std" and value is None):
            check_operand("normal", value, name)
    if is_number(std) and not isinstance(std, Unknown):
        require(std >= 0, f"std must not be negative, got {std}", "bad-argument")
    if size is not None or not tensors:
        if size is None:
            fail("normal() misses the argument 'size'", "bad-argument", "TypeError")
        kind = as_dtype("normal", dtype)
        check_kind("normal", kind, "bi")
        where = as_device("normal", device)
        return new_tensor(as_shape("normal", size), kind, where, requires_grad=requires_grad)
    dtype = tensors[0].dtype
    check_kind("normal", dtype, "bi")
    if isinstance(std, Tensor) and std.dtype is not None:
        require(std.dtype.kind != "complex", "std must not be complex", "dtype-mismatch")
    return fresh(tensors, dtype).changed(strides=Strides.CONTIGUOUS, requires_grad=False)


def _check_probability(p: Any) -> None:
    if isinstance(p, (int, float)):
        require(0 <= p <= 1, f"p must be between 0 and 1, got {p}", "bad-argument")


@op("torch.bernoulli", "torch.Tensor.bernoulli")
def bernoulli(input: Tensor, p: Any = None, *, generator: Any = None) -> Tensor:
    """input (*) -> (*)"""
    if p is None:
        check_kind("bernoulli", input.dtype, "bic")
    else:
        _check_probability(p)
    result = input.like(input.shape)
    return result.changed(requires_grad=input.requires_grad if p is None else False)


@op("torch.poisson")
def poisson(input: Tensor, generator: Any = None) -> Tensor:
    """input (*) of floats -> (*)"""
    check_kind("poisson", input.dtype, "bic")
    return fresh([input], input.dtype)


@op("torch.binomial")
def binomial(count: Tensor, prob: Tensor, generator: Any = None) -> Tensor:
    """count (*), prob (*) of one float dtype -> (*), broadcast"""
    for name, operand in (("count", count), ("prob", prob)):
        if operand.dtype is not None:
            text = f"{name} must be of floats, got {operand.dtype}"
            require(operand.dtype.kind == "float", text, "dtype-mismatch", "ValueError")
    if count.dtype is not None and prob.dtype is not None:
        text = f"count is {count.dtype} and prob is {prob.dtype}: they must be equal"
        require(count.dtype == prob.dtype, text, "dtype-mismatch")
    check_kind("binomial", count.dtype, "h")
    return fresh([count, prob], count.dtype)


@op("torch.multinomial", "torch.Tensor.multinomial")
def multinomial(
    input: Tensor, num_samples: Any, replacement: Any = False, *, generator: Any = None
) -> Tensor:
    """input (categories,) or (N, categories) -> (num_samples,) or (N, num_samples) of int64"""
    shape = render_shape(input.shape)
    require(input.ndim in (1, 2), f"input must have 1 or 2 dims, got {shape}")
    if input.dtype is not None:
        text = f"input must be of floats, got {input.dtype}"
        require(input.dtype.kind == "float", text, "dtype-mismatch")
    count = as_int("multinomial", "num_samples", num_samples)
    require(count > 0, f"num_samples must be positive, got {count}", "bad-argument")
    if not isinstance(replacement, Unknown) and not replacement:
        categories = input.shape[-1]
        text = f"num_samples is {count}, but input has {categories} categories to choose from"
        require(count <= categories, text, "bad-argument")
    fits = input.shape[-1] <= 2**24
    require(fits, f"input has {input.shape[-1]} categories, but at most 2**24 are allowed")
    result = input.like((*input.shape[:-1], count))
    return result.changed(dtype=INT64, requires_grad=False)
