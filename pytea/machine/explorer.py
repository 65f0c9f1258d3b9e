"""The worklist: runs the path that is furthest behind, merges paths that meet, keeps the budgets."""

from __future__ import annotations

from collections.abc import Callable

from pytea.errors import InternalError
from pytea.ir.code import Code
from pytea.ir.liveness import join_targets
from pytea.machine.calls import deliver, invoke
from pytea.machine.decisions import note_decision
from pytea.machine.dispatch import HANDLERS
from pytea.machine.exceptions import exception_names
from pytea.machine.findings import place_of
from pytea.machine.generators import resume
from pytea.machine.going_on import bind_result
from pytea.machine.machine import Machine
from pytea.machine.signals import (
    Awaited,
    Caught,
    Gather,
    Instead,
    NeedCall,
    NeedFrame,
    NeedGenerator,
    PathEnds,
    Raised,
    Repeats,
    Split,
)
from pytea.machine.trials import revived
from pytea.machine.uncaught import given_up_from, handle, leave_library
from pytea.state import budgets
from pytea.state.frame import Continuation
from pytea.state.guards import trusted
from pytea.state.meeting import mergeable, parting
from pytea.state.merge import merge
from pytea.state.state import State
from pytea.symbolic import SymBool, deciding, negate
from pytea.values.objects import Ref, Value
from pytea.values.unknown import TOO_MANY_PATHS, ShapeDemand, UnknownUse

#: Steps that a path runs while there is no other one.
ALONE_STEPS = 100_000
#: The same where somebody may stop the analysis: a few milliseconds.
STOP_STEPS = 1_000


class Stopped(Exception):
    """Somebody does not want the result any more."""


class Explorer:
    """Runs all paths of one entry."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.steps = 0
        #: After so many steps it ends.
        self.most = budgets.STEPS
        #: Paths that came to an end.
        self.paths = 0
        #: Paths that ended for good, and how many there were when one path was left that exists.
        self._ends = self._trusted_at = 0
        self.forks = 0
        #: Is asked every STOP_STEPS steps whether the analysis is to end.
        self.stop: Callable[[], bool] | None = None
        #: Is told when a path comes to a function that the program awaits, before it runs.
        self.arrived: Callable[[State, bool], None] | None = None
        #: What else counts as steps: for a library, the work of the solver.
        self.cost: Callable[[], int] = int
        self.waiting: list[tuple[tuple[int, ...], State]] = []
        #: The states of the paths that ended, as they were then; kept for a library only.
        self.ended: list[State] = []
        #: Forks inside calls of a library, by the place of the call.
        self._library_forks: dict[tuple[int, int, int], int] = {}
        #: Forks by the instruction that asked for them.
        self._site_forks: dict[tuple[int, int], int] = {}
        #: Where a path waited for others, and where the instruction split such a path again: the
        #: halves must not meet there, or they would be split and merged without end.
        self._gathered: set[tuple[int, ...]] = set()
        self._parted: set[tuple[int, ...]] = set()
        self._joins: dict[int, tuple[Code, frozenset[int]]] = {}

    def run(self, state: State) -> None:
        """Runs ``state`` and everything that it forks into to the end, or to a budget."""
        self.go_on([state])

    def go_on(self, states: list[State]) -> None:
        """Runs paths of one analysis to the end, or to a budget."""
        self.waiting = [(state.position(), state) for state in states]
        self.machine.is_ahead = self._is_ahead
        self.machine.is_accompanied = lambda: bool(self.waiting)
        with deciding(self.machine.decide):
            while self.waiting:
                current = self._furthest_behind()
                if not self.waiting:
                    current.heap.compact()
                    self._trust(current)
                if self.steps + self.cost() > self.most:
                    self.machine.findings.limit(f"the analysis stopped after {self.most} steps")
                    return
                if self.stop is not None and self.stop():
                    raise Stopped
                self._advance(current)

    def _trust(self, state: State) -> None:
        """Lets a path exist that took a forgotten test again, if it is the only one that is left.

        Where no path has ended since the last one that was alone, every run has come to this one.
        """
        if self._ends == self._trusted_at and state.is_doubtful:
            state.guard = trusted(state.guard, state.forgotten)
        if not state.is_doubtful:
            self._trusted_at = self._ends

    def _furthest_behind(self) -> State:
        index = min(range(len(self.waiting)), key=lambda i: self.waiting[i][0])
        return self.waiting.pop(index)[1]

    def _advance(self, state: State) -> None:
        """Runs one state up to a place where it may meet others, and puts it back."""
        self.machine.state = state
        try:
            self._run_to_sync(state)
        except PathEnds as end:
            self._ends += not isinstance(end, Repeats)
            again = revived(self.machine, [other for _, other in self.waiting])
            if again is not None:
                self._enqueue(again)
                return
            self.paths += 1
            if self.machine.program.library is not None:
                self.ended.append(state)
            return
        except _Forked as forked:
            for side in forked.states:
                # both stand at the instruction that forked: they must move before they may merge
                position = side.position()
                if position in self._gathered:
                    self._parted.add(position)
                self._wait(position, side)
            return
        except Instead as other:
            self._enqueue(other.state)
            return
        except Gather:
            self.machine.frame.pc -= 1
            self._gathered.add(state.position())
        self._enqueue(state)

    def _enqueue(self, state: State) -> None:
        position = state.position()
        for index, (other_position, other) in enumerate(self.waiting):
            if other_position == position and mergeable(other, state):
                try:
                    self.waiting[index] = (position, merge(other, state))
                except Exception as error:
                    raise self._internal(state, error) from error
                return
        self._wait(position, state)

    def _wait(self, position: tuple[int, ...], state: State) -> None:
        if len(self.waiting) >= budgets.LIVE_STATES:
            self._ends += 1
            self.machine.findings.limit(
                f"more than {budgets.LIVE_STATES} paths at one time: some were not followed"
            )
            return
        self.waiting.append((position, state))

    def _run_to_sync(self, state: State) -> None:
        machine = self.machine
        free = self._free_depth(state)
        alone = free < len(state.frames)
        counts = self.stop is None and machine.program.library is None
        most = ALONE_STEPS if counts else STOP_STEPS
        steps = 0
        try:
            while True:
                frame = state.frames[-1]
                if frame.owner is not state.token:
                    frame = state.top()
                depth = len(state.frames)
                instruction = frame.code.instructions[frame.pc]
                frame.pc += 1
                machine.frame = frame
                machine._answer = 0
                steps += 1
                state.steps += 1
                try:
                    HANDLERS[type(instruction)](machine, frame, instruction)
                    if frame.answers:
                        frame.answers = ()
                except (
                    Split, NeedCall, NeedFrame, NeedGenerator, Raised, UnknownUse, ShapeDemand, Awaited,
                ) as signal:  # fmt: skip
                    self._answer_signal(state, signal)
                except (PathEnds, Gather, Instead):
                    raise
                except Exception as error:  # noqa: BLE001 - a defect costs one value, not the run
                    self._recover(state, error)
                if not alone:
                    now = state.frames[-1]
                    if len(state.frames) < depth or now.pc in self._targets(now.code):
                        return
                elif len(state.frames) <= free or steps > most:
                    return
        finally:
            self.steps += steps

    def _free_depth(self, state: State) -> int:
        """Returns how many frames a state keeps at least while it meets nobody."""
        most, free = len(state.frames), 0
        # those that wait since a short time stand nearest
        for _, other in reversed(self.waiting):
            free = max(free, 1 + parting(state, other))
            if free == most:
                break
        return free

    def _is_ahead(self) -> bool:
        """Returns whether another path is behind the running instruction, or could merge at it."""
        if not self.waiting:
            return False
        state, frame = self.machine.state, self.machine.frame
        frame.pc -= 1
        position = state.position()
        parted = position in self._parted
        found = any(
            other_position < position
            or (not parted and other_position == position and mergeable(other, state))
            for other_position, other in self.waiting
        )
        frame.pc += 1
        return found

    def _targets(self, code: Code) -> frozenset[int]:
        known = self._joins.get(id(code))
        if known is None or known[0] is not code:
            known = self._joins[id(code)] = (code, join_targets(code))
        return known[1]

    def _answer_signal(self, state: State, signal: Exception) -> None:
        try:
            self._signal(state, signal)
        except (PathEnds, Gather, _Forked, InternalError):
            raise
        except Exception as error:  # noqa: BLE001 - a defect costs one value, not the run
            self._recover(state, error)

    def _signal(self, state: State, signal: Exception) -> None:
        machine = self.machine
        frame = machine.frame
        match signal:
            case Split():
                frame.pc -= 1
                raise _Forked(self._fork(state, signal.cond))
            case Awaited():
                frame.pc -= 1
                if signal.at_entry:
                    machine.program.awaits_entry = False
                else:
                    machine.program.awaited = frozenset()
                if self.arrived is not None:
                    self.arrived(state, signal.at_entry)
            case NeedCall():
                self._call(state, signal)
            case NeedFrame():
                state.push(signal.frame)
            case NeedGenerator():
                resume(
                    machine, signal.generator, signal.sent, Continuation("answer"), signal.raised
                )
            case Raised():
                handle(machine, signal, frame)
            case ShapeDemand() if machine.program.library is not None:
                machine.program.library.demanded(machine, signal.name)
                raise PathEnds
            case UnknownUse():
                value = machine.unknown(signal.reason)
                dst = getattr(frame.code.instructions[frame.pc - 1], "dst", -1)
                if dst >= 0:
                    frame.regs[dst] = value
                frame.answers = ()

    def _call(self, state: State, signal: NeedCall) -> None:
        """Runs what an instruction asked for; its result becomes an answer.

        A call that asks for calls itself gets a frame of its own, so that answers do not mix.
        """
        machine = self.machine
        continuation = Continuation("try" if signal.catch else "answer", subject=signal.catch)
        try:
            invoke(machine, signal.function, signal.arguments, signal.kwargs, continuation)
        except (NeedCall, NeedFrame, NeedGenerator):
            args: list[Value] = [
                signal.function, tuple(signal.arguments), machine.new_dict(signal.kwargs)
            ]  # fmt: skip
            invoke(machine, machine.program.prelude(machine, "call"), args, {}, continuation)
        except Raised as inner:
            if signal.catch and exception_names(machine, inner.exception) & set(signal.catch):
                assert isinstance(inner.exception, Ref)
                deliver(machine, continuation, Caught(inner.exception))
            else:
                handle(machine, inner, machine.frame)
        except (Split, UnknownUse, ShapeDemand, Awaited) as inner:
            self._signal(state, inner)

    def _fork(self, state: State, cond: SymBool) -> list[State]:
        state.splits += 1
        self.forks += 1
        if self._leaves_library(state) or self._leaves_open(state):
            return [state]
        note_decision(self.machine, cond)
        observer = self.machine.program.observer
        if observer is not None:
            observer.decisions.setdefault(cond, place_of(state))
        if self.forks > budgets.FORKS:
            self._ends += 1
            self.machine.findings.limit(f"more than {budgets.FORKS} forks: one side was followed")
            state.guard = state.guard & (cond if self.forks % 2 else negate(cond))
            return [state]
        other = state.fork()
        # what a call does on one of two paths is no summary of it
        state.recordings = ()
        state.guard = state.guard & cond
        other.guard = other.guard & negate(cond)
        return [state, other]

    def _leaves_library(self, state: State) -> bool:
        """Gives up a call of a library that forks without end, and goes on behind it."""
        caller = given_up_from(state)
        if caller is None:
            return False
        key = _call_site(state, caller)
        forks = self._library_forks[key] = self._library_forks.get(key, 0) + 1
        if forks <= budgets.LIBRARY_FORKS and not self._is_crowded(key, caller):
            return False
        self._library_forks[key] = budgets.LIBRARY_FORKS
        reason = "a call of a library with too many conditions that are not decided"
        self.machine.findings.note_unknown(state, reason)
        leave_library(self.machine, caller, reason)
        return True

    def _leaves_open(self, state: State) -> bool:
        """Gives the running instruction an unknown result where telling paths apart has no end."""
        frame = self.machine.frame
        instruction = frame.code.instructions[frame.pc]
        if getattr(instruction, "dst", -1) < 0:
            return False
        site = id(frame.code), frame.pc
        forks = self._site_forks[site] = self._site_forks.get(site, 0) + 1
        if forks <= budgets.SITE_FORKS or len(self.waiting) < budgets.MANY_STATES:
            return False
        self.machine.findings.note_unknown(state, TOO_MANY_PATHS)
        frame.pc += 1
        bind_result(frame, self.machine.unknown(TOO_MANY_PATHS))
        return True

    def _is_crowded(self, key: tuple[int, int, int], caller: int) -> bool:
        if len(self.waiting) < budgets.LIBRARY_STATES:
            return False
        inside = [s for s in self.waiting if len(s[1].frames) > caller + 1]
        same = sum(_call_site(other, caller) == key for _, other in inside)
        return same >= budgets.LIBRARY_STATES

    def _recover(self, state: State, error: Exception) -> None:
        """Goes on behind an instruction that we failed to execute; too many failures end it all."""
        failure = self._internal(state, error)
        failures = self.machine.findings.failures
        if len(failures) >= budgets.FAILURES or not state.frames:
            raise failure from error
        failures.setdefault(str(failure), failure)
        bind_result(state.top(), self.machine.unknown("a failure of pytea"))

    def _internal(self, state: State, error: Exception) -> InternalError:
        place = place_of(state)
        frame = state.frames[-1] if state.frames else None
        construct = "the end of a path"
        if frame is not None:
            instruction = frame.code.instructions[max(frame.pc - 1, 0)]
            construct = f"{type(instruction).__name__} in {frame.code.qualname}"
        text = f"{construct} failed: {type(error).__name__}: {error}"
        return InternalError(text, place.span, place.file)


def _call_site(state: State, caller: int) -> tuple[int, int, int]:
    frame = state.frames[caller]
    return id(frame.code), frame.pc, caller


class _Forked(Exception):
    """A state forked; both sides go back to the worklist."""

    def __init__(self, states: list[State]) -> None:
        super().__init__()
        self.states = states
