"""Analyses one file without an entry: the signature of each of its modules and functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from pytea.analysis.broken import failures_of
from pytea.analysis.comments import CODE as SHAPE_COMMENT
from pytea.analysis.comments.judging import wrong_comments
from pytea.analysis.library.building import Builder, Built, choices_of
from pytea.analysis.library.contradictions import mismatches
from pytea.analysis.library.describe import describe, describe_failing
from pytea.analysis.library.inputs import Inputs
from pytea.analysis.library.kinds import Kind
from pytea.analysis.library.outline import Outline
from pytea.analysis.library.session import Session
from pytea.analysis.library.settling import Runner, names_by_comments, settled, told_dims
from pytea.analysis.library.signature import FileSignatures, Signature
from pytea.analysis.library.stars import Starred
from pytea.analysis.library.targets import Target, in_order_of_use, targets_of
from pytea.config import Options
from pytea.diagnostics import Diagnostic
from pytea.errors import InternalError
from pytea.frontend import SourceError
from pytea.machine.explorer import Stopped
from pytea.machine.findings import Place
from pytea.machine.observer import Observer
from pytea.records import mutable
from pytea.state import budgets
from pytea.state.state import State
from pytea.values.records import FunctionRecord

#: What a function says that takes further arguments and gets none.
_OF_ARGUMENTS = frozenset(["index-out-of-range", "unpack-mismatch"])


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
        return FileSignatures(display, (), tuple(failures_of(session.failures, display)))
    outline = Outline.of(text.text)
    builder = Builder(session, base, outline)
    return _File(session, base, outline, display, known, builder).analyze()


#: One function may take the part of what is left of the budget of its file that this divides.
_SHARE = 3


@mutable()
class _File:
    session: Session
    base: State
    outline: Outline
    display: str
    #: Functions that an entry calls, by qualified name.
    known: frozenset[str]
    builder: Builder
    signatures: list[Signature] = field(default_factory=list)
    failing: list[Signature] = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)
    checked: set[Place] = field(default_factory=set)
    #: Places that were passed on the way of another function.
    met: set[Place] = field(default_factory=set)
    #: The functions that were called on the way of one that works, by the address of their code.
    passed: set[int] = field(default_factory=set)
    #: How many dims tensors have that functions are given on the way of one that works.
    entered: dict[int, Mapping[str, int]] = field(default_factory=dict)
    alone: int = 0
    #: Functions whose analysis cost too many steps.
    given_up: list[str] = field(default_factory=list)
    #: Functions in whose analysis a defect of ours was met.
    broken: list[str] = field(default_factory=list)

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
            # what is left is shared, so that small functions have some behind large ones
            left = budgets.LIBRARY_STEPS - self.session.steps
            self.session.most = min(budgets.FUNCTION_STEPS, left // _SHARE)
            self.session.has_failed = False
            try:
                self._analyze(target)
            except Stopped:
                raise
            except Exception as error:  # noqa: BLE001 - a defect of ours costs one function, not the file
                self._fail(target, error)
            if self.session.has_failed:
                self.broken.append(target.name)
            if self.session.most <= 0 or self.session.steps >= budgets.LIBRARY_STEPS:
                self.given_up.append(target.name)
        failures = failures_of(self.session.failures, self.display)
        diagnostics = tuple(self.session.suppression.apply([*self.errors, *failures]))
        return FileSignatures(
            self.display, tuple(sorted(self.signatures, key=lambda s: (s.line, s.name))),
            diagnostics, self.alone, len(self.checked), self.known,
            frozenset(c for c in self.session.called() if c[0] != self.display),
            tuple(sorted(self.session.reached)), self.session.sources.answers(),
            given_up=tuple(self.given_up), failing=tuple(self.failing),
            broken=tuple(self.broken),
        )  # fmt: skip

    def _fail(self, target: Target, error: Exception) -> None:
        """Keeps a defect of ours outside the machine, which has no place but the function."""
        text = f"the analysis of {target.name} failed: {type(error).__name__}: {error}"
        record = self.base.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        failure = InternalError(text, record.code.span, self.display)
        self.session.failures.setdefault(text, failure)
        self.session.has_failed = True

    def _is_reached(self, target: Target) -> bool:
        """Returns whether the function was met where something else uses it.

        A method that other classes have, too, counts where an object of this one was made.
        """
        if target.name in self.known:
            return True
        needed = [target.function]
        if target.constructor is not None:
            needed.append(target.constructor)
        records = [self.base.heap.read(function) for function in needed]
        called = self.session.program.called
        return all(isinstance(r, FunctionRecord) and id(r.code) in called for r in records)

    def _analyze(self, target: Target) -> None:
        reached = self._is_reached(target)
        self.alone += not reached
        built = self.builder.construct(target)
        if not isinstance(built, Built):
            errors = self._without_assumptions(built)
            if errors and not reached and self.builder.never_made(target):
                self.errors += errors
            return
        inputs = self.builder.inputs(target, built)
        if not inputs.tensors and not self.outline.is_handed_on(target.name):
            return
        runner, starred = self._settled(target, built, inputs)
        if not starred.outcome.works:
            for names in choices_of(inputs.absent):
                other = self._settled(
                    target, built, self.builder.inputs(target, built, given=names)
                )
                if other[1].outcome.works:
                    runner, starred = other
                    break
        built, runner, starred = self._counted(target, built, runner, starred)
        inputs = runner.inputs
        self.checked |= starred.outcome.run.findings.checked
        if starred.outcome.works:
            findings = starred.outcome.run.findings
            failed = {finding.place for finding in findings.found} | findings.consequences
            self.met |= findings.checked - findings.vague - findings.unchecked.keys() - failed
            self.passed |= starred.outcome.run.called
            if not starred.inputs:  # else the fewest dims are given that there may be
                self.entered = {**starred.outcome.run.entered, **self.entered}
        if starred.outcome.fails:
            self._keep_failing(target, built, starred, reached=reached)
        elif target.name not in self.known and starred.outcome.is_clean:
            self.errors += mismatches(starred.outcome, self.session.explainer)
        if starred.outcome.describes and inputs.tensors:
            names_by_comments(runner, starred.outcome.dims, self.display)
            found = describe(self.display, target, built.constructor, starred, runner.learner)
            if built.constructor is not None and built.constructor.counts:
                found = self._for_other_counts(target, found, built, runner, starred)
            self.signatures.append(found)
            self._show(runner, starred)

    def _keep_failing(
        self, target: Target, built: Built, starred: Starred, *, reached: bool
    ) -> None:
        """Keeps the errors of a function that fails, where no use of it shows otherwise."""
        errors = self._without_assumptions(starred.errors)
        is_alone = not reached or self._not_met(target, errors)
        if not (errors and is_alone and self.builder.always_fails(target, built)):
            errors = []
        known = {(error.file, error.span) for error in self.errors}
        self.errors += [e for e in errors if (e.file, e.span) not in known]
        outcome = starred.outcome
        if outcome.inputs.tensors:
            found = describe_failing(self.display, target, built.constructor, outcome, errors)
            self.failing.append(found)

    def _without_assumptions(self, errors: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Returns the errors that do not rest on there being no further arguments."""
        return [
            error
            for error in errors
            if error.code not in _OF_ARGUMENTS
            or not any(self.outline.takes_more(call.function) for call in error.trace)
        ]

    def _settled(self, target: Target, built: Built, inputs: Inputs) -> tuple[Runner, Starred]:
        """Returns what describes a function that is called with some inputs."""
        record = built.state.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        told = told_dims(self.session.comments, record.code.span.line, inputs.tensors)
        runner = Runner(self.session, built.state, built.callee, inputs, told=told)
        runner.numbers = built.numbers
        runner.seen = self.entered.get(id(record.code), {})
        return runner, settled(runner)

    def _not_met(self, target: Target, errors: Sequence[Diagnostic]) -> bool:
        """Returns whether no use of a function got as far as these errors, or failed in it."""
        record = self.base.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        places = {Place(error.file, error.span) for error in errors}
        is_met = id(record.code) in self.passed and bool(places & self.met)
        known = is_met or self.outline.holds(record.code.qualname, self._told_lines())
        return target.name not in self.known and not known

    def _told_lines(self) -> set[int]:
        """Returns the lines of this file in which something was found to be wrong."""
        return {error.span.line for error in self.errors if error.file == self.display}

    def _show(self, runner: Runner, starred: Starred) -> None:
        """Shows a function, with the inputs of its signature, to whoever wants to see it."""
        session, observer = self.session, self.session.observer
        wanted = session.comments and session.options.reports(SHAPE_COMMENT)
        if wanted and observer is None:
            observer = Observer()
        if observer is None:
            return
        with session.observed(observer):
            runner.run(starred.outcome.dims)
        if wanted:
            seen, solver = observer.observations(), session.machine.solver
            self.errors += wrong_comments(self.display, session.comments, seen, solver)

    def _counted(
        self, target: Target, built: Built, runner: Runner, starred: Starred
    ) -> tuple[Built, Runner, Starred]:
        """Returns what describes a method of which not all is known since a size says how often.

        With two repetitions it is known, or fails, which it must do with other numbers, too.
        """
        names = built.constructor.repeating if built.constructor is not None else frozenset()
        if not names or starred.errors:
            return built, runner, starred
        known, complete = self._followed(target, built, runner, starred)
        other = None if complete else self.builder.construct(target, counted=names)
        if isinstance(other, Built):
            found = self._settled(target, other, self.builder.inputs(target, other))
            is_sure = found[1].outcome.fails and self.builder.always_fails(target, other)
            if is_sure or (not known and self._followed(target, other, *found)[0]):
                return other, *found
        return built, runner, starred

    def _followed(
        self, target: Target, built: Built, runner: Runner, starred: Starred
    ) -> tuple[bool, bool]:
        """Returns whether all is known of what a method gives, and whether all was followed besides."""
        if not starred.outcome.describes:
            return False, False
        found = describe(self.display, target, built.constructor, starred, runner.learner)
        known = "?" not in found.output
        return known, known and found.complete

    def _for_other_counts(
        self,
        target: Target,
        found: Signature,
        built: Built,
        runner: Runner,
        starred: Starred,
    ) -> Signature:
        """Returns the signature with the numbers of repetitions that it is true for."""
        constructor = built.constructor
        assert constructor is not None
        more = self.builder.construct(target, 3, counted=built.counted)
        other = None
        if isinstance(more, Built):
            other = self._described(target, more, runner, starred)
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

    def _described(
        self, target: Target, built: Built, like: Runner, starred: Starred
    ) -> Signature | None:
        """Returns the signature of a method of another object of a class, if it can be followed.

        Its inputs have the numbers of dims with which the method of the first one was described.
        """
        inputs = self.builder.inputs(target, built)
        runner = Runner(self.session, built.state, built.callee, inputs)
        runner.equal_sizes, runner.same_batch = like.equal_sizes, like.same_batch
        runner.numbers = built.numbers
        outcome = runner.run(starred.outcome.dims)
        if outcome.run.demand is not None:
            starred = settled(runner)
        else:
            starred = Starred(outcome, starred.inputs)
        if not starred.outcome.describes:
            return None
        names_by_comments(runner, starred.outcome.dims, self.display)
        return describe(self.display, target, built.constructor, starred, runner.learner)
