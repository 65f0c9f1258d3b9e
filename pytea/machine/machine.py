"""The machine: what every part of it offers the others while one state runs.

Instructions live in ``exec_*``, what a value can do in ``attributes``, ``operators``, ``iteration``,
``calls`` and ``builtins``. This class holds the running state and the primitives they share:
reading and writing the heap, deciding conditions, asking for calls, raising exceptions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from pytea.machine.findings import Findings, Operand
from pytea.machine.signals import Caught, Finished, NeedCall, Raised, Split
from pytea.solver import Verdict, default_solver
from pytea.solver.relevance import relevant
from pytea.state.frame import Frame
from pytea.state.state import State
from pytea.stubapi.loading import load_operators
from pytea.symbolic import Bool, Int, SymBool, SymInt, SymKind, fresh_bool, negate
from pytea.symbolic.diagram import (
    Choice,
    has_more_tests_than_values,
    leaf_values,
    leaves,
    restrict,
    top_condition,
)
from pytea.values.objects import DATA_DEPENDENT, WIDENED, Ref, Value
from pytea.values.records import (
    DictRecord,
    ListRecord,
    OpaqueRecord,
    Record,
    SplitRecord,
    TensorRecord,
)
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

if TYPE_CHECKING:
    from pytea.machine.call_summaries import Calls
    from pytea.machine.program import Program
    from pytea.state.call_summary import Parts
    from pytea.state.trial import Trial


def _alone() -> bool:
    return False


class Machine:
    """Runs one state at a time; the explorer chooses which."""

    def __init__(self, program: Program, findings: Findings) -> None:
        self.program = program
        self.findings = findings
        self.solver = default_solver()
        self.state: State = None  # type: ignore[assignment]  # set before the first step
        self.frame: Frame = None  # type: ignore[assignment]
        self._answer = 0
        self._truths: dict[int, SymBool] = {}
        self._comparisons: dict[tuple[int, str, type, Value], Unknown] = {}
        #: Tells whether another path has yet to come to the running instruction, or waits there.
        self.is_ahead: Callable[[], bool] = _alone
        #: Tells whether there are other paths that have not come to their end.
        self.is_accompanied: Callable[[], bool] = _alone
        #: Addresses of the objects that code which is not followed has had; see ``exposure``.
        self.exposed: set[int] = set()
        #: The trial rounds of loops that have not come to their end, innermost last.
        self.trials: list[Trial] = []
        #: What is known of calls of the program's functions, by the identity of their code.
        self.calls: dict[int, Calls] = {}
        self.call_parts: Parts = {}

    # --- heap ---------------------------------------------------------------------------------

    def read(self, ref: Ref) -> Record:
        """Returns the record behind a reference, for reading; may split the state."""
        heap = self.state.heap
        record = heap.own.get(ref.addr)
        if record is None:
            record = heap.read(ref)
        return self._unsplit(ref, record) if type(record) is SplitRecord else record

    def _unsplit(self, ref: Ref, record: Record) -> Record:
        while type(record) is SplitRecord:
            side = record.high if self.decide(record.guard) else record.low
            record = side.copy()
            self.state.heap.put(ref, record)
        return record

    def write(self, ref: Ref) -> Record:
        """Returns the record behind a reference, for changing it; may split the state."""
        self.read(ref)
        if ref.addr in self.program.originals:
            self.program.semantics.loosen_originals(self, ref)
        return self.state.heap.write(ref)

    def alloc(self, record: Record) -> Ref:
        """Puts a new object into the heap."""
        return self.state.heap.alloc(record)

    def new_list(self, items: list[Value]) -> Ref:
        """Returns a new list."""
        return self.alloc(ListRecord(items))

    def new_dict(self, items: dict[str, Value] | None = None) -> Ref:
        """Returns a new dict with text keys."""
        return self.alloc(DictRecord({key: (key, value) for key, value in (items or {}).items()}))

    def new_tensor(self, tensor: Tensor) -> Ref:
        """Returns a new tensor object."""
        if tensor.kind == "ndarray":
            # Also a program that imports no numpy gets arrays, from torch.Tensor.numpy.
            load_operators("numpy")
        return self.alloc(TensorRecord(tensor, {}))

    def unknown(self, reason: str, kind: str = "") -> Unknown:
        """Returns a value that is not followed, and counts the reason at the running place."""
        self.findings.note_unknown(self.state, reason)
        # whatever it is may have run backward
        self.state.backwards = object()
        return Unknown(reason, kind)

    # --- deciding -----------------------------------------------------------------------------

    def resolve(self, value: Value) -> Value:
        """Returns the value on this path; splits the state while it may still be several."""
        if type(value) is not Choice:
            if type(value) is Unknown and value.some is not None:
                return self._narrowed(value)
            return value
        while type(value) is Choice:
            narrowed = restrict(value, self.state.guard)
            for recording in self.state.recordings:
                recording.asked.append((value, narrowed))
            if type(narrowed) is not Choice:
                return narrowed
            # what decides may be a fact, which restricting by the guard does not see
            if has_more_tests_than_values(narrowed):
                cond, first = leaves(narrowed)[0]
                if self.decide(cond):
                    return first
                value = restrict(narrowed, negate(cond))
            else:
                value = narrowed.high if self.decide(top_condition(narrowed)) else narrowed.low
        return value

    def _narrowed(self, value: Unknown) -> Value:
        """Returns what an unknown value is on a path that asked whether it is None."""
        asked = self._comparisons.get((value.serial, "is", type(None), None))
        is_none = None if asked is None else self._truths.get(asked.serial)
        if is_none is None:
            return value
        match self.verdict(is_none):
            case Verdict.HOLDS:
                return None
            case Verdict.FAILS:
                return value.some
        return value

    def decide(self, cond: object) -> bool:
        """Returns the truth of a condition on this path; forks when both can be."""
        if isinstance(cond, bool):
            return cond
        assert isinstance(cond, SymBool)
        verdict = self.verdict(cond)
        if verdict is Verdict.HOLDS:
            return True
        if verdict is Verdict.FAILS:
            return False
        for trial in self.trials:
            trial.note_branch(cond)
        raise Split(cond)

    def verdict(self, cond: Bool) -> Verdict:
        """Returns what the path condition says about ``cond``."""
        verdict = self._verdict(cond)
        for recording in self.state.recordings:
            recording.asked.append((cond, verdict))
        return verdict

    def _verdict(self, cond: Bool) -> Verdict:
        narrowed = restrict(cond, self.state.guard)
        if isinstance(narrowed, bool):
            return Verdict.HOLDS if narrowed else Verdict.FAILS
        assert isinstance(narrowed, SymBool)
        facts = relevant(self.state.facts, narrowed, self.state.guard)
        return self.solver.check(facts, narrowed)

    def note_use(self, number: Int) -> None:
        """Notes that more than arithmetic is done with a number: it chooses something."""
        for trial in self.trials:
            trial.note_requirement(number)

    def truth_value(self, value: Value) -> Bool:
        """Returns ``bool(value)`` of the program, which may be a condition."""
        kind = type(value)
        if kind is bool or kind is SymBool:
            return value  # type: ignore[return-value]
        if value is None:
            return False
        if kind is int or kind is str or kind is tuple or kind is float:
            return bool(value)
        if kind is SymInt:
            return value != 0
        if kind is Choice:
            return self.truth_value(self.resolve(value))
        if isinstance(value, Unknown):
            return value.kind == "module" or value.role != "" or self.unknown_truth(value)
        from_object: bool | SymBool = self.program.semantics.truth(self, value)
        return from_object

    def truth(self, value: Value) -> bool:
        """Returns ``bool(value)`` on this path; forks when both can be."""
        return self.decide(self.truth_value(value))

    def unknown_truth(self, value: Unknown) -> SymBool:
        """Returns the condition that an unknown value is true; one per value."""
        cond = self._truths.get(value.serial)
        if cond is None:
            chosen = value.reason in (DATA_DEPENDENT, WIDENED)
            kind = SymKind.CHOICE if chosen else SymKind.OPAQUE
            cond = self._truths[value.serial] = fresh_bool(value.reason, kind)
        return cond

    def asked_of_unknowns(self) -> tuple[int, int]:
        """Returns how many truths and comparisons of unknown values were told apart."""
        return len(self._truths), len(self._comparisons)

    def is_asked(self, value: Unknown) -> bool:
        """Returns whether the truth of an unknown value was asked for, or what it equals."""
        compared = any(serial == value.serial for serial, *_ in self._comparisons)
        return compared or value.serial in self._truths

    def compared(self, value: Unknown, op: str, other: Value, kind: str) -> Unknown | None:
        """Returns whether an unknown value is a constant: the same answer whenever that is asked."""
        if not isinstance(other, (bool, int, str, type(None))):
            return None
        key = (value.serial, op, type(other), other)
        known = self._comparisons.get(key)
        if known is None:
            known = self._comparisons[key] = Unknown(value.reason, kind)
            if op == "!=":
                equal = self.compared(value, "==", other, kind)
                assert equal is not None
                self._truths[known.serial] = negate(self.unknown_truth(equal))  # type: ignore[assignment]
        return known

    # --- calls and exceptions -----------------------------------------------------------------

    def begin(self, frame: Frame) -> None:
        """Starts an instruction: its answers are read from the first one on."""
        self.frame = frame
        self._answer = 0

    def answer(self) -> tuple[bool, Value]:
        """Returns whether the next request of the instruction was answered before, and how."""
        index = self._answer
        answers = self.frame.answers
        if index < len(answers):
            self._answer = index + 1
            value = answers[index]
            if type(value) is Choice and any(map(_is_outcome, leaf_values(value))):
                # whether there is an item at all is no value of the program
                value = self.resolve(value)
            return True, value
        return False, None

    def remember(self, value: Value) -> None:
        """Keeps what the instruction took out of an iterator, should it be executed again."""
        self.frame.answers = (*self.frame.answers, value)
        self._answer = len(self.frame.answers)

    def call(self, function: Value, args: list[Value], kwargs: dict[str, Value] | None = None,
             catch: tuple[str, ...] = ()) -> Value:  # fmt: skip
        """Returns the result of a call of the analysed program.

        Functions that are interpreted run in a frame of their own, after which the instruction is
        executed again: the caller must not have changed anything before.
        """
        function = self.resolve(function)
        if not catch and self.program.semantics.is_native(self, function):
            return self.program.semantics.call_native(self, function, args, kwargs or {})
        known, value = self.answer()
        if known:
            return value
        raise NeedCall(function, args, kwargs or {}, catch)

    def raise_(
        self, exception: str, message: str, code: str = "", operands: tuple[Operand, ...] = ()
    ) -> NoReturn:
        """Raises a builtin exception in the analysed program.

        ``code`` is the rule under which it is reported when nothing catches it, with what the
        ``operands`` come from; without one it is not reported.
        """
        ref = self.program.semantics.make_exception(self, exception, message)
        if code:
            self.findings.attach_finding(
                ref, self.findings.make(self.state, code, message, operands=operands)
            )
        raise Raised(ref)

    def opaque(self, kind: str, reason: str) -> Ref:
        """Returns a new mutable object whose contents are not followed."""
        return self.alloc(OpaqueRecord(kind, reason))


def _is_outcome(answer: Value) -> bool:
    """Returns whether an answer says how a call or generator ended instead of giving its value."""
    return isinstance(answer, (Caught, Finished))
