"""Operators that write at indices: scatter and relatives, index_add, index_copy, put, ..."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from pytea._stubs.torch._ops._shared_gather import (
    as_1d,
    check_gather_shape,
    check_index,
    is_empty,
    kept_strides,
    require_equal_dtypes,
    require_within,
)
from pytea._stubs.torch._ops._shared_views import expanded

from pytea.stubapi import (
    Strides,
    Tensor,
    Unknown,
    broadcast,
    numel,
    op,
    render,
    render_shape,
    require,
    require_broadcastable_to,
    require_same_device,
    require_writable,
    same,
)
from pytea.stubapi.arguments import dim_of, require_tensor
from pytea.stubapi.results import grad_of

_REDUCTIONS = ("sum", "prod", "mean", "amax", "amin", "max", "min")


def _register(name: str, function: Callable[..., Tensor]) -> None:
    """Registers a function whose result has the shape of its first argument, and ``name_``."""

    @wraps(function)
    def inplace(input: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        result = function(input, *args, **kwargs)
        require_writable(input)
        return input.changed(data=None, requires_grad=result.requires_grad)

    op(f"torch.{name}", f"torch.Tensor.{name}")(function)
    op(f"torch.Tensor.{name}_", binding="inplace")(inplace)


def _written(input: Tensor, *others: Any, strides: Any = Strides.CONTIGUOUS) -> Tensor:
    """Returns the copy of ``input`` into which something was written, by default row-major."""
    grad = grad_of(input.dtype, input, *others)
    return input.like(strides=strides, requires_grad=grad)


def _check_scatter(input: Tensor, dim: Any, index: Tensor, src: Any, name: str) -> None:
    require_tensor(index, "index")
    position = dim_of(dim, input.ndim)
    if not is_empty(index):
        check_index(index, input, name)
    if isinstance(src, Tensor):
        require_same_device(input, src)
        require_equal_dtypes(input, src, name, "src")
    elif isinstance(src, complex) and input.dtype is not None and not is_empty(index):
        text = f"a complex number cannot be converted to {input.dtype}"
        require(input.dtype.kind == "complex", text, "dtype-mismatch")
    if is_empty(index):
        return
    check_gather_shape(input, index, position, src if isinstance(src, Tensor) else None)
    size = input.shape[position] if input.ndim else 1
    require_within(index, size, exception="RuntimeError")


def scatter(
    input: Tensor,
    dim: Any,
    index: Tensor,
    src: Any = None,
    *,
    value: Any = None,
    reduce: Any = None,
) -> Tensor:
    """(S_0, ..., S_n), index (I_0, ..., I_n), src at least as large as index -> (S_0, ..., S_n)"""
    given = value if src is None else src
    if given is None:
        require_tensor(given, "src")
    if reduce is not None and not isinstance(reduce, Unknown):
        text = f"reduce must be 'add' or 'multiply', got {reduce!r}"
        require(reduce in ("add", "multiply"), text, "bad-argument")
    _check_scatter(input, dim, index, given, "scatter")
    return _written(input, given)


def scatter_add(input: Tensor, dim: Any, index: Tensor, src: Tensor) -> Tensor:
    """(S_0, ..., S_n), index (I_0, ..., I_n), src at least as large as index -> (S_0, ..., S_n)"""
    require_tensor(src, "src")
    _check_scatter(input, dim, index, src, "scatter_add")
    result = _written(input, src)
    plain = input.strides == Strides.CONTIGUOUS
    return result if plain else result.changed(strides=Strides.UNKNOWN)


def scatter_reduce(
    input: Tensor, dim: Any, index: Tensor, src: Tensor, reduce: Any, *, include_self: Any = True
) -> Tensor:
    """(S_0, ..., S_n), index (I_0, ..., I_n), src at least as large as index -> (S_0, ..., S_n)"""
    require_tensor(src, "src")
    _check_reduce(reduce, _REDUCTIONS)
    _check_scatter(input, dim, index, src, "scatter")
    return _written(input, src)


def _check_reduce(reduce: Any, allowed: tuple[str, ...]) -> None:
    if not isinstance(reduce, Unknown):
        text = f"reduce must be one of {', '.join(allowed)}, got {reduce!r}"
        require(reduce in allowed, text, "bad-argument")


def _check_slices(input: Tensor, index: Tensor, source: Tensor, position: int) -> None:
    """Demands source sizes equal to those of ``input``, except one for each index in the dim."""
    count = numel(index.shape)
    shown = f"input is {render_shape(input.shape)} and source is {render_shape(source.shape)}"
    text = f"{shown}: dim {position} is missing in source"
    require(position == 0 or position < source.ndim, text, "dim-out-of-range")
    given = source.shape[position] if source.ndim else 1
    text = f"index has {render(count)} elements, but source {render(given)} in dim {position}"
    require(count == given, text)
    own, other = list(input.shape), list(source.shape)
    if own and other:
        del own[position], other[position]
    require(len(own) == len(other), f"{shown}: their numbers of dims must be equal")
    for a, b in zip(own, other, strict=True):
        require(a == b, f"{shown}: sizes {render(a)} and {render(b)} must be equal")


def _check_vector(index: Tensor, name: str, exception: str = "IndexError") -> None:
    text = f"{name}(): index must be 0-d or 1-d, got {render_shape(index.shape)}"
    require(index.ndim <= 1, text, exception=exception)


def index_add(input: Tensor, dim: Any, index: Tensor, source: Tensor, *, alpha: Any = 1) -> Tensor:
    """(*, S, *), index (N), source (*, N, *) -> (*, S, *)"""
    return _index_reduced(input, dim, index, source, "index_add")


def index_reduce(
    input: Tensor, dim: Any, index: Tensor, source: Tensor, reduce: Any, *, include_self: Any = True
) -> Tensor:
    """(*, S, *), index (N), source (*, N, *) -> (*, S, *)"""
    _check_reduce(reduce, ("prod", "mean", "amax", "amin"))
    return _index_reduced(input, dim, index, source, "index_reduce")


def _index_reduced(input: Tensor, dim: Any, index: Tensor, source: Tensor, name: str) -> Tensor:
    require_tensor(source, "source")
    require_same_device(input, source)
    position = dim_of(dim, input.ndim)
    _check_vector(index, name)
    check_index(index, input, name)
    require_equal_dtypes(input, source, name)
    _check_slices(input, index, source, position)
    if not is_empty(input):
        require_within(index, as_1d(input)[position])
    return _written(input, source)


def index_copy(input: Tensor, dim: Any, index: Tensor, source: Tensor) -> Tensor:
    """(*, S, *), index (N), source (*, N, *) -> (*, S, *)"""
    require_tensor(source, "source")
    require_same_device(input, source)
    position = dim_of(dim, input.ndim)
    _check_vector(index, "index_copy")
    count = numel(index.shape)
    if source.ndim == 0:
        text = f"a 0-d source takes 1 index, got {render(count)}"
        require(count == 1, text, exception="IndexError")
    elif input.ndim > 0:
        shown = f"input is {render_shape(input.shape)} and source is {render_shape(source.shape)}"
        text = f"{shown}: their numbers of dims must be equal"
        require(source.ndim == input.ndim, text, exception="IndexError")
    check_index(index, input, "index_copy", ("int64",))
    require_equal_dtypes(input, source, "index_copy")
    _check_slices(_with_dims(input), index, _with_dims(source), position)
    if not is_empty(source):
        require_within(index, as_1d(input)[position])
    return _written(input, source)


def _with_dims(tensor: Tensor) -> Tensor:
    """Returns a 0-d tensor as the one of one dim for which ``index_copy`` takes it."""
    return tensor.like((1,)) if tensor.ndim == 0 else tensor


def index_fill(input: Tensor, dim: Any, index: Tensor, value: Any) -> Tensor:
    """(*, S, *), index (N) -> (*, S, *)"""
    position = dim_of(dim, input.ndim)
    require_tensor(index, "index")
    if isinstance(value, Tensor):
        shown = render_shape(value.shape)
        require(value.ndim == 0, f"index_fill_ wants a 0-d value, got {shown}")
    complex_value = isinstance(value, complex) or (
        isinstance(value, Tensor) and value.dtype is not None and value.dtype.kind == "complex"
    )
    if complex_value and input.dtype is not None:
        text = f"a complex value cannot be converted to {input.dtype}"
        require(input.dtype.kind == "complex", text, "dtype-mismatch")
    check_index(index, input, "index_fill", ("int64",))
    _check_vector(index, "index_fill", "RuntimeError")
    require_within(index, as_1d(input)[position], negative=True)
    return _written(input, value, strides=kept_strides(input))


def put(input: Tensor, index: Tensor, source: Tensor, accumulate: Any = False) -> Tensor:
    """(*), index and source with equally many elements -> (*)"""
    require_tensor(source, "source")
    require_same_device(input, source)
    check_index(index, input, "put", ("int64",))
    require_equal_dtypes(input, source, "put")
    given, count = numel(source.shape), numel(index.shape)
    text = f"index has {render(count)} elements, but source {render(given)}"
    require(given == count, text, exception="IndexError")
    if is_empty(input):
        text = "put() into a tensor without elements"
        require(is_empty(index), text, "index-out-of-range", "IndexError")
    require_within(index, numel(input.shape), negative=True)
    return _written(input, source, strides=kept_strides(input))


def _check_masked(input: Tensor, mask: Tensor, source: Tensor) -> None:
    """Demands a bool mask, equal dtypes, and enough elements for a mask that is known."""
    require_tensor(mask, "mask")
    require_tensor(source, "source")
    require_same_device(input, mask, source)
    require_equal_dtypes(input, source, "masked_scatter")
    if mask.dtype is not None:
        text = f"masked_scatter_ only supports boolean masks, but got {mask.dtype}"
        require(mask.dtype.name == "bool", text, "dtype-mismatch")
    if mask.data is None:
        return
    flags = expanded(mask, broadcast(input.shape, mask.shape)).data
    if flags is not None:
        count, given = sum(map(bool, flags)), numel(source.shape)
        text = f"the mask has {count} true elements, but source has {render(given)}"
        require(given >= count, text)


@op("torch.masked_scatter", "torch.Tensor.masked_scatter")
def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """(*), mask broadcastable with (*) -> (*)"""
    _check_masked(input, mask, source)
    shape = broadcast(input.shape, mask.shape)
    return input.like(tuple(shape), requires_grad=grad_of(input.dtype, input, source))


@op("torch.Tensor.masked_scatter_", binding="inplace")
def masked_scatter_(input: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """(*), mask broadcastable to (*) -> (*)"""
    _check_masked(input, mask, source)
    text = f"mask {render_shape(mask.shape)} cannot be broadcast to {render_shape(input.shape)}"
    require_broadcastable_to(mask.shape, input.shape, text)
    return input.changed(data=None, requires_grad=grad_of(input.dtype, input, source))


for _function in (
    scatter, scatter_add, scatter_reduce, index_add, index_reduce, index_copy, index_fill, put,
):  # fmt: skip
    _register(_function.__name__, _function)
