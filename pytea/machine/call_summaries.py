"""Calls that repeat an earlier call of the same function are not run again.

Every epoch, round and block of a training script calls the same functions with the same shapes. A
call that only reads, computes and writes (no fork, no finding, no import, no new fact) is kept as a
summary of what it read and wrote; see ``state.call_summary``. Later calls of the function look for
a summary whose reads hold for them. What happens in libraries and in our stubs is told at the user's
call: there both calls must come from one place. Whoever adds something that the machine notes beside
the state adds it to ``_surroundings`` or makes it part of the summary.
"""

from __future__ import annotations

from dataclasses import field

from pytea.machine.findings import Note, place_of, trace_of
from pytea.machine.machine import Machine
from pytea.machine.shown import show_again
from pytea.records import mutable
from pytea.state.call_summary import CallSummary, Recording
from pytea.state.correspondence import Correspondence
from pytea.state.frame import Frame
from pytea.state.transplant import Transplant, Unfit
from pytea.symbolic import Choice, SymBool, SymInt, next_serial, restrict, substitute
from pytea.symbolic.atoms import Symbol
from pytea.values.objects import Ref, Value
from pytea.values.records import InstanceRecord, ModuleRecord, TensorRecord
from pytea.values.unknown import SERIALS

#: Steps of a call that make a summary worth while.
_WORTH = 100
#: Situations of one function whose summaries are kept, and summaries of one situation.
_KEPT = 40
_ALIKE = 4
#: Calls in a row that got no summary, or calls and summaries in vain, after which a function is left
#: alone.
_VAIN = 4
_UNSEEN = 24


@mutable(eq=False)
class Calls:
    """What is known of the calls of one function."""

    #: Whether a call may be recorded.
    open: bool
    #: Whether it is in a file of the user. What happens elsewhere is told at the user's call.
    own: bool = True
    #: By what is seen of a call at a glance: summaries of such calls, those made last at the end.
    kept: dict[object, list[CallSummary]] = field(default_factory=dict)
    vain: int = 0
    unseen: int = 0

    def fail(self) -> None:
        """Notes a call that got no summary."""
        self.vain += 1
        self.open = self.open and self.vain < _VAIN


def replayed(m: Machine, frame: Frame) -> tuple[Value] | None:
    """Applies what an equal call did, and returns its result; where there is none, records this call."""
    code = frame.code
    calls = m.calls.get(id(code))
    if calls is None:
        calls = m.calls[id(code)] = _calls_of(m, frame)
    if not calls.open:
        return None
    glance = _glance(m, frame, calls.own)
    alike = calls.kept.get(glance, ())
    for summary in alike:
        found = _applied(m, summary, frame)
        if found is not None:
            calls.unseen = 0
            return found
    calls.unseen += 1 + len(alike)
    if calls.unseen > _UNSEEN:
        calls.open = False
    else:
        _record(m, frame, glance)
    return None


def _calls_of(m: Machine, frame: Frame) -> Calls:
    program = m.program
    lists = program.observer is not None and program.observer.operations is not None
    if lists or program.library is not None or not m.state.frames:
        return Calls(open=False)
    module = m.state.heap.read(frame.module)
    assert isinstance(module, ModuleRecord)
    return Calls(
        module.kind != "bundled" or not _is_method_of_layer(m, frame), module.kind == "user"
    )


def _is_method_of_layer(m: Machine, frame: Frame) -> bool:
    """Returns whether a layer of torch runs: summaries of the forward that calls it hold more."""
    own = frame.regs[0] if frame.code.parameters.names else None
    record = m.state.heap.read(own) if type(own) is Ref else None
    return isinstance(record, InstanceRecord) and "_modules" in record.attrs


def _record(m: Machine, frame: Frame, glance: object) -> None:
    state = m.state
    depth = len(state.frames)
    open_ones = tuple([other for other in state.recordings if other.depth < depth])
    base = state.heap.mark()
    held = (state.guard, state.facts, state.freed, m.findings.covered)
    recording = Recording(
        code=frame.code,
        glance=glance,
        depth=depth,
        values=_given(frame),
        base=base,
        born=state.heap.addresses.next,
        first_symbol=next_serial(),
        first_unknown=SERIALS.next + 1,
        forks=state.heap.forks,
        lookups=state.heap.lookups,
        steps=state.steps,
        symbols=Symbol.made,
        exposed=len(m.exposed),
        backwards=state.backwards,
        settings=_settings(m),
        surroundings=_surroundings(m),
        held=held,
    )
    if m.program.observer is not None:
        recording.trace = len(trace_of(state))
    recording.codes[id(frame.code)] = m.program.called[id(frame.code)]
    frame.recording = recording
    state.recordings = (*open_ones, recording)


def summarize(m: Machine, recording: Recording, result: Value) -> None:
    """Ends a recorded call: keeps its summary if it did nothing that cannot be done again."""
    state = m.state
    calls, heap = m.calls.setdefault(id(recording.code), Calls(True)), state.heap
    if recording not in state.recordings:
        calls.fail()
        return
    state.recordings = state.recordings[: state.recordings.index(recording)]
    if state.steps - recording.steps < _WORTH:
        calls.open = False
    else:
        summary = _summary(m, recording, result)
        if summary is not None and summary.is_fit:
            _keep(calls, summary)
        else:
            calls.fail()
    heap.release(recording.base, recording.forks)


def _summary(m: Machine, recording: Recording, result: Value) -> CallSummary | None:
    if _surroundings(m) != recording.surroundings or _settings(m) != recording.settings:
        return None
    if not all(shown.whole for shown in recording.shown.values()):  # type: ignore[attr-defined]
        return None
    state = m.state
    writes = state.heap.changes_since(recording.base)
    if writes is None:
        return None
    return CallSummary(
        recording,
        state.heap,
        writes,
        result,
        steps=state.steps - recording.steps,
        raised=frozenset(addr for addr in m.findings.pending if addr >= recording.born),
        backwards=state.backwards,
        makes_symbols=Symbol.made > recording.symbols,
        parts=m.call_parts,
    )


def _keep(calls: Calls, summary: CallSummary) -> None:
    calls.vain = 0
    alike = calls.kept.setdefault(summary.recording.glance, [])
    alike.insert(0, summary)
    del alike[_ALIKE:]
    if len(calls.kept) > _KEPT:
        del calls.kept[next(iter(calls.kept))]


def _applied(m: Machine, summary: CallSummary, frame: Frame) -> tuple[Value] | None:
    state, recording = m.state, summary.recording
    if state.heap.lookups is not recording.lookups or _settings(m) != recording.settings:
        return None
    names = Correspondence(summary, state)
    if not names.holds(_given(frame)):
        return None
    if not all(_answers_alike(m, names, *question) for question in recording.asked):
        return None
    if not _may_be_renamed(m, names):
        return None
    effect = Transplant(names)
    try:
        result = effect.apply()
    except Unfit:
        return None
    if m.program.observer is not None:
        show_again(m, m.program.observer, recording, effect.twin, names.origins)
    state.steps += summary.steps
    summary.is_used = True
    for other in state.recordings:
        other.codes |= recording.codes
        other.noted |= recording.noted
    if summary.is_carried:
        m.program.called |= recording.codes
        for note in recording.noted:
            assert isinstance(note, Note)
            m.findings.take(note)
    return (result,)


def _may_be_renamed(m: Machine, names: Correspondence) -> bool:
    """Returns whether nothing is noted of the new objects that was not noted of the old ones."""
    if names.symbols and any(trial.guesses(names.symbols.values()) for trial in m.trials):
        return False
    moved = [x for x, y in names.unknowns.items() if x is not y]
    noted = (m.program.unknown_sizes, m.program.unknown_lengths, m.program.roots)
    if any(m.is_asked(x) or any(x.serial in known for known in noted) for x in moved):
        return False
    grown = len(m.exposed) != names.summary.recording.exposed
    for addr in names.reads if m.exposed else ():
        twin = names.twins.get(addr)
        now = addr if twin is None else twin.addr
        if now in m.exposed and (grown or addr not in m.exposed):
            return False
    return True


def _glance(m: Machine, frame: Frame, own: bool) -> object:
    """Returns what calls have in common that may be equal: settings, and sizes of the arguments."""
    parts: list[object] = [_settings(m)]
    if not own:
        parts.append(place_of(m.state))
    for value in frame.regs:
        if type(value) is Ref:
            record = m.state.heap.read(value)
            if type(record) is TensorRecord:
                tensor = record.tensor
                sizes = tensor.sizes
                if sizes is not None:
                    parts.append(tuple([None if type(n) is SymInt else n for n in sizes]))
                parts.append(tensor.requires_grad)
        elif type(value) is int or type(value) is bool or value is None:
            parts.append(value)
    return tuple(parts)


def _given(frame: Frame) -> tuple[Value, ...]:
    return (frame.function, frame.module, *frame.regs)


def _answers_alike(m: Machine, names: Correspondence, asked: Value, answer: object) -> bool:
    """Returns whether the path answers a question as an earlier one did."""
    if isinstance(asked, Choice):
        return not names.symbols and restrict(asked, m.state.guard) is answer
    assert isinstance(asked, (bool, SymBool))
    cond = substitute(asked, {old: new.expr for old, new in names.symbols.items()})
    assert isinstance(cond, (bool, SymBool))
    return m.verdict(cond) is answer


def _settings(m: Machine) -> tuple[object, ...]:
    state = m.state
    return (
        state.grad, state.inference, state.inferred, state.generic, state.approximate,
        state.round is None, state.defaults,
    )  # fmt: skip


def _surroundings(m: Machine) -> tuple[object, ...]:
    """Returns what a call leaves as it is that only reads, computes and writes."""
    state, found, program = m.state, m.findings, m.program
    return (
        id(state.guard), id(state.facts), id(state.freed), state.splits, len(state.frames),
        len(state.representatives), len(state.modules), *m.asked_of_unknowns(), Symbol.flags,
        len(found.found), len(found.limits), len(found.failures), len(found.consequences),
        id(found.covered),
        len(program.assumptions), len(program.granted), len(program.revealed), len(m.exposed),
        len(program.printed or ()), program.asked_gpu, program.asked_surroundings,
        program.asked_flags, len(program.patched), len(program.unknown_stars),
        len(program.unknown_sizes), len(program.unknown_lengths), len(program.roots),
        len(program.whole_roots),
    )  # fmt: skip
