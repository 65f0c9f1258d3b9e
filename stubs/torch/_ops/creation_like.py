"""Operators: new tensors after the model of another one: zeros_like, new_zeros and their kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import check_kind
from pytea._stubs.torch._ops._shared_random import check_range
from pytea._stubs.torch._ops.creation import filled, number_of, strided_shape
from pytea._stubs.torch._ops.creation_data import tensor_from
from pytea._stubs.torch._ops.pointwise_ternary import check_storable
from pytea.stubapi import DType, Tensor, Unknown, elementwise_strides, fail, op, require
from pytea.stubapi.options import (
    as_device,
    as_dtype,
    as_shape,
    format_strides,
    given_sizes,
    new_tensor,
)


def _like(
    name: str,
    input: Tensor,
    options: tuple[Any, Any, Any, Any, Any],
    refuses: str = "",
    value: int | None = None,
) -> Tensor:
    dtype, layout, device, requires_grad, memory_format = options
    shape = input.shape
    kind = as_dtype(name, dtype, input.dtype)
    check_kind(name, kind, refuses)
    strides = format_strides(shape, memory_format, elementwise_strides((input,), shape))
    result = new_tensor(
        shape, kind, as_device(name, device, input.device), requires_grad=requires_grad,
        layout=layout or input.layout, strides=strides,
    )  # fmt: skip
    return result if value is None else result.changed(data=filled(value, shape, kind))


def _register_like(name: str, value: int | None) -> None:
    @op(f"torch.{name}")
    def like(
        input: Tensor,
        *,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        pin_memory: Any = False,
        requires_grad: Any = False,
        memory_format: Any = None,
    ) -> Tensor:
        """input (*) -> (*)"""
        options = (dtype, layout, device, requires_grad, memory_format)
        return _like(name, input, options, value=value)


def _register_random_like(name: str) -> None:
    @op(f"torch.{name}")
    def like(
        input: Tensor,
        *,
        generator: Any = None,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        pin_memory: Any = False,
        requires_grad: Any = False,
        memory_format: Any = None,
    ) -> Tensor:
        """input (*) -> (*)"""
        options = (dtype, layout, device, requires_grad, memory_format)
        return _like(name, input, options, refuses="bi")


for _name, _value in (("empty_like", None), ("zeros_like", 0), ("ones_like", 1)):
    _register_like(_name, _value)
for _name in ("rand_like", "randn_like"):
    _register_random_like(_name)


@op("torch.full_like")
def full_like(
    input: Tensor,
    fill_value: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
    memory_format: Any = None,
) -> Tensor:
    """input (*) -> (*)"""
    value = number_of("full_like", "fill_value", fill_value)
    result = _like("full_like", input, (dtype, layout, device, requires_grad, memory_format))
    check_storable(value, result, "fill_value")
    return result.changed(data=filled(value, result.shape, result.dtype))


@op("torch.randint_like")
def randint_like(
    input: Tensor,
    *bounds: Any,
    low: Any = None,
    high: Any = None,
    generator: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
    memory_format: Any = None,
) -> Tensor:
    """input (*), low, high -> (*)"""
    given = [bound for bound in (low, *bounds, high) if bound is not None]
    if not 1 <= len(given) <= 2:
        fail("randint_like() takes high, or low and high", "bad-argument", "TypeError")
    result = _like("randint_like", input, (dtype, layout, device, requires_grad, memory_format))
    first, last = [0, *given][-2:]
    check_range("randint_like", first, last, result.dtype)
    return result


def _new_options(
    name: str, input: Tensor, dtype: Any, device: Any, requires_grad: Any
) -> tuple[DType | None, dict[str, Any]]:
    kind = as_dtype(name, dtype, input.dtype)
    named = {"device": as_device(name, device, input.device), "requires_grad": requires_grad}
    return kind, named


def _register_new(name: str, value: int | None) -> Callable[..., Tensor]:
    @op(f"torch.Tensor.{name}")
    def new(
        input: Tensor,
        *sizes: Any,
        size: Any = None,
        dtype: Any = None,
        device: Any = None,
        requires_grad: Any = False,
        layout: Any = None,
        pin_memory: Any = False,
    ) -> Tensor:
        """sizes -> (*sizes), of the dtype and on the device of input"""
        shape = as_shape(name, given_sizes(name, sizes, size))
        kind, named = _new_options(name, input, dtype, device, requires_grad)
        data = None if value is None else filled(value, shape, kind)
        return new_tensor(shape, kind, layout=layout, data=data, **named)

    return new


for _name, _value in (("new_empty", None), ("new_zeros", 0), ("new_ones", 1)):
    _register_new(_name, _value)


@op("torch.Tensor.new_full")
def new_full(
    input: Tensor,
    size: Any,
    fill_value: Any,
    *,
    names: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """size -> (*size), of the dtype and on the device of input"""
    listed = isinstance(size, (list, tuple, Unknown))
    require(listed, "size must be a tuple of ints", "bad-argument", "TypeError")
    shape = as_shape("new_full", tuple(size))
    value = number_of("new_full", "fill_value", fill_value)
    kind, named = _new_options("new_full", input, dtype, device, requires_grad)
    result = new_tensor(shape, kind, layout=layout, data=filled(value, shape, kind), **named)
    check_storable(value, result, "fill_value")
    return result


@op("torch.Tensor.new_empty_strided")
def new_empty_strided(
    input: Tensor,
    size: Any,
    stride: Any,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """size, stride of equal length -> (*size)"""
    shape, strides = strided_shape("new_empty_strided", size, stride)
    kind, named = _new_options("new_empty_strided", input, dtype, device, requires_grad)
    return new_tensor(shape, kind, strides=strides, **named)


@op("torch.Tensor.new_tensor")
def new_tensor_method(
    input: Tensor,
    data: Any,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: Any = False,
    layout: Any = None,
    pin_memory: Any = False,
) -> Tensor:
    """Nested sequences -> a tensor of their shape, of the dtype and on the device of input"""
    kind, named = _new_options("new_tensor", input, dtype, device, requires_grad)
    return tensor_from("new_tensor", data, kind, **named)


@op("torch.Tensor.new")
def new_method(input: Tensor, *args: Any, device: Any = None) -> Tensor:
    """Sizes -> (*sizes), or nested sequences -> their shape, of the dtype of input"""
    kind, named = _new_options("new", input, None, device, False)
    if len(args) == 1 and isinstance(args[0], (list, Tensor)):
        return tensor_from("new", args[0], kind, **named)
    sizes = args or ((0,),)
    return new_tensor(as_shape("new", [*sizes]), kind, **named)
