"""Functions of ours that do the work of a class: ``zip``, ``numpy.dtype``, ``torch.LongTensor``.

A program may name such a class where only classes may stand, in ``int | zip`` or ``isinstance``.
"""

from __future__ import annotations

import builtins

from pytea.machine.machine import Machine
from pytea.machine.types import GENERATOR, ITERATOR, TENSOR, is_subclass, type_of
from pytea.stubapi import Operator
from pytea.symbolic import Bool
from pytea.values.dtype import DTYPES, Device, DType
from pytea.values.numpy_dtype import NumpyDType
from pytea.values.objects import Builtin, BuiltinType, Ref, Typing, Value
from pytea.values.records import ClassRecord, FunctionRecord, ModuleRecord, TensorRecord
from pytea.values.unknown import Unknown

#: Classes whose names look like those of functions.
_SMALL = frozenset(["dtype", "itemgetter", "attrgetter", "methodcaller"])
_LEGACY = {
    "FloatTensor": "float32", "DoubleTensor": "float64", "HalfTensor": "float16",
    "LongTensor": "int64", "IntTensor": "int32", "ShortTensor": "int16", "CharTensor": "int8",
    "ByteTensor": "uint8", "BoolTensor": "bool", "BFloat16Tensor": "bfloat16",
}  # fmt: skip


def is_type(m: Machine, value: Value) -> bool:
    """Returns whether a value may be an alternative of ``int | None``."""
    if isinstance(value, Ref) and isinstance(m.read(value), ClassRecord):
        return True
    return value is None or isinstance(value, (BuiltinType, Typing)) or stands_for_class(m, value)


def stands_for_class(m: Machine, value: Value) -> bool:
    """Returns whether what is a function here may be a class in the library itself."""
    match value:
        case NumpyDType():
            return value.scalar
        case Builtin() | Operator():
            name = value.name.rpartition(".")[2]
            is_type = isinstance(getattr(builtins, name, None), type)
            return is_type or name[:1].isupper() or name in _SMALL
        case Ref():
            record = m.read(value)
            if isinstance(record, FunctionRecord):
                module = m.read(record.module)
                return isinstance(module, ModuleRecord) and module.kind == "bundled"
    return False


def stand_in_instance(m: Machine, obj: Value, stand_in: Value) -> Bool | Unknown:
    """Returns ``isinstance(obj, stand_in)`` for what stands for a class."""
    if isinstance(stand_in, Operator):
        if stand_in.name == "numpy.dtype":
            return isinstance(obj, NumpyDType) and not obj.scalar
        module, _, name = stand_in.name.rpartition(".")
        if name in _LEGACY:
            return _is_legacy(m, obj, name, "cuda" if module == "torch.cuda" else "cpu")
    cls = type_of(m, obj)
    if isinstance(cls, BuiltinType) and not is_subclass(m, cls, ITERATOR) and cls is not GENERATOR:
        return False
    return Unknown("an instance of a class that is not followed", "bool")


def _is_legacy(m: Machine, obj: Value, name: str, device: str) -> Bool | Unknown:
    """Whether a tensor is one of the old tensor types, which tell dtype and device."""
    record = m.read(obj) if isinstance(obj, Ref) else None
    if not isinstance(record, TensorRecord):
        cls = type_of(m, obj)
        if isinstance(cls, BuiltinType) and cls is not TENSOR:
            return False
        return Unknown("the type of a value that is not known", "bool")
    tensor = record.tensor
    if tensor.kind == "ndarray":
        return False
    if not isinstance(tensor.dtype, DType) or not isinstance(tensor.device, Device):
        return Unknown("the dtype or device of a tensor", "bool")
    return tensor.dtype == DTYPES[_LEGACY[name]] and tensor.device.type == device
