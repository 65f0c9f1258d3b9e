"""The stubs never agree less with torch's own calls than the committed minimum says."""

from __future__ import annotations

import json

import pytest

from tests.conformance.coverage import (
    FAST_SAMPLES,
    MINIMUM,
    by_namespace,
    measure,
    names_covered,
    shares,
)
from tests.conformance.member_table import TABLE as MEMBERS
from tests.conformance.member_table import lines as member_lines
from tests.conformance.name_table import TABLE as NAMES
from tests.conformance.name_table import lines as name_lines
from tests.conformance.names import names_not_in_torch
from tests.conformance.signature_table import TABLE, lines

#: The share of the public names that have a stub, of those that should have one.
LEAST_NAMES = 0.975


@pytest.mark.timeout(900)
def test_no_namespace_falls_behind_its_minimum() -> None:
    tallies = measure(FAST_SAMPLES)
    problems = [
        f"{call}: {problem}" for tally in tallies.values() for call, problem in tally.problems
    ]
    found = shares(by_namespace(tallies))
    for namespace, (samples, errors, _) in json.loads(MINIMUM.read_text(encoding="utf-8")).items():
        agreed, refused = found[namespace]
        assert agreed >= samples, "\n".join([namespace, *problems])
        assert refused >= errors, "\n".join([namespace, *problems])


def test_the_public_names_are_covered() -> None:
    covered, needed = names_covered()
    assert covered >= LEAST_NAMES * needed


def test_the_table_of_names_is_that_of_torch() -> None:
    assert NAMES.read_text(encoding="utf-8").splitlines() == list(name_lines())


def test_the_table_of_members_is_that_of_the_classes() -> None:
    assert MEMBERS.read_text(encoding="utf-8").splitlines() == list(member_lines())


def test_the_table_of_signatures_is_that_of_torch() -> None:
    assert TABLE.read_text(encoding="utf-8").splitlines() == list(lines())


def test_every_operator_is_a_name_of_torch() -> None:
    assert names_not_in_torch() == []
