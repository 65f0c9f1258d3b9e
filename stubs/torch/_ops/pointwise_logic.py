"""Operators: comparisons, logic, bits, and whether tensors are equal."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import (
    Rule,
    check_kind,
    fresh,
    is_number,
)
from pytea._stubs.torch._ops._shared_binary import (
    binary,
    operator_form,
    operator_inplace,
    register,
)
from pytea.stubapi import (
    DATA_DEPENDENT,
    Tensor,
    Unknown,
    broadcast,
    fail,
    op,
    require,
    require_same_device,
    result_type,
)
from pytea.stubapi.arguments import number_of
from pytea.values.dtype import BOOL

#: names -> (rule, how known elements are combined, the operator's dunder).
_COMPARISONS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "eq": ("", operator.eq, "eq"),
    "ne not_equal": ("", operator.ne, "ne"),
    "lt less": ("c", operator.lt, "lt"),
    "le less_equal": ("c", operator.le, "le"),
    "gt greater": ("c", operator.gt, "gt"),
    "ge greater_equal": ("c", operator.ge, "ge"),
}

_LOGIC: dict[str, Callable[[Any, Any], Any]] = {
    "logical_and": lambda x, y: (x != 0) & (y != 0),
    "logical_or": lambda x, y: (x != 0) | (y != 0),
    "logical_xor": lambda x, y: (x != 0) ^ (y != 0),
}

#: name -> (refused kinds, how known elements are combined, dunder).
_BITS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "bitwise_and": ("fc", operator.and_, "and"),
    "bitwise_or": ("fc", operator.or_, "or"),
    "bitwise_xor": ("fc", operator.xor, "xor"),
    "bitwise_left_shift": ("bfc", operator.lshift, "lshift"),
    "bitwise_right_shift": ("bfc", operator.rshift, "rshift"),
}


def _comparison(name: str, refuses: str, values: Callable[..., Any]) -> Callable[..., Tensor]:
    rule = Rule(refuses, "bool")

    def compare(input: Tensor, other: Any) -> Tensor:
        """input (*), other (*) -> (*) of bools, broadcast"""
        return binary(name, rule, input, other, values)

    return compare


for _names, (_refuses, _values, _dunder) in _COMPARISONS.items():
    _first, *_others = _names.split()
    _stub = _comparison(_first, _refuses, _values)
    register(_stub, _first, *_others, dunders=() if _dunder == "eq" else (_dunder,))

_equal = operator_form(_comparison("eq", "", operator.eq))


@op("torch.Tensor.__eq__")
def equal_operator(input: Tensor, other: Any) -> Any:
    """input (*), other (*) -> (*) of bools, broadcast; the one comparison that takes arrays"""
    array = isinstance(other, Tensor) and other.kind == "ndarray" and other.sizes is not None
    return _equal(input, other.changed(kind="Tensor") if array else other)


def _logic(name: str, values: Callable[..., Any]) -> Callable[..., Tensor]:
    def combine(input: Tensor, other: Tensor) -> Tensor:
        """input (*), other (*) -> (*) of bools, broadcast"""
        return binary(name, Rule(result="bool"), input, other, values)

    return combine


for _name, _values in _LOGIC.items():
    register(_logic(_name, _values), _name)


def _bits(name: str, refuses: str, values: Callable[..., Any]) -> Callable[..., Tensor]:
    def combine(input: Any, other: Any) -> Tensor:
        """input (*), other (*) of integers or bools -> (*), broadcast"""
        return binary(name, Rule(refuses), input, other, values)

    return combine


for _name, (_refuses, _values, _dunder) in _BITS.items():
    _stub = _bits(_name, _refuses, _values)
    register(_stub, _name, dunders=(_dunder,), reflected=(f"r{_dunder}",))
    operator_inplace(_stub, f"i{_dunder}")


def _gcd(name: str) -> Callable[..., Tensor]:
    def combine(input: Tensor, other: Tensor) -> Tensor:
        """input (*), other (*) of integers -> (*), broadcast"""
        return binary(name, Rule("bfc", numbers=False), input, other)

    return combine


for _name in ("gcd", "lcm"):
    register(_gcd(_name), _name, torch_inplace=True)


def _check_close(input: Tensor, other: Tensor, rtol: Any, atol: Any) -> None:
    for tolerance, value in (("rtol", rtol), ("atol", atol)):
        value = number_of(value, tolerance)
        if not isinstance(value, Unknown):
            text = f"{tolerance} must be greater than or equal to zero, got {value}"
            require(value >= 0, text, "bad-argument")
    if input.dtype is not None and other.dtype is not None:
        text = f"input is {input.dtype} and other is {other.dtype}: they must be equal"
        require(input.dtype == other.dtype, text, "dtype-mismatch")


@op("torch.isclose", "torch.Tensor.isclose")
def isclose(
    input: Tensor, other: Tensor, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Tensor:
    """input (*), other (*) of one dtype -> (*) of bools, broadcast"""
    _check_close(input, other, rtol, atol)
    return binary("isclose", Rule(result="bool"), input, other)


@op("torch.allclose", "torch.Tensor.allclose")
def allclose(
    input: Tensor, other: Tensor, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Unknown:
    """input (*), other (*) of one dtype, broadcast -> bool"""
    _check_close(input, other, rtol, atol)
    require_same_device(input, other)
    broadcast(input.shape, other.shape)
    return Unknown(DATA_DEPENDENT, "bool")


@op("torch.equal", "torch.Tensor.equal")
def equal(input: Tensor, other: Tensor) -> Any:
    """Whether two tensors have the same shape and the same elements."""
    require_same_device(input, other)
    if input.ndim != other.ndim:
        return False
    for size, wanted in zip(input.shape, other.shape, strict=True):
        if isinstance(size, int) and isinstance(wanted, int) and size != wanted:
            return False
    if input.data is not None and other.data is not None:
        if all(isinstance(x, int) for x in (*input.data, *other.data)):
            return input.data == other.data
    return Unknown(DATA_DEPENDENT, "bool")


@op("torch.isin")
def isin(
    elements: Any, test_elements: Any, *, assume_unique: bool = False, invert: bool = False
) -> Tensor:
    """elements (*), test_elements (any shape) -> (*) of bools; one of them may be a number"""
    tensors = [x for x in (elements, test_elements) if isinstance(x, Tensor)]
    if not tensors:
        fail("isin() takes at least one tensor", "bad-argument", "TypeError")
    for operand in (elements, test_elements):
        if not isinstance(operand, Tensor) and not is_number(operand):
            fail("isin() takes tensors and numbers", "bad-argument", "TypeError")
        check_kind("isin", result_type(operand), "BC")
    require_same_device(*tensors)
    check_kind("isin", result_type(elements, test_elements), "BC")
    if isinstance(elements, Tensor):
        return fresh([elements], BOOL)
    return fresh([], BOOL).changed(device=tensors[0].device)
