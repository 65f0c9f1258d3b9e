"""What element-wise operators share: which dtypes they take and give, broadcasting, known values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pytea.stubapi import (
    DType,
    Int,
    Size,
    SymBool,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    broadcast,
    fail,
    real_of,
    require_same_device,
    result_type,
    to_float,
    mapped,
)
from pytea.stubapi.layouts import elementwise_strides
from pytea.stubapi.options import fail_type
from pytea.stubapi.results import grad_of
from pytea.values.dtype import BOOL, CPU, INT64

#: Tensors with at most so many elements keep their values.
KNOWN_ELEMENTS = 256

_LETTERS = {"bool": "b", "int": "i", "float": "f", "complex": "c"}
_HALVES = ("float16", "bfloat16", "complex32")


@dataclass(frozen=True, slots=True)
class Rule:
    """Which dtypes an element-wise function computes in, and which it returns.

    ``refuses`` lists kinds of the dtype it computes in, by first letter ("b", "i", "f", "c", and
    "h" for the half-width floats, "x" for complex32): a small letter stands for NotImplementedError, a capital for
    RuntimeError.
    """

    refuses: str = ""
    #: "same" (as promoted), "float" (integers become floats first), "bool", "real".
    result: str = "same"
    #: Whether a Python number may stand for the tensors that are not the first.
    numbers: bool = True

    def computed(self, dtype: DType | None) -> DType | None:
        """Returns the dtype in which operands of the promoted dtype are computed."""
        return to_float(dtype) if self.result == "float" else dtype

    def returned(self, computed: DType | None) -> DType | None:
        """Returns the dtype of the result."""
        if self.result == "bool":
            return BOOL
        return real_of(computed) if self.result == "real" else computed


def check_kind(name: str, dtype: DType | None, refuses: str) -> None:
    """Refuses a dtype in which torch does not compute, see Rule."""
    if dtype is None or not refuses:
        return
    letters = _LETTERS[dtype.kind] + ("h" if dtype.name in _HALVES else "")
    letters += "x" if dtype.name == "complex32" else ""
    for letter in letters:
        if letter in refuses:
            _not_implemented(name, dtype, "NotImplementedError")
        if letter.upper() in refuses:
            _not_implemented(name, dtype, "RuntimeError")


def _not_implemented(name: str, dtype: DType, exception: str) -> None:
    fail(f"{name} is not implemented for {dtype}", "dtype-mismatch", exception)


def is_number(value: object) -> bool:
    """Returns whether a value is a Python number, known or not."""
    if isinstance(value, Unknown):
        return value.kind in ("bool", "int", "float", "complex")
    return isinstance(value, (int, float, complex, SymInt, SymBool))


def check_operand(name: str, value: object, parameter: str, numbers: bool = True) -> None:
    """Refuses what is neither a tensor nor, where allowed, a number; raises UnknownUse."""
    if isinstance(value, Tensor) and value.kind != "ndarray":
        return
    if not (numbers and is_number(value)):
        fail_type(name, parameter, value)


def pointwise(
    name: str,
    rule: Rule,
    *operands: Any,
    values: Callable[..., Any] | None = None,
    dtype: DType | None | str = "promoted",
) -> Tensor:
    """Returns the result of an element-wise function of tensors and numbers.

    ``values`` computes one element from those of the operands, where these are known; ``dtype`` is
    that in which the operands meet, if it is not the promoted one.
    """
    for operand in operands:
        if isinstance(operand, Unknown) and not is_number(operand):
            raise UnknownUse(operand.reason)  # it may be a tensor of any shape
    tensors = [operand for operand in operands if isinstance(operand, Tensor)]
    promoted = result_type(*operands) if isinstance(dtype, str) else dtype
    computed = rule.computed(promoted)
    check_kind(name, computed, rule.refuses)
    result = fresh(tensors, rule.returned(computed))
    if values is not None:
        data = known_values(values, operands, result)
        if data is not None:
            return result.changed(data=data)
        if result.dtype is not None and result.dtype.kind == "int":
            return result.changed(elements=mapped(values, operands))
    return result


def fresh(tensors: Sequence[Tensor], dtype: DType | None) -> Tensor:
    """Returns the broadcast of ``tensors`` as a new tensor of ``dtype``."""
    if not tensors:
        return Tensor(Size(()), dtype, CPU)
    first = tensors[0]
    if len(tensors) == 1:
        shape, device, layout = first.shape, first.device, first.layout
    else:
        require_same_device(*tensors)
        shape = broadcast(*[t.shape for t in tensors])
        device, layout = _device_of(tensors), common_layout(tensors)
    return first.like(shape, strides=elementwise_strides(tensors, shape), layout=layout).changed(
        dtype=dtype, device=device, requires_grad=grad_of(dtype, *tensors)
    )


def _device_of(tensors: Sequence[Tensor]) -> object:
    """Returns the device of the result: 0-d tensors follow the others."""
    for tensor in tensors:
        if tensor.device is not None and tensor.ndim:
            return tensor.device
    sized = [tensor for tensor in tensors if tensor.ndim]
    return None if sized else tensors[0].device


def common_layout(tensors: Sequence[Tensor]) -> str:
    """Returns the layout that all tensors have; raises UnknownUse when they differ."""
    layouts = {tensor.layout for tensor in tensors}
    if len(layouts) > 1:
        raise UnknownUse("operands of different layouts")
    return layouts.pop()


def known_values(
    function: Callable[..., Any], operands: Sequence[Any], result: Tensor
) -> tuple[Any, ...] | None:
    """Returns the elements of a small result of exact type when those of the operands are known."""
    if result.dtype is None or result.dtype.kind not in ("bool", "int"):
        return None
    count = 1
    for size in result.shape:
        if not isinstance(size, int):
            return None
        count *= size
    if count > KNOWN_ELEMENTS:
        return None
    columns: list[tuple[Any, ...]] = []
    for operand in operands:
        if isinstance(operand, Tensor):
            if operand.data is None:
                return None
            if len(operand.data) > 1 and operand.shape != result.shape:
                return None
            columns.append(operand.data)
        elif isinstance(operand, (int, SymInt, SymBool)):
            columns.append((operand,))
        else:
            return None
    rows = zip(
        *[column if len(column) == count else column * count for column in columns], strict=False
    )
    try:
        return fitted([function(*row) for row in rows], result.dtype)
    except (ZeroDivisionError, TypeError, ValueError, OverflowError):
        return None


def fitted(
    elements: Sequence[Any], dtype: DType, *, refuses: bool = False
) -> tuple[Any, ...] | None:
    """Returns elements as values of an exact dtype; None when one does not fit into it.

    ``refuses`` tells that torch raises for a number that is too large for a signed dtype, so that one
    that is not known fits where the program goes on.
    """
    if dtype is BOOL:
        return tuple(e if isinstance(e, (bool, SymBool)) else e != 0 for e in elements)
    bits = 8 * dtype.itemsize
    low, high = (0, 2**bits) if dtype.name[0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1))
    result: list[Int] = []
    for element in elements:
        if isinstance(element, SymBool):
            return None
        number = int(element) if isinstance(element, bool) else element
        if isinstance(number, SymInt):
            if dtype is not INT64 and not (refuses and low):
                return None
        elif not isinstance(number, int) or not low <= number < high:
            return None
        result.append(number)
    return tuple(result)
