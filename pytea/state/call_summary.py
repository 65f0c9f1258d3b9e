"""What one call of a function read, wrote and returned, so that an equal call need not be run.

A call is told by the records that it read of objects older than itself, by the values it was given
and by what it asked of the path. A later call for which all of these are the same, up to the names
of objects, has the same effect under these names: ``correspondence`` finds the names and
``transplant`` applies the effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property

from pytea.ir.code import Code
from pytea.ir.names import mentioned_names
from pytea.records import mutable
from pytea.state.generator import GeneratorRecord
from pytea.state.heap import Heap, Layer
from pytea.symbolic import Choice, Symbol, SymBool, SymInt, leaf_values, leaves, symbols_of
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
from pytea.values.tensor import Tensor

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
    #: The same for symbols and for values that are not known.
    first_symbol: int
    first_unknown: int
    #: How often the heap had been forked.
    forks: int
    lookups: object
    steps: int
    #: How many symbols there were, and objects that code had which is not followed.
    symbols: int
    exposed: int
    #: The state's ``backwards``: tensors that hold it have no gradient.
    backwards: object
    #: Settings of torch and of the path on which a call may hang.
    settings: tuple[object, ...]
    #: What must be at the end as it was, and what keeps the identities in it alive.
    surroundings: tuple[object, ...]
    held: tuple[object, ...]
    #: What was asked of the path: (condition or conditional value, answer).
    asked: list[tuple[Value, object]] = field(default_factory=list)
    #: How many calls of the user's led to it; what it showed to an observer, each thing once.
    trace: int = 0
    shown: dict[object, object] = field(default_factory=dict)
    #: The functions that ran, as in ``Program.called``.
    codes: dict[int, tuple[str, str, Code]] = field(default_factory=dict)
    #: What was counted beside the paths.
    noted: dict[object, None] = field(default_factory=dict)


class CallSummary:
    """A call that has ended and did nothing but read, compute and write."""

    def __init__(
        self,
        recording: Recording,
        heap: Heap,
        writes: dict[int, Record],
        result: Value,
        *,
        steps: int,
        raised: frozenset[int],
        backwards: object,
        makes_symbols: bool,
        parts: Parts,
    ) -> None:
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
        #: The state's ``backwards`` at the end.
        self.backwards = backwards
        self.makes_symbols = makes_symbols
        self.parts = parts
        #: Whether it was made by an analysis of the text before an edit, and whether the analysis
        #: that runs has made or used it.
        self.is_carried = False
        self.is_used = True

    def carry(self) -> None:
        """Makes it a summary for the analysis of an edited text: what was around it has gone."""
        self.is_carried, self.is_used = True, False
        self.recording.base = Layer({}, None, 0)

    @property
    def is_fit(self) -> bool:
        """Whether everything that it changed or made can be made again."""
        return not any(isinstance(record, _FIXED) for record in self.writes.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of module attributes that the call may have read."""
        return frozenset().union(
            *(mentioned_names(code) for _, _, code in self.recording.codes.values())
        )

    @cached_property
    def holders(self) -> dict[object, list[int]]:
        """By address or symbol: the addresses of the objects it read that hold it."""
        holders: dict[object, list[int]] = {}
        for addr, record in self.reads.items():
            for part in _parts_of(record, self.names, self.parts).found:
                holders.setdefault(part, []).append(addr)
        return holders

    @cached_property
    def tied(self) -> frozenset[Symbol]:
        """Symbols in conditions that the call read."""
        tied = set[Symbol]()
        for record in self.reads.values():
            tied |= _parts_of(record, self.names, self.parts).tied
        return frozenset(tied)


#: What classes and functions refer to, which calls read again and again, by their identity.
Parts = dict[int, tuple[Record, "_Parts"]]


def _parts_of(record: Record, names: frozenset[str], known: Parts) -> _Parts:
    if not isinstance(record, (ClassRecord, FunctionRecord)):
        return _Parts().of(record, names)
    entry = known.get(id(record))
    if entry is None:
        entry = known[id(record)] = (record, _Parts().of(record, names))
    return entry[1]


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


class _Parts:
    """What a record refers to: addresses of objects, and symbols."""

    def __init__(self) -> None:
        self.found: list[object] = []
        #: Symbols in conditions.
        self.tied: set[Symbol] = set()

    def of(self, record: Record, names: frozenset[str]) -> _Parts:
        """Adds what is in a record; of a module, what has one of the names."""
        match record:
            case ModuleRecord():
                self.collect([record.attrs[name] for name in names & record.attrs.keys()])
            case InstanceRecord():
                self.collect([record.cls, record.payload, *record.attrs.values()])
            case ClassRecord():
                self.collect([*record.ancestors, *record.attrs.values()])
            case ListRecord():
                self.collect(record.items)
            case DictRecord():
                rest = (record.rest, record.rest_key, record.count)
                self.collect([*record.entries.values(), *rest])
            case SetRecord():
                self.collect(record.entries.values())
            case FunctionRecord():
                given = [*record.defaults, *record.closure, *record.keyword_defaults.values()]
                self.collect([*given, *record.attrs.values()])
            case CellRecord():
                self.collect([record.value])
            case IteratorRecord():
                self.collect([record.source, record.index])
            case OpaqueRecord():
                self.collect([record.element, record.count])
            case TensorRecord():
                base = None if record.track is None else record.track.base
                self.collect([base, *numbers_of(record.tensor), *record.attrs.values()])
        return self

    def collect(self, values: Iterable[Value]) -> None:
        """Adds what is in values."""
        for value in values:
            kind = type(value)
            if kind is Ref:
                self.found.append(value.addr)  # type: ignore[attr-defined]
            elif kind is SymInt:
                self.found += symbols_of(value)  # type: ignore[arg-type]
            elif kind is SymBool:
                self.tied |= symbols_of(value)  # type: ignore[arg-type]
            elif kind is Choice:
                self.tied |= tests_of(value)
                self.collect(leaf_values(value))
            elif isinstance(value, (tuple, list)):
                self.collect(value)
            elif hasattr(kind, "__match_args__"):
                self.collect([getattr(value, name) for name in kind.__match_args__])


def symbols_in(values: list[Value]) -> set[Symbol]:
    """Returns the symbols in values, those of conditions among them."""
    parts = _Parts()
    parts.collect(values)
    return parts.tied.union(part for part in parts.found if isinstance(part, Symbol))


def numbers_of(tensor: Tensor) -> Iterator[Value]:
    """Yields what may hold symbols in what is known of a tensor."""
    yield from (tensor.sizes, tensor.tail, tensor.data)
    if isinstance(tensor.strides, tuple):
        yield tensor.strides
    if tensor.elements is not None:
        yield from (tensor.elements.values, tensor.elements.within)


def tests_of(value: Value) -> frozenset[Symbol]:
    """Returns the symbols in the conditions of a conditional value."""
    if not isinstance(value, Choice):
        return frozenset()
    return frozenset().union(*(symbols_of(cond) for cond, _ in leaves(value)))
