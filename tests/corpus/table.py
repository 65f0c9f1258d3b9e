"""`python -m tests.corpus.table` runs pytea on the whole corpus and writes `corpus/README.md`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from .adapter import pytea_exists
from .open import write_open
from .programs import CORPUS, Bug, Case, Program, load_programs
from .verdicts import AS_ASKED, Found, Judgement, judging

NOT_RUN = "-"

PREFACE = """\
# The corpus

Whole training programs of the kind that people write, all of them written for this corpus, each
with seeded bugs. `bugs.toml` beside a program describes its bugs: a replacement of one piece of
text, the script arguments under which the bug shows, and the line where real torch crashes.
`truth.json` is what real torch said, for the clean program under each set of arguments and for
every bug. In a truth run a DataLoader yields its first two batches and its last one; datasets and
transforms of torchvision are stand-ins with the true lengths and sizes.

- `python -m tests.corpus.truth` runs in real torch what changed; `--refresh`: everything; `--fill`:
  writes the lines into `bugs.toml`.
- `python -m tests.corpus.table` (`make corpus`) runs pytea on everything and writes this file.
- `pytest tests/corpus` asserts what the table counts; `tests/corpus/open.toml` lists what is not
  reached yet, and no case may leave it or come to it unnoticed.

On line: an error on the line where torch crashes. Elsewhere: errors, but none on that line. False
reports: errors and warnings on clean programs, under each set of arguments.
"""


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _program_rows(programs: list[Program], judgements: dict[Case, Judgement]) -> list[str]:
    rows = [
        _row("program", "lines", "bugs", *(found.value for found in Found), "false reports"),
        _row("---", *["---:"] * 6),
    ]
    total: Counter[str] = Counter()
    for program in programs:
        count: Counter[str] = Counter(lines=program.line_count(), bugs=len(program.bugs))
        for case in program.cases():
            judgement = judgements.get(case)
            if judgement is None:
                continue
            if case.bug is None:
                count["false"] += len(judgement.findings)
            else:
                count[judgement.found(case.bug).value] += 1
        total += count
        rows.append(_row(program.name, *_cells(count, bool(judgements))))
    rows.append(_row("**all**", *_cells(total, bool(judgements))))
    return rows


def _cells(count: Counter[str], ran: bool) -> list[object]:
    measured = [*(count[found.value] for found in Found), count["false"]]
    return [count["lines"], count["bugs"], *(measured if ran else [NOT_RUN] * len(measured))]


def _kind_rows(bugs: list[Bug], judgements: dict[Case, Judgement]) -> list[str]:
    found = Counter(
        case.bug.kind
        for case, judgement in judgements.items()
        if case.bug and judgement.found(case.bug) is Found.ON_LINE
    )
    kinds = Counter(bug.kind for bug in bugs)
    rows = [_row("kind", "bugs", "found on line"), _row("---", "---:", "---:")]
    for kind, number in sorted(kinds.items()):
        rows.append(_row(kind, number, found[kind] if judgements else NOT_RUN))
    return rows


def _open_points(judgements: dict[Case, Judgement]) -> list[str]:
    """One line for every case in which pytea does not do yet what is asked."""
    points = []
    for case, judgement in judgements.items():
        verdict = judgement.verdict()
        if verdict != AS_ASKED:
            bug = case.bug
            reported = judgement.describe().splitlines()[0].replace("|", "\\|")
            place = f" (torch: {bug.line_file}:{bug.line}, {bug.code})" if bug else ""
            points.append(f"- {case.program.name}, {case.label}{place}: {verdict}: {reported}")
    return points


def render(programs: list[Program], judgements: dict[Case, Judgement]) -> str:
    """The Markdown page; `judgements` is empty if pytea has not been run."""
    bugs = [bug for program in programs for bug in program.bugs]
    parts = [PREFACE, *_program_rows(programs, judgements), "", "## By kind", ""]
    parts += _kind_rows(bugs, judgements)
    if points := _open_points(judgements):
        parts += ["", "## Not as expected", "", *points]
    return "\n".join(parts) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.table", description=__doc__)
    parser.add_argument("--without-pytea", action="store_true", help="only what needs no run")
    parser.add_argument("--open", action="store_true", help="write open.toml, too")
    options = parser.parse_args()
    if not options.without_pytea and not pytea_exists():
        print("there is no pytea to run; --without-pytea writes the table without results")
        return 2
    programs = list(load_programs())
    cases = [case for program in programs for case in program.cases()]
    judgements: dict[Case, Judgement] = {}
    if not options.without_pytea:
        with judging(cases) as coming:
            judgements = {case: future.result() for case, future in coming.items()}
    if options.open:
        write_open(judgements.values())
    (CORPUS / "README.md").write_text(render(programs, judgements))
    print(f"corpus/README.md: {len(programs)} programs, {len(cases)} cases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
