"""``make conformance``: the agreement per namespace, written to docs/coverage.md and minimum.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.conformance.database import entries, namespace_of
from tests.conformance.names import (
    NAMESPACES,
    missing_names,
    names_left_out,
    needed_names,
    public_names,
)
from tests.conformance.skipped import OPS, REFUSALS
from tests.conformance.symbolic_tally import SymbolicTally, measure_symbolic
from tests.conformance.tally import Tally, tally_entries

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "coverage.md"
MINIMUM = Path(__file__).with_name("minimum.json")

#: Samples per entry in ``make test``, where the whole database would take too long.
FAST_SAMPLES = 4


def measure(samples: int) -> dict[str, Tally]:
    """Returns the tally of every callable of the database."""
    found: dict[str, Tally] = {}
    for _, tallies in tally_entries(entries(), samples):
        for name, tally in tallies.items():
            found.setdefault(name, Tally()).add(tally)
    return found


def by_namespace(tallies: dict[str, Tally]) -> dict[str, Tally]:
    """Returns the sums per namespace."""
    sums: dict[str, Tally] = {}
    for name, tally in sorted(tallies.items()):
        sums.setdefault(namespace_of(name), Tally()).add(tally)
    return sums


def shares(sums: dict[str, Tally]) -> dict[str, list[float]]:
    """Returns per namespace the shares of agreed samples and refused errors, in percent."""
    return {
        namespace: [percent(t.agreed, t.total), percent(t.refused, t.errors)]
        for namespace, t in sums.items()
    }


def percent(part: int, whole: int) -> float:
    """Returns a share in percent, rounded down to one digit."""
    return 100.0 if not whole else int(1000 * part / whole) / 10


def _page(tallies: dict[str, Tally], symbolic: dict[str, SymbolicTally]) -> str:
    lines = [
        "# Coverage of torch",
        "",
        "Written by `make conformance`: the operator stubs against eager torch on the calls of torch's",
        "own test database (`op_db`), and the public names that have no stub. Of the public names, those",
        "are covered that a program reaches without an unknown value; what is left out stands at the end.",
        "",
        "The column `symbolic` counts the same samples with a symbol in place of every size above 1: evaluated",
        "so, and then instantiated with the sample's numbers and with four others, a stub must say what it",
        "says of the numbers, and the numbers must choose exactly one of its paths.",
        "",
        "| namespace | samples agreed | errors refused | symbolic | names covered | of public names |",
        "|---|---|---|---|---|---|",
    ]
    sums = by_namespace(tallies)
    for namespace in sorted({*sums, *NAMESPACES}):
        tally = sums.get(namespace, Tally())
        known = symbolic.get(namespace, SymbolicTally())
        counts = _name_counts(namespace) if namespace in NAMESPACES else " | "
        lines.append(
            f"| {namespace} | {_share(tally.agreed, tally.total)} "
            f"| {_share(tally.refused, tally.errors)} "
            f"| {_share(known.agreed, known.total)} | {counts} |"
        )
    covered, needed = names_covered()
    agreed = sum(tally.agreed for tally in symbolic.values())
    total = sum(tally.total for tally in symbolic.values())
    lines.append(f"| **all** | | | {agreed}/{total} | {covered}/{needed} | |")
    for namespace in sums:
        lines += ["", f"## {namespace}", "", "| name | samples | errors |", "|---|---|---|"]
        for name, tally in sorted(tallies.items()):
            if namespace_of(name) == namespace:
                short = name.removeprefix(f"{namespace}.")
                counts = f"{tally.agreed}/{tally.total} | {tally.refused}/{tally.errors}"
                lines.append(f"| {short} | {counts} |")
    lines += [
        "",
        *_name_lists(),
        "## Left out of the database",
        "",
        "| entry | reason |",
        "|---|---|",
    ]
    lines += [f"| {name} | {reason} |" for name, reason in sorted(OPS.items())]
    lines += [f"| {op}: {part} | {reason} |" for (op, part), reason in REFUSALS.items()]
    return "\n".join(lines) + "\n"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else ""


def _name_counts(namespace: str) -> str:
    needed = len(needed_names(namespace))
    covered = needed - len(missing_names(namespace))
    return f"{covered}/{needed} | {len(public_names(namespace))}"


def names_covered() -> tuple[int, int]:
    """Returns how many public names have a stub, and how many should have one."""
    needed = sum(len(needed_names(namespace)) for namespace in NAMESPACES)
    return needed - sum(len(missing_names(namespace)) for namespace in NAMESPACES), needed


def _name_lists() -> list[str]:
    lines = ["## Names without stub", ""]
    for namespace in NAMESPACES:
        if missing_names(namespace):
            listed = ", ".join(f"`{name}`" for name in missing_names(namespace))
            lines += [f"**{namespace}**: {listed}", ""]
    lines += ["## Names that need no stub", "", "| namespace | reason | names |", "|---|---|---|"]
    for namespace in NAMESPACES:
        reasons: dict[str, list[str]] = {}
        for name, reason in names_left_out(namespace):
            reasons.setdefault(reason, []).append(f"`{name}`")
        lines += [f"| {namespace} | {why} | {', '.join(names)} |" for why, names in reasons.items()]
    return [*lines, ""]


def main(argv: list[str]) -> int:
    """Writes the page and, with ``--minimum``, the committed minimum."""
    tallies, symbolic = measure(60), measure_symbolic(60)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(_page(tallies, symbolic), encoding="utf-8")
    if "--minimum" in argv:
        fast = shares(by_namespace(measure(FAST_SAMPLES)))
        for namespace, tally in measure_symbolic(1).items():
            fast[namespace].append(percent(tally.agreed, tally.total))
        MINIMUM.write_text(json.dumps(fast, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for namespace, (samples, errors) in shares(by_namespace(tallies)).items():
        print(f"{namespace:24} samples {samples:6.1f} %   errors {errors:6.1f} %")
    for namespace, known in symbolic.items():
        print(f"{namespace:24} symbolic {percent(known.agreed, known.total):5.1f} %")
        print(*known.problems, sep="\n")
    for tally in tallies.values():
        for call, problem in tally.problems:
            print(f"{call}\n    {problem}")
    covered, needed = names_covered()
    print(f"names {covered}/{needed}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
