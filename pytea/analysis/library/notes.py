"""What a reader of a signature may wonder about: that sizes of any rest are fine, since they are padded."""

from __future__ import annotations

from collections.abc import Iterable

from pytea.analysis.library.outcome import Outcome
from pytea.symbolic import Int, SymKind, substitute, symbols_of

#: A size that leaves no rest, and others that do.
_EVEN = 4096
_OTHERS = range(48, 97)


def notes_on(outcome: Outcome) -> tuple[str, ...]:
    """Returns the sentences on sizes that are padded only where they do not fit."""
    found = []
    for place, amounts in sorted(outcome.run.pads.items()):
        sizes = [outcome.solution.apply(amount) for amount in amounts]
        if any(s.kind is not SymKind.INPUT for size in sizes for s in symbols_of(size)):
            continue
        if _total(sizes, _EVEN) != 0:
            continue
        most = max(max(_amounts(sizes, size), default=0) for size in _OTHERS)
        if most > 0:
            word = "odd sizes" if most == 1 else "sizes that do not fit"
            found.append(f"{word} are padded at line {place.span.line}")
    return tuple(dict.fromkeys(found))


def _total(sizes: Iterable[Int], number: int) -> int:
    return sum(abs(amount) for amount in _amounts(sizes, number))


def _amounts(sizes: Iterable[Int], number: int) -> list[int]:
    """Returns the amounts where every size of the inputs is the same number."""
    found = []
    for size in sizes:
        try:
            symbols = symbols_of(size)
            chosen = {symbol: False if symbol.is_bool else number for symbol in symbols}
            amount = substitute(size, chosen)
        except ZeroDivisionError:
            continue
        if isinstance(amount, int):
            found.append(amount)
    return found
