"""Notebooks as files: the code cells of an ``.ipynb`` in their order, as one Python text.

The format is JSON, and only what a check needs of it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pytea.frontend.magics import plain_cell
from pytea.frontend.source_error import SourceError
from pytea.records import immutable
from pytea.span import Span

SUFFIX = ".ipynb"
_START = Span(1, 1, 1, 1)


@immutable()
class CodeCell:
    """A code cell, and the lines of the text that it makes."""

    #: Its number among all cells, from 1.
    number: int
    #: Its first line in the text, from 1.
    first: int
    #: Its lines as they are in the notebook.
    lines: tuple[str, ...]
    #: Whether its author says that it raises an exception: the notebook goes on behind it.
    raises: bool = False

    @property
    def last(self) -> int:
        """Its last line in the text."""
        return self.first + len(self.lines) - 1


def read_cells(data: bytes) -> tuple[CodeCell, ...]:
    """Returns the code cells of a notebook; raises SourceError for what is none, or not in Python."""
    cells: list[CodeCell] = []
    first = 1
    for number, cell in enumerate(_cells_of(_parsed(data)), 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        lines = tuple(_source(cell, number).split("\n"))
        cells.append(CodeCell(number, first, lines, _raises(cell)))
        first += len(lines)
    return tuple(cells)


def code_of(cells: Sequence[CodeCell]) -> str:
    """Returns the cells as one Python text; what IPython alone understands does nothing in it."""
    return "".join(f"{line}\n" for cell in cells for line in plain_cell(cell.lines))


def with_code(data: bytes, old: str, new: str) -> str:
    """Returns the text of a notebook in which ``new`` stands for the code ``old``, line by line.

    Raises SourceError when the numbers of lines differ.
    """
    notebook = _parsed(data)
    cells = _cells_of(notebook)
    for cell, lines in changed_cells(read_cells(data), old, new):
        raw = cells[cell.number - 1]
        if isinstance(raw, dict):
            text = "\n".join(lines)
            raw["source"] = text.splitlines(True) if isinstance(raw["source"], list) else text
    text = data.decode("utf-8-sig")
    end = "\n" if text.endswith("\n") else ""
    return json.dumps(notebook, indent=_indent(text), ensure_ascii=False) + end


def changed_cells(
    cells: Sequence[CodeCell], old: str, new: str
) -> Iterator[tuple[CodeCell, tuple[str, ...]]]:
    """Yields the cells that differ when ``new`` stands for the code ``old``, with their new lines.

    Raises SourceError when the numbers of lines differ.
    """
    before, after = old.split("\n"), new.split("\n")
    if len(before) != len(after):
        raise SourceError("the lines of a notebook cannot be told apart after the edit", _START)
    for cell in cells:
        lines = list(cell.lines)
        for index, number in enumerate(range(cell.first - 1, cell.last)):
            if before[number] != after[number]:
                lines[index] = after[number]
        if tuple(lines) != cell.lines:
            yield cell, tuple(lines)


def _parsed(data: bytes) -> dict[str, object]:
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        place = Span(error.lineno, error.colno, error.lineno, error.colno + 1)
        raise SourceError(f"this notebook is not valid JSON: {error.msg}", place) from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"this notebook is not valid JSON: {error}", _START) from None
    if not isinstance(notebook, dict):
        raise SourceError("this is not a notebook: it has no cells", _START)
    return notebook


def _cells_of(notebook: dict[str, object]) -> list[object]:
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        old = "worksheets" in notebook
        reason = "its format is older than version 4" if old else "it has no cells"
        raise SourceError(f"this is not a notebook: {reason}", _START)
    for language in _languages(notebook.get("metadata")):
        if language.lower() not in ("python", "ipython"):
            raise SourceError(f"this notebook is written in {language}, not in Python", _START)
    return cells


def _languages(metadata: object) -> Iterator[str]:
    """Yields what the metadata call the language."""
    for table, key in (("kernelspec", "language"), ("language_info", "name")):
        known = metadata.get(table) if isinstance(metadata, dict) else None
        language = known.get(key) if isinstance(known, dict) else None
        if isinstance(language, str):
            yield language


def _source(cell: dict[str, object], number: int) -> str:
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(part, str) for part in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise SourceError(f"this is not a notebook: cell {number} has no text", _START)
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _raises(cell: dict[str, object]) -> bool:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return isinstance(tags, list) and "raises-exception" in tags


def _indent(text: str) -> int | str | None:
    lines = text.split("\n", 2)
    if len(lines) < 2:
        return None
    space = lines[1][: len(lines[1]) - len(lines[1].lstrip())]
    return space if "\t" in space else len(space)


def is_notebook(path: Path) -> bool:
    """Returns whether a file is a notebook, by its name."""
    return path.suffix == SUFFIX
