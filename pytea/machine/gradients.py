"""Gradients: leaves that torch refuses to change where it records, results where it does not."""

from __future__ import annotations

from typing import Any

from pytea.machine.machine import Machine
from pytea.stubapi import Operator, StubFailure
from pytea.stubapi.results import NamedResult
from pytea.values.objects import Ref, Value
from pytea.values.records import ModuleRecord, TensorRecord
from pytea.values.tensor import Tensor

#: In-place operators that change no element.
_HARMLESS = frozenset(["requires_grad_", "detach_", "set_", "resize_", "resize_as_"])
#: Modules of ours whose callers run while torch records no gradient.
_UNRECORDED = ("torch.autograd", "torch.nn._hooks", "torch.optim")


def leaf_failure(m: Machine, operator: Operator, args: list[Value]) -> StubFailure | None:
    """Returns why torch refuses an in-place operator on a leaf, or None.

    What our own stubs do is not judged: torch does it without recording.
    """
    name = operator.name.rpartition(".")[2]
    if operator.binding != "inplace" or not args or not m.state.grad or name in _HARMLESS:
        return None
    target = m.resolve(args[0])
    record = m.read(target) if isinstance(target, Ref) else None
    if not isinstance(record, TensorRecord) or not record.leaf:
        return None
    if record.tensor.requires_grad is not True or operator.name.startswith("torch.nn.init."):
        return None
    if not _recorded(m):
        return None
    view = "a view of " if name == "__setitem__" else ""
    text = f"{view}a leaf Variable that requires grad is being used in an in-place operation"
    return StubFailure(text, "bad-argument", "RuntimeError")


def _recorded(m: Machine) -> bool:
    for index, frame in enumerate(reversed(m.state.frames)):
        module = m.state.heap.read(frame.module)
        if isinstance(module, ModuleRecord) and module.kind == "bundled":
            if index == 0 or module.name.startswith(_UNRECORDED):
                return False
    return True


def mark_leaf(m: Machine, value: Value, operands: list[Tensor]) -> None:
    """Notes that a new tensor is a leaf, when it needs a gradient and none of its operands does."""
    if isinstance(value, Ref) and all(operand.requires_grad is False for operand in operands):
        record = m.read(value)
        if isinstance(record, TensorRecord) and record.tensor.requires_grad is True:
            m.write(value).leaf = True  # type: ignore[attr-defined]


def without_grad(result: Any, operands: list[Tensor]) -> Any:
    """Returns what torch gives while gradients are off; what asks for one by itself keeps it."""
    if isinstance(result, Tensor):
        if any(result is operand for operand in operands) or result.requires_grad is False:
            return result
        if all(operand.requires_grad is False for operand in operands):
            return result
        return result.changed(requires_grad=False)
    if isinstance(result, NamedResult):
        return NamedResult(result.fields, [without_grad(item, operands) for item in result])
    if type(result) in (list, tuple):
        return type(result)(without_grad(item, operands) for item in result)
    return result


def kept_grad(result: Any, target: Tensor) -> Any:
    """Returns a tensor changed in place while gradients are off: it needs one as before."""
    if not isinstance(result, Tensor) or result is target:
        return result
    return result.changed(requires_grad=target.requires_grad)
