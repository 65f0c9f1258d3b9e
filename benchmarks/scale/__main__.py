"""``make bench-scale``: what large models cost, and how the cost grows with their depth.

Each program takes its depth as an argument. The stubs are lowered before anything is measured, and
no result is taken from the cache. Writes ``benchmarks/scale/README.md``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.run import Cost, run

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
#: Program -> its real depth, and what the depth counts.
DEPTHS = {
    "gpt2_xl": (48, "blocks"),
    "resnet152": (36, "blocks in the third stage"),
    "swin_l": (18, "blocks in the third stage"),
    "densenet": (16, "layers in each block"),
    "diffusion": (1000, "steps of sampling"),
}
SERIES = (6, 12, 24, 48, 96)
#: What one check may cost.
SECONDS, MEGABYTES = 10, 500


def cost(program: str, depth: int, cache: str) -> Cost:
    """Returns what checking a program of some depth costs when no result is known."""
    for result in Path(cache).rglob("*.result"):
        result.unlink()
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1]), "PYTEA_CACHE_DIR": cache}
    command = [sys.executable, "-P", "-m", "pytea", "check", f"{program}.py", "--", str(depth)]
    return run(command, PROGRAMS, environment)


def page(rows: Sequence[tuple[str, Cost, list[Cost]]]) -> str:
    """Returns the page."""
    depths = " | ".join(map(str, SERIES))
    lines = [
        "# What large models cost\n",
        "`make bench-scale` wrote this page: seconds of processor time for `pytea check`, start of the",
        "process included, and mebibytes of memory at the peak. The right half shows the same program",
        f"with other depths. A check may take {SECONDS} s and {MEGABYTES} MB.\n",
        f"| program | depth | s | MB | {depths} |",
        "| --- | --- | ---: | ---: |" + " ---: |" * len(SERIES),
    ]
    for program, real, series in rows:
        number, unit = DEPTHS[program]
        seconds = " | ".join(f"{cost.seconds:.2f}" for cost in series)
        lines.append(
            f"| {program} | {number} {unit} | {real.seconds:.2f} | {real.memory:.0f} | {seconds} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measures every program and writes the page; 1 when a program costs too much."""
    rows = []
    for program, (real, _) in DEPTHS.items():
        with tempfile.TemporaryDirectory() as cache:
            cost(program, 2, cache)
            rows.append(
                (program, cost(program, real, cache), [cost(program, n, cache) for n in SERIES])
            )
        print(f"{program}: {rows[-1][1].seconds:.2f} s", flush=True)
    (HERE / "README.md").write_text(page(rows), encoding="utf-8")
    dear = [name for name, it, _ in rows if it.seconds > SECONDS or it.memory > MEGABYTES]
    return 1 if dear else 0


if __name__ == "__main__":
    sys.exit(main())
