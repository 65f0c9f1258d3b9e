"""Element-wise functions: which dtypes they take and give, broadcasting, known values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pytea._stubs.numpy._ops._shared_arrays import (
    KNOWN_ELEMENTS,
    broadcast_shapes,
    is_number,
    is_torch,
    operand,
    outcome,
)
from pytea._stubs.numpy._ops._shared_dtypes import (
    BOOL,
    FLOAT64,
    common_dtype,
    double_of,
    dtype_of,
    float_of,
    is_unsigned,
    promote,
    real_of,
)
from pytea.stubapi import (
    DTYPES,
    DType,
    Int,
    Strides,
    SymBool,
    SymInt,
    Tensor,
    elementwise_strides,
    fail,
    numel,
    require,
)
from pytea.stubapi.shapes import strides_of


@dataclass(frozen=True, slots=True)
class Rule:
    """How a ufunc turns the dtype in which its operands meet into that of its result.

    ``refuses`` lists the kinds without a loop, by first letter (b, i, f, c).
    """

    #: "same", "float" (small integers give small floats, each operand by itself), "double",
    #: "widest" (at least float64), "bool", "real", "realfloat", "wide" (bool becomes int8).
    result: str = "same"
    refuses: str = ""
    #: Whether a Python integer must fit into the integer dtype of an array.
    fits: bool = True

    def returned(self, dtype: DType | None) -> DType | None:
        """Returns the dtype of the result."""
        match self.result:
            case "float":
                return float_of(dtype)
            case "double":
                return double_of(dtype)
            case "bool":
                return BOOL
            case "real":
                return real_of(dtype)
            case "realfloat":
                return real_of(float_of(dtype))
            case "widest":
                return promote(double_of(dtype), FLOAT64)
            case "wide" if dtype is not None and dtype.kind == "bool":
                return DTYPES["int8"]
        return dtype


def check_kind(name: str, dtype: DType | None, refuses: str) -> None:
    """Refuses a dtype for which a ufunc has no loop."""
    if dtype is not None and dtype.kind[0] in refuses:
        text = f"ufunc {name!r} not supported for the input type {dtype.name}"
        fail(text, "dtype-mismatch", "TypeError")


def apply_ufunc(
    name: str,
    rule: Rule,
    operands: Sequence[Any],
    values: Callable[..., Any] | None = None,
    *,
    dtype: Any = None,
    where: Any = True,
) -> Any:
    """Returns the result of an element-wise function of arrays and numbers."""
    if any(map(is_torch, operands)):
        return _of_tensors(name, rule, operands)
    if len(operands) == 1 and isinstance(operands[0], (str, bytes, type(None))):
        text = f"ufunc {name!r} not supported for a {type(operands[0]).__name__}"
        fail(text, "dtype-mismatch", "TypeError")
    found = [operand(value) for value in operands]
    meeting = meeting_dtype(rule, found)
    check_kind(name, meeting, rule.refuses)
    if rule.fits:
        _check_fits(found, meeting)
    kind = rule.returned(meeting)
    if dtype is not None and rule.result != "bool":
        kind = dtype_of(dtype)
    return _result(found, kind, values, where)


def meeting_dtype(rule: Rule, found: Sequence[Any]) -> DType | None:
    """Returns the dtype in which a function with this rule computes."""
    if rule.result != "float" or not all(isinstance(value, Tensor) for value in found):
        return common_dtype(*found)
    return common_dtype(*[value.changed(dtype=float_of(value.dtype)) for value in found])


def _result(
    found: Sequence[Any], dtype: DType | None, values: Callable[..., Any] | None, where: Any
) -> Any:
    arrays = [value for value in found if isinstance(value, Tensor)]
    shapes = [array.shape for array in arrays] or [()]
    if isinstance(where, (Tensor, list)):
        shapes.append(operand(where).shape)
        values = None
    shape = shapes[0] if len(shapes) == 1 else broadcast_shapes(*shapes)
    data = None if values is None else known_values(values, found, shape)
    return outcome(shape, dtype, data, ufunc_strides(arrays, shape))


def ufunc_strides(arrays: Sequence[Tensor], shape: Sequence[Int]) -> str | tuple[Int, ...]:
    """Returns the layout of an element-wise result: dense, in the order that all operands have."""
    if all(array.strides == Strides.CONTIGUOUS for array in arrays):
        return Strides.CONTIGUOUS
    wide = [_ascending(array) for array in arrays if array.ndim == len(shape)]
    found = [elementwise_strides([array], shape) for array in wide]
    agree = found and all(layout == found[0] for layout in found)
    return found[0] if agree else Strides.UNKNOWN


def _ascending(array: Tensor) -> Tensor:
    """Returns an array whose strides are made positive, as numpy's iterator does."""
    strides = strides_of(array)
    if strides is None or array.strides == Strides.CONTIGUOUS:
        return array
    return array.changed(strides=tuple(abs(s) if isinstance(s, int) else s for s in strides))


def _check_fits(found: Sequence[Any], meeting: DType | None) -> None:
    """Refuses a Python integer that does not fit into the integer dtype it meets."""
    if meeting is None or meeting.kind != "int" or not any(isinstance(v, Tensor) for v in found):
        return
    bits = 8 * meeting.itemsize
    low, high = (0, 2**bits) if is_unsigned(meeting) else (-(2 ** (bits - 1)), 2 ** (bits - 1))
    for value in found:
        if isinstance(value, int) and not isinstance(value, bool):
            text = f"Python integer {value} out of bounds for {meeting.name}"
            require(low <= value < high, text, "bad-argument", "OverflowError")


def known_values(
    function: Callable[..., Any], found: Sequence[Any], shape: Sequence[Int]
) -> list[Any] | None:
    """Returns the elements of a small result when those of all operands are known."""
    count = numel(shape)
    if not isinstance(count, int) or count > KNOWN_ELEMENTS:
        return None
    columns: list[tuple[Any, ...]] = []
    for value in found:
        if isinstance(value, Tensor):
            if value.data is None or (len(value.data) != count and len(value.data) != 1):
                return None
            if len(value.data) > 1 and value.shape != tuple(shape):
                return None
            columns.append(value.data)
        elif isinstance(value, (int, float, SymInt, SymBool)):
            columns.append((value,))
        else:
            return None
    rows = zip(*[column if len(column) == count else column * count for column in columns], strict=True)
    try:
        return [function(*row) for row in rows]
    except (ZeroDivisionError, TypeError, ValueError, OverflowError):
        return None


def _of_tensors(name: str, rule: Rule, operands: Sequence[Any]) -> Tensor:
    """Returns what a ufunc gives for a tensor of torch: a tensor with the dtype that numpy chose."""
    found = [operand(value) for value in operands]
    meeting = common_dtype(*found)
    check_kind(name, meeting, rule.refuses)
    kind = rule.returned(meeting)
    shape = broadcast_shapes(*[v.shape for v in found if isinstance(v, Tensor)])
    if kind is not None and kind.kind == "bool":
        kind = DTYPES["uint8"]
    device = next(value.device for value in operands if is_torch(value))
    return Tensor(shape, kind, device, Strides.UNKNOWN)


def both_numbers(*values: Any) -> bool:
    """Returns whether no operand is an array."""
    return all(map(is_number, values))


__all__ = [
    "Rule", "apply_ufunc", "both_numbers", "check_kind", "known_values", "meeting_dtype",
    "ufunc_strides",
]  # fmt: skip
