"""Reports on typical errors stay as they were read and found good."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mdtest.documents import PROGRAM, Block
from tests.mdtest.reality import observe_all
from tests.report.snapshots import cases, reported


@pytest.mark.parametrize(
    ("program", "shown"), [c[1:] for c in cases()], ids=[c[0] for c in cases()]
)
def test_the_report_reads_as_the_page_shows(program: str, shown: str, tmp_path: Path) -> None:
    assert reported(program, tmp_path) == shown


def test_there_are_twenty_and_real_torch_refuses_each() -> None:
    assert len(cases()) >= 20
    blocks = [Block("typical", title, 0, ((PROGRAM, text),), (), "") for title, text, _ in cases()]
    for block, observed in zip(blocks, observe_all(blocks), strict=True):
        assert observed.errors, block.title
