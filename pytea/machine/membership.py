"""Where ``in`` looks: the iterator of a container, the numbers of a range, tensors among the items."""

from __future__ import annotations

from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.machine.types import type_name
from pytea.symbolic import Bool
from pytea.values.objects import DATA_DEPENDENT, Range, Ref, Value
from pytea.values.records import ClassRecord, InstanceRecord, TensorRecord
from pytea.values.unknown import UnknownUse


def searched(m: Machine, container: Ref) -> Value:
    """Returns the iterator that ``in`` searches; raises TypeError in the program without one."""
    if isinstance(m.read(container), (InstanceRecord, ClassRecord)):
        names = ("__iter__", "__getitem__")
        if all(callable_attr(m, container, name) is MISSING for name in names):
            if m.program.semantics.is_open_instance(m, container):
                raise UnknownUse("an object with an unknown base")
            text = f"argument of type '{type_name(m, container)}' is not iterable"
            m.raise_("TypeError", text, "bad-call")
    return m.program.semantics.iterator_of(m, container)


def range_contains(container: Range, item: Value) -> Bool:
    """Returns whether a number lies in a range."""
    bounds = (container.start, container.stop, container.step)
    if isinstance(item, Ref):
        return False
    exact = (int, float, complex, str, bytes, tuple, type(None), type(...), Range)
    if all(isinstance(bound, int) for bound in bounds) and isinstance(item, exact):
        return item in range(*bounds)  # type: ignore[call-overload]
    raise UnknownUse("membership in a symbolic range")


def is_tensor(m: Machine, value: Value) -> bool:
    """Returns whether a value is a tensor or an array."""
    return isinstance(value, Ref) and isinstance(m.read(value), TensorRecord)


def truth_of_comparison(m: Machine, compared: Value) -> Bool:
    """Returns the truth of what ``==`` gave for a tensor; that of several elements is an error.

    Raises UnknownUse for one element, which the data of the run decides.
    """
    if isinstance(compared, bool):
        return compared
    record = m.read(compared) if isinstance(compared, Ref) else None
    if isinstance(record, TensorRecord) and record.tensor.sizes is not None:
        count = record.tensor.numel()
        if isinstance(count, int) and count > 1:
            return m.truth_value(compared)
    raise UnknownUse(DATA_DEPENDENT)
