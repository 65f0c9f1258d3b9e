"""``--fix`` and ``--diff``: makes the first fix of every finding, and checks after each."""

from __future__ import annotations

import codecs
import difflib
import tokenize
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from pytea.analysis.fixing.source import applied
from pytea.analysis.notebooks import Notebooks
from pytea.diagnostics import Fix, Report
from pytea.diagnostics.cells import cell_name
from pytea.errors import UsageError
from pytea.frontend import SourceError, read_source
from pytea.frontend.notebooks import (
    CodeCell,
    changed_cells,
    is_notebook,
    read_cells,
    with_code,
)
from pytea.records import mutable
from pytea.report.files import replace_file

#: Edits that one run makes.
MOST = 20


@mutable()
class Repair:
    """The texts of the user's files with fixes in them."""

    #: Checks the files with these texts in place of what is on disk.
    check: Callable[[Mapping[Path, str]], Report]
    overlay: dict[Path, str]
    before: dict[str, str] = field(default_factory=dict)
    made: list[Fix] = field(default_factory=list)
    #: The cells of a notebook that came through standard input.
    cells: Mapping[str, tuple[CodeCell, ...]] = field(default_factory=dict)

    def run(self) -> Report:
        """Makes fixes until there is none; returns the report on what is left."""
        report = self.check(self.overlay)
        while len(self.made) < MOST:
            shown = next((d.fixes[0] for d in report.diagnostics if d.fixes), None)
            if shown is None:
                break
            fix = Notebooks(dict(self.cells)).whole(shown)
            path = Path(fix.file).absolute()
            text = self.overlay[path] if path in self.overlay else read_source(path).text
            self.before.setdefault(fix.file, text)
            self.overlay[path] = applied(text, fix)
            self.made.append(shown)
            report = self.check(self.overlay)
        return report

    def after(self) -> Iterator[tuple[str, str, str]]:
        """Yields (file, old text, new text) of every file that was changed."""
        for file, old in sorted(self.before.items()):
            yield file, old, self.overlay[Path(file).absolute()]

    def diff(self) -> str:
        """Returns the changes as a unified diff."""
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for file, old, new in self._parts()
            for line in difflib.unified_diff(
                old.splitlines(True), new.splitlines(True), f"a/{file}", f"b/{file}"
            )
        )

    def _parts(self) -> Iterator[tuple[str, str, str]]:
        """Yields (name, old text, new text) of every file, or cell of a notebook, that changes."""
        for file, old, new in self.after():
            if not is_notebook(Path(file)) and file not in self.cells:
                yield file, old, new
                continue
            cells = self.cells.get(file) or read_cells(Path(file).read_bytes())
            for cell, lines in changed_cells(cells, old, new):
                name = cell_name(file, cell.number)
                yield name, "\n".join((*cell.lines, "")), "\n".join((*lines, ""))

    def write(self) -> None:
        """Replaces the files, each at one stroke and in its own encoding; raises UsageError."""
        for file, old, new in self.after():
            if is_notebook(Path(file)):
                new = _notebook(Path(file), old, new)
            replace_file(Path(file), new, encoding=_encoding(Path(file)))


def _notebook(path: Path, old: str, new: str) -> str:
    try:
        return with_code(path.read_bytes(), old, new)
    except SourceError as error:
        raise UsageError(f"{path}: {error.message}") from None


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        begins_with_mark = stream.read(3) == codecs.BOM_UTF8
        stream.seek(0)
        encoding, _ = tokenize.detect_encoding(stream.readline)
    return "utf-8-sig" if begins_with_mark else encoding
