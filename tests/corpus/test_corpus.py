"""pytea on the corpus: silent on clean programs, an error on the true line for every seeded bug."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from .adapter import pytea_exists
from .programs import Case, load_programs
from .verdicts import Judgement, judging

pytestmark = pytest.mark.skipif(not pytea_exists(), reason="there is no pytea yet")

CASES = [case for program in load_programs() for case in program.cases()]
CLEAN = [case for case in CASES if case.bug is None]
SEEDED = [case for case in CASES if case.bug is not None]


def name(case: Case) -> str:
    return f"{case.program.name}-{case.label}"


@pytest.fixture(scope="module")
def judgements(request: pytest.FixtureRequest) -> Iterator[dict[Case, Future[Judgement]]]:
    """The judgements to come of the cases that were selected, all started at once."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    chosen = [item.callspec.params["case"] for item in items if item.module is request.module]
    with judging(chosen) as coming:
        yield coming


@pytest.mark.parametrize("case", CLEAN, ids=name)
def test_clean_program_is_silent(case: Case, judgements: dict[Case, Future[Judgement]]) -> None:
    judgement = judgements[case].result()
    assert not judgement.failure
    assert not judgement.findings, judgement.describe()


@pytest.mark.parametrize("case", SEEDED, ids=name)
def test_bug_is_found_on_its_line(case: Case, judgements: dict[Case, Future[Judgement]]) -> None:
    assert case.bug
    judgement = judgements[case].result()
    assert not judgement.failure
    where = f"{case.bug.line_file}:{case.bug.line}"
    assert judgement.on_line(case.bug), f"torch crashes at {where}; {judgement.describe()}"
    assert judgement.expected_code(case.bug), f"expected {case.bug.code}; {judgement.describe()}"
