"""``python -m tests.conformance.run``: how far the stubs agree with torch on torch's own calls."""

from __future__ import annotations

import argparse
import sys

from tests.conformance.database import entries
from tests.conformance.tally import SAMPLES, Tally, tally_entries


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.run", description=__doc__)
    parser.add_argument("--op", action="append", default=[], help="op_db entry; can be repeated")
    parser.add_argument("--module-prefix", default="torch", help="only callables below this name")
    parser.add_argument("--errors", action="store_true", help="only the calls torch must refuse")
    parser.add_argument("--samples", type=int, default=SAMPLES, help="samples per entry")
    parser.add_argument("--show", type=int, default=3, help="disagreements printed per callable")
    parser.add_argument("--all", action="store_true", help="print the callables that agree, too")
    parser.add_argument("--stubbed", action="store_true", help="leave out callables without stub")
    return parser.parse_args(argv)


def _line(name: str, tally: Tally) -> str:
    samples = f"{tally.agreed}/{tally.total}"
    errors = f"{tally.refused}/{tally.errors}" if tally.errors else "-"
    return f"{name:52} samples {samples:>9}   errors {errors:>7}"


def main(argv: list[str]) -> int:
    """Prints the table and returns 1 when something disagrees."""
    options = _parse(argv)
    chosen = [entry for entry in entries() if not options.op or entry.name in options.op]
    total, missing = Tally(), 0
    for _, tallies in tally_entries(chosen, options.samples, only_errors=options.errors):
        for name, tally in tallies.items():
            if not name.startswith(options.module_prefix):
                continue
            absent = any(problem == "no stub" for _, problem in tally.problems)
            missing += absent
            if absent and options.stubbed:
                continue
            total.add(tally)
            if options.all or options.op or (tally.problems and not absent):
                print(_line(name, tally))
                for call, problem in tally.problems[: options.show]:
                    print(f"    {call}\n      {problem}")
            elif absent:
                print(f"{name:52} no stub")
            sys.stdout.flush()
    print(_line("all", total), f"  callables without stub {missing}")
    for reason, count in sorted(total.skipped.items()):
        print(f"  skipped {count}: {reason}")
    return 1 if total.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
