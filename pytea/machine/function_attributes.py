"""Attributes of functions: those of the program, and those of libraries."""

from __future__ import annotations

from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.tables import ATTRIBUTES
from pytea.machine.types import OBJECT
from pytea.stubapi import Operator
from pytea.stubapi.names import function_may_have
from pytea.values.objects import BoundMethod, Builtin, Ref, Value
from pytea.values.records import FunctionRecord
from pytea.values.unknown import Unknown

#: What functions have that are written in C.
OF_FUNCTIONS = frozenset(
    ["__doc__", "__module__", "__name__", "__qualname__", "__self__", "__text_signature__"]
)


def builtin_attr(builtin: Builtin, name: str) -> Value:
    """Returns an attribute of a function of Python itself: one of OF_FUNCTIONS, or ``__call__``."""
    if name == "__call__":
        return builtin
    plain = name in ("__name__", "__qualname__") and "." not in builtin.name
    return builtin.name if plain else Unknown(f"{name} of a builtin function")


def operator_attr(m: Machine, operator: Operator, name: str) -> Value:
    """Returns an attribute of a function of a library, or MISSING."""
    if f"{operator.name}.{name}" in m.program.patched:
        return Unknown("an attribute that was given to a function of a library")
    if name == "__name__":
        return operator.name.rpartition(".")[2]
    if name == "__call__":
        return operator
    known = function_may_have(operator.name, name)
    return Unknown(f"{operator.name}.{name}") if known else MISSING


def function_attr(m: Machine, obj: Ref, record: FunctionRecord, name: str) -> Value:
    """Returns an attribute of a function of the program, or MISSING."""
    if name in record.attrs:
        return m.resolve(record.attrs[name])
    reader = ATTRIBUTES["function"].get(name)
    if reader is not None:
        return reader(m, obj)
    method, _ = find_in_class(m, OBJECT, name)
    return MISSING if method is MISSING else BoundMethod(method, obj)
