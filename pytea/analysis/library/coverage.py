"""What of the checked files no entry calls: it is analysed alone, after the entries."""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from pytea.analysis.discovery import imported_files, outline
from pytea.analysis.library.outline import Outline
from pytea.frontend import SourceError, read_source


def functions_of(file: Path, overlay: Mapping[Path, str]) -> frozenset[str]:
    """Returns the qualified names of what a library offers: ``forward`` of classes, and functions."""
    text = overlay.get(file.absolute())
    try:
        outline = Outline.of(read_source(file).text if text is None else text)
    except (OSError, SourceError):
        return frozenset()
    found = {
        name
        for name, node in outline.functions.items()
        if "." not in name and isinstance(node, ast.FunctionDef) and not name.startswith("test")
    }
    found |= {
        f"{name}.forward" for name in outline.classes if f"{name}.forward" in outline.functions
    }
    return frozenset(found)


def in_order_of_use(
    files: Sequence[Path], overlay: Mapping[Path, str]
) -> Iterator[tuple[Path, ...]]:
    """Yields groups of files so that each file comes after those that import it, where possible."""
    waiting = {file.absolute(): file for file in files}
    if len(waiting) < 2:
        yield tuple(files)
        return
    folder = Path(os.path.commonpath([file.parent for file in waiting]))
    outlines = {file: outline(file, overlay.get(file)) for file in waiting}
    used = {
        file: imported_files(file, known, folder) & waiting.keys() - {file} if known else set()
        for file, known in outlines.items()
    }
    while waiting:
        free = [f for f in waiting if not any(f in used[other] for other in waiting)]
        group = free or list(waiting)
        yield tuple(waiting.pop(file) for file in group)


def left_out(display: str, given_up: Sequence[str], broken: Sequence[str] = ()) -> list[str]:
    """Returns the sentences that say which functions cost too much, and in which pytea failed."""
    reasons = (
        ("not analysed to the end within the budget", given_up),
        ("pytea failed under at least one hypothesis about", broken),
    )
    return [f"{display}: {reason}: {_listed(names)}" for reason, names in reasons if names]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")


def remark(display: str, functions: Collection[str], known: Collection[str]) -> str:
    """Returns the sentence that says how many functions were analysed in which way."""
    through = len(set(functions) & set(known))
    alone = len(functions) - through
    plural = "" if through == 1 else "s"
    return f"{display}: {through} function{plural} analysed through entries, {alone} alone"


def total(counts: Sequence[tuple[int, int]]) -> list[str]:
    """Returns the sentence about all files: (through entries, alone), unless one says it all."""
    told = [count for count in counts if any(count)]
    if len(counts) < 2 or not told or (len(told) == 1 and told[0][1]):
        return []
    through, alone = (sum(numbers) for numbers in zip(*counts, strict=True))
    plural = "" if through == 1 else "s"
    return [f"in all {through} function{plural} analysed through entries, {alone} alone"]
