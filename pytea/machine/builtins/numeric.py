"""Builtin functions on numbers and texts."""

from __future__ import annotations

from typing import Any

from pytea.machine import operators
from pytea.machine.attributes import get_attr
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.special_methods import callable_attr
from pytea.machine.tables import builtin
from pytea.machine.types import type_name
from pytea.symbolic import SymInt
from pytea.values.objects import Ref, Value
from pytea.values.ratio import Ratio
from pytea.values.records import InstanceRecord, TensorRecord
from pytea.values.unknown import Unknown, UnknownUse


@builtin("abs")
def builtin_abs(m: Machine, value: Value, /) -> Value:
    value = m.resolve(value)
    if isinstance(value, (int, float, complex, SymInt)):
        return abs(value)
    if isinstance(value, Unknown):
        return Unknown(value.reason, value.kind)
    found = callable_attr(m, value, "__abs__")
    if found is MISSING:
        m.raise_("TypeError", f"bad operand type for abs(): '{type_name(m, value)}'", "bad-call")
    return m.call(found, [])


@builtin("round")
def builtin_round(m: Machine, value: Value, /, ndigits: Value = None) -> Value:
    value, ndigits = m.resolve(value), m.resolve(ndigits)
    ndigits = as_index(m, ndigits)
    if isinstance(value, (int, float)) and isinstance(ndigits, (int, type(None))):
        try:
            return round(value, ndigits) if ndigits is not None else round(value)
        except (ValueError, OverflowError) as error:
            m.raise_(type(error).__name__, str(error), "")
    if isinstance(value, SymInt):
        return value
    if isinstance(value, Ratio):
        return value.numerator if value.is_whole() else Unknown("a rounded symbolic ratio", "int")
    if isinstance(value, Unknown):
        return Unknown(value.reason, "int" if ndigits is None else value.kind)
    if _is_array(m, value):
        return m.call(get_attr(m, value, "round"), [])
    found = MISSING if _is_tensor(m, value) else callable_attr(m, value, "__round__")
    if found is MISSING:
        text = f"type {type_name(m, value)} doesn't define __round__ method"
        m.raise_("TypeError", text, "bad-call")
    return m.call(found, [] if ndigits is None else [ndigits])


def as_index(m: Machine, value: Value) -> Value:
    """Returns what ``__index__`` makes of an object of the program, and other values as they are."""
    value = operators.payload(m, m.resolve(value))
    if isinstance(value, Ref) and isinstance(m.read(value), InstanceRecord):
        found = callable_attr(m, value, "__index__")
        return value if found is MISSING else m.resolve(m.call(found, []))
    return value


def _is_tensor(m: Machine, value: Value) -> bool:
    record = m.read(value) if isinstance(value, Ref) else None
    return isinstance(record, TensorRecord) and record.tensor.kind != "ndarray"


def _is_array(m: Machine, value: Value) -> bool:
    """Returns whether a value is an array of numpy, or a number of it."""
    record = m.read(value) if isinstance(value, Ref) else None
    return isinstance(record, TensorRecord) and record.tensor.kind == "ndarray"


@builtin("divmod")
def builtin_divmod(m: Machine, left: Value, right: Value, /) -> Value:
    left, right = m.resolve(left), m.resolve(right)
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        try:
            return divmod(left, right)
        except ZeroDivisionError as error:
            m.program.semantics.raise_host(m, error, "division-by-zero")
    for side, other, name in ((left, right, "__divmod__"), (right, left, "__rdivmod__")):
        if isinstance(side, Ref) and isinstance(m.read(side), InstanceRecord):
            found = callable_attr(m, side, name)
            if found is not MISSING:
                result = m.resolve(m.call(found, [other]))
                if result is not NotImplemented:
                    return result
    if _is_tensor(m, left) or _is_tensor(m, right):
        kinds = f"'{type_name(m, left)}' and '{type_name(m, right)}'"
        m.raise_("TypeError", f"unsupported operand type(s) for divmod(): {kinds}", "bad-call")
    return (operators.binary(m, "//", left, right), operators.binary(m, "%", left, right))


@builtin("pow")
def builtin_pow(m: Machine, base: Value, exp: Value, mod: Value = None) -> Value:
    if mod is None:
        return operators.binary(m, "**", base, exp)
    values = [m.resolve(v) for v in (base, exp, mod)]
    if all(isinstance(v, int) for v in values):
        try:
            return pow(*values)  # type: ignore[call-overload]
        except ValueError as error:
            m.program.semantics.raise_host(m, error, "bad-argument")
    found = callable_attr(m, values[0], "__pow__")
    if isinstance(values[0], Ref) and found is not MISSING:
        return m.call(found, values[1:])
    return Unknown("a modular power", "int")


@builtin("repr")
def builtin_repr(m: Machine, value: Value, /) -> Value:
    try:
        return m.program.semantics.repr_of(m, value)
    except UnknownUse as use:
        return Unknown(use.reason, "str")


@builtin("ascii")
def builtin_ascii(m: Machine, value: Value, /) -> Value:
    text = builtin_repr(m, value)
    return ascii(text)[1:-1] if isinstance(text, str) else text


@builtin("format")
def builtin_format(m: Machine, value: Value, spec: Value = "", /) -> Value:
    return m.program.semantics.format_value(m, value, "", spec)


def _host_function(name: str, function: Any) -> None:
    def call(m: Machine, value: Value, /) -> Value:
        value = as_index(m, value)
        if isinstance(value, (int, float, str, bytes, tuple, type(None))):
            try:
                return function(value)
            except (TypeError, ValueError, OverflowError) as error:
                m.raise_(type(error).__name__, str(error), "bad-call")
        return Unknown(f"{name}() of a value that is not known", "int" if name == "ord" else "str")

    builtin(name)(call)


for _name, _function in (("chr", chr), ("bin", bin), ("hex", hex), ("oct", oct), ("ord", ord)):
    _host_function(_name, _function)
