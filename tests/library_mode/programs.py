"""The modules on which library mode is measured, and the contradictions that are seeded in them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pytea.analysis.library.file import analyze_library
from pytea.analysis.library.signature import FileSignatures
from pytea.config import Options

FOLDER = Path(__file__).with_name("programs")
SEEDS = Path(__file__).with_name("contradictions.toml")

_PREFACE = """\
# Contradictions that no input of the function avoids: one piece of text of a program is replaced.
# `line` is where real torch raises, whatever sizes fit the clean program; `python -m
# tests.library_mode.table --fill` asks torch and writes it.
"""


@dataclass(frozen=True, slots=True)
class Seed:
    """One edit of a program."""

    file: str
    #: The function that fails, by its qualified name.
    function: str
    #: The line that is edited.
    edited: int
    old: str
    new: str
    #: Where torch raises; 0 while it is not known.
    line: int = 0

    @property
    def label(self) -> str:
        return f"{self.file}:{self.edited}: {self.old} -> {self.new}"

    def text(self) -> str:
        """Returns the edited program."""
        lines = (FOLDER / self.file).read_text().splitlines(keepends=True)
        assert self.old in lines[self.edited - 1], self.label
        lines[self.edited - 1] = lines[self.edited - 1].replace(self.old, self.new)
        return "".join(lines)


def programs() -> list[Path]:
    """Returns the clean files."""
    return sorted(FOLDER.glob("*.py"))


def seeds() -> list[Seed]:
    """Returns the contradictions, in the order of the file."""
    return [Seed(**entry) for entry in tomllib.loads(SEEDS.read_text())["contradiction"]]


def write_seeds(found: Iterable[Seed]) -> None:
    """Writes the file of the contradictions."""
    parts = [
        f"[[contradiction]]\nfile = {json.dumps(seed.file)}\n"
        f"function = {json.dumps(seed.function)}\nedited = {seed.edited}\n"
        f"old = {json.dumps(seed.old)}\nnew = {json.dumps(seed.new)}\nline = {seed.line}\n"
        for seed in found
    ]
    SEEDS.write_text("\n".join([_PREFACE, *parts]))


def analyzed(file: Path, text: str | None = None) -> FileSignatures:
    """Returns what pytea finds in a file, or in a text that stands in its place."""
    overlay = {} if text is None else {file.absolute(): text}
    found = analyze_library(file, Options(), overlay=overlay)
    return replace(found, file=file.name)


def is_found(seed: Seed) -> bool:
    """Returns whether pytea reports an error where torch raises, without an entry."""
    errors = analyzed(FOLDER / seed.file, seed.text()).diagnostics
    return any(error.span.line == seed.line for error in errors)
