"""Layouts: what becomes of strides and of known values in a view, when a ``view`` is possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pytea.stubapi import (
    Bool,
    Int,
    Strides,
    SymInt,
    Tensor,
    any_of,
    contiguous_strides,
    render,
    render_shape,
    require,
    same,
    sprod,
)

#: A tensor with more elements does not keep its values.
KNOWN_ELEMENTS = 256

#: What a view does to strides: (old strides) -> (new strides, offset).
Restriding = Callable[[tuple[Int, ...]], tuple[Sequence[Int], Int]]


def layout_of(shape: Sequence[Int], strides: Sequence[Int]) -> str | tuple[Int, ...]:
    """Returns the strides, or CONTIGUOUS where torch's ``is_contiguous`` is certainly true."""
    if any(type(size) is int and size == 0 for size in shape):
        return Strides.CONTIGUOUS
    running: Int = 1
    for size, stride in zip(reversed(shape), reversed(strides), strict=True):
        if type(size) is int and size == 1:
            continue
        if not same(stride, running):
            return tuple(strides)
        running = running * size
    return Strides.CONTIGUOUS


def all_concrete(shape: Sequence[Int]) -> bool:
    """Returns whether every size is a plain number."""
    return not any(isinstance(size, SymInt) for size in shape)


def offsets(shape: Sequence[int], strides: Sequence[int], start: int = 0) -> Iterator[int]:
    """Yields the storage offset of each element in row-major order; all sizes are concrete."""
    if not shape:
        yield start
        return
    for index in range(shape[0]):
        yield from offsets(shape[1:], strides[1:], start + index * strides[0])


def viewed_data(
    input: Tensor, shape: Sequence[Int], restride: Restriding
) -> tuple[Any, ...] | None:
    """Returns the known values of ``input`` as a view of the given shape shows them."""
    data = input.data
    if data is None or not all_concrete(shape) or sprod(shape) > KNOWN_ELEMENTS:
        return None
    strides, start = restride(contiguous_strides(input.shape))
    if isinstance(start, SymInt) or not all_concrete(strides):
        return None
    return tuple(data[offset] for offset in offsets(shape, strides, start))  # type: ignore[arg-type]


def infer_sizes(sizes: Sequence[Int], numel: Int, shown: Callable[[], str]) -> tuple[Int, ...]:
    """Returns ``sizes`` with -1 replaced; they must multiply up to ``numel`` exactly.

    ``shown`` renders the input for the message.
    """
    inferred, known = None, 1
    for position, size in enumerate(sizes):
        if type(size) is int and size < 0:
            require(size == -1, f"invalid shape dimension {size}", "bad-reshape")
            require(inferred is None, "only one dimension can be inferred", "bad-reshape")
            inferred = position
        else:
            if isinstance(size, SymInt):
                text = f"invalid shape dimension {render(size)}"
                require(size >= 0, text, "bad-reshape")
            known = known * size
    text = f"{shown()} cannot become {render_shape(sizes)}"
    if inferred is None:
        if not same(known, numel):
            counts = f"{render(numel)} elements are not {render(known)}"
            require(known == numel, f"{text}: {counts}", "bad-reshape")
        return tuple(sizes)
    if same(known, 1):
        size = numel
    else:
        require(known != 0, f"{text}: -1 is ambiguous for 0 elements", "bad-reshape")
        rest = f"{render(numel)} elements are not divisible by {render(known)}"
        require(numel % known == 0, f"{text}: {rest}", "bad-reshape")
        size = numel // known
    return (*sizes[:inferred], size, *sizes[inferred + 1 :])


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Dims that lie one behind the other in memory."""

    #: Number of elements.
    count: Int
    #: Stride of the innermost element.
    base: Int
    #: Whether the dim in front joins all the same: a coincidence of sizes that is not decided.
    joins: Bool


def _chunks(shape: Sequence[Int], strides: Sequence[Int]) -> list[_Chunk]:
    """Returns the chunks of a tensor, the last first."""
    chunks: list[_Chunk] = []
    count: Int = 1
    base = strides[-1]
    for dim in reversed(range(len(shape))):
        count = count * shape[dim]
        joins: Bool = False
        if dim > 0:
            joins = any_of([shape[dim - 1] == 1, strides[dim - 1] == count * base])
        if joins is not True:
            chunks.append(_Chunk(count, base, joins))
            count = 1
            base = strides[dim - 1]
    return chunks


def view_strides(
    shape: Sequence[Int], strides: Sequence[Int], target: Sequence[Int]
) -> tuple[tuple[Int, ...] | None, Bool]:
    """Returns the strides of ``view(target)``, and when the view is possible without a copy.

    The rule is ATen's computeStride: a dim of the result may not span two chunks of memory. The
    strides are None when they are not certain.
    """
    if any(type(size) is int and size == 0 for size in shape):
        return contiguous_strides(target), True
    if not shape:
        return (1,) * len(target), True
    result: list[Int] = []
    remaining = list(target)
    for chunk in _chunks(shape, strides):
        taken: Int = 1
        while remaining and _wants_more(taken, chunk.count, remaining[-1]):
            result.append(taken * chunk.base)
            taken = taken * remaining.pop()
        if not same(taken, chunk.count):
            return None, _spanning_is_possible(shape, chunk, taken)
    if remaining and not all(same(size, 1) for size in remaining):
        return None, True
    result += [result[-1] if result else 1] * len(remaining)
    return tuple(reversed(result)), True


def _spanning_is_possible(shape: Sequence[Int], chunk: _Chunk, taken: Int) -> Bool:
    """Returns when a dim of the result that does not end with a chunk is no obstacle."""
    if (taken > chunk.count) is not True and not same(taken % chunk.count, 0):
        return True
    return any_of([taken == chunk.count, chunk.joins, *(size == 0 for size in shape)])


def _wants_more(taken: Int, count: Int, size: Int) -> bool:
    if same(size, 1):
        return True
    if same(taken, count):
        return False
    less = taken < count
    if isinstance(less, bool):
        return less
    return same(count % taken, 0)
