"""``make bench-stubs``: what one call of an operator stub costs, on numbers and on symbols.

The calls are the first samples of every entry of torch's op_db, under every name that a program
uses. A call is timed as the machine makes it: the arguments are bound to the stub's parameters and
the stub runs. On symbols every size above 1 is one, and every decision follows the sample. Writes
``benchmarks/stubs.md``.
"""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pytea.stubapi import OPERATORS
from tests.conformance.database import calls, entries
from tests.conformance.evaluation import Accepted, run_stub
from tests.conformance.records import to_record
from tests.conformance.symbolic import SymbolicCall

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "benchmarks" / "stubs.md"
SAMPLES = 2
#: The fastest of so many runs counts: the slower ones were disturbed.
REPEATS = 7
#: Microseconds that a call may take on average.
AIM_CONCRETE, AIM_SYMBOLIC = 50, 500


@dataclass(slots=True)
class Theme:
    """The calls of the operators of one stub file, in microseconds of processor time."""

    names: set[str] = field(default_factory=set)
    concrete: list[float] = field(default_factory=list)
    symbolic: list[float] = field(default_factory=list)
    #: The slowest call on numbers and on symbols.
    slowest: tuple[tuple[float, str], tuple[float, str]] = ((0.0, ""), (0.0, ""))


def _took(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(REPEATS):
        start = time.process_time_ns()
        work()
        best = min(best, (time.process_time_ns() - start) / 1000)
    return best


def measure() -> dict[str, Theme]:
    """Returns the themes, by the names of their files."""
    themes: dict[str, Theme] = {}
    for entry in entries():
        for call in calls(entry, SAMPLES):
            operator = OPERATORS.get(call.name)
            if operator is None:
                continue
            args, kwargs = to_record(call.args), to_record(call.kwargs)
            if not isinstance(run_stub(call.name, args, kwargs), Accepted):
                continue
            theme = themes.setdefault(operator.function.__module__.rpartition(".")[2], Theme())
            theme.names.add(call.name)
            name = call.name
            concrete = _took(lambda name=name, a=args, k=kwargs: run_stub(name, a, k))  # type: ignore[misc]
            symbolic = _took(SymbolicCall(name, args, kwargs).run_sample)
            theme.concrete.append(concrete)
            theme.symbolic.append(symbolic)
            first, second = theme.slowest
            theme.slowest = max(first, (concrete, name)), max(second, (symbolic, name))
    return dict(sorted(themes.items()))


def _figures(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} | {statistics.mean(values):.0f}"


def page(themes: dict[str, Theme]) -> str:
    """Returns the page with all figures."""
    lines = [
        "# What a stub costs",
        "",
        f"`make bench-stubs` wrote this page (Python {platform.python_version()}). Microseconds of processor time",
        "for one call of an operator as torch's own test database makes it, per file of stubs; on symbols every",
        f"size above 1 is one. The aims are {AIM_CONCRETE} on numbers and {AIM_SYMBOLIC} on symbols, on average.",
        "",
        "| theme | names | calls | numbers: median | mean | symbols: median | mean | slowest on symbols |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, theme in themes.items():
        (_, _), (cost, slowest) = theme.slowest
        lines.append(
            f"| {name} | {len(theme.names)} | {len(theme.concrete)} | {_figures(theme.concrete)} "
            f"| {_figures(theme.symbolic)} | {slowest} {cost:.0f} |"
        )
    concrete = [cost for theme in themes.values() for cost in theme.concrete]
    symbolic = [cost for theme in themes.values() for cost in theme.symbolic]
    names = sum(len(theme.names) for theme in themes.values())
    lines += [
        f"| **all** | {names} | {len(concrete)} | {_figures(concrete)} | {_figures(symbolic)} | |",
        "",
        f"{_share(concrete, AIM_CONCRETE)} of the calls on numbers are within {AIM_CONCRETE} µs,",
        f"{_share(symbolic, AIM_SYMBOLIC)} of those on symbols within {AIM_SYMBOLIC} µs.",
        "",
    ]
    return "\n".join(lines)


def _share(costs: list[float], aim: int) -> str:
    return f"{100 * sum(cost <= aim for cost in costs) / len(costs):.1f} %"


if __name__ == "__main__":
    PAGE.write_text(page(measure()), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
