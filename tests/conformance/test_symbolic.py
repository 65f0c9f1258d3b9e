"""What a stub says of symbolic sizes is what it says of any numbers in their place."""

from __future__ import annotations

import json

from tests.conformance.coverage import MINIMUM, percent
from tests.conformance.symbolic_tally import measure_symbolic

#: Samples per entry; `make conformance` takes all of them.
SAMPLES = 1
#: The share of calls that must agree, in percent.
LEAST = 98.0


def test_symbolic_sizes_give_the_same() -> None:
    tallies = measure_symbolic(SAMPLES)
    minimum = json.loads(MINIMUM.read_text(encoding="utf-8"))
    for namespace, tally in tallies.items():
        least = minimum.get(namespace, [0, 0, LEAST])[2]
        share = percent(tally.agreed, tally.total)
        assert share >= least, "\n".join([f"{namespace} {share}", *tally.problems])
    agreed = sum(tally.agreed for tally in tallies.values())
    total = sum(tally.total for tally in tallies.values())
    problems = [problem for tally in tallies.values() for problem in tally.problems]
    assert percent(agreed, total) >= LEAST, "\n".join(problems)
