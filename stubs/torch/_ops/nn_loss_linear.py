"""Operator: linear_cross_entropy, a linear layer and cross entropy in one."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops.nn_linear import linear
from pytea._stubs.torch._ops.nn_loss_class import cross_entropy
from pytea.stubapi import Tensor, Unknown, op, render_shape, require, same, sprod


@op("torch.nn.functional.linear_cross_entropy")
def linear_cross_entropy(
    input: Tensor,
    linear_weight: Tensor,
    target: Tensor,
    *,
    linear_bias: Tensor | None = None,
    weight: Tensor | None = None,
    reduction: str = "mean",
    ignore_index: Any = None,
    label_smoothing: float = 0.0,
    options: Any = None,
) -> Tensor:
    """input (N?, in), linear_weight (C, *, in), target (N?, *) -> () or (N?, *)"""
    text = f"input must be 1-d or 2-d, got {render_shape(input.shape)}"
    require(input.ndim in (1, 2), text)
    text = f"linear_weight must have at least 2 dims, got {render_shape(linear_weight.shape)}"
    require(linear_weight.ndim >= 2, text)
    *batch, features = input.shape
    *outputs, wanted = linear_weight.shape
    text = f"input has {features} features, but linear_weight expects {wanted}"
    require(features == wanted, text)
    if linear_bias is not None:
        text = f"linear_bias is {render_shape(linear_bias.shape)}, but must be "
        text += render_shape(outputs)
        require(linear_bias.ndim == len(outputs), text)
        for size, expected in zip(linear_bias.shape, outputs, strict=True):
            require(size == expected, text)
        linear_bias = linear_bias.like((sprod(outputs),))
    text = f"linear_weight {render_shape(linear_weight.shape)} needs a batch of inputs"
    require(len(outputs) == 1 or bool(batch), text)
    flat = linear(input, linear_weight.like((sprod(outputs), wanted)), linear_bias)
    logits = flat.like((*batch, *outputs))
    if ignore_index is not None and logits.ndim == target.ndim:
        equal = all(same(a, b) for a, b in zip(logits.shape, target.shape, strict=True))
        text = "ignore_index cannot be given with a target of class probabilities"
        require(not equal or isinstance(ignore_index, Unknown), text, "bad-argument")
    index = -100 if ignore_index is None else ignore_index
    return cross_entropy(
        logits, target, weight, None, index, None, reduction, label_smoothing=label_smoothing
    )
