"""pytea on the corpus: silent on clean programs, an error on the true line for every seeded bug."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .adapter import Pytea
from .open import is_open, read_open
from .programs import Case, load_programs
from .verdicts import AS_ASKED, judge

CASES = [case for program in load_programs() for case in program.cases()]


@pytest.fixture(scope="module")
def pytea() -> Iterator[Pytea]:
    with Pytea(1) as server:
        yield server


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.program.name}-{case.label}")
def test_reports_the_truth(case: Case, pytea: Pytea) -> None:
    judgement = judge(pytea, case)
    verdict = judgement.verdict()
    bug = case.bug
    truth = f"torch crashes at {bug.line_file}:{bug.line}: {bug.code}" if bug else "it is clean"
    if is_open(case):
        assert verdict != AS_ASKED, "take it off open.toml"
    else:
        assert verdict == AS_ASKED, f"{truth}; {verdict}; {judgement.describe()}"


def test_open_cases_exist() -> None:
    known = {(case.program.name, case.label) for case in CASES}
    assert {(name, label) for name, labels in read_open().items() for label in labels} <= known
