"""pytea on 200 mutants of the bench: errors on the line where torch crashes, none where it runs.

The programs are those that need no packages; `open.toml` lists the mutants of the sample whose
answer is not yet as it should be, by program and hash of the edit.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.mutants.facts import Fact, read_facts
from benchmarks.mutants.scoring import ON_LINE, QUIET, UNREACHED, score
from benchmarks.mutants.subjects import Subject, load_subjects
from benchmarks.mutants.truth import edits_by_hash
from tests.corpus.adapter import Pytea

COUNT = 200
#: Of the crashes of the sample, so many may be open.
MOST_OPEN = 0.05
OPEN = Path(__file__).with_name("open.toml")

Run = tuple[Subject, Fact]


def sample() -> list[Run]:
    """A fixed choice among all facts: the smallest hashes."""

    def rank(run: Run) -> str:
        subject, fact = run
        return hashlib.sha256(f"{subject.name}\0{fact.edit}".encode()).hexdigest()

    runs = [(subject, fact) for subject in load_subjects(None) for fact in read_facts(subject)]
    return sorted(runs, key=rank)[:COUNT]


def read_open() -> dict[str, list[str]]:
    """The open mutants: hashes of edits for each program."""
    return tomllib.loads(OPEN.read_text(encoding="utf-8"))


SAMPLE = sample()


def label(run: Run) -> str:
    """A name that tells where to look."""
    subject, fact = run
    return f"{subject.name}-{fact.line}-{fact.kind}-{fact.edit}"


@pytest.fixture(scope="module")
def pytea() -> Iterator[Pytea]:
    with Pytea(1) as server:
        yield server


@pytest.mark.parametrize("run", SAMPLE, ids=label)
def test_agrees_with_torch(run: Run, pytea: Pytea) -> None:
    subject, fact = run
    answer = score(pytea, subject, edits_by_hash(subject).get(fact.edit), fact)
    expected = (ON_LINE,) if fact.crashed else (QUIET, UNREACHED)
    if fact.edit in read_open().get(subject.name, ()):
        assert answer.verdict not in expected, "take it off open.toml"
    else:
        assert answer.verdict in expected, (fact, answer.findings)


def test_the_sample_is_whole() -> None:
    assert len(SAMPLE) == COUNT


def test_little_is_open() -> None:
    held = {(subject.name, fact.edit): fact for subject, fact in SAMPLE}
    listed = [(name, edit) for name, edits in read_open().items() for edit in edits]
    assert all(run in held and held[run].crashed for run in listed)
    assert len(listed) <= MOST_OPEN * sum(fact.crashed for fact in held.values())
