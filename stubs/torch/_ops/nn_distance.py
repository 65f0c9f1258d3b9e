"""Operators: distances and similarities, and the losses made of them."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import demand_kinds, is_true, result_of
from pytea._stubs.torch._ops._shared_nn_loss import (
    broadcast_operands,
    chosen_reduction,
    promoted,
    reduced,
)
from pytea.stubapi import (
    Int,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    op,
    real_of,
    render_shape,
    require,
    require_same_device,
    to_float,
    wrap_dim,
)
from pytea.stubapi.arguments import number_of

_REALS = ("int", "float", "complex")


@op("torch.nn.functional.cosine_similarity", "torch.cosine_similarity")
def cosine_similarity(x1: Tensor, x2: Tensor, dim: int = 1, eps: float = 1e-8) -> Tensor:
    """x1 and x2 broadcast to (*, D, *) -> (*, *)"""
    shape = broadcast_operands(x1, x2)
    axis = wrap_dim(dim, len(shape))
    dtype = promoted(x1, x2)
    demand_kinds(x1.changed(dtype=dtype), "cosine_similarity", exception="RuntimeError")
    kept = (*shape[:axis], *shape[axis + 1 :])
    return result_of(x1, kept, x2, dtype=dtype, strides=Strides.UNKNOWN)


def _pairwise(x1: Tensor, x2: Tensor, keepdim: Any) -> tuple[tuple[Int, ...], Any]:
    """Returns shape and dtype of the norm of the difference over the last dim."""
    shape = broadcast_operands(x1, x2)
    for tensor in (x1, x2):
        demand_kinds(tensor, "pairwise_distance", _REALS, "RuntimeError")
    if isinstance(keepdim, Unknown):
        raise UnknownUse(keepdim.reason)
    last = (1,) if is_true(keepdim) and shape else ()
    return (*shape[:-1], *last), real_of(to_float(promoted(x1, x2)))


@op("torch.nn.functional.pairwise_distance", "torch.pairwise_distance")
def pairwise_distance(
    x1: Tensor, x2: Tensor, p: float = 2.0, eps: float = 1e-6, keepdim: bool = False
) -> Tensor:
    """x1 and x2 broadcast to (*, D) -> (*)"""
    shape, dtype = _pairwise(x1, x2, keepdim)
    return result_of(x1, shape, x2, dtype=dtype, strides=Strides.UNKNOWN)


@op("torch.nn.functional.pdist", "torch.pdist")
def pdist(input: Tensor, p: float = 2) -> Tensor:
    """input (N, M) -> (N * (N - 1) / 2,)"""
    require(input.ndim == 2, f"input must be 2-d, got {render_shape(input.shape)}")
    demand_kinds(input, "pdist", exception="RuntimeError")
    p = number_of(p, "p")
    require(isinstance(p, Unknown) or p >= 0, f"p must not be negative, got {p}", "bad-argument")
    rows = input.shape[0]
    return result_of(input, (rows * (rows - 1) // 2,))


def _check_margin(margin: Any) -> None:
    if isinstance(margin, (int, float)):
        text = f"margin must be greater than 0, got {margin}"
        require(margin > 0, text, "bad-argument", "ValueError")


def _triplet(anchor: Tensor, positive: Tensor, negative: Tensor, swap: Any, how: str) -> Tensor:
    shapes = [render_shape(t.shape) for t in (anchor, positive, negative)]
    text = f"anchor {shapes[0]}, positive {shapes[1]} and negative {shapes[2]} must have equally"
    require(anchor.ndim == positive.ndim == negative.ndim, f"{text} many dims")
    require_same_device(anchor, positive, negative)
    first, first_dtype = _pairwise(anchor, positive, keepdim=False)
    second, second_dtype = _pairwise(anchor, negative, keepdim=False)
    parts = [anchor.like(first), anchor.like(second)]
    if is_true(swap):
        parts.append(anchor.like(_pairwise(positive, negative, keepdim=False)[0]))
    shape = broadcast_operands(*parts)
    dtype = None
    if first_dtype is not None and second_dtype is not None:
        dtype = promoted(anchor.like((), first_dtype), anchor.like((), second_dtype))
    return reduced(anchor, shape, how, positive, negative, dtype=dtype)


@op("torch.nn.functional.triplet_margin_loss")
def triplet_margin_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    margin: float = 1.0,
    p: float = 2,
    eps: float = 1e-6,
    swap: bool = False,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Tensor:
    """anchor, positive and negative (*, D) -> () or (*)"""
    how = chosen_reduction(reduction, size_average, reduce)
    _check_margin(margin)
    return _triplet(anchor, positive, negative, swap, how)


@op("torch.nn.functional.triplet_margin_with_distance_loss")
def triplet_margin_with_distance_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    *,
    distance_function: Any = None,
    margin: float = 1.0,
    swap: bool = False,
    reduction: str = "mean",
) -> Tensor:
    """anchor, positive and negative (*, D) -> () or (*); a distance of the user is not followed"""
    how = chosen_reduction(reduction, None, None)
    _check_margin(margin)
    if distance_function is None:
        return _triplet(anchor, positive, negative, swap, how)
    shapes = [render_shape(t.shape) for t in (anchor, positive, negative)]
    text = f"anchor {shapes[0]}, positive {shapes[1]} and negative {shapes[2]} must have equally"
    require(anchor.ndim == positive.ndim == negative.ndim, f"{text} many dims")
    if how == "none":
        raise UnknownUse("the shape of a distance function's result")
    return result_of(anchor, (), positive, negative, dtype=anchor.dtype)


@op("torch.nn.functional.cosine_embedding_loss")
def cosine_embedding_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: float = 0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: Any = "mean",
) -> Tensor:
    """input1 and input2 (N?, D), target (N?,) of 1 and -1 -> () or (N?,)"""
    how = chosen_reduction(reduction, size_average, reduce)
    text = f"target must be 0-d or 1-d, got {render_shape(target.shape)}"
    require(target.ndim <= 1, text)
    for name, tensor in (("input1", input1), ("input2", input2)):
        text = f"{name} is {render_shape(tensor.shape)}, but a {target.ndim}-d target expects "
        require(tensor.ndim == target.ndim + 1, f"{text}{target.ndim + 1} dims")
    both = broadcast_operands(input1, input2)
    kept = input1.like(both[:-1])
    shape = broadcast_operands(kept, target)
    floats = [t.changed(dtype=to_float(t.dtype)) for t in (input1, input2)]
    dtype = promoted(*floats)
    return reduced(input1, shape, how, input2, dtype=dtype)
