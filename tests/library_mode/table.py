"""`python -m tests.library_mode.table` measures library mode and writes `docs/library-mode.md`.

The page is written by hand up to the heading of the figures, which follow from here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pytea.report.signatures import render_signatures_json

from .judge import Tally
from .measure import Measured, measure_clean, measure_seeds
from .programs import FOLDER, analyzed, programs, seeds, write_seeds
from .truth import filled

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library-mode.md"
HEADING = "## Judged by torch"


def figures(measured: Measured) -> str:
    """Returns the last section of the page."""
    runs, refuses = measured.verdicts.runs, measured.verdicts.refuses
    total = measured.found + len(measured.missed)
    lines = [
        HEADING,
        "",
        "Written by `make library-mode`: every signature of the programs under",
        "`tests/library_mode/programs/` against real torch, with sizes that are drawn for its symbols; and",
        "contradictions that were seeded in these programs, which must be reported on the line where torch",
        "raises, without any entry point.",
        "",
        "| | |",
        "|---|---|",
        f"| files, modules and functions in them | {len(programs())}, {measured.signatures} |",
        f"| sizes that fulfil a signature: torch runs and gives the predicted shape | {_share(runs)} |",
        f"| sizes that break one requirement: torch raises | {_share(refuses)} |",
        f"| signatures with something unknown in them, which cannot be judged | {len(runs.skipped)} |",
        f"| errors reported on the clean programs | {len(measured.false_errors)} |",
        f"| seeded contradictions reported on their line | {measured.found}/{total} |",
    ]
    return "\n".join([*lines, *_misses(measured), ""])


def _share(tally: Tally) -> str:
    total = tally.right + len(tally.wrong)
    return f"{tally.right}/{total} ({int(1000 * tally.rate) / 10} %)"


def _misses(measured: Measured) -> list[str]:
    if not measured.missed:
        return []
    lines = ["", "Contradictions that are not reported:", ""]
    return lines + [f"- `{label}`" for label in measured.missed]


def fill() -> None:
    """Writes into the file of the contradictions where torch raises."""
    functions: dict[str, Sequence[Mapping[str, Any]]] = {}
    found = []
    for seed in seeds():
        if seed.file not in functions:
            text = render_signatures_json([analyzed(FOLDER / seed.file)])
            functions[seed.file] = json.loads(text)["functions"]
        found.append(filled(seed, functions[seed.file]))
        if not found[-1].line:
            print(f"torch could not be asked: {seed.label}")
    write_seeds(found)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.library_mode.table", description=__doc__)
    parser.add_argument("--fill", action="store_true", help="ask torch where contradictions raise")
    if parser.parse_args().fill:
        fill()
    measured = Measured()
    measure_clean(measured)
    measure_seeds(measured)
    for label in measured.verdicts.runs.wrong + measured.verdicts.refuses.wrong:
        print(label)
    text = PAGE.read_text().partition(HEADING)[0]
    PAGE.write_text(text + figures(measured))


if __name__ == "__main__":
    main()
