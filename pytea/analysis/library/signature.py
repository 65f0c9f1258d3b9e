"""The signature of a module or function: what it takes, gives and demands."""

from __future__ import annotations

from pathlib import Path

from pytea.diagnostics import Diagnostic
from pytea.errors import INTERNAL_FAILURE
from pytea.machine.sources import Answers
from pytea.records import immutable


@immutable()
class Signature:
    """Shapes and requirements are Python expressions over the symbols.

    ``*name`` stands for any number of dims, ``?`` for a size that is not known; several results are
    a nested tuple.
    """

    file: str
    line: int
    #: ``Attention.forward`` or ``attention``.
    name: str
    #: Each parameter of the constructor with its value; empty for a function.
    constructor: dict[str, str]
    inputs: dict[str, str]
    output: str
    requires: tuple[str, ...] = ()
    #: What was assumed without the text saying so, as sentences.
    assumed: tuple[str, ...] = ()
    #: What a reader may wonder about, such as sizes that are padded, as sentences.
    notes: tuple[str, ...] = ()
    #: Whether everything that happens on the way was followed.
    complete: bool = True
    #: Whether an object is made first.
    is_method: bool = False
    #: Parameters of the constructor that are taken to be odd, as kernels are.
    odd: tuple[str, ...] = ()
    #: Requirements that take too many characters to be written out.
    left_out: int = 0
    #: Where it fails whatever it is given, and why; empty where it gives ``output``.
    fault: str = ""


@immutable()
class FileSignatures:
    """What the analysis of a file without an entry gave."""

    file: str
    signatures: tuple[Signature, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    #: Functions that were analysed alone.
    alone: int = 0
    #: Places with a tensor operation that was checked.
    checked: int = 0
    #: The functions that entries call, by qualified name.
    known: frozenset[str] = frozenset()
    #: The functions of other files that were called on the way: (name of the file, qualified name).
    called: frozenset[tuple[str, str]] = frozenset()
    #: The files whose text decided the result; none when it does not come to its end.
    reached: tuple[Path, ...] = ()
    #: What the search path said about the modules that were asked for.
    answers: Answers | None = None
    #: Functions whose analysis cost too many steps, so that it was left.
    given_up: tuple[str, ...] = ()
    #: What is known of functions that have no signature, since they fail.
    failing: tuple[Signature, ...] = ()
    #: Functions in whose analysis a defect of ours was met, if only under one hypothesis.
    broken: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def status(self) -> str:
        """What happened to the file, as a FileReport says it.

        A defect of ours in one function costs that function; "failed" is a file that could not
        even be loaded for one.
        """
        if not any(d.code == INTERNAL_FAILURE for d in self.diagnostics):
            return "complete"
        return "partial" if self.reached else "failed"
