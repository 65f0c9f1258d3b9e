"""Which numbers are among the elements of a tensor that has too many of them to be listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pytea.immutable import immutable
from pytea.symbolic import Int, SymInt, same

if TYPE_CHECKING:
    from pytea.values.tensor import Size

#: Drawn elements are taken to hold a number if they lack it less often than this.
RARELY = 0.05


@immutable()
class Elements:
    """Numbers that occur: the ends of a range, the value that fills a tensor, the labels of a data set."""

    values: tuple[Int, ...]
    #: Each element is one of so many equally likely numbers, ``values`` among them; 0: all of
    #: ``values`` occur.
    among: int = 0
    #: They occur in parts of the tensor too: it shows what comes up during the run.
    in_parts: bool = False

    def part(self) -> Elements | None:
        """Returns what is known of some of the elements."""
        return self if self.in_parts else None

    def mapped(self, function: Callable[[Any], Any]) -> Elements | None:
        """Returns what is known after ``function`` was applied to every element."""
        values = tuple(map(function, self.values))
        if not all(type(value) is int or isinstance(value, SymInt) for value in values):
            return None
        return Elements(values, self.among, self.in_parts)

    def agrees(self, other: Elements | None) -> bool:
        """Returns whether both say the same."""
        if other is None or len(self.values) != len(other.values):
            return False
        alike = (self.among, self.in_parts) == (other.among, other.in_parts)
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
