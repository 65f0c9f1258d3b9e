"""What a stub says of symbolic sizes is what it says of the numbers they stand for."""

from __future__ import annotations

from pytea.stubapi import OPERATORS
from tests.conformance.database import calls, entries
from tests.conformance.evaluation import run_stub
from tests.conformance.records import to_record, without_data
from tests.conformance.symbolic import symbolic_difference
from tests.differential.harness import describe_call

SAMPLES = 3
#: The share of calls that must agree.
LEAST = 0.98


def test_symbolic_sizes_give_the_same() -> None:
    total, problems = 0, []
    for entry in entries():
        for call in calls(entry, SAMPLES):
            if call.name in OPERATORS:
                args, kwargs = (
                    without_data(to_record(call.args)),
                    without_data(to_record(call.kwargs)),
                )
                concrete = run_stub(call.name, args, kwargs)
                problem = symbolic_difference(call.name, args, kwargs, concrete)
                total += 1
                if problem is not None:
                    problems.append(
                        f"{describe_call(call.name, call.args, call.kwargs)}\n  {problem}"
                    )
    assert len(problems) <= (1 - LEAST) * total, f"{len(problems)}/{total}\n" + "\n".join(problems)
