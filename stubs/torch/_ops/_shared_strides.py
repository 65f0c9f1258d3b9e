"""Layouts: what becomes of strides and of known values in a view, when a ``view`` is possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
KNOWN_ELEMENTS = 64

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


class _Chunks:
    """The dims of a tensor, last first, joined where they lie one behind the other in memory."""

    def __init__(self, shape: Sequence[Int], strides: Sequence[Int]) -> None:
        #: (number of elements, stride of the innermost element) of each chunk.
        self.chunks: list[tuple[Int, Int]] = []
        #: Equalities that could not be decided; the dims were taken not to join.
        self.undecided: list[Bool] = []
        count: Int = 1
        base = strides[-1]
        for dim in reversed(range(len(shape))):
            count = count * shape[dim]
            if dim == 0 or not self._joins(shape[dim - 1], strides[dim - 1], count * base):
                self.chunks.append((count, base))
                count = 1
                base = strides[dim - 1]

    def _joins(self, size: Int, stride: Int, wanted: Int) -> bool:
        one, adjacent = size == 1, stride == wanted
        if one is True or adjacent is True:
            return True
        if one is not False or adjacent is not False:
            self.undecided.append(any_of([one, adjacent]))
        return False


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
    parts = _Chunks(shape, strides)
    result: list[Int] = []
    remaining = list(target)
    for count, base in parts.chunks:
        taken: Int = 1
        while remaining and (_wants_more(taken, count, remaining[-1])):
            result.append(taken * base)
            taken = taken * remaining.pop()
        if not same(taken, count):
            fits = taken == count
            return None, fits if fits is True else any_of([fits, *parts.undecided])
    if remaining and not all(same(size, 1) for size in remaining):
        return None, True
    result += [result[-1] if result else 1] * len(remaining)
    return tuple(reversed(result)), True


def _wants_more(taken: Int, count: Int, size: Int) -> bool:
    if same(size, 1):
        return True
    if same(taken, count):
        return False
    less = taken < count
    if isinstance(less, bool):
        return less
    return same(count % taken, 0)
