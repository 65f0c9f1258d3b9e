"""The value of a condition or an integer under numbers for all of its symbols, without folding anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from pytea.symbolic.atoms import (
    Atom,
    Comparison,
    FloorDiv,
    Ite,
    Max,
    Min,
    Mod,
    Operation,
    Product,
    Symbol,
)
from pytea.symbolic.integers import Int, SymInt
from pytea.symbolic.nodes import Bool, is_node
from pytea.symbolic.traversal import dependencies, substitute

_NUMBERS: dict[type[Operation], Callable[[Sequence[int]], int]] = {
    FloorDiv: lambda args: args[0] // args[1],
    Mod: lambda args: args[0] % args[1],
    Min: min,
    Max: max,
    Product: lambda args: args[0] * args[1],
}


def evaluate(x: Int | Bool, model: Mapping[Symbol, int | bool]) -> Int | Bool:
    """Return what `substitute` returns, with less work where `model` has a number for every symbol.

    Raises ZeroDivisionError if the value divides by zero.
    """
    return _evaluated(x, model, {})


def satisfies(model: Mapping[Symbol, int | bool], conds: Iterable[Bool]) -> bool:
    """Return whether every condition is true under the model."""
    values: dict[Atom, int] = {}
    try:
        return all(cond is True or _evaluated(cond, model, values) is True for cond in conds)
    except ZeroDivisionError:
        return False


def _evaluated(
    x: Int | Bool, model: Mapping[Symbol, int | bool], values: dict[Atom, int]
) -> Int | Bool:
    """Evaluate `x`; `values` are those of atoms that were met before."""
    try:
        for atom in dependencies(x):
            if atom not in values:
                values[atom] = model[atom] if type(atom) is Symbol else _atom(atom, values)
        return _number(x, values)
    except (KeyError, ZeroDivisionError):
        # a symbol without a number, or a division by zero on which the value may not depend
        return substitute(x, model)


def _atom(atom: Atom, values: Mapping[Atom, int]) -> int:
    if isinstance(atom, Comparison):
        value = _polynomial(atom.poly, values)
        return value == 0 if atom.equality else value <= 0
    if isinstance(atom, Ite):
        return _number(atom.diagram, values)
    assert isinstance(atom, Operation)
    return _NUMBERS[type(atom)]([_number(arg, values) for arg in atom.args])


def _number(value: object, values: Mapping[Atom, int]) -> int:
    """Return the value of a polynomial, or of the leaf of a diagram that the tests lead to."""
    while is_node(value):
        value = value.high if values[value.atom] else value.low  # type: ignore[attr-defined]
    return _polynomial(value, values) if type(value) is SymInt else value  # type: ignore[return-value]


def _polynomial(poly: SymInt, values: Mapping[Atom, int]) -> int:
    total = poly.const
    for monomial, coefficient in poly.terms:
        for atom in monomial:
            coefficient *= values[atom]
        total += coefficient
    return total
