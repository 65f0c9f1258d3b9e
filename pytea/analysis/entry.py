"""Analyses one entry: a script as ``python script.py`` would run it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pytea.analysis.broken import failures_of, syntax_error
from pytea.analysis.comments import CODE as SHAPE_COMMENT
from pytea.analysis.data_files import data_files
from pytea.analysis.interactive import interactive_names
from pytea.analysis.results import EntryResult
from pytea.analysis.search_path import search_path
from pytea.analysis.suppression import Suppression
from pytea.analysis.surroundings import LAST_RESORTS, gets_through, has_worked, other_surroundings
from pytea.analysis.unfollowed import unknown_uses
from pytea.config import Options, package_of, package_of_module
from pytea.config.shipped import bundled_stubs, lowered_stubs
from pytea.diagnostics import Diagnostic, FileReport, Severity
from pytea.edited_lines import EditedLines
from pytea.errors import InternalError
from pytea.frontend import SourceError, read_source
from pytea.frontend.loading import lowered
from pytea.frontend.notebooks import is_notebook
from pytea.ir.cache import Cache
from pytea.ir.code import Module
from pytea.ir.data import CALLS, VALUES
from pytea.machine import wiring
from pytea.machine.explorer import Explorer, Stopped
from pytea.machine.findings import Finding, Findings
from pytea.machine.machine import Machine
from pytea.machine.observer import MODULE_MODULE, Observer
from pytea.machine.program import Program
from pytea.machine.sources import ModuleSource
from pytea.span import NOWHERE, SourceFile, Span
from pytea.state.budgets import use_budgets
from pytea.state.frame import Continuation, Frame
from pytea.state.heap import Addresses, Heap
from pytea.state.state import State
from pytea.symbolic import reset_symbolic
from pytea.values.objects import Value
from pytea.values.records import ModuleRecord
from pytea.values.unknown import Unknown

__all__ = ["EntryResult", "Observer", "Stopped", "analyze_entry"]


#: What imports an entry that is a module of a package.
_IMPORTING = "<import>"


def analyze_entry(
    path: Path,
    options: Options,
    *,
    source: SourceFile | None = None,
    printing: bool = False,
    overlay: Mapping[Path, str] | None = None,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    enough: Callable[[Sequence[Finding]], bool] | None = None,
) -> EntryResult:
    """Returns the findings of one entry; never raises for a fault of the user's files.

    ``source`` replaces the text of the entry, and ``overlay`` that of any file (absolute path to
    unsaved text, also of files that do not exist yet); ``printing`` collects what the program would
    print; ``observer`` is shown the values of the user's names and calls; ``stop`` is asked every
    few milliseconds and ends the analysis, which raises Stopped; so is ``enough``, about what was
    found so far.
    """
    started = time.perf_counter()
    # What is compared with comments must be seen.
    seen = Observer() if observer is None and options.reports(SHAPE_COMMENT) else observer
    analysis = Analysis(path.absolute(), options, printing, overlay or {}, seen)
    if enough is not None:
        stop = _either(stop, enough, analysis.findings.found)
    analysis.explorer.stop = stop
    result = analysis.attempt(source)
    if result is None:
        seen = None if seen is None else Observer()
        texts = dict(overlay or {})
        if source is not None:
            texts[path.absolute()] = source.text
        analysis = Analysis(path.absolute(), options, printing, texts, observer or seen)
        analysis.explorer.stop, analysis.as_module = stop, True
        result = analysis.run(None)
    elif observer is None:
        for change in other_surroundings(
            analysis.program,
            result[0],
            result[1].checked,
            analysis.explorer.steps,
            gpu=options.device is None,
        ):
            if change in LAST_RESORTS and has_worked(analysis.program, result[1].checked):
                break
            seen = None if seen is None else Observer()
            other = Analysis(path.absolute(), options, printing, overlay or {}, seen)
            other.explorer.stop = stop
            change(other.program)
            rerun = other.run(source)
            further = gets_through(other.program, result[0], rerun[0])
            if further or rerun[1].checked > 2 * result[1].checked:
                analysis, result = other, rerun
    told = analysis.result(*result, time.perf_counter() - started)
    return told if observer is not None else replace(told, observer=None)


class Analysis:
    """One run of the machine over one entry."""

    def __init__(
        self,
        path: Path,
        options: Options,
        printing: bool,
        overlay: Mapping[Path, str],
        observer: Observer | None,
    ) -> None:
        reset_symbolic()
        use_budgets(options.budgets)
        self.overlay, self.observer = overlay, observer
        self.reached: set[Path] = {path}
        self.path, self.options = path, options
        self.cache = Cache(options.cache_dir, lowered_stubs()) if options.use_cache else None
        self.sources = search_path(path, options, overlay)
        self.broken: list[Diagnostic] = []
        #: What was lowered before, by file and name: paths that load one module share its code.
        self.modules: dict[tuple[Path, str], Module | None] = {}
        self.suppression = Suppression()
        self.texts: dict[str, SourceFile] = {}
        #: By the name of a file in reports: what was edited since its places got their numbers.
        self.edited: Mapping[str, EditedLines] = {}
        self.program = Program(
            self.sources, self.lower, path, options.script_arguments, [] if printing else None
        )
        self.program.observer = observer
        self.program.written = self._written
        if options.read_config:
            project = options.project or path.parent
            started = options.directory_of(path)
            self.program.data_text = data_files(path, project, overlay, self.reached, started).text
        self.program.gpu = options.device == "cuda"
        self.program.inputs = {
            name.removeprefix("args."): bounds for name, bounds in options.inputs
        }
        self.findings = Findings()
        self.machine = Machine(self.program, self.findings)
        self.explorer = Explorer(self.machine)
        #: The entry is a module of a package, and is imported as that.
        self.as_module = False

    def attempt(
        self, source: SourceFile | None
    ) -> tuple[tuple[Diagnostic, ...], FileReport] | None:
        """Returns what ``run`` does, or None for an entry that is to be analysed ``as_module``.

        That is one which is no script and is imported besides by its own package: Python would run
        it once, after the package has begun to be imported.
        """
        try:
            result = self.run(source)
        except Stopped:
            if self._is_imported():
                return None
            raise
        return None if self._is_imported() else result

    def _is_imported(self) -> bool:
        again = any(file == self.path and name != "__main__" for file, name in self.modules)
        return again and not self.as_module and bool(self.sources.inside)

    def wrong_comments(self) -> list[Diagnostic]:
        """Returns a warning for each comment that tells a shape which is never there."""
        from pytea.analysis.comments.judging import (  # noqa: PLC0415  (a rule that is off by default)
            wrong_comments,
        )
        from pytea.analysis.comments.reading import (  # noqa: PLC0415  (a rule that is off by default)
            shape_comments,
        )

        assert self.program.observer is not None
        seen = self.program.observer.observations()
        return [
            diagnostic
            for display, text in sorted(self.texts.items())
            for diagnostic in wrong_comments(
                display, shape_comments(text.text), seen, self.machine.solver
            )
        ]

    def result(
        self, found: tuple[Diagnostic, ...], report: FileReport, seconds: float
    ) -> EntryResult:
        """Returns what a run gave, without the findings that comments suppress."""
        if self.options.reports(SHAPE_COMMENT):
            found = (*found, *self.wrong_comments())
        diagnostics = tuple(self.suppression.apply(found))
        errors = sum(d.severity is Severity.ERROR for d in diagnostics)
        warnings = sum(d.severity is Severity.WARNING for d in diagnostics)
        remarks = tuple(self.cache.warnings) if self.cache is not None else ()
        report = replace(report, errors=errors, warnings=warnings, seconds=seconds, remarks=remarks)
        return EntryResult(
            diagnostics,
            report,
            "".join(self.program.printed or ()),
            tuple(sorted(self.reached)),
            self.observer,
            self.suppression,
            self.called(),
            self.sources.answers(),
            frozenset((place.file, place.span.line) for place in self.findings.consequences),
        )

    def called(self) -> frozenset[tuple[str, str]]:
        """Returns the user's functions that were called so far."""
        return frozenset(
            (display, code.qualname)
            for display, kind, code in self.program.called.values()
            if kind == "user"
        )

    def lower(self, source: ModuleSource) -> Module | None:
        """Lowers the file of a module that is imported; a broken one gives a diagnostic."""
        assert source.file is not None
        key = source.file, source.name
        if key in self.modules:
            return self.modules[key]
        module = self.modules[key] = self._lower(source, source.file)
        if self._is_imported():
            self.explorer.stop = lambda: True
        return module

    def _lower(self, source: ModuleSource, file: Path) -> Module | None:
        if source.kind != "bundled":
            self.reached.add(file)
        observed = self._observed(source)
        try:
            text = self._text(file, source.display)
            if source.kind == "user":
                self.suppression.read(text.display, text.text)
            store = None if file in self.overlay else self.cache
            return lowered(text, source.name, store, observed=observed)
        except SourceError as error:
            own_stub = any(file.is_relative_to(stubs) for stubs in self.options.stub_path)
            if source.kind == "user" or own_stub:
                self.broken.append(syntax_error(source.display, error))
            return None
        except OSError:
            return None

    def _observed(self, source: ModuleSource) -> frozenset[str]:
        if self.observer is None:
            return frozenset()
        if source.name == MODULE_MODULE:
            return CALLS
        return VALUES if source.kind == "user" else frozenset()

    def _text(self, file: Path, display: str) -> SourceFile:
        unsaved = self.overlay.get(file)
        text = SourceFile(file, display, unsaved) if unsaved is not None else None
        self.texts[display] = text = text or read_source(file, display)
        return text

    def _lines(self, display: str) -> tuple[str, ...]:
        """Returns the lines of a file that the analysis has read; none of another one."""
        text = self.texts.get(display)
        return text.lines if text is not None else ()

    def _written(self, display: str, span: Span) -> str:
        """Returns what stands at a place of one line; its number may be that of an older text."""
        edited = self.edited.get(display)
        span = span if edited is None else edited.after(span)
        lines = self._lines(display)
        if span.line != span.end_line or not 0 < span.line <= len(lines):
            return ""
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]

    def run(self, source: SourceFile | None) -> tuple[tuple[Diagnostic, ...], FileReport]:
        """Runs the entry; everything that goes wrong becomes part of the report."""
        display = self.sources.display(self.path)
        if self.as_module:
            name = f"{package_of(self.path)}.{self.path.stem}"
            text = SourceFile(Path(_IMPORTING), _IMPORTING, f"import {name}\n")
            driver = lowered(text, "__main__", self.cache)
            return self.explored(
                display, lambda: self._explore(self._initial_state(), driver, _IMPORTING, "bundled")
            )
        try:
            text = source or self._text(self.path, display)
            self.suppression.read(display, text.text)
            store = None if self.path in self.overlay else self.cache
            module = lowered(
                text,
                "__main__",
                store,
                observed=VALUES if self.observer is not None else frozenset(),
            )
        except SourceError as error:
            return (syntax_error(display, error),), FileReport(display, "invalid")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            broken = Diagnostic(display, NOWHERE, Severity.ERROR, "unreadable-file", reason)
            return (broken,), FileReport(display, "invalid")
        self.modules[self.path, "__main__"] = module
        return self.explored(display, lambda: self._explore(self._initial_state(), module, display))

    def explored(
        self, display: str, explore: Callable[[], None]
    ) -> tuple[tuple[Diagnostic, ...], FileReport]:
        """Returns the report of what is found by ``explore``."""
        try:
            explore()
        except InternalError as error:
            self.findings.failures[str(error)] = error
        failures = failures_of(self.findings.failures, display)
        status = "failed" if failures else "partial" if self.findings.limits else "complete"
        found = self._diagnosed()
        everything = {d.sort_key: d for d in (*found, *self.broken, *failures)}
        diagnostics = tuple(everything[key] for key in sorted(everything, key=repr))
        return diagnostics, self._report(display, status)

    def _diagnosed(self) -> list[Diagnostic]:
        if not self.findings.found and not self.program.revealed:
            return []
        from pytea.analysis.diagnose import diagnostics_of  # noqa: PLC0415  (most programs are right)
        from pytea.analysis.explaining import Explainer  # noqa: PLC0415  (most programs are right)

        return diagnostics_of(self.findings, self.program, Explainer(self._lines))

    def _report(self, display: str, status: str) -> FileReport:
        unknown = len(self.findings.unchecked)
        checked = len(self.findings.checked - self.findings.unchecked.keys())
        return FileReport(
            display, status, self.explorer.paths, checked, unknown,
            unknown_uses(self.findings), tuple(self.findings.limits),
        )  # fmt: skip

    def _initial_state(self) -> State:
        """Returns a state in which the prelude has been run."""
        state = State(Heap(Addresses()))
        source = ModuleSource(
            "_prelude", "bundled", bundled_stubs() / "_prelude.py", None, "<prelude>"
        )
        module = self.lower(source)
        if module is None:
            raise InternalError("the prelude cannot be read", file=str(source.file))
        ref = state.heap.alloc(ModuleRecord("_prelude", {}, source.file, "<prelude>", "bundled"))
        state.modules["_prelude"] = ref
        state.push(Frame(module.code, ref, Continuation("store")))
        state.frames[0].owner = None
        return state

    def _names(self, docstring: str | None) -> dict[str, Value]:
        """Returns the names that the entry has before its first statement."""
        if is_notebook(self.path):
            return interactive_names(docstring)
        package: str | None = package_of(self.path)
        spec: Value = None
        module = self.options.module
        if module:
            package = package_of_module(self.path, module)
            spec = Unknown("__spec__ of a module")
        return {"__name__": "__main__", "__file__": str(self.path), "__doc__": docstring,
                "__package__": package, "__spec__": spec}  # fmt: skip

    def _explore(self, state: State, module: Module, display: str, kind: str = "user") -> None:
        """Runs the prelude and then the entry on one state."""
        names = self._names(module.code.docstring)
        entry = ModuleRecord("__main__", names, self.path, display, kind)
        ref = state.heap.alloc(entry)
        state.modules["__main__"] = ref
        prelude = state.frames.pop()
        state.push(Frame(module.code, ref, Continuation("store")))
        prelude.continuation = Continuation("store")
        state.push(prelude)
        self.explorer.run(state)


def _either(
    stop: Callable[[], bool] | None,
    enough: Callable[[Sequence[Finding]], bool],
    found: Sequence[Finding],
) -> Callable[[], bool]:
    return lambda: (stop is not None and stop()) or enough(found)


#: Importing this module makes the machine complete.
_WIRED = wiring.REGISTERING
