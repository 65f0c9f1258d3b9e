"""What the server and its worker tell each other: plain data without symbols."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pytea.analysis.library.signature import Signature
from pytea.analysis.suppression import Suppression
from pytea.config import Options
from pytea.diagnostics import Diagnostic, FileReport, TraceEntry
from pytea.span import Span

#: An entry and its arguments.
EntryKey = tuple[Path, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Job:
    """An entry to analyse."""

    serial: int
    entry: Path
    options: Options
    #: Unsaved texts.
    overlay: dict[Path, str]
    #: Branch decisions that the shapes are shown for: identity of the decision and its side.
    chosen: tuple[tuple[str, bool], ...] = ()
    #: Whether nothing calls what the file defines: its functions are analysed one by one.
    alone: bool = False

    @property
    def key(self) -> EntryKey:
        """The entry and its arguments."""
        return self.entry, self.options.script_arguments


@dataclass(frozen=True, slots=True)
class Scan:
    """Asks for the roles of Python files: all of some folders, and some single files."""

    serial: int
    folders: tuple[Path, ...]
    files: tuple[tuple[Path, Path], ...]
    overlay: dict[Path, str]


@dataclass(frozen=True, slots=True)
class Role:
    """What a file of the workspace is."""

    is_script: bool
    calls: bool
    #: Files that it may import; they need not exist.
    imports: frozenset[Path]


@dataclass(frozen=True, slots=True)
class Roles:
    """The answer to Scan; ``folders`` were read whole."""

    serial: int
    folders: tuple[Path, ...]
    roles: dict[Path, Role]


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a name, a parameter or an expression had."""

    file: str
    span: Span
    name: str
    #: "assign", "parameter", "value", "use" or "return".
    kind: str
    shape: str
    dtype: str
    device: str
    function: str
    context: tuple[TraceEntry, ...]
    #: When it is this value; empty: always.
    when: str
    #: What is certain about its symbols.
    where: tuple[str, ...]
    symbols: frozenset[str]
    is_tensor: bool
    #: The sizes where they are numbers, else None, for assertions.
    sizes: tuple[int | None, ...] | None
    subject: int = 0
    #: The operator that made it, the shapes it was made from, and where.
    operator: str = ""
    operands: tuple[str, ...] = ()
    made_in: str = ""
    made_at: Span | None = None


@dataclass(frozen=True, slots=True)
class ModuleInfo:
    """A module of the analysed program."""

    address: int
    class_name: str
    children: tuple[tuple[str, int], ...]
    parameters: tuple[tuple[str, str], ...]
    count: int
    file: str
    span: Span | None
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    outermost: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A branch of the program that both ways are followed of."""

    identity: str
    file: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class OperatorCard:
    """What is said about an operator where it is called."""

    name: str
    parameters: str
    document: str
    requirements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a Job."""

    serial: int
    key: EntryKey
    diagnostics: tuple[Diagnostic, ...]
    report: FileReport
    values: tuple[Value, ...]
    modules: tuple[ModuleInfo, ...]
    decisions: tuple[Decision, ...]
    cards: dict[str, OperatorCard]
    reached: tuple[Path, ...]
    suppression: Suppression
    chosen: tuple[tuple[str, bool], ...] = ()
    #: Whether the analysis came to its end with a text that could be parsed.
    usable: bool = True
    memory: int = 0
    #: What the functions of a file without an entry need and give.
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Mend:
    """Asks for the fixes of the findings that a Job gave; ``job`` is its serial."""

    serial: int
    job: int


@dataclass(frozen=True, slots=True)
class Mended:
    """The findings of a Job with the fixes that were tried and found good."""

    serial: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """Ends a running job."""

    serial: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that gave nothing: it was stopped, or pytea failed (then ``failure`` says how)."""

    serial: int
    failure: str = ""


Request = Job | Scan | Mend | Stop
Answer = Outcome | Roles | Mended | Ended
