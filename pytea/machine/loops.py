"""Loops: round by round while that is cheap, then one round that stands for many, then the last.

What the generic round finds holds for every round it stands for: what the rounds before it changed
was widened. A loop whose condition is not decided is left on one path and followed on the other,
until the path that stays in it would only repeat itself.
"""

from __future__ import annotations

from dataclasses import replace

from pytea.ir import instructions as ir
from pytea.ir.nesting import innermost_loops
from pytea.machine import trials
from pytea.machine.iteration import next_item
from pytea.machine.machine import Machine
from pytea.machine.numbered import length_of, move, parts_of, reach_of
from pytea.machine.signals import Repeats, Split
from pytea.machine.summaries import is_many, summary_of
from pytea.solver import Verdict
from pytea.state import budgets
from pytea.state.frame import Frame, LoopRecord
from pytea.state.generator import GeneratorRecord
from pytea.state.summary import count_of, with_count
from pytea.state.widen import Growth, widen, widen_again
from pytea.symbolic import SymBool, SymInt, SymKind, fresh_int, next_serial, same
from pytea.values.objects import EXHAUSTED, Ref, Value
from pytea.values.records import (
    DictRecord,
    InstanceRecord,
    IteratorRecord,
    ModuleRecord,
    OpaqueRecord,
)


def enter_round(m: Machine, frame: Frame, number: int) -> None:
    """Executes the head of a loop: counts the round, and takes the step to summarizing it."""
    if not frame.back or frame.loops[number] is None:
        frame.back = False
        snapshot = m.state.fork() if _may_summarize(m, frame) else None
        if snapshot is not None:
            _keep_frame(m, frame)
        entry = m.state.fork() if snapshot is None and _may_be_tried(m, frame) else None
        if entry is not None:
            _keep_frame(m, frame)
        began = next_serial(), m.state.heap.addresses.next
        m.state.frames[-1].loops[number] = LoopRecord(
            0, m.state.steps, snapshot=snapshot, splits=m.state.splits, began=began,
            guard=m.state.guard, entry=entry,
        )  # fmt: skip
        return
    frame.back = False
    record = frame.loops[number]
    assert record is not None
    before, record = record, record.next_round(m.state.splits, m.state.guard)
    frame.loops[number] = record
    try:
        _step_mode(m, frame, number, record, parted=record.parted > before.parted)
    except Split:
        # each side comes to the head once more, and it is still the head of this round
        m.frame.back, m.frame.loops[number] = True, before
        raise


def _step_mode(m: Machine, frame: Frame, number: int, record: LoopRecord, *, parted: bool) -> None:
    """Takes the next step; ``parted`` tells that a path left the loop in the round before."""
    if record.generic is not None:
        widen_again(record.generic[0], m.state, record.generic[1])
        frame = m.frame = m.state.top()
        record = replace(record, generic=None)
        _set_mode(m, number, record)
    if record.mode == "running":
        marks, head = _should_mark(m, frame, record), _for_next(frame)
        if record.rounds == 1 and head is not None:
            iterator = frame.regs[head.iterator]
            if trials.begins(m, number, record, iterator, marks=marks):
                return
        if marks:
            _mark(m, frame, number, record)
    elif record.mode == "trial":
        head = _for_next(frame)
        assert head is not None
        trials.judge(m, frame, number, record, frame.regs[head.iterator])
        if not _fills(m, number, record):
            _summarized(m)
    elif record.mode == "marked":
        assert record.snapshot is not None
        since = next_serial()
        growth = widen(record.snapshot, m.state)
        _set_mode(m, number, _grown(replace(record, mode="generic", snapshot=None), growth))
        _begin_generic(m, number, since)
        _summarized(m)
    elif _is_for(frame):
        _set_mode(m, number, replace(record, mode="last" if record.mode == "generic" else "over"))
    else:
        _go_on_undecided(m, frame, number, record, parted=parted)


def _fills(m: Machine, number: int, record: LoopRecord) -> bool:
    """Returns whether a loop is over that only counts, as one that fills a tensor by its indices.

    It says nothing of the rounds of the loops around it, as a loop over data does: a model may
    be made of a few layers each of which is initialized like that.
    """
    trial, ended = record.trial, m.state.top().loops[number]
    if trial is None or ended is None or ended.mode != "over":
        return False
    trains = m.state.backwards is not trial.guessed.backwards
    return not trains and m.state.steps - record.steps <= budgets.FORKED_STEPS


def _mark(m: Machine, frame: Frame, number: int, record: LoopRecord) -> None:
    """Keeps the state, to see what the round that begins changes."""
    marked = replace(record, mode="marked", snapshot=m.state.fork(), entry=None)
    _keep_frame(m, frame)
    m.state.frames[-1].loops[number] = marked


def _go_on_undecided(
    m: Machine, frame: Frame, number: int, record: LoopRecord, *, parted: bool
) -> None:
    """Begins a round behind the generic one on a path that stays in a loop with a condition.

    If no other path has left it, the two rounds that were compared may not have changed what its
    condition hangs on, as a counter of what is found in some of the rounds: others are compared.
    """
    if record.mode == "generic":
        if not parted and record.again < budgets.COMPARED_ROUNDS:
            _mark(m, frame, number, replace(record, again=record.again + 1))
        else:
            _set_mode(m, number, replace(record, mode="last"))
        return
    _set_mode(m, number, replace(record, mode="over"))
    # what only the generic round made possible ends the loop in the round behind it; a generator
    # that nothing leaves gives as many items as are asked for
    if frame.generator is None or parted:
        m.findings.cover(m.state.guard)
        raise Repeats


def _grown(record: LoopRecord, growth: tuple[Growth, ...]) -> LoopRecord:
    return replace(record, growth=growth, grown_at=record.rounds)


def settle(m: Machine, frame: Frame, iterator: Value) -> None:
    """Gives containers that grew at an even pace their length, when a loop has come to its end."""
    record = _innermost(frame)
    if record is None or not record.growth:
        return
    trips = _trips(m, iterator)
    if trips is None:
        return
    for grown in record.growth:
        summary = m.state.heap.read(grown.ref)
        held = count_of(summary)
        if not isinstance(summary, (OpaqueRecord, DictRecord)) or not isinstance(
            held, (int, SymInt)
        ):
            continue
        step = grown.after - grown.before
        seen = record.rounds - record.grown_at
        if same(held, grown.count + step * seen):
            start = grown.after - step * record.grown_at
            count = start + step * trips
            m.state.heap.put(grown.ref, with_count(summary, count))


def _trips(m: Machine, iterator: Value) -> int | SymInt | None:
    """Returns how many items an iterator gives in all, where that has a name."""
    if not isinstance(iterator, Ref):
        return None
    record = m.state.heap.read(iterator)
    if not isinstance(record, IteratorRecord):
        return None
    items = summary_of(m, iterator)
    if items is not None:
        return items.count if isinstance(items.count, (int, SymInt)) else None
    parts = parts_of(m, iterator)
    lengths = [length_of(m, part) for part in parts or ()]
    known = [length for length in lengths if isinstance(length, int)]
    return min(known) if known else None


def begins_to_count(frame: Frame, branch: ir.Branch) -> bool:
    """Returns whether a branch asks for the first round of a ``while`` loop that counts from 0.

    ``while i < n`` with ``i = 0`` is ``for i in range(n)`` in other words: it has rounds, too.
    """
    record, code, at = _innermost(frame), frame.code, frame.pc - 1
    if record is None or record.rounds or branch.other != code.loops[innermost_loops(code)[at]].end:
        return False
    test = code.instructions[at - 1]
    if not isinstance(test, ir.Compare) or test.dst != branch.cond or test.op not in ("<", "!="):
        return False
    counter = frame.regs[test.left]
    return type(counter) is int and counter == 0


def _set_mode(m: Machine, number: int, record: LoopRecord) -> None:
    m.state.top().loops[number] = record


def _keep_frame(m: Machine, frame: Frame) -> None:
    """The fork for a snapshot shares the frame: the running state goes on with a copy."""
    m.frame = m.state.top()


def _summarized(m: Machine) -> None:
    """Tells every loop around that a loop inside was summarized: they need fewer rounds."""
    for index in range(len(m.state.frames)):
        frame = m.state.frames[index]
        if any(record is not None and not record.summarized for record in frame.loops):
            if frame.owner is not m.state.token:
                frame = frame.copy()
                frame.owner = m.state.token
                m.state.frames[index] = frame
            frame.loops = [
                None if record is None else replace(record, summarized=True)
                for record in frame.loops
            ]


def _should_mark(m: Machine, frame: Frame, record: LoopRecord) -> bool:
    # asked in every round: what is dear to tell stands last
    if record.summarized and not _iterates_generator(m, frame):
        # a step of a pipeline that loops says nothing about the steps behind it
        few = record.rounds < budgets.PIPELINE_ROUNDS and _iterates_items(m, frame)
        if not few or (record.forked and _forks(m, frame, record, by_item=True)):
            return True
    if record.rounds < budgets.UNDECIDED_ROUNDS:
        return False
    if record.forked:
        forked = _forks(m, frame, record, by_item=_iterates_items(m, frame))
        most = budgets.FORKED_ROUNDS if _is_for(frame) else budgets.UNDECIDED_ROUNDS
        if forked and forked >= most:
            return True
    spent = m.state.steps - record.steps
    if record.rounds < budgets.ROUNDS_MIN or spent <= min(budgets.LOOP_STEPS, budgets.ITEM_STEPS):
        return False
    if _iterates_generator(m, frame):
        return spent > 3 * budgets.LOOP_STEPS
    most = budgets.LAYERS if frame.code.name == "__init__" else budgets.FEW_ROUNDS
    each = _iterates_items(m, frame) or _has_few_rounds(m, frame, most)
    return spent > (budgets.ITEM_STEPS if each and not record.summarized else budgets.LOOP_STEPS)


def _forks(m: Machine, frame: Frame, record: LoopRecord, *, by_item: bool) -> int:
    """Returns in how many rounds paths went apart that are still to be told apart.

    Layers, the steps of a pipeline and a few short rounds are, as long as paths meet again.
    """
    in_layers = frame.code.name == "__init__"
    most = budgets.LAYER_ROUNDS if in_layers else budgets.STEP_ROUNDS
    cheap = m.state.steps - record.steps <= budgets.FORKED_STEPS
    layers = (in_layers or by_item or cheap) and _has_few_rounds(m, frame, most)
    return record.parted if layers else record.forked


def _has_few_rounds(m: Machine, frame: Frame, most: int | None = None) -> bool:
    """Returns whether the loop counts up to a small number, as over stages of a model."""
    most = budgets.FEW_ROUNDS if most is None else most
    head = _for_next(frame)
    trips = None if head is None else _trips(m, frame.regs[head.iterator])
    return isinstance(trips, int) and trips <= most


def _for_next(frame: Frame) -> ir.ForNext | None:
    following = frame.code.instructions[frame.pc]
    return following if isinstance(following, ir.ForNext) else None


def _is_for(frame: Frame) -> bool:
    return _for_next(frame) is not None


def _may_summarize(m: Machine, frame: Frame) -> bool:
    """Returns whether the iterator may ask for a generic round."""
    head = _for_next(frame)
    return head is not None and _is_foreign(m, frame.regs[head.iterator])


def _may_be_tried(m: Machine, frame: Frame) -> bool:
    """Returns whether the second round may stand for all others: of a loop of the user's that counts."""
    head = _for_next(frame)
    if head is None or frame.generator is not None or m.program.library is not None:
        return False
    module = m.state.heap.read(frame.module)
    if not isinstance(module, ModuleRecord) or module.kind != "user":
        return False
    return not _iterates_items(m, frame) and reach_of(m, frame.regs[head.iterator]) is not None


def _is_foreign(m: Machine, iterator: Value) -> bool:
    if not isinstance(iterator, Ref):
        return False
    record = m.state.heap.read(iterator)
    if isinstance(record, IteratorRecord):
        if record.kind == "enumerate":
            return _is_foreign(m, record.source)
        if record.kind == "zip":
            return any(_is_foreign(m, inner) for inner in record.source)  # type: ignore[attr-defined]
        return is_many(m, iterator)
    return isinstance(record, (GeneratorRecord, InstanceRecord))


def _iterates_generator(m: Machine, frame: Frame) -> bool:
    return _may_summarize(m, frame)


def _iterates_items(m: Machine, frame: Frame) -> bool:
    """Returns whether the loop takes its items from a container rather than counting."""
    head = _for_next(frame)
    parts = None if head is None else parts_of(m, frame.regs[head.iterator])
    return any(m.read(part).kind in ("list", "items") for part in parts or ())  # type: ignore[attr-defined]


def next_in_loop(m: Machine, frame: Frame, iterator: Value) -> Value:
    """Returns the item of this round of a ``for`` loop, or EXHAUSTED."""
    record = _innermost(frame)
    if record is not None and record.mode in ("generic", "last", "over"):
        if parts_of(m, iterator) is None:
            if record.mode != "generic":
                return EXHAUSTED
        elif record.mode == "generic":
            _to_generic(m, iterator)
        elif record.mode == "last":
            _to_last(m, iterator)
        else:
            return EXHAUSTED
    item = next_item(m, iterator)
    if m.state.generic:
        take_generic(m, keeps=not is_many(m, iterator))
    return item


def is_over(frame: Frame) -> bool:
    """Returns whether the rounds of the innermost loop have all been summarized."""
    record = _innermost(frame)
    return record is not None and record.mode in ("last", "over")


def take_generic(m: Machine, *, keeps: bool = True) -> None:
    """Widens what changed before an item that stands for several; ``keeps``: and behind it, again."""
    m.state.generic = False
    record = _innermost(m.state.frames[-1])
    if record is None or record.snapshot is None:
        return
    since = next_serial()
    growth = widen(record.snapshot, m.state)
    m.frame = m.state.top()
    _grow_innermost(m, m.frame, growth)
    if keeps:
        _begin_generic(m, _innermost_number(m.frame), since)
    _summarized(m)


def _begin_generic(m: Machine, number: int, since: int) -> None:
    """Keeps the state in which a round begins that stands for several."""
    before = m.state.fork()
    frame = m.frame = m.state.top()
    record = frame.loops[number]
    assert record is not None
    frame.loops[number] = replace(record, generic=(before, since))


def _grow_innermost(m: Machine, frame: Frame, growth: tuple[Growth, ...]) -> None:
    number = _innermost_number(frame)
    record = frame.loops[number]
    if growth and record is not None:
        _set_mode(m, number, _grown(record, growth))


def _innermost(frame: Frame) -> LoopRecord | None:
    return frame.loops[best] if (best := _innermost_number(frame)) >= 0 else None


def _innermost_number(frame: Frame) -> int:
    return innermost_loops(frame.code)[frame.pc - 1] if frame.code.loops else -1


def _to_generic(m: Machine, iterator: Value) -> None:
    """Lets the next item be any of those before the last one."""
    reach = reach_of(m, iterator)
    if reach is None or not isinstance(reach.start, int) or reach.start >= reach.last:
        return
    position = fresh_int("i", SymKind.ITERATION, reach.start, reach.last - 1)
    move(m, iterator, position - reach.start)


def _to_last(m: Machine, iterator: Value) -> None:
    """Lets the next item be the last one: the round before, which was any, was the one before it."""
    reach = reach_of(m, iterator)
    if reach is None:
        return
    before = reach.start == reach.last
    if isinstance(before, SymBool) and m.verdict(before) is not Verdict.FAILS:
        m.state.learn(before)
    move(m, iterator, reach.last - reach.start)
