"""The order in which CPython walks over a set of numbers: that of its hash table."""

from __future__ import annotations

from collections.abc import Iterable

from pytea.values.objects import Value
from pytea.values.records import KeysRecord, SetRecord

#: Larger sets keep the order in which they were filled.
_MOST = 4096
_PROBES = 9
_WORD = (1 << 64) - 1
_NUMBERS = frozenset({int, bool, float})


def members_of(record: SetRecord) -> list[Value]:
    """Returns the members of a set as a loop meets them; only those of numbers have a known order."""
    entries = record.entries
    members = list(entries.values())
    if not 1 < len(members) <= _MOST or isinstance(record, KeysRecord):
        return members
    if any(type(key) not in _NUMBERS for key in entries):
        return members
    return [entries[key] for key in _table_order(entries)]


def _table_order(keys: Iterable[object]) -> list[object]:
    table: list[object] = [None] * 8
    for used, key in enumerate(keys, start=1):
        _insert(table, key)
        if used * 5 >= (len(table) - 1) * 3:
            size = 8
            while size <= used * 4:
                size *= 2
            grown: list[object] = [None] * size
            for old in table:
                if old is not None:
                    _insert(grown, old)
            table = grown
    return [key for key in table if key is not None]


def _insert(table: list[object], key: object) -> None:
    mask = len(table) - 1
    perturb = hash(key) & _WORD
    place = perturb & mask
    while True:
        last = place + _PROBES if place + _PROBES <= mask else place
        for free in range(place, last + 1):
            if table[free] is None:
                table[free] = key
                return
        perturb >>= 5
        place = (place * 5 + 1 + perturb) & mask
