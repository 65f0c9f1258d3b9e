"""Guesses what every round of a loop begins with, out of what the first round changed.

A loop is taken to change only numbers and the lengths of lists: those become symbols. Whether a
round keeps to the guess is asked in ``recurrence``.
"""

from __future__ import annotations

from pytea.records import immutable
from pytea.state.state import State
from pytea.state.widen import Growth, Widening
from pytea.symbolic import (
    Choice,
    Int,
    SymBool,
    SymKind,
    fresh_int,
    symbols_of,
)
from pytea.symbolic.atoms import Symbol
from pytea.values.objects import (
    UNBOUND,
    Ref,
    Value,
)
from pytea.values.records import (
    CellRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    ModuleRecord,
    OpaqueRecord,
    Record,
)
from pytea.values.tensor import tuple_like
from pytea.values.unknown import Unknown


@immutable(eq=False)
class Guess:
    """What became a symbol."""

    #: The symbols that stand for what was a plain number.
    plain: frozenset[Symbol]
    #: The lists that grew.
    growth: tuple[Growth, ...]
    #: Something else is not known any more.
    loose: bool


def guess(old: State, new: State, spared: frozenset[int], first: Value) -> Guess:
    """Makes ``new``, one round after ``old``, the guess of what later rounds begin with.

    The objects at the addresses ``spared`` are left alone. What was given the value ``first``, the
    item of the round, is taken to hold another one after each round.
    """
    guessing = _Guessing(old, new, spared, first)
    guessing.run()
    return Guess(frozenset(guessing.plain), tuple(guessing.growth), guessing.loose)


class _Guessing(Widening):
    """A widening of nothing but numbers and the lengths of lists."""

    def __init__(self, old: State, new: State, spared: frozenset[int], first: Value) -> None:
        super().__init__(old, new)
        self.spared, self.first = spared, first
        #: The symbols that took the place of a plain number.
        self.plain: set[Symbol] = set()
        self.loose = False

    def value(self, x: Value, y: Value, name: str) -> Value:
        if isinstance(y, (bool, SymBool, Choice, Unknown)) or isinstance(x, (bool, Unknown)):
            return y
        if x is UNBOUND and type(y) is int and y == self.first:
            fresh = fresh_int(name, SymKind.VARYING, None, None)
            self.plain |= symbols_of(fresh)
            return fresh
        # a text is a mode more often than it is another one in each round
        if isinstance(x, Choice) or y is None or x is None or isinstance(y, (str, bytes)):
            return y
        value = super().value(x, y, name)
        self.loose = self.loose or (isinstance(value, Unknown) and value is not y)
        return value

    def _number(self, x: Value, y: Value, name: str) -> Value:
        found = super()._number(x, y, name)
        if found is not y and isinstance(y, int):
            self.plain |= symbols_of(found)  # type: ignore[arg-type]
        return found

    def _length(self, kind: str, counts: list[Value]) -> Int:
        found = super()._length(kind, counts)
        if all(isinstance(count, int) for count in counts):
            self.plain |= symbols_of(found)
        return found

    def record(self, x: Record, y: Record) -> Record | None:
        if self.current is not None and self.current.addr in self.spared:
            return None
        match x, y:
            case ListRecord(), ListRecord():
                shrinks = len(x.items) > len(y.items)
                widened = None if shrinks else super().record(x, y)
                return self._varied(widened) if isinstance(widened, OpaqueRecord) else widened
            case DictRecord(), DictRecord():
                return super().record(x, y) if x.entries.keys() == y.entries.keys() else None
            case OpaqueRecord(), OpaqueRecord():
                return super().record(x, y)
            case (CellRecord(), CellRecord()) | (ModuleRecord(), ModuleRecord()):
                return super().record(x, y)
            case InstanceRecord(), InstanceRecord():
                return super().record(x, y)
        return None

    def _varied(self, grown: OpaqueRecord) -> OpaqueRecord:
        """Lets the number of the round be another one in each item of a list that grew."""
        names: list[Int] = []

        def varied(value: Value) -> Value:
            if type(value) is not int or value != self.first:
                return value
            names.append(fresh_int("item", SymKind.VARYING, None, None))
            return names[-1]

        element = grown.element
        record = self.new.heap.read(element) if isinstance(element, Ref) else None
        if isinstance(element, tuple):
            element = tuple_like(element, [varied(item) for item in element])
        elif type(record) is DictRecord:
            entries = {key: (k, varied(value)) for key, (k, value) in record.entries.items()}
            twin = DictRecord(entries, record.rest, record.rest_key, record.count)
            element = self.new.heap.alloc(twin) if names else element
        else:
            element = varied(element)
        bound = grown.bound.union(*map(symbols_of, names))
        return OpaqueRecord(grown.kind, grown.reason, element, grown.count, bound, grown.module)
