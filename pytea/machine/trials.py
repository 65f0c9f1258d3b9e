"""A trial round: the second round of a loop that counts, tried as one that stands for all others.

It begins with a guess of what the first round changes again in each round. When it ends in an
instance of the guess, the loop is over after two rounds. When a requirement hung on a guessed
number, or the trial found a fault, the loop goes on as if there had been none: what is told of a
second round should rest on its real numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pytea.ir.rewriting import rewritten_names
from pytea.machine.findings import Finding, Findings
from pytea.machine.machine import Machine
from pytea.machine.numbered import Reach, move, parts_of, reach_of
from pytea.machine.signals import Instead, PathEnds
from pytea.state.frame import Frame, LoopRecord
from pytea.state.guess import guess
from pytea.state.heap import common_layer
from pytea.state.recurrence import Recurrence
from pytea.state.state import State
from pytea.state.trial import Noted, Trial
from pytea.state.widen import Growth, widen
from pytea.symbolic import SymBool, SymInt, SymKind, fresh_int, substitute, symbols_of
from pytea.symbolic.atoms import Symbol
from pytea.values.objects import Range, Ref, Value
from pytea.values.records import (
    CellRecord,
    DictRecord,
    InstanceRecord,
    IteratorRecord,
    ListRecord,
    ModuleRecord,
    OpaqueRecord,
    Record,
    TensorRecord,
)
from pytea.values.tensor import tuple_like

#: Steps of a first round that make it worth to try the second one.
_WORTH = 1_000
#: Rounds that make it worth, too.
_MANY = 30


def begins(m: Machine, number: int, record: LoopRecord, iterator: Value, *, marks: bool) -> bool:
    """Makes the round that begins a trial, if the loop may have one.

    ``marks`` tells that the loop would be summarized otherwise; else it would go on round by round.
    """
    entry = record.entry
    reach = reach_of(m, iterator) if entry is not None else None
    if entry is None or reach is None or not isinstance(reach.start, int):
        return False
    trains = marks or _trains(m, record, reach)
    if reach.start >= reach.last or not (trains or reach.last - reach.start > _MANY):
        return False
    plain = replace(record, entry=None)
    without = m.state.fork()
    snapshot = without.fork() if marks else None
    mode = "marked" if marks else "running"
    without.top().loops[number] = replace(plain, mode=mode, snapshot=snapshot)
    m.frame = m.state.top()
    first = _item_before(m, iterator)
    guessed = guess(entry, m.state, _addresses(m, iterator), first)
    lengths = frozenset[Symbol]().union(*(symbols_of(grown.count) for grown in guessed.growth))
    if not trains and (guessed.loose or not guessed.plain <= lengths):
        raise Instead(without)
    plain = replace(plain, growth=guessed.growth, grown_at=record.rounds)
    trial = _start(m, number, plain, iterator, reach, without)
    trial.symbols, trial.marks, trial.exact = guessed.plain, marks, not trains
    m.trials.append(trial)
    return True


def _forgets(m: Machine, trial: Trial, record: LoopRecord, recurrence: Recurrence) -> bool:
    """Returns whether the rounds one by one would tell more than that all are alike."""
    if not recurrence.meaning.keys() <= trial.symbols:
        return True
    for grown in record.growth:
        summary = m.state.heap.read(grown.ref)
        if not isinstance(summary, OpaqueRecord) or summary.bound:
            return True
        parts = summary.element if isinstance(summary.element, tuple) else (summary.element,)
        if not all(_is_tensor(m, part) for part in parts):
            return True
    return False


def _is_tensor(m: Machine, value: Value) -> bool:
    return isinstance(value, Ref) and isinstance(m.state.heap.read(value), TensorRecord)


def _item_before(m: Machine, iterator: Value) -> Value:
    """Returns the number that a range gave last; None of any other iterator."""
    for part in parts_of(m, iterator) or ():
        record = m.read(part)
        if isinstance(record, IteratorRecord) and isinstance(record.source, Range):
            bounds = record.source.start, record.source.step, record.index
            if all(type(number) is int for number in bounds):
                return bounds[0] + bounds[1] * (bounds[2] - 1)  # type: ignore[operator]
    return None


def _trains(m: Machine, record: LoopRecord, reach: Reach) -> bool:
    """Returns whether a round that was dear went backward: the next one will not be another."""
    assert record.entry is not None and isinstance(reach.start, int)
    dear = m.state.steps - record.steps > _WORTH and reach.last - reach.start > 1
    return dear and m.state.backwards is not record.entry.backwards


def _start(
    m: Machine, number: int, record: LoopRecord, iterator: Value, reach: Reach,
    without: State | None,
) -> Trial:  # fmt: skip
    """Lets the round have any number up to the last one."""
    index = fresh_int("i", SymKind.ITERATION, reach.start, reach.last)  # type: ignore[arg-type]
    assert isinstance(index, SymInt) and isinstance(reach.start, int)
    move(m, iterator, index - reach.start)
    guessed = m.state.fork()
    frame = m.frame = m.state.top()
    trial = Trial(guessed, index, reach.start, reach.last, without, _noted(m))
    frame.loops[number] = replace(record, mode="trial", trial=trial)
    return trial


def judge(m: Machine, frame: Frame, number: int, record: LoopRecord, iterator: Value) -> None:
    """Ends a trial round: the loop is over, goes on with another round, or goes back."""
    trial = record.trial
    assert trial is not None
    if trial.undone:
        # the state that goes on instead has the paths of this round before it: nothing is covered
        raise PathEnds
    m.trials[:] = [other for other in m.trials if other is not trial]
    if trial.without is not None and _is_doubtful(m, trial):
        raise Instead(_undone(m, trial, trial.without))
    names = rewritten_names(frame.code)[number]
    began, spared = record.began[0], _addresses(m, iterator)
    recurrence = Recurrence(trial.guessed, m.state, began, spared, names)
    if recurrence.holds() and not (trial.exact and _forgets(m, trial, record, recurrence)):
        _set_last(m, trial)
        # it is exhausted
        move(m, iterator, trial.last - trial.number)
        m.state.top().loops[number] = replace(record, mode="over", trial=None)
        return
    if trial.without is None:
        m.state.top().loops[number] = replace(record, mode="last", trial=None)
        return
    if trial.branched or not trial.marks:
        raise Instead(_undone(m, trial, trial.without))
    move(m, iterator, trial.first - trial.number)
    growth = _measured(widen(trial.guessed, m.state), record.growth)
    record = replace(record, trial=None, growth=growth, grown_at=record.rounds)
    m.frame = m.state.top()
    reach = Reach(trial.first + 1, trial.last)
    if trial.first + 1 < trial.last:
        _start(m, number, record, iterator, reach, None)
    else:
        m.state.top().loops[number] = replace(record, mode="generic")


def revived(m: Machine, waiting: list[State]) -> State | None:
    """Returns the state to go on with when no path came to the end of a doubtful trial."""
    for trial in reversed(m.trials):
        if any(_runs(state, trial) for state in waiting):
            continue
        m.trials[:] = [other for other in m.trials if other is not trial]
        if trial.without is not None and _is_doubtful(m, trial):
            return _undone(m, trial, trial.without)
    return None


def _runs(state: State, trial: Trial) -> bool:
    loops = (record for frame in state.frames for record in frame.loops)
    return any(record is not None and record.trial is trial for record in loops)


def _is_doubtful(m: Machine, trial: Trial) -> bool:
    if trial.touched or _tells_more(m.findings, trial.found.faults):
        return True
    # an exception that waits may have been caught: no fault
    found = trial.found
    return _noted(m)._replace(faults=found.faults, pending=found.pending) != found


def _tells_more(findings: Findings, faults: int) -> bool:
    """Returns whether a fault was found behind the first ``faults`` that is not one of them again.

    What certainly fails in the first round fails in all others; one as dear as it has told it.
    """
    new = {_meaning(finding) for finding in findings.found[faults:]}
    return bool(new) and not new <= {_meaning(finding) for finding in findings.found[:faults]}


def _meaning(finding: Finding) -> tuple[object, ...]:
    return finding.place, finding.code, finding.message, finding.severity, finding.guard


def _undone(m: Machine, trial: Trial, without: State) -> State:
    """Returns the state to go on with as if there had been no trial."""
    trial.undone = True
    # what was noted of calls in it is forgotten below
    m.calls.clear()
    found, before = m.findings, trial.found
    # paths run in the order of their places: what was found since was found in the trial
    del found.found[before.faults :]
    for exception in found.pending.keys() - before.pending:
        del found.pending[exception]
    for place in found.unchecked.keys() - before.unchecked:
        del found.unchecked[place]
    for key in found.unknowns.keys() - before.unknowns:
        del found.unknowns[key]
    return without


def _addresses(m: Machine, iterator: Value) -> frozenset[int]:
    refs = [*(parts_of(m, iterator) or ()), iterator]
    return frozenset(ref.addr for ref in refs if isinstance(ref, Ref))


def _noted(m: Machine) -> Noted:
    found = m.findings
    return Noted(
        len(found.found),
        frozenset(found.pending),
        frozenset(found.unchecked),
        frozenset(found.unknowns),
    )


def _measured(widened: tuple[Growth, ...], guessed: tuple[Growth, ...]) -> tuple[Growth, ...]:
    """Gives lists that grew in both rounds alike the lengths that they had in numbers."""
    before = {grown.ref.addr: grown for grown in guessed}
    found = []
    for grown in widened:
        known = before.get(grown.ref.addr)
        if known is not None:
            step = known.after - known.before
            grown = Growth(grown.ref, grown.count, known.after, known.after + step)
        found.append(grown)
    return tuple(found)


def _set_last(m: Machine, trial: Trial) -> None:
    """Gives what holds the number of the round that of the last one."""
    meaning = dict.fromkeys(symbols_of(trial.number), trial.last)

    def renamed(value: Value) -> Value:
        if isinstance(value, (SymInt, SymBool)):
            return substitute(value, meaning)
        if isinstance(value, tuple):
            items = [renamed(item) for item in value]
            changed = any(a is not b for a, b in zip(items, value, strict=True))
            return tuple_like(value, items) if changed else value
        return value

    frame = m.frame = m.state.top()
    frame.regs = [renamed(value) for value in frame.regs]
    heap = m.state.heap
    base = common_layer(trial.guessed.heap, heap)
    for addr, record in (heap.changes_since(base) or {}).items():
        changed = _changed(record, renamed)
        if changed is not None:
            heap.put(Ref(addr), changed)


def _changed(record: Record, renamed: Callable[[Value], Value]) -> Record | None:
    """Returns a record with other values, or None where they are the same."""
    match record:
        case InstanceRecord() | ModuleRecord():
            changes = _differing(record.attrs, renamed)
            if changes:
                twin = record.copy()
                twin.attrs |= changes
                return twin
        case DictRecord():
            entries = {key: (name, renamed(value)) for key, (name, value) in record.entries.items()}
            if any(entries[key][1] is not value for key, (_, value) in record.entries.items()):
                copied = record.copy()
                copied.entries = entries
                return copied
        case CellRecord():
            value = renamed(record.value)
            return None if value is record.value else CellRecord(value)
        case ListRecord():
            items = [renamed(item) for item in record.items]
            if any(a is not b for a, b in zip(items, record.items, strict=True)):
                return ListRecord(items, record.many)
    return None


def _differing(values: dict[str, Value], renamed: Callable[[Value], Value]) -> dict[str, Value]:
    changed = {name: renamed(value) for name, value in values.items()}
    return {name: value for name, value in changed.items() if value is not values[name]}
