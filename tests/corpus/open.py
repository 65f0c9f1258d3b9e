"""The cases in which pytea does not do yet what the corpus asks for: a list that only gets shorter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from .programs import Case
from .verdicts import AS_ASKED, Judgement

FILE = Path(__file__).with_name("open.toml")

PREFACE = """\
# What pytea does not do yet on the corpus: case = what it does instead. A case that is not listed
# must do what is asked, and a listed one that does it must be taken off.
# `python -m tests.corpus.table --open` writes this file from what it measures.
"""


def read_open() -> dict[str, dict[str, str]]:
    """By program and label of the case, what pytea does instead of what is asked."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def is_open(case: Case) -> bool:
    """Whether the case is on the list."""
    return case.label in read_open().get(case.program.name, {})


def write_open(judgements: Iterable[Judgement]) -> None:
    """Makes the list what was measured."""
    lines = [PREFACE]
    program = ""
    for judgement in judgements:
        verdict = judgement.verdict()
        if verdict != AS_ASKED:
            if judgement.case.program.name != program:
                program = judgement.case.program.name
                lines.append(f"[{program}]")
            lines.append(f'"{judgement.case.label}" = "{verdict}"')
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
