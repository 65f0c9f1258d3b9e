"""Merging two values that stand at the same place of two states: what differs becomes conditional."""

from __future__ import annotations

from dataclasses import fields, replace

from pytea.state import budgets
from pytea.state.choosing import chosen
from pytea.state.either import Either
from pytea.state.guards import bounded
from pytea.state.heap import Heap, Layer, common_layer
from pytea.state.likeness import alike, same_layout
from pytea.state.state import State
from pytea.state.summary import common_kind
from pytea.symbolic import (
    Bool,
    Choice,
    SymBool,
    SymInt,
    SymKind,
    fresh_bool,
    fresh_int,
    interval,
    ite,
    same,
    symbols_of,
)
from pytea.symbolic.diagram import restrict
from pytea.symbolic.nodes import nodes_of
from pytea.symbolic.traversal import dependencies
from pytea.values.objects import DATA_DEPENDENT, WIDENED, BoundMethod, Ref, Slice, Value
from pytea.values.origin import Origin, taint_of
from pytea.values.records import (
    ClassRecord,
    FunctionRecord,
    InstanceRecord,
    ModuleRecord,
    Record,
)
from pytea.values.tensor import Size, Strides, Tensor, common_elements, common_tail, tuple_like
from pytea.values.unknown import Unknown

_SCALARS = (int, float, complex, str, bytes)


class ValueMerger:
    """Merges values: ``selector`` is true on the runs of ``a`` and false on those of ``b``."""

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
        self.result.forgotten = a.forgotten | b.forgotten
        if union is not exact:
            kept = {item.atom for item in nodes_of(union)}
            self.result.forgotten |= {item.atom for item in nodes_of(exact)} - kept
        self.written_a = a.heap.changes_since(self.base) or {}
        self.written_b = b.heap.changes_since(self.base) or {}
        #: Pairs of addresses that became one object, and the work that is left.
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()
        self.queue: list[tuple[Ref, Ref]] = []
        self.either = Either(
            self.result.heap,
            lambda addr: self.written_a.get(addr) or self._below(addr),
            lambda addr: self.written_b.get(addr) or self._below(addr),
            self.tensor,
        )

    def _below(self, addr: int) -> Record | None:
        return None if self.base is None else self.base.look(addr)

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
            # whether there is a value is a chance; what it is where it is not followed is none
            both = x is not None and y is not None
            reasons = [v.reason for v in (x, y) if isinstance(v, Unknown) and both]
            reason = next(
                (r for r in reasons if r not in (DATA_DEPENDENT, WIDENED)), DATA_DEPENDENT
            )
            return Unknown(reason, common_kind([x, y]), some=_some([x, y]))
        plain = (*_SCALARS, Unknown)
        if isinstance(x, plain) and isinstance(y, plain):
            unknown = x if isinstance(x, Unknown) else y if isinstance(y, Unknown) else None
            if unknown is not None or self.by_chance:
                reason = DATA_DEPENDENT if unknown is None else unknown.reason
                return Unknown(reason, common_kind([x, y]), some=_some([x, y]))
        if isinstance(x, Choice) or isinstance(y, Choice):
            x, y = self.either.leaves(x, y)
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
            return self.either.of(x, y)
        left, right = self.written_a.get(x.addr), self.written_b.get(y.addr)
        if left is None or right is None or not self.alike(left, right):
            return None
        self.pairs[x.addr] = y.addr
        self.taken.add(y.addr)
        self.queue.append((x, y))
        return x

    def alike(self, x: Record, y: Record) -> bool:
        """Returns whether two records can become one.

        A module that both sides have loaded since the fork is one module, and so is what it defines.
        """
        match x, y:
            case ModuleRecord(), ModuleRecord():
                same = (x.name, x.file, x.kind) == (y.name, y.file, y.kind)
                return same and x.waits == y.waits
            case FunctionRecord(), FunctionRecord() if x.module is not y.module:
                return x.code is y.code and self._is_one(x.module, y.module)
            case InstanceRecord(), InstanceRecord() if x.cls is not y.cls:
                return self._is_one(x.cls, y.cls)
            case ClassRecord(), ClassRecord() if x.ancestors != y.ancestors:
                named = (x.qualname, x.module) == (y.qualname, y.module)
                if not named or len(x.ancestors) != len(y.ancestors):
                    return False
                pairs = [(x.metaclass, y.metaclass), *zip(x.ancestors, y.ancestors, strict=True)]
                return all(a is b or self._is_one(a, b) for a, b in pairs)
        return alike(x, y, by_chance=self.by_chance)

    def _is_one(self, x: object, y: object) -> bool:
        """Returns whether two modules or classes are one, or become one here."""
        if not isinstance(x, Ref) or not isinstance(y, Ref):
            return x is y
        if x.addr in self.pairs:
            return self.pairs[x.addr] == y.addr
        fresh = self._below(x.addr) is None and self._below(y.addr) is None
        return fresh and self.reference(x, y) is x

    # --- tensors ------------------------------------------------------------------------------

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
        taint = taint_of(operands)
        place = x.origin.file, x.origin.span
        return Origin("", *place, operands, depth, self.selector, before=taint)


def _either(a: Bool, b: Bool) -> Bool:
    return a | b


def _negated(cond: Bool) -> Bool:
    return (not cond) if isinstance(cond, bool) else ~cond


def _some(sides: list[Value]) -> Value:
    """Returns what either of two values is that may be None; None where they differ."""
    found = [side.some if isinstance(side, Unknown) else side for side in sides if side is not None]
    return found[0] if found and all(value is found[0] for value in found) else None
