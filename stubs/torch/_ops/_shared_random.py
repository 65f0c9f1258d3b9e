"""What random creation and random in-place fills share."""

from __future__ import annotations

from typing import Any

from pytea.stubapi import DType, Tensor, Unknown, fail, require
from pytea.stubapi.options import as_int

#: The largest number that random integers of a dtype may reach.
_LARGEST = {"bool": 1, "uint8": 2**8 - 1, "int8": 2**7 - 1, "int16": 2**15 - 1, "int32": 2**31 - 1}


def check_range(name: str, low: Any, high: Any, dtype: DType | None) -> None:
    """Demands low < high, and numbers that the dtype holds."""
    if isinstance(low, Unknown) or isinstance(high, Unknown):
        return
    if isinstance(low, Tensor) or isinstance(high, Tensor):
        return
    first, last = as_int(name, "low", low), as_int(name, "high", high)
    require(first < last, f"low is {first}, but high is {last}: it must be greater", "bad-argument")
    largest = None if dtype is None else _LARGEST.get(dtype.name)
    if largest is not None:
        text = f"high is {last}, but {dtype} holds no number above {largest}"
        require(last - 1 <= largest, text, "bad-argument")
    if dtype is not None and dtype.kind == "complex":
        fail(f"{name} is not implemented for {dtype}", "dtype-mismatch", "NotImplementedError")
