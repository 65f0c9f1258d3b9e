"""A source text with the shapes of its tensors beside it."""

from __future__ import annotations

from collections.abc import Iterable

from pytea.machine.observer import Observation

#: Lines are filled up to this column at most; a longer one has its shapes two columns behind it.
_COLUMN = 72
#: Different shapes of one name that are shown.
_VALUES = 2
_SHOWN = frozenset(["assign", "parameter", "return"])


def render_beside(text: str, seen: Iterable[Observation]) -> list[str]:
    """Returns the lines of ``text``; behind each what its names are bound to and what it returns."""
    notes: dict[int, dict[str, list[str]]] = {}
    for observation in seen:
        if observation.kind in _SHOWN and "(" in observation.shape:
            name = "return" if observation.kind == "return" else observation.name
            shapes = notes.setdefault(observation.place.span.line, {}).setdefault(name, [])
            if observation.shape not in shapes:
                shapes.append(observation.shape)
    source = text.removesuffix("\n").split("\n")
    width = max((len(line) for n, line in enumerate(source, 1) if n in notes), default=0)
    column = min(width, _COLUMN)
    return [
        f"{line:<{column}}  # {_note(notes[number])}" if number in notes else line
        for number, line in enumerate(source, 1)
    ]


def _note(names: dict[str, list[str]]) -> str:
    return ", ".join(f"{name}: {_values(shapes)}" for name, shapes in names.items())


def _values(shapes: list[str]) -> str:
    rest = len(shapes) - _VALUES
    more = f" or {rest} more" if rest > 0 else ""
    return " or ".join(shapes[:_VALUES]) + more
