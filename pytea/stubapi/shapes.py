"""The shape algebra that operators share: broadcasting, dims, windows, layouts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pytea.stubapi.context import current, fail, fresh_size, is_assumed, require
from pytea.symbolic import Int, SymInt, SymKind, ite, render, same, sprod, symbols_of
from pytea.values.tensor import Size, Strides, Tensor
from pytea.values.unknown import Unknown, UnknownUse

#: What is told apart only by values that are not followed.
_UNKNOWN = frozenset({SymKind.VARYING, SymKind.OPAQUE, SymKind.CHOICE})


def render_shape(shape: Iterable[Int]) -> str:
    """Returns a shape as a user writes it: ``(64, 1, H // 2)``."""
    sizes = [render(size) for size in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def wrap_dim(dim: int, ndim: int, *, scalar_as_1d: bool = True) -> int:
    """Returns a non-negative dim; a 0-d tensor counts as 1-d where torch does so."""
    bound = max(ndim, 1) if scalar_as_1d else ndim
    if type(dim) is not int:
        dim = _known_dim(dim)
    if not -bound <= dim < bound:
        if current().lenient:
            return bound - 1
        fail(
            f"dimension out of range (expected to be in range of [{-bound}, {bound - 1}], "
            f"but got {dim})",
            "dim-out-of-range",
            "IndexError",
        )
    return dim + bound if dim < 0 else dim


def _known_dim(dim: object) -> int:
    """Returns the number that an argument names a dim by; refuses what is no whole number."""
    if isinstance(dim, Tensor) and dim.data is not None and len(dim.data) == 1:
        dim = dim.data[0]
    if isinstance(dim, (Unknown, SymInt, Tensor)):
        raise UnknownUse("a dim that is not a known number")
    if isinstance(dim, bool) or not isinstance(dim, int):
        kind = type(dim).__name__
        fail(f"a dim must be an int, got {kind}", "bad-argument", "TypeError")
        raise AssertionError
    return int(dim)


def wrap_dims(dims: int | Sequence[int] | None, ndim: int) -> tuple[int, ...]:
    """Returns distinct non-negative dims; None and an empty sequence mean all of them."""
    if dims is None:
        return tuple(range(ndim))
    listed = tuple(dims) if isinstance(dims, (list, tuple)) else (dims,)
    if not listed:
        return tuple(range(ndim))
    wrapped = tuple(wrap_dim(dim, ndim) for dim in listed)
    if len(set(wrapped)) != len(wrapped):
        fail("a dim appears multiple times in the list of dims", "dim-out-of-range")
    return wrapped


def broadcast_sizes(a: Int, b: Int, message: str) -> Int:
    """Returns the common size of one dim of two operands."""
    if same(a, b) or (type(b) is int and b == 1):
        return a
    if type(a) is int and a == 1:
        return b
    if type(a) is int and type(b) is int:
        if current().lenient:
            return fresh_size("broadcast size")
        fail(message, "not-broadcastable")
    if type(a) is int:  # b is symbolic and a is not 1: b must be a or 1
        require((a == b) | (b == 1), message, "not-broadcastable")
        return a
    if type(b) is int:
        require((a == b) | (a == 1), message, "not-broadcastable")
        return b
    equal = a == b
    if equal is True:
        return a
    if _is_open(a, b):
        return fresh_size("broadcast size")
    require(equal | (a == 1) | (b == 1), message, "not-broadcastable")
    return a if is_assumed(equal) else ite(a == 1, b, a)


def _is_open(a: Int, b: Int) -> bool:
    """Returns whether nothing would be learned from two sizes: they stand for more than one unknown.

    What is assumed of such sizes would grow with every operation, and decide nothing.
    """
    symbols = symbols_of(a) | symbols_of(b)
    return len(symbols) > 2 and {symbol.kind for symbol in symbols} <= _UNKNOWN


def broadcast(*shapes: Sequence[Int]) -> Size:
    """Returns the shape to which all ``shapes`` broadcast, by numpy's rule."""
    result: tuple[Int, ...] = tuple(shapes[0])
    for shape in shapes[1:]:
        if result is shape or (len(result) == len(shape) and all(map(same, result, shape))):
            continue
        result = _broadcast_pair(result, tuple(shape))
    return Size(result)


def _broadcast_pair(a: tuple[Int, ...], b: tuple[Int, ...]) -> tuple[Int, ...]:
    wide, narrow = (a, b) if len(a) >= len(b) else (b, a)
    offset = len(wide) - len(narrow)
    message = f"{render_shape(a)} and {render_shape(b)} cannot be broadcast together"
    tail = tuple(
        broadcast_sizes(size, other, message)
        for size, other in zip(wide[offset:], narrow, strict=True)
    )
    return wide[:offset] + tail


def require_broadcastable_to(shape: Sequence[Int], target: Sequence[Int], message: str) -> None:
    """Demands that ``shape`` expands to ``target`` (as ``expand``, ``copy_``, ``x[i] = y`` do)."""
    require(len(shape) <= len(target), message, "not-broadcastable")
    offset = len(target) - len(shape)
    for size, wanted in zip(shape, target[offset:], strict=True):
        if not same(size, wanted):
            require((size == wanted) | (size == 1), message, "not-broadcastable")


def tuple_of(value: Any, count: int, name: str) -> tuple[Any, ...]:
    """Returns ``value`` repeated ``count`` times, or the sequence itself when it has that length.

    A sequence of one item is repeated too, as torch does for kernel sizes and strides.
    """
    if isinstance(value, (list, tuple)):
        if len(value) == 1:
            return tuple(value) * count
        require(
            len(value) == count,
            f"{name} must be a single number or {count} numbers, got {len(value)}",
            "bad-argument",
        )
        return tuple(value)
    return (value,) * count


def window_size(
    size: Int, kernel: Int, stride: Int, padding: Int, dilation: Int, ceil_mode: bool = False
) -> Int:
    """Returns the output size of a sliding window along one dim (torch docs, Conv2d/MaxPool2d)."""
    span = size + 2 * padding - dilation * (kernel - 1) - 1
    if not ceil_mode:
        return span // stride + 1
    rounded = (span + stride - 1) // stride + 1
    if (stride + padding <= dilation * (kernel - 1) + 1) is True:
        return rounded  # (span + stride - 1) // stride * stride < size + padding for any size
    # the last window must start inside the input or its left padding
    return ite((rounded - 1) * stride >= size + padding, rounded - 1, rounded)


def sizes_of(args: Sequence[Any]) -> tuple[Any, ...]:
    """Returns the sizes of ``f(2, 3)`` and of ``f((2, 3))`` alike."""
    if len(args) == 1 and isinstance(args[0], (list, tuple)):
        return tuple(args[0])
    return tuple(args)


def is_iterated(size: Int) -> bool:
    """Returns whether a size changes from round to round of a loop, as that of the last batch."""
    return isinstance(size, SymInt) and all(
        symbol.kind is SymKind.ITERATION for symbol in symbols_of(size)
    )


def contiguous_strides(shape: Sequence[Int]) -> tuple[Int, ...]:
    """Returns the row-major strides of a shape, in elements (a size of 0 counts as 1)."""
    strides: list[Int] = []
    running: Int = 1
    for size in reversed(shape):
        strides.append(running)
        running = running * (size if isinstance(size, SymInt) else max(size, 1))
    return tuple(reversed(strides))


def strides_of(input: Tensor) -> tuple[Int, ...] | None:
    """Returns the strides of a tensor in elements, or None when they are not followed."""
    if input.strides == Strides.CONTIGUOUS:
        return contiguous_strides(input.shape)
    if isinstance(input.strides, str):
        return None
    return input.strides


def numel(shape: Sequence[Int]) -> Int:
    """Returns the number of elements of a shape."""
    return sprod(shape)
