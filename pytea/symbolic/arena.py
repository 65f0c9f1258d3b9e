"""The lifetime of symbolic values: serial numbers and the tables that make equal structures one object.

Rule: *a symbolic value belongs to the analysis that made it.*  `reset_symbolic` starts the next analysis: it empties
every table and restarts the serials, so memory is bounded by one analysis and output does not depend on what ran
before.  Older values can still be read and rendered, but must never be combined with newer ones; who goes on with an older
analysis says so with `use_arena`.  This is not a garbage collector: inside one analysis nothing is dropped.
"""

from collections.abc import Hashable
from itertools import count
from typing import Any, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")

_tables: list[dict[Any, Any]] = []
_serials = count(1)


def register(table: dict[Key, Item]) -> dict[Key, Item]:
    """Return `table` itself, from now on emptied by `reset_symbolic` and set by `use_arena`."""
    _tables.append(table)
    return table


def next_serial() -> int:
    """Return a number greater than all earlier ones of this analysis."""
    return next(_serials)


class Snapshot(NamedTuple):
    """The symbolic values of an analysis at one moment."""

    tables: list[dict[Any, Any]]
    serial: int


class Arena:
    """The symbolic values of one analysis, which may go on after others have run."""

    __slots__ = ("aside", "is_held")

    def __init__(self) -> None:
        #: Whether anybody may come back to it, and its values while another one is in use.
        self.is_held = False
        self.aside: Snapshot | None = None


_current = Arena()


def current_arena() -> Arena:
    """Return the arena in use, for `use_arena` later on."""
    _current.is_held = True
    return _current


def use_arena(arena: Arena) -> None:
    """Go on with the values of an arena as they were when another one came into use."""
    global _current
    if arena is not _current:
        _set_aside()
        assert arena.aside is not None
        restore_symbolic(arena.aside)
        _current, arena.aside = arena, None


def reset_symbolic() -> None:
    """Start an arena without any symbolic value; serials start at 1."""
    global _current, _serials
    _set_aside()
    for table in _tables:
        table.clear()
    _serials = count(1)
    _current = Arena()


def _set_aside() -> None:
    if _current.is_held:
        _current.aside = keep_symbolic()


def keep_symbolic() -> Snapshot:
    """Return what `restore_symbolic` needs to go on from here."""
    global _serials
    serial = next(_serials)
    _serials = count(serial)
    return Snapshot([dict(table) for table in _tables], serial)


def restore_symbolic(snapshot: Snapshot) -> None:
    """Go on with the symbolic values that there were when `snapshot` was made; newer ones are forgotten."""
    global _serials
    for table, kept in zip(_tables, snapshot.tables, strict=True):
        table.clear()
        table.update(kept)
    _serials = count(snapshot.serial)


def table_sizes() -> int:
    """Return how many entries all tables hold together."""
    return sum(map(len, _tables))
