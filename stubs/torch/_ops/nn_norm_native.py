"""Operators: the normalizations that also return the statistics they used."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import result_of
from pytea._stubs.torch._ops.nn_norm import batch_normalized, group_normalized, layer_norm
from pytea.stubapi import Int, Tensor, Unknown, UnknownUse, op, render_shape, require


def _statistics(input: Tensor, size: Int, known: Tensor | None) -> Tensor:
    dtype = input.dtype if known is None or known.dtype is None else known.dtype
    return result_of(input, (size,), dtype=dtype)


def _native(
    input: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    training: Any,
) -> tuple[Tensor, Tensor, Tensor]:
    result = batch_normalized(input, running_mean, running_var, weight, bias, training)
    if isinstance(training, Unknown):
        raise UnknownUse(training.reason)
    statistics = _statistics(input, input.shape[1] if training else 0, weight)
    return result, statistics, statistics


@op("torch.native_batch_norm", "torch._native_batch_norm_legit")
def native_batch_norm(
    input: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    running_mean: Any = None,
    running_var: Any = None,
    training: Any = None,
    momentum: Any = None,
    eps: Any = None,
) -> tuple[Tensor, Tensor, Tensor]:
    """input (N, C, *) -> (N, C, *) and the saved mean and inverse deviation (C,)"""
    if not isinstance(running_mean, (Tensor, type(None))):  # the overload without running stats
        return _native(input, weight, bias, None, None, running_mean)
    return _native(input, weight, bias, running_mean, running_var, training)


@op("torch.native_layer_norm")
def native_layer_norm(
    input: Tensor, normalized_shape: Any, weight: Tensor | None, bias: Tensor | None, eps: float
) -> tuple[Tensor, Tensor, Tensor]:
    """input (*, *normalized_shape) -> shape of input, and mean and deviation (*, 1...)"""
    result = layer_norm(input, normalized_shape, weight, bias, eps)
    dims = len(normalized_shape)
    statistics = _statistics(input, 1, weight).like((*input.shape[:-dims], *(1,) * dims))
    return result, statistics, statistics


@op("torch.native_group_norm")
def native_group_norm(
    input: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    N: Int,
    C: Int,
    HxW: Int,
    group: Int,
    eps: float,
) -> tuple[Tensor, Tensor, Tensor]:
    """input (N, C, *) -> (N, C, *), and mean and deviation (N, group)"""
    require(input.ndim >= 2, f"input must have at least 2 dims, got {render_shape(input.shape)}")
    result = group_normalized(input, group, weight, bias)
    statistics = _statistics(input, 1, weight).like((N, group))
    return result, statistics, statistics
