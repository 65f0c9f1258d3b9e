"""Joining two states that stand at the same place: what differs becomes conditional.

Merging is total on values and records: integers and booleans become one expression, tensors of one
rank one tensor with conditional sizes, other values a Choice, other records a SplitRecord that
splits the state at its first use. Only states whose frames differ in kind are left apart.
"""

from __future__ import annotations

from dataclasses import fields, replace

from pytea.ir.liveness import live_registers
from pytea.state import budgets
from pytea.state.choosing import chosen
from pytea.state.frame import Frame
from pytea.state.generator import GeneratorRecord
from pytea.state.guards import bounded, known_range
from pytea.state.heap import Heap, Layer, common_layer
from pytea.state.likeness import alike, is_plain_result, same_layout, same_rank
from pytea.state.meeting import merged_loops, runs_again
from pytea.state.state import State
from pytea.state.summary import Joiner, common_kind, container_kind, count_of
from pytea.symbolic import (
    Bool,
    SymBool,
    SymInt,
    SymKind,
    fresh_bool,
    fresh_int,
    implies,
    interval,
    ite,
    same,
    symbols_of,
)
from pytea.symbolic.diagram import restrict
from pytea.symbolic.traversal import dependencies
from pytea.values.objects import DATA_DEPENDENT, UNBOUND, BoundMethod, Ref, Slice, Value
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
    SplitRecord,
    TensorRecord,
)
from pytea.values.tensor import Size, Strides, Tensor, common_elements, common_tail, tuple_like
from pytea.values.unknown import Unknown

#: Facts beyond this number are forgotten at a merge rather than made conditional.
_CONDITIONAL_FACTS = 64
_SCALARS = (int, float, complex, str, bytes)


def merge(a: State, b: State) -> State:
    """Returns one state for both; they must be ``mergeable``."""
    return Merger(a, b).run()


class Merger:
    """One merge: ``selector`` is true on the runs of ``a`` and false on those of ``b``."""

    def __init__(self, a: State, b: State) -> None:
        self.a, self.b = a, b
        exact = _either(a.guard, b.guard)
        union = bounded(exact)
        self.selector: Bool = restrict(a.guard, union)
        kinds = {symbol.kind for symbol in symbols_of(self.selector)}
        #: Chance told the two apart, not the configuration of the program.
        self.by_chance = kinds <= {SymKind.CHOICE, SymKind.ITERATION, SymKind.VARYING}
        self.base: Layer | None = common_layer(a.heap, b.heap)
        self.result = State(Heap(a.heap.addresses, self.base))
        self.result.guard = union
        self.result.approximate = a.approximate or b.approximate or union is not exact
        self.written_a = a.heap.changes_since(self.base) or {}
        self.written_b = b.heap.changes_since(self.base) or {}
        #: Pairs of addresses that became one object, and the work that is left.
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()
        self.queue: list[tuple[Ref, Ref]] = []
        #: Tensors that stand for one of two, by the addresses of these.
        self.tensors: dict[tuple[int, int], Ref] = {}

    def run(self) -> State:
        """Merges frames, then the heap records that either side wrote."""
        result = self.result
        own = result.heap.own
        result.frames = [
            self.frame(x, y, again=runs_again(self.a.frames, i))
            for i, (x, y) in enumerate(self._frame_pairs())
        ]
        result.modules = {**self.b.modules, **self.a.modules}
        result.representatives = dict(self.a.representatives)
        result.round = self.a.round if self.a.round is self.b.round else None
        result.splits = max(self.a.splits, self.b.splits)
        result.grad = self.a.grad or self.b.grad
        result.inferred = self.a.inferred or self.b.inferred
        result.inference = self.a.inference and self.b.inference
        if self.a.backwards is self.b.backwards:
            result.backwards = self.a.backwards
        result.freed = tuple(n for n in self.a.freed if any(n is other for other in self.b.freed))
        result.defaults = self.a.defaults.merged(self.b.defaults)
        result.steps = max(self.a.steps, self.b.steps)
        result.facts = self._facts()
        for addr in sorted(self.written_a.keys() | self.written_b.keys()):
            below = self._below(addr)
            if below is not None:
                x = self.written_a.get(addr, below)
                y = self.written_b.get(addr, below)
                own[addr] = x if x is y else self.record(x, y)
            elif addr not in own:
                own[addr] = self.written_a.get(addr) or self.written_b[addr]
        while self.queue:
            left, right = self.queue.pop()
            x, y = self.written_a[left.addr], self.written_b[right.addr]
            own[left.addr] = self.record(x, y)
        for record in own.values():
            record.owner = None
        return result

    def _frame_pairs(self) -> list[tuple[Frame, Frame]]:
        return list(zip(self.a.frames, self.b.frames, strict=True))

    def _below(self, addr: int) -> Record | None:
        layer = self.base
        while layer is not None:
            record = layer.records.get(addr)
            if record is not None:
                return record
            layer = layer.below
        return None

    def _facts(self) -> tuple[SymBool, ...]:
        of_a, of_b = ({id(fact) for fact in state.facts} for state in (self.a, self.b))
        shared = [f for f in self.a.facts if id(f) in of_b]
        extra: list[Bool] = []
        for state, of_other in ((self.a, of_b), (self.b, of_a)):
            extra += [
                implies(state.guard, f)
                for f in state.facts[-_CONDITIONAL_FACTS:]
                if id(f) not in of_other
            ]
        return (*shared, *(f for f in extra if isinstance(f, SymBool)))

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

    # --- values -------------------------------------------------------------------------------

    def value(self, x: Value, y: Value) -> Value:
        """Merges two values."""
        if x is y:
            return x
        if isinstance(x, (bool, SymBool)) and isinstance(y, (bool, SymBool)):
            return (self.selector & x) | (_negated(self.selector) & y)
        if isinstance(x, (int, SymInt)) and isinstance(y, (int, SymInt)):
            if not isinstance(x, bool) and not isinstance(y, bool):
                return self.number(x, y)
        if type(x) is type(y):
            merged = self._same_type(x, y)
            if merged is not None:
                return merged
        return self.otherwise(x, y)

    def number(self, x: int | SymInt, y: int | SymInt) -> int | SymInt:
        """Merges two integers."""
        if same(x, y):
            return x
        merged = ite(self.selector, x, y)
        by_many = self.by_chance and len(symbols_of(merged)) > budgets.CHANCE_SYMBOLS
        if by_many or len(dependencies(merged)) > budgets.SIZE_PARTS:
            bounds = interval(merged)
            return fresh_int("chance", SymKind.VARYING, bounds.lo, bounds.hi)
        return merged

    def truth(self, merged: Bool) -> Bool:
        """Merges two truth values; what hangs on too many chances becomes one chance."""
        if self.by_chance and len(symbols_of(merged)) > budgets.CHANCE_SYMBOLS:
            return fresh_bool(DATA_DEPENDENT, SymKind.CHOICE)
        return merged

    def otherwise(self, x: Value, y: Value) -> Value:
        """Merges two values that have nothing in common."""
        if self.by_chance and (isinstance(x, Unknown) or isinstance(y, Unknown)):
            return Unknown(DATA_DEPENDENT, common_kind([x, y]), some=_some([x, y]))
        plain = (*_SCALARS, Unknown)
        if isinstance(x, plain) and isinstance(y, plain):
            unknown = x if isinstance(x, Unknown) else y if isinstance(y, Unknown) else None
            if unknown is not None or self.by_chance:
                reason = DATA_DEPENDENT if unknown is None else unknown.reason
                return Unknown(reason, common_kind([x, y]), some=_some([x, y]))
        return chosen(self.selector, x, y)

    def _same_type(self, x: Value, y: Value) -> Value | None:
        match x, y:
            case Ref(), Ref():
                return self.reference(x, y)
            case tuple(), tuple() if len(x) == len(y):
                items = [self.value(i, j) for i, j in zip(x, y, strict=True)]
                if all(i is j for i, j in zip(items, x, strict=True)):
                    return x
                return tuple_like(x, items)
            case BoundMethod(), BoundMethod():
                function = self.value(x.function, y.function)
                return BoundMethod(function, self.value(x.receiver, y.receiver))
            case Slice(), Slice():
                return Slice(*(self.value(getattr(x, f.name), getattr(y, f.name))
                               for f in fields(x)))  # fmt: skip
            case Unknown(), Unknown() if x.reason == y.reason and x.kind == y.kind:
                return x
        return x if isinstance(x, _SCALARS) and x == y else None

    def reference(self, x: Ref, y: Ref) -> Value | None:
        """Pairs two objects that were made since the fork, if they look alike."""
        if self.pairs.get(x.addr) == y.addr:
            return x
        if x.addr in self.pairs or y.addr in self.taken:
            return None
        if self._below(x.addr) is not None or self._below(y.addr) is not None:
            return self._either_tensor(x, y)
        left, right = self.written_a.get(x.addr), self.written_b.get(y.addr)
        if left is None or right is None or not alike(left, right, by_chance=self.by_chance):
            return None
        self.pairs[x.addr] = y.addr
        self.taken.add(y.addr)
        self.queue.append((x, y))
        return x

    def _either_tensor(self, x: Ref, y: Ref) -> Value | None:
        """Returns a new tensor for one of two, of which a path may hold either.

        Which one it is matters only to who changes it in place, and a Choice splits every path
        that looks at it.
        """
        found = self.tensors.get((x.addr, y.addr))
        if found is not None:
            return found
        a = self.written_a.get(x.addr) or self._below(x.addr)
        b = self.written_b.get(y.addr) or self._below(y.addr)
        if not isinstance(a, TensorRecord) or not isinstance(b, TensorRecord):
            return None
        if not (is_plain_result(a) and is_plain_result(b) and same_rank(a.tensor, b.tensor)):
            return None
        made = self.result.heap.alloc(TensorRecord(self.tensor(a.tensor, b.tensor), {}))
        self.tensors[x.addr, y.addr] = made
        return made

    # --- records ------------------------------------------------------------------------------

    def record(self, x: Record, y: Record) -> Record:
        """Merges two records of one object."""
        if not alike(x, y, by_chance=self.by_chance) and not isinstance(x, ModuleRecord):
            kind = container_kind(x)
            opaque = isinstance(x, OpaqueRecord) or isinstance(y, OpaqueRecord)
            if kind and kind == container_kind(y) and (self.by_chance or opaque):
                return self._summary(kind, x, y)
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
                return GeneratorRecord(
                    self.frame(x.frame, y.frame, again=x.frame.delegating), x.running
                )
            case CellRecord(), CellRecord():
                return CellRecord(self.value(x.value, y.value))
            case OpaqueRecord(), OpaqueRecord():
                return self._summary(x.kind, x, y)
            case ModuleRecord(), ModuleRecord():
                merged = x.copy()
                merged.attrs = self.attributes(x.attrs, y.attrs)
                if x.kind != "user":
                    # what the one side has not asked for yet is there all the same
                    merged.attrs |= {k: v for k, v in y.attrs.items() if k not in x.attrs}
                    merged.attrs |= {k: v for k, v in x.attrs.items() if k not in y.attrs}
                return merged
        return x

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

    def tensor(self, x: Tensor, y: Tensor) -> Tensor:
        """Merges two tensors; of different ranks only where chance decides between them."""
        if x is y:
            return x
        sizes = None
        if x.sizes is not None and y.sizes is not None and len(x.sizes) == len(y.sizes):
            sizes = Size(self.number(i, j) for i, j in zip(x.sizes, y.sizes, strict=True))
        data = x.data
        if x.data is not y.data:
            same_count = x.data is not None and y.data is not None and len(x.data) == len(y.data)
            data = tuple(map(self.value, x.data or (), y.data or ())) if same_count else None
        return replace(
            x,
            sizes=sizes,
            dtype=x.dtype if x.dtype == y.dtype else None,
            device=self.value(x.device, y.device),
            strides=x.strides if same_layout(x, y) else Strides.UNKNOWN,
            requires_grad=x.requires_grad if x.requires_grad is y.requires_grad else None,
            data=data,
            origin=self.origin(x, y),
            tail=common_tail(x.tail, y.tail),
            elements=common_elements(x, y),
        )

    def origin(self, x: Tensor, y: Tensor) -> Origin | None:
        """Merges where two tensors came from; a chain that gets too long keeps one of them."""
        if x.origin is y.origin or x.origin is None or y.origin is None:
            return x.origin
        depth = 1 + max(x.origin.depth, y.origin.depth)
        if depth > budgets.ORIGIN_DEPTH:
            return x.origin
        operands = ((x.sizes, x.origin), (y.sizes, y.origin))
        return Origin("", x.origin.file, x.origin.span, operands, depth, self.selector)


def _either(a: Bool, b: Bool) -> Bool:
    return a | b


def _negated(cond: Bool) -> Bool:
    return (not cond) if isinstance(cond, bool) else ~cond


def _same_count(x: Value, y: Value) -> bool:
    return isinstance(x, (int, SymInt)) and isinstance(y, (int, SymInt)) and same(x, y)


def _some(sides: list[Value]) -> Value:
    """Returns what either of two values is that may be None; None where they differ."""
    found = [side.some if isinstance(side, Unknown) else side for side in sides if side is not None]
    return found[0] if found and all(value is found[0] for value in found) else None
