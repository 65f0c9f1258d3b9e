"""What else than a number counts as one: truth values, and tensors that say how often."""

from __future__ import annotations

from pytea.machine.container_operators import repeated
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.solver import Verdict
from pytea.symbolic import SymBool, SymKind, fresh_int, symbols_of
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord


def as_number(m: Machine, value: Value) -> Value:
    """Returns a truth value as 0 or 1, and everything else as it is."""
    if not isinstance(value, SymBool):
        return value
    if {symbol.kind for symbol in symbols_of(value)} == {SymKind.VARYING}:
        return _counted(m, value)
    return int(m.decide(value))


def _counted(m: Machine, value: SymBool) -> Value:
    """Returns 0 or 1 for a truth that hangs on data: telling them apart would fork for each element."""
    verdict = m.verdict(value)
    if verdict in (Verdict.HOLDS, Verdict.FAILS):
        return int(verdict is Verdict.HOLDS)
    known, number = m.answer()
    if not known:
        number = fresh_int("count", SymKind.VARYING, 0, 1)
        m.remember(number)
    return number


def repeated_by_tensor(m: Machine, left: Value, right: Value) -> Value:
    """Returns a sequence times a tensor of one whole number; NotImplemented for anything else."""
    for items, count in ((left, right), (right, left)):
        record = m.read(count) if isinstance(count, Ref) else None
        if not isinstance(record, TensorRecord) or record.tensor.kind == "ndarray":
            continue
        if isinstance(items, (tuple, str, bytes)) or m.program.semantics.is_list(m, items):
            index = callable_attr(m, count, "__index__")
            if index is not MISSING:
                return repeated(m, items, m.resolve(m.call(index, [])))
    return NotImplemented
