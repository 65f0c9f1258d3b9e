"""``make bench``: what a check costs beside importing torch and beside running the program.

For every program of the corpus, in turn and several times: a check with an empty cache, a check
with the cache that it filled, ``import torch``, and the program itself in real torch, shortened and
on stand-in data as the truth of the corpus is measured. Writes ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pytea.config.shipped import bundled_stubs, lowered_stubs
from pytea.frontend.loading import lower_all
from tests.corpus.programs import Case, Program, load_programs

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "benchmarks" / "README.md"
REPEATS = 3
#: How a check may end.
FOUND = (0, 1)

#: Runs a program as the truth of the corpus does, in this process.
PLAIN = (
    "import sys; from pathlib import Path; from tests.corpus.truth.execute import execute; "
    "execute(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time, and mebibytes of memory at its peak."""

    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Row:
    """The costs of one program."""

    program: str
    lines: int
    cold: Cost
    warm: Cost
    imported: Cost
    plain: Cost


def run(
    command: Sequence[str], folder: Path, environment: dict[str, str], ends: Sequence[int] = (0,)
) -> Cost:
    """Returns what one process costs, which must end with one of these statuses."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ends:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(program: Program, repeats: int) -> Row:
    """Returns the medians over ``repeats`` rounds, in which the four costs take turns."""
    case = Case(program, (), None)
    costs: dict[str, list[Cost]] = {"cold": [], "warm": [], "imported": [], "plain": []}
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            entry = case.materialise(folder / "program")
            short = case.materialise(folder / "short")
            program.shorten(folder / "short")
            paths = {"PYTHONPATH": str(ROOT), "PYTEA_CACHE_DIR": str(folder / "cache")}
            ours = {**os.environ, **paths}
            theirs = {**os.environ, "PYTHONPATH": str(ROOT)}
            check = [sys.executable, "-P", "-m", "pytea", "check", entry.name]
            plain = [sys.executable, "-P", "-c", PLAIN, str(short), str(short.parent)]
            costs["cold"].append(run(check, entry.parent, ours, FOUND))
            costs["warm"].append(run(check, entry.parent, ours, FOUND))
            costs["imported"].append(run([sys.executable, "-c", "import torch"], folder, theirs))
            costs["plain"].append(run([*plain, *program.truth_args], short.parent, theirs))
    medians = {what: median(found) for what, found in costs.items()}
    return Row(program.name, program.line_count(), **medians)


def median(costs: Sequence[Cost]) -> Cost:
    """Returns the median of the times and the peak of the memory."""
    seconds = statistics.median(cost.seconds for cost in costs)
    return Cost(seconds, max(cost.memory for cost in costs))


def render(rows: Sequence[Row], repeats: int) -> str:
    """Returns the page."""
    imported = statistics.median(row.imported.seconds for row in rows)
    cold = statistics.median(row.cold.seconds for row in rows)
    warm = statistics.median(row.warm.seconds for row in rows)
    memory = max(max(row.cold.memory, row.warm.memory) for row in rows)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    head = f"""\
# What a check costs

`make bench` wrote this page ({machine}). All times are seconds of processor time, user and system,
which other work on the machine hardly changes; medians of {repeats} round(s) in which the four costs
take turns.

- cold: `pytea check` with an empty cache, the lowered stubs that a wheel ships and compiled as an installer leaves it; warm: once more, with what it cached.
- `python -c "import torch"` takes {imported:.2f} s; each ratio is to the one measured beside it.
- plain: the program in real torch, one shortened epoch on stand-in data, three batches of a loader.
- MB: the peak memory of the cold check.

| program | lines | cold | warm | plain | cold / import | warm / import | MB |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""
    tail = f"""
Medians: cold {cold:.2f} s, {cold / imported:.2f} of `import torch` (aim 0.35); warm {warm:.2f} s,
{warm / imported:.2f} (aim 0.15). Peak memory {memory:.0f} MB (aim 120).
"""
    return head + "".join(map(_line, rows)) + tail


def _line(row: Row) -> str:
    imported = row.imported.seconds
    cells = [
        row.program,
        row.lines,
        f"{row.cold.seconds:.2f}",
        f"{row.warm.seconds:.2f}",
        f"{row.plain.seconds:.2f}",
        f"{row.cold.seconds / imported:.2f}",
        f"{row.warm.seconds / imported:.2f}",
        f"{row.cold.memory:.0f}",
    ]
    return f"| {' | '.join(map(str, cells))} |\n"


def main() -> int:
    """Measures all programs, or those that are named, and writes the page for all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("programs", nargs="*", help="only these, and print instead of writing")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    options = parser.parse_args()
    lower_all(bundled_stubs(), lowered_stubs())
    # As an installer does, and as torch is: without it a check compiles what has changed since.
    for folder in (ROOT / "pytea", bundled_stubs()):
        compileall.compile_dir(folder, quiet=1)
    rows = []
    for program in load_programs():
        if not options.programs or program.name in options.programs:
            rows.append(measure(program, options.repeats))
            print(f"{program.name}: cold {rows[-1].cold.seconds:.2f} s", flush=True)
    page = render(rows, options.repeats)
    if options.programs:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")
        print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
