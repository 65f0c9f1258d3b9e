"""Operators that repeat elements: expand, broadcast_to, repeat, tile, atleast_1d and relatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_views import expanded, reshaped

from pytea.stubapi import (
    Int,
    Size,
    Tensor,
    Unknown,
    UnknownUse,
    broadcast,
    fresh_size,
    numel,
    op,
    render,
    render_shape,
    require,
    same,
    ssum,
)
from pytea.stubapi.arguments import (
    dim_of,
    int_of,
    ints_of,
    is_int,
    require_tensor,
    tensors_of,
    varargs_of,
)


@op("torch.Tensor.expand")
def expand(input: Tensor, *sizes: Any, size: Any = None, implicit: Any = False) -> Tensor:
    """(S) -> sizes: -1 keeps a dim, new dims stand in front"""
    return expanded(input, varargs_of(sizes, size, "size"))


@op("torch.Tensor.expand_as")
def expand_as(input: Tensor, other: Tensor) -> Tensor:
    """(S), other (T) -> (T)"""
    require_tensor(other, "other")
    return expanded(input, other.shape)


@op("torch.broadcast_to")
def broadcast_to(input: Tensor, size: Any) -> Tensor:
    """(S) -> size"""
    return expanded(input, ints_of(size, "size"))


@op("torch.Tensor.broadcast_to")
def broadcast_to_method(input: Tensor, *sizes: Any, size: Any = None) -> Tensor:
    """(S) -> sizes"""
    return expanded(input, varargs_of(sizes, size, "size"))


@op("torch.broadcast_tensors")
def broadcast_tensors(*tensors: Any) -> tuple[Tensor, ...]:
    """(S), (T), ... -> all with the broadcast shape"""
    found = tensors_of(tensors)
    if not found:
        return ()
    shape = broadcast(*(tensor.shape for tensor in found))
    return tuple(
        tensor if _has_shape(tensor, shape) else expanded(tensor, shape) for tensor in found
    )


def _has_shape(tensor: Tensor, shape: Size) -> bool:
    return tensor.ndim == len(shape) and all(map(same, tensor.shape, shape))


@op("torch.broadcast_shapes", counted=False)
def broadcast_shapes(*shapes: Any) -> Size:
    """shapes -> their broadcast shape"""
    listed = [ints_of(shape, "shape", single=True) for shape in shapes]
    for shape in listed:
        for size in shape:
            text = f"a size must not be negative, got {render(size)}"
            require(size >= 0, text, "bad-argument", "ValueError")
    return broadcast(*listed) if listed else Size(())


def repeated(input: Tensor, repeats: Sequence[Int]) -> Tensor:
    """Returns ``input.repeat(repeats)``: a copy, with new dims in front."""
    shown = f"{len(repeats)} repeats for the {input.ndim} dims of {render_shape(input.shape)}"
    require(len(repeats) >= input.ndim, f"{shown}: too few", "bad-argument")
    lead = len(repeats) - input.ndim
    padded = (*((1,) * lead), *input.shape)
    for size, count in zip(padded, repeats, strict=True):
        text = f"repeat {render(count)} must not be negative"
        require(size * count >= 0, text, "bad-argument")
    data = None
    if input.data is not None and len(input.data) == 1 and input.ndim <= 1:
        total = numel(repeats)
        data = input.data * total if type(total) is int and total <= 64 else None
    shape = tuple(size * count for size, count in zip(padded, repeats, strict=True))
    return input.like(shape, data=data, elements=input.elements)


@op("torch.Tensor.repeat")
def repeat(input: Tensor, *counts: Any, repeats: Any = None) -> Tensor:
    """(S) -> (counts * S)"""
    return repeated(input, varargs_of(counts, repeats, "repeats"))


@op("torch.Tensor.tile")
def tile_method(input: Tensor, *counts: Any, dims: Any = None) -> Tensor:
    """(S) -> (counts * S); missing counts are 1"""
    return tile(input, varargs_of(counts, dims, "dims"))


@op("torch.tile")
def tile(input: Tensor, dims: Any) -> Tensor:
    """(S) -> (dims * S); missing counts are 1"""
    counts = ints_of(dims, "dims")
    return repeated(input, (*((1,) * (input.ndim - len(counts))), *counts))


def _counts_total(repeats: Tensor, size: Int | None) -> Int:
    """Returns the sum of a tensor of counts, one of which may stand for all ``size``."""
    data = repeats.data
    if data is not None and all(is_int(count) for count in data):
        for count in data:
            require(count >= 0, "repeats must not be negative", "bad-argument")
        return ssum(data) if size is None or len(data) != 1 else data[0] * size
    return fresh_size("sum(repeats)")


@op("torch.repeat_interleave", "torch.Tensor.repeat_interleave")
def repeat_interleave(
    input: Tensor | None = None,
    repeats: Any = None,
    dim: Any = None,
    *,
    output_size: Any = None,
) -> Tensor:
    """(*, S, *) -> (*, sum of repeats, *); without dim of the flat tensor"""
    if input is None or repeats is None:
        counts = repeats if input is None else input
        require_tensor(counts, "repeats")
        return _interleaved_indices(counts, output_size)
    if isinstance(repeats, Unknown):
        repeats = Tensor(None)
    flat = reshaped(input, (numel(input.shape),)) if dim is None else input
    position = dim_of(0 if dim is None else dim, flat.ndim)
    size = flat.shape[position] if flat.ndim else 1
    if isinstance(repeats, Tensor):
        _check_repeats(repeats, size)
        total = _counts_total(repeats, size)
    else:
        count = int_of(repeats, "repeats")
        require(count >= 0, f"repeats must not be negative, got {render(count)}", "bad-argument")
        total = size * count
    total = _checked_output_size(total, output_size)
    if flat.ndim == 0:
        return flat.like((total,)) if dim is None else flat.like(())
    return flat.like((*flat.shape[:position], total, *flat.shape[position + 1 :]))


def _check_repeats(repeats: Tensor, size: Int) -> None:
    if repeats.dtype is not None:
        text = f"repeats must be int32 or int64, got {repeats.dtype}"
        require(repeats.dtype.name in ("int32", "int64"), text, "dtype-mismatch")
    if repeats.sizes is None:
        return
    require(repeats.ndim <= 1, f"repeats must be 0-d or 1-d, got {render_shape(repeats.shape)}")
    if repeats.ndim == 1:
        count = repeats.shape[0]
        text = f"repeats has {render(count)} items, but the dim has size {render(size)}"
        require((count == size) | (count == 1), text)


def _checked_output_size(total: Int, output_size: Any) -> Int:
    if output_size is None:
        return total
    wanted = int_of(output_size, "output_size")
    text = f"output_size is {render(wanted)}, but repeats sum to {render(total)}"
    require(total == wanted, text, "bad-argument")
    return wanted


def _interleaved_indices(repeats: Tensor, output_size: Any) -> Tensor:
    """repeats (N) -> (sum of repeats)"""
    _check_repeats(repeats, -1) if repeats.ndim != 1 else _check_repeats(repeats.like((1,)), 1)
    require(repeats.ndim == 1, f"repeats must be 1-d, got {render_shape(repeats.shape)}")
    return repeats.like((_checked_output_size(_counts_total(repeats, None), output_size),))


def _atleast(wrap: Callable[[Size], tuple[Int, ...]]) -> Callable[..., Any]:
    def atleast(*tensors: Any) -> Any:
        """(*) -> the same with dims of size 1 added"""
        listed = tensors[0] if len(tensors) == 1 else tensors
        if isinstance(listed, Unknown):
            raise UnknownUse(listed.reason)
        if isinstance(listed, Tensor):
            shape = wrap(listed.shape)
            return listed if len(shape) == listed.ndim else reshaped(listed, shape)
        return tuple(atleast(tensor) for tensor in tensors_of(listed))

    return atleast


def _to_3d(shape: Size) -> tuple[Int, ...]:
    if len(shape) == 1:
        return (1, shape[0], 1)
    return (*shape, *((1,) * (3 - len(shape))))


op("torch.atleast_1d")(_atleast(lambda shape: shape or (1,)))
op("torch.atleast_2d")(_atleast(lambda shape: (*((1,) * (2 - len(shape))), *shape)))
op("torch.atleast_3d")(_atleast(_to_3d))
