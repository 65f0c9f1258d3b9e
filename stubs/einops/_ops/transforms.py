"""Operators: rearrange, reduce, repeat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pytea._stubs.einops._ops._shared_patterns import refuse
from pytea._stubs.einops._ops._shared_plans import Plan, parsed, plan_of, shape_of
from pytea._stubs.numpy._ops._shared_arrays import array_of, new_array
from pytea._stubs.torch._ops._shared_strides import infer_sizes, layout_of, view_strides
from pytea._stubs.torch._ops._shared_views import expanded, permuted, view_of

from pytea.stubapi import (
    OPERATORS,
    Int,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    numel,
    op,
    render_shape,
)
from pytea.stubapi.loading import load_operators


def operator_of(tensor: Tensor, name: str) -> Any:
    """Returns the operator of that name for tensors of torch, or for arrays."""
    package = "numpy" if tensor.kind == "ndarray" else "torch"
    load_operators(package)
    return OPERATORS[f"{package}.{name}"].function


def reshaped(tensor: Tensor, sizes: tuple[Int, ...]) -> Tensor:
    """Returns the elements in another shape, as a view where the strides allow it."""
    target = infer_sizes(sizes, numel(tensor.shape), lambda: render_shape(tensor.shape))
    strides: str | tuple[Int, ...] = tensor.strides
    if not isinstance(strides, str):
        found, possible = view_strides(tensor.shape, strides, target)
        if possible is False:
            strides = Strides.CONTIGUOUS
        else:
            unclear = found is None or possible is not True
            strides = Strides.UNKNOWN if unclear else layout_of(target, found or ())
    return tensor.like(target, strides=strides, data=tensor.data)


def input_of(tensor: Any) -> Any:
    """Returns the tensor to transform; a list of them is stacked."""
    if not isinstance(tensor, list):
        return tensor
    if not tensor:
        refuse("rearrange, reduce and repeat can't be applied to an empty list", exception="TypeError")
    shape_of(tensor[0])
    return operator_of(tensor[0], "stack")(tensor)


def prepared(tensor: Tensor, plan: Plan) -> Tensor:
    """Returns the tensor with single axes in the order of the result, reduced ones last."""
    if plan.splits:
        tensor = reshaped(tensor, plan.split)
    if plan.order != tuple(range(len(plan.order))):
        tensor = permuted(tensor, plan.order)
    return tensor


def finished(tensor: Tensor, plan: Plan) -> Tensor:
    """Returns the tensor with new axes added and axes joined."""
    if plan.added:
        tensor = _repeated(tensor, plan)
    return reshaped(tensor, plan.shape) if plan.joins else tensor


def _repeated(tensor: Tensor, plan: Plan) -> Tensor:
    shape = list(tensor.shape)
    added = dict(plan.added)
    for place in added:
        shape.insert(place, 1)
    old = iter(range(tensor.ndim))
    order = [None if dim in added else next(old) for dim in range(len(shape))]
    thin = view_of(tensor, shape, lambda s: ([0 if d is None else s[d] for d in order], 0))
    sizes = [added.get(dim, size) for dim, size in enumerate(shape)]
    if tensor.kind == "ndarray":
        return new_array(sizes, tensor.dtype)
    return expanded(thin, sizes)


@op("einops.rearrange")
def rearrange(tensor: Any, pattern: Any, **axes_lengths: Any) -> Tensor:
    """tensor (the left side of the pattern) -> (the right side)"""
    source = input_of(tensor)
    plan = plan_of(pattern, "rearrange", shape_of(source), axes_lengths)
    return finished(prepared(source, plan), plan)


@op("einops.repeat")
def repeat(tensor: Any, pattern: Any, **axes_lengths: Any) -> Tensor:
    """tensor (the left side of the pattern) -> (the right side, which has more axes)"""
    source = input_of(tensor)
    plan = plan_of(pattern, "repeat", shape_of(source), axes_lengths)
    return finished(prepared(source, plan), plan)


@op("einops._native.reduce")
def reduce(tensor: Any, pattern: Any, reduction: Any, axes_lengths: Mapping[str, Any]) -> Any:
    """tensor (the left side of the pattern) -> (the right side, which has fewer axes)"""
    source = input_of(tensor)
    if isinstance(reduction, Unknown):
        raise UnknownUse(reduction.reason)
    plan = plan_of(pattern, _name_of(reduction), shape_of(source), axes_lengths)
    result = prepared(source, plan)
    if plan.reduced:
        result = _reduced(result, reduction, plan.reduced)
    return finished(array_of(result), plan) if plan.joins and source.kind == "ndarray" else _joined(
        result, plan
    )


def _joined(result: Any, plan: Plan) -> Any:
    return finished(result, plan) if isinstance(result, Tensor) else result


def _name_of(reduction: Any) -> str:
    return reduction if isinstance(reduction, str) else f"of type {type(reduction).__name__}"


def _reduced(tensor: Tensor, reduction: str, count: int) -> Any:
    axes = tuple(range(tensor.ndim - count, tensor.ndim))
    if reduction == "mean" and tensor.dtype is not None and tensor.dtype.kind != "float":
        if tensor.kind == "ndarray" or tensor.dtype.kind != "complex":
            text = "reduce_mean is not available for non-floating tensors"
            refuse(text, "dtype-mismatch", "NotImplementedError")
    if tensor.kind == "ndarray":
        return operator_of(tensor, f"ndarray.{reduction}")(tensor, axis=axes)
    if reduction in ("any", "all", "prod"):
        for axis in reversed(axes):
            tensor = operator_of(tensor, f"Tensor.{reduction}")(tensor, dim=axis)
        return tensor
    name = {"min": "amin", "max": "amax"}.get(reduction, reduction)
    return operator_of(tensor, f"Tensor.{name}")(tensor, dim=axes)


@op("einops._native.prepare")
def prepare(tensor: Any, pattern: Any, axes_lengths: Mapping[str, Any]) -> tuple[Any, tuple[int, ...]]:
    """A tensor as the function of a reduction gets it, and the axes that it must reduce"""
    source = input_of(tensor)
    plan = plan_of(pattern, "callable", shape_of(source), axes_lengths)
    result = prepared(source, plan)
    return result, tuple(range(result.ndim - plan.reduced, result.ndim))


@op("einops._native.finish")
def finish(result: Any, tensor: Any, pattern: Any, axes_lengths: Mapping[str, Any]) -> Any:
    """What a function of the program reduced -> the right side of the pattern"""
    plan = plan_of(pattern, "callable", shape_of(input_of(tensor)), axes_lengths)
    if isinstance(result, Unknown):
        return result
    return finished(array_of(result) if not isinstance(result, Tensor) else result, plan)


@op("einops._native.check", counted=False)
def check(pattern: Any, operation: Any, axes_lengths: Mapping[str, Any]) -> None:
    """Refuses a pattern that no shape fits, as the constructors of the layers do"""
    if isinstance(operation, Unknown):
        return
    parsed(pattern, operation if isinstance(operation, str) else "callable", axes_lengths)
