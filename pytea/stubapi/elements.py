"""Which numbers occur among the elements of tensors that are too large to list them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pytea.stubapi.context import drawn_int
from pytea.stubapi.shapes import numel
from pytea.symbolic import Int, SymInt, interval, same, symbols_of
from pytea.symbolic.atoms import SymKind
from pytea.values.elements import Elements, occurring
from pytea.values.tensor import Tensor

#: A label is taken to come up if a data set of that size lacks it less often than this.
SELDOM = 0.001


def numbers_in(tensor: Tensor) -> tuple[Any, ...]:
    """Returns the elements of a tensor where they are listed, else those that certainly occur."""
    if tensor.data is not None:
        return tensor.data
    return () if tensor.elements is None else occurring(tensor.elements, tensor.shape)


def seen_elements(input: Tensor, shape: Sequence[Int]) -> Elements | None:
    """Returns what is known of the elements of a view: all of them where it has as many."""
    if input.elements is None:
        return None
    count = numel(tuple(shape))
    if same(count, numel(input.shape)):
        return input.elements
    # a program may look at one element and go on with it only if it suits
    return input.elements.bounds() if same(count, 1) else input.elements.part()


def drawn(low: Int, high: Int) -> Elements | None:
    """Returns the elements of a tensor that is drawn from the numbers from ``low`` up to ``high``."""
    if isinstance(low, int) and isinstance(high, int):
        if low >= high:
            return None
        return Elements((low, high - 1), high - low, True, (low, high - 1))
    numbers = all(isinstance(bound, (int, SymInt)) for bound in (low, high))
    return Elements((), within=(low, high - 1)) if numbers else None


def any_element(input: Tensor) -> Int | None:
    """Returns an element of which no more is known than its bounds; None without these."""
    if input.elements is None or input.elements.within is None:
        return None
    low, high = input.elements.within
    # of many elements a program may look at those that suit
    evenly = same(numel(input.shape), 1) and input.elements.is_even()
    return drawn_int("element", low, high, evenly=evenly)


def any_number(array: Tensor, target: Tensor) -> Int | None:
    """Returns a number for the only element of ``target``, a part of an array whose elements are listed.

    No more is known of it than that it is of the array's integer type; None for anything else.
    """
    dtype = array.dtype
    if array.data is None or dtype is None or dtype.kind != "int":
        return None
    if not same(numel(target.shape), 1):
        return None
    bits = 8 * dtype.itemsize
    if dtype.name.startswith("uint"):
        return drawn_int("element", 0, 2**bits - 1)
    return drawn_int("element", -(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def with_element(result: Tensor, source: Tensor) -> Tensor:
    """Returns a view or copy of one element of ``source``, a number within its bounds."""
    if result.data is not None or not same(numel(result.shape), 1):
        return result
    number = any_element(source)
    return result if number is None else result.changed(data=(number,))


def mapped(function: Callable[..., Any], operands: Sequence[Any]) -> Elements | None:
    """Returns the elements of a function of one tensor and plain numbers."""
    tensors = [operand for operand in operands if isinstance(operand, Tensor)]
    others = [operand for operand in operands if not isinstance(operand, Tensor)]
    if len(tensors) != 1 or tensors[0].elements is None:
        return None
    if not all(type(other) is int or isinstance(other, SymInt) for other in others):
        return None

    def at(element: Int) -> Any:
        return function(*[element if isinstance(o, Tensor) else o for o in operands])

    try:
        return tensors[0].elements.mapped(at)
    except (ZeroDivisionError, TypeError, ValueError, OverflowError):
        return None


def batch_elements(sample: Any, total: int) -> Elements | None:
    """Returns the elements of a batch of samples like this one: a number, or a tensor.

    ``total`` is the number of samples that come up during the run.
    """
    found = _sampled(sample)
    if found is None or not found.in_parts:
        return None
    often = (1 - 1 / found.among) ** total < SELDOM if found.among else True
    return Elements(found.values, 0 if often else found.among, in_parts=True)


def _sampled(sample: Any) -> Elements | None:
    if isinstance(sample, Tensor):
        return sample.elements
    if not isinstance(sample, SymInt):
        return None
    symbols, bounds = symbols_of(sample), interval(sample)
    if len(symbols) != 1 or next(iter(symbols)).kind is not SymKind.ITERATION:
        return None
    if bounds.lo is None or bounds.hi is None or not _is_shifted(sample, next(iter(symbols)).expr):
        return None
    return Elements((bounds.lo, bounds.hi), bounds.hi - bounds.lo + 1, in_parts=True)


def _is_shifted(number: SymInt, symbol: SymInt) -> bool:
    """Returns whether a number is a symbol plus a constant: it takes both ends of its range."""
    return isinstance(number - symbol, int)
