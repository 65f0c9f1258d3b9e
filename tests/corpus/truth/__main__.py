"""Brings `corpus/*/truth.json` up to date and lists what in it contradicts `bugs.toml`."""

from __future__ import annotations

import argparse
import re
import sys
import time

from ..programs import Program, load_programs
from .oracle import Entry, contradiction, read_cache, run_fresh, write_cache

_LINES = re.compile(r"^line(_file)? = .*\n", re.MULTILINE)


def fill_lines(program: Program, entries: dict[str, Entry]) -> None:
    """Writes the true `line` and `line_file` of every crashing bug into `bugs.toml`."""
    path = program.root / "bugs.toml"
    head, *tables = path.read_text().split("[[bug]]\n")
    for number, (bug, table) in enumerate(zip(program.bugs, tables, strict=True)):
        entry = entries[bug.id]
        if entry["crashed"]:
            body = _LINES.sub("", table).rstrip("\n")
            place = f'line = {entry["line"]}\nline_file = "{entry["file"]}"\n'
            tables[number] = f"{body}\n{place}" + ("\n" if number < len(tables) - 1 else "")
    path.write_text("[[bug]]\n".join([head, *tables]))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.truth", description=__doc__)
    parser.add_argument("names", nargs="*", help="programs; all if none is given")
    parser.add_argument("--refresh", action="store_true", help="run everything again")
    parser.add_argument("--fill", action="store_true", help="write the lines into bugs.toml")
    options = parser.parse_args()

    chosen = [p for p in load_programs() if not options.names or p.name in options.names]
    truth = {p.name: {} if options.refresh else read_cache(p) for p in chosen}
    cases = [case for program in chosen for case in program.cases()]
    stale = [case for case in cases if case.label not in truth[case.program.name]]
    start = time.monotonic()
    for case, entry in run_fresh(stale) if stale else ():
        truth[case.program.name][case.label] = entry
        end = f"{entry['file']}:{entry['line']} {entry['exception']}: {entry['message']}"
        print(f"{case.program.name:24} {case.label:28} {end if entry['crashed'] else 'runs'}")
    print(f"{len(stale)} of {len(cases)} cases run in {time.monotonic() - start:.0f} s")

    for program in chosen:
        write_cache(program, truth[program.name])
        if options.fill:
            fill_lines(program, truth[program.name])
    load_programs.cache_clear()
    wrong = [
        fault
        for program in load_programs()
        if program.name in truth
        for case in program.cases()
        if (fault := contradiction(case, truth[program.name][case.label]))
    ]
    for fault in wrong:
        print(fault)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
