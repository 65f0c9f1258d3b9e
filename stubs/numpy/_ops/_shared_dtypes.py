"""numpy's dtypes: how arguments name them, and which dtype operands meet in (NEP 50)."""

from __future__ import annotations

from typing import Any

from pytea.stubapi import DATA_DEPENDENT, DTYPES, DType, SymBool, SymInt, Tensor, Unknown, fail
from pytea.values.numpy_dtype import NUMPY_DTYPES, NumpyDType, dtype_of_text

BOOL, INT64, FLOAT64 = DTYPES["bool"], DTYPES["int64"], DTYPES["float64"]
COMPLEX128 = DTYPES["complex128"]
_KINDS = ("bool", "int", "float", "complex")
_UNSIGNED = ("uint8", "uint16", "uint32", "uint64")
_NOT_FOLLOWED = ("object", "str", "bytes", "void", "string", "longdouble", "clongdouble", "uint")
_SIGNED_OF = {1: "int16", 2: "int32", 4: "int64", 8: "float64"}
_FLOAT_OF = {1: "float16", 2: "float32", 4: "float64", 8: "float64"}


def dtype_of(dtype: Any, default: DType | None = None) -> DType | None:
    """Returns the dtype that an argument names, ``default`` for None; None when it is not followed.

    Texts and Python's types count; dtypes of texts and objects are not followed.
    """
    if dtype is None:
        return default
    if isinstance(dtype, DType):
        return dtype
    if isinstance(dtype, NumpyDType):
        return dtype.dtype
    if isinstance(dtype, Unknown):
        return None
    if isinstance(dtype, str):
        return _named(dtype)
    if isinstance(dtype, (int, float)):
        fail(f"Cannot interpret '{dtype}' as a data type", "bad-argument", "TypeError")
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None)
    return _named(name, builtin=True) if name in ("float", "int", "bool", "complex") else None


def shown_dtype(dtype: DType | None) -> NumpyDType | Unknown:
    """Returns a dtype as programs see it."""
    if dtype is None:
        return Unknown("the dtype of an array is not known")
    return NUMPY_DTYPES.get(dtype.name) or Unknown("a dtype that is not followed")


def is_object(dtype: Any) -> bool | None:
    """Returns whether a dtype that is not followed is that of objects; None when it is open."""
    if isinstance(dtype, str):
        return dtype in ("object", "O", "object_")
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None)
    return True if name == "object" else None


def _named(text: str, *, builtin: bool = False) -> DType | None:
    plain = text.lstrip("<>=|") if not builtin else text
    found = dtype_of_text(text)
    if found is not None:
        return found
    if plain.isalpha() and plain.islower() and len(plain) > 2 and plain not in _NOT_FOLLOWED:
        fail(f"data type {text!r} not understood", "bad-argument", "TypeError")
    return None


def promote(a: DType | None, b: DType | None) -> DType | None:
    """Returns numpy.promote_types(a, b); None when one of them is not known."""
    if a is None or b is None or a == b:
        return a if a == b else None
    low, high = sorted((a, b), key=lambda dtype: _KINDS.index(dtype.kind))
    if low.kind == "bool":
        return high
    if high.kind == "int":
        return _promote_integers(a, b)
    half = 2 if high.kind == "complex" else 1
    least = _float_size(low)
    size = max(high.itemsize // half, least)
    if high.kind == "complex":
        return DTYPES["complex64" if size <= 4 else "complex128"]
    return DTYPES[f"float{8 * size}"]


def _float_size(dtype: DType) -> int:
    """Returns the bytes of the smallest float that holds the values of a dtype."""
    if dtype.kind == "int":
        return DTYPES[_FLOAT_OF[dtype.itemsize]].itemsize
    return dtype.itemsize


def _promote_integers(a: DType, b: DType) -> DType:
    wide = a if a.itemsize >= b.itemsize else b
    if (a.name in _UNSIGNED) == (b.name in _UNSIGNED):
        return wide
    unsigned = a if a.name in _UNSIGNED else b
    signed = b if unsigned is a else a
    if signed.itemsize > unsigned.itemsize:
        return signed
    return DTYPES[_SIGNED_OF[unsigned.itemsize]]


def number_dtype(value: Any) -> DType | None:
    """Returns the dtype of an array made of a Python number; None when it is not known."""
    match value:
        case bool() | SymBool():
            return BOOL
        case int() | SymInt():
            wide = isinstance(value, int) and not -(2**63) <= value < 2**64
            big = isinstance(value, int) and value >= 2**63
            return None if wide else DTYPES["uint64"] if big else INT64
        case float():
            return FLOAT64
        case complex():
            return COMPLEX128
        case Unknown():
            if value.dtype is not None:
                return value.dtype
            return {"int": INT64, "float": FLOAT64, "bool": BOOL, "complex": COMPLEX128}.get(
                value.kind
            )
    return None


def common_dtype(*operands: Any) -> DType | None:
    """Returns the dtype in which arrays and Python numbers meet: numpy.result_type.

    Python numbers are weak: they matter only when their kind is higher. A number that the run
    decides may be one of numpy's own, which is not weak: the answer may be None then.
    """
    strong = [o.dtype for o in operands if isinstance(o, Tensor)]
    numbers = [o for o in operands if not isinstance(o, Tensor)]
    if not strong:
        return _all(*map(number_dtype, numbers))
    result = _all(*strong)
    if result is None:
        return None
    for number in numbers:
        result = _with_number(result, number)
        if result is None:
            return None
    return result


def _all(*dtypes: DType | None) -> DType | None:
    result = dtypes[0]
    for dtype in dtypes[1:]:
        result = promote(result, dtype)
    return result


def _with_number(dtype: DType, number: Any) -> DType | None:
    own = number_dtype(number)
    if own is None:
        return None
    if isinstance(number, Unknown) and number.dtype is not None:
        return promote(dtype, own)
    if isinstance(number, Unknown) and number.reason == DATA_DEPENDENT:
        strong = promote(dtype, own)
        return strong if strong == _weak(dtype, own) else None
    return _weak(dtype, own)


def _weak(dtype: DType, own: DType) -> DType | None:
    if _KINDS.index(own.kind) <= _KINDS.index(dtype.kind):
        return dtype
    if own.kind == "complex" and dtype.kind == "float":
        return DTYPES["complex128" if dtype.itemsize == 8 else "complex64"]
    return own


def float_of(dtype: DType | None) -> DType | None:
    """Returns the dtype of functions such as ``sqrt``: small integers give small floats."""
    if dtype is None or dtype.kind in ("float", "complex"):
        return dtype
    return DTYPES[_FLOAT_OF[dtype.itemsize]]


def double_of(dtype: DType | None) -> DType | None:
    """Returns the dtype of a division or a mean: integers give float64."""
    if dtype is None or dtype.kind in ("float", "complex"):
        return dtype
    return FLOAT64


def real_of(dtype: DType | None) -> DType | None:
    """Returns the dtype of the absolute value."""
    if dtype is None or dtype.kind != "complex":
        return dtype
    return DTYPES["float32" if dtype.itemsize == 8 else "float64"]


def complex_of(dtype: DType | None) -> DType | None:
    """Returns the dtype of a transform into the frequency domain."""
    if dtype is None or dtype.kind == "complex":
        return dtype
    return DTYPES["complex64" if dtype.kind == "float" and dtype.itemsize <= 4 else "complex128"]


def sum_dtype(dtype: DType | None) -> DType | None:
    """Returns the dtype of a sum: integers are added up as int64 or uint64."""
    if dtype is None or dtype.kind in ("float", "complex"):
        return dtype
    return DTYPES["uint64"] if dtype.name in _UNSIGNED else INT64


def is_unsigned(dtype: DType) -> bool:
    """Returns whether a dtype holds no negative numbers."""
    return dtype.name in _UNSIGNED
