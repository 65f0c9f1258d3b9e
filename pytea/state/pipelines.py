"""Lists of steps of which chance puts some in: augmentations, layers.

Their order matters, so that a list of "some of these steps" would say nothing of what comes out at
the end. A few versions of such a list are kept apart; a list of records of a run has a version for
each round, and is summarized.
"""

from __future__ import annotations

from collections.abc import Callable

from pytea.state.summary import container_kind
from pytea.symbolic import SymBool, SymKind, leaf_values, symbols_of
from pytea.values.objects import Ref, Value
from pytea.values.records import DictRecord, InstanceRecord, ListRecord, Record, SplitRecord

#: The most versions of one list that are told apart.
_VERSIONS = 4
#: The most versions of a container that are told apart, whatever decides between them.
_CONTAINERS = 16
#: The most steps of all versions together.
_STEPS = 64
_CHANCE = frozenset({SymKind.CHOICE, SymKind.ITERATION, SymKind.VARYING})


def versions_of(record: Record) -> list[Record]:
    """Returns the lists or dicts that a record may be, if chance alone decides; none for anything else."""
    if isinstance(record, ListRecord) or (isinstance(record, DictRecord) and record.rest is None):
        return [record]
    if not isinstance(record, SplitRecord) or not isinstance(record.guard, SymBool):
        return []
    if not {symbol.kind for symbol in symbols_of(record.guard)} <= _CHANCE:
        return []
    high, low = versions_of(record.high), versions_of(record.low)
    return [*high, *low] if high and low and type(high[0]) is type(low[0]) else []


def too_many_versions(x: Record, y: Record) -> list[Record]:
    """Returns the containers of one kind that two records may be, if they are too many to be kept apart."""
    found = _containers(x, []) and _containers(y, _containers(x, []))
    return found if len(found) > _CONTAINERS else []


def _containers(record: Record, found: list[Record]) -> list[Record]:
    """Returns ``found`` and the containers that a record may be; none if it may be something else."""
    if isinstance(record, SplitRecord):
        high = _containers(record.high, found)
        return _containers(record.low, high) if high else []
    kind = container_kind(record)
    if not kind or (found and container_kind(found[0]) != kind):
        return []
    return [*found, record]


def are_pipelines(versions: list[Record], read: Callable[[Ref], Record]) -> bool:
    """Returns whether these are a few versions of a list of steps: objects with a state of their own."""
    items = [item for version in versions for item in _steps(version)]
    if len(versions) > _VERSIONS or len(items) > _STEPS:
        return False
    found = [leaf for item in items for leaf in leaf_values(item)]
    return all(isinstance(leaf, Ref) and _is_step(read(leaf)) for leaf in found)


def _steps(version: Record) -> list[Value]:
    if isinstance(version, DictRecord):
        return [value for _, value in version.entries.values()]
    return version.items if isinstance(version, ListRecord) else []


def _is_step(record: Record) -> bool:
    return isinstance(record, InstanceRecord) and record.payload is None
