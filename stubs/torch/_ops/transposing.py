"""Operators that reorder dims or elements: transpose, permute, movedim, T, flip, rot90, roll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_views import copy_of, inplace_of, permuted, swapped

from pytea.stubapi import (
    Int,
    Strides,
    SymInt,
    Tensor,
    fail,
    ite,
    op,
    render_shape,
    require,
    same,
    variants,
)
from pytea.stubapi.arguments import dim_of, int_of, ints_of, require_tensor, varargs_of
from pytea.stubapi.layouts import elementwise_strides


@variants("transpose", aliases=("swapdims",))
def transpose(input: Tensor, dim0: Any, dim1: Any) -> Tensor:
    """(*, S_0, *, S_1, *) -> (*, S_1, *, S_0, *)"""
    require_tensor(input, "input")
    return swapped(input, dim_of(dim0, input.ndim, "dim0"), dim_of(dim1, input.ndim, "dim1"))


@variants("swapaxes")
def swapaxes(input: Tensor, axis0: Any, axis1: Any) -> Tensor:
    """(*, S_0, *, S_1, *) -> (*, S_1, *, S_0, *)"""
    return transpose(input, axis0, axis1)


@variants("t")
def t(input: Tensor) -> Tensor:
    """(N, M) -> (M, N); fewer dims stay"""
    shown = render_shape(input.shape)
    require(input.ndim <= 2, f"t() expects a tensor with <= 2 dimensions, got {shown}")
    return permuted(input, range(input.ndim)[::-1])


op("torch.Tensor.transpose_", "torch.Tensor.swapdims_", binding="inplace")(inplace_of(transpose))
op("torch.Tensor.swapaxes_", binding="inplace")(inplace_of(swapaxes))
op("torch.Tensor.t_", binding="inplace")(inplace_of(t))


@op("torch.permute")
def permute(input: Tensor, dims: Any) -> Tensor:
    """(S_0, ..., S_n) -> (S_dims[0], ..., S_dims[n])"""
    require_tensor(input, "input")
    listed = ints_of(dims, "dims")
    shown = f"{render_shape(input.shape)} has {input.ndim} dims, but the order lists {len(listed)}"
    require(len(listed) == input.ndim, shown, "bad-argument")
    order = [dim_of(dim, input.ndim, "dims") for dim in listed]
    text = f"dims {render_shape(listed)} are not distinct"
    require(len(set(order)) == len(order), text, "bad-argument")
    return permuted(input, order)


@op("torch.Tensor.permute")
def permute_method(input: Tensor, *order: Any, dims: Any = None) -> Tensor:
    """(S_0, ..., S_n) -> (S_order[0], ..., S_order[n])"""
    return permute(input, varargs_of(order, dims, "dims"))


@variants("movedim", aliases=("moveaxis",))
def movedim(input: Tensor, source: Any, destination: Any) -> Tensor:
    """dims ``source`` go to the places ``destination``, the others keep their order"""
    listed = [isinstance(dims, (list, tuple)) for dims in (source, destination)]
    text = "source and destination must both be ints or both be tuples of ints"
    require(listed[0] == listed[1], text, "bad-argument", "TypeError")
    sources = ints_of(source, "source", single=True)
    targets = ints_of(destination, "destination", single=True)
    counts = f"source has {len(sources)} dims, but destination has {len(targets)}"
    require(len(sources) == len(targets), counts, "bad-argument")
    taken = [dim_of(dim, input.ndim, "source") for dim in sources]
    placed = [dim_of(dim, input.ndim, "destination") for dim in targets]
    for listed, name in ((taken, "source"), (placed, "destination")):
        require(len(set(listed)) == len(listed), f"a dim is repeated in {name}", "bad-argument")
    if input.ndim == 0:
        return permuted(input, ())
    where = dict(zip(placed, taken, strict=True))
    rest = iter(dim for dim in range(input.ndim) if dim not in taken)
    return permuted(input, [where[i] if i in where else next(rest) for i in range(input.ndim)])


def _matrix(input: Tensor, name: str, *, batched: bool) -> Tensor:
    allowed = input.ndim in (0, 2) or (batched and input.ndim > 2)
    wanted = "matrices or batches of matrices" if batched else "matrices"
    shown = f"{input.ndim}-d tensor {render_shape(input.shape)}"
    require(allowed, f"tensor.{name} is only supported on {wanted}, got a {shown}")
    return swapped(input, input.ndim - 2, input.ndim - 1)


@op("torch.Tensor.T", binding="property", counted=False)
def transposed(input: Tensor) -> Tensor:
    """(S_0, ..., S_n) -> (S_n, ..., S_0)"""
    return permuted(input, range(input.ndim)[::-1])


@op("torch.Tensor.mT", binding="property")
def matrix_transposed(input: Tensor) -> Tensor:
    """(*, N, M) -> (*, M, N)"""
    return _matrix(input, "mT", batched=True)


@op("torch.Tensor.H", binding="property")
def conjugate_transposed(input: Tensor) -> Tensor:
    """(N, M) -> (M, N)"""
    return _matrix(input, "H", batched=False)


@op("torch.Tensor.mH", binding="property")
def matrix_conjugate_transposed(input: Tensor) -> Tensor:
    """(*, N, M) -> (*, M, N)"""
    return _matrix(input, "mH", batched=True)


@variants("adjoint")
def adjoint(input: Tensor) -> Tensor:
    """(*, N, M) -> (*, M, N)"""
    return _matrix(input, "adjoint()", batched=True)


def _flipped(input: Tensor, dims: Sequence[int]) -> Tensor:
    text = "a dim appears multiple times in the list of dims"
    require(len(set(dims)) == len(dims), text, "dim-out-of-range")

    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        flipped = [-stride if dim in dims else stride for dim, stride in enumerate(strides)]
        start: Int = 0
        for dim in dims if input.ndim else ():
            start = start + (input.shape[dim] - 1) * strides[dim]
        return flipped, start

    result = copy_of(input, input.shape, restride)
    return result.changed(strides=elementwise_strides([input], input.shape))


@op("torch.flip")
def flip(input: Tensor, dims: Any) -> Tensor:
    """(*) -> (*): the elements of each listed dim in reverse order"""
    return _flipped(input, [dim_of(dim, input.ndim, "dims") for dim in ints_of(dims, "dims")])


@op("torch.Tensor.flip")
def flip_method(input: Tensor, *order: Any, dims: Any = None) -> Tensor:
    """(*) -> (*): the elements of each listed dim in reverse order"""
    return flip(input, varargs_of(order, dims, "dims"))


@variants("fliplr")
def fliplr(input: Tensor) -> Tensor:
    """(N, M, *) -> (N, M, *): columns in reverse order"""
    require(input.ndim >= 2, f"fliplr needs at least 2 dims, got {render_shape(input.shape)}")
    return _flipped(input, [1])


@variants("flipud")
def flipud(input: Tensor) -> Tensor:
    """(N, *) -> (N, *): rows in reverse order"""
    require(input.ndim >= 1, "flipud needs at least 1 dim, got a 0-d tensor")
    return _flipped(input, [0])


@variants("rot90")
def rot90(input: Tensor, k: Any = 1, dims: Any = (0, 1)) -> Tensor:
    """(*, N, *, M, *) -> the same, or N and M exchanged when k is odd"""
    plane = ints_of(dims, "dims")
    require(len(plane) == 2, f"expected 2 rotation dims, got {len(plane)}", "bad-argument")
    shown = render_shape(input.shape)
    require(input.ndim >= 2, f"rot90 needs at least 2 dims, got {shown}", "bad-argument")
    first, second = (dim_of(dim, input.ndim, "dims") for dim in plane)
    require(first != second, f"rotation dims must be different, got {dims}", "bad-argument")
    turns = int_of(k, "k")
    odd = turns % 2 == 1
    shape = list(input.shape)
    shape[first] = ite(odd, input.shape[second], input.shape[first])
    shape[second] = ite(odd, input.shape[first], input.shape[second])
    return input.like(tuple(shape), strides=Strides.UNKNOWN)


@variants("roll")
def roll(input: Tensor, shifts: Any, dims: Any = ()) -> Tensor:
    """(*) -> (*)"""
    moved = ints_of(shifts, "shifts", single=True)
    along = ints_of(() if dims is None else dims, "dims", single=True)
    require(len(moved) > 0, "shifts must be non-empty", "bad-argument")
    counts = f"shifts has {len(moved)} items, but dims has {len(along)}"
    require(len(along) == len(moved) or (not along and len(moved) == 1), counts, "bad-argument")
    if along and input.ndim == 0:
        text = f"dim {along[0]} given, but the tensor has no dims"
        fail(text, "dim-out-of-range", "IndexError")
    if len(along) == 1 and any(same(size, 0) for size in input.shape):
        return input.like(data=input.data, elements=input.elements)
    data = None
    if not along:
        data = _rolled_data(input, moved[0])
    for dim in along:
        dim_of(dim, input.ndim, "dims")
    if along and input.ndim == 1:
        data = _rolled_data(input, moved[0]) if len(moved) == 1 else None
    return input.like(data=data, elements=input.elements)


def _rolled_data(input: Tensor, shift: Int) -> tuple[Any, ...] | None:
    if input.data is None or isinstance(shift, SymInt) or not input.data:
        return None
    start = -shift % len(input.data)
    return input.data[start:] + input.data[:start]
