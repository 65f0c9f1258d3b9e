"""The lifetime of symbolic values: serial numbers and the tables that make equal structures one object.

Rule: *a symbolic value belongs to the analysis that made it.*  `reset_symbolic` starts the next analysis: it empties
every table and restarts the serials, so memory is bounded by one analysis and output does not depend on what ran
before.  Older values can still be read and rendered, but must never be combined with newer ones.  This is not a
garbage collector: inside one analysis nothing is dropped.
"""

from collections.abc import Hashable
from itertools import count
from typing import Any, TypeVar

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


def table_sizes() -> int:
    """Return how many entries all tables hold together."""
    return sum(map(len, _tables))
