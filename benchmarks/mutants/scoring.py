"""Asks pytea about mutants whose truth is known, and says what its answers are worth."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutants.edits import Edit
from benchmarks.mutants.facts import Fact, read_reached
from benchmarks.mutants.reached import Lines
from benchmarks.mutants.subjects import Subject
from tests.corpus.adapter import Pytea, PyteaError

ON_LINE, ELSEWHERE, WARNED, MISSED = "on line", "elsewhere", "warned", "missed"
QUIET, FALSE, FAILED, UNREACHED = "quiet", "false error", "failed", "unreached"

#: Faults that are Python's, not a tensor operation's: they are scored apart.
PYTHON_FAULTS = frozenset(
    ("AttributeError", "NameError", "UnboundLocalError", "TypeError", "KeyError", "AssertionError",
     "ZeroDivisionError", "SystemExit", "NotImplementedError", "StopIteration", "RecursionError")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """pytea's answer to one mutant."""

    subject: Subject
    fact: Fact
    verdict: str
    checked: int = 0
    unknown: int = 0
    #: The errors and warnings, as text
    findings: tuple[str, ...] = ()

    @property
    def is_tensor_fault(self) -> bool:
        """Whether an operation on tensors is what failed."""
        return self.fact.crashed and self.fact.exception not in PYTHON_FAULTS


def _name(file: str, root: Path) -> str:
    path = (root / file).resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file


def _verdict(fact: Fact, places: list[tuple[str, str, int]], reached: Lines | None) -> str:
    errors = [(file, line) for severity, file, line in places if severity == "error"]
    if not fact.crashed:
        judged = [place for place in errors if _is_reached(place, reached)]
        return FALSE if judged else UNREACHED if errors else QUIET
    crash = (fact.crash_file, fact.crash_line)
    if crash in errors:
        return ON_LINE
    if errors:
        return ELSEWHERE
    return WARNED if ("warning", *crash) in places else MISSED


def _is_reached(place: tuple[str, int], reached: Lines | None) -> bool:
    """Whether a run executes a line."""
    file, line = place
    return reached is None or line in reached.get(file, ())


def score(
    pytea: Pytea, subject: Subject, edit: Edit | None, fact: Fact, environment: Path | None = None
) -> Score:
    """Runs pytea on a mutant and compares."""
    options = ["--python", str(environment)] if subject.uses_libraries else []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        entry = subject.materialise(root, edit)
        try:
            report = pytea.check(entry, options=options)
        except PyteaError as failure:
            return Score(subject, fact, FAILED, findings=(str(failure),))
        found = [d for d in report["diagnostics"] if d["severity"] in ("error", "warning")]
        places = [(d["severity"], _name(d["file"], root), d["line"]) for d in found]
    operations = report["files"][0]["operations"]
    texts = tuple(
        f"{file}:{line} {severity}[{d['code']}] {d['message']}"
        for d, (severity, file, line) in zip(found, places, strict=True)
    )
    verdict = _verdict(fact, places, read_reached(subject))
    return Score(subject, fact, verdict, operations["checked"], operations["unknown"], texts)


def scores(
    pytea: Pytea,
    work: Iterable[tuple[Subject, Edit | None, Fact]],
    environment: Path | None = None,
    workers: int = 2,
) -> Iterator[Score]:
    """The scores of mutants in their order, several at a time."""
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(lambda job: score(pytea, *job, environment), work)
