"""Merging the two records of one object, and two activations of one code."""

from __future__ import annotations

from dataclasses import replace

from pytea.ir.liveness import live_registers
from pytea.state.accumulating import filled_in_rounds
from pytea.state.frame import Frame
from pytea.state.generator import GeneratorRecord
from pytea.state.guards import known_range
from pytea.state.meeting import merged_loops
from pytea.state.merge_values import ValueMerger
from pytea.state.pipelines import are_pipelines, too_many_versions, versions_of
from pytea.state.summary import Joiner, container_kind, count_of
from pytea.symbolic import SymInt, SymKind, fresh_int, same
from pytea.values.objects import DATA_DEPENDENT, UNBOUND, Ref, Value
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
    SplitRecord,
    TensorRecord,
)


class RecordMerger(ValueMerger):
    """Merges frames and records; records that have nothing in common become a SplitRecord."""

    # --- frames -------------------------------------------------------------------------------

    def frame(self, x: Frame, y: Frame, *, again: bool) -> Frame:
        """Merges two activations of one code at one instruction.

        ``again``: the instruction before is executed once more, with what it asked for.
        """
        if x is y:
            return x
        merged = x.copy()
        merged.loops = merged_loops(x, y)
        liveness = live_registers(x.code)
        live = liveness[min(x.pc, len(liveness) - 1)]
        if again:
            live |= liveness[x.pc - 1]
        for i, (left, right) in enumerate(zip(x.regs, y.regs, strict=True)):
            if left is not right:
                is_live = live >> i & 1
                merged.regs[i] = self.value(left, right) if is_live else UNBOUND
        merged.answers = tuple(map(self.value, x.answers, y.answers))
        merged.current = tuple(map(self.value, x.current, y.current))
        subject = self.value(x.continuation.subject, y.continuation.subject)
        if subject is not x.continuation.subject:
            merged.continuation = replace(x.continuation, subject=subject)
        if isinstance(x.namespace, Ref) and isinstance(y.namespace, Ref):
            namespace = self.value(x.namespace, y.namespace)
            merged.namespace = namespace if isinstance(namespace, Ref) else x.namespace
        return merged

    # --- records ------------------------------------------------------------------------------

    def record(self, x: Record, y: Record, addr: int | None = None) -> Record:
        """Merges two records of one object, which was at ``addr`` before the two went apart."""
        if not self.alike(x, y) and not isinstance(x, ModuleRecord):
            kind = container_kind(x)
            opaque = isinstance(x, OpaqueRecord) or isinstance(y, OpaqueRecord)
            if self.by_chance:
                versions = versions_of(x), versions_of(y)
                if all(versions) and type(versions[0][0]) is type(versions[1][0]):
                    return self._version(x, y, [*versions[0], *versions[1]])
            if kind and kind == container_kind(y) and (self.by_chance or opaque):
                return self._summary(kind, x, y)
            if addr is not None and self._is_filled(addr, x, y):
                return self._summary("list", x, y)
            versions_of_all = too_many_versions(x, y)
            if versions_of_all:
                return self._any_of(versions_of_all)
            return SplitRecord(self.selector, x, y)
        match x, y:
            case TensorRecord(), TensorRecord():
                attrs = self.attributes(x.attrs, y.attrs)
                return x.met(y, self.tensor(x.tensor, y.tensor), attrs)
            case ListRecord(), ListRecord():
                items = [self.value(i, j) for i, j in zip(x.items, y.items, strict=True)]
                return ListRecord(items, x.many or y.many)
            case DictRecord(), DictRecord():
                return self._dict(x, y)
            case InstanceRecord(), InstanceRecord():
                attrs = self.attributes(x.attrs, y.attrs)
                return InstanceRecord(x.cls, attrs, self.value(x.payload, y.payload))
            case ClassRecord(), ClassRecord():
                return self._class(x, y)
            case FunctionRecord(), FunctionRecord():
                return self._function(x, y)
            case IteratorRecord(), IteratorRecord():
                source = self.value(x.source, y.source)
                return IteratorRecord(x.kind, source, self.value(x.index, y.index))
            case GeneratorRecord(), GeneratorRecord() if x.frame and y.frame:
                frame = self.frame(x.frame, y.frame, again=x.frame.delegating)
                return GeneratorRecord(frame, x.running, x.trips if x.trips is y.trips else None)
            case CellRecord(), CellRecord():
                return CellRecord(self.value(x.value, y.value))
            case OpaqueRecord(), OpaqueRecord():
                return self._summary(x.kind, x, y)
            case ModuleRecord(), ModuleRecord():
                merged = x.copy()
                merged.attrs = self.attributes(x.attrs, y.attrs)
                merged.waits = x.waits and y.waits
                if x.kind != "user":
                    # what the one side has not asked for yet is there all the same
                    merged.attrs |= {k: v for k, v in y.attrs.items() if k not in x.attrs}
                    merged.attrs |= {k: v for k, v in x.attrs.items() if k not in y.attrs}
                return merged
        return x

    def _is_filled(self, addr: int, x: Record, y: Record) -> bool:
        return filled_in_rounds(self.a, self.selector, addr, x, y, self._read_either)

    def _dict(self, x: DictRecord, y: DictRecord) -> DictRecord:
        """Returns a dict whose other entries look like those of either side."""
        entries = {
            key: (entry[0], self.value(entry[1], y.entries[key][1]))
            for key, entry in x.entries.items()
        }
        rests = [side for side in (x, y) if side.rest is not None]
        if not rests:
            return DictRecord(entries)
        joiner = Joiner(self.result.heap, DATA_DEPENDENT, self._read_either)
        rest = joiner.join([side.rest for side in rests])
        joiner.loosen(rest)
        rest_key = joiner.join([side.rest_key for side in rests])
        count = x.count
        if len(rests) < 2 or not _same_count(x.count, y.count):
            count = fresh_int("len(dict)", SymKind.VARYING, len(entries), None)
        return DictRecord(entries, rest, rest_key, count)

    def _summary(self, kind: str, x: Record, y: Record) -> Record:
        """Returns a container of some of the items of both."""
        a, b = count_of(x), count_of(y)
        if _same_count(a, b):
            count: Value = a
        else:
            ranges = [known_range(a, self.a), known_range(b, self.b)]
            lows, highs = [lo or 0 for lo, _ in ranges], [hi for _, hi in ranges if hi is not None]
            most = max(highs) if len(highs) == len(ranges) else None
            count = fresh_int(f"len({kind})", SymKind.VARYING, min(lows), most)
        joiner = Joiner(self.result.heap, DATA_DEPENDENT, self._read_either)
        return joiner.summary(kind, [x, y], count)

    def _version(self, x: Record, y: Record, versions: list[Record]) -> Record:
        """Returns one of the versions of a list or dict; a summary of them if they are no pipelines."""
        if are_pipelines(versions, self._read_either):
            return SplitRecord(self.selector, x, y)
        if len(versions) == 2:
            return self._summary(container_kind(versions[0]), x, y)
        return self._any_of(versions)

    def _any_of(self, versions: list[Record]) -> Record:
        """Returns a container of some of the items of several versions."""
        kind = container_kind(versions[0])
        counts = list(map(count_of, versions))
        known = [count for count in counts if isinstance(count, int)]
        least, most = (min(known), max(known)) if len(known) == len(counts) else (0, None)
        joiner = Joiner(self.result.heap, DATA_DEPENDENT, self._read_either)
        count = fresh_int(f"len({kind})", SymKind.VARYING, least, most)
        return joiner.summary(kind, versions, count)

    def _read_either(self, ref: Ref) -> Record:
        record = self.result.heap.own.get(ref.addr)
        record = record or self.written_a.get(ref.addr) or self.written_b.get(ref.addr)
        found = record or self._below(ref.addr)
        assert found is not None
        return found

    def _class(self, x: ClassRecord, y: ClassRecord) -> Record:
        merged = x.copy()
        merged.attrs = self.attributes(x.attrs, y.attrs)
        if x.bundled and isinstance(x.subclasses, tuple) and isinstance(y.subclasses, tuple):
            # which of our own classes a path has asked for yet is not the program's business
            merged.subclasses = tuple(dict.fromkeys((*x.subclasses, *y.subclasses)))
        else:
            merged.subclasses = self.value(x.subclasses, y.subclasses)
        return merged

    def _function(self, x: FunctionRecord, y: FunctionRecord) -> Record:
        cells = [self.value(i, j) for i, j in zip(x.closure, y.closure, strict=True)]
        closure = tuple(cell for cell in cells if isinstance(cell, Ref))
        if len(closure) != len(cells):
            return SplitRecord(self.selector, x, y)
        merged = x.copy()
        merged.closure = closure
        merged.defaults = tuple(map(self.value, x.defaults, y.defaults))
        merged.attrs = self.attributes(x.attrs, y.attrs)
        return merged

    def attributes(self, x: dict[str, Value], y: dict[str, Value]) -> dict[str, Value]:
        """Merges attribute tables; an attribute that one side lacks is UNBOUND there."""
        merged = {
            name: value if name in y and y[name] is value
            else self.value(value, y.get(name, UNBOUND))
            for name, value in x.items()
        }  # fmt: skip
        for name, value in y.items():
            if name not in x:
                merged[name] = self.value(UNBOUND, value)
        return merged


def _same_count(x: Value, y: Value) -> bool:
    return isinstance(x, (int, SymInt)) and isinstance(y, (int, SymInt)) and same(x, y)
