"""torch's dtypes and devices as immutable values."""

from __future__ import annotations

from pytea.records import immutable


@immutable()
class DType:
    """An element type; ``kind`` orders the categories of type promotion."""

    name: str
    #: "bool" < "int" < "float" < "complex"
    kind: str
    #: Size of one element in bytes.
    itemsize: int

    def __str__(self) -> str:
        return f"torch.{self.name}"

    @property
    def is_floating_point(self) -> bool:
        return self.kind == "float"

    @property
    def is_complex(self) -> bool:
        return self.kind == "complex"

    @property
    def is_integral(self) -> bool:
        """Integers, without bool."""
        return self.kind == "int"


BOOL = DType("bool", "bool", 1)
UINT8 = DType("uint8", "int", 1)
INT8 = DType("int8", "int", 1)
INT16 = DType("int16", "int", 2)
INT32 = DType("int32", "int", 4)
INT64 = DType("int64", "int", 8)
UINT16 = DType("uint16", "int", 2)
UINT32 = DType("uint32", "int", 4)
UINT64 = DType("uint64", "int", 8)
FLOAT16 = DType("float16", "float", 2)
BFLOAT16 = DType("bfloat16", "float", 2)
FLOAT32 = DType("float32", "float", 4)
FLOAT64 = DType("float64", "float", 8)
FLOAT8_E4M3FN = DType("float8_e4m3fn", "float", 1)
FLOAT8_E5M2 = DType("float8_e5m2", "float", 1)
COMPLEX32 = DType("complex32", "complex", 4)
COMPLEX64 = DType("complex64", "complex", 8)
COMPLEX128 = DType("complex128", "complex", 16)

#: Every dtype under its torch name.
DTYPES: dict[str, DType] = {
    dtype.name: dtype
    for dtype in (
        BOOL, UINT8, INT8, INT16, INT32, INT64, UINT16, UINT32, UINT64,
        FLOAT16, BFLOAT16, FLOAT32, FLOAT64, FLOAT8_E4M3FN, FLOAT8_E5M2,
        COMPLEX32, COMPLEX64, COMPLEX128,
    )
}  # fmt: skip

#: Second names that torch gives to some dtypes.
DTYPE_ALIASES: dict[str, DType] = {
    "half": FLOAT16, "float": FLOAT32, "double": FLOAT64, "short": INT16, "int": INT32,
    "long": INT64, "chalf": COMPLEX32, "cfloat": COMPLEX64, "cdouble": COMPLEX128,
}  # fmt: skip


@immutable()
class Device:
    """A torch.device: ``cuda:0`` has type "cuda" and index 0."""

    type: str
    index: int | None = None

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"


CPU = Device("cpu")
