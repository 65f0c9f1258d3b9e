"""What our autograd stubs ask of the machine: backward passes over the graph that was recorded."""

from __future__ import annotations

from pytea.machine.autograd import forget, touch
from pytea.machine.backward import accumulate, free, passed, refusal, unused, walk
from pytea.machine.machine import Machine
from pytea.machine.tables import native
from pytea.values.objects import Ref, Value
from pytea.values.records import ListRecord, TensorRecord


def _tensors(m: Machine, values: Value) -> list[Ref] | None:
    """Returns the tensors of a tuple or list; None when something else is among them."""
    values = m.resolve(values)
    if isinstance(values, Ref):
        record = m.read(values)
        values = tuple(record.items) if isinstance(record, ListRecord) else None
    if not isinstance(values, tuple):
        return None
    found = [m.resolve(value) for value in values]
    refs = [ref for ref in found if isinstance(ref, Ref) and isinstance(m.read(ref), TensorRecord)]
    return refs if len(refs) == len(found) else None


@native("_pytea", "run_backward")
def intrinsic_run_backward(
    m: Machine, roots: Value, inputs: Value = None, keep: Value = False, accumulates: Value = True
) -> Value:
    """Runs backward from ``roots``; raises what torch does where that is certain."""
    tensors = _tensors(m, roots)
    targets = None if m.resolve(inputs) is None else _tensors(m, inputs)
    if tensors is None or (targets is None and m.resolve(inputs) is not None):
        m.state.backwards = object()
        return None
    graph = walk(m, tensors)
    executed = passed(m, graph, targets)
    reason = refusal(m, executed)
    if reason:
        m.raise_("RuntimeError", reason, "bad-argument")
    if m.resolve(keep) is False:
        free(m, executed)
    if m.resolve(accumulates) is not False:
        accumulate(m, graph, targets)
    return None


@native("_pytea", "step_parameters")
def intrinsic_step_parameters(m: Machine, tensors: Value) -> Value:
    """Notes that an optimizer changed those of its parameters that have a gradient."""
    for ref in _tensors(m, tensors) or ():
        record = m.read(ref)
        if isinstance(record, TensorRecord) and record.graded is True:
            touch(m, ref)
    return None


@native("_pytea", "is_unused")
def intrinsic_is_unused(m: Machine, roots: Value, tensor: Value) -> Value:
    """Returns whether ``roots`` were certainly not computed from a tensor."""
    tensors, wanted = _tensors(m, roots), _tensors(m, (tensor,))
    return bool(tensors and wanted) and unused(m, walk(m, tensors or []), (wanted or [])[0])


@native("_pytea", "forget_history")
def intrinsic_forget_history(m: Machine, value: Value) -> Value:
    """Forgets what a tensor, or those in a tuple or list, were computed from; returns it."""
    forget(m, value)
    return value


@native("_pytea", "forget_gradients")
def intrinsic_forget_gradients(m: Machine, tensors: Value) -> Value:
    """Notes that tensors have no gradient any more."""
    for ref in _tensors(m, tensors) or ():
        record = m.write(ref)
        assert isinstance(record, TensorRecord)
        record.graded = m.state.backwards
        record.attrs.pop("grad", None)
    return None
