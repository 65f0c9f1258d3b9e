"""Whether two faults may come from one mistake, by the operations that their operands went through."""

from __future__ import annotations

from collections.abc import Iterator

from pytea.analysis.fixing.numbers import numbers_of
from pytea.diagnostics import Diagnostic, Note

#: What makes tensors from nothing but sizes: a chain that begins with one of these is whole.
_FACTORIES = frozenset(
    ["zeros", "ones", "empty", "full", "rand", "randn", "randint", "randperm", "arange", "linspace",
     "eye", "tensor", "as_tensor", "from_numpy", "array", "normal"]
)  # fmt: skip


def may_be_related(fault: Diagnostic, other: Diagnostic, *, from_inputs: bool = False) -> bool:
    """Returns whether a fault may go away with the other one: their operands have a place in common.

    That the same data go into both says nothing, but for their dtype, and for sizes of the data that
    both complain of alike; the same layer does.

    So it is when the chain of an operand is cut, since nobody knows where it began. A layer that
    gave one fault's operand its shape without complaint is not what the other one complains of.
    ``from_inputs`` says that a chain without a beginning begins with an input of its function.
    """
    for one in (fault, other):
        if not one.notes or any(_is_cut(note, from_inputs) for note in one.notes):
            return True
    is_of_data = fault.code == other.code == "dtype-mismatch"
    is_of_data = is_of_data or set(numbers_of(fault.message)) == set(numbers_of(other.message))
    shared = set(_places(fault, is_of_data)) & set(_places(other, is_of_data))
    return bool(shared - _working(fault, other) - _working(other, fault))


def _working(fault: Diagnostic, other: Diagnostic) -> set[tuple[str, int]]:
    """Returns where a fault is and its layer is made, if an operand of the other went through."""
    place = fault.file, fault.span.line
    if other.code == "dtype-mismatch" or place not in set(_steps(other)):
        return set()
    layers = (note for note in fault.notes if _is_layer(note) and note.span is not None)
    return {place, *((note.file, note.span.line) for note in layers if note.span is not None)}


def _steps(fault: Diagnostic) -> Iterator[tuple[str, int]]:
    for note in fault.notes:
        if note.steps:
            yield from ((s.file, s.span.line) for s in note.chain if s.span is not None)


def _places(fault: Diagnostic, from_start: bool) -> Iterator[tuple[str, int]]:
    yield fault.file, fault.span.line
    for note in fault.notes:
        steps = note.chain
        for step in steps if from_start or _is_layer(steps[0]) else steps[1:]:
            if step.span is not None:
                yield step.file, step.span.line


def _is_layer(step: Note) -> bool:
    return step.message.rpartition(": ")[2].startswith("nn.")


def _is_cut(note: Note, from_inputs: bool) -> bool:
    first = note.chain[0]
    label, arrow, _ = first.message.rpartition(": ")[2].partition(" →")
    if label == "…" or any(step.message.startswith("→ …") for step in note.chain):
        return True
    if not arrow:
        return not (from_inputs or note.message.startswith("found through "))
    module, _, name = label.rpartition(".")
    return module in ("torch", "F", "np", "numpy") and name not in _FACTORIES
