"""Widening: what a round of a loop changed becomes a value that stands for every later round.

The older state is a snapshot at the head of the loop, the newer one is changed in place. Integers
become fresh symbols, containers that grew lose their contents, tensors keep what did not change.
"""

from __future__ import annotations

from pytea.ir.liveness import live_registers
from pytea.records import immutable
from pytea.state.frame import Frame
from pytea.state.generator import GeneratorRecord
from pytea.state.heap import common_layer
from pytea.state.object_names import object_name
from pytea.state.state import State
from pytea.state.summary import Joiner, common_kind, container_kind, count_of, items_of
from pytea.symbolic import (
    Choice,
    Int,
    SymBool,
    SymInt,
    SymKind,
    fresh_bool,
    fresh_int,
    interval,
    same,
    symbols_of,
)
from pytea.symbolic.diagram import restrict
from pytea.values.objects import DATA_DEPENDENT, UNBOUND, WIDENED, Ref, Value
from pytea.values.records import (
    CellRecord,
    DictRecord,
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
from pytea.values.tensor import Size, Tensor, common_elements, common_tail, tuple_like
from pytea.values.unknown import Unknown


@immutable(eq=False)
class Growth:
    """A container that got ``step`` more items in a round; ``count`` was its new length's name then."""

    ref: Ref
    count: Int
    #: Its length before and after the round that was seen.
    before: Int
    after: Int


def widen(old: State, new: State) -> tuple[Growth, ...]:
    """Makes ``new`` stand for its own and all later rounds; ``old`` is a snapshot of a round ago.

    Returns the lists that grew.
    """
    widening = Widening(old, new)
    widening.run()
    return tuple(widening.growth)


def widen_again(old: State, new: State, since: int) -> None:
    """Widens what a round changed that stands for others, and what had seemed to stay as it is.

    ``old`` is the state at its beginning; what has symbols from serial ``since`` on was widened then.
    """
    Widening(old, new, since).run()


class Widening:
    """One widening of a state against an older snapshot of it."""

    def __init__(self, old: State, new: State, since: int | None = None) -> None:
        self.old, self.new, self.since = old, new, since
        self.base = common_layer(old.heap, new.heap)
        self.visited: set[tuple[int, int]] = set()
        self.queue: list[tuple[Ref, Ref]] = []
        self.growth: list[Growth] = []
        #: The lengths of lists that grow by as much in each round, before, after and from then on.
        self.lengths: list[tuple[Int, Int, Int]] = []
        #: The object that is being widened.
        self.current: Ref | None = None

    def run(self) -> None:
        """Widens the registers of all frames, then every object that existed before."""
        for index, before in enumerate(self.old.frames):
            after = self.new.frames[index]
            if after is before or after.code is not before.code:
                continue
            if after.owner is not self.new.token:
                after = after.copy()
                after.owner = self.new.token
                self.new.frames[index] = after
            # what a register held for something else says nothing of its next use
            live = live_slots(before) & live_slots(after)
            for slot, (x, y) in enumerate(zip(before.regs, after.regs, strict=True)):
                if x is not y and live >> slot & 1:
                    after.regs[slot] = self.value(x, y, after.code.registers[slot] or "value")
        changes = self.new.heap.changes_since(self.base) or {}
        for addr in sorted(changes):
            ref = Ref(addr)
            if self._is_old(ref):
                self._object(ref, ref)
        while self.queue:
            self._object(*self.queue.pop())

    def _is_old(self, ref: Ref) -> bool:
        """Returns whether an object existed at the snapshot: a variable may just name another."""
        heap = self.old.heap
        if ref.addr in heap.own:
            return True
        return heap.below is not None and heap.below.find(ref.addr) is not None

    def _object(self, old: Ref, new: Ref) -> None:
        if (old.addr, new.addr) in self.visited:
            return
        self.visited.add((old.addr, new.addr))
        x, y = self.old.heap.read(old), self.new.heap.read(new)
        if x is not y:
            self.current = new
            widened = self.record(x, y)
            if widened is not None:
                self.new.heap.put(new, widened)
                self._note_growth(new, x, y, widened)

    def _note_growth(self, ref: Ref, x: Record, y: Record, widened: Record) -> None:
        before, after = count_of(x), count_of(y)
        count = count_of(widened)
        if not isinstance(widened, (OpaqueRecord, DictRecord)) or not isinstance(count, SymInt):
            return
        if isinstance(before, (int, SymInt)) and isinstance(after, (int, SymInt)):
            self.growth.append(Growth(ref, count, before, after))

    def value(self, x: Value, y: Value, name: str) -> Value:
        """Returns what ``y`` becomes, given that it was ``x`` a round ago."""
        if x is y or x is UNBOUND or y is UNBOUND:
            return y
        if self.since is not None and isinstance(x, Unknown):
            return y  # it stood for anything when the round began
        # what the way here rules out is no value of the round
        x = restrict(x, self.old.guard) if isinstance(x, Choice) else x
        y = restrict(y, self.new.guard) if isinstance(y, Choice) else y
        if isinstance(x, Choice) or isinstance(y, Choice):
            return Joiner(self.new.heap, WIDENED).join([x, y])
        if isinstance(x, (int, SymInt)) and isinstance(y, (int, SymInt)):
            return self._number(x, y, name)
        if isinstance(x, SymBool) or isinstance(y, SymBool):
            return fresh_bool(name, SymKind.CHOICE)
        if isinstance(x, Ref) and isinstance(y, Ref):
            if not self._is_old(y):
                self.queue.append((x, y))
            return y
        if isinstance(x, tuple) and isinstance(y, tuple):
            if len(x) != len(y):
                return Unknown(WIDENED, "tuple")
            items = [self.value(i, j, name) for i, j in zip(x, y, strict=True)]
            return tuple_like(y, items)
        if isinstance(y, (float, str, bytes)) and isinstance(x, (int, float, str, bytes)):
            return y if x == y else Unknown(DATA_DEPENDENT, type(y).__name__)
        if isinstance(x, Unknown) and isinstance(y, Unknown):
            return y
        if type(x) is type(y) and not isinstance(y, (Ref, Unknown)):
            return y
        if x is None and isinstance(y, (int, SymInt)) and not isinstance(y, bool):
            # set in the first round, as an object would be
            return fresh_int(name, SymKind.VARYING, None, None)
        return y if isinstance(y, Ref) or y is None else Unknown(WIDENED, common_kind([x, y]))

    def _number(self, x: Value, y: Value, name: str) -> Value:
        if isinstance(x, bool) or isinstance(y, bool):
            return y if x is y else fresh_bool(name, SymKind.CHOICE)
        if same(x, y) or self._is_widened(x):  # type: ignore[arg-type]
            return y
        low, before = interval(y).lo, interval(x).lo  # type: ignore[arg-type]
        grows = low is not None and before is not None and low >= before
        return fresh_int(name, SymKind.VARYING, low if grows else None, None)

    def _is_widened(self, x: object) -> bool:
        """Returns whether a number of the older state stands for that of any round already."""
        if self.since is None or not isinstance(x, SymInt):
            return False
        return any(symbol.serial >= self.since for symbol in symbols_of(x))

    def record(self, x: Record, y: Record) -> Record | None:
        """Returns the widened record of an object, or None when it stays as it is."""
        if isinstance(y, SplitRecord):
            sides = [y.high, y.low]
            kinds = {container_kind(side) for side in sides}
            if len(kinds) != 1 or "" in kinds:
                return None
            return self._summary(kinds.pop(), sides)
        if isinstance(x, OpaqueRecord) or isinstance(y, OpaqueRecord):
            return self._widened_summary(x, y)
        if type(x) is not type(y):
            return None
        match x, y:
            case TensorRecord(), TensorRecord():
                return y.met(x, self._tensor(x.tensor, y.tensor), y.attrs, later=True)
            case ListRecord(), ListRecord():
                if len(x.items) != len(y.items):
                    return self._summary("list", [y] if y.items else [x, y], counted=[x, y])
                return ListRecord(self._items(x.items, y.items), x.many or y.many)
            case DictRecord(), DictRecord():
                if not self._has_its_keys(x, y) or (x.rest is None) != (y.rest is None):
                    return self._summary("dict", [x, y])
                widened_dict = y.copy()
                widened_dict.entries = {
                    key: (entry[0], self.value(_item(x, key), entry[1], "value"))
                    for key, entry in y.entries.items()
                }
                if x.count is not y.count and not self._is_widened(x.count):
                    widened_dict.count = fresh_int(self._len("dict"), SymKind.VARYING, 0, None)
                return widened_dict
            case SetRecord(), SetRecord():
                if x.entries.keys() == y.entries.keys():
                    return None
                return self._summary("set", [x, y])
            case CellRecord(), CellRecord():
                return CellRecord(self.value(x.value, y.value, "value"))
            case IteratorRecord(), IteratorRecord() if y.kind == "enumerate":
                return IteratorRecord(y.kind, y.source, self.value(x.index, y.index, "index"))
            case InstanceRecord(), InstanceRecord() if _same_class(x, y):
                attrs = self._attributes(x.attrs, y.attrs)
                payload = self.value(x.payload, y.payload, "value")
                return InstanceRecord(y.cls, attrs, payload)
            case ModuleRecord(), ModuleRecord():
                widened = y.copy()
                widened.attrs = self._attributes(x.attrs, y.attrs)
                return widened
            case GeneratorRecord(), GeneratorRecord() if x.frame and y.frame:
                return self._generator(x, y)
        return None

    def _has_its_keys(self, x: DictRecord, y: DictRecord) -> bool:
        """Returns whether a dict has the keys that it has in later rounds, too.

        Objects that were there before the loop are as many as they are: what the first round keeps
        for each of them, as an optimizer its state for each parameter, is set then.
        """
        if not x.entries.keys() <= y.entries.keys():
            return False
        new = y.entries.keys() - x.entries.keys()
        return all(isinstance(key, Ref) and self._is_old(key) for key in new)

    def _summary(
        self, kind: str, records: list[Record], counted: list[Record] | None = None
    ) -> Record:
        """Returns a container of any number of the items of several ones.

        It may hold as few items as one of ``counted``: the rounds seen may be more than there are.
        """
        counts = [count_of(record) for record in counted or records]
        count = self._length(kind, counts)
        return Joiner(self.new.heap, WIDENED).summary(kind, records, count)

    def _length(self, kind: str, counts: list[Value]) -> Int:
        """Returns how many items there may be; the same number for lists that grow side by side."""
        known = [count for count in counts if isinstance(count, (int, SymInt))]
        lows = [interval(count).lo for count in known]
        low = 0 if None in lows or len(lows) < len(counts) else min(lows, default=0)  # type: ignore[type-var]
        fresh = fresh_int(self._len(kind), SymKind.VARYING, low, None)
        if kind != "list" or len(known) != 2 or len(counts) != 2:
            return fresh
        for before, after, shared in self.lengths:
            if same(before, known[0]) and same(after, known[1]):
                return shared
        self.lengths.append((known[0], known[1], fresh))
        return fresh

    def _len(self, kind: str) -> str:
        """Returns what the program calls the number of items of the current object."""
        name = object_name(self.new, self.current) if self.current is not None else ""
        return f"len({name or kind})"

    def _widened_summary(self, x: Record, y: Record) -> Record | None:
        kind = container_kind(y)
        if not kind or container_kind(x) != kind:
            return None
        a, b = count_of(x), count_of(y)
        if (a is b and items_of(x) == items_of(y)) or self._is_widened(a):
            return None
        records = [x, y] if isinstance(y, OpaqueRecord) else [y]
        return self._summary(kind, records, counted=[x, y])

    def _generator(self, x: GeneratorRecord, y: GeneratorRecord) -> Record | None:
        assert x.frame is not None and y.frame is not None
        if x.frame.code is not y.frame.code or x.frame.pc == 0:
            return None
        widened = y.copy()
        assert widened.frame is not None
        names = widened.frame.code.registers
        live = live_slots(x.frame) & live_slots(y.frame)
        for slot, (a, b) in enumerate(zip(x.frame.regs, y.frame.regs, strict=True)):
            if a is not b and live >> slot & 1:
                widened.frame.regs[slot] = self.value(a, b, names[slot] or "value")
        return widened

    def _tensor(self, x: Tensor, y: Tensor) -> Tensor:
        if x is y:
            return y
        if x.sizes is None or y.sizes is None:
            return y.changed(tail=common_tail(x.tail, y.tail)) if y.tail else y
        if len(x.sizes) != len(y.sizes):
            return y.changed(sizes=None, data=None)
        sizes = [
            b if same(a, b) or self._is_widened(a) else fresh_int("size", SymKind.VARYING, 0, None)
            for a, b in zip(x.sizes, y.sizes, strict=True)
        ]
        data = y.data if x.data is y.data else None
        dtype = y.dtype if x.dtype == y.dtype else None
        elements = common_elements(y, x)
        return y.changed(sizes=Size(sizes), data=data, dtype=dtype, elements=elements)

    def _items(self, x: list[Value], y: list[Value]) -> list[Value]:
        return [self.value(i, j, "item") for i, j in zip(x, y, strict=True)]

    def _attributes(self, x: dict[str, Value], y: dict[str, Value]) -> dict[str, Value]:
        return {name: self.value(x.get(name, UNBOUND), value, name) for name, value in y.items()}


def _item(record: DictRecord, key: object) -> Value:
    entry = record.entries.get(key)
    return UNBOUND if entry is None else entry[1]


def live_slots(frame: Frame) -> int:
    """Returns the bit set of the registers that the running instruction or a later one reads."""
    liveness = live_registers(frame.code)
    return liveness[min(frame.pc, len(liveness) - 1)] | liveness[max(frame.pc - 1, 0)]


def _same_class(x: InstanceRecord, y: InstanceRecord) -> bool:
    if isinstance(x.cls, Ref) and isinstance(y.cls, Ref):
        return x.cls.addr == y.cls.addr
    return x.cls is y.cls
