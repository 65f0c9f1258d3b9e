"""Type promotion as torch does it (torch.result_type), and the sets of dtypes operators accept."""

from __future__ import annotations

import itertools
from typing import Any

from pytea.stubapi.context import defaults, fail, require
from pytea.symbolic import SymBool, SymInt
from pytea.values.dtype import (
    BFLOAT16,
    BOOL,
    COMPLEX32,
    COMPLEX64,
    COMPLEX128,
    FLOAT16,
    FLOAT32,
    FLOAT64,
    INT8,
    INT16,
    INT32,
    INT64,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    DType,
)
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

_KINDS = ("bool", "int", "float", "complex")
_INTEGERS = (INT8, INT16, INT32, INT64)
#: Dtypes that torch stores but hardly computes with.
_BARE_INTEGERS = (UINT16, UINT32, UINT64)
_COMPLEX_OF = {FLOAT16: COMPLEX32, BFLOAT16: COMPLEX64, FLOAT32: COMPLEX64, FLOAT64: COMPLEX128}
_FLOAT_OF = {COMPLEX32: FLOAT16, COMPLEX64: FLOAT32, COMPLEX128: FLOAT64}


def default_dtype() -> DType | None:
    """Returns torch.get_default_dtype() on the running path; None when it is not known."""
    return defaults().dtype


def promote_types(a: DType, b: DType) -> DType:
    """Returns torch.promote_types(a, b); refuses the pairs that torch does not promote."""
    if a == b:
        return a
    for dtype, other in ((a, b), (b, a)):
        narrow = dtype.name.startswith("float8")
        if narrow or (dtype in _BARE_INTEGERS and other.kind != "float"):
            fail(
                f"{a} and {b} have no common dtype: {dtype} is not promoted",
                "dtype-mismatch",
                "RuntimeError",
            )
    low, high = sorted((a, b), key=lambda dtype: _KINDS.index(dtype.kind))
    if low.kind != high.kind:
        if high.kind == "complex" and low.kind == "float":
            wanted = _COMPLEX_OF.get(low, COMPLEX64)
            return wanted if wanted.itemsize > high.itemsize else high
        return high
    if high.kind == "int":
        return _promote_integers(a, b)
    if {a, b} == {FLOAT16, BFLOAT16}:
        return FLOAT32
    return a if a.itemsize >= b.itemsize else b


def _promote_integers(a: DType, b: DType) -> DType:
    if UINT8 in (a, b):
        other = b if a == UINT8 else a
        return INT16 if other == INT8 else other
    return a if a.itemsize >= b.itemsize else b


def scalar_dtype(value: object) -> DType | None:
    """Returns the dtype of a Python number in type promotion, or None when it is unknown."""
    match value:
        case bool() | SymBool():
            return BOOL
        case int() | SymInt():
            return INT64
        case float():
            return default_dtype()
        case complex():
            return complex_of(default_dtype())
        case Unknown(kind="float"):
            return default_dtype()
        case Unknown(kind="int"):
            return INT64
        case Unknown(kind="bool"):
            return BOOL
    return None


def result_type(*operands: Any) -> DType | None:
    """Returns torch.result_type of tensors and Python numbers; None when one dtype is unknown.

    Tensors with dims decide before 0-d tensors, those before numbers; a lower class takes part only
    when its category (bool < int < float < complex) is higher.
    """
    classes: list[DType | None] = [None, None, None]
    for operand in operands:
        if isinstance(operand, Tensor):
            dtype, rank = operand.dtype, 0 if operand.sizes is None or operand.ndim else 1
        else:
            dtype, rank = scalar_dtype(operand), 2
        if dtype is None:
            return None
        known = classes[rank]
        classes[rank] = dtype if known is None else promote_types(known, dtype)
    result: DType | None = None
    for dtype in classes:
        if dtype is None:
            continue
        if result is None:
            result = dtype
        elif _KINDS.index(dtype.kind) > _KINDS.index(result.kind):
            keeps = dtype.kind == "complex" and result.kind == "float"
            result = _COMPLEX_OF.get(result, COMPLEX64) if keeps else promote_types(result, dtype)
    return result


def can_cast(source: DType | None, target: DType | None) -> bool:
    """Returns torch.can_cast; unknown dtypes can."""
    if source is None or target is None:
        return True
    if source.kind == target.kind:
        return True
    return _KINDS.index(source.kind) < _KINDS.index(target.kind)


def to_float(dtype: DType | None) -> DType | None:
    """Returns the dtype of functions that always give floats: integers become the default dtype."""
    if dtype is None or dtype.kind in ("float", "complex"):
        return dtype
    return default_dtype()


def real_of(dtype: DType | None) -> DType | None:
    """Returns the dtype of the real part."""
    return dtype if dtype is None else _FLOAT_OF.get(dtype, dtype)


def complex_of(dtype: DType | None) -> DType | None:
    """Returns the complex dtype with parts of this float dtype."""
    return dtype if dtype is None else _COMPLEX_OF.get(dtype, dtype)


def require_dtype(
    tensor: Tensor, kinds: tuple[str, ...], message: str, exception: str = "RuntimeError"
) -> None:
    """Demands a dtype of one of ``kinds`` ("bool", "int", "float", "complex"), where known."""
    if tensor.dtype is not None:
        require(tensor.dtype.kind in kinds, message, "dtype-mismatch", exception)


def require_same_dtype(a: Tensor, b: Tensor, message: str) -> None:
    """Demands equal dtypes, where both are known."""
    if a.dtype is not None and b.dtype is not None:
        require(a.dtype == b.dtype, message, "dtype-mismatch")


def require_data(source: Tensor, device: object) -> None:
    """Refuses to copy to a device what has no elements: a tensor of the meta device.

    Parameters may have been loaded since, in ways that are not followed.
    """
    if source.kind in ("Parameter", "Buffer"):
        return
    kinds = [getattr(place, "type", None) for place in (source.device, device)]
    if kinds[0] == "meta" and kinds[1] not in ("meta", None):
        text = "cannot copy out of a meta tensor, which has no data: use to_empty() or empty_like()"
        require(False, text, "device-mismatch", "NotImplementedError")


def require_same_device(*tensors: Tensor | None) -> None:
    """Demands one device for all tensors; 0-d CPU tensors mix with everything."""
    known = [t for t in tensors if t is not None and t.device is not None and t.sizes != ()]
    for a, b in itertools.pairwise(known):
        if a.device is b.device or a.device == b.device:
            continue
        types = [getattr(t.device, "type", None) for t in (a, b)]
        if None not in types:
            require(
                types[0] == types[1],
                f"expected all tensors to be on the same device, but found {a.device} and "
                f"{b.device}",
                "device-mismatch",
            )
