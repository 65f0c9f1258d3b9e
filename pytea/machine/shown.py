"""What was shown to an observer inside of a call, to be shown again where the call is not run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pytea.diagnostics import TraceEntry
from pytea.machine.findings import Place, trace_of
from pytea.machine.machine import Machine
from pytea.machine.observer import MODULES, ModuleUse, Observation, Observer, Seen, shape_of
from pytea.machine.seen import ITEMS, entries_of, plain_record, seen_in
from pytea.records import immutable
from pytea.state.call_summary import Recording
from pytea.symbolic import Bool, Int
from pytea.values.objects import Ref
from pytea.values.origin import Origin
from pytea.values.records import ClassRecord, InstanceRecord
from pytea.values.tensor import Tensor

#: The stub that calls the modules of the program.
MODULE_CALL = "Module.__call__"


class ValueKey(NamedTuple):
    """What tells one observation from another."""

    instruction: int
    value: object
    #: The code and the place of every frame but the one that runs.
    callers: tuple[tuple[int, int], ...]
    guard: Bool


@immutable(eq=False)
class Elsewhere:
    """A call that is not run, as seen from the one that was recorded in its place."""

    #: The frame of the recorded call, and how long the trace was that led to it.
    depth: int
    before: int
    #: The frame that this call would have.
    here: int
    #: By address in the recorded call: the objects of this one.
    twins: Mapping[int, Ref]
    callers: tuple[tuple[int, int], ...]
    trace: tuple[TraceEntry, ...]
    #: The frames that call a module.
    calls: tuple[int, ...]
    #: Where what this call is given comes from, by where it came from in the recorded one.
    origins: Mapping[Origin, Origin]

    def twin(self, ref: Ref) -> Ref:
        """Returns the object of this call for one of the recorded call."""
        return self.twins.get(ref.addr, ref)

    def moved(self, calls: tuple[int, ...]) -> tuple[int, ...]:
        """Returns frames of the recorded run that call modules, as they would be in this one."""
        inside = [at - self.depth + self.here for at in calls if at >= self.depth]
        return self.calls + tuple(inside)

    def within(self, outer: Elsewhere) -> Elsewhere:
        """Returns this call where the call around it is not run either, but ``outer`` is."""
        origins = {old: outer.origins.get(new, new) for old, new in self.origins.items()}
        return Elsewhere(
            depth=self.depth,
            before=self.before,
            here=self.here - outer.depth + outer.here,
            twins={old: outer.twin(new) for old, new in self.twins.items()},
            callers=outer.callers + self.callers[outer.depth :],
            trace=outer.trace + self.trace[outer.before :],
            calls=outer.moved(self.calls),
            origins={**outer.origins, **origins},
        )


@immutable(eq=False)
class SeenValue:
    """An observation."""

    key: ValueKey
    observation: Observation
    #: The value; the observation may be of an earlier one that looks like it.
    value: Seen
    #: Whether the value is this one on the whole path.
    whole: bool

    @property
    def sameness(self) -> object:
        """What is equal for observations of which one is enough."""
        return (self.key, self.whole)

    def again(self, m: Machine, observer: Observer, there: Elsewhere) -> None:
        """Shows the value as one of another call."""
        seen = self.observation
        if observer.is_full(seen.place):
            return
        callers = there.callers + self.key.callers[there.depth :]
        value: Seen = _from_elsewhere(self.value, there.origins)
        key = ValueKey(self.key.instruction, identity_of(value), callers, m.state.guard)
        if observer.known(key) is not None:
            return
        observation = replace(
            seen,
            context=there.trace + seen.context[there.before :],
            guard=m.state.guard,
            origin=value.origin if isinstance(value, Tensor) else None,
            value=value,
            subject=there.twin(Ref(seen.subject)).addr if seen.subject else 0,
            facts=m.state.facts,
        )
        observer.add(observation, key)


@immutable(eq=False)
class SeenModule:
    """What a module was called with, or what it gave."""

    subject: Ref
    #: "call" (the positional arguments) or "output".
    kind: str
    text: str
    #: The frames around that call modules.
    calls: tuple[int, ...]
    place: Place
    whole: bool = True

    def again(self, m: Machine, observer: Observer, there: Elsewhere) -> None:
        """Shows the call as one of another module."""
        subject = there.twin(self.subject)
        shown = replace(self, subject=subject, calls=there.moved(self.calls))
        show_module(m, observer, shown)


@immutable(eq=False)
class SeenProduct:
    """Multiply-adds that count for a module."""

    subject: Ref
    count: Int
    whole: bool = True

    def again(self, m: Machine, observer: Observer, there: Elsewhere) -> None:
        """Adds them to another module."""
        add_product(observer, there.twin(self.subject).addr, self.count)


@immutable(eq=False)
class SeenCall:
    """What a call would have shown that was not run."""

    shown: Iterable[object]
    there: Elsewhere
    whole: bool = True

    def show(self, m: Machine, observer: Observer) -> None:
        """Shows all of it."""
        for shown in self.shown:
            assert isinstance(shown, Shown)
            shown.again(m, observer, self.there)

    def again(self, m: Machine, observer: Observer, there: Elsewhere) -> None:
        """Shows it as a call within another call."""
        SeenCall(self.shown, self.there.within(there)).show(m, observer)


Shown = SeenValue | SeenModule | SeenProduct | SeenCall


def note(m: Machine, shown: Shown) -> None:
    """Keeps what was shown for the calls that are recorded."""
    identity = shown.sameness if isinstance(shown, SeenValue) else shown
    for recording in m.state.recordings:
        recording.shown.setdefault(identity, shown)


def show_again(
    m: Machine, observer: Observer, recording: Recording, twin: Callable[[Ref], Ref],
    origins: Mapping[Origin, Origin],
) -> None:  # fmt: skip
    """Shows what a call would have shown that is not run."""
    if not recording.shown:
        return
    there = Elsewhere(
        recording.depth, recording.trace, len(m.state.frames),
        {addr: twin(Ref(addr)) for addr in _subjects_of(recording.shown.values())},
        callers_of(m), trace_of(m.state), module_calls(m), origins,
    )  # fmt: skip
    call = SeenCall(recording.shown.values(), there)
    call.show(m, observer)
    note(m, call)


def _subjects_of(shown: Iterable[object]) -> set[int]:
    """Returns the addresses of the objects that are mentioned."""
    found = set[int]()
    for item in shown:
        match item:
            case SeenValue():
                found.add(item.observation.subject)
            case SeenModule() | SeenProduct():
                found.add(item.subject.addr)
            case SeenCall():
                found.update([ref.addr for ref in item.there.twins.values()])
    return found - {0}


def identity_of(seen: Seen | None) -> object:
    """Returns what tells a value from another one that is seen at the same place."""
    if isinstance(seen, Tensor):
        return (seen.sizes, seen.dtype, seen.origin.span if seen.origin else None)
    if isinstance(seen, (tuple, list)):
        return tuple([identity_of(item) for item in seen])
    return seen


def _from_elsewhere(seen: Any, origins: Mapping[Origin, Origin]) -> Any:
    """Returns what was seen, with other places that its tensors come from."""
    if isinstance(seen, Tensor):
        origin = seen.origin and origins.get(seen.origin)
        return seen if origin in (None, seen.origin) else seen.changed(origin=origin)
    if isinstance(seen, (tuple, list)):
        items = [_from_elsewhere(item, origins) for item in seen]
        changed = any(item is not old for item, old in zip(items, seen, strict=True))
        return type(seen)(items) if changed else seen
    return seen


def callers_of(m: Machine) -> tuple[tuple[int, int], ...]:
    """Returns what tells the frames apart."""
    return tuple([(id(frame.code), frame.pc) for frame in m.state.frames])


def module_calls(m: Machine) -> tuple[int, ...]:
    """Returns the frames in which modules are called."""
    frames = m.state.frames
    return tuple([at for at, frame in enumerate(frames) if frame.code.qualname == MODULE_CALL])


# --- modules ----------------------------------------------------------------------------------


def show_module(m: Machine, observer: Observer, shown: SeenModule) -> None:
    """Keeps what a module was called with, or what it gave."""
    use = observed_module(m, observer, shown.subject)
    if use is None:
        return
    if use.place is None:
        use.place = shown.place
    use.outermost = use.outermost or not shown.calls
    if shown.kind == "call":
        use.calls += 1
    texts = use.outputs if shown.kind == "output" else use.inputs
    if shown.text and shown.text not in texts and len(texts) < ITEMS:
        texts.append(shown.text)


def add_product(observer: Observer, address: int, count: Int) -> None:
    """Adds multiply-adds to a module in its first call."""
    use = observer.modules.get(address)
    if use is not None and use.calls <= 1:
        use.products = use.products + count


def observed_module(m: Machine, observer: Observer, ref: Ref) -> ModuleUse | None:
    """Returns the use of a module, made with all modules in it when it is new."""
    known = observer.modules.get(ref.addr)
    if known is not None or len(observer.modules) >= MODULES:
        return known
    record = plain_record(m, ref)
    if not isinstance(record, InstanceRecord):
        return None
    children = entries_of(m, record, "_modules")
    parameters = [
        (name, tensor)
        for name, value in entries_of(m, record, "_parameters")
        if isinstance(tensor := seen_in(m, value, 0), Tensor)
    ]
    cls = plain_record(m, record.cls) if isinstance(record.cls, Ref) else None
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
