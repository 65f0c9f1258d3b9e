"""``pytea shapes``: what each module and function of a file needs and gives."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from pytea.analysis.discovery import python_files
from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures
from pytea.cli.check import checked_options
from pytea.cli.pipe import reader_may_leave
from pytea.config import read_options
from pytea.errors import UsageError
from pytea.report.signatures import render_signatures, render_signatures_json


def run(arguments: argparse.Namespace) -> int:
    """Prints the signatures and returns the exit status: 0 unless a path cannot be read."""
    found = [_analyzed(file, arguments) for file in _files(arguments.paths)]
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
    given = {
        "python": arguments.python,
        "stub_path": arguments.stub_path and tuple(arguments.stub_path),
        "device": arguments.device,
        "cache_dir": arguments.cache_dir,
        "use_cache": False if arguments.no_cache else None,
    }
    overrides: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    folder = file.absolute().parent
    options = checked_options(replace(read_options(folder), **overrides), folder)
    return analyze_library(file, options)


def _print_text(files: list[FileSignatures]) -> None:
    several = len(files) > 1
    for file in files:
        lines = render_signatures(file)
        if several and lines:
            print(f"{file.file}:")
        for line in lines:
            print(f"  {line}" if several else line)
