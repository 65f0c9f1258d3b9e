"""What our loader tells of the rounds of a loop over its batches."""

from __future__ import annotations

from pytea.machine.builtins.intrinsics import fresh_number
from pytea.machine.machine import Machine
from pytea.machine.tables import native
from pytea.machine.witness import LAST_BATCH
from pytea.state.generator import GeneratorRecord
from pytea.state.state import Round
from pytea.symbolic import SymInt, SymKind
from pytea.values.objects import Ref, Value
from pytea.values.records import DictRecord


@native("_pytea", "generic_round")
def intrinsic_generic_round(m: Machine, reason: Value = None) -> Value:
    m.state.generic = True
    return None


@native("_pytea", "gives")
def intrinsic_gives(m: Machine, trips: Value) -> Value:
    """The running generator gives so many items in all."""
    trips = m.resolve(trips)
    generator = m.frame.generator
    if generator is not None and isinstance(trips, (int, SymInt)):
        record = m.write(generator)
        assert isinstance(record, GeneratorRecord)
        record.trips = trips
    return None


@native("_pytea", "last_batch")
def intrinsic_last_batch(m: Machine, facts: Value = None) -> Value:
    facts = m.resolve(facts)
    record = m.read(facts) if isinstance(facts, Ref) else None
    if not isinstance(record, DictRecord):
        m.state.round = None
        return None
    entries = tuple((key, value) for key, value in record.entries.values() if isinstance(key, str))
    certain = all(isinstance(value, int) for _, value in entries)
    m.state.round = Round(entries, certain, m.frame.generator)
    return None


@native("_pytea", "last_batch_size")
def intrinsic_last_batch_size(m: Machine, batch_size: Value) -> Value:
    batch_size = m.resolve(batch_size)
    high = batch_size if isinstance(batch_size, int) else None
    return fresh_number(m, LAST_BATCH, 1, high, SymKind.ITERATION if high else SymKind.INPUT)


# --- the program ----------------------------------------------------------------------------------
