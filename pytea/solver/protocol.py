"""What a solver answers, and the interface that the machine asks through."""

from enum import Enum
from typing import Protocol

from pytea.records import mutable
from pytea.symbolic import Bool, Symbol, SymBool

#: The conditions of a path, in the order in which they were met.
Facts = tuple[SymBool, ...]
#: Values for symbols that make facts and a condition true.
Model = dict[Symbol, int | bool]


class Verdict(Enum):
    """What facts say about a condition."""

    HOLDS = "holds"  #: it follows from the facts (also if the facts contradict each other)
    FAILS = "fails"  #: its negation follows from the facts
    DEPENDS = "depends"  #: both are possible
    UNKNOWN = "unknown"  #: the budget did not suffice


@mutable()
class Statistics:
    """Who answered how many questions."""

    #: All calls of `check` and `feasible`.
    asked: int = 0
    #: The condition was already a plain bool.
    folded: int = 0
    #: By bounds, substitution and samples.
    cheap: int = 0
    z3: int = 0
    unknown: int = 0
    #: Parts of conditions that were evaluated to find samples.
    work: int = 0


class Solver(Protocol):
    """Decides conditions under facts; deterministic in the sequence of questions."""

    statistics: Statistics

    def check(self, facts: Facts, cond: Bool) -> Verdict:
        """Return whether `facts` imply `cond`, its negation, or neither."""
        ...

    def feasible(self, facts: Facts) -> bool | None:
        """Return whether all `facts` can be true together; None if the budget did not suffice."""
        ...

    def witness(self, facts: Facts, cond: Bool) -> Model | None:
        """Return small values of the symbols under which `facts` and `cond` are all true, if some are found."""
        ...


class CompleteSolver(Solver, Protocol):
    """A solver for what bounds and samples leave open."""

    def grant(self, facts: Facts, cond: Bool) -> None:
        """Take for an answer that `facts` and `cond` can be true together, as a sample shows."""
        ...
