"""Shows values to the observer. Nothing here changes a state, forks it or decides anything."""

from __future__ import annotations

from typing import Any

from pytea.ir import instructions as ir
from pytea.machine.dispatch import executes
from pytea.machine.findings import Place, place_of, trace_of
from pytea.machine.machine import Machine
from pytea.machine.observer import (
    MODULES,
    ModuleUse,
    Observation,
    Observer,
    Seen,
    shape_of,
    tuple_text,
)
from pytea.state.frame import Frame
from pytea.symbolic import Bool, Int, SymInt, leaves, restrict
from pytea.symbolic.diagram import Choice
from pytea.values.objects import Ref, Value
from pytea.values.records import (
    ClassRecord,
    DictRecord,
    InstanceRecord,
    ListRecord,
    ModuleRecord,
    Record,
    SplitRecord,
    TensorRecord,
)
from pytea.values.tensor import Tensor
from pytea.values.unknown import FAILED, Unknown

#: Items of a sequence that are looked at, and how deep.
ITEMS = 6
DEPTH = 3
#: Arms of a conditional value that are looked at.
ARMS = 8

_MODULE_CALL = "Module.__call__"


@executes(ir.Observe)
def exec_observe(m: Machine, frame: Frame, instr: ir.Observe) -> None:
    observer = m.program.observer
    if observer is None:
        return
    value = frame.regs[instr.src]
    if frame.code.qualname == _MODULE_CALL:
        _see_module(m, observer, frame, instr, value)
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
    callers = tuple([(id(f.code), f.pc) for f in m.state.frames[:-1]])
    key = (id(instr), _identity(seen), callers, guard)
    if observer.knows(key):
        return
    module = m.state.heap.read(frame.module)
    assert isinstance(module, ModuleRecord)
    if module.kind == "bundled":
        return
    place = Place(module.display, frame.code.spans[frame.pc - 1])
    tensor = seen if isinstance(seen, Tensor) else None
    subject = frame.regs[instr.subject] if instr.subject >= 0 else None
    observation = Observation(
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
    observer.add(observation, key)


def _device_text(device: object) -> str:
    if device is None:
        return ""
    if isinstance(device, Choice):
        return " or ".join(sorted({str(leaf) for _, leaf in leaves(device)}))
    return str(device)


def _identity(seen: Seen | None) -> object:
    if isinstance(seen, Tensor):
        return (seen.sizes, seen.dtype, seen.origin.span if seen.origin else None)
    if isinstance(seen, (tuple, list)):
        return tuple(_identity(item) for item in seen)
    return seen


def seen_in(m: Machine, value: Value, depth: int) -> Seen | None:
    """Returns the tensors and sizes in a value; None when there are none."""
    if isinstance(value, Ref):
        record: Record = m.state.heap.read(value)
        while type(record) is SplitRecord:
            record = record.high
        if isinstance(record, TensorRecord):
            return record.tensor
        if isinstance(record, ListRecord):
            return _sequence(m, record.items, depth, list)
        return None
    if isinstance(value, (int, SymInt)):
        return None if isinstance(value, bool) else value
    if isinstance(value, tuple):
        return _sequence(m, value, depth, tuple)
    return None


def _sequence(m: Machine, items: Any, depth: int, kind: type) -> Seen | None:
    if depth == 0 or not items or len(items) > ITEMS:
        return None
    seen = [seen_in(m, item, depth - 1) for item in items]
    if all(item is None for item in seen):
        return None
    made: Seen = kind(seen)
    return made


# --- modules ----------------------------------------------------------------------------------


def _see_module(
    m: Machine, observer: Observer, frame: Frame, instr: ir.Observe, value: Value
) -> None:
    subject = frame.regs[instr.subject] if instr.subject >= 0 else None
    if not isinstance(subject, Ref):
        return
    outer = any(f.code.qualname == _MODULE_CALL for f in m.state.frames[:-1])
    use = observed_module(m, observer, subject, outermost=not outer)
    if use is None:
        return
    if use.place is None:
        use.place = place_of(m.state)
    use.outermost = use.outermost or not outer
    if instr.kind == "parameter" and instr.name == "args":
        use.calls += 1
    if instr.kind == "parameter":
        seen = None if instr.name == "kwargs" else seen_in(m, value, DEPTH)
        if isinstance(seen, tuple):
            texts = [shape_of(item) for item in seen if item is not None]
            _add(use.inputs, ", ".join(texts))
        return
    text = output_text(m, value, DEPTH)
    if text:
        _add(use.outputs, text)


def _add(texts: list[str], text: str) -> None:
    if text not in texts and len(texts) < ITEMS:
        texts.append(text)


def output_text(m: Machine, value: Value, depth: int) -> str:
    """Returns what a module gave: shapes, in what they lie in; ``?`` for what is not known.

    It is "" where nothing is left of the result, since an operation failed that it needs.
    """
    if value is None:
        return "None"
    if isinstance(value, Unknown):
        return "" if value.reason.startswith(FAILED) else "?"
    record = _plain(m, value) if isinstance(value, Ref) else None
    if depth and isinstance(record, DictRecord) and 0 < len(record.entries) <= ITEMS:
        pairs = [(key, output_text(m, item, depth - 1)) for key, item in record.entries.values()]
        texts = [f"{key!r}: {text or '?'}" for key, text in pairs if isinstance(key, str)]
        return f"{{{', '.join(texts)}}}" if any(text for _, text in pairs) else ""
    items = record.items if isinstance(record, ListRecord) else value
    if depth and isinstance(items, (tuple, list)) and 0 < len(items) <= ITEMS:
        texts = [output_text(m, item, depth - 1) for item in items]
        if not any(texts):
            return ""
        texts = [text or "?" for text in texts]
        return f"[{', '.join(texts)}]" if isinstance(record, ListRecord) else tuple_text(texts)
    if isinstance(value, (bool, float, str)):
        return repr(value)
    return shape_of(seen_in(m, value, 0))


def see_product(m: Machine, observer: Observer, operands: list[Tensor], count: Int) -> None:
    """Adds the multiply-adds of a product to the module that runs, in its first call.

    Those with a weight of its own are told by the weight.
    """
    if type(count) is int and count == 0:
        return
    calls = (f for f in reversed(m.state.frames) if f.code.qualname == _MODULE_CALL)
    frame = next(calls, None)
    subject = frame.regs[0] if frame is not None else None
    use = observer.modules.get(subject.addr) if isinstance(subject, Ref) else None
    if use is None or use.calls > 1:
        return
    record = _plain(m, subject) if isinstance(subject, Ref) else None
    entries = _entries(m, record, "_parameters") if isinstance(record, InstanceRecord) else []
    weights = [seen_in(m, value, 0) for name, value in entries if "weight" in name]
    if not any(factor is weight for factor in operands[:3] for weight in weights):
        use.products = use.products + count


def observed_module(
    m: Machine, observer: Observer, ref: Ref, *, outermost: bool = False
) -> ModuleUse | None:
    """Returns the use of a module, made with all modules in it when it is new."""
    known = observer.modules.get(ref.addr)
    if known is not None or len(observer.modules) >= MODULES:
        return known
    record = _plain(m, ref)
    if not isinstance(record, InstanceRecord):
        return None
    children = _entries(m, record, "_modules")
    parameters = [
        (name, tensor)
        for name, value in _entries(m, record, "_parameters")
        if isinstance(tensor := seen_in(m, value, 0), Tensor)
    ]
    cls = _plain(m, record.cls) if isinstance(record.cls, Ref) else None
    use = ModuleUse(
        ref.addr,
        cls.name if isinstance(cls, ClassRecord) else "Module",
        tuple((name, child.addr) for name, child in children if isinstance(child, Ref)),
        tuple((name, shape_of(tensor)) for name, tensor in parameters),
        sum(_count(tensor) for _, tensor in parameters),
    )
    observer.modules[ref.addr] = use
    for _, child in children:
        if isinstance(child, Ref):
            observed_module(m, observer, child)
    return use


def _count(tensor: Tensor) -> int:
    count = 1
    for size in (0,) if tensor.sizes is None else tensor.sizes:
        count = count * size if isinstance(size, int) else 0
    return count


def _plain(m: Machine, ref: Ref) -> Record:
    record = m.state.heap.read(ref)
    while type(record) is SplitRecord:
        record = record.high
    return record


def _entries(m: Machine, record: InstanceRecord, name: str) -> list[tuple[str, Value]]:
    held = record.attrs.get(name)
    entries = _plain(m, held) if isinstance(held, Ref) else None
    if not isinstance(entries, DictRecord):
        return []
    return [(str(key), value) for key, value in entries.entries.values()]
