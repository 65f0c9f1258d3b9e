"""Counts of agreement per op and per callable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.conformance.database import Call, calls, error_calls, resolve
from tests.conformance.evaluation import Accepted, Refused, copied, run_torch
from tests.conformance.skipped import refusal_skipped
from tests.differential.harness import describe_call, disagreement

#: Samples per op_db entry.
SAMPLES = 60


@dataclass(slots=True)
class Tally:
    """How often a stub and torch agree."""

    agreed: int = 0
    total: int = 0
    refused: int = 0
    errors: int = 0
    #: Calls whose refusal is not demanded, by reason.
    skipped: dict[str, int] = field(default_factory=dict)
    #: (call, disagreement), in the order of the database.
    problems: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Adds the counts of another tally."""
        self.agreed += other.agreed
        self.total += other.total
        self.refused += other.refused
        self.errors += other.errors
        self.problems += other.problems
        for reason, count in other.skipped.items():
            self.skipped[reason] = self.skipped.get(reason, 0) + count


def judge(call: Call, tally: Tally) -> None:
    """Compares one call and counts it."""
    function = resolve(call)
    if function is None:
        return
    problem = disagreement(call.name, call.args, call.kwargs)
    if call.error or problem is not None:
        expected = run_torch(function, copied(call.args), copied(call.kwargs))
        if call.error and isinstance(expected, Accepted):
            return
        if isinstance(expected, Refused):
            reason = refusal_skipped(call.op, expected.message)
            if reason is not None:
                tally.skipped[reason] = tally.skipped.get(reason, 0) + 1
                return
    if call.error:
        tally.errors += 1
        tally.refused += problem is None
    else:
        tally.total += 1
        tally.agreed += problem is None
    if problem is not None:
        tally.problems.append((describe_call(call.name, call.args, call.kwargs), problem))


def tally_entries(
    entries: Iterable[Any], samples: int = SAMPLES, *, only_errors: bool = False
) -> Iterator[tuple[str, dict[str, Tally]]]:
    """Yields the name of each op_db entry with the tallies of its callables."""
    for entry in entries:
        tallies: dict[str, Tally] = {}
        if not only_errors:
            for call in calls(entry, samples):
                judge(call, tallies.setdefault(call.name, Tally()))
        for call in error_calls(entry):
            judge(call, tallies.setdefault(call.name, Tally()))
        yield entry.name, tallies
