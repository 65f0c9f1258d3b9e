"""Numbers of dims that are not known, learned from what a program asks and takes for granted.

``x.ndim == 3``, ``x.dim() == 3`` and ``len(x.shape) == 3`` part the path where the number of dims of
a tensor is not known; behind the question the tensor has so many dims, or certainly has not.
``n, c, h, w = x.shape`` asks nothing: where it does not fail there are as many dims as names.
"""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine.learning import with_dims
from pytea.machine.machine import Machine
from pytea.machine.operands import definition
from pytea.state.frame import Frame
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord
from pytea.values.tensor import Size
from pytea.values.unknown import Unknown

#: More dims than any tensor of a program that asks for their number.
_MOST = 8
_NUMBERS = frozenset(["ndim", "dim", "ndimension"])
_SIZES = frozenset(["shape", "size"])


def asked_dims(m: Machine, frame: Frame, instr: ir.Compare) -> bool | None:
    """Returns what ``x.ndim == 3`` is on this path, which is split for it; None for all else."""
    number, count = frame.regs[instr.left], frame.regs[instr.right]
    if instr.op not in ("==", "!=") or type(number) is not Unknown or type(count) is not int:
        return None
    tensor = _measured(m, frame, instr.left)
    if tensor is None or not 0 <= count <= _MOST:
        return None
    record = m.read(tensor)
    if not isinstance(record, TensorRecord):
        return None
    before = record.tensor
    if before.sizes is not None or before.pending or before.layout or len(before.tail) > count:
        return None
    equal = m.compared(number, "==", count, "bool")
    assert equal is not None
    if count in before.ndims or not before.ndims:
        equals = m.decide(m.unknown_truth(equal))
        left = (count,) if equals else tuple(n for n in before.ndims if n != count)
    else:
        equals, left = False, before.ndims
    written = m.write(tensor)
    assert isinstance(written, TensorRecord)
    written.tensor = with_dims(before, left)
    return equals is (instr.op == "==")


def unpacked_sizes(m: Machine, frame: Frame, instr: ir.Unpack) -> Size | None:
    """Returns what ``n, c = x.shape`` gives, and lets ``x`` have as many dims; None for all else."""
    tensor = m.resolve(_sized(frame, instr.src))
    record = m.read(tensor) if isinstance(tensor, Ref) else None
    if not isinstance(tensor, Ref) or not isinstance(record, TensorRecord) or instr.star >= 0:
        return None
    before, count = record.tensor, len(instr.targets)
    if before.sizes is not None or before.pending or before.layout or len(before.tail) > count:
        return None
    if before.ndims and count not in before.ndims:
        return None
    written = m.write(tensor)
    assert isinstance(written, TensorRecord)
    written.tensor = with_dims(before, (count,))
    return written.tensor.sizes


def _measured(m: Machine, frame: Frame, register: int) -> Ref | None:
    """Returns the tensor whose number of dims was read into a register."""
    made = definition(frame, register)
    asked: Value = None
    if isinstance(made, ir.GetAttr) and made.name == "ndim":
        asked = frame.regs[made.obj]
    elif isinstance(made, ir.Call) and not made.args:
        asked = _receiver(frame, made.func, _NUMBERS)
    elif isinstance(made, ir.Call) and len(made.args) == 1:
        counts = definition(frame, made.func)
        if isinstance(counts, ir.LoadGlobal) and counts.name == "len":
            asked = _sized(frame, made.args[0])
    asked = m.resolve(asked)
    return asked if isinstance(asked, Ref) else None


def _sized(frame: Frame, register: int) -> Value:
    made = definition(frame, register)
    if isinstance(made, ir.GetAttr) and made.name == "shape":
        return frame.regs[made.obj]
    if isinstance(made, ir.Call) and not made.args:
        return _receiver(frame, made.func, _SIZES)
    return None


def _receiver(frame: Frame, register: int, names: frozenset[str]) -> Value:
    method = definition(frame, register)
    if isinstance(method, ir.GetAttr) and method.name in names:
        return frame.regs[method.obj]
    return None
