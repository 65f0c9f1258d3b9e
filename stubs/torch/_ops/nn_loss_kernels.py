"""Operators: the losses under the names of torch's kernels.

They take a number for the reduction, and reduce nothing without one.
"""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn_loss import broadcast_operands
from pytea._stubs.torch._ops.nn_distance import cosine_embedding_loss, triplet_margin_loss
from pytea._stubs.torch._ops.nn_loss import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    hinge_embedding_loss,
    huber_loss,
    kl_div,
    l1_loss,
    margin_ranking_loss,
    mse_loss,
    poisson_nll_loss,
    smooth_l1_loss,
    soft_margin_loss,
)
from pytea._stubs.torch._ops.nn_loss_class import multi_margin_loss, multilabel_margin_loss
from pytea.stubapi import Size, Tensor, op


def _code(reduction: Any) -> Any:
    """Returns the number of a reduction; those that stand for none reduce nothing."""
    return 0 if isinstance(reduction, int) and reduction not in (0, 1, 2) else reduction


def _expanded(*tensors: Tensor | None) -> tuple[Tensor | None, ...]:
    """Returns the operands in their common shape: the kernels broadcast what functions refuse."""
    shape = Size(broadcast_operands(*tensors))
    return tuple(None if tensor is None else tensor.changed(sizes=shape) for tensor in tensors)


@op("torch._C._nn.mse_loss")
def mse(input: Tensor, target: Tensor, reduction: Any = 0) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    return mse_loss(input, target, reduction=reduction)


@op("torch._C._nn.l1_loss")
def absolute(input: Tensor, target: Tensor, reduction: Any = 0) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    return l1_loss(input, target, reduction=reduction)


@op("torch._C._nn.smooth_l1_loss")
def smooth(input: Tensor, target: Tensor, reduction: Any = 0, beta: float = 1.0) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    return smooth_l1_loss(input, target, reduction=reduction, beta=beta)


@op("torch._C._nn.huber_loss")
def huber(input: Tensor, target: Tensor, reduction: Any = 0, delta: float = 1.0) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    return huber_loss(input, target, reduction, delta)


@op("torch._C._nn.soft_margin_loss")
def soft_margin(input: Tensor, target: Tensor, reduction: Any = 0) -> Tensor:
    """input and target that broadcasts to it -> () or the shape of input"""
    return soft_margin_loss(input, target, reduction=reduction)


@op("torch.kl_div")
def divergence(
    input: Tensor, target: Tensor, reduction: Any = 0, *, log_target: bool = False
) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    return kl_div(input, target, reduction=_code(reduction), log_target=log_target)


@op("torch.poisson_nll_loss")
def poisson(
    input: Tensor, target: Tensor, log_input: bool, full: bool, eps: float, reduction: Any
) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    return poisson_nll_loss(input, target, log_input, full, reduction=_code(reduction))


@op("torch.binary_cross_entropy_with_logits")
def with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    pos_weight: Tensor | None = None,
    reduction: Any = 0,
) -> Tensor:
    """input, target and the weights broadcast -> () or the common shape"""
    logits, targets, factors, positive = _expanded(input, target, weight, pos_weight)
    return binary_cross_entropy_with_logits(
        logits, targets, factors, reduction=_code(reduction), pos_weight=positive
    )


@op("torch.margin_ranking_loss")
def ranking(
    input1: Tensor, input2: Tensor, target: Tensor, margin: float = 0.0, reduction: Any = 0
) -> Tensor:
    """input1, input2 and target broadcast -> () or the common shape"""
    first, second, targets = _expanded(input1, input2, target)
    return margin_ranking_loss(first, second, targets, margin, reduction=_code(reduction))


@op("torch._C._nn.binary_cross_entropy")
def binary(
    input: Tensor, target: Tensor, weight: Tensor | None = None, reduction: Any = 0
) -> Tensor:
    """input and target of one shape -> () or that shape"""
    return binary_cross_entropy(input, target, weight, reduction=reduction)


@op("torch._C._nn.multi_margin_loss")
def multi_margin(
    input: Tensor,
    target: Tensor,
    p: Any = 1,
    margin: Any = 1,
    weight: Tensor | None = None,
    reduction: Any = 0,
) -> Tensor:
    """input (N?, C), target (N?,) of class indices -> () or (N?,)"""
    return multi_margin_loss(input, target, p, margin, weight, reduction=reduction)


@op("torch._C._nn.multilabel_margin_loss")
def multilabel_margin(input: Tensor, target: Tensor, reduction: Any = 0) -> Tensor:
    """input (N?, C), target (N?, C) of class indices -> () or (N?,)"""
    return multilabel_margin_loss(input, target, reduction=reduction)


@op("torch.hinge_embedding_loss")
def hinge(input: Tensor, target: Tensor, margin: float = 1.0, reduction: Any = 0) -> Tensor:
    """input and target broadcast -> () or the common shape"""
    return hinge_embedding_loss(input, target, margin, reduction=_code(reduction))


@op("torch.cosine_embedding_loss")
def cosine(
    input1: Tensor, input2: Tensor, target: Tensor, margin: float = 0.0, reduction: Any = 0
) -> Tensor:
    """input1 and input2 (N?, D), target (N?,) of 1 and -1 -> () or (N?,)"""
    return cosine_embedding_loss(input1, input2, target, margin, reduction=_code(reduction))


@op("torch.triplet_margin_loss")
def triplet(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    margin: float = 1.0,
    p: float = 2,
    eps: float = 1e-6,
    swap: bool = False,
    reduction: Any = 0,
) -> Tensor:
    """anchor, positive and negative (*, D) -> () or (*)"""
    code = _code(reduction)
    return triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reduction=code)
