"""The figures of a scored bench: on the terminal, and as `docs/accuracy.md`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.mutants.scoring import (
    ELSEWHERE,
    FAILED,
    FALSE,
    MISSED,
    ON_LINE,
    UNREACHED,
    WARNED,
    Score,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"

PREFACE = """\
# How much pytea finds

`make mutants` wrote this page. A mutant is a program that runs, with one small semantic edit: a layer of
another size, a swapped argument, a wrong variable, a dropped `view`, another `dim`. The programs are those
of `corpus/` and models of published packages (see `benchmarks/mutants/drivers/`), run by short drivers on
random tensors. Real torch has run every mutant; the page compares what pytea says of its text.

- on line: an error on the line of the program's own files where torch crashes; elsewhere: errors, none there
- warned: no error, but a warning on that line; missed: neither
- surviving: mutants that run to their end; an error on one of them, or on a program without an edit, is false,
  unless it is in code that the run does not execute, as that behind an option that is not given: unreached
- only mutants in which an operation on tensors fails count as crashes here; what fails before that, as Python
  does with a wrong attribute, is the row "faults of Python"
"""

Key = Callable[[Score], str]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _row(name: str, scores: list[Score]) -> str:
    crashes = [s for s in scores if s.is_tensor_fault]
    surviving = [s for s in scores if not s.fact.crashed]
    count = {v: sum(s.verdict == v for s in crashes) for v in (ON_LINE, ELSEWHERE, WARNED, MISSED)}
    unreached, false = (sum(s.verdict == v for s in surviving) for v in (UNREACHED, FALSE))
    cells = [name, len(crashes), *count.values(), _percent(count[ON_LINE], len(crashes)),
             len(surviving), unreached, false]  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def _table(scores: list[Score], title: str, key: Key) -> list[str]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[key(score)].append(score)
    lines = [
        f"| {title} | crashes | on line | elsewhere | warned | missed | found on line | surviving | unreached | false errors |",
        "| --- |" + " ---: |" * 9,
        *(_row(name, groups[name]) for name in sorted(groups)),
    ]
    return [*lines, _row("**all**", scores), ""]


def _summary(scores: list[Score]) -> list[str]:
    python = [s for s in scores if s.fact.crashed and not s.is_tensor_fault]
    on_line = sum(s.verdict == ON_LINE for s in python)
    checked, unknown = sum(s.checked for s in scores), sum(s.unknown for s in scores)
    failed = sum(s.verdict == FAILED for s in scores)
    subjects = {s.subject.name for s in scores}
    line = (
        f"{len(scores)} runs of {len(subjects)} programs in {len({s.subject.family for s in scores})} "
        f"families; {len({s.fact.kind for s in scores} - {'clean'})} kinds of edits. "
        f"Operations checked: {_percent(checked, checked + unknown)}. Internal failures: {failed}. "
        f"Faults of Python: {len(python)}, of which {on_line} on their line."
    )
    return [line, ""]


def _open(scores: Iterable[Score]) -> list[str]:
    """One line for every answer that is not as it should be."""
    lines = ["| program | line | kind | torch | pytea |", "| --- | ---: | --- | --- | --- |"]
    for score in scores:
        fact = score.fact
        if score.verdict in (FALSE, FAILED) or (score.is_tensor_fault and score.verdict != ON_LINE):
            end = f"{fact.exception} at line {fact.crash_line}" if fact.crashed else "runs"
            cells = (score.subject.name, fact.line, fact.kind, end, score.verdict)
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    return lines


def write_report(scores: list[Score], *, keep: bool) -> None:
    """Prints the figures; writes the page if it is to be kept."""
    figures = _summary(scores) + _table(scores, "family", lambda s: s.subject.family)
    print("\n".join(figures))
    if keep:
        kinds = ["## By kind of edit", "", *_table(scores, "kind", lambda s: s.fact.kind)]
        misses = ["## What is not as it should be", "", *_open(scores)]
        PAGE.write_text("\n".join([PREFACE, *figures, *kinds, *misses]) + "\n", encoding="utf-8")
