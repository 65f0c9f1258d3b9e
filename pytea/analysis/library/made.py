"""Values of inputs that are no tensors, and the dtypes of those that are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pytea.analysis.library.learner import Learner
from pytea.machine.machine import Machine
from pytea.symbolic import choose, fresh_bool
from pytea.values.dtype import (
    BFLOAT16,
    BOOL,
    COMPLEX64,
    FLOAT16,
    FLOAT32,
    FLOAT64,
    INT32,
    INT64,
    UINT8,
    DType,
)
from pytea.values.objects import Builtin, Ref, Value
from pytea.values.records import TensorRecord
from pytea.values.unknown import Unknown


def layer(name: str) -> Builtin:
    """Returns a layer that gives back the tensor that it is given."""

    def call(m: Machine, *args: Value, **_kwargs: Value) -> Value:
        given = m.resolve(args[0]) if args else None
        if not isinstance(given, Ref) or not isinstance(m.read(given), TensorRecord):
            return Unknown(f"parameter {name}")
        if isinstance(m.program.library, Learner):
            m.program.library.assumptions.setdefault(f"{name} keeps the shape of its input")
        return given

    return Builtin(name, call)


def one_of(values: Sequence[tuple[str, Value]], name: str) -> Value:
    """Returns any of several values; which one it is hangs on conditions that name it."""
    value: Value = values[-1][1]
    for text, other in reversed(values[:-1]):
        value = choose(fresh_bool(f"{name} == {text}"), other, value)
    return value


#: The dtype that stands for those of an annotation.
_DTYPES = {
    **dict.fromkeys(["Float", "Float32", "FloatTensor"], FLOAT32), "Float16": FLOAT16,
    "BFloat16": BFLOAT16, **dict.fromkeys(["Float64", "DoubleTensor"], FLOAT64),
    **dict.fromkeys(["Int", "Integer", "Int64", "LongTensor"], INT64), "Int32": INT32,
    "IntTensor": INT32, "UInt8": UINT8, **dict.fromkeys(["Bool", "BoolTensor"], BOOL),
    "Complex": COMPLEX64,
}  # fmt: skip


#: What integers are called that pick items.
_INDICES = re.compile(r"(^|_)(idx|idxs|index|indices|inds|ids)$")


def dtype_of(annotation: str, name: str) -> DType | None:
    """Returns the dtype that an annotation or a name tells; None where it may be any."""
    told = _DTYPES.get(annotation.partition("[")[0].rpartition(".")[2])
    return INT64 if told is None and _INDICES.search(name) else told
