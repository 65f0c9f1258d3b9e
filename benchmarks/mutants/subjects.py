"""The programs that are mutated: those of the corpus, those of `small/`, and models of packages run by
short drivers.

The model file of a package is copied beside its driver as if the user had written it; only its
relative imports are made absolute, and it does not register its models again. Nothing of a package is
kept in the repository.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.mutants.edits import Edit
from benchmarks.mutants.source import Source
from tests.corpus.programs import Case, Program, load_programs

SMALL = Path(__file__).with_name("small")
DRIVERS = Path(__file__).with_name("drivers")
_REGISTERING = re.compile(rb"^@(?=register_model\b)", re.MULTILINE)
_RELATIVE = re.compile(rb"^(\s*)from (\.+)([\w.]*) import", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Subject:
    """One program that runs: its files, as (path inside the program, content)."""

    name: str
    family: str
    entry: str
    files: tuple[tuple[str, bytes], ...]
    #: The program of the corpus, which says how a run is made short; None for others.
    program: Program | None = None
    #: Whether the packages of the environment are needed, and the entry is only a driver.
    uses_libraries: bool = False

    def key(self) -> str:
        """A hash of everything that decides how the unchanged program ends."""
        if self.program is not None:
            return Case(self.program, (), None).key()
        parts = [name.encode() + b"\0" + data for name, data in self.files]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:20]

    def sources(self) -> list[Source]:
        """The files that are mutated: all but the driver."""
        driver = self.entry if self.uses_libraries else ""
        return [Source(name, data) for name, data in self.files if name != driver]

    def materialise(self, target: Path, edit: Edit | None = None) -> Path:
        """Writes the program with the edit into a folder; returns the entry script."""
        for name, data in self.files:
            file = target / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        if edit is not None:
            edit.apply(target)
        return target / self.entry

    def allows(self, edit: Edit) -> bool:
        """Whether a run of the mutant can be made short as one of the program is."""
        for shortening in self.program.truth_edits if self.program is not None else ():
            if shortening.file == edit.file:
                text = next(data for name, data in self.files if name == edit.file)
                start = text.find(shortening.old.encode())
                if edit.start < start + len(shortening.old.encode()) and start < edit.end:
                    return False
        return True


def _of_corpus(program: Program, family: str) -> Subject:
    files = tuple(
        (path.relative_to(program.root).as_posix(), path.read_bytes()) for path in program.sources
    )
    return Subject(program.name, family, program.entry, files, program)


def _small(file: Path) -> Subject:
    name = file.stem
    return Subject(name, name.replace("_", " "), file.name, ((file.name, file.read_bytes()),))


def _absolute(data: bytes, package: str) -> bytes:
    """The text of a model as it reads outside its package; no line moves."""

    def replace(match: re.Match[bytes]) -> bytes:
        parts = package.split(".")
        base = ".".join(parts[: len(parts) - len(match[2]) + 1]).encode()
        module = base + (b"." + match[3] if match[3] else b"")
        return match[1] + b"from " + module + b" import"

    return _REGISTERING.sub(b"# ", _RELATIVE.sub(replace, data))


def _of_package(name: str, table: dict[str, str], libraries: Path) -> Subject | None:
    model = libraries / table["model"]
    if not model.is_file():
        return None
    package = ".".join(Path(table["model"]).parent.parts)
    files = (
        (f"{name}.py", (DRIVERS / f"{name}.py").read_bytes()),
        (f"{model.stem}_copy.py", _absolute(model.read_bytes(), package)),
    )
    return Subject(name, table["family"], f"{name}.py", files, uses_libraries=True)


@cache
def load_subjects(libraries: Path | None) -> tuple[Subject, ...]:
    """All programs but notebooks, sorted by name; drivers only where a folder with their packages is given."""
    tables = tomllib.loads((DRIVERS / "drivers.toml").read_text(encoding="utf-8"))
    families = tables.pop("corpus")
    found = [_small(file) for file in sorted(SMALL.glob("*.py"))]
    found += [
        _of_corpus(program, families[program.name])
        for program in load_programs()
        if program.name in families
    ]
    if libraries is not None:
        packaged = (_of_package(name, table, libraries) for name, table in tables.items())
        found += [subject for subject in packaged if subject is not None]
    return tuple(sorted(found, key=lambda subject: subject.name))
