"""Every program prints the same when CPython runs it and when its lowered form is interpreted."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pytea.frontend import decode, lower_source
from tests.ir.reference import execute

FOLDER = Path(__file__).parent / "programs"


def programs() -> list[Any]:
    """Returns the programs of all files, one per ``# %%`` heading."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for cell in path.read_text().split("# %% ")[1:]:
            title, _, text = cell.partition("\n")
            found.append(pytest.param(text, id=f"{path.stem}: {title}"))
    return found


def transcript(run: Callable[[dict[str, Any]], None]) -> list[str]:
    """Returns what a program prints, and the exception that ends it."""
    lines: list[str] = []

    def collect(*values: object, sep: str = " ") -> None:
        lines.append(sep.join(str(value) for value in values))

    try:
        run({"print": collect, "__name__": "program"})
    except Exception as error:
        lines.append(f"{type(error).__name__}: {error}")
    return lines


@pytest.mark.parametrize("text", programs())
def test_lowered_program_prints_the_same(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = transcript(lambda names: exec(compile(text, "program", "exec"), names))
    module = lower_source(decode(text.encode(), FOLDER / "program.py", "program.py"), "program")
    assert module.faults == ()
    assert transcript(lambda names: execute(module, names)) == expected
    assert expected and not expected[-1].startswith(("SyntaxError", "AssertionError: "))


def test_there_are_many_programs() -> None:
    assert len(programs()) >= 120
