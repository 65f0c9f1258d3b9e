"""Which edit is tried first: the one that changes least."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pytea.analysis.fixing.source import Source, slice_of
from pytea.diagnostics import Fix

#: Returns a file of the user by its display name; None when it is no such file.
Sources = Callable[[str], Source | None]

#: What turns dims: where the sizes fit then, it is likelier than another number.
_TURNED = (".mT", ".T", ".transpose(1, 2)", ".permute(0, 3, 1, 2)")
#: What keeps the size of a picture, likewise.
_PADDED = ("padding=1", "padding=2", "padding=3")
#: What it counts that a number is written where a name was.
_NAME_LOST = 4


def in_order(*tiers: Sequence[Sequence[Fix]], sources: Sources) -> list[list[Fix]]:
    """Returns the edits of each tier, those of its lists one after the other, each edit once.

    In each list, the smallest change comes first.
    """
    seen: set[object] = set()
    ordered: list[list[Fix]] = []
    for tier in tiers:
        ordered.append([])
        for some in tier:
            for fix in sorted(some, key=lambda fix: _cost(fix, sources)):
                edit = (fix.file, fix.span, fix.replacement)
                if edit not in seen:
                    seen.add(edit)
                    ordered[-1].append(fix)
    return ordered


def _cost(fix: Fix, sources: Sources) -> int:
    """Returns how many characters change; half of them where some are only left out.

    One number for another counts as one.
    """
    source = sources(fix.file)
    old = "" if source is None else slice_of(source.text, fix.span)
    if ", " in old and fix.replacement == ", ".join(reversed(old.split(", ", 1))):
        return -1
    if old.lstrip("-").isdigit() and fix.replacement.lstrip("-").isdigit():
        return 1
    if fix.replacement.isdigit() and any(char.isalpha() for char in old):
        return len(old) + len(fix.replacement) + _NAME_LOST
    if fix.replacement.startswith(f"{old} * "):
        return 1
    if old.isidentifier() and fix.replacement.isidentifier():
        return 0
    if fix.replacement.endswith(_PADDED):
        return 0
    if old and fix.replacement.endswith(_TURNED) and fix.replacement.startswith(old):
        return 0
    common = len(_common(old, fix.replacement))
    if len(fix.replacement) == common:
        return (len(old) - common) // 2
    return max(len(old), len(fix.replacement)) - common


def _common(old: str, new: str) -> str:
    """Returns what two texts begin and end with."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[:start] + (old[len(old) - end :] if end else "")
