"""Analyses one entry again after each edit, from the last place where nothing edited had run yet.

Who edits a function edits it several times. The analysis that first sees it changed keeps a
checkpoint right before the function is called for the first time. As long as nothing but functions
that had not been called by then is edited, later analyses go on from the checkpoint with new code
for them. Everything else is analysed from the beginning.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from pytea.analysis.broken import syntax_error
from pytea.analysis.checkpoint import Checkpoint
from pytea.analysis.entry import Analysis
from pytea.analysis.relocation import Relocation
from pytea.analysis.results import EntryResult
from pytea.analysis.search_path import search_path
from pytea.analysis.suppression import Suppression
from pytea.config import Options
from pytea.config.shipped import bundled_stubs
from pytea.diagnostics import FileReport
from pytea.edited_lines import EditedLines
from pytea.frontend import SourceError, lower_function, read_source
from pytea.frontend.loading import lowered
from pytea.frontend.notebooks import is_notebook
from pytea.ir.code import Code, Module
from pytea.ir.data import VALUES
from pytea.ir.edited import (
    edited_functions,
    enclosing_function,
    renumbered,
    takes_the_place,
)
from pytea.machine.observer import Observer
from pytea.records import mutable
from pytea.span import SourceFile
from pytea.state.budgets import use_budgets
from pytea.state.state import State

#: The modules of the user by file, with the text that they were made from.
Texts = dict[Path, tuple[SourceFile, dict[str, Module]]]
#: The state of a file on disk.
Stamp = tuple[int, int] | None


class _Unfit(Exception):
    """The edit reaches what ran before the checkpoint."""


class _Unparsed(Exception):
    """A file cannot be parsed that could be parsed the last time."""


@mutable()
class _Edits:
    """What was edited since a checkpoint."""

    texts: dict[str, SourceFile]
    #: By file in reports: where lines have other numbers.
    lines: dict[str, EditedLines]
    #: New code by the identity of the code before.
    bodies: dict[int, Code]


class EditedEntry:
    """One entry under one set of options, while its files are edited."""

    def __init__(self, path: Path, options: Options) -> None:
        self._path, self._options = path.absolute(), options
        #: The unsaved texts: the same dict for all analyses from one checkpoint.
        self._overlay: dict[Path, str] = {}
        self._checkpoint: Checkpoint | None = None
        self._stamps: dict[Path, Stamp] = {}
        #: What the last analysis read that ran from the beginning.
        self._latest: Texts = {}
        #: How many analyses went on from the checkpoint.
        self.resumed = 0
        #: Whether the entry is imported as a module of its package.
        self._as_module = False

    def is_for(self, path: Path, options: Options) -> bool:
        """Returns whether this is the entry ``path`` under these options."""
        return self._path == path.absolute() and self._options == options

    def analyze(
        self,
        overlay: Mapping[Path, str],
        observer: Observer,
        stop: Callable[[], bool] | None = None,
    ) -> EntryResult:
        """Returns what ``analyze_entry`` gives.

        While a file cannot be parsed that could be before, syntax errors are all that is returned:
        what was known of the rest is known still.
        """
        started = time.perf_counter()
        use_budgets(self._options.budgets)
        try:
            if self._checkpoint is not None:
                try:
                    edits = self._edits(self._checkpoint, overlay)
                except (_Unfit, _Unparsed):
                    pass
                else:
                    return self._resume(self._checkpoint, edits, observer, stop, started)
            return self._start(overlay, observer, stop, started)
        except _Unparsed:
            return self._syntax_errors(overlay, time.perf_counter() - started)

    def _syntax_errors(self, overlay: Mapping[Path, str], seconds: float) -> EntryResult:
        found = []
        for file, (before, _) in self._latest.items():
            try:
                text = self._text(file, before, overlay)
                lowered(text, "", None, observed=VALUES)
            except _Unfit:
                continue  # a file that has gone
            except SourceError as error:
                found.append(syntax_error(before.display, error))
        display = search_path(self._path, self._options, overlay).display(self._path)
        report = FileReport(display, "invalid", errors=len(found), seconds=seconds)
        return EntryResult(tuple(found), report, reached=tuple(self._latest))

    # --- from the beginning -------------------------------------------------------------------

    def _start(
        self, overlay: Mapping[Path, str], observer: Observer, stop: Callable[[], bool] | None,
        started: float,
    ) -> EntryResult:  # fmt: skip
        awaited = frozenset() if is_notebook(self._path) else self._awaited(overlay)
        kept = dict(overlay)
        analysis = Analysis(self._path, self._options, False, kept, observer)
        analysis.explorer.stop = stop
        analysis.program.awaited = awaited
        analysis.as_module = self._as_module

        def arrived(state: State) -> None:
            # a trial that is undone forgets what was noted since it began
            if not analysis.machine.trials:
                self._checkpoint, self._overlay = Checkpoint(analysis, state), kept
                self._stamps = _stamps(analysis, overlay)

        analysis.explorer.arrived = arrived
        result = analysis.attempt(None)
        if result is None:
            self._as_module, self._checkpoint = True, None
            return self._start(overlay, observer, stop, started)
        found, report = result
        if report.status in ("complete", "partial"):
            self._latest = _texts_of(analysis.texts, analysis.modules)
        return analysis.result(found, report, time.perf_counter() - started)

    def _awaited(self, overlay: Mapping[Path, str]) -> frozenset[int]:
        """Returns the code of the functions that were edited since the last analysis."""
        found: set[int] = set()
        for file, (before, modules) in self._latest.items():
            try:
                text = self._text(file, before, overlay)
                if text is before:
                    continue
                lines = EditedLines.between(before.lines, text.lines)
                for name, module in modules.items():
                    # the analysis will find this code in the memory of lowered modules
                    found.update(id(new) for _, new in _edited(module, name, text, lines))
            except _Unfit:
                return frozenset()
        return frozenset(found)

    # --- from the checkpoint ------------------------------------------------------------------

    def _resume(
        self, checkpoint: Checkpoint, edits: _Edits, observer: Observer,
        stop: Callable[[], bool] | None, started: float,
    ) -> EntryResult:  # fmt: skip
        """Goes on from the checkpoint."""
        analysis = checkpoint.analysis
        states = checkpoint.resume(observer, edits.bodies)
        analysis.texts |= edits.texts
        analysis.edited = edits.lines
        analysis.suppression = Suppression()
        analysis.explorer.stop = stop

        def explore() -> None:
            analysis.explorer.go_on(states)
            for file, _ in analysis.modules:
                display = analysis.sources.display(file)
                if display in analysis.texts and not file.is_relative_to(bundled_stubs()):
                    analysis.suppression.read(display, analysis.texts[display].text)
            if edits.lines:
                Relocation(edits.lines).apply(analysis)
                analysis.edited = {}

        found, report = analysis.explored(analysis.sources.display(self._path), explore)
        self.resumed += 1
        return analysis.result(found, report, time.perf_counter() - started)

    def _edits(self, checkpoint: Checkpoint, overlay: Mapping[Path, str]) -> _Edits:
        """Returns what was edited since the checkpoint; raises _Unfit if that is too much."""
        if overlay.keys() != self._overlay.keys():
            raise _Unfit
        edits = _Edits({}, {}, {})
        for file, (before, modules) in _texts_of(checkpoint.texts, checkpoint.modules).items():
            text = self._text(file, before, overlay)
            if text is before:
                continue
            lines = EditedLines.between(before.lines, text.lines)
            for name, module in modules.items():
                alone = _edited_alone(before, module, text, lines)
                for old, new in [alone] if alone else _edited(module, name, text, lines):
                    if not checkpoint.may_change(old):
                        raise _Unfit
                    edits.bodies[id(old)] = renumbered(new, lines)
            edits.texts[before.display] = text
            if lines.moves:
                edits.lines[before.display] = lines
        self._check_surroundings(checkpoint, overlay)
        self._overlay.clear()
        self._overlay.update(overlay)
        return edits

    def _check_surroundings(self, checkpoint: Checkpoint, overlay: Mapping[Path, str]) -> None:
        """Raises _Unfit if a file that is not edited here has changed, or another one is found."""
        if any(_stamp(file) != stamp for file, stamp in self._stamps.items()):
            raise _Unfit
        sources = search_path(self._path, self._options, overlay)
        if not sources.still_answers(checkpoint.analysis.sources.answers()):
            raise _Unfit

    def _text(self, file: Path, before: SourceFile, overlay: Mapping[Path, str]) -> SourceFile:
        """Returns the text of a file; the same object if it is as it was."""
        unsaved = overlay.get(file)
        if unsaved is None:
            try:
                unsaved = read_source(file, before.display).text
            except (OSError, SourceError) as error:
                raise _Unfit from error
        return before if unsaved == before.text else SourceFile(file, before.display, unsaved)


def _edited(
    module: Module, name: str, text: SourceFile, lines: EditedLines
) -> list[tuple[Code, Code]]:
    """Returns the edited functions of a file, before and after.

    Raises _Unfit if there is more, and _Unparsed.
    """
    try:
        new = lowered(text, name, None, observed=VALUES)
    except SourceError as error:
        raise _Unparsed from error
    found = edited_functions(module.code, new.code, lines)
    if found is None or module.faults or new.faults:
        raise _Unfit
    return found


def _edited_alone(
    before: SourceFile, module: Module, text: SourceFile, lines: EditedLines
) -> tuple[Code, Code] | None:
    """Returns the function that was edited, if that can be told without the rest of the file."""
    old = enclosing_function(module.code, before.lines, lines)
    if old is None or module.faults or any("[" in before.line(c.span.line) for c in old.classes):
        # type parameters of a class are cells of its methods
        return None
    end = max(lines.after(old.code.span).end_line, lines.kept + lines.new)
    names = tuple(code.name for code in old.classes)
    found = lower_function(text, old.code.span.line, end, names)
    if found is None:
        return None
    code, body_line = found
    fits = body_line <= lines.kept + 1 and takes_the_place(old.code, code)
    return (old.code, code) if fits else None


def _texts_of(
    texts: Mapping[str, SourceFile], modules: Mapping[tuple[Path, str], Module | None]
) -> Texts:
    """Returns the files that are not ours, with the modules made from them."""
    found: Texts = {}
    by_path = {text.path: text for text in texts.values()}
    for (file, name), module in modules.items():
        text = by_path.get(file)
        if module is not None and text is not None and not file.is_relative_to(bundled_stubs()):
            found.setdefault(file, (text, {}))[1][name] = module
    return found


def _stamps(analysis: Analysis, overlay: Mapping[Path, str]) -> dict[Path, Stamp]:
    """Returns the state of the files that decide the result and are not edited."""
    return {file: _stamp(file) for file in analysis.reached if file not in overlay}


def _stamp(file: Path) -> Stamp:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
