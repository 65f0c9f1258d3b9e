"""Operators that split a tensor: split, chunk, tensor_split, hsplit, vsplit, dsplit, unbind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pytea._stubs.torch._ops._shared_views import clamped, narrowed, view_of

from pytea.stubapi import (
    Bool,
    EqualParts,
    Int,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    ceil_div,
    fail,
    ite,
    op,
    render,
    require,
    same,
    smax,
    ssum,
    supposes,
    variants,
    wanted_parts,
)
from pytea.stubapi.arguments import dim_of, int_of, ints_of, is_int

#: Views, or what they look like where their number hangs on a size.
Parts = tuple[Tensor, ...] | EqualParts

#: The most results that are told apart when their number depends on a symbol.
_MOST_COUNTS = 8


def is_many(count: Int) -> bool:
    """Returns whether a number of results hangs on a size and may have many values."""
    if not isinstance(count, SymInt):
        return False
    lo, hi = count.bounds()
    return lo is None or hi is None or hi - lo > _MOST_COUNTS


def decided_count(count: Int, reason: str) -> int:
    """Returns a number of results as an int; decides between the few values that it can have.

    Where they are unpacked at once, there must be as many as there are names.
    """
    if not isinstance(count, SymInt):
        return count
    wanted = wanted_parts()
    if wanted is not None:
        require_parts(count, wanted)
        return wanted
    if is_many(count):
        raise UnknownUse(reason)
    lo, hi = count.bounds()
    assert lo is not None and hi is not None
    for number in range(lo, hi):
        if count == number:
            return number
    return hi


def require_parts(count: Int, wanted: int, means: Bool | None = None) -> None:
    """Demands as many results as there are names for them, which ``means`` says more simply."""
    text = f"{render(count)} parts are unpacked into {wanted} names"
    cond = count == wanted if means is None else means
    require(cond, text, "unpack-mismatch", "ValueError")


def _parts(input: Tensor, dim: int, sizes: Sequence[Int]) -> tuple[Tensor, ...]:
    """Returns one view for each of ``sizes``, one behind the other."""
    parts, start = [], 0
    for size in sizes:
        parts.append(narrowed(input, dim, start, size))
        start = start + size
    return tuple(parts)


def _equal_parts(input: Tensor, dim: int, size: Int, count: Int) -> Parts:
    """Returns ``count`` views of one size."""
    if is_many(count):
        return EqualParts(narrowed(input, dim, 0, size), count)
    return _parts(input, dim, (size,) * decided_count(count, "the number of parts"))


def _split(input: Tensor, split_size: Any, dim: Any) -> Parts:
    require(input.ndim > 0, "split expects at least a 1-d tensor, got a 0-d one", "bad-argument")
    position, step = dim_of(dim, input.ndim), int_of(split_size, "split_size")
    size = input.shape[position]
    require(step >= 0, f"split_size must not be negative, got {render(step)}", "bad-argument")
    text = f"split_size is 0, but dim {position} has size {render(size)}"
    require((step > 0) | (size == 0), text, "bad-argument")
    if same(step, 0):
        return (narrowed(input, position, 0, size),)
    return _split_every(input, position, step)


def _split_every(input: Tensor, dim: int, step: Int) -> Parts:
    size = input.shape[dim]
    equal = size % step == 0
    if is_many(size // step) and wanted_parts() is None and (equal is True or supposes(equal)):
        return _equal_parts(input, dim, step, size // step)
    count = decided_count(smax(ceil_div(size, step), 1), "the number of parts depends on a size")
    last = size - step * (count - 1)
    return _parts(input, dim, (*((step,) * (count - 1)), last))


def _split_sizes(input: Tensor, split_sizes: Any, dim: Any) -> tuple[Tensor, ...]:
    require(input.ndim > 0, "split expects at least a 1-d tensor, got a 0-d one", "bad-argument")
    position, sizes = dim_of(dim, input.ndim), ints_of(split_sizes, "split_sizes")
    size = input.shape[position]
    for part in sizes:
        require(part >= 0, f"a split size must not be negative, got {render(part)}", "bad-argument")
    text = f"split sizes sum to {render(ssum(sizes))}, but dim {position} has size {render(size)}"
    require(ssum(sizes) == size, text)
    return _parts(input, position, sizes)


def _split_either(input: Tensor, sizes: Any, dim: Any) -> Parts:
    if is_int(sizes) or (isinstance(sizes, Tensor) and sizes.ndim == 0):
        return _split(input, sizes, dim)
    return _split_sizes(input, sizes, dim)


@op("torch.Tensor.split")
def split_method(input: Tensor, split_size: Any, dim: Any = 0) -> Parts:
    """(*, S, *) -> parts of split_size, or of the listed sizes"""
    return _split_either(input, split_size, dim)


@op("torch.split")
def split(tensor: Tensor, split_size_or_sections: Any, dim: Any = 0) -> Parts:
    """(*, S, *) -> parts of the given size, or of the listed sizes"""
    return _split_either(tensor, split_size_or_sections, dim)


@variants("unsafe_split")
def unsafe_split(input: Tensor, split_size: Any, dim: Any = 0) -> Parts:
    """(*, S, *) -> parts of split_size"""
    return _split(input, split_size, dim)


@variants("split_with_sizes", aliases=("unsafe_split_with_sizes",))
def split_with_sizes(input: Tensor, split_sizes: Any, dim: Any = 0) -> tuple[Tensor, ...]:
    """(*, S, *) -> parts of the listed sizes"""
    return _split_sizes(input, split_sizes, dim)


@variants("chunk", aliases=("unsafe_chunk",))
def chunk(input: Tensor, chunks: Any, dim: Any = 0) -> Parts:
    """(*, S, *) -> at most ``chunks`` parts of size ceil(S / chunks)"""
    require(input.ndim > 0, "chunk expects at least a 1-d tensor, got a 0-d one", "bad-argument")
    wanted = int_of(chunks, "chunks")
    require(wanted > 0, f"chunks must be positive, got {render(wanted)}", "bad-argument")
    position = dim_of(dim, input.ndim)
    size = input.shape[position]
    if same(size % wanted, 0):
        return _equal_parts(input, position, size // wanted, wanted)
    if isinstance(wanted, SymInt):
        raise UnknownUse("the number of parts depends on a size")
    step = ceil_div(size, wanted)
    if isinstance(size, SymInt) and wanted_parts() == wanted:
        require_parts(ceil_div(size, step), wanted, size != 1 if wanted == 2 else None)
        return _parts(input, position, (*((step,) * (wanted - 1)), size - step * (wanted - 1)))
    if wanted == 2 and size == 1:
        return (input,)
    if isinstance(size, SymInt) and ceil_div(size, step) == wanted:
        return _parts(input, position, (*((step,) * (wanted - 1)), size - step * (wanted - 1)))
    return _split_every(input, position, step)


def _split_at(input: Tensor, indices: Sequence[Int], dim: int) -> tuple[Tensor, ...]:
    size = input.shape[dim]
    parts, start = [], 0
    for bound in indices:
        first, last = clamped(start, size), clamped(bound, size)
        parts.append(narrowed(input, dim, first, smax(last - first, 0)))
        start = bound
    first = clamped(start, size)
    parts.append(narrowed(input, dim, first, size - first))
    return tuple(parts)


def _split_evenly(input: Tensor, sections: Int, dim: int) -> Parts:
    require(sections > 0, f"sections must be positive, got {render(sections)}", "bad-argument")
    size = input.shape[dim]
    if same(size % sections, 0):
        return _equal_parts(input, dim, size // sections, sections)
    if isinstance(sections, SymInt):
        raise UnknownUse("the number of parts depends on a size")
    extra, least = size % sections, size // sections
    return _parts(input, dim, [least + ite(index < extra, 1, 0) for index in range(sections)])


@op("torch.tensor_split", "torch.Tensor.tensor_split")
def tensor_split(
    input: Tensor,
    indices_or_sections: Any = None,
    dim: Any = 0,
    *,
    indices: Any = None,
    sections: Any = None,
    tensor_indices_or_sections: Any = None,
) -> Parts:
    """(*, S, *) -> as many parts as sections, or parts between the indices"""
    given = (indices_or_sections, indices, sections, tensor_indices_or_sections)
    where = next((value for value in given if value is not None), None)
    require(input.ndim > 0, "tensor_split expects at least a 1-d tensor, got a 0-d one")
    position = dim_of(dim, input.ndim)
    if isinstance(where, Tensor):
        where = _tensor_indices(where)
    if isinstance(where, (list, tuple, Unknown)):
        return _split_at(input, ints_of(where, "indices"), position)
    return _split_evenly(input, int_of(where, "sections"), position)


def _tensor_indices(where: Tensor) -> Any:
    if where.dtype is not None:
        text = f"indices must be an int64 tensor, got {where.dtype}"
        require(where.dtype.name == "int64", text, "dtype-mismatch")
    require(where.ndim <= 1, f"indices must be 0-d or 1-d, got {where.ndim}-d")
    if where.data is None:
        raise UnknownUse("the values of a tensor of indices")
    return list(where.data) if where.ndim else where.data[0]


def _axis_split(name: str, ndim: int) -> None:
    def axis_split(
        input: Tensor, where: Any = None, *, indices: Any = None, sections: Any = None
    ) -> Parts:
        """(*, S, *) -> equal parts, or parts between the indices"""
        text = f"{name} needs at least {ndim} dims, got {input.ndim}"
        require(input.ndim >= ndim, text, "bad-argument")
        dim = 0 if input.ndim == 1 or name == "vsplit" else ndim - 1 if name == "dsplit" else 1
        given = next((value for value in (where, indices, sections) if value is not None), None)
        if isinstance(given, (list, tuple, Unknown)):
            return _split_at(input, ints_of(given, "indices"), dim)
        count, size = int_of(given, "sections"), input.shape[dim]
        text = f"dim {dim} of size {render(size)} is not divisible by {render(count)}"
        require(count != 0, text, "bad-argument")
        require(size % count == 0, text, "bad-argument")
        return _split_evenly(input, count, dim)

    op(f"torch.{name}", f"torch.Tensor.{name}")(axis_split)


for _name, _ndim in (("hsplit", 1), ("vsplit", 2), ("dsplit", 3)):
    _axis_split(_name, _ndim)


@variants("unbind")
def unbind(input: Tensor, dim: Any = 0) -> Parts:
    """(*, S, *) -> S times (*, *)"""
    if input.ndim == 0:
        text = f"dim {dim} given, but the tensor has no dims"
        fail(text, "dim-out-of-range", "IndexError")
    position = dim_of(dim, input.ndim)
    size = input.shape[position]
    shape = (*input.shape[:position], *input.shape[position + 1 :])

    def item(index: int) -> Tensor:
        def restride(strides: tuple[Int, ...]) -> tuple[Sequence[Int], Int]:
            rest = (*strides[:position], *strides[position + 1 :])
            return rest, strides[position] * index

        return view_of(input, shape, restride)

    if is_many(size) and wanted_parts() is None:
        return EqualParts(item(0), size)
    return tuple(item(index) for index in range(decided_count(size, "the number of parts")))
