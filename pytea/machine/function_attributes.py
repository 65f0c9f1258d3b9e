"""Attributes of functions: those of the program, and those of libraries."""

from __future__ import annotations

from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.tables import ATTRIBUTES
from pytea.machine.types import OBJECT, type_name
from pytea.stubapi import OPERATORS, Operator
from pytea.stubapi.names import function_may_have
from pytea.values.objects import BoundMethod, Builtin, Ref, Value
from pytea.values.records import DictRecord, FunctionRecord, InstanceRecord
from pytea.values.unknown import Unknown

#: Where a code object keeps a function that has it; no name that a program can write.
OWNER = "<function>"
#: What functions have that are written in C.
OF_FUNCTIONS = frozenset(
    ["__doc__", "__module__", "__name__", "__qualname__", "__self__", "__text_signature__"]
)

#: What is set in the function itself.
_PARTS = ("__defaults__", "__kwdefaults__", "__code__")


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
    of_operator = OPERATORS.get(f"{operator.name}.{name}")
    if of_operator is not None:
        return of_operator
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


def keyword_defaults(m: Machine, given: Value) -> dict[str, Value]:
    """Returns the defaults of keyword-only parameters that a dict, or None, holds."""
    record = m.read(given) if isinstance(given, Ref) else None
    if not isinstance(record, DictRecord):
        return {}
    return {str(key): value for key, value in record.entries.values()}


def set_function_attr(m: Machine, obj: Ref, name: str, value: Value) -> None:
    """Executes ``function.name = value``: its parts, which calls use, or any other attribute."""
    record = m.write(obj)
    assert isinstance(record, FunctionRecord)
    value = m.resolve(value) if name in _PARTS else value
    match name:
        case "__defaults__":
            record.defaults = value if isinstance(value, tuple) else ()
        case "__kwdefaults__":
            record.keyword_defaults = keyword_defaults(m, value)
        case "__code__":
            holder = m.read(value) if isinstance(value, Ref) else None
            owner = holder.attrs.get(OWNER) if isinstance(holder, InstanceRecord) else None
            if isinstance(owner, Ref):
                record.attrs.setdefault("__name__", record.code.name)
                record.attrs.setdefault("__qualname__", record.code.qualname)
                record.code = m.read(owner).code  # type: ignore[attr-defined]
            elif not isinstance(value, Unknown):
                text = f"__code__ must be set to a code object, not {type_name(m, value)}"
                m.raise_("TypeError", text, "bad-argument")
        case _:
            record.attrs[name] = value
