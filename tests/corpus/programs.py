"""The programs of `corpus/` and their seeded bugs, as `bugs.toml` describes them.

This module reads and materialises; it runs neither torch nor pytea.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .notebooks import SUFFIX, replaced, source_text

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@dataclass(frozen=True, slots=True)
class Edit:
    """One textual replacement; `old` occurs exactly once in the file."""

    file: str
    old: str
    new: str

    def apply(self, root: Path) -> None:
        path = root / self.file
        text = path.read_text()
        count = source_text(path).count(self.old)
        if count != 1:
            raise ValueError(f"{path}: {self.old!r} occurs {count} times, but must occur once")
        edit = replaced if path.suffix == SUFFIX else str.replace
        path.write_text(edit(text, self.old, self.new))


@dataclass(frozen=True, slots=True)
class Bug:
    id: str
    kind: str
    edit: Edit
    #: the diagnostic code that pytea is expected to report
    code: str
    #: script arguments under which the bug shows, in torch and in pytea
    args: tuple[str, ...]
    #: where real torch crashes: innermost line in the program's own files; 0 while unknown. In a
    #: notebook it is a line of the cell that `line_file` names
    line: int
    line_file: str
    #: the script under which the bug shows, where it is not that of the program
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    root: Path
    entry: str
    #: appended to the script arguments in the truth run only, to make it short
    truth_args: tuple[str, ...]
    #: applied in the truth run only, to make it short; they keep the line numbers
    truth_edits: tuple[Edit, ...]
    bugs: tuple[Bug, ...]

    @property
    def sources(self) -> list[Path]:
        """Its scripts, modules and notebooks."""
        return sorted(path for kind in ("*.py", f"*{SUFFIX}") for path in self.root.rglob(kind))

    def line_count(self) -> int:
        return sum(len(source_text(path).splitlines()) for path in self.sources)

    def cases(self) -> list[Case]:
        """The clean program in every way in which a bug is run, then each bug."""
        runs = sorted({("", ()), *((bug.entry, bug.args) for bug in self.bugs)})
        return [
            *(Case(self, args, None, entry) for entry, args in runs),
            *(Case(self, bug.args, bug, bug.entry) for bug in self.bugs),
        ]

    def shorten(self, target: Path) -> None:
        """Applies the truth edits to a materialised copy, without moving any line."""
        for edit in self.truth_edits:
            if edit.old.count("\n") != edit.new.count("\n"):
                raise ValueError(f"{self.name}: truth edit of {edit.old!r} moves lines")
            edit.apply(target)


@dataclass(frozen=True, slots=True)
class Case:
    """One program as it is run: script arguments and at most one planted bug."""

    program: Program
    args: tuple[str, ...]
    bug: Bug | None
    #: the script that is run, where it is not that of the program
    entry: str = ""

    @property
    def label(self) -> str:
        """`bug-id`, or `clean` with script and arguments if there are any; unique for a program."""
        return (
            self.bug.id if self.bug else " ".join(filter(None, ("clean", self.entry, *self.args)))
        )

    def materialise(self, target: Path) -> Path:
        """Copies the sources to `target`, with the bug planted; returns the entry script."""
        for path in self.program.sources:
            copy = target / path.relative_to(self.program.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        if self.bug is not None:
            self.bug.edit.apply(target)
        return target / (self.entry or self.program.entry)

    def key(self) -> str:
        """A hash of everything that decides the outcome of a truth run of this case."""
        program = self.program
        digest = hashlib.sha256()
        for path in program.sources:
            digest.update(f"{path.relative_to(program.root)}\0{path.read_text()}\0".encode())
        edits = (*program.truth_edits, *((self.bug.edit,) if self.bug else ()))
        fields = [[edit.file, edit.old, edit.new] for edit in edits]
        run = [self.entry or program.entry, *self.args, *program.truth_args]
        digest.update(json.dumps([fields, run]).encode())
        return digest.hexdigest()[:20]


def _edit(table: dict[str, str], default_file: str) -> Edit:
    return Edit(table.get("file", default_file), table["old"], table["new"])


def _load(root: Path) -> Program:
    data = tomllib.loads((root / "bugs.toml").read_text())
    entry = data["entry"]
    bugs = tuple(
        Bug(
            id=table["id"],
            kind=table["kind"],
            edit=_edit(table, entry),
            code=table["code"],
            args=tuple(table.get("args", ())),
            line=table.get("line", 0),
            line_file=table.get("line_file", ""),
            entry=table.get("entry", ""),
        )
        for table in data["bug"]
    )
    ids = [bug.id for bug in bugs]
    if len(set(ids)) != len(ids):
        raise ValueError(f"{root.name}: two bugs have the same id")
    return Program(
        name=root.name,
        root=root,
        entry=entry,
        truth_args=tuple(data.get("truth_args", ())),
        truth_edits=tuple(_edit(table, entry) for table in data.get("truth_edit", ())),
        bugs=bugs,
    )


@cache
def load_programs() -> tuple[Program, ...]:
    """All programs of the corpus, sorted by name."""
    return tuple(_load(path.parent) for path in sorted(CORPUS.glob("*/bugs.toml")))
