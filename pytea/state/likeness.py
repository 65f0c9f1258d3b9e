"""What two states have in common: which records and tensors can become one."""

from __future__ import annotations

from pytea.state.generator import GeneratorRecord
from pytea.state.meeting import frames_agree
from pytea.symbolic import (
    same,
)
from pytea.values.records import (
    CellRecord,
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    IteratorRecord,
    ListRecord,
    OpaqueRecord,
    Record,
    SetRecord,
    TensorRecord,
)
from pytea.values.tensor import Tensor


def alike(x: Record, y: Record, *, by_chance: bool) -> bool:
    """Returns whether two records can become one without a split; chance may join what differs."""
    if type(x) is not type(y):
        return False
    match x, y:
        case TensorRecord(), TensorRecord():
            a, b = x.tensor.sizes, y.tensor.sizes
            if by_chance and (a is None or b is None):
                return True
            return (a is None) == (b is None) and (a is None or len(a) == len(b or ()))
        case ListRecord(), ListRecord():
            return len(x.items) == len(y.items)
        case DictRecord(), DictRecord():
            return x.entries.keys() == y.entries.keys()
        case SetRecord(), SetRecord():
            return list(x.entries) == list(y.entries)
        case InstanceRecord(), InstanceRecord():
            return x.cls is y.cls
        case ClassRecord(), ClassRecord():
            return x.ancestors == y.ancestors and x.metaclass is y.metaclass
        case FunctionRecord(), FunctionRecord():
            return x.code is y.code and x.module is y.module
        case IteratorRecord(), IteratorRecord():
            return x.kind == y.kind
        case GeneratorRecord(), GeneratorRecord():
            if x.frame is None or y.frame is None:
                return x.frame is y.frame
            return frames_agree(x.frame, y.frame)
        case CellRecord(), CellRecord():
            return True
        case OpaqueRecord(), OpaqueRecord():
            return x.kind == y.kind
    return False


def is_plain_result(record: TensorRecord) -> bool:
    """Returns whether a tensor is a computed result of which nothing but its shape is known."""
    computed = record.tensor.kind in ("Tensor", "ndarray") and record.tensor.data is None
    return computed and not record.leaf and not record.attrs


def same_rank(a: Tensor, b: Tensor) -> bool:
    """Returns whether two tensors are known to have the same number of dims."""
    x, y = a.sizes, b.sizes
    return x is y or (x is not None and y is not None and len(x) == len(y))


def same_layout(x: Tensor, y: Tensor) -> bool:
    """Returns whether two tensors are known to have the same strides."""
    a, b = x.strides, y.strides
    if isinstance(a, str) or isinstance(b, str):
        return a is b
    return len(a) == len(b) and all(map(same, a, b))
