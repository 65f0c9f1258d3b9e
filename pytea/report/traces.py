"""The calls around a finding in words: the user's in full, those of libraries folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pytea.diagnostics import Diagnostic, TraceEntry


def trace_sentences(diagnostic: Diagnostic) -> Iterator[str]:
    """Yields the calls that led to the finding, innermost first, and those that it made itself."""
    place = _index_of_place(diagnostic)
    callers = diagnostic.trace[:place]
    if callers:
        yield "called from " + _calls(tuple(reversed(callers)))
    inner = diagnostic.trace[place + 1 :]
    if inner:
        last = inner[-1]
        through = f" through {_count(len(inner) - 1)}" if len(inner) > 1 else ""
        yield f"which calls {_call(last)}{through}"


def short_file(file: str) -> str:
    """Returns the name of a file; one of a library begins at its package."""
    _, found, inside = file.replace("\\", "/").rpartition("/site-packages/")
    return inside if found else file


def _index_of_place(diagnostic: Diagnostic) -> int:
    for index in range(len(diagnostic.trace) - 1, -1, -1):
        entry = diagnostic.trace[index]
        if (entry.file, entry.span.line) == (diagnostic.file, diagnostic.span.line):
            return index
    return len(diagnostic.trace)


def _calls(entries: Sequence[TraceEntry]) -> str:
    """Returns calls in a row; calls of one library and repeated calls are told once."""
    parts = []
    for (library, _), group in groupby(entries, _folding):
        calls = list(group)
        if library and len(calls) > 1:
            parts.append(f"{_count(len(calls))} in {library}")
        else:
            repeated = f" ({len(calls)} times)" if len(calls) > 1 else ""
            parts.append(_call(calls[0]) + repeated)
    return ", ".join(parts)


def _folding(entry: TraceEntry) -> tuple[str, str]:
    """Returns what neighbours are folded by: their library, or their place."""
    if not entry.library:
        return "", _call(entry)
    first = short_file(entry.file).partition("/")[0]
    return first.removesuffix(".py") or entry.file, ""


def _count(number: int) -> str:
    return f"{number} call{'' if number == 1 else 's'}"


def _call(entry: TraceEntry) -> str:
    return f"{short_file(entry.file)}:{entry.span.line} in {_function(entry.function)}"


def _function(name: str) -> str:
    return name if name.startswith("<") else f"{name}()"
