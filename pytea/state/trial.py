"""What a trial round of a loop is judged by; ``pytea.machine.trials`` runs it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pytea.records import mutable
from pytea.state.state import State
from pytea.symbolic import Int, SymBool, SymInt, symbols_of
from pytea.symbolic.atoms import Symbol


class Noted(NamedTuple):
    """How many faults had been found, and what could not be checked."""

    faults: int
    #: Those that wait for what becomes of their exceptions.
    pending: frozenset[int]
    unchecked: frozenset[object]
    unknowns: frozenset[object]


@mutable(eq=False)
class Trial:
    """What a trial round needs to be judged, shared by the paths that it forks into."""

    #: The state with the guess.
    guessed: State
    #: Stands for the number of the round; the first and the last one that it may be.
    number: SymInt
    first: int
    last: int
    #: What goes on when the trial is undone; None where it cannot be.
    without: State | None
    #: What had been found.
    found: Noted
    #: The symbols that stand for what was a plain number.
    symbols: frozenset[Symbol] = frozenset()
    #: Without it, the loop would be summarized from here on; else it would go on round by round.
    marks: bool = True
    #: Nothing may be told less exactly than by the rounds one by one.
    exact: bool = False
    #: A requirement hung on a guessed number.
    touched: bool = False
    #: A path was chosen by one, or by the number of the round.
    branched: bool = False
    #: The state before the guess goes on instead.
    undone: bool = False

    def note_requirement(self, cond: Int | SymBool) -> None:
        """Notes that a requirement, or what is taken, hangs on ``cond``."""
        self.touched = self.touched or not self.symbols.isdisjoint(symbols_of(cond))

    def guesses(self, symbols: Iterable[Symbol]) -> bool:
        """Returns whether any of the symbols stands for the number of the round or for a guess."""
        return not (self.symbols | symbols_of(self.number)).isdisjoint(symbols)

    def note_branch(self, cond: SymBool) -> None:
        """Notes that a path was chosen by ``cond``."""
        self.branched = self.branched or self.guesses(symbols_of(cond))
