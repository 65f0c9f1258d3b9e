"""Parameters and shapes in the summaries of the programs are those of real torch."""

from __future__ import annotations

import pytest

from .modules import clean, read_record, summarized
from .programs import Program, load_programs


@pytest.mark.parametrize("program", load_programs(), ids=lambda program: program.name)
def test_a_summary_says_what_torch_does(program: Program) -> None:
    key, real = read_record(program)
    case = clean(program)
    assert key == case.key(), "run python -m tests.corpus.modules"
    told = summarized(case)
    assert told
    called = {kind: shapes for kind, shapes in told.items() if shapes}
    assert set(called) <= set(real), "modules with other parameters"
    wrong = {kind: shapes - real[kind] for kind, shapes in called.items()}
    assert not any(wrong.values()), wrong
