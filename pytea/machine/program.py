"""What all paths of one entry share: options, sources, lowered modules, the prelude."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from pytea.ir.code import Code, Module
from pytea.machine.evaluations import Evaluations
from pytea.machine.findings import Place
from pytea.machine.library import Library
from pytea.machine.machine import Machine
from pytea.machine.observer import Observer
from pytea.machine.semantics import Semantics
from pytea.machine.sources import ModuleSource, Sources
from pytea.records import mutable
from pytea.span import Span
from pytea.symbolic import Int, SymBool, SymInt
from pytea.values.objects import Ref, Value
from pytea.values.records import ModuleRecord


@mutable()
class Program:
    """The analysed program as a whole."""

    sources: Sources
    #: Lowers a module; None when its text cannot be lowered (a diagnostic was recorded).
    lower: Callable[[ModuleSource], Module | None]
    script: Path
    arguments: tuple[str, ...] = ()
    #: What the program prints, when a test asks for it.
    printed: list[str] | None = None
    #: Returns the text of a data file of the project that may be read; None for any other one.
    data_text: Callable[[str], str | None] | None = None
    semantics: Semantics = field(default_factory=Semantics)
    #: Calls of operators that were evaluated before.
    evaluations: Evaluations = field(default_factory=Evaluations)
    #: Requirements over inputs that were taken for granted, with their places.
    assumptions: list[tuple[Place, SymBool]] = field(default_factory=list)
    #: What was taken for granted so that a loop over inputs has rounds.
    granted: set[SymBool] = field(default_factory=set)
    #: Modules that star-import something that is not followed, or get names that are not known.
    unknown_stars: set[str] = field(default_factory=set)
    #: The bounds of inputs that the user gives, by name.
    inputs: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    #: The sizes that stand for values that are not followed, by the serial of the value.
    unknown_sizes: dict[int, SymInt] = field(default_factory=dict)
    #: The lengths of values that are not followed, by the serial of the value, while it is not used
    #: in another way.
    unknown_lengths: dict[int, Int] = field(default_factory=dict)
    #: The sizes of which numbers are the square roots, by the serial of the number.
    roots: dict[int, SymInt] = field(default_factory=dict)
    #: The symbols that stand for integer square roots, and of what, by the serial of the size.
    whole_roots: dict[int, tuple[Int, SymInt]] = field(default_factory=dict)
    #: Conditions that were followed both ways, with the place of the expression first decided.
    decisions: dict[SymBool, Place] = field(default_factory=dict)
    #: (place, text) of every ``reveal_shape`` and ``reveal_value``.
    revealed: list[tuple[Place, str, str]] = field(default_factory=list)
    #: Is shown the values of names and calls, when somebody wants to know them.
    observer: Observer | None = None
    #: What watches the machine while a function is analysed that nobody calls.
    library: Library | None = None
    #: Returns the text of a file of a package then; "" where there is none.
    text_of: Callable[[Path], str] = lambda file: ""
    #: Returns what stands at a place of one line in a file that was read, which has this name in
    #: reports; nothing for any other place.
    written: Callable[[str, Span], str] = lambda display, span: ""
    #: The functions that were called, by the identity of their code: the name of the file in
    #: reports, the kind of the module, and the code.
    called: dict[int, tuple[str, str, Code]] = field(default_factory=dict)

    #: The identities of code: the explorer tells when any of it is about to run for the first time.
    awaited: frozenset[int] = frozenset()
    #: Code that functions get in place of that in the definition, by the identity of the latter.
    bodies: Mapping[int, Code] = field(default_factory=dict)
    #: Whether it tells when the entry itself is about to call a function of the user's.
    awaits_entry: bool = False
    #: Whether there is a GPU, and whether the program asked.
    gpu: bool = False
    asked_gpu: bool = False
    #: Whether arguments and variables that are not given may be there all the same, and whether
    #: the program asked for one.
    open_surroundings: bool = False
    asked_surroundings: bool = False
    #: Switches of the command line may be on that are not given.
    open_flags: bool = False
    asked_flags: bool = False
    #: Whether a path left the program before its end, and whether one came there.
    left: bool = False
    completed: bool = False
    #: The dicts that were told as the ``__dict__`` of objects, by the addresses of the objects.
    viewed: dict[int, Ref] = field(default_factory=dict)
    #: What containers that stand for one of several may be, by their addresses.
    originals: dict[int, tuple[Ref, ...]] = field(default_factory=dict)
    #: The names that packages which wait are just asked for: (package, name).
    exports_asked: set[tuple[str, str]] = field(default_factory=set)
    #: The attributes that the program gave to all tensors.
    patched: set[str] = field(default_factory=set)

    def prelude(self, m: Machine, name: str) -> Value:
        """Returns a function of the prelude."""
        module = m.state.modules["_prelude"]
        record = m.state.heap.read(module)
        assert isinstance(record, ModuleRecord)
        function = record.attrs[name]
        assert isinstance(function, Ref)
        return function
