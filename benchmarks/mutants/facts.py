"""What real torch did with each mutant: kept by place, kind and hash of the edit, without any source."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.mutants.edits import Edit
from benchmarks.mutants.reached import Lines
from benchmarks.mutants.subjects import Subject

FOLDER = Path(__file__).with_name("facts")


@dataclass(frozen=True, slots=True)
class Fact:
    """How a mutant ended; `exception` is empty where it runs to its end."""

    #: `Edit.hash`; empty for the unchanged program
    edit: str
    kind: str
    file: str
    line: int
    exception: str = ""
    #: the innermost place in the program's own files
    crash_file: str = ""
    crash_line: int = 0

    @property
    def crashed(self) -> bool:
        return bool(self.exception)


def _file(subject: Subject) -> Path:
    return FOLDER / f"{subject.name}.json"


def _read(subject: Subject) -> dict[str, Any]:
    """What is kept of the subject as it is now; nothing where its text has changed since."""
    file = _file(subject)
    data = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return data if data.get("key") == subject.key() else {}


def read_facts(subject: Subject) -> list[Fact]:
    """The facts of the subject."""
    return [Fact(*row) for row in _read(subject).get("facts", ())]


def read_reached(subject: Subject) -> Lines | None:
    """The lines that the unchanged program executes; None while nobody has asked."""
    packed = _read(subject).get("reached")
    if packed is None:
        return None
    return {
        file: [line for first, last in runs for line in range(first, last + 1)]
        for file, runs in packed.items()
    }


def _runs(lines: Iterable[int]) -> list[list[int]]:
    """Ascending numbers as [first, last] of each run without a gap."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return runs


def write_facts(subject: Subject, facts: Iterable[Fact], reached: Lines) -> None:
    """One line for each fact."""
    rows = [json.dumps(list(asdict(fact).values())) for fact in facts]
    FOLDER.mkdir(exist_ok=True)
    body = ",\n".join(rows)
    key = json.dumps(subject.key())
    lines = json.dumps({file: _runs(numbers) for file, numbers in reached.items()})
    text = f'{{"key": {key}, "reached": {lines}, "facts": [\n{body}\n]}}\n'
    _file(subject).write_text(text, encoding="utf-8")


def place(edit: Edit | None) -> tuple[str, str, str, int]:
    """The first fields of the fact about an edit."""
    return (edit.hash, edit.kind, edit.file, edit.line) if edit else ("", "clean", "", 0)
