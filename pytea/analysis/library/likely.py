"""How many dims the first use of an input suggests."""

from __future__ import annotations

from pytea.analysis.library.patterns import is_pending, told_by_pattern
from pytea.ir import instructions as ir
from pytea.machine.machine import Machine
from pytea.state.frame import Frame
from pytea.stubapi import Operator
from pytea.symbolic import Choice, SymInt, leaf_values
from pytea.values.objects import BoundMethod, Ref, Slice
from pytea.values.records import TensorRecord

_BY_OPERATOR = {
    "conv1d": (3,), "conv2d": (4,), "conv3d": (5,), "conv_transpose1d": (3,),
    "conv_transpose2d": (4,), "conv_transpose3d": (5,), "max_pool1d": (3,), "max_pool2d": (4,),
    "max_pool3d": (5,), "avg_pool1d": (3,), "avg_pool2d": (4,), "avg_pool3d": (5,),
    "adaptive_avg_pool1d": (3,), "adaptive_avg_pool2d": (4,), "adaptive_avg_pool3d": (5,),
    "adaptive_max_pool2d": (4,), "interpolate": (4,), "pixel_shuffle": (4,), "bmm": (3,),
    "baddbmm": (3,), "lstm": (3,), "gru": (3,), "rnn_tanh": (3,), "embedding": (2, 1),
    "linear": (2, 3), "layer_norm": (3, 2), "rms_norm": (3, 2), "multi_head_attention_forward": (3,), "pixel_unshuffle": (4,),
    "reflection_pad2d": (4,), "unfold": (4,), "grid_sample": (4,), "mm": (2,),
}  # fmt: skip


def likely_dims(m: Machine) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Returns numbers of dims for the tensor whose shape the running instruction asks for.

    Those that the use suggests, and those of the other tensors in it.
    """
    frame = m.frame
    instruction = frame.code.instructions[frame.pc - 1]
    found: tuple[int, ...] = ()
    match instruction:
        case ir.GetAttr(dst=dst):
            found = _following(frame, dst)
        case ir.GetItem(obj=obj, index=index):
            is_index = not is_pending(m, frame.regs[obj])
            found = (1, 2) if is_index else _indexed(frame.regs[index])
        case ir.Call(dst=dst, func=func, args=args):
            given = [frame.regs[register] for register in args]
            found = told_by_pattern(m, given) or _called(frame.regs[func])
            if not found:
                found = _counted(frame, instruction)
            if not found and _operator(frame.regs[func]).endswith(".size"):
                found = _following(frame, dst)
    return found, _like_others(m, frame, instruction)


def _following(frame: Frame, dst: int) -> tuple[int, ...]:
    """Looks at what is done with a shape next: ``B, C, H, W = x.shape`` or ``x.shape[2]``, also
    in ``B, N, device = *x.shape, x.device``.
    """
    following = frame.code.instructions[frame.pc : frame.pc + 8]
    cut = spread = -1
    beside = front = 0
    numbers: dict[int, object] = {}
    #: Where slices without an end begin, as in ``x.shape[2:]``.
    begins: dict[int, object] = {}
    for later in following:
        if isinstance(later, ir.Const):
            numbers[later.dst] = later.value
        if isinstance(later, ir.BuildSlice) and numbers.get(later.stop, 0) is None:
            begins[later.dst] = numbers.get(later.start)
        if isinstance(later, ir.GetItem) and later.obj == dst:
            begin = begins.get(later.index)
            cut, front = later.dst, begin if isinstance(begin, int) else 0
        if isinstance(later, (ir.BuildTuple, ir.BuildList)) and dst in later.items:
            if later.starred == (later.items.index(dst),):
                spread, beside = later.dst, len(later.items) - 1
        if isinstance(later, ir.Unpack) and later.src == cut:
            # x.shape[:2] says that there are two, and mostly that there are more
            count = len(later.targets)
            return (count + front,) if front > 0 else (count + 1, count + 2, count)
        if isinstance(later, ir.Unpack) and later.src == spread and later.star < 0:
            return (len(later.targets) - beside,)
        if isinstance(later, ir.Unpack) and later.src == dst:
            count = len(later.targets)
            return (count,) if later.star < 0 else (count, count - 1, count + 1)
    return (front + 2, front + 1, front + 3) if front > 0 else ()


def _indexed(index: object) -> tuple[int, ...]:
    parts = index if isinstance(index, tuple) else (index,)
    used = sum(isinstance(part, (int, SymInt, Slice)) for part in parts)
    if None in parts and parts[-1] == Slice(None, None, None):
        return (used,)  # nobody writes the last colon but to name all dims
    return (used, used + 1, used + 2) if used > 1 or (used and None in parts) else ()


#: Methods that are given one number for each dim, and by how many dims others change it before.
_PER_DIM = frozenset(["repeat", "expand", "permute", "tile"])
_CHANGING = {"unsqueeze": 1, "squeeze": -1, "contiguous": 0, "clone": 0, "float": 0, "detach": 0}


def _counted(frame: Frame, call: ir.Call) -> tuple[int, ...]:
    """Looks at how many numbers are given: ``x.permute(0, 2, 1)``, ``x.unsqueeze(1).repeat(1, n, 1, 1)``."""
    name = _operator(frame.regs[call.func]).rpartition(".")[2]
    if name in _PER_DIM:
        return _count(call)
    if name not in _CHANGING or (name == "squeeze" and not call.args):
        return ()
    following = frame.code.instructions[frame.pc : frame.pc + 12]
    method = -1
    for later in following:
        if isinstance(later, ir.GetAttr) and later.obj == call.dst and later.name in _PER_DIM:
            method = later.dst
        if isinstance(later, ir.Call) and later.func == method:
            return tuple(count - _CHANGING[name] for count in _count(later))
    return ()


def _count(call: ir.Call) -> tuple[int, ...]:
    """Returns how many numbers a call is given, if it is more than one."""
    many = len(call.args) > 1 and not (call.starred or call.keyword_names)
    return (len(call.args),) if many else ()


def _called(function: object) -> tuple[int, ...]:
    return _BY_OPERATOR.get(_operator(function).rpartition(".")[2], ())


def _operator(function: object) -> str:
    """Returns the name of the operator that is called; "" for other functions."""
    while isinstance(function, BoundMethod):
        function = function.function
    return function.name if isinstance(function, Operator) else ""


def _like_others(m: Machine, frame: Frame, instruction: object) -> tuple[int, ...]:
    """Returns the numbers of dims of the other tensors that the instruction works on."""
    registers = [
        getattr(instruction, name)
        for name in ("left", "right", "func")
        if isinstance(getattr(instruction, name, None), int)
    ]
    registers += getattr(instruction, "args", ())
    found = []
    for register in registers:
        value = frame.regs[register]
        while isinstance(value, BoundMethod):
            value = value.receiver
        for ref in _members(m, value):
            record = m.state.heap.read(ref)
            # a tensor without dims says nothing of what it is multiplied with
            if isinstance(record, TensorRecord) and record.tensor.sizes:
                found.append(len(record.tensor.sizes))
    return tuple(found)


def _members(m: Machine, value: object) -> list[Ref]:
    if isinstance(value, Choice):
        leaves: list[object] = list(leaf_values(value))
        return [leaf for leaf in leaves if isinstance(leaf, Ref)]
    if isinstance(value, tuple):
        return [item for item in value if isinstance(item, Ref)]
    if not isinstance(value, Ref):
        return []
    items = getattr(m.state.heap.read(value), "items", None)
    if isinstance(items, list):
        return [item for item in items if isinstance(item, Ref)]
    return [value]
