"""Which facts can bear on a question: those that share symbols with it, directly or through others.

A path gathers facts about every size that it meets, most of which nobody asks about again. Leaving
them out changes no answer, for a path whose facts contradict each other is not followed. Where
very many are connected, the nearest and newest ones stand for all.
"""

from __future__ import annotations

from dataclasses import field

from pytea.records import mutable
from pytea.solver.protocol import Facts
from pytea.symbolic import Bool, Symbol, SymBool, symbols_of

#: So few facts are not worth looking through.
_FEW = 8
#: The nearest facts are enough: what is left out makes an answer less certain, never wrong.
_MANY = 32
#: A fact about so many other things says little about any of them.
_WIDE = 6
#: How often what the chosen facts speak of is looked for in others.
_STEPS = 3
#: The place of the guard: before all facts.
_GUARD = -1


@mutable()
class _Index:
    """The facts of one path by the symbols that they speak of."""

    facts: Facts = ()
    spoken: list[frozenset[Symbol]] = field(default_factory=list)
    places: dict[Symbol, list[int]] = field(default_factory=dict)

    def extend(self, facts: Facts) -> None:
        """Takes over the facts: the next question mostly comes with the same ones and a few more."""
        if facts is self.facts:
            return
        known = len(self.facts)
        if facts[:known] != self.facts:
            # identity will do: what is told apart for nothing is indexed once more
            known = next(
                (
                    place
                    for place, fact in enumerate(self.facts[: len(facts)])
                    if fact is not facts[place]
                ),
                min(known, len(facts)),
            )
            self._shorten(known)
        for place in range(known, len(facts)):
            symbols = symbols_of(facts[place])
            self.spoken.append(symbols)
            for symbol in symbols:
                self.places.setdefault(symbol, []).append(place)
        self.facts = facts

    def _shorten(self, known: int) -> None:
        """Forgets all facts but the first ``known``."""
        for place in range(len(self.spoken) - 1, known - 1, -1):
            for symbol in self.spoken[place]:
                self.places[symbol].pop()
        del self.spoken[known:]


_index = _Index()


def connected(facts: Facts, cond: Bool) -> Facts:
    """Return the facts that share symbols with `cond`, directly or through others; all for no question."""
    if not isinstance(cond, SymBool):
        return facts
    reached = symbols_of(cond)
    chosen: set[int] = set()
    while True:
        near = [
            place
            for place, fact in enumerate(facts)
            if place not in chosen and not reached.isdisjoint(symbols_of(fact))
        ]
        if not near:
            return tuple(facts[place] for place in sorted(chosen))
        chosen.update(near)
        reached = reached.union(*(symbols_of(facts[place]) for place in near))


def relevant(facts: Facts, cond: SymBool, guard: Bool = True) -> Facts:
    """Return the facts connected with `cond` by common symbols, in their order, `guard` before them.

    Facts that speak of nothing else are all taken, then those with few other symbols, the newest
    first.
    """
    first = (guard,) if isinstance(guard, SymBool) else ()
    if len(first) + len(facts) <= _FEW:
        return first + facts
    _index.extend(facts)
    of_guard = symbols_of(guard)
    reached: frozenset[Symbol] = symbols_of(cond)
    chosen: set[int] = set()
    for _ in range(_STEPS):
        near = reached
        places = {place for symbol in near for place in _index.places.get(symbol, ())}
        if not near.isdisjoint(of_guard):
            places.add(_GUARD)
        ranked = []
        for place in places - chosen:
            foreign = len((of_guard if place == _GUARD else _index.spoken[place]) - near)
            if foreign <= _WIDE:
                ranked.append((foreign, -place))
        ranked.sort()
        for foreign, negated in ranked:
            if foreign and len(chosen) >= _MANY:
                break
            chosen.add(-negated)
            reached |= of_guard if -negated == _GUARD else _index.spoken[-negated]
        if reached == near:
            break
    found = tuple(facts[place] for place in sorted(chosen - {_GUARD}))
    return first + found if _GUARD in chosen else found
