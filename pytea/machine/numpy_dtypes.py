"""What programs ask of numpy's dtypes: equality with all that names a dtype, and attributes."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.symbolic import SymInt
from pytea.values.dtype import DTYPES, DType
from pytea.values.numpy_dtype import (
    NUMPY_DTYPES,
    NUMPY_SCALARS,
    NumpyDType,
    dtype_of_text,
    python_dtype,
)
from pytea.values.objects import BuiltinType, Typing, Value
from pytea.values.unknown import Unknown

_NUMBERS = {
    "bool": 0, "int8": 1, "uint8": 2, "int16": 3, "uint16": 4, "int32": 5, "uint32": 6, "int64": 7,
    "uint64": 8, "float32": 11, "float64": 12, "complex64": 14, "complex128": 15, "float16": 23,
}  # fmt: skip


def equal_dtypes(left: Value, right: Value) -> bool:
    """Returns whether numpy's dtypes are equal: that of an array equals all that names it."""
    dtypes = [side for side in (left, right) if isinstance(side, NumpyDType) and not side.scalar]
    if not dtypes:
        return left == right
    match right if dtypes[0] is left else left:
        case NumpyDType() as other:
            return dtypes[0].dtype == other.dtype
        case str() as text:
            return dtypes[0].dtype == dtype_of_text(text)
        case BuiltinType() as kind:
            return dtypes[0].dtype == python_dtype(kind.name)
    return False


def is_subtype(dtype: DType, cls: Value) -> bool:
    """Returns whether a number of numpy's own is of a class of numbers: numpy.float32, or an abstract one."""
    if isinstance(cls, NumpyDType):
        return dtype == cls.dtype
    assert isinstance(cls, Typing)
    numeric = dtype.kind != "bool"
    unsigned = dtype.name.startswith("u")
    return {
        "generic": True, "number": numeric, "integer": dtype.is_integral,
        "signedinteger": dtype.is_integral and not unsigned, "unsignedinteger": unsigned,
        "inexact": dtype.kind in ("float", "complex"), "floating": dtype.is_floating_point,
        "complexfloating": dtype.is_complex,
    }[cls.name.removeprefix("numpy.")]  # fmt: skip


def is_number_class(value: Value) -> bool:
    """Returns whether a class is one of numpy's numbers, abstract or not."""
    if isinstance(value, Typing):
        return value.name.startswith("numpy.")
    return isinstance(value, NumpyDType) and value.scalar


def may_be_of(number: float | SymInt, cls: Value) -> bool:
    """Returns whether a number that is held like one of Python's may be of a class of numpy's.

    A known number of numpy's own is held as what it equals: its class is lost.
    """
    if isinstance(number, bool):
        return is_subtype(DTYPES["bool"], cls)
    if isinstance(number, float):
        return is_subtype(DTYPES["float64"], cls)
    return any(is_subtype(dtype, cls) for dtype in DTYPES.values() if dtype.is_integral)


def number_attr(dtype: DType, name: str) -> Value:
    """Returns an attribute of a number of numpy's own; NotImplemented for those that need its value."""
    known: dict[str, Value] = {
        "dtype": NUMPY_DTYPES.get(dtype.name, NotImplemented), "shape": (), "ndim": 0, "size": 1,
        "itemsize": dtype.itemsize, "nbytes": dtype.itemsize,
    }  # fmt: skip
    return known.get(name, NotImplemented)


def dtype_attr(m: Machine, obj: NumpyDType, name: str) -> Value:
    """Returns an attribute of ``array.dtype`` or of ``numpy.float32``; NotImplemented without one."""
    if obj.scalar:
        if name in ("__name__", "__qualname__"):
            return obj.dtype.name
        if name in ("dtype", "itemsize"):
            return NotImplemented
        return "numpy" if name == "__module__" else Unknown(f"attribute {name} of {obj}")
    small = obj.dtype.itemsize == 1
    plain: dict[str, Value] = {
        "name": obj.dtype.name, "kind": obj.kind, "itemsize": obj.dtype.itemsize,
        "char": obj.char, "str": obj.code, "type": NUMPY_SCALARS[obj.dtype.name],
        "num": _NUMBERS[obj.dtype.name], "byteorder": "|" if small else "=", "names": None,
        "alignment": obj.dtype.itemsize // (2 if obj.kind == "c" else 1), "fields": None,
        "subdtype": None, "metadata": None, "shape": (), "ndim": 0, "isbuiltin": 1, "flags": 0,
        "isnative": True, "hasobject": False, "isalignedstruct": False,
        "base": NUMPY_DTYPES[obj.dtype.name],
    }  # fmt: skip
    if name in ("newbyteorder", "descr"):
        return Unknown(f"{name} of a dtype")
    return plain.get(name, NotImplemented)
