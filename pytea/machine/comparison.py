"""Comparison, identity and containment on all kinds of values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from pytea.machine.container_operators import as_members, is_native_method, is_view
from pytea.machine.keys import key_of
from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.machine.membership import is_tensor, range_contains, searched, truth_of_comparison
from pytea.machine.numpy_dtypes import equal_dtypes
from pytea.machine.one_of_several import may_be_same
from pytea.machine.operators import (
    COMPARISONS,
    HOST,
    HOST_TYPES,
    NUMBERS,
    REFLECTED,
    payload,
    prefix_of,
)
from pytea.machine.special_methods import callable_attr
from pytea.machine.types import type_name
from pytea.state.summary import container_kind
from pytea.stubapi import OPERATORS
from pytea.symbolic import Bool, SymBool, SymInt, all_of, negate
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import DATA_DEPENDENT, BoundMethod, Range, Ref, Slice, Typing, Value
from pytea.values.ratio import Ratio
from pytea.values.records import (
    BytearrayRecord,
    ClassRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.unknown import Unknown, UnknownUse

#: Kinds of unknown values whose comparisons are masks.
_ARRAYS = frozenset(["ndarray", "Tensor"])


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
        assert isinstance(unknown, Unknown)
        if (unknown.kind or unknown.role) and other is None:
            return False
        kept = m.compared(unknown, "is", other, "bool")
        return Unknown(unknown.reason, "bool") if kept is None else kept
    if isinstance(left, Ref) or isinstance(right, Ref):
        if may_be_same(m, left, right):
            return Unknown("which of several containers one is", "bool")
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
    if type(left) in HOST_TYPES and type(right) in HOST_TYPES:
        try:
            return HOST[op](left, right)
        except TypeError as error:
            m.raise_("TypeError", str(error), "bad-call")
    for value in (left, right):
        if isinstance(value, Ref) and isinstance(m.read(value), TensorRecord):
            return _tensor_compare(m, op, left, right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return _unknown_comparison(m, op, left, right)
    if isinstance(left, NUMBERS) and isinstance(right, NUMBERS):
        return _compare_numbers(op, left, right)
    by_method = _compare_by_method(m, op, left, right)
    if by_method is not NotImplemented:
        return by_method
    if op in ("==", "!="):
        equal = equals(m, left, right)
        return equal if op == "==" else negate(equal)
    return _order(m, op, left, right)


def _unknown_comparison(m: Machine, op: str, left: Value, right: Value) -> Value:
    """Returns what a comparison with an unknown side gives: a mask where that may be an array."""
    unknown = [side for side in (left, right) if isinstance(side, Unknown)]
    plain = all(side.kind and side.kind not in _ARRAYS for side in unknown)
    kind = "bool" if plain else ""
    other = right if unknown[0] is left else left
    kept = m.compared(unknown[0], op, other, kind) if op in ("==", "!=") else None
    return Unknown(unknown[0].reason, kind) if kept is None else kept


def _compare_numbers(op: str, left: Value, right: Value) -> Value:
    if isinstance(left, Ratio) or isinstance(right, Ratio):
        return Ratio.compare(op, left, right)
    if isinstance(left, SymBool) or isinstance(right, SymBool):
        if isinstance(left, (bool, SymBool)) and isinstance(right, (bool, SymBool)):
            differ = left ^ right
            return (
                differ if op == "!=" else negate(differ) if op == "==" else Unknown("order", "bool")
            )
        return Unknown("a comparison with an undecided condition", "bool")
    if isinstance(left, float) or isinstance(right, float):
        return Ratio.compare(op, left, right)
    return HOST[op](left, right)


def _tensor_compare(m: Machine, op: str, left: Value, right: Value) -> Value:
    declined = False
    for side, other, symbol in ((left, right, op), (right, left, REFLECTED[op])):
        if isinstance(side, Ref):
            record = m.read(side)
            if isinstance(record, TensorRecord):
                if other is None and op in ("==", "!="):
                    return op == "!="
                stub = OPERATORS.get(f"{prefix_of(record)}.__{COMPARISONS[symbol]}__")
                if stub is not None:
                    result = m.program.semantics.run_operator(m, stub, [side, other], {})
                    if result is not NotImplemented:
                        return result
                    declined = True
    if declined:
        return _declined(m, op, left, right)
    return m.unknown(f"no stub for comparison {op} of tensors")


def _declined(m: Machine, op: str, left: Value, right: Value) -> Value:
    """Returns what Python says where a tensor does not know how to compare with the other side."""
    by_method = _compare_by_method(m, op, left, right)
    if by_method is not NotImplemented:
        return by_method
    if any(m.program.semantics.is_open_instance(m, side) for side in (left, right)):
        return Unknown("a comparison of an object with an unknown base", "bool")
    if op in ("==", "!="):
        return op == "!="
    _refuse_order(m, op, left, right)


def _compare_by_method(m: Machine, op: str, left: Value, right: Value) -> Value:
    order = ((left, right, op), (right, left, REFLECTED[op]))
    for side, other, symbol in order:
        if not isinstance(side, Ref) or not _may_define(m, side):
            continue
        found = callable_attr(m, side, f"__{COMPARISONS[symbol]}__")
        if found is MISSING and symbol == "!=":
            equal = callable_attr(m, side, "__eq__")
            if equal is not MISSING and not is_native_method(equal):
                result = m.resolve(m.call(equal, [other]))
                if result is not NotImplemented:
                    return negate(m.truth_value(result))
        if found is not MISSING and not is_native_method(found):
            result = m.resolve(m.call(found, [other]))
            if result is not NotImplemented:
                return result
    return NotImplemented


def _may_define(m: Machine, ref: Ref) -> bool:
    """Returns whether the class of an object may define operators in the program."""
    record = m.read(ref)
    if isinstance(record, ClassRecord):
        return record.metaclass is not None
    return isinstance(record, InstanceRecord)


def equals(m: Machine, left: Value, right: Value) -> Bool:
    """Returns ``left == right`` as a condition; raises UnknownUse when it cannot be told."""
    left, right = m.resolve(left), m.resolve(right)
    if left is right:
        return True
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        unknown = left if isinstance(left, Unknown) else right
        raise UnknownUse(unknown.reason)  # type: ignore[attr-defined]
    if isinstance(left, NUMBERS) and isinstance(right, NUMBERS):
        result = _compare_numbers("==", left, right)
        if isinstance(result, Unknown):
            raise UnknownUse(result.reason)
        return result  # type: ignore[return-value]
    if isinstance(left, tuple) and isinstance(right, tuple):
        return _equal_items(m, list(left), list(right))
    if isinstance(left, NumpyDType) or isinstance(right, NumpyDType):
        return equal_dtypes(left, right)
    if isinstance(left, Typing) and isinstance(right, Typing) and left.arguments:
        raise UnknownUse("whether two types with arguments are equal")
    if isinstance(left, Ref) or isinstance(right, Ref):
        return _equal_objects(m, left, right)
    if isinstance(left, Range) and isinstance(right, Range):
        bounds = (left.start, left.stop, left.step), (right.start, right.stop, right.step)
        if all(isinstance(bound, int) for side in bounds for bound in side):
            return range(*bounds[0]) == range(*bounds[1])  # type: ignore[call-overload, no-any-return]
        return _equal_items(m, [left.start, left.stop, left.step],
                            [right.start, right.stop, right.step])  # fmt: skip
    if isinstance(left, Slice) and isinstance(right, Slice):
        return _equal_items(m, [left.start, left.stop, left.step],
                            [right.start, right.stop, right.step])  # fmt: skip
    return left == right


def _equal_objects(m: Machine, left: Value, right: Value) -> Bool:
    for side, other in ((left, right), (right, left)):
        if isinstance(side, Ref) and _may_define(m, side):
            found = callable_attr(m, side, "__eq__")
            if found is not MISSING and not is_native_method(found):
                result = m.resolve(m.call(found, [other]))
                if result is not NotImplemented:
                    return m.truth_value(result)
    a, b = payload(m, left), payload(m, right)
    if a is not left or b is not right:
        return equals(m, a, b)
    if is_tensor(m, a) or is_tensor(m, b):
        return truth_of_comparison(m, _tensor_compare(m, "==", a, b))
    if isinstance(a, bytes) or isinstance(b, bytes):
        plain = [m.read(side) if isinstance(side, Ref) else side for side in (a, b)]
        data = [side.data if isinstance(side, BytearrayRecord) else side for side in plain]
        return data[0] == data[1]
    if not isinstance(a, Ref) or not isinstance(b, Ref):
        if _container(m, a) == _container(m, b) == "tuple":
            raise UnknownUse("a tuple whose items are not known")
        return False
    x, y = m.read(a), m.read(b)
    if is_view(x) != is_view(y):
        x, y = as_members(m, x), as_members(m, y)
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
        return HOST[op](len(x), len(y))
    if isinstance(left, Ref) and isinstance(right, Ref):
        s, t = m.read(left), m.read(right)
        if is_view(s) or is_view(t):
            s, t = as_members(m, s), as_members(m, t)
        if isinstance(s, SetRecord) and isinstance(t, SetRecord):
            return HOST[op](s.entries.keys(), t.entries.keys())
    if _container(m, left) == _container(m, right) != "":
        return Unknown("the order of containers whose items are not known", "bool")
    if any(m.program.semantics.is_open_instance(m, side) for side in (left, right)):
        return Unknown("a comparison of an object with an unknown base", "bool")
    _refuse_order(m, op, left, right)


def _container(m: Machine, value: Value) -> str:
    """Returns which kind of container with an order a value is: "list", "tuple", "set" or none."""
    if isinstance(value, tuple):
        return "tuple"
    kind = container_kind(m.read(value)) if isinstance(value, Ref) else ""
    return "" if kind == "dict" else kind


def _refuse_order(m: Machine, op: str, left: Value, right: Value) -> NoReturn:
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


def _any_equal(m: Machine, entries: Sequence[Value], item: Value) -> Bool:
    """Returns whether one of the entries is the item or equals it; later ones are not asked."""
    found: Bool = False
    for entry in entries:
        equal = equals(m, entry, item)
        if equal is True:
            return True
        found = equal | found
    return found


def _contains(m: Machine, container: Value, item: Value) -> Bool:
    if isinstance(container, Unknown):
        raise UnknownUse(container.reason)
    if isinstance(container, Ref) and isinstance(m.read(container), BytearrayRecord):
        container = m.read(container).data  # type: ignore[attr-defined]
    if isinstance(container, (str, bytes)):
        item = payload(m, item)
        if isinstance(item, Unknown):
            raise UnknownUse(item.reason)
        try:
            return item in container  # type: ignore[operator]
        except TypeError as error:
            text = str(error).replace(type(item).__name__, type_name(m, item))
            m.raise_("TypeError", text, "bad-call")
        except ValueError as error:
            m.raise_("ValueError", str(error), "bad-call")
    if isinstance(container, tuple):
        return _any_equal(m, container, item)
    if isinstance(container, Range):
        return range_contains(container, item)
    if isinstance(container, Ref):
        record = m.read(container)
        match record:
            case ListRecord():
                return _any_equal(m, record.items, item)
            case DictRecord() | SetRecord():
                if isinstance(record, DictRecord) and record.rest is not None:
                    raise UnknownUse("a dict whose keys are not all known")
                return key_of(m, item) in record.entries
            case OpaqueRecord():
                if record.module is not None and isinstance(item, str):
                    return (
                        m.program.semantics.find_or_missing(m, record.module, item) is not MISSING
                    )
                raise UnknownUse(record.reason)
            case TensorRecord():
                raise UnknownUse(DATA_DEPENDENT)
        found = callable_attr(m, container, "__contains__")
        if found is not MISSING and not is_native_method(found):
            return m.truth_value(m.call(found, [item]))
        plain = payload(m, container)
        if plain is not container:
            return _contains(m, plain, item)
        iterator = searched(m, container)
        return m.truth_value(m.call(m.program.prelude(m, "contains_item"), [iterator, item]))
    if m.program.library is not None:
        m.program.library.sequenced(container)
    m.raise_(
        "TypeError", f"argument of type '{type_name(m, container)}' is not iterable", "bad-call"
    )
