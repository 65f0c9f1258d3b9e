"""Counts of agreement between symbolic sizes and the numbers that they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from pytea.stubapi import OPERATORS
from tests.conformance.database import calls, entries, namespace_of
from tests.conformance.records import to_record, without_data
from tests.conformance.symbolic import symbolic_difference
from tests.differential.harness import describe_call


@dataclass(slots=True)
class SymbolicTally:
    """How often a stub says the same of symbols and of numbers."""

    agreed: int = 0
    total: int = 0
    #: What differs, a call and the difference in each.
    problems: list[str] = field(default_factory=list)


def measure_symbolic(samples: int) -> dict[str, SymbolicTally]:
    """Returns the tally of every namespace, of up to ``samples`` calls per entry and name."""
    found: dict[str, SymbolicTally] = {}
    for entry in entries():
        for call in calls(entry, samples):
            if call.name not in OPERATORS:
                continue
            tally = found.setdefault(namespace_of(call.name), SymbolicTally())
            args, kwargs = without_data(to_record(call.args)), without_data(to_record(call.kwargs))
            problem = symbolic_difference(call.name, args, kwargs)
            tally.total += 1
            tally.agreed += problem is None
            if problem is not None:
                shown = describe_call(call.name, call.args, call.kwargs)
                tally.problems.append(f"{shown}\n  {problem}")
    return dict(sorted(found.items()))
