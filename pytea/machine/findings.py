"""Collects what the machine finds on its paths, with the place and the calls that led there."""

from __future__ import annotations

from dataclasses import field, replace
from typing import NamedTuple

from pytea.diagnostics import TraceEntry
from pytea.errors import InternalError
from pytea.records import immutable, mutable
from pytea.span import NOWHERE, Span
from pytea.state import budgets
from pytea.state.guards import bounded
from pytea.state.state import Round, State
from pytea.symbolic import Bool, SymBool
from pytea.values.dtype import DType
from pytea.values.objects import Ref, Value
from pytea.values.origin import Origin
from pytea.values.records import ModuleRecord
from pytea.values.tensor import Size


class Place(NamedTuple):
    """A place in a file of the user, or of a library when no user frame runs."""

    file: str
    span: Span


class Note(NamedTuple):
    """What is counted at a place: see the tables of ``Findings`` that ``kind`` names."""

    kind: str
    place: Place
    what: str = ""
    reason: str = ""


@immutable(eq=False)
class Operand:
    """A tensor that a refused operation was given."""

    #: The parameter of the operator that it was given for.
    parameter: str
    sizes: Size
    dtype: DType | None
    origin: Origin | None
    #: The user's name for it, or the place of the user's expression in the file of the finding;
    #: None when a library passes it.
    written: str | Span | None = None


@immutable(eq=False)
class Finding:
    """A fault on one path; ``severity`` is "error", "warning" or "info"."""

    code: str
    message: str
    severity: str
    place: Place
    trace: tuple[TraceEntry, ...]
    guard: Bool
    operands: tuple[Operand, ...] = ()
    round: Round | None = None
    witness: tuple[tuple[str, object], ...] = ()
    #: The requirement that failed, where symbols occur in it.
    cond: SymBool | None = None
    #: How many steps the path had made.
    steps: int = 0
    #: The address of the layer, or other object of a stub class, that refused what it was given.
    layer: int = 0
    #: It was met on a path that may not exist: nothing is said of it.
    doubtful: bool = False
    #: The paths that had been left or had failed by then, without passing its place.
    before: Bool = False


@mutable()
class Findings:
    """Everything that one entry gave."""

    found: list[Finding] = field(default_factory=list)
    #: Call sites whose operator was checked, and those where it was not, with the reason.
    checked: set[Place] = field(default_factory=set)
    unchecked: dict[Place, tuple[str, str]] = field(default_factory=dict)
    #: Checked call sites where an operand had no sizes, so that there was little to check.
    vague: set[Place] = field(default_factory=set)
    #: What was not followed, whether or not it hid a tensor operation.
    unknowns: dict[tuple[Place, str], str] = field(default_factory=dict)
    limits: list[str] = field(default_factory=list)
    #: Failures of our own that the analysis went on behind, by their text.
    failures: dict[str, InternalError] = field(default_factory=dict)
    #: Paths that were left because others stand for them, or that failed by themselves.
    covered: Bool = False
    #: Those of them that are certain: none that only the cutting of a long condition adds.
    left: Bool = False
    #: Findings that wait for what becomes of their exception, by its address.
    pending: dict[int, Finding] = field(default_factory=dict)
    #: What the operations that raised them were meant to give, where that is clear.
    meant: dict[int, Value] = field(default_factory=dict)
    #: Where exceptions were raised on purpose on a path that is certainly taken, by their address.
    raised: dict[int, Place] = field(default_factory=dict)
    #: The addresses of layers that were built though their constructor was refused: of what
    #: they refuse in turn nothing is said.
    faulty: set[int] = field(default_factory=set)
    #: Where something fails that may only follow from an earlier finding: it is not reported.
    consequences: set[Place] = field(default_factory=set)

    def cover(self, guard: Bool) -> None:
        """Records that no path behind this one can do better than what was found on the others."""
        self.covered = bounded(self.covered | guard)
        left = self.left | guard
        if bounded(left) is left:
            self.left = left

    def is_certain(self, guard: Bool) -> bool:
        """Returns whether every run that does not end before takes a path with this guard."""
        return not isinstance(guard, SymBool) or (self.left | guard) is True

    def note_unknown(self, state: State, reason: str) -> None:
        """Records that something is not followed at the running place."""
        self._note(state, Note("unknown", place_of(state), reason=reason))

    def note_checked(self, state: State, place: Place) -> None:
        """Counts a tensor operation whose requirements were checked."""
        self._note(state, Note("checked", place))

    def note_vague(self, state: State, place: Place) -> None:
        """Counts an operation that had an operand without sizes."""
        self._note(state, Note("vague", place))

    def note_unchecked(self, state: State, place: Place, operator: str, reason: str) -> None:
        """Counts a tensor operation that could not be checked."""
        self._note(state, Note("unchecked", place, operator, reason))

    def _note(self, state: State, note: Note) -> None:
        for recording in state.recordings:
            recording.noted[note] = None
        self.take(note)

    def take(self, note: Note) -> None:
        """Counts what one of the methods above has counted before."""
        match note.kind:
            case "checked":
                self.checked.add(note.place)
            case "vague":
                self.vague.add(note.place)
            case "unchecked":
                self.unchecked.setdefault(note.place, (note.what, note.reason))
            case "unknown":
                self.unknowns.setdefault((note.place, note.reason), note.reason)

    def limit(self, sentence: str) -> None:
        """Records that a budget was reached."""
        if sentence not in self.limits:
            self.limits.append(sentence)

    def make(
        self, state: State, code: str, message: str, severity: str = "error",
        operands: tuple[Operand, ...] = (), witness: tuple[tuple[str, object], ...] = (),
        cond: SymBool | None = None,
    ) -> Finding:  # fmt: skip
        """Returns a finding at the innermost frame of the user."""
        return Finding(
            code, message, severity, place_of(state), trace_of(state), state.guard, operands,
            state.round, witness, cond, state.steps, _layer(state), state.is_doubtful,
        )  # fmt: skip

    def add(self, finding: Finding) -> None:
        """Reports a finding."""
        if finding.doubtful and finding.severity != "info":
            return
        if len(self.found) < budgets.FINDINGS:
            self.found.append(replace(finding, before=self.left))

    def attach_finding(self, exception: Ref, finding: Finding) -> None:
        """Keeps a finding until its exception is caught or ends the path."""
        self.pending[exception.addr] = finding


def _frame_places(state: State) -> list[tuple[ModuleRecord, Span, str]]:
    places = []
    for frame in state.frames:
        module = state.heap.read(frame.module)
        assert isinstance(module, ModuleRecord)
        index = max(min(frame.pc, len(frame.code.spans)) - 1, 0)
        span = frame.code.spans[index] if frame.code.spans else NOWHERE
        name = "<module>" if frame.code.kind == "module" else frame.code.qualname
        places.append((module, span, name))
    return places


#: Whose places are told first: the user's, then those of libraries.
_WEIGHTS = {"user": 2, "library": 1}


def _layer(state: State) -> int:
    """Returns the address of the object whose method is the innermost frame of our stubs."""
    for frame in reversed(state.frames):
        module = state.heap.read(frame.module)
        if not isinstance(module, ModuleRecord) or module.kind != "bundled":
            return 0
        own = frame.regs[0] if frame.code.parameters.names[:1] == ("self",) else None
        if isinstance(own, Ref):
            return own.addr
    return 0


def place_of(state: State) -> Place:
    """Returns the innermost place in the user's own files, else the innermost library place."""
    best = Place("", NOWHERE)
    rank = -1
    for frame in reversed(state.frames):
        module = state.heap.read(frame.module)
        assert isinstance(module, ModuleRecord)
        weight = _WEIGHTS.get(module.kind, 0)
        if weight > rank and frame.code.spans:
            index = max(min(frame.pc, len(frame.code.spans)) - 1, 0)
            best, rank = Place(module.display, frame.code.spans[index]), weight
            if rank == 2:
                break
    return best


def trace_of(state: State) -> tuple[TraceEntry, ...]:
    """Returns the calls that led to the running place; frames of our stubs are left out."""
    return tuple(
        TraceEntry(module.display, span, name, module.kind == "library")
        for module, span, name in _frame_places(state)
        if module.kind in ("user", "library")
    )


def is_conditional(guard: Bool) -> bool:
    """Returns whether a path depends on anything that was not decided."""
    return isinstance(guard, SymBool)
