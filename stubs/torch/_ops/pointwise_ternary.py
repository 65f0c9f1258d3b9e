"""Operators: element-wise functions of three tensors, clamp, where, masked_fill."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import (
    Rule,
    check_operand,
    fresh,
    is_number,
    pointwise,
)
from pytea._stubs.torch._ops._shared_binary import register
from pytea.stubapi import (
    Strides,
    Tensor,
    Unknown,
    fail,
    fresh_size,
    numel,
    op,
    require,
    require_broadcastable_to,
    require_same_device,
    result_type,
    scalar_dtype,
    smax,
    smin,
)
from pytea.stubapi.shapes import broadcast, render_shape
from pytea.values.dtype import BOOL, INT64, UINT8


def _legacy(name: str, args: tuple[Any, ...], value: Any) -> tuple[Tensor, Tensor, Any]:
    """Returns the two tensors and the factor of ``f(t1, t2)`` and of the old ``f(value, t1, t2)``."""
    if len(args) == 3 and is_number(args[0]):
        value, args = args[0], args[1:]
    if len(args) != 2:
        fail(f"{name}() takes 2 tensors, got {len(args)} arguments", "bad-argument", "TypeError")
    for position, tensor in enumerate(args, 1):
        check_operand(name, tensor, f"tensor{position}", numbers=False)
    return args[0], args[1], value


def addcmul(input: Tensor, tensor1: Any, tensor2: Any, *legacy: Any, value: Any = 1) -> Tensor:
    """input (*), tensor1 (*), tensor2 (*) -> (*), broadcast: input + value * tensor1 * tensor2"""
    first, second, value = _legacy("addcmul", (tensor1, tensor2, *legacy), value)
    return pointwise("addcmul", Rule("b"), input, first, second)


def addcdiv(input: Tensor, tensor1: Any, tensor2: Any, *legacy: Any, value: Any = 1) -> Tensor:
    """input (*), tensor1 (*), tensor2 (*) -> (*), broadcast: input + value * tensor1 / tensor2"""
    first, second, value = _legacy("addcdiv", (tensor1, tensor2, *legacy), value)
    integral = [t.dtype is not None and t.dtype.kind in ("int", "bool") for t in (first, second)]
    text = f"addcdiv does not divide integers, got {first.dtype} and {second.dtype}"
    require(not all(integral), text, "dtype-mismatch")
    return pointwise("addcdiv", Rule("x"), input, first, second)


def lerp(input: Tensor, end: Tensor, weight: Any) -> Tensor:
    """input (*), end (*), weight (*) or a number -> (*), broadcast"""
    check_operand("lerp", weight, "weight")
    for name, operand in (("end", end), ("weight", weight)):
        known = isinstance(operand, Tensor) and operand.dtype is not None and input.dtype
        if known and (name == "end" or operand.ndim):
            text = f"{name} is {operand.dtype}, but input is {input.dtype}"
            require(operand.dtype == input.dtype, text, "dtype-mismatch")
    if not isinstance(weight, Tensor):
        check_storable(weight, input, "weight")
    operands = (input, end, weight) if isinstance(weight, Tensor) else (input, end)
    return pointwise("lerp", Rule("bix"), *operands)


register(addcmul, "addcmul")
register(addcdiv, "addcdiv")
register(lerp, "lerp")


def clamp(input: Tensor, min: Any = None, max: Any = None) -> Tensor:
    """input (*), min (*) and max (*) or numbers -> (*), broadcast"""
    bounds = [bound for bound in (min, max) if bound is not None]
    require(bool(bounds), "at least one of min and max must not be None", "bad-argument")
    for name, bound in (("min", min), ("max", max)):
        if bound is not None:
            check_operand("clamp", bound, name)

    def values(x: Any, *bounds: Any) -> Any:
        if min is not None:
            x, bounds = smax(x, bounds[0]), bounds[1:]
        return smin(x, bounds[0]) if max is not None else x

    return pointwise("clamp", Rule("bc"), input, *bounds, values=values)


def clamp_min(input: Tensor, min: Any) -> Tensor:
    """input (*), min (*) or a number -> (*), broadcast"""
    return _clamp_one("clamp_min", input, min)


def clamp_max(input: Tensor, max: Any) -> Tensor:
    """input (*), max (*) or a number -> (*), broadcast"""
    return _clamp_one("clamp_max", input, max)


def _clamp_one(name: str, input: Tensor, bound: Any) -> Tensor:
    check_operand(name, bound, name[-3:])
    refuses = "c" if isinstance(bound, Tensor) else "bc"
    return pointwise(name, Rule(refuses), input, bound)


register(clamp, "clamp", "clip", torch_inplace=True)
register(clamp_min, "clamp_min", torch_inplace=True)
register(clamp_max, "clamp_max", torch_inplace=True)


def _check_condition(condition: Tensor) -> None:
    if condition.dtype is not None:
        text = f"condition must be a bool tensor, got {condition.dtype}"
        require(condition.dtype in (BOOL, UINT8), text, "dtype-mismatch")


@op("torch.where")
def where(condition: Tensor, *values: Any, input: Any = None, other: Any = None) -> Any:
    """condition (*), input (*), other (*) -> (*), broadcast; condition alone -> its indices"""
    if not values and input is None and other is None:
        return nonzero_indices(condition)
    named = [value for value in (input, other) if value is not None]
    operands = [*values, *named]
    if len(operands) != 2:
        text = f"where() takes a condition and 2 operands, got {len(operands)}"
        fail(text, "bad-argument", "TypeError")
    return _select(condition, *operands)


@op("torch.Tensor.where")
def where_method(input: Tensor, condition: Tensor, other: Any) -> Tensor:
    """input (*), condition (*), other (*) -> (*), broadcast"""
    return _select(condition, input, other)


def _select(condition: Tensor, input: Any, other: Any) -> Tensor:
    check_operand("where", input, "input")
    check_operand("where", other, "other")
    _check_condition(condition)
    dtype = result_type(input, other)
    tensors = [t for t in (condition, input, other) if isinstance(t, Tensor)]
    result = fresh(tensors, dtype)
    return result.changed(requires_grad=fresh(tensors[1:], dtype).requires_grad)


def nonzero_indices(input: Tensor) -> tuple[Tensor, ...]:
    """input (d dims) -> d tensors (n,) of int64, n at most the number of elements"""
    limit = numel(input.shape)
    count: Any = None
    if input.data is not None and all(isinstance(x, (int, float)) for x in input.data):
        count = sum(1 for x in input.data if x)
    if count is None:
        count = fresh_size("num_nonzero", 0, limit if isinstance(limit, int) else None)
    dims = max(input.ndim, 1)
    index = input.like((count,)).changed(dtype=INT64, requires_grad=False, layout="")
    return (index,) * dims


def masked_fill(input: Tensor, mask: Tensor, value: Any) -> Tensor:
    """input (*), mask (*) of bools, value a number or a 0-d tensor -> (*), broadcast"""
    _check_fill(input, mask, value)
    require_same_device(input, mask)
    result = fresh([input, mask], input.dtype)
    grad = _fill_grad(input, value)
    return result.changed(strides=Strides.CONTIGUOUS, requires_grad=grad)


def _fill_grad(input: Tensor, value: Any) -> bool | None:
    return fresh([input], input.dtype).requires_grad or (
        isinstance(value, Tensor) and value.requires_grad
    )


def _check_fill(input: Tensor, mask: Tensor, value: Any) -> None:
    if mask.dtype is not None:
        text = f"mask must be a bool tensor, got {mask.dtype}"
        require(mask.dtype is BOOL, text, "dtype-mismatch")
    check_operand("masked_fill", value, "value")
    if isinstance(value, Tensor):
        text = f"value must be a 0-d tensor or a number, got {render_shape(value.shape)}"
        require(value.ndim == 0, text)
        complex_ = value.dtype is not None and value.dtype.kind == "complex"
        if complex_ and input.dtype is not None:
            text = f"value is {value.dtype}, but input is {input.dtype}"
            require(input.dtype.kind == "complex", text, "dtype-mismatch")
        return
    check_storable(value, input, "value")


def check_storable(value: Any, input: Tensor, name: str) -> None:
    """Refuses a number that the dtype of a tensor cannot hold."""
    kind = scalar_dtype(value)
    if input.dtype is None or kind is None:
        return
    holds = kind.kind != "complex" or input.dtype.kind in ("complex", "bool")
    if isinstance(value, float) and input.dtype.kind == "int":
        holds = value == value and abs(value) != float("inf")
    text = f"{name} {value} cannot be converted to {input.dtype}"
    require(holds, text, "dtype-mismatch")


op("torch.masked_fill", "torch.Tensor.masked_fill")(masked_fill)


@op("torch.Tensor.masked_fill_", binding="inplace")
def masked_fill_inplace(input: Tensor, mask: Tensor, value: Any) -> Tensor:
    """input (*), changed where mask, broadcastable to (*), is true"""
    _check_fill(input, mask, value)
    require_same_device(input, mask)
    text = f"mask {render_shape(mask.shape)} is not broadcastable to {render_shape(input.shape)}"
    broadcast(input.shape, mask.shape)
    require_broadcastable_to(mask.shape, input.shape, text)
    return input.changed(data=None, requires_grad=_fill_grad(input, value))


@op("torch.nonzero", "torch.Tensor.nonzero")
def nonzero(input: Tensor, *, as_tuple: bool = False) -> Any:
    """input (d dims) -> (n, d) of int64, n at most the number of elements"""
    if isinstance(as_tuple, Unknown) or as_tuple:
        return nonzero_indices(input)
    count = nonzero_indices(input)[0].shape[0]
    return input.like((count, input.ndim), strides="unknown").changed(
        dtype=INT64, requires_grad=False, layout=""
    )


@op("torch.argwhere", "torch.Tensor.argwhere")
def argwhere(input: Tensor) -> Tensor:
    """input (d dims) -> (n, d) of int64"""
    return nonzero(input)  # type: ignore[no-any-return]
