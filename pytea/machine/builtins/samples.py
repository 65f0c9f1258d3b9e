"""What our loader tells of the numbers in the samples that it puts together."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.machine.tables import native
from pytea.stubapi import batch_elements
from pytea.symbolic import SymInt, symbols_of
from pytea.values.elements import Elements
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord
from pytea.values.tensor import Tensor


def _tensor(m: Machine, value: Value) -> Tensor | None:
    record = m.read(value) if isinstance(value, Ref) else None
    return record.tensor if isinstance(record, TensorRecord) else None


def _set_elements(m: Machine, tensor: Value, elements: Elements | None) -> Value:
    if elements is not None and isinstance(tensor, Ref):
        record = m.write(tensor)
        assert isinstance(record, TensorRecord)
        record.tensor = record.tensor.changed(elements=elements)
    return tensor


@native("_pytea", "as_row")
def intrinsic_as_row(m: Machine, row: Value, tensor: Value) -> Value:
    """Returns a row of a data set, which shows what comes up in the others."""
    whole, row = _tensor(m, m.resolve(tensor)), m.resolve(row)
    if whole is None or whole.elements is None:
        return row
    return _set_elements(m, row, whole.elements.part())


@native("_pytea", "as_batch")
def intrinsic_as_batch(m: Machine, batch: Value, sample: Value, total: Value) -> Value:
    """Returns a batch of numbers or tensors like ``sample``, of which ``total`` come up."""
    batch, sample, total = m.resolve(batch), m.resolve(sample), m.resolve(total)
    if not isinstance(total, int) or not total or not _is_free(m, sample):
        return batch
    found = sample if isinstance(sample, SymInt) else _tensor(m, sample)
    return _set_elements(m, batch, batch_elements(found, total))


def _is_free(m: Machine, number: Value) -> bool:
    """Returns whether the path asked nothing of a number: it can be all that its bounds allow."""
    if not isinstance(number, SymInt):
        return True
    asked = (m.state.guard, *m.state.facts)
    return not any(symbols_of(number) & symbols_of(cond) for cond in asked)
