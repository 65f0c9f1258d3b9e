"""``-`` as a path: the program, or a notebook, comes through standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from pytea.diagnostics.cells import cell_name
from pytea.errors import UsageError
from pytea.frontend import SourceError
from pytea.frontend.notebooks import CodeCell, code_of, is_notebook, read_cells
from pytea.frontend.reading import decode
from pytea.records import immutable

_DASH = Path("-")
_UNNAMED = Path("<stdin>")


@immutable()
class Given:
    """What a command line names, with the text of what came through standard input."""

    paths: list[Path]
    #: The text for ``-`` by the name that stands for it.
    overlay: dict[Path, str] = field(default_factory=dict)
    #: Its cells, if it is a notebook.
    cells: tuple[CodeCell, ...] = ()

    def lines(self) -> dict[str, tuple[str, ...]]:
        """Returns the lines that a report may show, by the names of files and cells."""
        shown = {str(file): tuple(text.split("\n")) for file, text in self.overlay.items()}
        for file in self.overlay:
            shown |= {cell_name(str(file), cell.number): cell.lines for cell in self.cells}
        return shown

    def cells_of(self) -> dict[str, tuple[CodeCell, ...]]:
        """Returns the cells of the notebook that came, by its name."""
        return {str(file): self.cells for file in self.overlay if is_notebook(file)}


def source_from_stdin(paths: Sequence[Path], name: Path | None) -> Given:
    """Returns the paths with a name for ``-``, and the text that it stands for.

    Raises UsageError when the text is in no encoding of Python's or is no notebook, though its name
    says so, or when a name is given without ``-``.
    """
    if _DASH not in paths:
        if name is not None:
            raise UsageError("--stdin-filename needs the path -")
        return Given(list(paths))
    file = name or _UNNAMED
    named = [file if path == _DASH else path for path in dict.fromkeys(paths)]
    data = sys.stdin.buffer.read()
    try:
        if is_notebook(file):
            cells = read_cells(data)
            return Given(named, {file: code_of(cells)}, cells)
        return Given(named, {file: decode(data, file).text})
    except SourceError as error:
        raise UsageError(f"{file}:{error.span}: {error.message}") from None
