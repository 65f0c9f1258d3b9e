"""The data of a report, free of how it was found and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pytea.diagnostics.cells import split_cell
from pytea.span import Span


class Severity(Enum):
    """How certain and how bad a finding is; the value is its name in reports."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a place that explains a diagnostic."""

    message: str
    #: Display name of the file; empty when the note has no place.
    file: str = ""
    span: Span | None = None
    #: The parts of a message that have places of their own, for reports with room for them. One that
    #: says how many are left out has those.
    steps: tuple[Note, ...] = ()

    @property
    def chain(self) -> tuple[Note, ...]:
        """All steps, those that are left out among them; the note itself where it has none."""
        if not self.steps:
            return (self,)
        return tuple(whole for step in self.steps for whole in step.chain)


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """One call on the way from the entry to the finding, outermost first."""

    file: str
    span: Span
    function: str
    #: Whether it is in an installed library, not in the user's own files.
    library: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that makes the program pass."""

    title: str
    file: str
    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. In a notebook, ``file`` names the cell and lines count from its first."""

    file: str
    span: Span
    severity: Severity
    code: str
    message: str
    notes: tuple[Note, ...] = ()
    trace: tuple[TraceEntry, ...] = ()
    #: The branch decisions of the path, in the user's words.
    path: tuple[str, ...] = ()
    #: The smallest values of what is not known with which the fault occurs.
    witness: tuple[tuple[str, object], ...] = ()
    fixes: tuple[Fix, ...] = ()
    #: Quantities of the program on which the fault rests, such as the length of a data set.
    facts: tuple[tuple[str, object], ...] = ()

    @property
    def circumstances(self) -> tuple[str, ...]:
        """Sentences with the numbers with which the fault occurs: those that hold, then examples."""
        told = (("when", self.facts), ("for example", self.witness))
        return tuple(
            f"{word} {', '.join(f'{name} = {value}' for name, value in values)}"
            for word, values in told
            if values
        )

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Orders diagnostics by place, then by what they say."""
        return (*split_cell(self.file), self.span, self.severity.value, self.code, self.message)


@dataclass(frozen=True, slots=True)
class UnknownUse:
    """Something that was not followed: what, why, where."""

    name: str
    reason: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What happened to one entry."""

    file: str
    #: "complete", "partial" (a budget was reached, or an internal failure cost one function that no
    #: entry calls), "failed" (an internal failure cost the entry) or "invalid".
    status: str
    paths: int = 0
    checked: int = 0
    unknown: int = 0
    unknowns: tuple[UnknownUse, ...] = ()
    #: Sentences about budgets that were reached.
    limits: tuple[str, ...] = ()
    #: How many errors and warnings this entry gave, whether or not another entry gave them too.
    errors: int = 0
    warnings: int = 0
    seconds: float = 0.0
    #: Sentences about what pytea met that concerns neither the program nor its analysis.
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run of pytea."""

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[FileReport, ...]
    seconds: float = 0.0
    #: Sentences about what was asked for and could not be done.
    problems: tuple[str, ...] = ()
    #: Sentences about what was done that the user may not expect.
    remarks: tuple[str, ...] = ()
    #: Names of the files that were looked at, those that entries import among them.
    seen: frozenset[str] = frozenset()

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(d.severity is Severity.ERROR for d in self.diagnostics)
