"""What the condition of a path says about values, and how it is kept small."""

from __future__ import annotations

from typing import cast

from pytea.solver.knowledge import Knowledge
from pytea.state import budgets
from pytea.state.state import State
from pytea.symbolic import Bool, SymBool, SymInt, any_of, interval, symbols_of
from pytea.symbolic.atoms import Test
from pytea.symbolic.nodes import assign, nodes_of
from pytea.values.objects import Value


def bounded(guard: Bool) -> Bool:
    """Returns a condition that is implied by ``guard`` and is small: newest tests are dropped."""
    while isinstance(guard, SymBool) and len(nodes_of(guard)) > budgets.GUARD_NODES:
        guard = guard.high | guard.low
    return guard


def trusted(guard: Bool, forgotten: frozenset[Test]) -> Bool:
    """Returns a condition that is implied by ``guard`` and says nothing of forgotten tests."""
    for item in nodes_of(guard):
        if item.atom in forgotten:
            sides = (assign(guard, {item.atom: truth}) for truth in (True, False))
            guard = any_of(cast("tuple[Bool, Bool]", tuple(sides)))
    return guard


def known_range(count: Value, state: State) -> tuple[int | None, int | None]:
    """Returns the least and the greatest value that a count has on a path, as far as it is known."""
    if isinstance(count, int):
        return count, count
    if not isinstance(count, SymInt):
        return None, None
    symbols = symbols_of(count)
    knowledge = Knowledge()
    for fact in (state.guard, *state.facts):
        if isinstance(fact, SymBool) and not symbols.isdisjoint(symbols_of(fact)):
            knowledge = knowledge.extended(fact)
    bounds = interval(count, knowledge.bounds)
    return bounds.lo, bounds.hi
