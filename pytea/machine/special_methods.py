"""Special methods, which are looked up on the type of an object."""

from __future__ import annotations

from pytea.machine.attributes import find_attr
from pytea.machine.descriptors import bind
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.types import type_of
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord


def callable_attr(m: Machine, obj: Value, name: str) -> Value:
    """Returns the special method ``name`` of ``obj`` looked up on its type, or MISSING."""
    cls = type_of(m, obj)
    if cls is None:
        return MISSING
    found, holder = find_in_class(m, cls, name)
    if found is not MISSING:
        return bind(m, found, holder, obj, cls)
    # tensors have some as operators
    is_tensor = isinstance(obj, Ref) and isinstance(m.read(obj), TensorRecord)
    return find_attr(m, obj, name) if is_tensor else MISSING
