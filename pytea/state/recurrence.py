"""Whether the State behind a round of a loop is an instance of the State before it.

Then the older State is an inductive invariant: no later round can give anything new.
"""

from __future__ import annotations

from pytea.state.generator import GeneratorRecord
from pytea.state.heap import common_layer
from pytea.state.state import State
from pytea.state.widen import live_slots
from pytea.symbolic import (
    Choice,
    Int,
    SymBool,
    SymInt,
    SymKind,
    interval,
    same,
    symbols_of,
)
from pytea.symbolic.atoms import Symbol
from pytea.values.dtype import Device, DType
from pytea.values.elements import Elements
from pytea.values.history import Track
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


class Recurrence:
    """The question whether a state is an instance of an older one, up to new names.

    ``began`` is the serial of the oldest symbol that the loop made: what is not assumed of such a
    symbol is not known of it, so that it stands for any number within its bounds.
    """

    def __init__(
        self, before: State, after: State, began: int, spared: frozenset[int], names: frozenset[str]
    ) -> None:
        self.before, self.after, self.began = before, after, began
        #: Addresses of objects, and global names of the running module, that tell nothing.
        self.spared, self.names = spared, names
        self.module = after.frames[-1].module
        self.assumed = symbols_of(before.guard).union(*map(symbols_of, before.facts))
        self.bound: set[Symbol] = set()
        self.meaning: dict[Symbol, Int] = {}
        #: The new object for an old one, and the other way round.
        self.twins: dict[int, int] = {}
        self.origins: dict[int, int] = {}
        self.queue: list[tuple[Ref, Ref]] = []

    def holds(self) -> bool:
        """Returns whether everything in the newer state may stand in the older one."""
        a, b = self.before, self.after
        plain = (a.grad, a.inference, a.inferred, a.generic, a.approximate, len(a.modules))
        if plain != (b.grad, b.inference, b.inferred, b.generic, b.approximate, len(b.modules)):
            return False
        if a.round is not b.round or a.defaults != b.defaults or len(a.frames) != len(b.frames):
            return False
        if not all(self._frame(index) for index in range(len(a.frames))):
            return False
        base = common_layer(a.heap, b.heap)
        for addr in sorted(b.heap.changes_since(base) or ()):
            if addr not in self.spared and self._existed(addr):
                if not self._record(a.heap.read(Ref(addr)), b.heap.read(Ref(addr)), addr):
                    return False
        while self.queue:
            x, y = self.queue.pop()
            if not self._record(a.heap.read(x), b.heap.read(y), y.addr):
                return False
        return True

    def _existed(self, addr: int) -> bool:
        heap = self.before.heap
        return addr in heap.own or (heap.below is not None and heap.below.find(addr) is not None)

    def _frame(self, index: int) -> bool:
        x, y = self.before.frames[index], self.after.frames[index]
        if x is y:
            return True
        if x.code is not y.code or x.pc != y.pc or x.handlers != y.handlers:
            return False
        live = live_slots(y)
        return len(x.current) == len(y.current) and all(
            self.value(a, b)
            for slot, (a, b) in enumerate(zip(x.regs, y.regs, strict=True))
            if live >> slot & 1
        )

    # --- values -------------------------------------------------------------------------------

    def value(self, x: Value, y: Value) -> bool:
        """Returns whether ``y`` is an instance of ``x``."""
        if x is y:
            return True
        if isinstance(x, Unknown):
            return self._unknown(x, y)
        if isinstance(x, (int, SymInt)) and isinstance(y, (int, SymInt)):
            return self._number(x, y)
        if isinstance(x, Ref) and isinstance(y, Ref):
            return self._object(x, y)
        if type(x) is not type(y) or isinstance(x, (SymBool, Choice)):
            return False
        if isinstance(x, tuple) and isinstance(y, tuple):
            return self._all(x, y)
        if isinstance(x, (float, complex, str, bytes, DType, Device, NumpyDType)):
            return x == y
        if isinstance(x, (Slice, Range, BoundMethod, Property, StaticMethod, ClassMethod, Super)):
            return all(self.value(getattr(x, n), getattr(y, n)) for n in x.__match_args__)
        return False

    def _all(self, x: object, y: object) -> bool:
        if not isinstance(x, (list, tuple)) or not isinstance(y, (list, tuple)):
            return x is y
        return len(x) == len(y) and all(map(self.value, x, y))

    def _named(self, x: dict[str, Value], y: dict[str, Value]) -> bool:
        return x.keys() == y.keys() and all(self.value(x[name], y[name]) for name in x)

    def _unknown(self, x: Unknown, y: Value) -> bool:
        if isinstance(y, Unknown):
            if x.kind not in ("", y.kind) or (x.some is None) != (y.some is None):
                return False
            return x.some is None or self.value(x.some, y.some)
        return (isinstance(y, float) and x.kind == "float") or (
            isinstance(y, str) and x.kind == "str"
        )

    def _number(self, x: Int, y: Int) -> bool:
        if isinstance(x, bool) or isinstance(y, bool) or same(x, y):
            return not isinstance(x, bool) and not isinstance(y, bool)
        symbol = _only_symbol(x)
        if symbol is None or symbol in self.assumed:
            return False
        if symbol not in self.bound and (
            symbol.serial < self.began or symbol.kind is SymKind.INPUT
        ):
            return False
        if symbol in self.meaning:
            return same(self.meaning[symbol], y)
        allowed, given = interval(x), interval(y)
        if allowed.lo is not None and (given.lo is None or given.lo < allowed.lo):
            return False
        if allowed.hi is not None and (given.hi is None or given.hi > allowed.hi):
            return False
        self.meaning[symbol] = y
        return True

    # --- objects ------------------------------------------------------------------------------

    def _object(self, x: Ref, y: Ref) -> bool:
        if x.addr in self.twins or y.addr in self.origins:
            return self.twins.get(x.addr) == y.addr and self.origins.get(y.addr) == x.addr
        self.twins[x.addr], self.origins[y.addr] = y.addr, x.addr
        if x.addr != y.addr:
            self.queue.append((x, y))
        return True

    def _record(self, x: Record, y: Record, addr: int) -> bool:
        if x is y:
            return True
        if type(x) is not type(y):
            return False
        match x, y:
            case TensorRecord(), TensorRecord():
                return self._tensor_object(x, y)
            case ListRecord(), ListRecord():
                return x.many == y.many and self._all(x.items, y.items)
            case DictRecord(), DictRecord():
                return self._dict(x, y)
            case SetRecord(), SetRecord():
                return list(x.entries) == list(y.entries) and self._all(
                    [*x.entries.values()], [*y.entries.values()]
                )
            case InstanceRecord(), InstanceRecord():
                return (
                    self.value(x.cls, y.cls)
                    and self._named(x.attrs, y.attrs)
                    and self.value(x.payload, y.payload)
                )
            case ModuleRecord(), ModuleRecord():
                known = self.names if addr == self.module.addr else frozenset()
                return self._named(_without(x.attrs, known), _without(y.attrs, known))
            case ClassRecord(), ClassRecord():
                return x.ancestors == y.ancestors and self._named(x.attrs, y.attrs)
            case FunctionRecord(), FunctionRecord():
                return x.code is y.code and self._function(x, y)
            case CellRecord(), CellRecord():
                return self.value(x.value, y.value)
            case IteratorRecord(), IteratorRecord():
                source = self.value(x.source, y.source)
                return x.kind == y.kind and source and self.value(x.index, y.index)
            case OpaqueRecord(), OpaqueRecord():
                return self._summary(x, y)
            case GeneratorRecord(), GeneratorRecord():
                return x.frame is None and y.frame is None
        return False

    def _dict(self, x: DictRecord, y: DictRecord) -> bool:
        if list(x.entries) != list(y.entries):
            return False
        values = all(self.value(x.entries[key][1], y.entries[key][1]) for key in x.entries)
        keys = all(self.value(x.entries[key][0], y.entries[key][0]) for key in x.entries)
        rest = self.value(x.rest, y.rest) and self.value(x.rest_key, y.rest_key)
        return values and keys and rest and self.value(x.count, y.count)

    def _function(self, x: FunctionRecord, y: FunctionRecord) -> bool:
        given = self._all(x.defaults, y.defaults) and self._all(x.closure, y.closure)
        keywords = self._named(x.keyword_defaults, y.keyword_defaults)
        return given and keywords and self._named(x.attrs, y.attrs)

    def _summary(self, x: OpaqueRecord, y: OpaqueRecord) -> bool:
        if x.kind != y.kind or x.module is not y.module or not self.value(x.count, y.count):
            return False
        if x.element is y.element:
            return True
        self.bound |= x.bound
        return self.value(x.element, y.element)

    # --- tensors ------------------------------------------------------------------------------

    def _tensor_object(self, x: TensorRecord, y: TensorRecord) -> bool:
        plain = (x.leaf, x.leaf_view, x.inference) == (y.leaf, y.leaf_view, y.inference)
        graded = _graded(x, self.before) == _graded(y, self.after)
        if not plain or not graded or not self._track(x.track, y.track):
            return False
        return self.tensor(x.tensor, y.tensor) and self._named(x.attrs, y.attrs)

    def _track(self, x: Track | None, y: Track | None) -> bool:
        if x is None or y is None:
            return x is y
        a, b = x.history, y.history
        if a is None or b is None:
            same_history = a is b
        else:
            freed = [any(a in nodes for nodes in self.before.freed)]
            same_history = (a.leaf is None) == (b.leaf is None) and freed == [
                any(b in nodes for nodes in self.after.freed)
            ]
        base = (x.base is None) == (y.base is None)
        return same_history and base and (x.shared, x.several) == (y.shared, y.several)

    def tensor(self, x: Tensor, y: Tensor) -> bool:
        """Returns whether what is known of one tensor is no more than what is known of another."""
        if x is y:
            return True
        plain = (x.dtype, x.requires_grad, x.kind, x.layout, x.ndims, x.pending)
        if plain != (y.dtype, y.requires_grad, y.kind, y.layout, y.ndims, y.pending):
            return False
        if x.device is not y.device and (isinstance(x.device, Choice) or x.device != y.device):
            return False
        if x.data is not y.data and (x.data is None or y.data is None):
            return False
        return (
            (
                x.strides == y.strides
                if isinstance(x.strides, str)
                else self._all(x.strides, y.strides)
            )
            and self._all(x.sizes, y.sizes)
            and self._all(x.data, y.data)
            and self._all(x.tail, y.tail)
            and _same_elements(x.elements, y.elements)
        )


def _without(attrs: dict[str, Value], names: frozenset[str]) -> dict[str, Value]:
    return {name: value for name, value in attrs.items() if name not in names} if names else attrs


def _only_symbol(x: Int) -> Symbol | None:
    """Returns the symbol that an expression consists of, or None."""
    symbols = symbols_of(x)
    if len(symbols) != 1:
        return None
    symbol = next(iter(symbols))
    return symbol if not symbol.is_bool and same(x, symbol.expr) else None


def _graded(record: TensorRecord, state: State) -> object:
    """Returns True: it has a gradient, False: it has none, None: that is not known."""
    if record.graded is True:
        return True
    return False if record.graded is state.backwards else None


def _same_elements(x: Elements | None, y: Elements | None) -> bool:
    return x is y or (x is not None and x.agrees(y))
