"""Concrete numbers with which something happens, named as the user names things."""

from __future__ import annotations

from collections.abc import Mapping

from pytea.machine.machine import Machine
from pytea.solver.relevance import relevant
from pytea.symbolic import Bool, SymBool, SymInt, substitute, symbols_of
from pytea.symbolic.atoms import Symbol

#: The name of the number of samples in the last batch of a loader.
LAST_BATCH = "size of the last batch"
#: Values that a reader is told.
_MOST = 4


def witness_of(m: Machine, cond: Bool) -> tuple[tuple[str, object], ...]:
    """Returns the smallest values for which ``cond`` holds on this path, by the names of symbols.

    In the last round of a loader the length of its data set is one of them, where it is not known.
    """
    if not isinstance(cond, SymBool):
        return ()
    told = {symbol.name: symbol for symbol in symbols_of(cond) if not symbol.is_bool}
    lengths, link = _last_round(m, told)
    model = m.solver.witness((*relevant(m.state.facts, cond, m.state.guard), *link), cond)
    if model is None:
        return ()
    values = {name: substitute(length, model) for name, length in sorted(lengths.items())}
    values |= {name: model[symbol] for name, symbol in sorted(told.items()) if symbol in model}
    return tuple((name, value) for name, value in values.items() if isinstance(value, int))[:_MOST]


def _last_round(
    m: Machine, told: Mapping[str, Symbol]
) -> tuple[dict[str, SymInt], tuple[SymBool, ...]]:
    """Returns the lengths that are not known, and what they have to do with the last batch."""
    known = dict(m.state.round.facts) if m.state.round is not None else {}
    size, rest = known.get("batch_size"), told.get(LAST_BATCH)
    if not isinstance(size, int) or rest is None:
        return {}, ()
    lengths = {name: value for name, value in known.items() if isinstance(value, SymInt)}
    links = ((length - rest.expr) % size == 0 for length in lengths.values())
    return lengths, tuple(link for link in links if isinstance(link, SymBool))
