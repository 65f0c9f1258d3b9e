"""The truth behind the corpus tests: complete, up to date, and a sample of it measured again."""

from __future__ import annotations

import hashlib

import pytest

from .programs import Case, Program, load_programs
from .truth.oracle import contradiction, read_cache, run_fresh

PROGRAMS = load_programs()
SAMPLE_SIZE = 16
CODES = {
    "shape-mismatch",
    "bad-reshape",
    "not-broadcastable",
    "dim-out-of-range",
    "dtype-mismatch",
    "last-batch",
    "bad-argument",
    "index-out-of-range",
}


def program_name(program: Program) -> str:
    return program.name


def sample() -> list[Case]:
    """A fixed choice that does not favour any program: the smallest hashes of the names."""
    cases = [case for program in PROGRAMS for case in program.cases()]

    def rank(case: Case) -> str:
        return hashlib.sha256(f"{case.program.name} {case.label}".encode()).hexdigest()

    return sorted(cases, key=rank)[:SAMPLE_SIZE]


def test_the_corpus_is_large_enough() -> None:
    assert len(PROGRAMS) >= 17


@pytest.mark.parametrize("program", PROGRAMS, ids=program_name)
def test_bugs_are_well_described(program: Program) -> None:
    assert len({bug.kind for bug in program.bugs}) >= 5
    assert {bug.code for bug in program.bugs} <= CODES
    for case in program.cases():
        sources = {path.relative_to(program.root).as_posix() for path in program.sources}
        assert case.bug is None or {
            case.bug.edit.file,
            case.bug.line_file.partition(":")[0],
        } <= sources


@pytest.mark.parametrize("program", PROGRAMS, ids=program_name)
def test_cached_truth_is_complete_and_agrees(program: Program) -> None:
    entries = read_cache(program)
    outdated = [case.label for case in program.cases() if case.label not in entries]
    assert not outdated, "run python -m tests.corpus.truth"
    faults = [contradiction(case, entries[case.label]) for case in program.cases()]
    assert not any(faults), faults


@pytest.mark.truth
def test_a_sample_of_the_truth_is_still_true() -> None:
    pytest.importorskip("torch")
    fresh = list(run_fresh(sample()))
    assert [fault for case, entry in fresh if (fault := contradiction(case, entry))] == []
    for case, entry in fresh:
        cached = read_cache(case.program)[case.label]
        assert (entry["crashed"], entry["exception"]) == (cached["crashed"], cached["exception"])
