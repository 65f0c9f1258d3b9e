"""Applies the effect of a call that was not run: new objects, changed ones and its result.

What an earlier call made and left behind is made again under the names that a ``Correspondence``
gives: objects at new addresses, tensors with a place in the graph and an origin of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytea.state import budgets
from pytea.state.call_summary import tests_of
from pytea.state.correspondence import PARTS, Correspondence
from pytea.symbolic import (
    Choice,
    Int,
    Symbol,
    SymBool,
    SymInt,
    fresh_int,
    leaf_values,
    substitute,
    symbols_of,
)
from pytea.values.history import UNKNOWN_VERSION, History, Track
from pytea.values.objects import Ref, Value
from pytea.values.origin import Origin, bounded_chain
from pytea.values.records import (
    CellRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    IteratorRecord,
    ListRecord,
    OpaqueRecord,
    Record,
    SetRecord,
    TensorRecord,
)
from pytea.values.tensor import Size, Tensor, tuple_like
from pytea.values.unknown import SERIALS, Unknown


class Unfit(Exception):
    """The effect cannot be applied under other names."""


class Transplant:
    """The effect of one call, translated; nothing is changed before all of it is."""

    def __init__(self, names: Correspondence) -> None:
        self.names = names
        self.summary, self.state = names.summary, names.state
        self.heap = names.state.heap
        #: By its old address: the object that is made.
        self.made: dict[int, Ref] = {}
        self.records: dict[int, Record] = {}
        self.queue: list[int] = []
        #: What stands for symbols of the earlier call, and whether there are any such symbols.
        self.meaning: dict[Symbol, Int] = {old: new.expr for old, new in names.symbols.items()}
        self.renames = bool(names.symbols) or self.summary.makes_symbols
        #: The state's ``backwards`` when the call begins and when it ends.
        self.backwards = self.after = names.state.backwards
        if self.summary.backwards is not self.summary.recording.backwards:
            self.after = object()
        recording = self.summary.recording
        self.first_symbol, self.first_unknown = recording.first_symbol, recording.first_unknown

    def apply(self) -> Value:
        """Changes the heap as the call would, and returns the result of the call."""
        result = self._value(self.summary.result)
        changed: dict[int, Record] = {}
        for addr, record in self.summary.writes.items():
            if addr in self.summary.reads:
                twin = self.names.twins.get(addr)
                changed[addr if twin is None else twin.addr] = self._record(record, addr)
        while self.queue:
            addr = self.queue.pop()
            self.records[addr] = self._record(self.summary.writes[addr], addr)
        for addr, record in changed.items():
            self.heap.put(Ref(addr), record)
        for addr, ref in self.made.items():
            self.heap.put(ref, self.records[addr])
        self.state.backwards = self.after
        return result

    def twin(self, ref: Ref) -> Ref:
        """Returns the object of this call that takes the place of one of the earlier call."""
        return self.names.twins.get(ref.addr) or self.made.get(ref.addr) or ref

    # --- values -------------------------------------------------------------------------------

    def _value(self, value: Value) -> Value:
        if isinstance(value, Ref):
            return self._ref(value)
        if isinstance(value, tuple):
            items = [self._value(item) for item in value]
            changed = any(a is not b for a, b in zip(items, value, strict=True))
            return tuple_like(value, items) if changed else value
        if isinstance(value, SymInt):
            return self._number(value) if self.renames else value
        if isinstance(value, Unknown):
            return self._unknown(value)
        if isinstance(value, SymBool):
            if self.renames and any(self._is_renamed(symbol) for symbol in symbols_of(value)):
                raise Unfit
            return value
        if isinstance(value, Choice):
            if any(self._value(leaf) is not leaf for leaf in leaf_values(value)):
                raise Unfit
            if self.renames and any(self._is_renamed(symbol) for symbol in tests_of(value)):
                raise Unfit
            return value
        if isinstance(value, PARTS):
            parts = [getattr(value, name) for name in value.__match_args__]
            translated = [self._value(part) for part in parts]
            if any(a is not b for a, b in zip(parts, translated, strict=True)):
                return type(value)(*translated)
        return value

    def _is_renamed(self, symbol: Symbol) -> bool:
        return symbol in self.meaning or symbol.serial >= self.first_symbol

    def _number(self, number: SymInt) -> Int:
        symbols = symbols_of(number)
        for symbol in symbols:
            if symbol.serial >= self.first_symbol and symbol not in self.meaning:
                self.meaning[symbol] = fresh_int(symbol.name, symbol.kind, symbol.lo, symbol.hi)
        if self.meaning.keys().isdisjoint(symbols):
            return number
        return substitute(number, self.meaning)  # type: ignore[return-value]

    def _unknown(self, value: Unknown) -> Unknown:
        known = self.names.unknowns.get(value)
        if known is None:
            if value.serial < self.first_unknown:
                return value
            some = self._value(value.some)
            known = replace(value, serial=SERIALS.take(), some=some)
            self.names.unknowns[value] = known
        return known

    def _ref(self, ref: Ref) -> Ref:
        twin = self.names.twins.get(ref.addr)
        if twin is not None:
            # there is one Ref for each object
            return ref if twin.addr == ref.addr else twin
        if ref.addr in self.summary.reads or ref.addr not in self.summary.writes:
            return ref
        made = self.made.get(ref.addr)
        if made is None:
            if ref.addr in self.summary.raised:
                raise Unfit
            addresses = self.heap.addresses
            made = self.made[ref.addr] = Ref(addresses.next)
            addresses.next += 1
            self.queue.append(ref.addr)
        return made

    def _named(self, values: dict[str, Value]) -> dict[str, Value]:
        return {name: self._value(value) for name, value in values.items()}

    # --- objects ------------------------------------------------------------------------------

    def _record(self, record: Record, addr: int) -> Record:
        twin = record.copy()
        match twin:
            case TensorRecord():
                self._tensor_object(twin, addr)
            case InstanceRecord():
                twin.cls = self._value(twin.cls)  # type: ignore[assignment]
                twin.attrs, twin.payload = self._named(twin.attrs), self._value(twin.payload)
            case ListRecord():
                twin.items = [self._value(item) for item in twin.items]
            case DictRecord():
                self._dict(twin)
            case SetRecord():
                for key, member in twin.entries.items():
                    self._check_key(key)
                    twin.entries[key] = self._value(member)
            case FunctionRecord():
                twin.defaults = tuple([self._value(value) for value in twin.defaults])
                twin.closure = tuple([self._ref(cell) for cell in twin.closure])
                twin.keyword_defaults = self._named(twin.keyword_defaults)
                twin.attrs = self._named(twin.attrs)
            case CellRecord():
                twin.value = self._value(twin.value)
            case IteratorRecord():
                twin.source, twin.index = self._value(twin.source), self._value(twin.index)
            case OpaqueRecord():
                twin.element = self._value(twin.element)
            case _:
                raise Unfit
        return twin

    def _dict(self, record: DictRecord) -> None:
        if type(record) is not DictRecord:
            raise Unfit
        for key, (name, value) in record.entries.items():
            self._check_key(key)
            record.entries[key] = (self._value(name), self._value(value))
        record.rest, record.rest_key = self._value(record.rest), self._value(record.rest_key)

    def _check_key(self, key: object) -> None:
        """Refuses a key that stands for an object with another name."""
        if type(key) is str or type(key) is int:
            return
        if self._value(key) is not key:
            raise Unfit

    # --- tensors ------------------------------------------------------------------------------

    def _tensor_object(self, record: TensorRecord, addr: int) -> None:
        tensor = record.tensor
        if self.renames or tensor.data is not None:
            tensor = self._tensor(tensor)
        origin = self._origin(tensor.origin)
        record.tensor = tensor if origin is tensor.origin else tensor.changed(origin=origin)
        record.attrs = self._named(record.attrs)
        if record.version != UNKNOWN_VERSION:
            record.version += self._shift(addr)
        before = self.summary.reads.get(addr)
        if isinstance(before, TensorRecord) and record.graded is before.graded:
            record.graded = self._now(addr).graded
        elif record.graded is self.summary.recording.backwards:
            record.graded = self.backwards
        elif record.graded is self.summary.backwards:
            record.graded = self.after
        if record.track is not None:
            record.track = self._track(record.track, addr)

    def _tensor(self, tensor: Tensor) -> Tensor:
        changes: dict[str, Any] = {}
        for name in ("sizes", "data", "strides", "tail"):
            before = getattr(tensor, name)
            now = self._value(before)
            if now is not before:
                changes[name] = now
        elements = tensor.elements
        if elements is not None:
            within, values = self._value(elements.within), self._value(elements.values)
            if within is not elements.within or values is not elements.values:
                elements = replace(elements, values=values, within=within)  # type: ignore[arg-type]
        if not changes and elements is tensor.elements:
            return tensor
        kept = {"tail": tensor.tail, "ndims": tensor.ndims, "elements": elements}
        return tensor.changed(**(kept | changes))

    def _shift(self, addr: int) -> int:
        """Returns how often the memory of an older tensor was changed between the two calls."""
        before = self.summary.reads.get(addr)
        if not isinstance(before, TensorRecord):
            return 0
        return self._now(addr).version - before.version

    def _now(self, addr: int) -> TensorRecord:
        """Returns the tensor that takes the place of an older one, as it is before the call."""
        now = self.heap.read(self.names.twins.get(addr) or Ref(addr))
        assert isinstance(now, TensorRecord)
        return now

    def _track(self, track: Track, addr: int) -> Track:
        owner = addr if track.base is None else track.base.addr
        return replace(
            track,
            history=None if track.history is None else self._history(track.history),
            version=track.version + (0 if track.version == UNKNOWN_VERSION else self._shift(owner)),
            base=None if track.base is None else self._ref(track.base),
        )

    def _history(self, history: History) -> History:
        known = self.names.histories
        waiting = [history]
        while waiting:
            node = waiting[-1]
            missing = [s for s in node.sources if s is not None and s not in known]
            if missing and node not in known:
                waiting += missing
                continue
            waiting.pop()
            if node not in known:
                known[node] = replace(
                    node,
                    sources=tuple([None if s is None else known[s] for s in node.sources]),
                    leaf=None if node.leaf is None else self._ref(node.leaf),
                    saved=tuple([(self._ref(r), v + self._shift(r.addr)) for r, v in node.saved]),
                )
        return known[history]

    def _origin(self, origin: Origin | None) -> Origin | None:
        if origin is None or origin.is_cut():
            return origin
        known = self.names.origins.get(origin)
        if known is None:
            made_from = [
                (self._sizes(sizes), self._origin(before)) for sizes, before in origin.operands
            ]
            operands, depth = bounded_chain(made_from, budgets.ORIGIN_DEPTH)
            known = replace(origin, operands=operands, depth=depth)
            self.names.origins[origin] = known
        return known

    def _sizes(self, sizes: Size | None) -> Size | None:
        translated = self._value(sizes) if self.renames else sizes
        assert translated is None or isinstance(translated, Size)
        return translated
