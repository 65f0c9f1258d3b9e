"""Neighbours of torch's own calls: mostly invalid ones, on which stubs must agree with torch as well."""

from __future__ import annotations

from pytea.stubapi import OPERATORS
from tests.conformance.database import calls, entries
from tests.conformance.evaluation import copied
from tests.conformance.mutation import Mutator
from tests.differential.harness import describe_call, disagreement

#: Neighbours drawn per callable.
COUNT = 2
#: The share of them on which stub and torch agree.
LEAST = 0.975
#: torch itself ends the process on a neighbour of these.
CRASHES = {"lu_unpack"}


def test_neighbours() -> None:
    total, problems, seen = 0, [], set()
    for entry in entries():
        for call in calls(entry, 2):
            if call.name in seen or call.name not in OPERATORS or entry.name in CRASHES:
                continue
            seen.add(call.name)
            mutator = Mutator(f"neighbours of {call.name}")
            for _ in range(COUNT):
                args, kwargs = mutator.call(call.name, call.args, call.kwargs)
                problem = disagreement(call.name, copied(args), kwargs)
                total += 1
                if problem is not None:
                    problems.append(f"{describe_call(call.name, args, kwargs)}\n  {problem}")
    crashes = [problem for problem in problems if "crashes" in problem]
    assert not crashes, "\n".join(crashes)
    assert len(problems) <= (1 - LEAST) * total, f"{len(problems)}/{total}\n" + "\n".join(problems)
