"""One question for all that differ in nothing but the names of their symbols.

Each round of a loop and each block of a model asks the same of symbols of its own; an answer holds
whatever they are called. Symbols get names by the place where they first occur, so that facts
which begin alike keep beginning alike.
"""

from __future__ import annotations

from pytea.solver.protocol import Facts
from pytea.symbolic import Bool, Int, Symbol, fresh_bool, fresh_int, substitute
from pytea.symbolic.traversal import dependencies

#: Questions about more symbols than that are hardly asked again.
_MANY = 24


class Renaming:
    """Gives equal questions equal symbols."""

    def __init__(self) -> None:
        #: Symbols by their place and all else that a solver sees of them.
        self._named: dict[tuple[object, ...], Int | Bool] = {}

    def renamed(self, facts: Facts, cond: Bool) -> tuple[Facts, Bool]:
        """Return a question that has the same answer, the same one for all that are alike."""
        names: dict[Symbol, Int | Bool] = {}
        for value in (*facts, cond):
            for atom in dependencies(value):
                if type(atom) is Symbol and atom not in names:
                    names[atom] = self._name(len(names), atom)
        if len(names) > _MANY:
            return facts, cond
        try:
            changed = [substitute(fact, names) for fact in facts]
            asked = substitute(cond, names)
        except ZeroDivisionError:
            return facts, cond
        return tuple(changed), asked  # type: ignore[return-value, arg-type]

    def _name(self, place: int, symbol: Symbol) -> Int | Bool:
        seen = (place, symbol.kind, symbol.is_bool, symbol.lo, symbol.hi)
        name = self._named.get(seen)
        if name is None:
            # they are none of the program's: nobody is told of them
            made, flags = Symbol.made, Symbol.flags
            if symbol.is_bool:
                name = fresh_bool(symbol.name, symbol.kind)
            else:
                name = fresh_int(symbol.name, symbol.kind, symbol.lo, symbol.hi)
            Symbol.made, Symbol.flags = made, flags
            self._named[seen] = name
        return name
