"""The strides of element-wise results, as torch's TensorIterator chooses them."""

from __future__ import annotations

from collections.abc import Sequence

from pytea.stubapi.context import require
from pytea.stubapi.shapes import contiguous_strides, strides_of
from pytea.symbolic import Int, SymBool, SymInt, sprod
from pytea.values.tensor import Strides, Tensor


def elementwise_strides(operands: Sequence[Tensor], shape: Sequence[Int]) -> str | tuple[Int, ...]:
    """Returns the layout of an element-wise result of ``shape``.

    Contiguous operands give a contiguous result; otherwise the dims are ordered by the operands'
    strides and the result is dense in that order. Strides.UNKNOWN when symbols leave the order open.
    """
    for operand in operands:
        if operand.strides != Strides.CONTIGUOUS:
            break
    else:
        return Strides.CONTIGUOUS
    strided = []
    for operand in operands:
        strides = _operand_strides(operand, shape)
        if strides is None:
            return Strides.UNKNOWN
        strided.append(strides)
    order = _order(strided, shape)
    if order is None:
        return Strides.UNKNOWN
    return _dense(order, shape)


def require_writable(input: Tensor) -> None:
    """Refuses an in-place change of a tensor that repeats its elements, as ``expand`` makes them."""
    if isinstance(input.strides, str):
        return
    for size, stride in zip(input.shape, input.strides, strict=True):
        if type(stride) is int and stride == 0:
            require(
                (size <= 1) | (sprod(input.shape) == 0),
                "several elements of the tensor that is written to share one place in memory",
                "bad-argument",
            )


def _operand_strides(operand: Tensor, shape: Sequence[Int]) -> tuple[Int, ...] | None:
    """Returns the strides of an operand that is expanded to ``shape``, 0 where it is repeated."""
    strides = strides_of(operand)
    if strides is None:
        return None
    result: list[Int] = [0] * (len(shape) - operand.ndim)
    for size, stride, wanted in zip(operand.shape, strides, shape[len(result) :], strict=True):
        if isinstance(size, SymInt) or isinstance(wanted, SymInt):
            if size is not wanted and not (type(size) is int and size == 1):
                return None
            repeated = type(size) is int
        else:
            repeated = size == 1 and wanted != 1
        result.append(0 if repeated else stride)
    return tuple(result)


def _order(strided: list[tuple[Int, ...]], shape: Sequence[Int]) -> list[int] | None:
    """Returns the dims from the fastest to the slowest; None when it is not decided."""
    order = list(range(len(shape)))[::-1]
    for start in range(1, len(order)):
        moving = start
        for other in range(start - 1, -1, -1):
            swap = _should_swap(strided, shape, order[other], order[moving])
            if swap is None:
                return None
            if swap > 0:
                order[other], order[moving] = order[moving], order[other]
                moving = other
            elif swap < 0:
                break
    return order


def _should_swap(
    strided: list[tuple[Int, ...]], shape: Sequence[Int], first: int, second: int
) -> int | None:
    for strides in strided:
        a, b = strides[first], strides[second]
        if (type(a) is int and a == 0) or (type(b) is int and b == 0):
            continue
        less, greater = a < b, a > b
        if isinstance(less, SymBool) or isinstance(greater, SymBool):
            return None
        if less:
            return -1
        if greater:
            return 1
        longer = shape[first] > shape[second]
        if isinstance(longer, SymBool):
            return None
        if longer:
            return 1
    return 0


def _dense(order: list[int], shape: Sequence[Int]) -> str | tuple[Int, ...]:
    if order == list(range(len(shape)))[::-1]:
        return Strides.CONTIGUOUS
    strides: list[Int] = [0] * len(shape)
    running: Int = 1
    for dim in order:
        strides[dim] = running
        running = running * shape[dim]
    result = tuple(strides)
    return Strides.CONTIGUOUS if result == contiguous_strides(shape) else result
