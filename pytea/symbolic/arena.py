"""The lifetime of symbolic values: serial numbers and the tables that make equal structures one object.

Rule: *a symbolic value belongs to the analysis that made it.*  `reset_symbolic` starts the next analysis: it empties
every table and restarts the serials, so memory is bounded by one analysis and output does not depend on what ran
before.  Older values can still be read and rendered, but must never be combined with newer ones.  This is not a
garbage collector: inside one analysis nothing is dropped.
"""

from collections.abc import Hashable
from itertools import count
from typing import Any, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")

_tables: list[dict[Any, Any]] = []
_serials = count(1)


def register(table: dict[Key, Item]) -> dict[Key, Item]:
    """Return `table` itself, from now on emptied by `reset_symbolic`."""
    _tables.append(table)
    return table


def next_serial() -> int:
    """Return a number greater than all earlier ones of this analysis."""
    return next(_serials)


def reset_symbolic() -> None:
    """Forget every symbolic value of the analysis that ended and restart the serials at 1."""
    global _serials
    for table in _tables:
        table.clear()
    _serials = count(1)


class Arena(NamedTuple):
    """The symbolic values of an analysis at one moment."""

    tables: list[dict[Any, Any]]
    serial: int


def keep_symbolic() -> Arena:
    """Return what `restore_symbolic` needs to go on from here."""
    global _serials
    serial = next(_serials)
    _serials = count(serial)
    return Arena([dict(table) for table in _tables], serial)


def restore_symbolic(arena: Arena) -> None:
    """Go on with the symbolic values that there were when `arena` was kept; newer ones are forgotten."""
    global _serials
    for table, kept in zip(_tables, arena.tables, strict=True):
        table.clear()
        table.update(kept)
    _serials = count(arena.serial)


def table_sizes() -> int:
    """Return how many entries all tables hold together."""
    return sum(map(len, _tables))
