"""What the operators of ``torch.nn.functional`` share: results, dtype rules, window parameters."""

from __future__ import annotations

from typing import Any

from pytea.stubapi import (
    DType,
    Int,
    Strides,
    SymInt,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    require,
    require_dtype,
)
from pytea.stubapi.arguments import number_of

#: The values of ``reduction=`` and the numbers that torch's own kernels take instead.
REDUCTIONS = {"none": "none", "mean": "mean", "sum": "sum", 0: "none", 1: "mean", 2: "sum"}


def any_grad(*tensors: object) -> bool | None:
    """Returns whether the result of differentiable operators needs a gradient; None if unknown."""
    flags = [t.requires_grad for t in tensors if isinstance(t, Tensor)]
    if True in flags:
        return True
    return None if None in flags else False


def common_strides(*tensors: Tensor | None) -> str:
    """Returns the layout of a result that follows its operands: contiguous if all of them are."""
    contiguous = all(t is None or t.strides == Strides.CONTIGUOUS for t in tensors)
    return Strides.CONTIGUOUS if contiguous else Strides.UNKNOWN


def result_of(
    input: Tensor,
    shape: tuple[Int, ...],
    *others: Tensor | None,
    dtype: DType | str | None = "same",
    strides: str | tuple[Int, ...] = Strides.CONTIGUOUS,
) -> Tensor:
    """Returns a fresh result on the device of the operands that needs a gradient if one of them does.

    ``dtype="same"``: that of ``input``, or of the first operand whose dtype is known.
    """
    device = input.device
    for other in others:
        if device is None and other is not None:
            device = other.device
    if dtype == "same":
        known = (t.dtype for t in (input, *others) if t is not None and t.dtype is not None)
        dtype = next(known, None)
    result = input.like(shape, strides=strides)
    differentiable = dtype is None or dtype.kind in ("float", "complex")  # type: ignore[union-attr]
    grad = any_grad(input, *others) if differentiable else False
    return result.changed(dtype=dtype, device=device, requires_grad=grad, layout="")


def demand_kinds(
    input: Tensor,
    operator: str,
    kinds: tuple[str, ...] = ("float",),
    exception: str = "NotImplementedError",
) -> None:
    """Demands a dtype for which torch has a kernel."""
    if input.dtype is not None:
        message = f"{operator} is not implemented for {input.dtype}"
        require_dtype(input, kinds, message, exception)


def demand_equal_dtypes(a: Tensor, b: Tensor | None, names: tuple[str, str]) -> None:
    """Demands equal dtypes of two operands that do not promote."""
    if b is not None and a.dtype is not None and b.dtype is not None and a.dtype != b.dtype:
        message = f"{names[0]} is {a.dtype}, but {names[1]} is {b.dtype}: they must be equal"
        fail(message, "dtype-mismatch")


def integer(value: Any, name: str) -> Int:
    """Returns a whole number; refuses what torch's argument parser refuses."""
    if isinstance(value, (int, SymInt)):
        return value
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    if isinstance(value, Tensor):
        if value.data is not None and len(value.data) == 1 and isinstance(value.data[0], int):
            return value.data[0]
        raise UnknownUse(f"{name} is the value of a tensor")
    fail(f"{name} must be an int, got {value!r}", "bad-argument", "TypeError")
    raise AssertionError


def integers(value: Any, count: int, name: str, *, repeat: bool = True) -> tuple[Int, ...]:
    """Returns ``count`` whole numbers from a number or a sequence of ``count`` numbers.

    With ``repeat`` a sequence of one number is repeated, as torch's kernels do.
    """
    if isinstance(value, Unknown):
        raise UnknownUse(value.reason)
    if not isinstance(value, (list, tuple)):
        return (integer(value, name),) * count
    numbers = tuple(integer(item, name) for item in value)
    if repeat and len(numbers) == 1:
        return numbers * count
    require(
        len(numbers) == count,
        f"{name} must be a single number or {count} numbers, got {len(numbers)}",
        "bad-argument",
    )
    return numbers


def is_true(flag: Any, default: bool = False) -> bool:
    """Returns a flag as a bool; ``default`` stands for one that is not known."""
    return default if isinstance(flag, Unknown) else bool(flag)


def reduction_name(reduction: Any, size_average: Any = None, reduce: Any = None) -> str:
    """Returns "none", "mean" or "sum"; the two legacy flags decide when they are given."""
    if size_average is not None or reduce is not None:
        averaged = True if size_average is None else size_average
        return "none" if reduce is not None and not reduce else ("mean" if averaged else "sum")
    if isinstance(reduction, Unknown):
        raise UnknownUse(reduction.reason)
    if isinstance(reduction, str) and reduction == "elementwise_mean":
        return "mean"
    if reduction not in REDUCTIONS:
        fail(f"{reduction} is not a valid value for reduction", "bad-argument", "ValueError")
    return REDUCTIONS[reduction]


def dense_strides(input: Tensor) -> str | tuple[Int, ...]:
    """Returns the layout of an element-wise result: torch keeps that of a dense operand."""
    strides = input.strides
    if isinstance(strides, str):
        return strides
    expected = 1
    for stride, size in sorted(zip(strides, input.shape, strict=True), key=_stride_order):
        if type(stride) is not int or type(size) is not int:
            return Strides.UNKNOWN
        if size != 1:
            if stride != expected:
                return Strides.UNKNOWN
            expected *= size
    return strides


def _stride_order(pair: tuple[Int, Int]) -> int:
    return pair[0] if type(pair[0]) is int else 0


def check_probability(p: Any) -> None:
    """Demands a dropout probability between 0 and 1, where it is known."""
    p = number_of(p, "p")
    if isinstance(p, (int, float)):
        text = f"dropout probability has to be between 0 and 1, but got {p}"
        require(0 <= p <= 1, text, "bad-argument", "ValueError")
