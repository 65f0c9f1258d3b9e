"""Operators of the language on all kinds of values: arithmetic, comparison, containment, truth."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from pytea.machine.attributes import MISSING, find_in_class
from pytea.machine.calls import callable_attr
from pytea.machine.keys import key_of
from pytea.machine.machine import Machine
from pytea.machine.types import is_subclass, type_name, type_of
from pytea.stubapi import OPERATORS
from pytea.symbolic import Bool, SymBool, SymInt, all_of, any_of, negate
from pytea.values.objects import (
    DATA_DEPENDENT,
    BoundMethod,
    Builtin,
    Range,
    Ref,
    Slice,
    Value,
)
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
from pytea.values.unknown import Unknown, UnknownUse

HOST: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod, "**": operator.pow, "@": operator.matmul,
    "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_, "|": operator.or_,
    "^": operator.xor,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
_NAMES = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod",
    "**": "pow", "@": "matmul", "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor",
}  # fmt: skip
_COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
_REFLECTED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_HOST_TYPES = frozenset({int, float, bool, str, bytes, complex})
_NUMBERS = (int, float, SymInt, Ratio, SymBool)
_POWER_LIMIT = 4096


def binary(m: Machine, op: str, left: Value, right: Value) -> Value:
    """Returns ``left op right``."""
    if type(left) in _HOST_TYPES and type(right) in _HOST_TYPES:
        return host_binary(m, op, left, right)
    left, right = m.resolve(left), m.resolve(right)
    if type(left) in _HOST_TYPES and type(right) in _HOST_TYPES:
        return host_binary(m, op, left, right)
    if isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS):
        return _symbolic(m, op, left, right)
    for value in (left, right):
        if isinstance(value, Ref) and isinstance(m.read(value), TensorRecord):
            return _tensor_binary(m, op, left, right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknown_binary(m, op, left, right)
    result = _native_binary(m, op, left, right)
    if result is not NotImplemented:
        return result
    result = _by_methods(m, op, left, right)
    if result is not NotImplemented:
        return result
    m.raise_(
        "TypeError",
        f"unsupported operand type(s) for {op}: '{type_name(m, left)}' and '{type_name(m, right)}'",
        "bad-call",
    )


def host_binary(m: Machine, op: str, left: Any, right: Any) -> Value:
    """Computes an operator on values of Python itself."""
    if op == "**" and isinstance(left, int) and isinstance(right, int) and abs(right) > _POWER_LIMIT:
        return Unknown("a very large power", "int")
    if op == "*" and isinstance(left, (str, bytes)) and isinstance(right, int) and right > 100_000:
        return Unknown("a very long text", "str")
    if op == "%" and isinstance(left, str):
        return m.program.semantics.percent_format(m, left, right)
    try:
        return HOST[op](left, right)  # type: ignore[no-any-return]
    except ZeroDivisionError as error:
        m.raise_("ZeroDivisionError", str(error), "division-by-zero")
    except OverflowError as error:
        m.raise_("OverflowError", str(error), "")
    except (TypeError, ValueError) as error:
        m.raise_(type(error).__name__, str(error), "bad-call")


def _symbolic(m: Machine, op: str, left: Value, right: Value) -> Value:
    if isinstance(left, (SymBool, bool)) and isinstance(right, (SymBool, bool)) and op in "&|^":
        return HOST[op](left, right)  # type: ignore[no-any-return]
    left, right = as_number(m, left), as_number(m, right)
    if op == "/" and isinstance(left, (int, SymInt)) and isinstance(right, (int, SymInt)):
        return Ratio.of(left, right)
    if isinstance(left, Ratio) or isinstance(right, Ratio):
        return _ratio_binary(op, left, right)
    if isinstance(left, float) or isinstance(right, float):
        whole = next((x for x in (left, right) if isinstance(x, SymInt)), None)
        factor = left if isinstance(left, float) else right
        if op == "*" and whole is not None and isinstance(factor, float):
            return Ratio.scaled(whole, factor)
        return Unknown("arithmetic of a symbolic size and a float", "float")
    if op in ("//", "%") and not m.decide(right != 0):
        m.raise_("ZeroDivisionError", "integer division or modulo by zero", "division-by-zero")
    try:
        return HOST[op](left, right)  # type: ignore[no-any-return]
    except (TypeError, ValueError):
        return Unknown(f"operator {op} on a symbolic size", "int")


def _ratio_binary(op: str, left: Value, right: Value) -> Value:
    result = Ratio.combine(op, left, right)
    return Unknown("arithmetic of symbolic ratios", "float") if result is None else result


def as_number(m: Machine, value: Value) -> Value:
    """Returns a truth value as 0 or 1, and everything else as it is."""
    return int(m.decide(value)) if isinstance(value, SymBool) else value


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
            name = f"__r{_NAMES[op]}__" if reflected else f"__{_NAMES[op]}__"
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
    name = _NAMES[op]
    for side, other, method in ((left, right, f"__{name}__"), (right, left, f"__r{name}__")):
        if not isinstance(side, Ref):
            continue
        record = m.read(side)
        if isinstance(record, InstanceRecord):
            found = callable_attr(m, side, method)
            if found is not MISSING:
                return m.call(found, [other])
        if isinstance(record, TensorRecord):
            stub = OPERATORS.get(f"{_prefix(record)}.{method}")
            if stub is not None:
                result = m.program.semantics.run_operator(m, stub, [side, other], {})
                if result is not NotImplemented:
                    return result
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return m.unknown("an operand that is not known")
    m.raise_(
        "TypeError",
        f"unsupported operand type(s) for {op}: '{type_name(m, left)}' and '{type_name(m, right)}'",
        "bad-argument",
    )


def _prefix(record: TensorRecord) -> str:
    return "numpy.ndarray" if record.tensor.kind == "ndarray" else "torch.Tensor"


def _native_binary(m: Machine, op: str, left: Value, right: Value) -> Value:
    if op == "%" and isinstance(left, (str, bytes)):
        return m.program.semantics.percent_format(m, left, right)
    if isinstance(left, tuple) and isinstance(right, tuple) and op == "+":
        return tuple(left) + tuple(right)
    if op == "*":
        for items, count in ((left, right), (right, left)):
            repeated = _repeat(m, items, count)
            if repeated is not NotImplemented:
                return repeated
    if isinstance(left, Ref) and isinstance(right, Ref):
        return _container_binary(m, op, left, right)
    return NotImplemented


def _repeat(m: Machine, items: Value, count: Value) -> Value:
    if isinstance(count, SymInt):
        if isinstance(items, (tuple, str)) or m.program.semantics.is_list(m, items):
            raise UnknownUse("a sequence repeated a symbolic number of times")
        return NotImplemented
    if not isinstance(count, int):
        return NotImplemented
    if isinstance(items, tuple):
        return tuple(items) * count
    if isinstance(items, str):
        return items * count
    if isinstance(items, Ref):
        record = m.read(items)
        if isinstance(record, ListRecord):
            if len(record.items) * count > 1_000_000:
                return m.opaque("list", "a very long list")
            return m.new_list(record.items * count)
        if isinstance(record, InstanceRecord) and isinstance(record.payload, (Ref, tuple, str)):
            if callable_attr(m, items, "__mul__") is MISSING:
                return _repeat(m, record.payload, count)
    return NotImplemented


def _container_binary(m: Machine, op: str, left: Ref, right: Ref) -> Value:
    a, b = payload_record(m, left), payload_record(m, right)
    match a, b:
        case ListRecord(), ListRecord() if op == "+":
            return m.new_list(a.items + b.items)
        case DictRecord(), DictRecord() if op == "|":
            return m.alloc(DictRecord(a.entries | b.entries, b.rest if a.rest is None else a.rest))
        case SetRecord(), SetRecord() if op in "|&-^":
            keys = HOST[op](a.entries.keys(), b.entries.keys())
            both = {**b.entries, **a.entries}
            return m.alloc(SetRecord({k: both[k] for k in both if k in keys}, a.frozen))
        case (OpaqueRecord(), _) | (_, OpaqueRecord()):
            kind, reason = (a.kind, a.reason) if isinstance(a, OpaqueRecord) else (b.kind, b.reason)  # type: ignore[union-attr]
            return m.opaque(kind, reason)
    return NotImplemented


def payload_record(m: Machine, ref: Ref) -> object:
    """Returns the record that holds the contents: that of the payload for subclasses of builtins."""
    record = m.read(ref)
    if isinstance(record, InstanceRecord) and isinstance(record.payload, Ref):
        cls = record.cls
        if not isinstance(cls, Ref) or find_in_class(m, cls, "__add__")[0] is MISSING:
            return m.read(record.payload)
    return record


def _by_methods(m: Machine, op: str, left: Value, right: Value) -> Value:
    name = _NAMES[op]
    order = [(left, right, f"__{name}__"), (right, left, f"__r{name}__")]
    left_cls, right_cls = type_of(m, left), type_of(m, right)
    if left_cls is right_cls:
        order = order[:1]
    elif isinstance(right_cls, Ref) and left_cls is not None and is_subclass(m, right_cls, left_cls):
        order.reverse()
    for side, other, method in order:
        found = callable_attr(m, side, method)
        if found is not MISSING and not _is_native_method(found):
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


def _is_native_method(found: Value) -> bool:
    return isinstance(found, BoundMethod) and isinstance(found.function, Builtin)


def payload(m: Machine, value: Value) -> Value:
    """Returns the builtin value inside an instance of a subclass of a builtin type."""
    if isinstance(value, Ref):
        record = m.read(value)
        if isinstance(record, InstanceRecord) and record.payload is not None:
            return record.payload
    return value


def inplace(m: Machine, op: str, left: Value, right: Value) -> Value:
    """Returns what ``left op= right`` stores back."""
    if type(left) in _HOST_TYPES:
        return binary(m, op, left, right)
    left = m.resolve(left)
    if isinstance(left, Ref):
        record = m.read(left)
        name = f"__i{_NAMES[op]}__"
        if isinstance(record, TensorRecord):
            stub = OPERATORS.get(f"{_prefix(record)}.{name}")
            if stub is not None:
                result = m.program.semantics.run_operator(m, stub, [left, right], {})
                if result is not NotImplemented:
                    return result
        if isinstance(record, ListRecord) and op in "+*":
            return _inplace_list(m, op, left, right)
        if isinstance(record, DictRecord) and op == "|":
            m.call(m.program.semantics.method("dict", "update"), [left, right])
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
        raise UnknownUse("a list repeated an unknown number of times")
    m.write(left).items *= count  # type: ignore[attr-defined]
    return left


def unary(m: Machine, op: str, value: Value) -> Value:
    """Returns ``+value``, ``-value`` or ``~value``."""
    value = m.resolve(value)
    if isinstance(value, (int, float, complex)):
        if op == "~" and not isinstance(value, int):
            m.raise_("TypeError", f"bad operand type for unary ~: '{type_name(m, value)}'", "bad-call")
        return {"+": operator.pos, "-": operator.neg, "~": operator.invert}[op](value)  # type: ignore[no-any-return]
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
            stub = OPERATORS.get(f"{_prefix(record)}.{name}")
            if stub is not None:
                return m.program.semantics.run_operator(m, stub, [value], {})
    found = callable_attr(m, value, name)
    if found is not MISSING:
        return m.call(found, [])
    plain = payload(m, value)
    if plain is not value:
        return unary(m, op, plain)
    m.raise_("TypeError", f"bad operand type for unary {op}: '{type_name(m, value)}'", "bad-call")


# --- comparison -------------------------------------------------------------------------------


def compare(m: Machine, op: str, left: Value, right: Value) -> Value:
    """Returns ``left op right`` for the comparison operators."""
    left, right = m.resolve(left), m.resolve(right)
    match op:
        case "is" | "is-not":
            same = identical(m, left, right)
            if isinstance(same, Unknown):
                return same if op == "is" else negate(m.unknown_truth(same))
            return same if op == "is" else negate(same)
        case "in" | "not-in":
            found = contains(m, right, left)
            if isinstance(found, Unknown):
                return found if op == "in" else negate(m.unknown_truth(found))
            return found if op == "in" else negate(found)
    return _rich(m, op, left, right)


def identical(m: Machine, left: Value, right: Value) -> Bool | Unknown:
    """Returns ``left is right``."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if left is right:
            return True
        unknown = left if isinstance(left, Unknown) else right
        other = right if unknown is left else left
        if unknown.kind and other is None:  # type: ignore[attr-defined]
            return False
        return Unknown(unknown.reason, "bool")  # type: ignore[attr-defined]
    if isinstance(left, Ref) or isinstance(right, Ref):
        return left is right
    if isinstance(left, bool) != isinstance(right, bool):
        if isinstance(left, SymBool) and isinstance(right, bool):
            return left if right else negate(left)
        return False
    if isinstance(left, (int, SymInt)) and isinstance(right, (int, SymInt)):
        return left == right
    if type(left) is not type(right):
        return False
    if isinstance(left, (float, str, bytes, tuple, BoundMethod)):
        return left is right or (isinstance(left, (str, float, bytes)) and left == right)
    return left is right or left == right


def _rich(m: Machine, op: str, left: Value, right: Value) -> Value:
    if type(left) in _HOST_TYPES and type(right) in _HOST_TYPES:
        try:
            return HOST[op](left, right)  # type: ignore[no-any-return]
        except TypeError as error:
            m.raise_("TypeError", str(error), "bad-call")
    for value in (left, right):
        if isinstance(value, Ref) and isinstance(m.read(value), TensorRecord):
            return _tensor_compare(m, op, left, right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        reason = left.reason if isinstance(left, Unknown) else right.reason  # type: ignore[attr-defined]
        return Unknown(reason, "bool")
    if isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS):
        return _compare_numbers(op, left, right)
    by_method = _compare_by_method(m, op, left, right)
    if by_method is not NotImplemented:
        return by_method
    if op in ("==", "!="):
        equal = equals(m, left, right)
        return equal if op == "==" else negate(equal)
    return _order(m, op, left, right)


def _compare_numbers(op: str, left: Value, right: Value) -> Value:
    if isinstance(left, Ratio) or isinstance(right, Ratio):
        return Ratio.compare(op, left, right)
    if isinstance(left, SymBool) or isinstance(right, SymBool):
        if isinstance(left, (bool, SymBool)) and isinstance(right, (bool, SymBool)):
            differ = left ^ right
            return differ if op == "!=" else negate(differ) if op == "==" else Unknown("order", "bool")
        return Unknown("a comparison with an undecided condition", "bool")
    if isinstance(left, float) or isinstance(right, float):
        return Ratio.compare(op, left, right)
    return HOST[op](left, right)  # type: ignore[no-any-return]


def _tensor_compare(m: Machine, op: str, left: Value, right: Value) -> Value:
    for side, other, symbol in ((left, right, op), (right, left, _REFLECTED[op])):
        if isinstance(side, Ref):
            record = m.read(side)
            if isinstance(record, TensorRecord):
                if other is None and op in ("==", "!="):
                    return op == "!="
                stub = OPERATORS.get(f"{_prefix(record)}.__{_COMPARISONS[symbol]}__")
                if stub is not None:
                    return m.program.semantics.run_operator(m, stub, [side, other], {})
    return m.unknown(f"no stub for comparison {op} of tensors")


def _compare_by_method(m: Machine, op: str, left: Value, right: Value) -> Value:
    order = ((left, right, op), (right, left, _REFLECTED[op]))
    for side, other, symbol in order:
        if not isinstance(side, Ref) or not isinstance(m.read(side), InstanceRecord):
            continue
        found = callable_attr(m, side, f"__{_COMPARISONS[symbol]}__")
        if found is MISSING and symbol == "!=":
            equal = callable_attr(m, side, "__eq__")
            if equal is not MISSING and not _is_native_method(equal):
                result = m.resolve(m.call(equal, [other]))
                if result is not NotImplemented:
                    return negate(m.truth_value(result))
        if found is not MISSING and not _is_native_method(found):
            result = m.resolve(m.call(found, [other]))
            if result is not NotImplemented:
                return result
    return NotImplemented


def equals(m: Machine, left: Value, right: Value) -> Bool:
    """Returns ``left == right`` as a condition; raises UnknownUse when it cannot be told."""
    left, right = m.resolve(left), m.resolve(right)
    if left is right:
        return True
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        unknown = left if isinstance(left, Unknown) else right
        raise UnknownUse(unknown.reason)  # type: ignore[attr-defined]
    if isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS):
        result = _compare_numbers("==", left, right)
        if isinstance(result, Unknown):
            raise UnknownUse(result.reason)
        return result  # type: ignore[return-value]
    if isinstance(left, tuple) and isinstance(right, tuple):
        return _equal_items(m, list(left), list(right))
    if isinstance(left, Ref) or isinstance(right, Ref):
        return _equal_objects(m, left, right)
    if isinstance(left, Range) and isinstance(right, Range):
        return _equal_items(m, [left.start, left.stop, left.step],
                            [right.start, right.stop, right.step])  # fmt: skip
    if isinstance(left, Slice) and isinstance(right, Slice):
        return _equal_items(m, [left.start, left.stop, left.step],
                            [right.start, right.stop, right.step])  # fmt: skip
    return left == right


def _equal_objects(m: Machine, left: Value, right: Value) -> Bool:
    for side, other in ((left, right), (right, left)):
        if isinstance(side, Ref) and isinstance(m.read(side), InstanceRecord):
            found = callable_attr(m, side, "__eq__")
            if found is not MISSING and not _is_native_method(found):
                result = m.resolve(m.call(found, [other]))
                if result is not NotImplemented:
                    return m.truth_value(result)
    a, b = payload(m, left), payload(m, right)
    if a is not left or b is not right:
        return equals(m, a, b)
    if not isinstance(a, Ref) or not isinstance(b, Ref):
        return False
    x, y = m.read(a), m.read(b)
    match x, y:
        case ListRecord(), ListRecord():
            return _equal_items(m, x.items, y.items)
        case DictRecord(), DictRecord():
            if x.rest is not None or y.rest is not None:
                raise UnknownUse("a dict that is not followed")
            if x.entries.keys() != y.entries.keys():
                return False
            return all_of(equals(m, v, y.entries[k][1]) for k, (_, v) in x.entries.items())
        case SetRecord(), SetRecord():
            return x.entries.keys() == y.entries.keys()
        case BytearrayRecord(), BytearrayRecord():
            return x.data == y.data
        case (OpaqueRecord(), _) | (_, OpaqueRecord()):
            raise UnknownUse("a container that is not followed")
        case TensorRecord(), TensorRecord():
            raise UnknownUse(DATA_DEPENDENT)
    return False


def _equal_items(m: Machine, left: list[Value], right: list[Value]) -> Bool:
    if len(left) != len(right):
        return False
    return all_of(equals(m, a, b) for a, b in zip(left, right, strict=True))


def _order(m: Machine, op: str, left: Value, right: Value) -> Value:
    a, b = payload(m, left), payload(m, right)
    if a is not left or b is not right:
        return _rich(m, op, a, b)
    x = list(left) if isinstance(left, tuple) else _list_items(m, left)
    y = list(right) if isinstance(right, tuple) else _list_items(m, right)
    if x is not None and y is not None and isinstance(left, tuple) == isinstance(right, tuple):
        for i, j in zip(x, y, strict=False):
            if not m.decide(equals(m, i, j)):
                return compare(m, op, i, j)
        return HOST[op](len(x), len(y))  # type: ignore[no-any-return]
    if isinstance(left, Ref) and isinstance(right, Ref):
        s, t = m.read(left), m.read(right)
        if isinstance(s, SetRecord) and isinstance(t, SetRecord):
            return HOST[op](s.entries.keys(), t.entries.keys())  # type: ignore[no-any-return]
    if any(m.program.semantics.is_open_instance(m, side) for side in (left, right)):
        return Unknown("a comparison of an object with an unknown base", "bool")
    m.raise_(
        "TypeError",
        f"'{op}' not supported between instances of '{type_name(m, left)}' and "
        f"'{type_name(m, right)}'",
        "bad-call",
    )


def _list_items(m: Machine, value: Value) -> list[Value] | None:
    if isinstance(value, Ref):
        record = m.read(value)
        if isinstance(record, ListRecord):
            return record.items
    return None


def contains(m: Machine, container: Value, item: Value) -> Bool | Unknown:
    """Returns ``item in container``."""
    try:
        return _contains(m, container, item)
    except UnknownUse as use:
        return Unknown(use.reason, "bool")


def _contains(m: Machine, container: Value, item: Value) -> Bool:
    if isinstance(container, Unknown):
        raise UnknownUse(container.reason)
    if isinstance(container, (str, bytes)):
        if isinstance(item, Unknown):
            raise UnknownUse(item.reason)
        try:
            return item in container  # type: ignore[operator]
        except TypeError as error:
            m.raise_("TypeError", str(error), "bad-call")
    if isinstance(container, tuple):
        return any_of(equals(m, entry, item) for entry in container)
    if isinstance(container, Range):
        return _range_contains(container, item)
    if isinstance(container, Ref):
        record = m.read(container)
        match record:
            case ListRecord():
                return any_of(equals(m, entry, item) for entry in record.items)
            case DictRecord() | SetRecord():
                if isinstance(record, DictRecord) and record.rest is not None:
                    raise UnknownUse("a dict whose keys are not all known")
                return key_of(m, item) in record.entries
            case OpaqueRecord():
                raise UnknownUse(record.reason)
            case TensorRecord():
                raise UnknownUse(DATA_DEPENDENT)
        found = callable_attr(m, container, "__contains__")
        if found is not MISSING and not _is_native_method(found):
            return m.truth_value(m.call(found, [item]))
        plain = payload(m, container)
        if plain is not container:
            return _contains(m, plain, item)
        items = m.program.semantics.iterate(m, container)
        return any_of(equals(m, entry, item) for entry in items)
    m.raise_("TypeError", f"argument of type '{type_name(m, container)}' is not iterable", "bad-call")


def _range_contains(container: Range, item: Value) -> Bool:
    bounds = (container.start, container.stop, container.step)
    if all(isinstance(bound, int) for bound in bounds) and isinstance(item, int):
        return item in range(*bounds)  # type: ignore[arg-type]
    raise UnknownUse("membership in a symbolic range")


def truth(m: Machine, value: Value) -> Bool:
    """Returns ``bool(value)`` for values that are neither numbers nor texts."""
    if isinstance(value, (tuple, str, bytes, float, complex)):
        return bool(value)
    if isinstance(value, Ratio):
        return Ratio.compare("!=", value, 0)  # type: ignore[return-value]
    if isinstance(value, Range):
        return m.program.semantics.length(m, value) != 0  # type: ignore[no-any-return]
    if not isinstance(value, Ref):
        return True
    record = m.read(value)
    match record:
        case ListRecord():
            return bool(record.items)
        case DictRecord():
            if record.rest is not None and not record.entries:
                raise UnknownUse("a dict whose keys are not all known")
            return bool(record.entries)
        case SetRecord():
            return bool(record.entries)
        case BytearrayRecord():
            return bool(record.data)
        case OpaqueRecord():
            return m.unknown_truth(Unknown(record.reason))
        case TensorRecord():
            return m.program.semantics.tensor_truth(m, value, record)
        case InstanceRecord():
            return _instance_truth(m, value, record)
    return True


def _instance_truth(m: Machine, value: Ref, record: InstanceRecord) -> Bool:
    found = callable_attr(m, value, "__bool__")
    if found is not MISSING and not _is_native_method(found):
        return m.truth_value(m.call(found, []))
    found = callable_attr(m, value, "__len__")
    if found is not MISSING and not _is_native_method(found):
        return m.truth_value(m.call(found, []))
    if record.payload is not None:
        return m.truth_value(record.payload)
    return True
