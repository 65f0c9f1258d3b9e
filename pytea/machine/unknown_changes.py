"""What is known of a tensor behind an operation in place that could not be followed."""

from __future__ import annotations

from pytea.machine.autograd import touch
from pytea.machine.gradients import changes_elements
from pytea.machine.machine import Machine
from pytea.stubapi import Operator
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord
from pytea.values.tensor import Strides, Tensor
from pytea.values.unknown import Unknown

#: Operators that give a tensor other sizes in place.
_RESHAPING = frozenset(
    ["resize_", "resize_as_", "set_", "squeeze_", "unsqueeze_", "swapaxes_", "swapdims_", "t_",
     "transpose_", "as_strided_"]
)  # fmt: skip
_NUMBERS = frozenset(["int", "float", "bool", "complex", "str"])


def record_unknown_change(
    m: Machine, operator: Operator, values: list[Value], named: dict[str, Value]
) -> None:
    """Notes that the first operand has other elements, and perhaps a history from now on."""
    target = m.resolve(values[0]) if values else None
    if not isinstance(target, Ref) or not isinstance(m.read(target), TensorRecord):
        return
    written = m.write(target)
    assert isinstance(written, TensorRecord)
    name = operator.name.rpartition(".")[2]
    if name in _RESHAPING:
        written.tensor = written.tensor.changed(sizes=None, strides=Strides.UNKNOWN, data=None)
        return
    if not changes_elements(operator):
        return
    tracked = m.state.grad and any(_may_need(m, v) for v in (*values[1:], *named.values()))
    written.tensor = _written(written.tensor, tracked)
    base = None if written.track is None else written.track.base
    owner = touch(m, base or target, certain=False)
    owner.tensor = _written(owner.tensor, tracked)


def _written(tensor: Tensor, tracked: bool) -> Tensor:
    unsure = tracked and tensor.requires_grad is False
    return tensor.changed(data=None, requires_grad=None if unsure else tensor.requires_grad)


def _may_need(m: Machine, value: Value) -> bool:
    """Returns whether a gradient may be needed for an operand."""
    value = m.resolve(value)
    if isinstance(value, Unknown):
        return value.kind not in _NUMBERS
    record = m.read(value) if isinstance(value, Ref) else None
    return isinstance(record, TensorRecord) and record.tensor.requires_grad is not False
