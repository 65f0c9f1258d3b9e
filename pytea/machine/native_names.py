"""Names of bundled packages that stand for native values: dtypes, types, constants."""

from __future__ import annotations

import math

from pytea.machine import types
from pytea.values.dtype import (
    BOOL,
    COMPLEX64,
    DTYPE_ALIASES,
    DTYPES,
    FLOAT32,
    FLOAT64,
    INT64,
    DType,
)
from pytea.values.layouts import LAYOUTS, MEMORY_FORMATS
from pytea.values.numpy_dtype import NUMPY_SCALARS
from pytea.values.objects import Typing, Value

_TORCH: dict[str, Value] = {
    "Tensor": types.TENSOR, "Size": types.SIZE, "dtype": types.DTYPE, "device": types.DEVICE,
    "inf": math.inf, "nan": math.nan, "pi": math.pi, "e": math.e, "newaxis": None,
    "nn.Parameter": types.PARAMETER, "nn.parameter.Parameter": types.PARAMETER,
    "nn.Buffer": types.BUFFER, "nn.parameter.Buffer": types.BUFFER,
    "__version__": "2.13.0", "_tensor.Tensor": types.TENSOR, **LAYOUTS, **MEMORY_FORMATS,
}  # fmt: skip
_NUMPY: dict[str, Value] = {
    "ndarray": types.NDARRAY, "inf": math.inf, "nan": math.nan, "pi": math.pi, "e": math.e,
    "newaxis": None, "object_": types.OBJECT, "Inf": math.inf, "NaN": math.nan, "__version__": "2.0.0",
}  # fmt: skip
_NUMPY_DTYPES: dict[str, DType] = {
    "bool_": BOOL, "bool": BOOL, "float_": FLOAT64, "double": FLOAT64, "single": FLOAT32,
    "int_": INT64, "intp": INT64, "longlong": INT64, "complex_": DTYPES["complex128"],
    "csingle": COMPLEX64, "half": DTYPES["float16"],
}  # fmt: skip
#: The classes above numpy's dtypes.
_NUMPY_SCALARS = (
    "generic", "number", "integer", "signedinteger", "unsignedinteger", "inexact", "floating",
    "complexfloating",
)  # fmt: skip


def _all_names() -> dict[str, Value]:
    names: dict[str, Value] = {f"torch.{name}": value for name, value in _TORCH.items()}
    for name, dtype in {**DTYPES, **DTYPE_ALIASES}.items():
        names[f"torch.{name}"] = dtype
    names |= {f"numpy.{name}": value for name, value in _NUMPY.items()}
    names |= {f"numpy.{name}": Typing(f"numpy.{name}") for name in _NUMPY_SCALARS}
    names |= {f"numpy.{name}": scalar for name, scalar in NUMPY_SCALARS.items()}
    names |= {f"numpy.{name}": NUMPY_SCALARS[dtype.name] for name, dtype in _NUMPY_DTYPES.items()}
    return names


#: Values by their full dotted name.
NATIVE_NAMES: dict[str, Value] = _all_names()
