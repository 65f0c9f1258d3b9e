"""Names the sizes of inputs: as the program names them, else by their place."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from pytea.analysis.library.inputs import Inputs
from pytea.analysis.library.outcome import Outcome
from pytea.symbolic import Bool, Int, Symbol, SymInt, define, rename, render, symbols_of

#: By number of dims: what the sizes of a batch of that kind are usually called.
_USUAL = {
    1: ("N",),
    2: ("B", "D"),
    3: ("B", "N", "D"),
    4: ("B", "C", "H", "W"),
    5: ("B", "C", "T", "H", "W"),
}
#: What they are called behind any number of further ones, of which the first name stands for one.
_STARRED = {**_USUAL, 4: ("B", "N", "M", "D")}
_USABLE = re.compile(r"[A-Za-z]\w*$")


def name_symbols(
    free: Iterable[tuple[Symbol, str, int, Sequence[str]]],
    given: dict[Symbol, str],
    taken: Iterable[str],
) -> None:
    """Names the symbols of ``free``: (symbol, input, dim, usual names), first come first served.

    ``given`` are names from the program; ``taken`` are in use for something else.
    """
    used = set(taken)
    named: set[Symbol] = set()
    for symbol, owner, dim, usual in free:
        if symbol in named:
            continue
        named.add(symbol)
        wanted = [given.get(symbol, ""), usual[dim] if dim < len(usual) else ""]
        wanted += [f"{name}{number}" for name in wanted[1:] if name for number in (2, 3)]
        fitting = (n for n in wanted if _USABLE.match(n) and not keyword.iskeyword(n))
        plain = owner.replace("[", "").replace("]", "")
        name = next((n for n in fitting if n not in used), f"{plain}_size{dim}")
        used.add(name)
        rename(symbol, name)


def name_determined(values: Mapping[Symbol, Int | Bool]) -> None:
    """Lets sizes that others determine be shown as what they are: ``dim`` for the last of ``x``."""
    for symbol, value in values.items():
        if isinstance(value, (int, SymInt)) and not isinstance(value, bool):
            define(symbol, value)
        else:
            text = render(value)
            rename(symbol, text if re.fullmatch(r"[\w.]+", text) else f"({text})")


def name_sizes(
    outcome: Outcome,
    constructor: Inputs | None,
    given: dict[Symbol, str],
    starred: Sequence[str] = (),
    roots: Mapping[Symbol, Int] = MappingProxyType({}),
) -> None:
    """Names every size of an input that is not determined by others.

    ``given`` are names from the program; ``starred`` are inputs with further dims in front. ``roots``
    are integer square roots and of what: a size that is such a square is told by the root.
    """
    inputs = outcome.inputs
    taken = {*inputs.values, *(constructor.values if constructor else ())}
    taken |= inputs.outline.imported | ({"batch"} if starred else set())
    free = []
    for name in inputs.tensors:
        ndim = outcome.dims.get(name) or 0
        more = 1 if name in starred else 0
        usual = (_STARRED if more else _USUAL).get(ndim + more, ())
        free += [
            (symbol, name, ndim + more + index, usual)
            for index in range(-ndim, 0)
            for symbol in symbols_of(inputs.size(name, index))
            if symbol not in outcome.solution.values
        ]
    values = outcome.solution.values
    sides = [s for value in values.values() for s in symbols_of(value) if s in roots]
    free += [(side, "side", 0, ()) for side in sides]
    name_symbols(free, given, taken)
    for symbol, square in roots.items():
        if symbol not in sides:
            rename(symbol, f"isqrt({render(outcome.solution.apply(square))})")
