"""Which numbers are among the elements of a tensor that has too many of them to be listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pytea.records import immutable
from pytea.symbolic import Int, SymInt, same
from pytea.symbolic.integers import fresh_int
from pytea.symbolic.traversal import symbols_of

if TYPE_CHECKING:
    from pytea.values.tensor import Size

#: Drawn elements are taken to hold a number if they lack it less often than this.
RARELY = 0.05
#: Stands for an element while a function of it is looked at.
_ANY = fresh_int("element")


@immutable()
class Elements:
    """Numbers that occur: the ends of a range, the value that fills a tensor, the labels of a data set."""

    values: tuple[Int, ...]
    #: Each element is one of so many equally likely numbers, ``values`` among them; 0: all of
    #: ``values`` occur.
    among: int = 0
    #: They occur in parts of the tensor too: it shows what comes up during the run.
    in_parts: bool = False
    #: The least and the greatest number that any element can be; None where that is not known.
    within: tuple[Int, Int] | None = None

    def part(self) -> Elements | None:
        """Returns what is known of some of the elements."""
        return self if self.in_parts else self.bounds()

    def bounds(self) -> Elements | None:
        """Returns what holds for every single element."""
        return None if self.within is None else Elements((), within=self.within)

    def is_even(self) -> bool:
        """Returns whether each element is any of a few numbers, which all come up during the run."""
        if not self.in_parts or self.within is None or len(self.values) != 2:
            return False
        low, high = self.within
        return same(high - low + 1, self.among) and self.among * RARELY <= 1

    def mapped(self, function: Callable[[Any], Any]) -> Elements | None:
        """Returns what is known after ``function`` was applied to every element."""
        values = tuple(map(function, self.values))
        if not all(type(value) is int or isinstance(value, SymInt) for value in values):
            return None
        within = self._shifted(function)
        if not values and within is None:
            return None
        return Elements(values, self.among, self.in_parts, within)

    def _shifted(self, function: Callable[[Any], Any]) -> tuple[Int, Int] | None:
        """Returns the bounds after ``function``, where it adds a number to every element."""
        if self.within is None:
            return None
        moved = function(_ANY)
        shift = moved - _ANY if type(moved) is int or isinstance(moved, SymInt) else _ANY
        if type(shift) is not int and symbols_of(_ANY) <= symbols_of(shift):
            return None
        return self.within[0] + shift, self.within[1] + shift

    def agrees(self, other: Elements | None) -> bool:
        """Returns whether both say the same."""
        if other is None or len(self.values) != len(other.values):
            return False
        alike = (self.among, self.in_parts) == (other.among, other.in_parts)
        ends, others = self.within or (), other.within or ()
        alike = alike and len(ends) == len(others) and all(map(same, ends, others))
        return alike and all(map(same, self.values, other.values))


def occurring(elements: Elements | None, shape: Size) -> tuple[Int, ...]:
    """Returns the numbers that occur in a tensor of a shape, as good as certainly."""
    if elements is None:
        return ()
    if not elements.among:
        return elements.values
    count = 1
    for size in shape:
        if not isinstance(size, int):
            return ()
        count *= size
    missed = (1 - 1 / elements.among) ** count
    return elements.values if missed < RARELY else ()
