"""Tries edits by analysing the edited program, and keeps those that make a fault go away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Protocol

from pytea.analysis.entry import EntryResult, Stopped
from pytea.analysis.fixing.candidates import candidates
from pytea.analysis.fixing.neutral import is_of_another_kind, neutral_edit
from pytea.analysis.fixing.relation import may_be_related
from pytea.analysis.fixing.source import Source, applied, slice_of
from pytea.analysis.plan import display_name
from pytea.config import Options
from pytea.diagnostics import Diagnostic, Fix, Severity
from pytea.errors import UsageError
from pytea.frontend import SourceError, read_source
from pytea.machine.findings import Finding
from pytea.machine.uncaught import PYTHON_FAULTS
from pytea.records import immutable, mutable
from pytea.symbolic import SymBool

#: Edits that are tried for one finding and for one entry, and offered for one finding.
TRIED, TRIED_TOGETHER, OFFERED = 18, 40, 3
#: Of those, how many are left to what is usual.
_USUAL = 6

#: Methods that exchange dims, or leave one out.
_TURNING = ("mT", "T", "transpose", "permute", "squeeze")
#: Files of one program in which literals and loaders are looked for.
FILES = 30

#: What a fault is recognized by when the program has been edited: file, line, whether an error.
_Fault = tuple[str, int, bool]


class Analyze(Protocol):
    """Analyses one entry."""

    def __call__(
        self,
        path: Path,
        options: Options,
        *,
        overlay: Mapping[Path, str],
        enough: Callable[[Sequence[Finding]], bool],
    ) -> EntryResult:
        """Returns what the analysis of ``path`` gives; raises Stopped when that is enough."""


@immutable()
class _Trial:
    """An edit that ends its fault, and the faults that it leaves."""

    fix: Fix
    left: tuple[Diagnostic, ...]
    #: Whether it leaves what fails behind the fault with any repair.
    fails_behind: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing fails any more."""
        return not self.left and not self.fails_behind


@mutable()
class Offering:
    """The fixes of the findings of one entry."""

    script: Path
    options: Options
    overlay: Mapping[Path, str]
    analyze: Analyze
    #: Inputs of functions have sizes of their own: that an edit fits some of them says nothing.
    from_inputs: bool = False
    _sources: dict[str, Source | None] = field(default_factory=dict)
    _tries: int = 0
    _found_behind: dict[_Fault, set[_Fault]] = field(default_factory=dict)

    def with_fixes(self, result: EntryResult) -> EntryResult:
        """Returns the result with the fixes that were found good.

        Where an edit makes the whole program right, only such are offered. Otherwise there are
        several faults, and an edit may leave those that have nothing to do with its own.
        """
        if result.file.status != "complete":
            return result
        tried = [self._tried_for(diagnostic, result) for diagnostic in result.diagnostics]
        whole = any(trial.is_whole for trials in tried for trial in trials)
        fixed = []
        for diagnostic, trials in zip(result.diagnostics, tried, strict=True):
            good = [
                trial.fix
                for trial in trials
                if (trial.is_whole or not whole)
                and not any(
                    may_be_related(other, diagnostic, from_inputs=self.from_inputs)
                    for other in trial.left
                )
            ]
            fixed.append(replace(diagnostic, fixes=_told_apart([*diagnostic.fixes, *good])))
        return replace(result, diagnostics=tuple(fixed))

    def _tried_for(self, diagnostic: Diagnostic, result: EntryResult) -> list[_Trial]:
        if diagnostic.severity is Severity.INFO or diagnostic.fixes:
            return []
        good: list[_Trial] = []
        files = self._files(result)
        told, made, usual = candidates(diagnostic, self._source, files)
        left_over = TRIED
        for some in (told, made, usual):
            if self.from_inputs:
                some = [fix for fix in some if not _exchanges_sizes(fix, diagnostic)]
            most = left_over if some is usual else left_over - min(len(usual), _USUAL)
            for fix in some[:most] if some is not made or not good else ():
                if self._tries >= TRIED_TOGETHER or len(good) == OFFERED:
                    return good
                trial = self._trial(fix, diagnostic, result)
                left_over -= 1
                if trial is not None:
                    good.append(trial)
        return good

    def _files(self, result: EntryResult) -> list[str]:
        """Returns the user's files that the entry reaches, as far as they lie beside it."""
        folder = self.script.absolute().parent
        near = [path for path in result.reached if path.is_relative_to(folder)]
        own = [path for path in near if "site-packages" not in path.parts]
        return [result.file.file, *map(display_name, sorted(own)[:FILES])]

    def _source(self, file: str) -> Source | None:
        """Returns a file of the user that a fix may change; those of libraries are not his."""
        if file not in self._sources:
            path = Path(file).absolute()
            text = self.overlay.get(path)
            if text is None and "site-packages" not in path.parts:
                try:
                    text = read_source(path).text
                except (OSError, SourceError):
                    text = None
            self._sources[file] = None if text is None else Source(file, text)
        return self._sources[file]

    def _trial(self, fix: Fix, diagnostic: Diagnostic, before: EntryResult) -> _Trial | None:
        """Returns what an edit leaves; None if it does not end its own fault or adds one."""
        self._tries += 1
        known = {_fault(d) for d in before.diagnostics} - {_fault(diagnostic)}
        expected = known | (set() if self._turns(fix) else self._behind(diagnostic, before))

        def is_new(code: str, fault: _Fault) -> bool:
            return fault not in expected and not is_of_another_kind(diagnostic, code, *fault[:2])

        after = self._edited(fix, lambda found: bool(found) and _is_new_error(found[-1], is_new))
        if after is None:
            return None
        if after.file.status != "complete" or _knows_less(fix, diagnostic, before, after):
            return None
        left = tuple(d for d in after.diagnostics if d.severity is not Severity.INFO)
        if any(is_new(d.code, _fault(d)) for d in left):
            return None
        errors = [d for d in left if d.severity is Severity.ERROR]
        told = tuple(d for d in errors if _fault(d) in known)
        return _Trial(fix, told, fails_behind=len(told) < len(errors))

    def _edited(self, fix: Fix, enough: Callable[[Sequence[Finding]], bool]) -> EntryResult | None:
        """Returns what the analysis of the edited program gives; None if it ends before."""
        source = self._source(fix.file)
        assert source is not None
        overlay = {**self.overlay, Path(fix.file).absolute(): applied(source.text, fix)}
        try:
            return self.analyze(self.script, self.options, overlay=overlay, enough=enough)
        except (UsageError, Stopped):
            return None

    def _turns(self, fix: Fix) -> bool:
        """Returns whether an edit only arranges a value anew, which may be done to another as well."""
        source = self._source(fix.file)
        old = "" if source is None else slice_of(source.text, fix.span)
        return bool(old) and fix.replacement.startswith((f"{old}.", f"{old}["))

    def _behind(self, diagnostic: Diagnostic, before: EntryResult) -> set[_Fault]:
        """Returns the faults that are there behind a fault whichever way it is repaired."""
        own = _fault(diagnostic)
        if own not in self._found_behind:
            places = set(before.consequences)
            source = self._source(diagnostic.file)
            edit = None if source is None else neutral_edit(diagnostic, source)
            after = None if edit is None else self._edited(edit, lambda found: False)
            if after is not None and after.file.status == "complete":
                places |= {_fault(d)[:2] for d in after.diagnostics}
            faults = {(*place, certain) for place in places for certain in (True, False)}
            self._found_behind[own] = faults - {own}
        return self._found_behind[own]


def _told_apart(fixes: Sequence[Fix]) -> tuple[Fix, ...]:
    """Returns the fixes, those with a title and a line in common with their columns in the titles."""
    lines = Counter((fix.title, fix.file, fix.span.line) for fix in fixes)
    return tuple(
        replace(fix, title=f"{fix.title} (column {fix.span.column})")
        if lines[fix.title, fix.file, fix.span.line] > 1
        else fix
        for fix in fixes
    )


def _exchanges_sizes(fix: Fix, diagnostic: Diagnostic) -> bool:
    """Returns whether an edit puts dims of an operand elsewhere whose sizes are not all known."""
    _, turned, rest = fix.replacement.rpartition(".")
    if not turned or not rest.startswith(_TURNING):
        return False
    shapes = [note.steps[-1].message if note.steps else note.message for note in diagnostic.notes]
    return any(char.isalpha() for text in shapes for char in text.rpartition("→ ")[2])


def _knows_less(fix: Fix, fault: Diagnostic, before: EntryResult, after: EntryResult) -> bool:
    """Returns whether an edit hides a fault instead of ending it: what failed is not checked now.

    Behind the fault there may be more that is not known, where nothing was looked at before.
    """
    if after.file.unknown <= before.file.unknown:
        return False
    steps = [step for note in fault.notes for step in (note, *note.steps)]
    lines = {(step.file, step.span.line) for step in steps if step.span is not None}
    lines |= {(fault.file, fault.span.line), (fix.file, fix.span.line)}
    known = set(before.file.unknowns)
    new = {(use.file, use.line) for use in after.file.unknowns if use not in known}
    return bool(new & lines) or after.file.checked < before.file.checked


def _fault(diagnostic: Diagnostic) -> _Fault:
    return (diagnostic.file, diagnostic.span.line, diagnostic.severity is Severity.ERROR)


def _is_new_error(finding: Finding, is_new: Callable[[str, _Fault], bool]) -> bool:
    """Returns whether a finding is certainly an error, and none of those that may be there."""
    return (
        finding.severity == "error"
        and not isinstance(finding.guard, SymBool)
        and finding.code not in PYTHON_FAULTS
        and (finding.round is None or finding.round.certain)
        and is_new(finding.code, (finding.place.file, finding.place.span.line, True))
    )
