"""Operators: losses that compare input and target element by element."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import demand_kinds, is_true
from pytea._stubs.torch._ops._shared_nn_loss import (
    broadcast_operands,
    chosen_reduction,
    promoted,
    promoted_expanded,
    reduced,
    require_same_shape,
    warn_if_broadcast,
)
from pytea._stubs.torch._ops._shared_reduction import exact_sum_dtype
from pytea._stubs.torch._ops._shared_suspicions import SIGMOID, warn_if_made_by
from pytea.stubapi import (
    DTYPES,
    DType,
    Tensor,
    Unknown,
    UnknownUse,
    can_cast,
    fail,
    op,
    real_of,
    render_shape,
    require,
    require_broadcastable_to,
    require_same_device,
    to_float,
)


def _typed(input: Tensor, dtype: DType | None) -> Tensor:
    return input.changed(dtype=dtype)


def _check_castable(common: DType | None, input: Tensor) -> None:
    text = f"the common type {common} of input and target cannot be cast to {input.dtype} of input"
    require(can_cast(common, input.dtype), text, "dtype-mismatch")


def _refuse_bool(name: str, *tensors: Tensor) -> None:
    for tensor in tensors:
        kinds = ("int", "float", "complex")
        demand_kinds(tensor, f"{name}", kinds, "RuntimeError")


def _weighted(name: str, input: Tensor, target: Tensor, weight: Tensor, reduction: str) -> Tensor:
    text = f"weight {render_shape(weight.shape)} must have the shape of input "
    require_same_shape(weight, input, text + render_shape(input.shape))
    _refuse_bool(name, input, target)
    shape = broadcast_operands(input, target, weight)
    dtype = promoted(input, target, weight)
    if reduction == "mean":
        dtype = to_float(dtype)
    if name == "l1_loss":
        dtype = real_of(dtype)
    return reduced(input, shape, reduction, target, weight, dtype=dtype)


@op("torch.nn.functional.mse_loss")
def mse_loss(
    input: Tensor,
    target: Tensor,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    weight: Tensor | None = None,
) -> Tensor:
    """input and target of one shape (or broadcast) -> () or that shape"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    shape = broadcast_operands(input, target)
    warn_if_broadcast(input, target, "mse_loss")
    if weight is not None:
        return _weighted("mse_loss", input, target, weight, reduction)
    dtype = promoted_expanded(input, target)
    demand_kinds(_typed(input, dtype), "mse_loss")
    return reduced(input, shape, reduction, target, dtype=dtype)


@op("torch.nn.functional.l1_loss")
def l1_loss(
    input: Tensor,
    target: Tensor,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    weight: Tensor | None = None,
) -> Tensor:
    """input and target of one shape (or broadcast) -> () or that shape"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    shape = broadcast_operands(input, target)
    warn_if_broadcast(input, target, "l1_loss")
    if weight is not None:
        return _weighted("l1_loss", input, target, weight, reduction)
    return _absolute(input, target, shape, reduction)


def _absolute(input: Tensor, target: Tensor, shape: tuple[Any, ...], reduction: str) -> Tensor:
    _refuse_bool("l1_loss", input, target)
    dtype = promoted_expanded(input, target)
    if reduction == "mean":
        demand_kinds(_typed(input, dtype), "l1_loss", ("float", "complex"), "RuntimeError")
    dtype = real_of(dtype)
    if reduction == "sum" and dtype is not None and dtype.kind == "int":
        dtype = DTYPES["int64"]
    return reduced(input, shape, reduction, target, dtype=dtype)


@op("torch.nn.functional.smooth_l1_loss")
def smooth_l1_loss(
    input: Tensor,
    target: Tensor,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    beta: float = 1.0,
) -> Tensor:
    """input and target of one shape (or broadcast) -> () or that shape"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    shape = broadcast_operands(input, target)
    warn_if_broadcast(input, target, "smooth_l1_loss")
    if isinstance(beta, (int, float)):
        require(beta >= 0, f"beta must not be negative, got {beta}", "bad-argument")
        if beta == 0:
            return _absolute(input, target, shape, reduction)
    dtype = promoted_expanded(input, target)
    demand_kinds(_typed(input, dtype), "smooth_l1_loss")
    return reduced(input, shape, reduction, target, dtype=dtype)


@op("torch.nn.functional.huber_loss")
def huber_loss(
    input: Tensor,
    target: Tensor,
    reduction: str = "mean",
    delta: float = 1.0,
    weight: Tensor | None = None,
) -> Tensor:
    """input and target of one shape (or broadcast) -> () or that shape"""
    reduction = chosen_reduction(reduction, None, None)
    shape = broadcast_operands(input, target)
    warn_if_broadcast(input, target, "huber_loss")
    if isinstance(delta, (int, float)):
        require(delta > 0, f"delta must be positive, got {delta}", "bad-argument")
    common = promoted_expanded(input, target)
    demand_kinds(_typed(input, common), "huber_loss")
    _check_castable(common, input)
    if weight is None:
        return reduced(input, shape, reduction, target, dtype=input.dtype)
    text = f"weight {render_shape(weight.shape)} must have the shape of input "
    require_same_shape(weight, input, text + render_shape(input.shape))
    dtype = promoted(input, weight)
    return reduced(input, shape, reduction, target, weight, dtype=dtype)


@op("torch.nn.functional.binary_cross_entropy")
def binary_cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Tensor:
    """input and target of one shape, weight broadcast to it -> () or that shape"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    require_same_device(input, target, weight)
    text = f"target has size {render_shape(target.shape)}, but input has size "
    require_same_shape(target, input, text + render_shape(input.shape))
    if weight is not None:
        text = f"weight {render_shape(weight.shape)} does not broadcast to "
        require_broadcastable_to(weight.shape, input.shape, text + render_shape(input.shape))
    if input.dtype is not None and target.dtype is not None:
        text = f"target is {target.dtype}, but input is {input.dtype}"
        require(target.dtype == input.dtype, text, "dtype-mismatch")
    demand_kinds(input, "binary_cross_entropy")
    return reduced(input, input.shape, reduction, target)


@op("torch.nn.functional.binary_cross_entropy_with_logits")
def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Tensor:
    """input and target of one shape, the weights broadcast to it -> () or that shape"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    require_same_device(input, target, weight, pos_weight)
    text = f"target has size {render_shape(target.shape)}, but input has size "
    require_same_shape(target, input, text + render_shape(input.shape))
    warn_if_made_by(input, SIGMOID, "binary_cross_entropy_with_logits", "logits")
    for name, factor in (("weight", weight), ("pos_weight", pos_weight)):
        if factor is not None:
            text = f"{name} {render_shape(factor.shape)} does not broadcast to "
            require_broadcastable_to(factor.shape, input.shape, text + render_shape(input.shape))
    kinds = ("float", "complex")
    name = "target of binary_cross_entropy_with_logits"
    demand_kinds(target, name, kinds, exception="RuntimeError")
    demand_kinds(input, "binary_cross_entropy_with_logits")
    return reduced(input, input.shape, reduction, target, dtype=target.dtype)


@op("torch.nn.functional.kl_div")
def kl_div(
    input: Tensor,
    target: Tensor,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    log_target: bool = False,
) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    by_batch = reduction == "batchmean" and size_average is None and reduce is None
    reduction = chosen_reduction("sum" if by_batch else reduction, size_average, reduce)
    shape = broadcast_operands(input, target)
    for tensor in (input, target):
        demand_kinds(tensor, "kl_div", exception="RuntimeError")
    return reduced(input, shape, reduction, target, dtype=promoted(input, target))


@op("torch.nn.functional.poisson_nll_loss")
def poisson_nll_loss(
    input: Tensor,
    target: Tensor,
    log_input: bool = True,
    full: bool = False,
    size_average: Any = None,
    eps: float = 1e-8,
    reduce: Any = None,
    reduction: str = "mean",
) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    shape = broadcast_operands(input, target)
    if is_true(log_input, default=True):
        kinds = ("int", "float", "complex")
        demand_kinds(
            _typed(input, promoted(input, target)), "poisson_nll_loss", kinds, "RuntimeError"
        )
    dtype = to_float(promoted(input, target))
    return reduced(input, shape, reduction, target, dtype=dtype)


def _variance_shape(input: Tensor, var: Tensor) -> tuple[Any, ...]:
    """Returns the shape of ``var`` as torch makes it fit: same, one dim less, or one dim of 1."""
    text = f"var {render_shape(var.shape)} does not fit input {render_shape(input.shape)}"
    if var.ndim == input.ndim - 1:
        for size, wanted in zip(var.shape, input.shape[:-1], strict=True):
            require(size == wanted, text, exception="ValueError")
        return (*var.shape, 1)
    require(var.ndim == input.ndim, text, exception="ValueError")
    ones = 0
    for size, wanted in zip(var.shape, input.shape, strict=True):
        if (size == wanted) is not True:
            require((size == wanted) | (size == 1), text, exception="ValueError")
            ones += (size == wanted) is False
    require(ones <= 1, text, exception="ValueError")
    return tuple(var.shape)


@op("torch.nn.functional.gaussian_nll_loss")
def gaussian_nll_loss(
    input: Tensor,
    target: Tensor,
    var: Any,
    full: bool = False,
    eps: float = 1e-6,
    reduction: str = "mean",
) -> Tensor:
    """input, target and var broadcast -> () or the common shape"""
    reduction = chosen_reduction(reduction, None, None)
    if isinstance(var, float):
        require(var >= 0, f"var is negative: {var}", "bad-argument", "ValueError")
        fitted = input
    elif isinstance(var, Tensor):
        demand_kinds(var, "var of gaussian_nll_loss", exception="RuntimeError")
        fitted = var.like(_variance_shape(input, var))
    elif isinstance(var, Unknown):
        raise UnknownUse(var.reason)
    else:
        fail(f"var must be a tensor or a float, got {var!r}", "bad-argument", "TypeError")
    shape = broadcast_operands(input, target, fitted)
    for tensor in (input, target):
        demand_kinds(tensor, "gaussian_nll_loss", ("int", "float", "complex"), "RuntimeError")
    dtype = to_float(promoted(input, target, fitted))
    return reduced(input, shape, reduction, target, fitted, dtype=dtype)


@op("torch.nn.functional.hinge_embedding_loss")
def hinge_embedding_loss(
    input: Tensor,
    target: Tensor,
    margin: float = 1.0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    shape = broadcast_operands(input, target)
    kinds = ("float",) if reduction == "mean" else ("int", "float")
    demand_kinds(input, "hinge_embedding_loss", kinds, "RuntimeError")
    dtype = exact_sum_dtype(input.dtype) if reduction == "sum" else input.dtype
    return reduced(input, shape, reduction, target, dtype=dtype)


@op("torch.nn.functional.margin_ranking_loss")
def margin_ranking_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: float = 0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Tensor:
    """input1, input2 and target with equally many dims, broadcast -> () or the common shape"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    shapes = [render_shape(t.shape) for t in (input1, input2, target)]
    text = f"input1 {shapes[0]}, input2 {shapes[1]} and target {shapes[2]} must have equally many"
    require(input1.ndim == input2.ndim == target.ndim, f"{text} dims")
    shape = broadcast_operands(input1, input2, target)
    for tensor in (input1, input2, target):
        demand_kinds(tensor, "margin_ranking_loss", ("int", "float"), "RuntimeError")
    dtype = promoted(input1, input2, target)
    if reduction == "mean":
        demand_kinds(
            _typed(input1, to_float(dtype)), "margin_ranking_loss", exception="RuntimeError"
        )
    return reduced(input1, shape, reduction, input2, target, dtype=to_float(dtype))


@op("torch.nn.functional.soft_margin_loss")
def soft_margin_loss(
    input: Tensor,
    target: Tensor,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Tensor:
    """input and target that broadcasts to it -> () or the shape of input"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    require_same_device(input, target)
    text = f"target {render_shape(target.shape)} does not broadcast to input "
    require_broadcastable_to(target.shape, input.shape, text + render_shape(input.shape))
    demand_kinds(input, "soft_margin_loss", ("float", "complex"), "RuntimeError")
    _check_castable(promoted(input, target), input)
    return reduced(input, input.shape, reduction, target)


@op("torch.nn.functional.multilabel_soft_margin_loss")
def multilabel_soft_margin_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Tensor:
    """input, target and weight broadcast to (*, C) -> () or (*)"""
    reduction = chosen_reduction(reduction, size_average, reduce)
    require(input.ndim > 0, "input must have at least 1 dim", "dim-out-of-range", "IndexError")
    shape = broadcast_operands(input, target, weight)
    demand_kinds(input, "multilabel_soft_margin_loss")
    demand_kinds(target, "multilabel_soft_margin_loss", ("int", "float", "complex"), "RuntimeError")
    dim = input.ndim - 1
    kept = (*shape[:dim], *shape[dim + 1 :])
    return reduced(input, kept, reduction, target, dtype=promoted(input, target, weight))
