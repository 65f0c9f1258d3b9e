"""Analyses one entry again after each edit, from the last place where nothing edited had run yet.

An analysis keeps two checkpoints: one where the entry first calls a function of the user's or comes
to its first loop; and one right before a function is called for the first time that was edited since
the last analysis, since who edits a function edits it several times. As long as nothing is edited
but functions that had not been called by then, and from the first checkpoint on what the entry does
behind it, later analyses go on from a checkpoint with new code, the later one if it fits. Everything
else is analysed from the beginning.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from pytea.analysis.broken import syntax_error
from pytea.analysis.checkpoint import Checkpoint
from pytea.analysis.edits import (
    Edits,
    Texts,
    Unfit,
    Unparsed,
    edited_in,
    edits_of,
    text_now,
    texts_of,
)
from pytea.analysis.entry import Analysis
from pytea.analysis.relocation import Relocation
from pytea.analysis.results import EntryResult
from pytea.analysis.search_path import search_path
from pytea.analysis.suppression import Suppression
from pytea.config import Options
from pytea.config.shipped import bundled_stubs
from pytea.diagnostics import FileReport
from pytea.edited_lines import EditedLines
from pytea.frontend import SourceError
from pytea.frontend.loading import lowered
from pytea.frontend.notebooks import is_notebook
from pytea.ir.data import VALUES
from pytea.machine.observer import Observer
from pytea.state.budgets import use_budgets
from pytea.state.state import State
from pytea.symbolic import Arena, current_arena, use_arena

#: The state of a file on disk.
Stamp = tuple[int, int] | None


class EditedEntry:
    """One entry under one set of options, while its files are edited."""

    def __init__(self, path: Path, options: Options) -> None:
        self._path, self._options = path.absolute(), options
        #: The unsaved texts: the same dict for all analyses from one beginning.
        self._overlay: dict[Path, str] = {}
        #: Where the entry had called nothing, and where the functions that were edited had not run.
        self._early: Checkpoint | None = None
        self._late: Checkpoint | None = None
        #: By checkpoint: the state of the files that had been read.
        self._stamps: dict[Checkpoint, dict[Path, Stamp]] = {}
        #: The symbolic values of the checkpoints and of what went on from them.
        self._arena: Arena | None = None
        #: What the last analysis took from texts that are newer than its checkpoint.
        self._edited = Edits()
        #: What the last analysis read that ran from the beginning.
        self._latest: Texts = {}
        #: How many analyses went on from a checkpoint.
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
            for checkpoint in (self._late, self._early):
                if checkpoint is not None:
                    try:
                        edits = self._edits(checkpoint, overlay)
                    except Unfit:
                        continue
                    return self._resume(checkpoint, edits, observer, stop, started)
            return self._start(overlay, observer, stop, started)
        except Unparsed:
            return self._syntax_errors(overlay, time.perf_counter() - started)

    def _syntax_errors(self, overlay: Mapping[Path, str], seconds: float) -> EntryResult:
        found = []
        for file, (before, _) in self._latest.items():
            try:
                text = text_now(file, before, overlay)
                lowered(text, "", None, observed=VALUES)
            except Unfit:
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
        self._overlay = dict(overlay)
        self._early = self._late = None
        self._stamps, self._edited = {}, Edits()
        analysis = Analysis(self._path, self._options, False, self._overlay, observer)
        self._arena = current_arena()
        analysis.explorer.stop = stop
        analysis.explorer.arrived = self._arrived(analysis)
        analysis.program.awaited = awaited
        analysis.program.awaits_entry = not is_notebook(self._path)
        analysis.as_module = self._as_module
        result = analysis.attempt(None)
        if result is None:
            self._as_module = True
            return self._start(overlay, observer, stop, started)
        found, report = result
        if report.status in ("complete", "partial"):
            self._latest = texts_of(analysis.texts, analysis.modules)
        return analysis.result(found, report, time.perf_counter() - started)

    def _awaited(self, overlay: Mapping[Path, str]) -> frozenset[int]:
        """Returns the code of the functions that were edited since the last such analysis."""
        found: set[int] = set()
        for file, (before, modules) in self._latest.items():
            try:
                text = text_now(file, before, overlay)
                if text is before:
                    continue
                lines = EditedLines.between(before.lines, text.lines)
                for name, module in modules.items():
                    # the analysis will find this code in the memory of lowered modules
                    found.update(id(new) for _, new in edited_in(module, name, text, lines))
            except Unfit:
                return frozenset()
        return frozenset(found)

    def _arrived(self, analysis: Analysis) -> Callable[[State, bool], None]:
        """Returns what keeps the checkpoints of an analysis."""

        def arrived(state: State, at_entry: bool) -> None:
            if analysis.machine.trials:
                return  # a trial that is undone forgets what was noted since it began
            checkpoint = Checkpoint(analysis, state, self._early, self._edited)
            if at_entry:
                self._early = checkpoint
            else:
                self._late = checkpoint
            self._stamps[checkpoint] = _stamps(analysis, self._overlay)

        return arrived

    # --- from a checkpoint --------------------------------------------------------------------

    def _resume(
        self, checkpoint: Checkpoint, edits: Edits, observer: Observer,
        stop: Callable[[], bool] | None, started: float,
    ) -> EntryResult:  # fmt: skip
        """Goes on from a checkpoint; from the early one on a new late one is looked for."""
        analysis = checkpoint.analysis
        assert self._arena is not None
        use_arena(self._arena)
        states = checkpoint.resume(observer, edits, self._edited)
        self._edited = edits
        analysis.texts |= edits.texts
        analysis.edited = edits.lines
        analysis.suppression = Suppression()
        analysis.explorer.stop = stop
        analysis.program.awaited = frozenset()
        if checkpoint is self._early:
            self._late = None
            self._stamps = {checkpoint: self._stamps[checkpoint]}
            if edits.entry is None:
                # a checkpoint behind it would go on in code that no text has
                analysis.program.awaited = frozenset(map(id, edits.bodies.values()))

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

    def _edits(self, checkpoint: Checkpoint, overlay: Mapping[Path, str]) -> Edits:
        """Returns what was edited since a checkpoint; raises Unfit if that is too much."""
        if overlay.keys() != self._overlay.keys():
            raise Unfit
        texts = texts_of(checkpoint.texts, checkpoint.modules)
        edits = edits_of(texts, overlay, checkpoint.may_change, checkpoint.entry)
        self._check_surroundings(checkpoint, overlay)
        self._overlay.clear()
        self._overlay.update(overlay)
        return edits

    def _check_surroundings(self, checkpoint: Checkpoint, overlay: Mapping[Path, str]) -> None:
        """Raises Unfit if a file that is not edited here has changed, or another one is found."""
        if any(_stamp(file) != stamp for file, stamp in self._stamps[checkpoint].items()):
            raise Unfit
        sources = search_path(self._path, self._options, overlay)
        if not sources.still_answers(checkpoint.analysis.sources.answers()):
            raise Unfit


def _stamps(analysis: Analysis, overlay: Mapping[Path, str]) -> dict[Path, Stamp]:
    """Returns the state of the files that decide the result and are not edited."""
    return {file: _stamp(file) for file in analysis.reached if file not in overlay}


def _stamp(file: Path) -> Stamp:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
