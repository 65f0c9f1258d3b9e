"""What operators keep of the forward pass for backward: the table ``stubs/torch/saved.txt``."""

from __future__ import annotations

from functools import cache

from pytea.config.shipped import bundled_stubs

#: The position of the result among the operands; that of arguments given by name is -1.
RESULT = -2

#: Operand that needs a gradient -> what is kept for it; the key "*" stands for any operand.
_Kept = dict[str, tuple[str, ...]]


@cache
def _tables() -> tuple[dict[str, _Kept], dict[str, tuple[str, ...]], frozenset[str]]:
    """Returns what operators keep, which operands never get a gradient, what has no derivative."""
    kept: dict[str, _Kept] = {}
    constant: dict[str, tuple[str, ...]] = {}
    lacking: set[str] = set()
    text = (bundled_stubs() / "torch" / "saved.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, *rest = line.split()
        if name.startswith("-"):
            constant[name[1:]] = tuple(rest[0].split(","))
        elif name.startswith("!"):
            lacking.add(name[1:])
        elif name != "#":
            parts = (part.partition(":") for part in rest)
            kept[name] = {at: tuple(saved.split(",")) for at, _, saved in parts}
    return kept, constant, frozenset(lacking)


def _short(name: str) -> str:
    short = name.rpartition(".")[2]
    return short.strip("_") if short.startswith("__") else short


def differentiable(name: str, position: int) -> bool:
    """Returns whether an operand of an operator may get a gradient."""
    return str(position) not in _tables()[1].get(_short(name), ())


def has_derivative(name: str) -> bool:
    """Returns whether backward can go through an operator at all."""
    return _short(name).removesuffix("_") not in _tables()[2]


def saved_for(name: str, needing: list[int]) -> tuple[bool, frozenset[int]]:
    """Returns whether an operator certainly keeps something, and which operands.

    ``needing`` are the positions of the operands that need a gradient.
    """
    return _kept_of(_tables()[0].get(_short(name)), needing)


def saved_in_place(name: str, needing: list[int]) -> tuple[bool, frozenset[int]]:
    """Returns the same of an operator that changes its first operand, of which it keeps no more than the result."""
    short = _short(name).removesuffix("_")
    kept = _tables()[0]
    certain, places = _kept_of(kept.get(f"{short}_", kept.get(short)), needing)
    return certain, places - {0}


def _kept_of(row: _Kept | None, needing: list[int]) -> tuple[bool, frozenset[int]]:
    if row is None:
        return False, frozenset()
    rows = [row[at] for at in {*map(str, needing), "*"} if at in row]
    places = {part for saved in rows for part in saved if part}
    return bool(rows), frozenset(RESULT if part == "r" else int(part) for part in places)
