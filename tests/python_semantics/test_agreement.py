"""Every program prints in the machine what it prints in CPython."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.python_semantics.generated import generated_programs
from tests.python_semantics.running import PythonProgram, all_themes, in_cpython, in_machine

_PROGRAMS = all_themes() + generated_programs()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lowered")


@pytest.mark.parametrize("program", _PROGRAMS, ids=lambda program: program.name.replace(" ", "-"))
def test_prints_the_same(program: PythonProgram, tmp_path: Path, cache: Path) -> None:
    script = program.write(tmp_path)
    printed, diagnostics = in_machine(script, cache)
    assert printed == in_cpython(script), diagnostics


def test_there_are_enough_programs() -> None:
    assert len(_PROGRAMS) >= 300
