"""Gradients: leaves that torch refuses to change where it records, results where it does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pytea.machine.machine import Machine
from pytea.stubapi import Operator, StubFailure
from pytea.stubapi.results import NamedResult
from pytea.symbolic import SymInt
from pytea.values.objects import Ref, Slice, Value
from pytea.values.records import ModuleRecord, TensorRecord
from pytea.values.tensor import Tensor

#: In-place operators that change no element.
_HARMLESS = frozenset(["requires_grad_", "detach_", "set_", "resize_", "resize_as_"])
#: Operators whose result always shares the memory of their first operand.
_VIEWS = frozenset(
    [
        "view",
        "view_as",
        "transpose",
        "permute",
        "T",
        "mT",
        "H",
        "t",
        "squeeze",
        "unsqueeze",
        "narrow",
        "select",
        "swapaxes",
        "swapdims",
        "movedim",
        "moveaxis",
        "expand",
        "expand_as",
        "diagonal",
        "__getitem__",
    ]
)
#: Modules of ours whose callers run while torch records no gradient.
_UNRECORDED = ("torch.autograd", "torch.nn._hooks", "torch.optim")


def leaf_failure(m: Machine, operator: Operator, args: list[Value]) -> StubFailure | None:
    """Returns why torch refuses an in-place operator on a leaf or its flag on another, or None.

    What our own stubs do is not judged: torch does it without recording.
    """
    if operator.binding != "inplace" or not args:
        return None
    name = operator.name.rpartition(".")[2]
    if name == "requires_grad_":
        return _flag_failure(m, args)
    if not m.state.grad or name in _HARMLESS or operator.name.startswith("torch.nn.init."):
        return None
    record = _tensor(m, args[0])
    if record is None or record.tensor.requires_grad is not True:
        return None
    if not (record.leaf or record.leaf_view) or not _recorded(m):
        return None
    view = "a view of " if name == "__setitem__" or record.leaf_view else ""
    text = f"{view}a leaf Variable that requires grad is being used in an in-place operation"
    return StubFailure(text, "bad-argument", "RuntimeError")


def _flag_failure(m: Machine, args: list[Value]) -> StubFailure | None:
    """Returns why the flag of a computed tensor cannot be cleared, or None."""
    record = _tensor(m, args[0])
    if record is None or record.leaf is not False or record.tensor.requires_grad is not True:
        return None
    if len(args) < 2 or m.resolve(args[1]) is not False:
        return None
    text = "you can only change requires_grad flags of leaf variables, use detach() for this one"
    return StubFailure(text, "bad-argument", "RuntimeError")


def _tensor(m: Machine, value: Value) -> TensorRecord | None:
    target = m.resolve(value)
    record = m.read(target) if isinstance(target, Ref) else None
    return record if isinstance(record, TensorRecord) else None


def _recorded(m: Machine) -> bool:
    for index, frame in enumerate(reversed(m.state.frames)):
        module = m.state.heap.read(frame.module)
        if isinstance(module, ModuleRecord) and module.kind == "bundled":
            if index == 0 or module.name.startswith(_UNRECORDED):
                return False
    return True


def mark_leaf(m: Machine, value: Value, operands: list[Tensor], refs: Iterable[Ref] = ()) -> None:
    """Notes whether a new tensor that needs a gradient is a leaf: none of its operands needs one.

    ``refs`` are the operands' own objects: a result that is one of them is not new.
    """
    if not isinstance(value, Ref) or value in refs:
        return
    record = m.read(value)
    if not isinstance(record, TensorRecord) or record.tensor.requires_grad is not True:
        return
    if all(operand.requires_grad is False for operand in operands):
        m.write(value).leaf = True  # type: ignore[attr-defined]
    elif record.tensor.kind == "Tensor" and any(t.requires_grad is True for t in operands):
        m.write(value).leaf = False  # type: ignore[attr-defined]


def mark_view(m: Machine, operator: Operator, value: Value, args: list[Value]) -> None:
    """Notes that a new tensor shares the memory of a leaf that needs a gradient."""
    name = operator.name.rpartition(".")[2]
    if name not in _VIEWS or not args or not isinstance(value, Ref) or not m.state.grad:
        return
    if name == "__getitem__" and not _basic(m, args[1]):
        return
    base, record = _tensor(m, args[0]), _tensor(m, value)
    if base is None or record is None or value == m.resolve(args[0]):
        return
    grads = base.tensor.requires_grad is True and record.tensor.requires_grad is True
    if grads and (base.leaf or base.leaf_view):
        m.write(value).leaf_view = True  # type: ignore[attr-defined]


def _basic(m: Machine, index: Value) -> bool:
    """Returns whether an index is made of whole numbers, slices, None and ... alone."""
    index = m.resolve(index)
    parts = index if isinstance(index, tuple) else (index,)
    return all(
        part is None
        or part is Ellipsis
        or isinstance(part, (Slice, SymInt))
        or (isinstance(part, int) and not isinstance(part, bool))
        for part in map(m.resolve, parts)
    )


def known_leaf(m: Machine, value: Value) -> bool | None:
    """Returns whether a tensor is a leaf; None when it is not known."""
    record = _tensor(m, value)
    if record is None:
        return None
    needs = record.tensor.requires_grad
    return True if needs is False else record.leaf if needs else None


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
