"""Every fix that is offered for a seeded bug makes the program run in real torch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from .fixes import SERVER, bugs, crash, described, offered, read_record
from .forking import Servers
from .programs import Case, Program, load_programs

PROGRAMS = load_programs()
#: Programs whose fixes were all run; those of the others are run when they are in the sample.
RECORDED = [program for program in PROGRAMS if read_record(program)]
#: Bugs whose fixes are looked for anew, and those of them whose first fix is run anew.
LOOKED_FOR, RUN = 18, 4


def sample(count: int) -> list[Case]:
    """A fixed choice among all bugs: the smallest hashes of the names."""

    def rank(case: Case) -> str:
        return hashlib.sha256(f"fix {case.program.name} {case.label}".encode()).hexdigest()

    return sorted(bugs(PROGRAMS), key=rank)[:count]


@pytest.mark.parametrize("program", RECORDED, ids=lambda program: program.name)
def test_every_fix_of_the_record_runs(program: Program) -> None:
    record = read_record(program)
    assert {c.label: c.key() for c in bugs([program])} == {
        label: entry["key"] for label, entry in record.items()
    }, "run python -m tests.corpus.fixes"
    refused = {
        f"{label}: {fix['title']}": fix["torch"]
        for label, entry in record.items()
        for fix in entry["fixes"]
        if fix["torch"]
    }
    assert refused == {}


def test_two_thirds_of_the_bugs_have_a_fix() -> None:
    entries = [entry for program in RECORDED for entry in read_record(program).values()]
    assert sum(bool(entry["fixes"]) for entry in entries) >= 2 * len(entries) // 3


@pytest.fixture(scope="module")
def torch_servers() -> Iterator[Servers]:
    with Servers(SERVER, 1) as servers:
        yield servers


@pytest.mark.truth
@pytest.mark.parametrize(
    "case", sample(LOOKED_FOR), ids=lambda case: f"{case.program.name}-{case.label}"
)
def test_what_is_offered_was_run_or_runs_now(case: Case, torch_servers: Servers) -> None:
    entry = read_record(case.program).get(case.label)
    known = entry["fixes"] if entry is not None else []
    for fix in offered(case):
        if described(fix, "") not in known:
            assert crash(case, fix, torch_servers) == "", fix.title


@pytest.mark.truth
def test_a_sample_of_the_record_is_still_true(torch_servers: Servers) -> None:
    for case in sample(LOOKED_FOR)[:RUN]:
        for fix in offered(case)[:1]:
            assert crash(case, fix, torch_servers) == "", f"{case.program.name} {case.label}"
