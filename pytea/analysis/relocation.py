"""Gives the notes of an analysis the line numbers of a text that was edited after it had begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pytea.analysis.entry import Analysis
from pytea.diagnostics import TraceEntry
from pytea.edited_lines import EditedLines
from pytea.errors import InternalError
from pytea.machine.findings import Finding, Operand, Place
from pytea.machine.observer import ModuleUse, Observation
from pytea.span import Span
from pytea.values.origin import Origin


class Relocation:
    """Moves places in files whose lines have other numbers now."""

    def __init__(self, lines: Mapping[str, EditedLines]) -> None:
        #: By the name of the file in reports.
        self._lines = lines
        self._origins: dict[int, Origin] = {}

    def apply(self, analysis: Analysis) -> None:
        """Moves everything that a report or an observer is told."""
        found, program, observer = analysis.findings, analysis.program, analysis.observer
        place = self._place
        found.found = [self._finding(item) for item in found.found]
        found.checked = {place(item) for item in found.checked}
        found.vague = {place(item) for item in found.vague}
        found.consequences = {place(item) for item in found.consequences}
        found.unchecked = {place(key): value for key, value in found.unchecked.items()}
        found.unknowns = {(place(at), text): r for (at, text), r in found.unknowns.items()}
        found.failures = {key: self._failure(error) for key, error in found.failures.items()}
        program.assumptions = [(place(at), cond) for at, cond in program.assumptions]
        program.decisions = {cond: place(at) for cond, at in program.decisions.items()}
        program.revealed = [(place(at), *texts) for at, *texts in program.revealed]  # type: ignore[misc]
        if observer is not None:
            observer.relocate(place, self._observation, self._use)

    def _span(self, file: str, span: Span) -> Span:
        lines = self._lines.get(file)
        return span if lines is None else lines.after(span)

    def _place(self, place: Place) -> Place:
        span = self._span(*place)
        return place if span is place.span else Place(place.file, span)

    def _trace(self, trace: tuple[TraceEntry, ...]) -> tuple[TraceEntry, ...]:
        spans = [self._span(entry.file, entry.span) for entry in trace]
        if all(entry.span is span for entry, span in zip(trace, spans, strict=True)):
            return trace
        return tuple([
            TraceEntry(entry.file, span, entry.function, entry.library)
            for entry, span in zip(trace, spans, strict=True)
        ])  # fmt: skip

    def _origin(self, origin: Origin | None) -> Origin | None:
        """Returns an origin with all that it was made from: what is one object stays one."""
        if origin is None:
            return None
        known = self._origins.get(id(origin))
        if known is None:
            operands = tuple([(sizes, self._origin(made)) for sizes, made in origin.operands])
            span = self._span(origin.file, origin.span)
            known = replace(origin, span=span, operands=operands)
            self._origins[id(origin)] = known
        return known

    def _failure(self, error: InternalError) -> InternalError:
        return InternalError(str(error), self._span(error.file, error.span), error.file)

    def _finding(self, finding: Finding) -> Finding:
        file = finding.place.file
        return replace(
            finding,
            place=self._place(finding.place),
            trace=self._trace(finding.trace),
            operands=tuple([self._operand(file, operand) for operand in finding.operands]),
        )

    def _operand(self, file: str, operand: Operand) -> Operand:
        written = operand.written
        if isinstance(written, Span):
            written = self._span(file, written)
        return replace(operand, origin=self._origin(operand.origin), written=written)

    def _observation(self, seen: Observation) -> Observation:
        # there are thousands, of which many stay where they are
        origin = seen.origin
        if origin is not None:
            span = self._span(origin.file, origin.span)
            if span is not origin.span:
                # what it was made from is only looked at in findings
                origin = replace(origin, span=span)
        place, context = self._place(seen.place), self._trace(seen.context)
        if place is seen.place and context is seen.context and origin is seen.origin:
            return seen
        return seen.moved(place, context, origin)

    def _use(self, use: ModuleUse) -> ModuleUse:
        return use if use.place is None else replace(use, place=self._place(use.place))
