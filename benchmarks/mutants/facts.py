"""What real torch did with each mutant: kept by place, kind and hash of the edit, without any source."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.mutants.edits import Edit
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


def read_facts(subject: Subject) -> list[Fact]:
    """The facts of the subject as it is now; none where its text has changed since."""
    file = _file(subject)
    if not file.is_file():
        return []
    data = json.loads(file.read_text(encoding="utf-8"))
    return [Fact(*row) for row in data["facts"]] if data["key"] == subject.key() else []


def write_facts(subject: Subject, facts: Iterable[Fact]) -> None:
    """One line for each fact."""
    rows = [json.dumps(list(asdict(fact).values())) for fact in facts]
    FOLDER.mkdir(exist_ok=True)
    body = ",\n".join(rows)
    key = json.dumps(subject.key())
    _file(subject).write_text(f'{{"key": {key}, "facts": [\n{body}\n]}}\n', encoding="utf-8")


def place(edit: Edit | None) -> tuple[str, str, str, int]:
    """The first fields of the fact about an edit."""
    return (edit.hash, edit.kind, edit.file, edit.line) if edit else ("", "clean", "", 0)
