"""Operators: embedding, embedding_bag, one_hot."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import demand_kinds, integer, is_true, result_of
from pytea.stubapi import (
    DTYPES,
    Int,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    fresh_size,
    op,
    promote_types,
    render_shape,
    require,
    require_same_device,
    same,
    numbers_in,
)
from pytea.stubapi.arguments import int_of

_INDEX_TYPES = (DTYPES["int64"], DTYPES["int32"])
_MODES = ("sum", "mean", "max")


def _check_indices(input: Tensor, offsets: Tensor | None = None) -> None:
    """Demands int64 or int32; indices and offsets of bags are promoted to a common dtype first."""
    dtype = input.dtype
    if offsets is not None and dtype is not None:
        dtype = None if offsets.dtype is None else promote_types(dtype, offsets.dtype)
    if dtype is not None:
        text = f"indices must be int64 or int32, got {input.dtype}"
        require(dtype in _INDEX_TYPES, text, "dtype-mismatch")


def _check_in_range(input: Tensor, rows: Int, exception: str) -> None:
    for index in numbers_in(input):
        text = f"index {index} is out of range: the embedding has {rows} rows"
        require((index >= 0) & (index < rows), text, "index-out-of-range", exception)


def _check_padding_idx(padding_idx: Any, rows: Int, exception: str) -> None:
    if padding_idx is None or isinstance(padding_idx, Unknown):
        return
    padding_idx = int_of(padding_idx, "padding_idx")
    if exception == "AssertionError" and same(padding_idx, 0):
        return
    text = f"padding_idx {padding_idx} is out of range: the embedding has {rows} rows"
    within = (padding_idx < rows) & (padding_idx >= -rows)
    require(within, text, "index-out-of-range", exception)


@op("torch.nn.functional.embedding")
def embedding(
    input: Tensor,
    weight: Tensor,
    padding_idx: Any = None,
    max_norm: Any = None,
    norm_type: float = 2.0,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Tensor:
    """input (*) of int, weight (V, D) -> (*, D)"""
    require_same_device(input, weight)
    if weight.sizes is not None and weight.ndim:
        _check_padding_idx(padding_idx, weight.shape[0], "AssertionError")
    return torch_embedding(weight, input)


@op("torch.embedding")
def torch_embedding(
    weight: Tensor,
    indices: Tensor,
    padding_idx: Any = -1,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Tensor:
    """weight (V, D), indices (*) of int -> (*, D)"""
    require(weight.ndim == 2, f"weight must be 2-d, got {render_shape(weight.shape)}")
    _check_indices(indices)
    _check_in_range(indices, weight.shape[0], "IndexError")
    return result_of(weight, (*indices.shape, weight.shape[1]))


def _bag_offsets(input: Tensor, offsets: Any, include_last_offset: Any) -> Int:
    """Returns the number of bags of a 1-d input."""
    if offsets is None:
        fail("offsets has to be a 1-d tensor, got None", "bad-argument", "ValueError")
    text = f"offsets has to be a 1-d tensor, got {render_shape(offsets.shape)}"
    require(offsets.ndim == 1, text, exception="ValueError")
    for first in (offsets.data or ())[:1]:
        require(first == 0, f"offsets must start with 0, got {first}", "bad-argument")
    for last in (offsets.data or ())[-1:]:
        text = f"the last offset {last} is greater than the length {input.shape[0]} of input"
        require(last <= input.shape[0], text, "index-out-of-range")
    if isinstance(include_last_offset, Unknown):
        raise UnknownUse(include_last_offset.reason)
    if not include_last_offset:
        return offsets.shape[0]
    require(offsets.shape[0] >= 1, "offsets must have at least 1 element", "bad-argument")
    return offsets.shape[0] - 1


def _check_bag_mode(mode: Any, scale_grad_by_freq: Any, sparse: Any, weighted: bool) -> None:
    if isinstance(mode, Unknown):
        return
    if mode not in _MODES:
        fail(f"mode must be sum, mean or max, got {mode!r}", "bad-argument", "ValueError")
    if mode == "max":
        plain = not is_true(scale_grad_by_freq) and not is_true(sparse)
        text = "max mode supports neither sparse weights nor scale_grad_by_freq"
        require(plain, text, "bad-argument", "ValueError")
    text = f"per_sample_weights is only supported for mode='sum', got {mode!r}"
    require(not weighted or mode == "sum", text, "bad-argument", "NotImplementedError")


def _check_sample_weights(input: Tensor, weight: Tensor, samples: Tensor) -> None:
    text = f"per_sample_weights is {render_shape(samples.shape)}, but input "
    text += render_shape(input.shape)
    require(samples.ndim == input.ndim, text, exception="ValueError")
    for a, b in zip(samples.shape, input.shape, strict=True):
        require(a == b, text, exception="ValueError")
    if None not in (samples.dtype, weight.dtype):
        text = f"per_sample_weights is {samples.dtype}, but weight is {weight.dtype}"
        require(samples.dtype == weight.dtype, text, "dtype-mismatch")


@op("torch.nn.functional.embedding_bag")
def embedding_bag(
    input: Tensor,
    weight: Tensor,
    offsets: Tensor | None = None,
    max_norm: Any = None,
    norm_type: float = 2,
    scale_grad_by_freq: bool = False,
    mode: str = "mean",
    sparse: bool = False,
    per_sample_weights: Tensor | None = None,
    include_last_offset: bool = False,
    padding_idx: Any = None,
) -> Tensor:
    """input (B, L) or (N,) with offsets (B,), weight (V, D) -> (B, D)"""
    if weight.dtype == DTYPES["int64"] and input.dtype is not None and input.dtype.kind == "float":
        input, weight = weight, input
    require_same_device(input, weight, offsets, per_sample_weights)
    text = f"weight must be 2-d, got {render_shape(weight.shape)}"
    require(weight.ndim == 2, text, exception="ValueError")
    if per_sample_weights is not None:
        _check_sample_weights(input, weight, per_sample_weights)
    text = f"input must be 1-d or 2-d, got {render_shape(input.shape)}"
    require(input.ndim in (1, 2), text, exception="ValueError")
    if input.ndim == 2:
        text = "offsets must be None when input is 2-d"
        require(offsets is None, text, "bad-argument", "ValueError")
        text = f"input {render_shape(input.shape)} has empty bags"
        require(input.shape[1] > 0, text)
        bags = input.shape[0]
    else:
        bags = _bag_offsets(input, offsets, include_last_offset)
    _check_bag_mode(mode, scale_grad_by_freq, sparse, per_sample_weights is not None)
    _check_indices(input, offsets)
    demand_kinds(weight, "embedding_bag", exception="RuntimeError")
    _check_padding_idx(padding_idx, weight.shape[0], "RuntimeError")
    _check_in_range(input, weight.shape[0], "RuntimeError")
    return result_of(weight, (bags, weight.shape[1]))


@op("torch.nn.functional.one_hot", "torch._C._nn.one_hot")
def one_hot(input: Tensor, num_classes: Int = -1) -> Tensor:
    """input (*) of int64 -> (*, num_classes)"""
    if input.dtype is not None:
        text = f"one_hot needs int64, got {input.dtype}"
        require(input.dtype == DTYPES["int64"], text, "dtype-mismatch")
    num_classes = integer(num_classes, "num_classes")
    for value in numbers_in(input):
        require(value >= 0, f"class {value} is negative", "index-out-of-range")
    if same(num_classes, -1):
        text = "the number of classes of an empty tensor is not known"
        require(input.numel() > 0, text, "bad-argument")
        classes = _classes_of(input)
    else:
        require(num_classes > 0, f"num_classes must be positive, got {num_classes}", "bad-argument")
        classes = num_classes
        for value in numbers_in(input):
            text = f"class {value} is not smaller than num_classes {num_classes}"
            require(value < num_classes, text, "index-out-of-range")
    return input.like((*input.shape, classes), requires_grad=False)


def _classes_of(labels: Tensor) -> Int:
    """Returns one more than the largest label; at least those that certainly occur are counted."""
    if labels.data is not None:
        return max(labels.data) + 1
    occurring = [value for value in numbers_in(labels) if isinstance(value, int)]
    return fresh_size("num_classes", max((0, *occurring)) + 1)


@op("torch.embedding_bag")
def torch_embedding_bag(
    weight: Tensor,
    indices: Tensor,
    offsets: Tensor,
    scale_grad_by_freq: bool = False,
    mode: int = 0,
    sparse: bool = False,
    per_sample_weights: Tensor | None = None,
    include_last_offset: bool = False,
    padding_idx: Any = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """weight (V, D), indices (N,), offsets (B,) -> (B, D), and what the gradient needs"""
    if isinstance(mode, Unknown):
        raise UnknownUse(mode.reason)
    result = embedding_bag(
        indices, weight, offsets, None, 2, scale_grad_by_freq, _MODES[mode], sparse,
        per_sample_weights, include_last_offset, padding_idx,
    )  # fmt: skip
    largest = _MODES[mode] == "max"
    counted = offsets.like(offsets.shape, requires_grad=False)
    places = counted.like(indices.shape if largest else (0,))
    most = counted.like((*offsets.shape, weight.shape[1]) if largest else offsets.shape)
    return result, places, counted, most


@op("torch.embedding_renorm_", binding="inplace")
def embedding_renorm_(input: Tensor, indices: Tensor, max_norm: float, norm_type: float) -> Tensor:
    """weight (V, D), indices (*) of int -> (V, D)"""
    torch_embedding(input, indices)
    return input
