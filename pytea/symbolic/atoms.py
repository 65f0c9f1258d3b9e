"""What polynomials and decision diagrams are made of.

An atom is one unknown: a symbol, or an operation on polynomials that has no polynomial form (a floor division, a
minimum, ...), or a comparison.  An atom's serial is greater than the serials of everything inside it, so sorting by
serial visits operands first; that is how every traversal of this package avoids recursion.  Atoms are created by the
modules that fold; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from pytea.symbolic import intervals
from pytea.symbolic.arena import next_serial
from pytea.symbolic.intervals import Bounds

if TYPE_CHECKING:
    from pytea.symbolic.integers import Int, SymInt
    from pytea.symbolic.nodes import Choice

#: Bits of `Atom.mark` and `SymInt.marks`: which kinds of atoms occur, so that rules for others are not tried.
DIV, MOD, ITE, EXTREME = 1, 2, 4, 8


class SymKind(Enum):
    """Where a symbol's value comes from, which decides how a failure that depends on it is reported."""

    INPUT = "input"  #: one value that we do not know
    ITERATION = "iteration"  #: takes every value of its range during the run
    VARYING = "varying"  #: takes several values during the run, within a range that may be too wide
    CHOICE = "choice"  #: a bool: a real choice of the program, both outcomes occur
    OPAQUE = "opaque"  #: a bool: a branch whose condition we could not follow


class Atom:
    """One unknown integer with bounds; compared by identity, ordered by `serial`."""

    __slots__ = ("expr", "hi", "lo", "serial")
    mark: ClassVar[int] = 0

    serial: int
    lo: int | None
    hi: int | None
    #: The polynomial that is just this atom; not set for truth values.
    expr: SymInt

    def __init__(self, bounds: Bounds) -> None:
        self.serial = next_serial()
        self.lo, self.hi = bounds


class Symbol(Atom):
    """An unknown int or bool of the analysed program (a bool has no bounds)."""

    __slots__ = ("kind", "name")
    #: How many symbols were ever made, and how many truth values among them.
    made: ClassVar[int] = 0
    flags: ClassVar[int] = 0

    def __init__(self, name: str, kind: SymKind, lo: int | None, hi: int | None) -> None:
        super().__init__((lo, hi))
        Symbol.made += 1
        Symbol.flags += kind in (SymKind.CHOICE, SymKind.OPAQUE)
        self.name = name
        self.kind = kind

    @property
    def is_bool(self) -> bool:
        """Whether the symbol is a truth value, which no polynomial contains."""
        return not hasattr(self, "expr")

    def __repr__(self) -> str:
        return self.name


class Operation(Atom):
    """An operation on polynomials that cannot be expressed as a polynomial."""

    __slots__ = ("args",)

    def __init__(self, args: tuple[Int, ...], bounds: Bounds) -> None:
        super().__init__(bounds)
        self.args = args

    @staticmethod
    def bounds(args: Sequence[Bounds]) -> Bounds:
        """Return the bounds of the result, given those of the operands."""
        raise NotImplementedError


class FloorDiv(Operation):
    """`args[0] // args[1]`, rounding towards minus infinity."""

    __slots__ = ()
    mark = DIV

    @staticmethod
    def bounds(args: Sequence[Bounds]) -> Bounds:
        return intervals.quotient(args[0], args[1])


class Mod(Operation):
    """`args[0] % args[1]`, with the sign of the divisor."""

    __slots__ = ()
    mark = MOD

    @staticmethod
    def bounds(args: Sequence[Bounds]) -> Bounds:
        return intervals.remainder(args[0], args[1])


class Min(Operation):
    """The least of two or more arms."""

    __slots__ = ()
    mark = EXTREME

    @staticmethod
    def bounds(args: Sequence[Bounds]) -> Bounds:
        return intervals.minimum(args)


class Max(Operation):
    """The greatest of two or more arms."""

    __slots__ = ()
    mark = EXTREME

    @staticmethod
    def bounds(args: Sequence[Bounds]) -> Bounds:
        return intervals.maximum(args)


class Product(Operation):
    """A product too large to be multiplied out."""

    __slots__ = ()

    @staticmethod
    def bounds(args: Sequence[Bounds]) -> Bounds:
        return intervals.times(args[0], args[1])


class Ite(Atom):
    """An integer that depends on conditions: a diagram whose leaves are ints and polynomials."""

    __slots__ = ("diagram",)
    mark = ITE

    def __init__(self, diagram: Int | Choice, bounds: Bounds) -> None:
        super().__init__(bounds)
        self.diagram = diagram


class Comparison(Atom):
    """A test `poly == 0` (`equality`) or `poly <= 0`, in the normal form of `comparison.py`."""

    __slots__ = ("equality", "poly")

    def __init__(self, poly: SymInt, equality: bool) -> None:
        super().__init__((0, 1))
        self.poly = poly
        self.equality = equality


#: What a node of a diagram tests.
Test = Symbol | Comparison
