"""Whether a call would do what an earlier one did, up to the names of objects.

``Correspondence`` walks from the values that the two calls are given through the objects that the
earlier one read, and gives each of its objects the one that takes its place now. Everything else
that it read must be as it was. Sizes must be the same expressions; where a tensor comes from and
how often it was changed may differ, and is translated.
"""

from __future__ import annotations

from collections.abc import Set

from pytea.state.call_summary import CallSummary, numbers_of, symbols_in
from pytea.state.state import State
from pytea.symbolic import (
    Choice,
    Int,
    Symbol,
    SymBool,
    SymInt,
    leaf_values,
    substitute,
    symbols_of,
)
from pytea.values.dtype import Device, DType
from pytea.values.elements import Elements
from pytea.values.history import UNKNOWN_VERSION, History, Track
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import (
    BoundMethod,
    ClassMethod,
    Property,
    Range,
    Ref,
    Slice,
    StaticMethod,
    Super,
    Value,
)
from pytea.values.origin import Origin
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
    TensorRecord,
)
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

#: Who mentions one of these may read a variable under any name.
_OPEN_NAMES = frozenset({"globals", "vars", "locals", "getattr", "eval", "exec", "__dict__"})
#: Who asks whether a tensor has a gradient mentions one of these.
_GRADIENT_NAMES = frozenset({"grad", "step_parameters", "forget_gradients"})
_CONSTANTS = (float, complex, str, bytes, DType, Device, NumpyDType)
#: Values that consist of other values.
PARTS = (Slice, Range, BoundMethod, Property, StaticMethod, ClassMethod, Super)


class Correspondence:
    """What takes the place of what an earlier call read, if all of it fits."""

    def __init__(self, summary: CallSummary, state: State) -> None:
        self.summary, self.state = summary, state
        self.reads = summary.reads
        #: By address: the object that takes the place of an older one, and the other way round.
        self.twins: dict[int, Ref] = {}
        self.taken: dict[int, int] = {}
        self.unknowns: dict[Unknown, Unknown] = {}
        #: The symbol that takes the place of another one.
        self.symbols: dict[Symbol, Symbol] = {}
        #: Values with symbols in them, and tensors, that are the same objects for both calls.
        self.unchanged: list[Value] = []
        self.histories: dict[History, History] = {}
        self.origins: dict[Origin, Origin] = {}
        self.queue: list[tuple[Ref, Ref]] = []
        #: Addresses of older objects whose contents were compared.
        self.walked: set[int] = set()

    def holds(self, values: tuple[Value, ...]) -> bool:
        """Returns whether a call with these values would do the same."""
        if not all(map(self.value, self.summary.recording.values, values)):
            return False
        return self._drained() and self._others_are_as_they_were() and self._is_apart()

    def _drained(self) -> bool:
        heap, reads = self.state.heap, self.reads
        while self.queue:
            old, new = self.queue.pop()
            record = reads.get(old.addr)
            if record is None:
                continue
            now = heap.read(new)
            # what an object that did not change refers to did not change its name
            if now is record and old.addr == new.addr:
                if type(record) is TensorRecord:
                    self._keep(record)
            elif not self._record(record, now):
                return False
            else:
                self.walked.add(old.addr)
        return True

    def _others_are_as_they_were(self) -> bool:
        """Compares what the earlier call reached on other ways than from its values."""
        heap, twins = self.state.heap, self.twins
        for addr, record in self.reads.items():
            if addr in twins:
                continue
            now = heap.at(addr)
            if now is record:
                if type(record) is TensorRecord:
                    self._keep(record)
                continue
            # on another path there may be no such object
            if now is None or addr in self.taken:
                return False
            self.twins[addr], self.taken[addr] = Ref(addr), addr
            self.walked.add(addr)
            if not self._record(record, now) or not self._drained():
                return False
        return True

    def _is_apart(self) -> bool:
        """Returns whether no object has a new name that is reached under its old one, too."""
        moved: set[object] = {old for old, new in self.twins.items() if old != new.addr}
        if not moved and not self.symbols:
            return True
        if self.symbols and not (self.summary.tied | self._kept_symbols()).isdisjoint(self.symbols):
            return False
        for old in moved:
            now = self.twins[old].addr  # type: ignore[index]
            if now in self.reads and now not in self.twins:
                return False
        renamed = moved | self.symbols.keys()
        holders = self.summary.holders
        return not any(self._is_fixed(addr) for part in renamed for addr in holders.get(part, ()))

    def _kept_symbols(self) -> set[Symbol]:
        """Returns the symbols that have their name still."""
        kept = set[Symbol]()
        for value in self.unchanged:
            kept |= symbols_in(list(numbers_of(value)) if isinstance(value, Tensor) else [value])
        return kept

    def _is_fixed(self, addr: int) -> bool:
        """Returns whether an object was read and is just as it was."""
        twin = self.twins.get(addr)
        same_name = twin is None or twin.addr == addr
        return addr in self.reads and same_name and addr not in self.walked

    # --- values -------------------------------------------------------------------------------

    def value(self, x: Value, y: Value) -> bool:
        """Returns whether ``y`` may take the place of ``x``."""
        kind = type(x)
        if kind is Ref:
            return type(y) is Ref and self._pair(x, y)  # type: ignore[arg-type]
        if x is y and kind is not tuple and kind not in PARTS and kind is not Choice:
            if kind is SymInt or kind is SymBool:
                self.unchanged.append(x)
            return True
        if kind is not type(y):
            return False
        if isinstance(x, tuple) and isinstance(y, tuple):
            return len(x) == len(y) and all(map(self.value, x, y))
        if kind is int or kind is bool:
            return x == y
        if kind is SymInt:
            return self._number(x, y)  # type: ignore[arg-type]
        if isinstance(x, _CONSTANTS):
            return x == y
        if isinstance(x, Unknown) and isinstance(y, Unknown):
            return self._unknown(x, y)
        if isinstance(x, PARTS):
            return all(self.value(getattr(x, n), getattr(y, n)) for n in x.__match_args__)
        if kind is Choice and x is y:
            self.unchanged.append(x)
            return all(self.value(leaf, leaf) for leaf in leaf_values(x))
        return False

    def _number(self, x: SymInt, y: SymInt) -> bool:
        """Returns whether one expression is the other, with new symbols for old ones."""
        before, after = symbols_of(x), symbols_of(y)
        if len(before) != 1 or len(after) != 1:
            return False
        (old,), (new,) = before, after
        known = self.symbols.get(old)
        if known is None:
            alike = (old.kind, old.name, old.lo, old.hi) == (new.kind, new.name, new.lo, new.hi)
            if not alike or old.is_bool or new in self.symbols.values():
                return False
            self.symbols[old] = new
        return self.symbols[old] is new and substitute(x, {old: new.expr}) is y

    def _layout(self, x: str | tuple[Int, ...], y: str | tuple[Int, ...]) -> bool:
        return x == y if isinstance(x, str) else self.value(x, y)

    def _elements(self, x: Elements | None, y: Elements | None) -> bool:
        if x is None or y is None or x is y:
            return x is y
        alike = (x.among, x.in_parts) == (y.among, y.in_parts)
        return alike and self.value(x.values, y.values) and self.value(x.within, y.within)

    def _pair(self, old: Ref, new: Ref) -> bool:
        known = self.twins.get(old.addr)
        if known is not None:
            return known.addr == new.addr
        if new.addr in self.taken:
            return False
        self.twins[old.addr], self.taken[new.addr] = new, old.addr
        self.queue.append((old, new))
        return True

    def _all(self, x: list[Value], y: list[Value]) -> bool:
        return len(x) == len(y) and all(map(self.value, x, y))

    def _named(self, x: dict[str, Value], y: dict[str, Value]) -> bool:
        return len(x) == len(y) and list(x) == list(y) and all(self.value(x[n], y[n]) for n in x)

    def _unknown(self, x: Unknown, y: Unknown) -> bool:
        # what was asked of it may have another answer
        if (
            self.summary.is_carried
            or self.summary.recording.asked
            or x.some is not None
            or y.some is not None
        ):
            return False
        if (x.reason, x.kind, x.dtype, x.number) != (y.reason, y.kind, y.dtype, y.number):
            return False
        return self.unknowns.setdefault(x, y) is y

    # --- objects ------------------------------------------------------------------------------

    def _record(self, x: Record, y: Record) -> bool:
        if type(x) is not type(y):
            return False
        match x, y:
            case TensorRecord(), TensorRecord():
                return self._tensor_object(x, y)
            case InstanceRecord(), InstanceRecord():
                own = self.value(x.cls, y.cls) and self.value(x.payload, y.payload)
                return own and self._named(x.attrs, y.attrs)
            case ListRecord(), ListRecord():
                return x.many == y.many and self._all(x.items, y.items)
            case DictRecord(), DictRecord():
                return self._dict(x, y)
            case SetRecord(), SetRecord():
                alike = list(x.entries) == list(y.entries) and x.frozen == y.frozen
                return alike and self._all([*x.entries.values()], [*y.entries.values()])
            case ModuleRecord(), ModuleRecord():
                return self._module(x, y)
            case ClassRecord(), ClassRecord():
                return self._class(x, y)
            case FunctionRecord(), FunctionRecord():
                return x.code is y.code and self._function(x, y)
            case CellRecord(), CellRecord():
                return self.value(x.value, y.value)
            case IteratorRecord(), IteratorRecord():
                alike = x.kind == y.kind and self.value(x.index, y.index)
                return alike and self.value(x.source, y.source)
            case OpaqueRecord(), OpaqueRecord():
                same_names = x.bound == y.bound and x.module is y.module
                alike = (x.kind, x.reason) == (y.kind, y.reason) and same_names
                return alike and self.value(x.count, y.count) and self.value(x.element, y.element)
        return False

    def _dict(self, x: DictRecord, y: DictRecord) -> bool:
        if len(x.entries) != len(y.entries) or list(x.entries) != list(y.entries):
            return False
        rest = self.value(x.rest, y.rest) and self.value(x.rest_key, y.rest_key)
        return (
            rest
            and self.value(x.count, y.count)
            and all(map(self.value, x.entries.values(), y.entries.values()))
        )

    def _module(self, x: ModuleRecord, y: ModuleRecord) -> bool:
        names: Set[str] = self.summary.names
        if not names.isdisjoint(_OPEN_NAMES):
            if x.kind != "bundled":
                return False
            names = x.attrs.keys()
        before, now = names & x.attrs.keys(), names & y.attrs.keys()
        # our own stubs load what they have when it is first asked for: the call did not ask
        fits = before <= now if x.kind == "bundled" else before == now
        return fits and all(self.value(x.attrs[name], y.attrs[name]) for name in before)

    def _class(self, x: ClassRecord, y: ClassRecord) -> bool:
        asked = "__subclasses__" in self.summary.names and x.subclasses != y.subclasses
        alike = x.ancestors == y.ancestors and x.metaclass is y.metaclass and x.open == y.open
        # a call may have made a text of it
        alike = alike and x.qualname == y.qualname
        return not asked and alike and self._named(x.attrs, y.attrs)

    def _function(self, x: FunctionRecord, y: FunctionRecord) -> bool:
        given = self.value(x.defaults, y.defaults) and self.value(x.closure, y.closure)
        named = self._named(x.keyword_defaults, y.keyword_defaults)
        return given and named and self.value(x.module, y.module) and self._named(x.attrs, y.attrs)

    # --- tensors ------------------------------------------------------------------------------

    def _keep(self, record: TensorRecord) -> None:
        """Notes that a tensor has its place in the graph and its origin still."""
        if record.tensor.origin is not None:
            self.origins[record.tensor.origin] = record.tensor.origin
        if record.track is not None and record.track.history is not None:
            self.histories[record.track.history] = record.track.history

    def _tensor_object(self, x: TensorRecord, y: TensorRecord) -> bool:
        plain = (x.leaf, x.leaf_view, x.inference) == (y.leaf, y.leaf_view, y.inference)
        followed = (x.version == UNKNOWN_VERSION) == (y.version == UNKNOWN_VERSION)
        if not plain or not followed or not self._same_gradient(x, y):
            return False
        return (
            self._tensor(x.tensor, y.tensor) and self._track(x, y) and self._named(x.attrs, y.attrs)
        )

    def _same_gradient(self, x: TensorRecord, y: TensorRecord) -> bool:
        """Returns whether as much is known of the gradient, where the call may have asked."""
        if self.summary.names.isdisjoint(_GRADIENT_NAMES):
            return True
        before = self.summary.recording.backwards
        return _graded(x, before) == _graded(y, self.state.backwards)

    def _track(self, x: TensorRecord, y: TensorRecord) -> bool:
        a, b = x.track, y.track
        if a is None or b is None:
            return a is b
        flags = (a.history is None, a.base is None, a.shared, a.several)
        if flags != (b.history is None, b.base is None, b.shared, b.several):
            return False
        if a.base is not None and not self.value(a.base, b.base):
            return False
        if not self._same_age(a, b, x, y):
            return False
        if a.history is not None and b.history is not None:
            if (a.history.leaf is None) != (b.history.leaf is None):
                return False
            return self.histories.setdefault(a.history, b.history) is b.history
        return True

    def _same_age(self, a: Track, b: Track, x: TensorRecord, y: TensorRecord) -> bool:
        """Returns whether the memory was changed since on both sides or on neither."""
        if a.base is not None and b.base is not None:
            owner, now = self.reads.get(a.base.addr), self.state.heap.read(b.base)
            if not isinstance(owner, TensorRecord):
                return True
            x, y = owner, now  # type: ignore[assignment]
        return (x.version == a.version) == (y.version == b.version)

    def _tensor(self, x: Tensor, y: Tensor) -> bool:
        if x is y:
            self.unchanged.append(x)
        elif not self._same_facts(x, y):
            return False
        if x.origin is None or y.origin is None:
            return x.origin is y.origin
        if (x.origin.taint, x.origin.constant) != (y.origin.taint, y.origin.constant):
            return False
        self.origins.setdefault(x.origin, y.origin)
        return True

    def _same_facts(self, x: Tensor, y: Tensor) -> bool:
        if x.sizes is None or y.sizes is None:
            return False
        plain = (x.requires_grad, x.kind, x.layout, x.pending)
        if plain != (y.requires_grad, y.kind, y.layout, y.pending) or x.dtype is not y.dtype:
            return False
        if x.device is not y.device and (
            type(x.device) is not Device or type(y.device) is not Device or x.device != y.device
        ):
            return False
        return self._elements(x.elements, y.elements) and (
            self.value(x.sizes, y.sizes)
            and self._layout(x.strides, y.strides)
            and (x.data is y.data or self.value(x.data, y.data))
        )


def _graded(record: TensorRecord, backwards: object) -> bool | None:
    """Returns whether a tensor has a gradient, as far as that is known."""
    if record.graded is True:
        return True
    return False if record.graded is backwards else None
