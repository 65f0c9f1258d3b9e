"""Places in source text: positions, spans and the files they belong to.

Lines and columns count from 1; a column counts code points, as in the JSON contract. Conversion to
the units of an editor happens at the border, in the language server.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pytea.records import immutable


@immutable(order=True)
class Span:
    """A half-open range of text: the end column is the first one that does not belong to it."""

    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


#: The span of what has no place in a source text, such as an argument of the command line.
NOWHERE = Span(0, 0, 0, 0)


@dataclass(frozen=True)
class SourceFile:
    """A decoded source text and the name under which it is shown to the user."""

    #: Absolute path, or a pseudo path such as ``<stdin>``.
    path: Path
    #: What reports print: relative to the working directory where that is shorter.
    display: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines as Python counts them: form feeds and separators do not end a line."""
        return tuple(self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def line(self, number: int) -> str:
        """Returns line ``number`` (from 1) without its end, or an empty text beyond the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""
