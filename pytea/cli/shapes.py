"""``pytea shapes``: what each module and function of a file needs and gives."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pytea.analysis.discovery import python_files
from pytea.analysis.entry import analyze_entry
from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures
from pytea.cli.check import checked_options
from pytea.cli.pipe import reader_may_leave
from pytea.config import Options, read_options
from pytea.errors import UsageError
from pytea.frontend import read_source
from pytea.frontend.notebooks import is_notebook, read_cells
from pytea.machine.observer import Observation, Observer
from pytea.report.beside import render_beside
from pytea.report.signatures import render_signatures, render_signatures_json


def run(arguments: argparse.Namespace) -> int:
    """Prints the signatures and returns the exit status: 0 unless a path cannot be read."""
    files = _files(arguments.paths)
    if arguments.lines:
        if arguments.format == "json":
            raise UsageError("--lines prints text: it does not go with --format json")
        for file in files:
            _print_lines(file, arguments, several=len(files) > 1)
        return 0
    found = [_analyzed(file, arguments) for file in files]
    with reader_may_leave():
        if arguments.format == "json":
            print(render_signatures_json(found))
        else:
            _print_text(found)
    return 0


def _files(paths: list[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += python_files(path)
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError(f"{path}: no such file or directory")
    return list(dict.fromkeys(files))


def _analyzed(file: Path, arguments: argparse.Namespace) -> FileSignatures:
    return analyze_library(file, _options(file, arguments))


def _print_lines(file: Path, arguments: argparse.Namespace, *, several: bool) -> None:
    """Prints one file with what it has as an entry, and where nothing calls what it defines."""
    options = _options(file, arguments)
    observer, alone = Observer(), Observer()
    result = analyze_entry(file, options, observer=observer)
    known = frozenset(name for display, name in result.called if display == result.file.file)
    found = analyze_library(file, options, observer=alone, known=known)
    seen = [o for o in observer.observations() if o.place.file == found.file]
    lines = {o.place.span.line for o in seen}
    seen += [
        o
        for o in alone.observations()
        if o.place.file == found.file and o.place.span.line not in lines
    ]
    with reader_may_leave():
        if several:
            print(f"{found.file}:")
        for line in _beside(file, seen):
            print(line)


def _beside(file: Path, seen: list[Observation]) -> Iterator[str]:
    """Yields the lines of a file, or of the code cells of a notebook under their numbers."""
    if not is_notebook(file):
        yield from render_beside(read_source(file).text, seen)
        return
    cells = read_cells(file.read_bytes())
    lines = render_beside("\n".join(line for cell in cells for line in cell.lines), seen)
    for number, cell in enumerate(cells):
        if number:
            yield ""
        yield f"# cell {cell.number}"
        yield from lines[cell.first - 1 : cell.last]


def _options(file: Path, arguments: argparse.Namespace) -> Options:
    given = {
        "python": arguments.python,
        "stub_path": arguments.stub_path and tuple(arguments.stub_path),
        "device": arguments.device,
        "cache_dir": arguments.cache_dir,
        "use_cache": False if arguments.no_cache else None,
    }
    overrides: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    folder = file.absolute().parent
    return checked_options(replace(read_options(folder), **overrides), folder)


def _print_text(files: list[FileSignatures]) -> None:
    several = len(files) > 1
    for file in files:
        lines = render_signatures(file)
        if several and lines:
            print(f"{file.file}:")
        for line in lines:
            print(f"  {line}" if several else line)
