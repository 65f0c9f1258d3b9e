"""Operators that read at indices: index_select, gather, take, take_along_dim, masked_select."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_gather import (
    check_gather_shape,
    check_index,
    is_empty,
    require_within,
)
from pytea._stubs.torch._ops._shared_views import expanded, view_as_sizes

from pytea.stubapi import (
    DTYPES,
    SymInt,
    Tensor,
    broadcast,
    broadcast_sizes,
    fresh_size,
    numel,
    op,
    render,
    render_shape,
    require,
    require_same_device,
    variants,
    numbers_in,
    seen_elements,
)
from pytea.stubapi.arguments import dim_of, int_of, require_tensor


@variants("index_select")
def index_select(input: Tensor, dim: Any, index: Tensor) -> Tensor:
    """(*, S, *), index (N) -> (*, N, *)"""
    check_index(index, input, "index_select")
    position = dim_of(dim, input.ndim)
    shown = render_shape(index.shape)
    text = f"index must be 0-d or 1-d, got {shown}"
    require(index.ndim <= 1, text, exception="IndexError")
    count = index.shape[0] if index.ndim else 1
    if input.ndim == 0:
        text = f"a 0-d tensor takes 1 index, got {render(count)}"
        require(count == 1, text)
        require_within(index, 1, exception="RuntimeError")
        return input.like(data=input.data)
    require_within(index, input.shape[position], exception="RuntimeError")
    shape = (*input.shape[:position], count, *input.shape[position + 1 :])
    result = input.like(shape, elements=seen_elements(input, shape) if numbers_in(index) else None)
    if input.ndim == 1 and input.data is not None and index.data is not None:
        if not any(isinstance(number, SymInt) for number in index.data):
            return result.changed(data=tuple(input.data[number] for number in index.data))
    return result


@variants("gather")
def gather(input: Tensor, dim: Any, index: Tensor, *, sparse_grad: Any = False) -> Tensor:
    """(S_0, ..., S_n), index (I_0, ..., I_n) -> (I_0, ..., I_n)"""
    require_tensor(index, "index")
    position = dim_of(dim, input.ndim)
    if not is_empty(index):
        check_index(index, input, "gather")
        check_gather_shape(input, index, position)
        size = input.shape[position] if input.ndim else 1
        require_within(index, size, exception="RuntimeError")
    return input.like(tuple(index.shape))


@variants("take")
def take(input: Tensor, index: Tensor) -> Tensor:
    """(*), index (S) of positions in the flat tensor -> (S)"""
    check_index(index, input, "take", ("int64",))
    if is_empty(input):
        text = "take() from a tensor without elements"
        require(is_empty(index), text, "index-out-of-range", "IndexError")
    require_within(index, numel(input.shape), negative=True)
    data = None
    if input.data and index.data is not None:
        if not any(isinstance(number, SymInt) for number in index.data):
            data = tuple(input.data[number] for number in index.data)
    return input.like(tuple(index.shape), data=data)


@variants("take_along_dim")
def take_along_dim(input: Tensor, indices: Tensor, dim: Any = None) -> Tensor:
    """(*, S, *), indices (*, I, *), other dims broadcast -> (*, I, *)"""
    if dim is None:
        count = numel(indices.shape)
        view_as_sizes(input, (-1,))
        if isinstance(count, int) and count == 0:
            return input.like((0,))
        check_index(indices, input, "take_along_dim")
        require_within(indices, numel(input.shape), exception="RuntimeError")
        return input.like((count,))
    check_index(indices, input, "take_along_dim", ("int64",))
    shown = f"input {render_shape(input.shape)} and indices {render_shape(indices.shape)}"
    require(input.ndim == indices.ndim, f"{shown} must have the same number of dims")
    position = dim_of(dim, input.ndim)
    shape = []
    for other, (a, b) in enumerate(zip(input.shape, indices.shape, strict=True)):
        text = f"{shown} cannot be broadcast in dim {other}"
        shape.append(b if other == position else broadcast_sizes(a, b, text))
    size = input.shape[position] if input.ndim else 1
    if not any(isinstance(number, int) and number == 0 for number in shape):
        require_within(indices, size, negative=True, exception="RuntimeError")
    return input.like(tuple(shape))


@variants("masked_select")
def masked_select(input: Tensor, mask: Tensor) -> Tensor:
    """(*), mask broadcastable with (*) -> (number of true elements)"""
    require_tensor(mask, "mask")
    require_same_device(input, mask)
    if mask.dtype is not None:
        text = f"masked_select: expected a bool mask, got {mask.dtype}"
        require(mask.dtype.name == "bool", text, "dtype-mismatch")
    shape = broadcast(input.shape, mask.shape)
    known = expanded(mask, shape).data if mask.data is not None else None
    if known is not None and all(isinstance(flag, bool) for flag in known):
        values = expanded(input, shape).data if input.data is not None else None
        data = None
        if values is not None:
            data = tuple(value for value, flag in zip(values, known, strict=True) if flag)
        return input.like((sum(known),), data=data)
    most = numel(shape)
    return input.like((fresh_size("num_true", 0, most if type(most) is int else None),))


@op("torch.nonzero_static", "torch.Tensor.nonzero_static")
def nonzero_static(input: Tensor, *, size: Any, fill_value: Any = -1) -> Tensor:
    """(S_1, ..., S_n) -> (size, n)"""
    count = int_of(size, "size")
    require(count >= 0, f"size must not be negative, got {render(count)}", "bad-argument")
    result = input.like((count, input.ndim), DTYPES["int64"], requires_grad=False)
    return result.changed(strides="unknown")
