"""What random creation and random in-place fills share."""

from __future__ import annotations

from typing import Any

from pytea.stubapi import DType, Tensor, Unknown, fail, require
from pytea.stubapi.options import as_int

#: The bounds of random integers of a dtype.
_BOUNDS = {
    "bool": (0, 1), "uint8": (0, 2**8 - 1), "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1), "int32": (-(2**31), 2**31 - 1),
}  # fmt: skip


def check_range(name: str, low: Any, high: Any, dtype: DType | None) -> None:
    """Demands low < high, and numbers that the dtype holds."""
    if isinstance(low, Unknown) or isinstance(high, Unknown):
        return
    if any(isinstance(bound, Tensor) and bound.data is None for bound in (low, high)):
        return
    first, last = as_int(name, "low", low), as_int(name, "high", high)
    require(first < last, f"low is {first}, but high is {last}: it must be greater", "bad-argument")
    bounds = None if dtype is None else _BOUNDS.get(dtype.name)
    if bounds is not None:
        text = f"numbers from {first} to {last} do not fit into {dtype}"
        require((first >= bounds[0]) & (last - 1 <= bounds[1]), text, "bad-argument")
    if dtype is not None and dtype.kind == "complex":
        fail(f"{name} is not implemented for {dtype}", "dtype-mismatch", "NotImplementedError")
