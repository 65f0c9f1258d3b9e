"""Shows values to the observer. Nothing here changes a state, forks it or decides anything."""

from __future__ import annotations

from pytea.ir import instructions as ir
from pytea.machine.dispatch import executes
from pytea.machine.findings import Place, place_of, trace_of
from pytea.machine.machine import Machine
from pytea.machine.observer import Observation, Observer, Seen, shape_of
from pytea.machine.seen import DEPTH, entries_of, output_text, plain_record, seen_in
from pytea.machine.shown import (
    MODULE_CALL,
    SeenModule,
    SeenProduct,
    SeenValue,
    ValueKey,
    add_product,
    callers_of,
    identity_of,
    module_calls,
    note,
    show_module,
)
from pytea.state.frame import Frame
from pytea.symbolic import Bool, Int, SymInt, leaves, restrict
from pytea.symbolic.diagram import Choice
from pytea.values.objects import Ref, Value
from pytea.values.records import InstanceRecord, ModuleRecord
from pytea.values.tensor import Tensor

#: Arms of a conditional value that are looked at.
ARMS = 8


@executes(ir.Observe)
def exec_observe(m: Machine, frame: Frame, instr: ir.Observe) -> None:
    observer = m.program.observer
    if observer is None:
        return
    value = frame.regs[instr.src]
    if frame.code.qualname == MODULE_CALL:
        if instr.subject >= 0 and instr.name != "kwargs":
            _see_module(m, observer, frame, instr, value)
        return
    module = m.state.heap.read(frame.module)
    assert isinstance(module, ModuleRecord)
    if module.kind == "bundled":
        return
    kind = type(value)
    if kind is Ref or kind is SymInt or kind is Choice or isinstance(value, tuple):
        arms = _arms(m, value, m.state.guard)
        for guard, arm in arms[:ARMS]:
            _see(m, observer, frame, instr, guard, arm)
    elif kind is int and instr.kind == "assign":
        _see(m, observer, frame, instr, m.state.guard, value)


def _arms(m: Machine, value: Value, guard: Bool) -> list[tuple[Bool, Value]]:
    """Returns what a value can be on this path, with the condition of each."""
    if type(value) is not Choice:
        return [(guard, value)]
    narrowed = restrict(value, guard)
    if type(narrowed) is not Choice:
        return [(guard, narrowed)]
    return [(guard & cond, leaf) for cond, leaf in leaves(narrowed)]


def _see(
    m: Machine, observer: Observer, frame: Frame, instr: ir.Observe, guard: Bool, value: Value
) -> None:
    seen = seen_in(m, value, DEPTH)
    if seen is None:
        return
    callers = callers_of(m)[:-1]
    key = ValueKey(id(instr), identity_of(seen), callers, guard)
    observation = observer.known(key)
    if observation is None:
        observation = _observation(m, frame, instr, guard, seen)
        observer.add(observation, key)
    if m.state.recordings:
        note(m, SeenValue(key, observation, seen, guard is m.state.guard))


def _observation(
    m: Machine, frame: Frame, instr: ir.Observe, guard: Bool, seen: Seen
) -> Observation:
    """Returns what is shown of a value."""
    module = m.state.heap.read(frame.module)
    assert isinstance(module, ModuleRecord)
    place = Place(module.display, frame.code.spans[frame.pc - 1])
    tensor = seen if isinstance(seen, Tensor) else None
    subject = frame.regs[instr.subject] if instr.subject >= 0 else None
    return Observation(
        place,
        instr.name,
        instr.kind,
        shape_of(seen),
        str(tensor.dtype).removeprefix("torch.") if tensor and tensor.dtype else "",
        _device_text(tensor.device) if tensor else "",
        "<module>" if frame.code.kind == "module" else frame.code.qualname,
        trace_of(m.state)[:-1],
        guard,
        tensor.origin if tensor else None,
        seen,
        subject.addr if isinstance(subject, Ref) else 0,
        m.state.facts,
    )


def _device_text(device: object) -> str:
    if device is None:
        return ""
    if isinstance(device, Choice):
        return " or ".join(sorted({str(leaf) for _, leaf in leaves(device)}))
    return str(device)


# --- modules ----------------------------------------------------------------------------------


def _see_module(
    m: Machine, observer: Observer, frame: Frame, instr: ir.Observe, value: Value
) -> None:
    subject = frame.regs[instr.subject]
    if not isinstance(subject, Ref):
        return
    text = ""
    if instr.kind == "return":
        kind, text = "output", output_text(m, value, DEPTH)
    else:
        kind, seen = "call", seen_in(m, value, DEPTH)
        if isinstance(seen, tuple):
            text = ", ".join([shape_of(item) for item in seen if item is not None])
    calls = module_calls(m)[:-1]
    shown = SeenModule(subject, kind, text, calls, place_of(m.state))
    show_module(m, observer, shown)
    if m.state.recordings:
        note(m, shown)


def see_product(m: Machine, observer: Observer, operands: list[Tensor], count: Int) -> None:
    """Adds the multiply-adds of a product to the module that runs, in its first call.

    Those with a weight of its own are told by the weight.
    """
    if type(count) is int and count == 0:
        return
    calls = module_calls(m)
    subject = m.state.frames[calls[-1]].regs[0] if calls else None
    if not isinstance(subject, Ref):
        return
    use = observer.modules.get(subject.addr)
    record = plain_record(m, subject)
    is_first = use is not None and use.calls <= 1
    if not isinstance(record, InstanceRecord) or not (is_first or m.state.recordings):
        return
    entries = entries_of(m, record, "_parameters")
    weights = [seen_in(m, value, 0) for name, value in entries if "weight" in name]
    if any(factor is weight for factor in operands[:3] for weight in weights):
        return
    add_product(observer, subject.addr, count)
    if m.state.recordings:
        note(m, SeenProduct(subject, count))
