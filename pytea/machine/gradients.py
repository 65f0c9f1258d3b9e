"""Gradients: leaves that torch refuses to change where it records, results where it does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pytea.machine.lookup import MISSING
from pytea.machine.machine import Machine
from pytea.solver import Verdict
from pytea.stubapi import Operator, StubFailure
from pytea.stubapi.results import EqualParts, NamedResult
from pytea.stubapi.shapes import render_shape
from pytea.symbolic import SymInt
from pytea.values.objects import Ref, Slice, Value
from pytea.values.records import ModuleRecord, TensorRecord
from pytea.values.tensor import Size, Tensor
from pytea.values.unknown import Unknown

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
    several = record.track is not None and record.track.several
    if not (record.leaf or record.leaf_view or several) or not _recorded(m):
        return None
    if several and not record.leaf:
        text = (
            "one of several views that one function returned is being modified inplace: clone it, "
            "or do not change it in place"
        )
        return StubFailure(text, "bad-argument", "RuntimeError")
    view = "a view of " if name == "__setitem__" or record.leaf_view else ""
    text = f"{view}a leaf Variable that requires grad is being used in an in-place operation"
    return StubFailure(text, "bad-argument", "RuntimeError")


def changes_elements(operator: Operator) -> bool:
    """Returns whether an in-place operator writes to the memory of its first operand."""
    return operator.name.rpartition(".")[2] not in _HARMLESS


def out_failure(
    m: Machine, operator: Operator, result: object, operands: list[Tensor]
) -> StubFailure | None:
    """Returns why torch refuses ``out=``: a result that has gradients is not written to it."""
    first = result[0] if isinstance(result, (tuple, list)) and result else result
    dtype = first.dtype if isinstance(first, Tensor) else None
    if not m.state.grad or dtype is None or dtype.kind not in ("float", "complex"):
        return None
    if all(operand.requires_grad is not True for operand in operands):
        return None
    name = operator.name.rpartition(".")[2]
    text = (
        f"{name}(): functions with out=... arguments don't support automatic differentiation, but "
        "one of the arguments requires grad"
    )
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
        written = m.write(value)
        assert isinstance(written, TensorRecord)
        if written.leaf is not True:
            written.graded = m.state.backwards
        written.leaf = True
    elif record.tensor.kind == "Tensor" and any(t.requires_grad is True for t in operands):
        m.write(value).leaf = False  # type: ignore[attr-defined]


def mark_view(m: Machine, operator: Operator, value: Value, args: list[Value]) -> None:
    """Notes that a new tensor shares the memory of a leaf that needs a gradient."""
    name = operator.name.rpartition(".")[2]
    if not isinstance(value, Ref) or not m.state.grad or not is_view(m, name, args):
        return
    base, record = _tensor(m, args[0]), _tensor(m, value)
    if base is None or record is None or value == m.resolve(args[0]):
        return
    grads = base.tensor.requires_grad is True and record.tensor.requires_grad is True
    if grads and (base.leaf or base.leaf_view):
        m.write(value).leaf_view = True  # type: ignore[attr-defined]


def is_view(m: Machine, name: str, args: list[Value]) -> bool:
    """Returns whether the result of an operator certainly shares the memory of its first operand."""
    if name not in _VIEWS or not args:
        return False
    return name != "__getitem__" or _basic(m, args[1])


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


def known_gradient(m: Machine, record: TensorRecord) -> Value:
    """Returns None for ``.grad`` of what certainly has none, MISSING where the operator decides."""
    if record.graded is m.state.backwards:
        return None
    needs = record.tensor.requires_grad
    if record.leaf is False and needs is True and "_pytea_retained" not in record.attrs:
        return None
    if record.leaf is True and needs is False:
        return Unknown("a gradient of before")
    return MISSING


def set_gradient(m: Machine, record: TensorRecord, value: Value) -> None:
    """Executes an assignment to ``.grad``: a tensor of the same shape, or None to forget it."""
    source = m.read(value) if isinstance(value, Ref) else None
    if isinstance(source, TensorRecord):
        given, own = source.tensor.sizes, record.tensor.sizes
        if given is not None and own is not None and not _may_equal(m, given, own):
            text = (
                f"assigning a gradient of size {render_shape(given)} to a tensor of size "
                f"{render_shape(own)}"
            )
            m.raise_("RuntimeError", text, "shape-mismatch")
    record.attrs.pop("grad", None)
    record.graded = m.state.backwards if value is None else isinstance(source, TensorRecord)
    if value is not None:
        record.attrs["grad"] = value


def _may_equal(m: Machine, a: Size, b: Size) -> bool:
    pairs = zip(a, b, strict=False)
    return len(a) == len(b) and all(m.verdict(x == y) is not Verdict.FAILS for x, y in pairs)


def without_grad(result: Any, operands: list[Tensor]) -> Any:
    """Returns what torch gives while gradients are off; what asks for one by itself keeps it."""
    if isinstance(result, Tensor):
        if any(result is operand for operand in operands) or result.requires_grad is False:
            return result
        if all(operand.requires_grad is False for operand in operands):
            return result
        return result.changed(requires_grad=False)
    if isinstance(result, EqualParts):
        return EqualParts(without_grad(result.part, operands), result.count)
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
