"""Operators: new tensors from sizes: zeros, full, eye, arange, and their strided forms."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import KNOWN_ELEMENTS, check_kind, fitted, is_number
from pytea._stubs.torch._ops._shared_reduction import MISSING
from pytea._stubs.torch._ops.pointwise_ternary import check_storable
from pytea.values.elements import Elements
from pytea.stubapi import (
    DType,
    Int,
    Size,
    SymInt,
    Tensor,
    Unknown,
    ceil_div,
    complex_of,
    default_dtype,
    fail,
    fresh_size,
    op,
    require,
    scalar_dtype,
)
from pytea.stubapi.options import (
    as_device,
    as_dtype,
    as_int,
    as_shape,
    fail_type,
    format_strides,
    given_sizes,
    new_tensor,
)
from pytea.stubapi.shapes import numel
from pytea.values.dtype import COMPLEX64, INT64


def filled(value: Any, shape: Size, dtype: DType | None) -> tuple[Any, ...] | None:
    """Returns the elements of a small tensor of exact type whose elements are all ``value``."""
    if dtype is None or dtype.kind not in ("int", "bool"):
        return None
    count = numel(shape)
    if not isinstance(count, int) or count > KNOWN_ELEMENTS or not isinstance(value, (int, SymInt)):
        return None
    return fitted([value] * count, dtype)


def _constant(name: str, value: int) -> Callable[..., Tensor]:
    def constant(
        *sizes: Any,
        size: Any = None,
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
        return new_tensor(
            shape, kind, as_device(name, device), requires_grad=requires_grad, layout=layout,
            data=filled(value, shape, kind),
        )  # fmt: skip

    return constant


op("torch.zeros")(_constant("zeros", 0))
op("torch.ones")(_constant("ones", 1))


@op("torch.empty")
def empty(
    *sizes: Any,
    size: Any = None,
    names: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    memory_format: Any = None,
    requires_grad: Any = False,
) -> Tensor:
    """sizes -> (*sizes)"""
    shape = as_shape("empty", given_sizes("empty", sizes, size))
    strides = format_strides(shape, memory_format, "contiguous")
    return new_tensor(
        shape, as_dtype("empty", dtype), as_device("empty", device), requires_grad=requires_grad,
        layout=layout, strides=strides,
    )  # fmt: skip


def number_of(name: str, parameter: str, value: Any) -> Any:
    """Returns a number, or the number in a 0-d tensor as Unknown; refuses anything else."""
    if isinstance(value, Tensor):
        if value.ndim != 0:
            fail_type(name, parameter, value, "Number")
        if value.data is not None:
            return value.data[0]
        kind = "" if value.dtype is None else value.dtype.kind
        return Unknown("the value of a tensor", kind)
    if not is_number(value):
        fail_type(name, parameter, value, "Number")
    return value


def _sequence(name: str, size: Any) -> tuple[Any, ...]:
    if isinstance(size, (list, tuple)):
        return tuple(size)
    fail_type(name, "size", size, "tuple of ints")


@op("torch.full")
def full(
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
    """size -> (*size)"""
    shape = as_shape("full", _sequence("full", size))
    value = number_of("full", "fill_value", fill_value)
    kind = as_dtype("full", dtype, scalar_dtype(value))
    result = new_tensor(
        shape, kind, as_device("full", device), requires_grad=requires_grad, layout=layout,
        data=filled(value, shape, kind),
    )  # fmt: skip
    check_storable(value, result, "fill_value")
    return result


@op("torch.empty_strided")
def empty_strided(
    size: Any,
    stride: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """size, stride of equal length -> (*size)"""
    name = "empty_strided"
    shape, strides = strided_shape(name, size, stride)
    return new_tensor(
        shape, as_dtype(name, dtype), as_device(name, device), requires_grad=requires_grad,
        strides=strides,
    )  # fmt: skip


def strided_shape(name: str, size: Any, stride: Any) -> tuple[Size, tuple[Int, ...]]:
    """Returns the shape and the strides of a tensor whose layout is spelled out."""
    shape = as_shape(name, _sequence(name, size))
    strides = tuple(as_int(name, "stride", step) for step in _sequence(name, stride))
    text = f"size has {len(shape)} items, but stride has {len(strides)}"
    require(len(shape) == len(strides), text, "bad-argument")
    for step in strides:
        require(step >= 0, f"stride is {strides}: it must not be negative", "bad-argument")
    return shape, strides


@op("torch.empty_permuted")
def empty_permuted(
    size: Any,
    physical_layout: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """size, a permutation of its dims from the slowest to the fastest -> (*size)"""
    name = "empty_permuted"
    shape, order = as_shape(name, _sequence(name, size)), tuple(physical_layout)
    text = f"physical_layout {order} is not a permutation of the {len(shape)} dims"
    require(sorted(order) == list(range(len(shape))), text, "bad-argument")
    strides: list[Int] = [0] * len(shape)
    running: Int = 1
    for dim in reversed(order):
        strides[dim] = running
        running = running * (shape[dim] if isinstance(shape[dim], SymInt) else max(shape[dim], 1))
    return new_tensor(
        shape, as_dtype(name, dtype), as_device(name, device), requires_grad=requires_grad,
        strides=tuple(strides),
    )  # fmt: skip


@op("torch.eye")
def eye(
    n: Any,
    m: Any = MISSING,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """n, m -> (n, m); (n, n) without m"""
    rows = as_int("eye", "n", n)
    columns = rows if m is MISSING else as_int("eye", "m", m)
    return new_tensor(
        as_shape("eye", (rows, columns)), as_dtype("eye", dtype), as_device("eye", device),
        requires_grad=requires_grad, layout=layout,
    )  # fmt: skip


@op("torch.scalar_tensor")
def scalar_tensor(
    s: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """A number -> ()"""
    value = number_of("scalar_tensor", "s", s)
    kind = as_dtype("scalar_tensor", dtype)
    complex_ = isinstance(value, complex) and kind is not None and kind.kind != "complex"
    require(not complex_, f"{s} cannot be converted to {kind}", "dtype-mismatch")
    return new_tensor(
        Size(()), kind, as_device("scalar_tensor", device), requires_grad=requires_grad,
        data=filled(value, Size(()), kind),
    )  # fmt: skip


def _bounds(name: str, args: tuple[Any, ...], start: Any, end: Any, step: Any) -> list[Any]:
    """Returns start, end and step of ``arange(end)``, ``(start, end)`` and ``(start, end, step)``."""
    positional = list(args)
    if len(positional) > 3:
        text = f"{name}() takes at most 3 numbers, got {len(positional)}"
        fail(text, "bad-argument", "TypeError")
    if len(positional) == 1 and end is None:
        end = positional.pop()
    for value in positional[:1]:
        start = value
    for value in positional[1:2]:
        end = value
    for value in positional[2:]:
        step = value
    if end is None:
        fail(f"{name}() misses the argument 'end'", "bad-argument", "TypeError")
    bounds = [0 if start is None else start, end, 1 if step is None else step]
    return [number_of(name, "end", bound) for bound in bounds]


def _range_dtype(bounds: list[Any]) -> DType | None:
    kinds = [scalar_dtype(bound) for bound in bounds]
    if any(kind is not None and kind.kind == "float" for kind in kinds):
        return default_dtype()
    return None if None in kinds else INT64


@op("torch.arange")
def arange(
    *bounds: Any,
    start: Any = None,
    end: Any = None,
    step: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """start, end, step -> (ceil((end - start) / step),)"""
    numbers = _bounds("arange", bounds, start, end, step)
    kind = as_dtype("arange", dtype, _range_dtype(numbers))
    if dtype is not None and kind is INT64:
        numbers = [int(n) if isinstance(n, float) and math.isfinite(n) else n for n in numbers]
    length = _range_length(numbers, rounded_up=True)
    check_kind("arange", kind, "b")
    first, _, width = numbers
    data = None
    if isinstance(length, int) and length <= KNOWN_ELEMENTS and kind is not None:
        if kind.kind == "int" and isinstance(first, (int, SymInt)) and isinstance(width, int):
            data = fitted([first + i * width for i in range(length)], kind)
    return new_tensor(
        Size((length,)), kind, as_device("arange", device), requires_grad=requires_grad, data=data,
        elements=_ends(first, length, width, kind) if data is None else None,
    )  # fmt: skip


def _ends(first: Any, length: Int, width: Any, kind: DType | None) -> Elements | None:
    """Returns the first and the last number of a range."""
    if kind is None or kind.kind != "int" or not isinstance(width, int):
        return None
    if not isinstance(first, (int, SymInt)) or (length > 0) is not True:
        return None
    return Elements((first, first + (length - 1) * width))


def _range_length(numbers: list[Any], rounded_up: bool) -> Int:
    """Returns how many numbers there are from start to end, end excluded if ``rounded_up``."""
    if any(isinstance(number, Unknown) for number in numbers):
        return fresh_size("range_len", 0)
    for number in numbers:
        complex_ = isinstance(number, complex)
        require(not complex_, f"{number} cannot be converted to a float", "bad-argument")
        finite = not isinstance(number, float) or math.isfinite(number)
        require(finite, f"{number} cannot be a bound of a range", "bad-argument")
    start, end, step = numbers
    require(step != 0, "step must not be zero", "bad-argument")
    text = f"the range from {start} to {end} does not go with step {step}"
    if isinstance(step, SymInt):
        forward = (step > 0) & (end >= start) | (step < 0) & (end <= start)
        require(forward, text, "bad-argument")
    else:
        require(end >= start if step > 0 else end <= start, text, "bad-argument")
    if isinstance(step, int) and step < 0:
        start, end, step = -start, -end, -step
    if all(isinstance(number, (int, SymInt)) for number in (start, end, step)):
        return ceil_div(end - start, step) if rounded_up else (end - start) // step + 1
    if any(isinstance(number, SymInt) for number in (start, end, step)):
        return fresh_size("range_len", 0)
    quotient = (end - start) / step
    return math.ceil(quotient) if rounded_up else math.floor(quotient) + 1


@op("torch.range")
def range_(
    *bounds: Any,
    start: Any = None,
    end: Any = None,
    step: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """start, end, step -> (floor((end - start) / step) + 1,)"""
    numbers = _bounds("range", bounds, start, end, step)
    if len(bounds) < 2 and (end is None or (not bounds and start is None)):
        text = 'range() missing 1 required positional arguments: "end"'
        fail(text, "bad-argument", "TypeError")
    return new_tensor(
        Size((_range_length(numbers, rounded_up=False),)), as_dtype("range", dtype),
        as_device("range", device), requires_grad=requires_grad,
    )  # fmt: skip
