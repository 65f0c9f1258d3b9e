"""Arithmetic of the language on all kinds of values."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from pytea.machine.container_operators import (
    container_binary,
    is_native_method,
    joined_bytes,
    joined_tuples,
    repeated,
)
from pytea.machine.counting import as_number, repeated_by_tensor
from pytea.machine.exceptions import will_catch
from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.roots import square_root
from pytea.machine.special_methods import callable_attr
from pytea.machine.stand_ins import is_type
from pytea.machine.summaries import put_in
from pytea.machine.types import is_subclass, type_name, type_of
from pytea.solver import Verdict
from pytea.stubapi import OPERATORS
from pytea.symbolic import SymBool, SymInt, SymKind, symbols_of
from pytea.values.objects import Ref, Typing, Value
from pytea.values.ratio import Ratio
from pytea.values.records import (
    BytearrayRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.tensor import Size, tuple_like
from pytea.values.unknown import Unknown

HOST: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod, "**": operator.pow, "@": operator.matmul,
    "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_, "|": operator.or_,
    "^": operator.xor,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod",
    "**": "pow", "@": "matmul", "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor",
}  # fmt: skip
COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
REFLECTED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
HOST_TYPES = frozenset({int, float, bool, str, bytes, complex})
NUMBERS = (int, float, SymInt, Ratio, SymBool)
_DIVISION = frozenset({"ZeroDivisionError", "ArithmeticError", "Exception", "BaseException"})
_POWER_LIMIT = 4096


def binary(m: Machine, op: str, left: Value, right: Value) -> Value:
    """Returns ``left op right``."""
    if type(left) in HOST_TYPES and type(right) in HOST_TYPES:
        return host_binary(m, op, left, right)
    left, right = m.resolve(left), m.resolve(right)
    if type(left) in HOST_TYPES and type(right) in HOST_TYPES:
        return host_binary(m, op, left, right)
    if isinstance(left, NUMBERS) and isinstance(right, NUMBERS):
        return _symbolic(m, op, left, right)
    for value in (left, right):
        if isinstance(value, Ref) and isinstance(m.read(value), TensorRecord):
            return _tensor_binary(m, op, left, right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknown_binary(m, op, left, right)
    result = native_binary(m, op, left, right)
    if result is not NotImplemented:
        return result
    result = _by_methods(m, op, left, right)
    if result is not NotImplemented:
        return result
    kinds = type_name(m, left), type_name(m, right)
    sequences = ("list", "tuple", "str", "bytes")
    if op == "*" and any(kind in sequences for kind in kinds):
        factor = kinds[1] if kinds[0] in sequences else kinds[0]
        m.raise_("TypeError", f"can't multiply sequence by non-int of type '{factor}'", "bad-call")
    if op == "+" and kinds[0] == "bytes":
        m.raise_("TypeError", f"can't concat {kinds[1]} to bytes", "bad-call")
    if op == "+" and kinds[0] in ("list", "tuple", "str"):
        text = f'can only concatenate {kinds[0]} (not "{kinds[1]}") to {kinds[0]}'
        m.raise_("TypeError", text, "bad-call")
    m.raise_(
        "TypeError",
        f"unsupported operand type(s) for {op}: '{type_name(m, left)}' and '{type_name(m, right)}'",
        "bad-call",
    )


def host_binary(m: Machine, op: str, left: Any, right: Any) -> Value:
    """Computes an operator on values of Python itself."""
    if (
        op == "**"
        and isinstance(left, int)
        and isinstance(right, int)
        and abs(right) > _POWER_LIMIT
    ):
        return Unknown("a very large power", "int")
    if op == "*" and isinstance(left, (str, bytes)) and isinstance(right, int) and right > 100_000:
        return Unknown("a very long text", "str")
    if op == "%" and isinstance(left, str):
        return m.program.semantics.percent_format(m, left, right)
    try:
        return HOST[op](left, right)
    except ZeroDivisionError as error:
        if "numpy" in m.state.modules and not will_catch(m, _DIVISION):
            # what numpy's numbers give has their own type
            return Unknown("a division by zero, which numbers of numpy allow")
        m.raise_("ZeroDivisionError", str(error), "division-by-zero")
    except MemoryError:
        return Unknown("a value that is too large", "int")
    except OverflowError as error:
        m.raise_("OverflowError", str(error), "")
    except (TypeError, ValueError) as error:
        m.raise_(type(error).__name__, str(error), "bad-call")


def _symbolic(m: Machine, op: str, left: Value, right: Value) -> Value:
    if isinstance(left, (SymBool, bool)) and isinstance(right, (SymBool, bool)) and op in "&|^":
        return HOST[op](left, right)
    left, right = as_number(m, left), as_number(m, right)
    if op == "/" and isinstance(right, SymInt):
        _assume_divisor(m, right)
    if op == "/" and isinstance(left, (int, SymInt)) and isinstance(right, (int, SymInt)):
        return Ratio.of(left, right)
    if isinstance(left, Ratio) or isinstance(right, Ratio):
        return _ratio_binary(op, left, right)
    if isinstance(left, float) or isinstance(right, float):
        whole = next((x for x in (left, right) if isinstance(x, SymInt)), None)
        factor = left if isinstance(left, float) else right
        if op == "*" and whole is not None and isinstance(factor, float):
            return Ratio.scaled(whole, factor)
        if op == "**" and isinstance(left, SymInt) and right == 0.5:
            return square_root(m, left)
        return Unknown("arithmetic of a symbolic size and a float", "float")
    if op in ("//", "%") and not _is_divisor(m, right):
        m.raise_("ZeroDivisionError", "integer division or modulo by zero", "division-by-zero")
    try:
        return HOST[op](left, right)
    except (TypeError, ValueError):
        return Unknown(f"operator {op} on a symbolic size", "int")


def _is_divisor(m: Machine, right: Value) -> bool:
    """Returns whether one may divide by a size; assumed where that hangs on inputs alone."""
    cond = right != 0
    if isinstance(cond, SymBool) and m.verdict(cond) is Verdict.DEPENDS:
        kinds = {symbol.kind for symbol in symbols_of(cond)}
        if kinds <= {SymKind.INPUT, SymKind.VARYING} and not will_catch(m, _DIVISION):
            m.state.learn(cond)
            return True
    return m.decide(cond)


def _assume_divisor(m: Machine, right: SymInt) -> None:
    """Keeps that a size which depends on inputs is not 0 where a number is divided by it."""
    cond = right != 0
    if isinstance(cond, SymBool) and all(s.kind is SymKind.INPUT for s in symbols_of(cond)):
        if m.verdict(cond) is Verdict.DEPENDS and not will_catch(m, _DIVISION):
            m.state.learn(cond)


def _ratio_binary(op: str, left: Value, right: Value) -> Value:
    result = Ratio.combine(op, left, right)
    return Unknown("arithmetic of symbolic ratios", "float") if result is None else result


def _unknown_binary(m: Machine, op: str, left: Value, right: Value) -> Value:
    reason = left.reason if isinstance(left, Unknown) else right.reason  # type: ignore[attr-defined]
    kinds = {_numeric_kind(left), _numeric_kind(right)}
    if kinds <= {"int", "float", "bool"}:
        kind = "float" if "float" in kinds or op == "/" else "int"
        return Unknown(reason, kind)
    if op == "%" and (isinstance(left, str) or getattr(left, "kind", "") == "str"):
        return Unknown(reason, "str")
    if op == "+" and kinds == {"str"}:
        return Unknown(reason, "str")
    for side, other, reflected in ((left, right, False), (right, left, True)):
        if isinstance(side, Ref) and isinstance(m.read(side), InstanceRecord):
            name = f"__r{DUNDERS[op]}__" if reflected else f"__{DUNDERS[op]}__"
            method = callable_attr(m, side, name)
            if method is not MISSING:
                return m.call(method, [other])
    return Unknown(reason)


def _numeric_kind(value: Value) -> str:
    match value:
        case bool() | SymBool():
            return "bool"
        case int() | SymInt():
            return "int"
        case float() | Ratio():
            return "float"
        case str():
            return "str"
        case Unknown():
            return value.kind
    return "other"


def _tensor_binary(m: Machine, op: str, left: Value, right: Value) -> Value:
    if op == "%" and type_name(m, left) == "str":
        return m.program.semantics.percent_format(m, left, right)
    if op == "*":
        many = repeated_by_tensor(m, left, right)
        if many is not NotImplemented:
            return many
    name = DUNDERS[op]
    for side, other, method in ((left, right, f"__{name}__"), (right, left, f"__r{name}__")):
        if not isinstance(side, Ref):
            continue
        record = m.read(side)
        if isinstance(record, InstanceRecord):
            found = callable_attr(m, side, method)
            if found is not MISSING:
                return m.call(found, [other])
        if isinstance(record, TensorRecord):
            stub = OPERATORS.get(f"{prefix_of(record)}.{method}")
            if stub is not None:
                result = m.program.semantics.run_operator(m, stub, [side, other], {})
                if result is not NotImplemented:
                    return result
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return m.unknown("an operand that is not known")
    many = repeated(m, left, right) if op == "*" else NotImplemented
    if many is not NotImplemented:
        return many
    m.raise_(
        "TypeError",
        f"unsupported operand type(s) for {op}: '{type_name(m, left)}' and '{type_name(m, right)}'",
        "bad-argument",
    )


def prefix_of(record: TensorRecord) -> str:
    """Returns the dotted name below which the operators of a tensor or array are registered."""
    return "numpy.ndarray" if record.tensor.kind == "ndarray" else "torch.Tensor"


def native_binary(m: Machine, op: str, left: Value, right: Value) -> Value:
    """Returns what the builtin types do with an operator, or NotImplemented."""
    if op == "%" and isinstance(left, (str, bytes)):
        return m.program.semantics.percent_format(m, left, right)
    if op == "|" and is_type(m, left) and is_type(m, right):
        return Typing("types.UnionType", (*_union_members(left), *_union_members(right)))
    joined = joined_bytes(m, left, right) if op == "+" else NotImplemented
    if joined is not NotImplemented:
        return joined
    if isinstance(left, tuple) and isinstance(right, tuple) and op == "+":
        return tuple_like(left if isinstance(left, Size) else right, [*left, *right])
    if op == "*":
        for items, count in ((left, right), (right, left)):
            many = repeated(m, items, count)
            if many is not NotImplemented:
                return many
    if isinstance(left, Ref) and isinstance(right, Ref):
        return container_binary(m, op, left, right)
    return joined_tuples(m, left, right) if op == "+" else NotImplemented


def _union_members(value: Value) -> tuple[Value, ...]:
    if isinstance(value, Typing) and value.name == "types.UnionType":
        return value.arguments
    return (value,)


def _by_methods(m: Machine, op: str, left: Value, right: Value) -> Value:
    name = DUNDERS[op]
    order = [(left, right, f"__{name}__"), (right, left, f"__r{name}__")]
    left_cls, right_cls = type_of(m, left), type_of(m, right)
    if left_cls is right_cls:
        order = order[:1]
    elif (
        isinstance(right_cls, Ref) and left_cls is not None and is_subclass(m, right_cls, left_cls)
    ):
        own, inherited = (find_in_class(m, c, f"__r{name}__")[0] for c in (right_cls, left_cls))
        if own is not inherited:
            order.reverse()
    for side, other, method in order:
        found = callable_attr(m, side, method)
        if found is not MISSING and not is_native_method(found):
            result = m.resolve(m.call(found, [other]))
            if result is not NotImplemented:
                return result
    if any(m.program.semantics.is_open_instance(m, side) for side in (left, right)):
        return Unknown("an operator of an object with an unknown base")
    for side, other in ((left, right), (right, left)):
        plain = payload(m, side)
        if plain is not side:
            return binary(m, op, plain, other) if side is left else binary(m, op, other, plain)
    return NotImplemented


def payload(m: Machine, value: Value) -> Value:
    """Returns the builtin value inside an instance of a subclass of a builtin type."""
    if isinstance(value, Ref):
        record = m.read(value)
        if isinstance(record, InstanceRecord) and record.payload is not None:
            return record.payload
    return value


def inplace(m: Machine, op: str, left: Value, right: Value) -> Value:
    """Returns what ``left op= right`` stores back."""
    if type(left) in HOST_TYPES:
        return binary(m, op, left, right)
    left = m.resolve(left)
    if isinstance(left, Ref):
        record = m.read(left)
        name = f"__i{DUNDERS[op]}__"
        if isinstance(record, TensorRecord):
            stub = OPERATORS.get(f"{prefix_of(record)}.{name}")
            if stub is not None:
                result = m.program.semantics.run_operator(m, stub, [left, right], {})
                if result is not NotImplemented:
                    return result
        if isinstance(record, ListRecord) and op in "+*":
            return _inplace_list(m, op, left, right)
        if isinstance(record, OpaqueRecord):
            m.program.semantics.change_summary(m, left, right)
            return left
        if isinstance(record, DictRecord) and op == "|":
            m.call(m.program.semantics.method("dict", "update"), [left, right])
            return left
        if isinstance(record, BytearrayRecord) and op == "+":
            joined = m.read(binary(m, op, left, right))  # type: ignore[arg-type]
            m.write(left).data = joined.data  # type: ignore[attr-defined]
            return left
        if isinstance(record, SetRecord) and not record.frozen and op in "|&-^":
            result = binary(m, op, left, right)
            entries = m.read(result).entries  # type: ignore[arg-type, attr-defined]
            m.write(left).entries = dict(entries)  # type: ignore[attr-defined]
            return left
        found = callable_attr(m, left, name)
        if found is not MISSING:
            result = m.resolve(m.call(found, [right]))
            if result is not NotImplemented:
                return result
    return binary(m, op, left, right)


def _inplace_list(m: Machine, op: str, left: Ref, right: Value) -> Value:
    if op == "+":
        m.program.semantics.extend_list(m, left, right)
        return left
    count = m.resolve(right)
    if not isinstance(count, int):
        put_in(m, left, [], None, frozenset())
        return left
    m.write(left).items *= count  # type: ignore[attr-defined]
    return left


def unary(m: Machine, op: str, value: Value) -> Value:
    """Returns ``+value``, ``-value`` or ``~value``."""
    value = m.resolve(value)
    if isinstance(value, (int, float, complex)):
        if op == "~" and not isinstance(value, int):
            m.raise_(
                "TypeError", f"bad operand type for unary ~: '{type_name(m, value)}'", "bad-call"
            )
        return {"+": operator.pos, "-": operator.neg, "~": operator.invert}[op](value)  # type: ignore[operator]
    if isinstance(value, (SymInt, Ratio)):
        negated = _symbolic(m, "*", value, -1) if op != "+" else value
        return negated - 1 if op == "~" and isinstance(negated, SymInt) else negated
    if isinstance(value, SymBool):
        return unary(m, op, int(m.decide(value)))
    if isinstance(value, Unknown):
        return Unknown(value.reason, value.kind)
    name = {"+": "__pos__", "-": "__neg__", "~": "__invert__"}[op]
    if isinstance(value, Ref):
        record = m.read(value)
        if isinstance(record, TensorRecord):
            stub = OPERATORS.get(f"{prefix_of(record)}.{name}")
            if stub is not None:
                return m.program.semantics.run_operator(m, stub, [value], {})
    found = callable_attr(m, value, name)
    if found is not MISSING:
        return m.call(found, [])
    plain = payload(m, value)
    if plain is not value:
        return unary(m, op, plain)
    m.raise_("TypeError", f"bad operand type for unary {op}: '{type_name(m, value)}'", "bad-call")
