"""Names the sizes of inputs: as the program names them, else by their place."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

from pytea.symbolic import Symbol

#: By number of dims: what the sizes of a batch of that kind are usually called.
_USUAL = {
    1: ("N",),
    2: ("B", "D"),
    3: ("B", "N", "D"),
    4: ("B", "C", "H", "W"),
    5: ("B", "C", "T", "H", "W"),
}
_USABLE = re.compile(r"[A-Za-z]\w*$")


def name_symbols(
    free: Iterable[tuple[Symbol, str, int, int]], given: dict[Symbol, str], taken: Iterable[str]
) -> None:
    """Names the symbols of ``free``: (symbol, input, dim, number of dims), first come first served.

    ``given`` are names from the program; ``taken`` are in use for something else.
    """
    used = set(taken)
    for symbol, owner, dim, ndim in free:
        usual = _USUAL.get(ndim, ())
        wanted = [given.get(symbol, ""), usual[dim] if dim < len(usual) else ""]
        wanted += [f"{name}{number}" for name in wanted[1:] if name for number in (2, 3)]
        fitting = (n for n in wanted if _USABLE.match(n) and not keyword.iskeyword(n))
        name = next((n for n in fitting if n not in used), f"{owner}_size{dim}")
        used.add(name)
        symbol.name = name
