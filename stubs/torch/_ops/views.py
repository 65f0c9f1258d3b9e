"""Operators: view, reshape, flatten, unflatten, ravel, squeeze, unsqueeze and their relatives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_strides import infer_sizes, layout_of
from pytea._stubs.torch._ops._shared_suspicions import warn_if_batch_goes
from pytea._stubs.torch._ops._shared_views import inplace_of, reshaped, view_as_sizes, view_of

from pytea.stubapi import (
    DType,
    Int,
    Strides,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    complex_of,
    fail,
    numel,
    op,
    real_of,
    render,
    render_shape,
    require,
    require_dtype,
    same,
    sprod,
    strides_of,
    variants,
    wrap_dim,
)
from pytea.stubapi.arguments import dim_of, int_of, ints_of, require_tensor, varargs_of
from pytea.stubapi.options import as_dtype, is_dtype
from pytea.stubapi.results import grad_of


@op("torch.Tensor.view")
def view(input: Tensor, *sizes: Any, size: Any = None, dtype: Any = None) -> Tensor:
    """(*) -> sizes, one of which may be -1; or the same memory as elements of ``dtype``."""
    if dtype is None and size is None and len(sizes) == 1 and is_dtype(sizes[0]):
        dtype = sizes[0]
    named = as_dtype("view", dtype, None)
    if named is not None:
        return view_as_dtype(input, named)
    if isinstance(dtype, Unknown) or (len(sizes) == 1 and isinstance(sizes[0], Unknown)):
        raise UnknownUse("the argument of view is not known")
    return view_as_sizes(input, varargs_of(sizes, size, "size"))


def view_as_dtype(input: Tensor, dtype: DType) -> Tensor:
    """(*, N) -> (*, N * old itemsize / new itemsize)"""
    if input.dtype is None:
        raise UnknownUse("the dtype of a tensor is not known")
    grad = input.requires_grad if dtype.kind in ("float", "complex") else False
    old, new = input.dtype.itemsize, dtype.itemsize
    if old == new:
        return input.like(dtype=dtype, strides=input.strides, requires_grad=grad)
    text = f"viewing {input.dtype} as {dtype}"
    require(input.ndim > 0, f"{text} needs at least 1 dim, got a 0-d tensor", "bad-reshape")
    *front, last = input.shape
    strides = strides_of(input)
    if strides is not None:
        whole = f"{text} needs a last dim with stride 1, got {render_shape(strides)}"
        require(strides[-1] == 1, whole, "bad-reshape")
    if old > new:
        factor = old // new
        size: Int = last * factor
        moved = None if strides is None else (*(s * factor for s in strides[:-1]), 1)
    else:
        factor = new // old
        text = f"{text} needs a last dim divisible by {factor}, got {render(last)}"
        require(last % factor == 0, text, "bad-reshape")
        for stride in () if strides is None else strides[:-1]:
            require(stride % factor == 0, f"stride {render(stride)} splits {dtype}", "bad-reshape")
        size = last // factor
        moved = None if strides is None else (*(s // factor for s in strides[:-1]), 1)
    shape = (*front, size)
    layout = Strides.UNKNOWN if moved is None else layout_of(shape, moved)
    return input.like(shape, dtype, strides=layout, requires_grad=grad)


@op("torch.Tensor.view_as")
def view_as(input: Tensor, other: Tensor) -> Tensor:
    """(*), other (S) -> (S)"""
    require_tensor(other, "other")
    return view_as_sizes(input, other.shape)


@op("torch.Tensor.reshape")
def reshape_method(input: Tensor, *sizes: Any, shape: Any = None) -> Tensor:
    """(*) -> sizes, one of which may be -1"""
    return reshaped(input, varargs_of(sizes, shape, "shape"))


@op("torch.reshape")
def reshape(input: Tensor, shape: Any) -> Tensor:
    """(*) -> shape, one size of which may be -1"""
    require_tensor(input, "input")
    return reshaped(input, ints_of(shape, "shape"))


@op("torch.Tensor.reshape_as")
def reshape_as(input: Tensor, other: Tensor) -> Tensor:
    """(*), other (S) -> (S)"""
    require_tensor(other, "other")
    return reshaped(input, other.shape)


@variants("flatten")
def flatten(input: Tensor, start_dim: Any = 0, end_dim: Any = -1) -> Tensor:
    """(*, S_start, ..., S_end, *) -> (*, S_start * ... * S_end, *)"""
    first = dim_of(start_dim, input.ndim, "start_dim")
    last = dim_of(end_dim, input.ndim, "end_dim")
    text = f"start_dim {start_dim} cannot come after end_dim {end_dim}"
    require(first <= last, text, "dim-out-of-range")
    if input.ndim == 0:
        return reshaped(input, (1,))
    if first == last:
        return input
    shape = input.shape
    return reshaped(input, (*shape[:first], sprod(shape[first : last + 1]), *shape[last + 1 :]))


@variants("ravel")
def ravel(input: Tensor) -> Tensor:
    """(*) -> (numel)"""
    result = reshaped(input, (numel(input.shape),))
    known = isinstance(input.strides, str) and input.strides == Strides.UNKNOWN
    return result if known else result.changed(strides=Strides.CONTIGUOUS)


@variants("unflatten")
def unflatten(input: Tensor, dim: Any, sizes: Any) -> Tensor:
    """(*, S, *) -> (*, sizes, *) where sizes multiply up to S"""
    if isinstance(dim, str):
        if input.layout:
            raise UnknownUse("named dims are not followed")
        fail(f"the tensor has no dim called {dim!r}", "dim-out-of-range")
    position = dim_of(dim, input.ndim)
    parts = ints_of(sizes, "sizes")
    require(len(parts) > 0, "sizes must be non-empty", "bad-argument")
    require(
        input.ndim > 0,
        "unflatten needs at least 1 dim, got a 0-d tensor",
        "dim-out-of-range",
        "IndexError",
    )
    size = input.shape[position]
    shown = f"dim {position} of size {render(size)}"
    parts = infer_sizes(parts, size, lambda: shown)
    return view_as_sizes(input, (*input.shape[:position], *parts, *input.shape[position + 1 :]))


def _without(input: Tensor, dims: Sequence[int]) -> Tensor:
    keep = [dim for dim in range(input.ndim) if dim not in dims]
    shape = [input.shape[dim] for dim in keep]
    return view_of(input, shape, lambda strides: ([strides[dim] for dim in keep], 0))


@variants("squeeze")
def squeeze(input: Tensor, *dims: Any, dim: Any = ...) -> Tensor:
    """(*, 1, *) -> (*, *): the listed dims where they have size 1, or all such dims"""
    if dim is not ...:
        dims = (*dims, dim)
    if len(dims) == 1 and isinstance(dims[0], (list, tuple)):
        dims = tuple(dims[0])
    elif not dims:
        dims = tuple(range(input.ndim))
    listed = [dim_of(item, input.ndim) for item in dims]
    if len(set(listed)) != len(listed):
        fail("a dim appears multiple times in the list of dims", "dim-out-of-range")
    gone = [item for item in listed if input.ndim and input.shape[item] == 1]
    if len(listed) == input.ndim > 1 and 0 in gone:
        warn_if_batch_goes(input)
    return _without(input, gone)


@variants("unsqueeze")
def unsqueeze(input: Tensor, dim: Any) -> Tensor:
    """(*, *) -> (*, 1, *)"""
    position = int_of(dim, "dim")
    if isinstance(position, SymInt):
        raise UnknownUse("dim is not a known number")
    position = wrap_dim(position, input.ndim + 1)
    shape = input.shape

    def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
        step = shape[position] * strides[position] if position < len(shape) else 1
        return (*strides[:position], step, *strides[position:]), 0

    return view_of(input, (*shape[:position], 1, *shape[position:]), restride)


op("torch.Tensor.squeeze_", binding="inplace")(inplace_of(squeeze))
op("torch.Tensor.unsqueeze_", binding="inplace")(inplace_of(unsqueeze))


@op("torch.Tensor.resize_", binding="inplace")
def resize_(input: Tensor, *sizes: Any, size: Any = None, memory_format: Any = None) -> Tensor:
    """(*) -> sizes, whatever the number of elements"""
    target = varargs_of(sizes, size, "size")
    for number in () if any(same(number, 0) for number in target) else target:
        require(number >= 0, f"invalid shape dimension {render(number)}", "bad-reshape")
    return resized_to(input, target, memory_format)


@op("torch.Tensor.resize_as_", "torch.resize_as_", binding="inplace")
def resize_as_(input: Tensor, the_template: Tensor, *, memory_format: Any = None) -> Tensor:
    """(*), the_template (S) -> (S)"""
    require_tensor(the_template, "the_template")
    return resized_to(input, the_template.shape, memory_format)


def resized_to(input: Tensor, target: Sequence[Int], memory_format: Any) -> Tensor:
    """Returns the record of ``input`` with another shape and other contents."""
    text = "cannot resize variables that require grad"
    require(input.requires_grad is not True, text, "bad-argument")
    if all(map(same, target, input.shape)) and len(target) == input.ndim:
        return input
    strides = Strides.CONTIGUOUS if memory_format is None else Strides.UNKNOWN
    return input.changed(sizes=type(input.shape)(target), strides=strides, data=None)


def _as_strided(input: Tensor, size: Any, stride: Any, storage_offset: Any = None) -> Tensor:
    """the memory of (*) -> size with the given strides"""
    shape, strides = ints_of(size, "size"), ints_of(stride, "stride")
    require(len(shape) == len(strides), "size and stride must have the same length", "bad-argument")
    for number in shape:
        require(number >= 0, f"size {render(number)} must not be negative", "bad-argument")
    for number in strides:
        require(number >= 0, f"stride {render(number)} must not be negative", "bad-argument")
    start = 0 if storage_offset is None else int_of(storage_offset, "storage_offset")
    require(start >= 0, f"storage_offset {render(start)} must not be negative", "bad-argument")
    return input.like(shape, strides=layout_of(shape, strides))


as_strided = variants("as_strided")(_as_strided)
op("torch.Tensor.as_strided_", "torch.as_strided_", binding="inplace")(inplace_of(_as_strided))


@variants("as_strided_scatter")
def as_strided_scatter(
    input: Tensor, src: Tensor, size: Any, stride: Any, storage_offset: Any = None
) -> Tensor:
    """(*), src (size) -> (*)"""
    part = _as_strided(input, size, stride, storage_offset)
    shapes = f"src is {render_shape(src.shape)}, but the part has {render_shape(part.shape)}"
    require(src.ndim == part.ndim, shapes)
    for given, wanted in zip(src.shape, part.shape, strict=True):
        require(given == wanted, shapes)
    return input.like(requires_grad=grad_of(input.dtype, input, src), strides=input.strides)


@op("torch.view_as_real")
def view_as_real(input: Tensor) -> Tensor:
    """(*) complex -> (*, 2) float"""
    text = f"view_as_real wants a complex tensor, got {input.dtype}"
    require_dtype(input, ("complex",), text)
    old = strides_of(input)
    shape = (*input.shape, 2)
    layout = Strides.UNKNOWN if old is None else layout_of(shape, (*(2 * s for s in old), 1))
    return input.like(shape, strides=layout).changed(dtype=real_of(input.dtype))


@op("torch.view_as_complex")
def view_as_complex(input: Tensor) -> Tensor:
    """(*, 2) float -> (*) complex"""
    text = f"view_as_complex wants a float tensor, got {input.dtype}"
    require_dtype(input, ("float",), text)
    require(input.dtype is None or input.dtype.name != "bfloat16", text, "dtype-mismatch")
    shown = render_shape(input.shape)
    require(input.ndim > 0, "view_as_complex wants at least 1 dim, got a 0-d tensor")
    require(input.shape[-1] == 2, f"view_as_complex wants a last dim of size 2, got {shown}")
    old = strides_of(input)
    shape = input.shape[:-1]
    layout: str | tuple[Int, ...] = Strides.UNKNOWN
    if old is not None:
        require(old[-1] == 1, "view_as_complex wants a last dim with stride 1", "bad-reshape")
        for stride in old[:-1]:
            require(stride % 2 == 0, "view_as_complex wants even strides", "bad-reshape")
        layout = layout_of(shape, [stride // 2 for stride in old[:-1]])
    return input.like(shape, strides=layout).changed(dtype=complex_of(input.dtype))
