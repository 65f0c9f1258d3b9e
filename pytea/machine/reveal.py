"""``reveal_shape`` and ``reveal_value``: what the machine knows at a place."""

from __future__ import annotations

from pytea.machine.findings import place_of
from pytea.machine.format import repr_of
from pytea.machine.machine import Machine
from pytea.symbolic import SymBool, SymInt, render
from pytea.values.objects import Ref, Value
from pytea.values.records import ListRecord, TensorRecord
from pytea.values.unknown import Unknown, UnknownUse


def reveal_shape(m: Machine, value: Value) -> None:
    """Records the shape of a value."""
    m.program.revealed.append((place_of(m.state), "revealed-shape", shape_text(m, value)))


def shape_text(m: Machine, value: Value) -> str:
    """Returns a shape as text; nested for sequences of tensors, ``?`` where it is not known."""
    value = m.resolve(value)
    if isinstance(value, Ref):
        record = m.read(value)
        if isinstance(record, TensorRecord):
            sizes = record.tensor.sizes
            if sizes is None:
                return "?"
            texts = [render(size) for size in sizes]
            return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
        if isinstance(record, ListRecord):
            return f"[{', '.join(shape_text(m, item) for item in record.items)}]"
    if isinstance(value, tuple):
        texts = [shape_text(m, item) for item in value]
        return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
    if isinstance(value, (int, SymInt)):
        return render(value)
    return "?"


def reveal_value(m: Machine, value: Value) -> None:
    """Records the text of a value."""
    m.program.revealed.append((place_of(m.state), "revealed-value", value_text(m, value)))


def value_text(m: Machine, value: Value) -> str:
    """Returns ``repr(value)``, or an expression over symbols, or ``?``."""
    value = m.resolve(value)
    if isinstance(value, (SymInt, SymBool)):
        return render(value)
    if isinstance(value, Unknown):
        return "?"
    try:
        return repr_of(m, value)
    except UnknownUse:
        return "?"
