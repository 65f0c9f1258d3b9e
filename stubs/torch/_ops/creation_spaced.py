"""Operators: numbers at equal distances between two bounds: linspace and logspace."""

from __future__ import annotations

import math
from typing import Any

from pytea._stubs.torch._ops._shared_pointwise import KNOWN_ELEMENTS, is_number
from pytea.stubapi import (
    DType,
    Size,
    Tensor,
    complex_of,
    default_dtype,
    op,
    require,
    scalar_dtype,
)
from pytea.stubapi.options import as_device, as_dtype, as_int, fail_type, new_tensor
from pytea.values.dtype import FLOAT32

#: Bits of a float32.
_BITS = 24
#: How near to a whole number a float32 may be so that its last bit matters.
_NEAR = 1e-5


def _steps(name: str, start: Any, end: Any, steps: Any, dtype: Any) -> tuple[Size, DType | None]:
    kinds = []
    for parameter, bound in (("start", start), ("end", end)):
        if isinstance(bound, Tensor):
            text = f"{name} takes numbers and 0-d tensors, but {parameter} has {bound.ndim} dims"
            require(bound.ndim == 0, text)
            kinds.append(bound.dtype)
        else:
            if not is_number(bound):
                fail_type(name, parameter, bound, "Number")
            kinds.append(scalar_dtype(bound))
    count = as_int(name, "steps", steps)
    require(count >= 0, f"steps must not be negative, got {count}", "bad-argument")
    complex_ = any(kind is not None and kind.kind == "complex" for kind in kinds)
    return Size((count,)), as_dtype(
        name, dtype, complex_of(default_dtype()) if complex_ else default_dtype()
    )


def _spaced(start: Any, end: Any, steps: Any, kind: DType | None) -> tuple[float, ...] | None:
    """Returns the numbers of a short range of float32, as far as a program can tell them apart.

    torch may round the last bit another way, so ranges are left out where it matters to ``int()``.
    """
    known = all(isinstance(bound, (int, float)) for bound in (start, end))
    if not known or not isinstance(steps, int) or not 0 < steps <= KNOWN_ELEMENTS:
        return None
    if kind is not FLOAT32:
        return None
    try:
        first, last = _float32(start), _float32(end)
        step = _float32((last - first) / (steps - 1)) if steps > 1 else 0.0
        inner = [_float32(first + step * index) for index in range(1, steps - 1)]
        near = any(abs(number - round(number)) < _NEAR for number in inner)
    except (OverflowError, ValueError):
        return None
    if near and first != last:
        return None
    return (first, *inner, last)[:steps]


def _float32(number: float) -> float:
    """Returns the float32 nearest to a number, which must be of a usual size."""
    mantissa, exponent = math.frexp(number)
    return math.ldexp(round(mantissa * 2**_BITS), exponent - _BITS)


@op("torch.linspace")
def linspace(
    start: Any,
    end: Any,
    steps: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """start, end, steps -> (steps,)"""
    shape, kind = _steps("linspace", start, end, steps, dtype)
    return new_tensor(
        shape, kind, as_device("linspace", device), requires_grad=requires_grad,
        data=_spaced(start, end, shape[0], kind),
    )  # fmt: skip


@op("torch.logspace")
def logspace(
    start: Any,
    end: Any,
    steps: Any,
    base: Any = 10.0,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: Any = False,
    requires_grad: Any = False,
) -> Tensor:
    """start, end, steps -> (steps,)"""
    shape, kind = _steps("logspace", start, end, steps, dtype)
    return new_tensor(shape, kind, as_device("logspace", device), requires_grad=requires_grad)
