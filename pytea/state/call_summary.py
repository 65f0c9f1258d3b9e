"""What one call of a function read, wrote and returned, so that an equal call need not be run.

A call is told by the records that it read of objects older than itself, by the values it was given
and by what it asked of the path. A later call for which all of these are the same, up to the names
of objects, has the same effect under these names: ``correspondence`` finds the names and
``transplant`` applies the effect.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property

from pytea.ir.code import Code
from pytea.ir.names import mentioned_names
from pytea.records import mutable
from pytea.state.generator import GeneratorRecord
from pytea.state.heap import Heap, Layer
from pytea.symbolic import Choice, leaf_values
from pytea.values.objects import Ref, Value
from pytea.values.records import (
    CellRecord,
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    IteratorRecord,
    ListRecord,
    ModuleRecord,
    OpaqueRecord,
    Record,
    SetRecord,
    SplitRecord,
    TensorRecord,
)

#: Objects of these kinds are only ever read by a call that has a summary.
_FIXED = (ClassRecord, ModuleRecord, GeneratorRecord, SplitRecord)


@mutable(eq=False)
class Recording:
    """A call that is running, and how the state was when it began."""

    code: Code
    glance: object
    #: The place of its frame among the frames.
    depth: int
    values: tuple[Value, ...]
    #: The layer on top of which the call writes: what it finds there was there before.
    base: Layer
    #: The address of the next object.
    born: int
    #: How often the heap had been forked.
    forks: int
    lookups: object
    steps: int
    #: The state's ``backwards``: tensors that hold it have no gradient.
    backwards: object
    #: Settings of torch and of the path on which a call may hang.
    settings: tuple[object, ...]
    #: What must be at the end as it was, and what keeps the identities in it alive.
    surroundings: tuple[object, ...]
    held: tuple[object, ...]
    #: What was asked of the path: (condition or conditional value, answer).
    asked: list[tuple[Value, object]] = field(default_factory=list)
    #: How many calls of the user's led to it; what it showed to an observer.
    trace: int = 0
    shown: list[object] = field(default_factory=list)
    #: The functions that ran, by the identity of their code.
    codes: dict[int, Code] = field(default_factory=dict)


class CallSummary:
    """A call that has ended and did nothing but read, compute and write."""

    def __init__(
        self, recording: Recording, heap: Heap, writes: dict[int, Record], result: Value, steps: int,
        raised: frozenset[int],
    ) -> None:  # fmt: skip
        self.recording = recording
        #: By address: the objects older than the call that it read or wrote, as it found them.
        self.reads = _reads_since(heap, recording)
        #: The objects that it changed or made, as it left them.
        self.writes = writes
        for addr in writes:
            if addr < recording.born and addr not in self.reads:
                found = recording.base.find(addr)
                assert found is not None
                self.reads[addr] = found
        self.result = result
        self.steps = steps
        #: Exceptions with a finding that waits for what becomes of them: they must be forgotten.
        self.raised = raised

    @property
    def is_fit(self) -> bool:
        """Whether everything that it changed or made can be made again."""
        return not any(isinstance(record, _FIXED) for record in self.writes.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of module attributes that the call may have read."""
        return frozenset().union(*(mentioned_names(c) for c in self.recording.codes.values()))

    @cached_property
    def holders(self) -> dict[int, list[int]]:
        """By address: the objects that the call read and that refer to this one."""
        found: dict[int, list[int]] = {}
        for addr, record in self.reads.items():
            for ref in _refs_in(record, self.names):
                found.setdefault(ref, []).append(addr)
        return found


def _reads_since(heap: Heap, recording: Recording) -> dict[int, Record]:
    """Returns what was read since the recording began, of what there was then."""
    base = recording.base
    reads = base.found
    if heap.forks != recording.forks:
        # others stand on the layer, too, and find more on it
        reads = dict(reads)
    layer = heap.below
    while layer is not None and layer is not base:
        for addr in layer.found:
            if addr < recording.born and addr not in reads:
                record = base.find(addr)
                assert record is not None
                reads[addr] = record
        layer = layer.below
    return reads


def _refs_in(record: Record, names: frozenset[str]) -> list[int]:
    found: list[int] = []
    match record:
        case ModuleRecord():
            _collect([record.attrs[name] for name in names & record.attrs.keys()], found)
        case InstanceRecord():
            _collect([record.cls, record.payload, *record.attrs.values()], found)
        case ClassRecord():
            _collect([*record.ancestors, *record.attrs.values()], found)
        case ListRecord():
            _collect(record.items, found)
        case DictRecord():
            _collect([*record.entries.values(), record.rest, record.rest_key], found)
        case SetRecord():
            _collect(record.entries.values(), found)
        case FunctionRecord():
            given = [*record.defaults, *record.closure, *record.keyword_defaults.values()]
            _collect([*given, *record.attrs.values()], found)
        case CellRecord():
            _collect([record.value], found)
        case IteratorRecord():
            _collect([record.source], found)
        case OpaqueRecord():
            _collect([record.element], found)
        case TensorRecord():
            base = None if record.track is None else record.track.base
            _collect([base, *record.attrs.values()], found)
    return found


def _collect(values: object, found: list[int]) -> None:
    for value in values:  # type: ignore[attr-defined]
        kind = type(value)
        if kind is Ref:
            found.append(value.addr)
        elif kind is Choice:
            _collect(leaf_values(value), found)
        elif isinstance(value, (tuple, list)):
            _collect(value, found)
        elif hasattr(kind, "__match_args__"):
            _collect([getattr(value, name) for name in kind.__match_args__], found)
