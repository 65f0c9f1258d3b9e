"""Runs single functions of a file on states of the machine, each run from where another ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from pytea.analysis.comments.reading import ShapeComment, shape_comments
from pytea.analysis.entry import Analysis
from pytea.analysis.explaining import Explainer
from pytea.analysis.library.handed import layers_for
from pytea.analysis.library.inputs import Inputs
from pytea.analysis.library.learner import Demand, Learner
from pytea.config import INSTALLED, Options
from pytea.errors import InternalError
from pytea.frontend import SourceError
from pytea.frontend.loading import lowered
from pytea.ir.code import Module
from pytea.ir.data import VALUES
from pytea.machine.explorer import Explorer
from pytea.machine.findings import Findings, Place
from pytea.machine.observer import Observer
from pytea.records import immutable
from pytea.span import SourceFile
from pytea.state import budgets
from pytea.state.frame import Continuation, Frame
from pytea.state.state import State
from pytea.symbolic import Int, Symbol, SymBool, symbols_of
from pytea.values.objects import UNBOUND, Ref, Value
from pytea.values.records import DictRecord, ModuleRecord

#: What the file is called from which functions are called.
DRIVER = "<library>"
_CALL = "result = target(*arguments, **keywords)\n"


@immutable()
class Ended:
    """A path that came to the end of the call, and what the call returned."""

    state: State
    value: Value


@immutable()
class Run:
    """What one call of a function gave, over all its paths."""

    ended: tuple[Ended, ...]
    findings: Findings
    #: Requirements over inputs, with their places, in the order in which they were met.
    assumptions: tuple[tuple[Place, SymBool], ...] = ()
    #: What was taken for granted so that loops have rounds: no requirement of torch.
    granted: frozenset[SymBool] = frozenset()
    #: The input whose number of dims must be known to go on.
    demand: Demand | None = None
    #: Where sizes are padded, and by how much.
    pads: Mapping[Place, Sequence[Int]] = field(default_factory=dict)
    #: Numbers that are used as sequences.
    sequences: frozenset[Symbol] = frozenset()
    #: Names that the program gives to sizes of inputs.
    names: Mapping[Symbol, str] = field(default_factory=dict)
    #: The functions that were called, by the address of their code.
    called: frozenset[int] = frozenset()
    #: How many dims the tensors have that they were given at first.
    entered: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


class Session(Analysis):
    """One file whose functions are analysed one by one."""

    def __init__(
        self, path: Path, options: Options, overlay: Mapping[Path, str], observer: Observer | None
    ) -> None:
        super().__init__(path.absolute(), options, False, overlay, observer)
        package, self.name = _module_name(self.path)
        self._set_roots(package)
        driver = SourceFile(Path(DRIVER), DRIVER, _CALL)
        self._call = lowered(driver, "_library", self.cache).code
        #: What running the file itself gave.
        self.loading = self.findings
        self.module: Ref | None = None
        self.explainer = Explainer(self._lines)
        #: Ends the analysis: see ``analyze_entry``.
        self.stop: Callable[[], bool] | None = None
        #: Steps of all calls so far, and how many the function that is analysed now may make.
        self.steps = 0
        self.most = budgets.FUNCTION_STEPS
        #: What the solver has evaluated so far.
        self.work = 0
        #: Our own failures in all calls so far, by their text.
        self.failures: dict[str, InternalError] = {}
        #: Whether one was met since the function that is analysed now was begun.
        self.has_failed = False
        #: The shapes that the text of the file tells.
        self.comments: tuple[ShapeComment, ...] = ()
        self.program.text_of = self._text_of
        # What is tried to find a signature out is nobody's business.
        self.program.observer = None

    def _set_roots(self, package: Path) -> None:
        """Looks for modules where the package of the file is imported from.

        What stands beside the file hides no module of the standard library, as it would for a
        script; only what nobody else has is looked for there. The same holds for the folders of the
        package around it.
        """
        sources, own = self.sources, self.path.parent
        roots = tuple(root for root in sources.roots if root != own or own == package)
        if package.name in INSTALLED:
            # the other packages there are no part of the file's project
            sources.libraries = tuple(dict.fromkeys((package, *sources.libraries)))
            sources.roots = tuple(root for root in roots if root != package)
        else:
            sources.roots = tuple(dict.fromkeys((package, *roots)))
        if own != package:
            inside = package / self.name.partition(".")[0]
            around = dict.fromkeys((*sources.outer, own))
            sources.outer = tuple(f for f in around if not f.is_relative_to(inside))
            sources.beside = tuple(f for f in around if f.is_relative_to(inside))

    def load(self, text: SourceFile) -> State | None:
        """Returns the state after the top level of the file; None when it does not come to its end.

        Raises SourceError for a text that cannot be lowered.
        """
        self.suppression.read(text.display, text.text)
        self.comments = shape_comments(text.text)
        is_seen = self.observer is not None or bool(self.comments)
        observed = VALUES if is_seen else frozenset[str]()
        module = lowered(text, self.name, self.cache, observed=observed)
        state = self._initial_state()
        self._enter(state, module, text.display)
        self.program.library = Learner()
        try:
            self.explorer.run(state)
        except InternalError as error:
            self.loading.failures[str(error)] = error
        self.failures |= self.loading.failures
        self.steps = self.explorer.steps
        whole = [ended for ended in self.explorer.ended if self._is_loaded(ended)]
        return whole[0] if whole else None

    def _text_of(self, file: Path) -> str:
        """Returns the text of a file of a package that is read for its names; "" where there is none."""
        try:
            text = self._text(file, self.sources.display(file)).text
        except (SourceError, OSError):
            return ""
        self.reached.add(file)
        return text

    def text(self) -> SourceFile:
        """Returns the text of the file; raises SourceError and OSError."""
        return self._text(self.path, self.sources.display(self.path))

    def _is_loaded(self, state: State) -> bool:
        return self.name in state.modules and not state.frames

    def _enter(self, state: State, module: Module, display: str) -> None:
        package = self.path.parent if self.path.name == "__init__.py" else None
        record = ModuleRecord(self.name, {}, self.path, display, "user", package)
        parent = self.name if package else self.name.rpartition(".")[0]
        record.attrs |= {
            "__name__": self.name, "__file__": str(self.path), "__doc__": module.code.docstring,
            "__package__": parent, "__spec__": None,
        }  # fmt: skip
        self.module = state.heap.alloc(record)
        state.modules[self.name] = self.module
        prelude = state.frames.pop()
        state.push(Frame(module.code, self.module, Continuation("module", subject=self.name)))
        state.push(prelude)

    @contextmanager
    def observed(self, observer: Observer | None) -> Iterator[None]:
        """Shows the runs inside to an observer, if there is one."""
        self.program.observer = observer
        try:
            yield
        finally:
            self.program.observer = None

    def with_layers(self, base: State, inputs: Inputs) -> State:
        """Returns a state in which the layers exist that a constructor is handed."""
        made = layers_for(inputs.handed, inputs.given)
        base = base.fork()
        run = self.call(base, made, (), base.heap.alloc(DictRecord({})), Learner())
        if not run.ended or not isinstance(run.ended[0].value, tuple):
            return base
        inputs.values |= dict(zip(inputs.handed, run.ended[0].value, strict=True))
        return run.ended[0].state

    @property
    def roots(self) -> dict[Symbol, Int]:
        """The symbols that stand for integer square roots, and of what."""
        pairs = self.program.whole_roots.values()
        return {symbol: square for root, square in pairs for symbol in symbols_of(root)}

    def namespace(self, state: State) -> dict[str, Value]:
        """Returns the global names of the file."""
        assert self.module is not None
        record = state.heap.read(self.module)
        assert isinstance(record, ModuleRecord)
        return record.attrs

    def call(
        self, base: State, target: Value, args: tuple[Value, ...], keywords: Ref, learner: Learner
    ) -> Run:
        """Calls ``target`` on a copy of ``base``; the objects in ``args`` must be in its heap."""
        state = base.fork()
        attrs = {"target": target, "arguments": args, "keywords": keywords}
        driver = state.heap.alloc(ModuleRecord("_library", attrs, None, DRIVER, "bundled"))
        state.push(Frame(self._call, driver, Continuation("store")))
        machine = self.machine
        machine.findings = self.findings = Findings()
        machine.program.assumptions = []
        machine.program.granted = set()
        machine.program.library = learner
        before, machine.program.called = machine.program.called, {}
        explorer = Explorer(machine)
        explorer.stop = self.stop
        explorer.most = min(self.most, budgets.LIBRARY_STEPS - self.steps)
        explorer.cost = self._solver_steps
        try:
            explorer.run(state)
        except InternalError as error:
            machine.findings.failures[str(error)] = error
        self.failures |= machine.findings.failures
        self.has_failed |= bool(machine.findings.failures)
        called = frozenset(machine.program.called)
        machine.program.called = before | machine.program.called
        steps = explorer.steps + self._solver_steps()
        self.work = machine.solver.statistics.work
        self.steps += steps
        self.most -= steps
        ended = []
        for final in explorer.ended:
            record = final.heap.read(driver)
            assert isinstance(record, ModuleRecord)
            value = record.attrs.get("result", UNBOUND)
            if value is not UNBOUND:
                ended.append(Ended(final, value))
        return Run(
            tuple(ended),
            machine.findings,
            tuple(machine.program.assumptions),
            frozenset(machine.program.granted),
            learner.demand,
            learner.pads,
            frozenset(learner.sequences),
            learner.names,
            called,
            learner.entered,
        )

    def _solver_steps(self) -> int:
        """Returns how many steps the solver's work since the last call counts for."""
        return (self.machine.solver.statistics.work - self.work) // budgets.WORK_PER_STEP


def _module_name(path: Path) -> tuple[Path, str]:
    """Returns the folder from which a file is imported, and its dotted name there."""
    folder = path.parent
    parts = [path.stem] if path.name != "__init__.py" else []
    while (folder / "__init__.py").is_file():
        parts.insert(0, folder.name)
        folder = folder.parent
    return folder, ".".join(parts) or path.stem
