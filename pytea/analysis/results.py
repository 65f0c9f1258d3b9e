"""What the analysis of one entry gives to those who report it."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from pytea.analysis.suppression import Suppression
from pytea.diagnostics import Diagnostic, FileReport
from pytea.machine.sources import Answers
from pytea.records import immutable

if TYPE_CHECKING:
    from pytea.machine.observer import Observer


@immutable()
class EntryResult:
    """What the analysis of one entry gave."""

    diagnostics: tuple[Diagnostic, ...]
    file: FileReport
    #: What the program prints, when it was asked for.
    printed: str = ""
    #: The files whose text decided the result: the entry, its modules, those of libraries.
    reached: tuple[Path, ...] = ()
    #: The values that were seen, when they were asked for; they hold symbols, which the next
    #: analysis of this process makes anew.
    observer: Observer | None = None
    #: The comments in the user's files that suppress findings, which are left out already.
    suppression: Suppression = field(default_factory=Suppression)
    #: The user's functions that were called: (name of the file in reports, qualified name).
    called: frozenset[tuple[str, str]] = frozenset()
    #: What the search path said about the modules that were asked for.
    answers: Answers | None = None
    #: Files and lines where something fails behind a fault, so that it may only follow from it.
    consequences: frozenset[tuple[str, int]] = frozenset()
