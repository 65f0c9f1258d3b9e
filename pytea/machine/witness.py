"""Concrete numbers with which something happens, named as the user names things."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.symbolic import Bool, SymBool


def witness_of(m: Machine, cond: Bool) -> tuple[tuple[str, object], ...]:
    """Returns values of the symbols of ``cond`` for which it holds on this path, by name."""
    if not isinstance(cond, SymBool):
        return ()
    facts = m.state.facts
    if isinstance(m.state.guard, SymBool):
        facts = (m.state.guard, *facts)
    model = m.solver.witness(facts, cond)
    if model is None:
        return ()
    return tuple(sorted({symbol.name: value for symbol, value in model.items()}.items()))
