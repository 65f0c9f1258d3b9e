"""Finds sizes for requirements that determine them only together, such as ``H*W == 784``."""

from __future__ import annotations

from collections.abc import Sequence

from pytea.analysis.library.preconditions import Solution
from pytea.symbolic import Comparison, Symbol, SymBool, satisfies, substitute, symbols_of
from pytea.symbolic.atoms import Mod
from pytea.symbolic.traversal import dependencies

#: The largest size that is tried.
_LARGEST = 1024
#: How far beyond a number that fits others are looked for.
_BEYOND = 3
#: A number for the sizes that do not matter.
_ANY = 7


def pin(solution: Solution, axes: Sequence[Symbol]) -> bool:
    """Fixes the last sizes of an input to one number that fulfils an equality over them alone.

    ``axes`` are the sizes of one input. Of several numbers that fit, the one with the most factors
    of two is taken, as images have. Returns whether something was fixed.
    """
    for cond in solution.conds:
        if not _is_equality(cond):
            continue
        involved = symbols_of(cond) & set(axes)
        if not involved or (_is_divisibility(cond) and involved == symbols_of(cond)):
            continue
        number = _fitting(cond, involved, solution.conds)
        if number is not None:
            solution.fix(dict.fromkeys(involved, number))
            return True
    return False


def _is_equality(cond: SymBool) -> bool:
    atom = cond.atom
    return (
        isinstance(atom, Comparison) and atom.equality and cond.high is True and cond.low is False
    )


def _is_divisibility(cond: SymBool) -> bool:
    """Returns whether a condition asks for multiples, which are many."""
    return any(isinstance(atom, Mod) for atom in dependencies(cond))


def _fitting(cond: SymBool, involved: frozenset[Symbol], conds: Sequence[SymBool]) -> int | None:
    """Returns the number that makes ``cond`` true whatever its other symbols are."""
    best: tuple[int, int] | None = None
    gap = False
    related = [other for other in conds if symbols_of(other) <= involved and other is not cond]
    # what holds whatever the others are holds for these numbers, which costs less to find out
    others = dict.fromkeys(symbols_of(cond) - involved, _ANY)
    for number in range(2, _LARGEST + 1):
        values = dict.fromkeys(involved, number)
        try:
            if not satisfies(others | values, [cond]) or substitute(cond, values) is not True:
                gap = gap or best is not None
                if best is not None and number > _BEYOND * best[1]:
                    break
                continue
            if not all(substitute(other, values) is True for other in related):
                continue
        except ZeroDivisionError:
            continue
        # where it holds again and again, as that of a remainder does, or for all large ones
        if gap or number == _LARGEST:
            return None
        factors = number & -number
        if best is None or factors > best[0]:
            best = (factors, number)
    return None if best is None else best[1]
