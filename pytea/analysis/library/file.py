"""Analyses one file without an entry: the signature of each of its modules and functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pytea.analysis.library.describe import describe
from pytea.analysis.library.inputs import Dims, Inputs
from pytea.analysis.library.learner import Learner
from pytea.analysis.library.outcome import Outcome
from pytea.analysis.library.search import Search
from pytea.analysis.library.session import Session
from pytea.analysis.library.signature import FileSignatures, Signature
from pytea.analysis.library.stars import Starred, generalized
from pytea.analysis.library.targets import Target, targets_of
from pytea.analysis.library.uses import Outline
from pytea.config import Options
from pytea.frontend import SourceError
from pytea.machine.observer import Observer
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
) -> FileSignatures:
    """Returns the signatures of a file; none when its text cannot be read or its top level fails.

    ``overlay`` and ``observer`` are those of ``analyze_entry``.
    """
    session = Session(path, options, overlay or {}, observer)
    display = session.sources.display(session.path)
    try:
        text = session.text()
        base = session.load(text)
    except (SourceError, OSError):
        return FileSignatures(display, ())
    if base is None:
        return FileSignatures(display, ())
    return _File(session, base, Outline.of(text.text), display).signatures()


@dataclass(frozen=True, slots=True)
class _Built:
    """A function that can be called, in a state where everything it needs exists."""

    state: State
    callee: Value
    #: The inputs of the constructor that ran before; None for a function.
    constructor: Inputs | None


@dataclass(slots=True)
class _File:
    session: Session
    base: State
    outline: Outline
    display: str

    def signatures(self) -> FileSignatures:
        """Returns the signature of every target that can be followed."""
        machine = self.session.machine
        machine.state = self.base
        assert self.session.module is not None
        namespace = self.session.namespace(self.base)
        targets = targets_of(machine, namespace, self.session.module, self.session.name)
        found = []
        for target in targets:
            signature = self._signature(target)
            if signature is not None:
                found.append(signature)
        return FileSignatures(self.display, tuple(found), (), len(targets))

    def _signature(self, target: Target) -> Signature | None:
        built = self._construct(target)
        if built is None:
            return None
        record = built.state.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        inputs = Inputs.of(record, self.outline, method=True, bound=target.cls is not None)
        if not inputs.tensors:
            return None
        runner = Runner(self.session, built.state, built.callee, inputs)
        starred = _settled(runner)
        if starred.outcome.fails:
            return None
        return describe(self.display, target, built.constructor, starred, runner.learner)

    def _construct(self, target: Target) -> _Built | None:
        """Makes the object of a method; None when its constructor does not come to its end."""
        if target.cls is None:
            return _Built(self.base, target.function, None)
        inputs = Inputs((), self.outline)
        if target.constructor is not None:
            record = self.base.heap.read(target.constructor)
            assert isinstance(record, FunctionRecord)
            inputs = Inputs.of(record, self.outline, method=False, bound=True)
        run = Runner(self.session, self.base, target.cls, inputs).run({}).run
        if not run.ended:
            return None
        ended = run.ended[0]
        return _Built(ended.state, BoundMethod(target.function, ended.value), inputs)


@dataclass(slots=True)
class Runner:
    """Calls one function with inputs that are made for each run."""

    session: Session
    base: State
    callee: Value
    inputs: Inputs
    names: dict[Symbol, str] = field(default_factory=dict)
    assumptions: dict[str, None] = field(default_factory=dict)

    @property
    def learner(self) -> Learner:
        """What the runs so far have told."""
        return Learner(names=self.names, assumptions=self.assumptions)

    def run(self, dims: Dims) -> Outcome:
        """Returns the outcome of a call under a hypothesis."""
        learner = self.learner
        base = self.base.fork()
        args, keywords = self.inputs.make(base, dims)
        run = self.session.call(base, self.callee, args, keywords, learner)
        return Outcome(dims, run, self.inputs, self.session.machine.solver)


def _settled(runner: Runner) -> Starred:
    """Returns the outcome that describes a function: the most general one, else the batched form."""
    tensors = runner.inputs.tensors
    search = Search(runner.run, tensors)
    finalists = search.finalists({})
    best = finalists[0]
    starred = generalized(best, search.attempt, tensors)
    if starred.inputs or best.fails:
        return starred
    for other in finalists[1:]:
        apart = [(other.dims[n] or 0) - (best.dims[n] or 0) for n in tensors]
        if not (best.is_clean and other.is_clean):
            continue
        if other.score[:-1] == best.score[:-1] and sum(apart) == max(apart, default=0) == 1:
            return Starred(other)
    return starred
