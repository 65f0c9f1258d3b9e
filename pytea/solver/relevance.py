"""Which facts can bear on a question: those that share symbols with it, directly or through others.

A path gathers facts about every size that it meets, most of which nobody asks about again. Leaving
them out changes no answer, for a path whose facts contradict each other is not followed. Where
very many are connected, the nearest and newest ones stand for all.
"""

from pytea.solver.protocol import Facts
from pytea.symbolic import Symbol, SymBool, symbols_of

#: So few facts are not worth looking through.
_FEW = 8
#: The nearest facts are enough: what is left out makes an answer less certain, never wrong.
_MANY = 32
#: A fact about so many other things says little about any of them.
_WIDE = 6
#: How often what the chosen facts speak of is looked for in others.
_STEPS = 3


def relevant(facts: Facts, cond: SymBool) -> Facts:
    """Return the facts connected with `cond` by common symbols, in their order.

    Facts that speak of nothing else are all taken, then those with few other symbols, the newest
    first.
    """
    if len(facts) <= _FEW:
        return facts
    reached: frozenset[Symbol] = symbols_of(cond)
    spoken = [symbols_of(fact) for fact in facts]
    chosen: set[int] = set()
    for _ in range(_STEPS):
        near = reached
        ranked = []
        for index, symbols in enumerate(spoken):
            if near.isdisjoint(symbols) or index in chosen:
                continue
            foreign = len(symbols - near)
            if foreign <= _WIDE:
                ranked.append((foreign, -index))
        ranked.sort()
        for foreign, negated in ranked:
            if foreign and len(chosen) >= _MANY:
                break
            chosen.add(-negated)
            reached |= spoken[-negated]
        if reached == near:
            break
    return tuple(facts[index] for index in sorted(chosen))
