"""Analyses one file without an entry: the signature of each of its modules and functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pytea.analysis.comments.judging import CODE as SHAPE_COMMENT
from pytea.analysis.comments.judging import wrong_comments
from pytea.analysis.library.contradictions import contradictions, mismatches
from pytea.analysis.library.describe import describe
from pytea.analysis.library.inputs import Inputs
from pytea.analysis.library.kinds import Kind
from pytea.analysis.library.session import Session
from pytea.analysis.library.settling import Runner, names_by_comments, settled, told_dims
from pytea.analysis.library.signature import FileSignatures, Signature
from pytea.analysis.library.stars import Starred
from pytea.analysis.library.targets import Target, in_order_of_use, targets_of
from pytea.analysis.library.uses import Outline
from pytea.config import Options
from pytea.diagnostics import Diagnostic
from pytea.frontend import SourceError
from pytea.machine.explorer import Stopped
from pytea.machine.findings import Place
from pytea.machine.observer import Observer
from pytea.state import budgets
from pytea.state.state import State
from pytea.symbolic import Symbol
from pytea.values.objects import BoundMethod, Value
from pytea.values.records import FunctionRecord


def analyze_library(
    path: Path,
    options: Options,
    *,
    overlay: Mapping[Path, str] | None = None,
    observer: Observer | None = None,
    known: frozenset[str] = frozenset(),
    stop: Callable[[], bool] | None = None,
) -> FileSignatures:
    """Returns the signatures of a file; none when its text cannot be read or its top level fails.

    ``overlay`` and ``stop`` are those of ``analyze_entry``. ``observer`` is shown one call of each
    function, with the inputs that its signature says. ``known`` are the qualified names of the
    functions that entries call: what is wrong with those was told there.
    """
    session = Session(path, options, overlay or {}, observer)
    session.stop = session.explorer.stop = stop
    display = session.sources.display(session.path)
    try:
        text = session.text()
        base = session.load(text)
    except (SourceError, OSError):
        return FileSignatures(display, ())
    if base is None:
        return FileSignatures(display, ())
    return _File(session, base, Outline.of(text.text), display, known).analyze()


@dataclass(frozen=True, slots=True)
class _Built:
    """A function that can be called, in a state where everything it needs exists."""

    state: State
    callee: Value
    #: The inputs of the constructor that ran before; None for a function.
    constructor: Inputs | None


def _numbers(built: _Built) -> frozenset[Symbol]:
    return built.constructor.numbers if built.constructor is not None else frozenset()


@dataclass(slots=True)
class _File:
    session: Session
    base: State
    outline: Outline
    display: str
    #: Functions that an entry calls, by qualified name.
    known: frozenset[str]
    signatures: list[Signature] = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)
    checked: set[Place] = field(default_factory=set)
    #: Places that were passed on the way of another function.
    met: set[Place] = field(default_factory=set)
    alone: int = 0
    #: Functions whose analysis cost too many steps.
    given_up: list[str] = field(default_factory=list)

    def analyze(self) -> FileSignatures:
        """Returns what every target gives that can be followed.

        Those that no other one uses come first, so that the others are met as they are used.
        """
        machine = self.session.machine
        machine.state = self.base
        assert self.session.module is not None
        namespace = self.session.namespace(self.base)
        targets = targets_of(machine, namespace, self.session.module, self.session.name)
        if "torch" not in self.base.modules:
            # what a file without torch takes for tensors is anything else
            targets = []
        for target in in_order_of_use(targets, self.outline):
            self.session.most = budgets.FUNCTION_STEPS
            try:
                self._analyze(target)
            except Stopped:
                raise
            except Exception:  # noqa: BLE001 - a defect of ours costs one function, not the file
                self.given_up.append(target.name)
                continue
            if self.session.most <= 0 or self.session.steps >= budgets.LIBRARY_STEPS:
                self.given_up.append(target.name)
        diagnostics = tuple(self.session.suppression.apply(self.errors))
        return FileSignatures(
            self.display, tuple(sorted(self.signatures, key=lambda s: (s.line, s.name))),
            diagnostics, self.alone, len(self.checked), self.known,
            frozenset(c for c in self.session.called() if c[0] != self.display),
            tuple(sorted(self.session.reached)), self.session.sources.answers(),
            given_up=tuple(self.given_up),
        )  # fmt: skip

    def _is_reached(self, target: Target) -> bool:
        """Returns whether the function was met where something else uses it."""
        record = self.base.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        called = self.session.program.called
        return target.name in self.known or id(record.code) in called

    def _analyze(self, target: Target) -> None:
        reached = self._is_reached(target)
        self.alone += not reached
        built = self._construct(target, reached)
        if built is None:
            return
        record = built.state.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        inputs = self._inputs(record, built)
        if not inputs.tensors:
            return
        told = told_dims(self.session.comments, record.code.span.line, inputs.tensors)
        runner = Runner(self.session, built.state, built.callee, inputs, told=told)
        runner.numbers = _numbers(built)
        starred = settled(runner)
        self.checked |= starred.outcome.run.findings.checked
        if not starred.outcome.fails:
            findings = starred.outcome.run.findings
            self.met |= findings.checked - {finding.place for finding in findings.found}
        if starred.errors and (not reached or self._not_met(target, starred.errors)):
            if self._holds_for_other_counts(target, built.constructor):
                known = {(error.file, error.span) for error in self.errors}
                self.errors += [e for e in starred.errors if (e.file, e.span) not in known]
        elif target.name not in self.known and starred.outcome.is_clean:
            self.errors += mismatches(starred.outcome, self.session.explainer)
        if starred.outcome.describes:
            names_by_comments(runner, starred.outcome.dims, self.display)
            found = describe(self.display, target, built.constructor, starred, runner.learner)
            if built.constructor is not None and built.constructor.counts:
                found = self._for_other_counts(target, found, built.constructor)
            self.signatures.append(found)
            self._show(runner, starred)

    def _not_met(self, target: Target, errors: Sequence[Diagnostic]) -> bool:
        """Returns whether no use of a function got as far as these errors."""
        places = {Place(error.file, error.span) for error in errors}
        return target.name not in self.known and not places & self.met

    def _show(self, runner: Runner, starred: Starred) -> None:
        """Shows a function, with the inputs of its signature, to whoever wants to see it."""
        session, observer = self.session, self.session.observer
        wanted = session.comments and session.options.reports(SHAPE_COMMENT)
        if wanted and observer is None:
            observer = Observer()
        with session.observed(observer):
            runner.run(starred.outcome.dims)
        if wanted and observer is not None:
            seen, solver = observer.observations(), session.machine.solver
            self.errors += wrong_comments(self.display, session.comments, seen, solver)

    def _for_other_counts(self, target: Target, found: Signature, constructor: Inputs) -> Signature:
        """Returns the signature with the numbers of repetitions that it is true for."""
        built = self._construct(target, True, 3)
        other = None if built is None else self._described(target, built)
        same_shapes = other is not None and (other.inputs, other.output, other.requires) == (
            found.inputs, found.output, found.requires
        )  # fmt: skip
        if same_shapes or (other is not None and constructor.has_lists):
            return found
        counts = {
            p.name: str(constructor.count)
            for p in constructor.parameters
            if p.judged is not None and p.judged.kind is Kind.COUNT
        }
        return replace(found, constructor=found.constructor | counts)

    def _described(self, target: Target, built: _Built) -> Signature | None:
        """Returns the signature of a method of an object, if it can be followed."""
        record = built.state.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        inputs = self._inputs(record, built)
        runner = Runner(self.session, built.state, built.callee, inputs)
        runner.numbers = _numbers(built)
        starred = settled(runner)
        if not starred.outcome.describes:
            return None
        names_by_comments(runner, starred.outcome.dims, self.display)
        return describe(self.display, target, built.constructor, starred, runner.learner)

    def _holds_for_other_counts(self, target: Target, constructor: Inputs | None) -> bool:
        """Returns whether the error is there however often things are repeated, and whatever layers
        that are handed in do.
        """
        if constructor is not None and (constructor.is_unsure or constructor.has_empty_sizes):
            return False
        if constructor is None:
            return True
        counts = (1, 3) if constructor.counts else ()
        others = [self._construct(target, True, count) for count in counts]
        if {Kind.LAYER, Kind.FACTORY} & set(constructor.handed.values()):
            others.append(self._construct(target, True, keeps=False))
        return all(built is not None and self._fails(target, built) for built in others)

    def _fails(self, target: Target, built: _Built) -> bool:
        """Returns whether a method of an object fails whatever its inputs are."""
        record = built.state.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        runner = Runner(self.session, built.state, built.callee, self._inputs(record, built))
        runner.numbers = _numbers(built)
        return bool(settled(runner).errors)

    def _inputs(self, record: FunctionRecord, built: _Built) -> Inputs:
        """Returns the inputs of a function, with what the layers of its object give."""
        constructor = built.constructor
        inputs = Inputs.of(record, self.outline, method=True, bound=constructor is not None)
        if constructor is not None:
            inputs.given = constructor.given
        return inputs

    def _construct(
        self, target: Target, reached: bool, count: int = 2, *, keeps: bool = True
    ) -> _Built | None:
        """Makes the object of a method; None when its constructor does not come to its end.

        ``keeps`` says whether layers that are handed in are taken to keep a shape.
        """
        if target.cls is None:
            return _Built(self.base, target.function, None)
        inputs = Inputs((), self.outline)
        if target.constructor is not None:
            record = self.base.heap.read(target.constructor)
            assert isinstance(record, FunctionRecord)
            inputs = Inputs.of(record, self.outline, method=False, bound=True)
            inputs.count = count
            inputs.keeps = keeps
        base = self.base
        if inputs.handed:
            base = self.session.with_layers(base, inputs)
        outcome = Runner(self.session, base, target.cls, inputs).run({})
        if outcome.fails and outcome.faults and not reached and not inputs.counts:
            self.errors += contradictions(outcome, self.session.explainer)
        if outcome.fails or not outcome.run.ended:
            return None
        ended = outcome.finals()[0][0]
        return _Built(ended.state, BoundMethod(target.function, ended.value), inputs)
