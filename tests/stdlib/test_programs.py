"""Each program under ``programs/`` prints the same with the stubs as with CPython's library.

A file holds many programs: one begins at each line ``#: title``. What stands before the first
title is put in front of every program of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.stdlib.fake_intrinsics import Stubs, run_real

PROGRAMS = Path(__file__).resolve().parent / "programs"


def programs() -> Iterator[tuple[str, str]]:
    """Yields (name, source) of every program."""
    for file in sorted(PROGRAMS.glob("*.py")):
        head, *parts = ("\n" + file.read_text()).split("\n#: ")
        for part in parts:
            title, _, body = part.partition("\n")
            yield f"{file.stem}: {title}", f"{head.strip()}\n{body}"


def printed(run: Callable[..., None], source: str, name: str) -> list[str]:
    """Returns the lines that a program prints; an exception that leaves it is the last line."""
    lines: list[str] = []

    def record(*values: object, sep: str = " ", end: str = "\n", **options: object) -> None:
        lines.append(sep.join(map(str, values)))

    try:
        run(source, record, name)
    except (Exception, SystemExit) as error:
        lines.append(f"{type(error).__name__}: {error}")
    return lines


CASES = list(programs())


def test_there_are_enough_programs() -> None:
    assert len(CASES) >= 200
    assert len({name for name, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("name", "source"), CASES, ids=[name for name, _ in CASES])
def test_prints_what_cpython_prints(name: str, source: str, capsys: object) -> None:
    expected = printed(run_real, source, name)
    assert expected, "a program that prints nothing tests nothing"
    assert printed(Stubs().run, source, name) == expected
