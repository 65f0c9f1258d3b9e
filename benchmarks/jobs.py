"""``make bench-jobs``: what ``--jobs`` saves on a folder with many entries. Writes ``jobs.md``.

The folder holds all programs of the corpus. The runs with one process and with several take turns,
each with the lowered stubs in its cache but without results of earlier runs. Times are of the
clock: on a machine that does other things, only the ratio says something.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.corpus.programs import load_programs

PAGE = Path(__file__).with_name("jobs.md")


def checked(folder: Path, jobs: int, cache: Path) -> float:
    """Returns the seconds of one check of a folder, whose files are other ones than before."""
    for file in folder.rglob("*.py"):
        file.write_text(f"{file.read_text()}#\n")
    command = [sys.executable, "-P", "-m", "pytea", "check", ".", "--jobs", str(jobs), "-q"]
    environment = {**os.environ, "PYTEA_CACHE_DIR": str(cache)}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def page(times: dict[int, list[float]], entries: int, load: float) -> str:
    """Returns the page."""
    one = statistics.median(times[1])
    rows = [
        f"| {jobs} | {statistics.median(found):.1f} | {one / statistics.median(found):.2f} |"
        for jobs, found in times.items()
    ]
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.0f}"
    lines = [
        "# What --jobs saves",
        "",
        f"`make bench-jobs` wrote this page ({machine}): `pytea check . --jobs N` on the",
        f"{entries} entries of the corpus, medians of {len(times[1])} round(s) that take turns.",
        "",
        "| processes | seconds | times as fast |",
        "| ---: | ---: | ---: |",
        *rows,
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measures and writes the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.jobs", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name, "programs"), Path(name, "cache")
        programs = load_programs()
        for program in programs:
            program.cases()[0].materialise(folder / program.name)
        load = os.getloadavg()[0]
        checked(folder, 1, cache)
        times: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(rounds):
            for jobs, found in times.items():
                found.append(checked(folder, jobs, cache))
    PAGE.write_text(page(times, len(programs), load))
    print(PAGE.read_text())


if __name__ == "__main__":
    main()
