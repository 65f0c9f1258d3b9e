"""numpy's dtypes as programs see them: the dtype of an array, and the classes of its numbers.

Records of arrays hold a DType, as those of tensors do. What a program reads from ``array.dtype`` or
``numpy.float32`` is another object: it equals texts and Python's types, and torch refuses it.
"""

from __future__ import annotations

from pytea.records import immutable
from pytea.values.dtype import DTYPES, DType

_CODES = {
    "?": "bool", "b": "int8", "h": "int16", "i": "int32", "l": "int64", "q": "int64", "p": "int64",
    "B": "uint8", "H": "uint16", "I": "uint32", "L": "uint64", "Q": "uint64", "P": "uint64",
    "e": "float16", "f": "float32", "d": "float64", "F": "complex64", "D": "complex128",
    "f2": "float16", "f4": "float32", "f8": "float64", "i1": "int8", "i2": "int16", "i4": "int32",
    "i8": "int64", "u1": "uint8", "u2": "uint16", "u4": "uint32", "u8": "uint64", "b1": "bool",
    "c8": "complex64", "c16": "complex128", "float": "float64", "int": "int64", "uint": "uint64",
    "complex": "complex128", "half": "float16", "single": "float32", "double": "float64",
    "short": "int16", "long": "int64", "longlong": "int64", "intp": "int64", "bool_": "bool",
    "byte": "int8", "ubyte": "uint8", "ushort": "uint16", "uintp": "uint64", "csingle": "complex64",
    "intc": "int32", "uintc": "uint32", "cdouble": "complex128", "int_": "int64",
}  # fmt: skip
_LETTERS = {
    "bool": "?", "int8": "b", "int16": "h", "int32": "i", "int64": "l", "uint8": "B",
    "uint16": "H", "uint32": "I", "uint64": "L", "float16": "e", "float32": "f", "float64": "d",
    "complex64": "F", "complex128": "D",
}  # fmt: skip


@immutable()
class NumpyDType:
    """``numpy.dtype("float32")``, or with ``scalar`` the class ``numpy.float32``."""

    dtype: DType
    scalar: bool = False

    def __str__(self) -> str:
        return f"<class 'numpy.{self.dtype.name}'>" if self.scalar else self.dtype.name

    @property
    def shown(self) -> str:
        """The text that ``repr`` gives."""
        return str(self) if self.scalar else f"dtype('{self.dtype.name}')"

    @property
    def kind(self) -> str:
        """The letter of the kind: b, i, u, f or c."""
        return "u" if self.dtype.name.startswith("u") else self.dtype.kind[0]

    @property
    def char(self) -> str:
        """The letter of the dtype."""
        return _LETTERS[self.dtype.name]

    @property
    def code(self) -> str:
        """The text with the byte order, such as "<f4"."""
        size = self.dtype.itemsize
        return f"{'|' if size == 1 else '<'}{self.kind}{size}"


#: The dtypes and the classes of numbers by the name that numpy gives them.
NUMPY_DTYPES = {name: NumpyDType(DTYPES[name]) for name in _LETTERS}
NUMPY_SCALARS = {name: NumpyDType(DTYPES[name], scalar=True) for name in _LETTERS}


def dtype_of_text(text: str) -> DType | None:
    """Returns the dtype that a text such as "float32" or "<f4" names, or None."""
    plain = text.lstrip("<>=|")
    name = _CODES.get(plain, plain)
    return DTYPES[name] if name in _LETTERS else None


def python_dtype(name: str) -> DType | None:
    """Returns the dtype of one of Python's types: "float", "int", "bool" or "complex"."""
    return dtype_of_text(name) if name in ("float", "int", "bool", "complex") else None
