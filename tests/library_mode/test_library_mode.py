"""Signatures hold in real torch; contradictions are reported without an entry point.

All figures stand in ``docs/library-mode.md``, written by ``make library-mode``; here every fourth
contradiction is tried, and only those that the page names may be missed.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pytea.report.signatures import render_signatures_json

from .judge import Tally, Verdicts, judge, load
from .programs import analyzed, is_found, programs, seeds
from .table import PAGE


@pytest.mark.parametrize("file", programs(), ids=lambda file: file.stem)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_signatures_hold_in_torch(file: Path) -> None:
    result = analyzed(file)
    assert [str(error) for error in result.diagnostics] == []
    module, verdicts = load(file), Verdicts()
    for function in json.loads(render_signatures_json([result]))["functions"]:
        judge(module, function, verdicts)
    assert _agreed(verdicts.runs) and _agreed(verdicts.refuses)
    assert verdicts.runs.right >= 4


def _agreed(tally: Tally) -> bool:
    """One draw of a file may go wrong: an odd value, such as a division of floats by zero."""
    assert len(tally.wrong) <= 1, tally.wrong
    return True


def test_contradictions_are_reported() -> None:
    known = PAGE.read_text()
    missed = [seed.label for seed in seeds()[::4] if seed.label not in known and not is_found(seed)]
    assert missed == []


def test_the_page_meets_the_aims() -> None:
    text = PAGE.read_text()
    shares = [float(share) for share in re.findall(r"\(([\d.]+) %\)", text)]
    found, total = map(int, re.findall(r"on their line \| (\d+)/(\d+)", text)[0])
    assert len(shares) == 2 and min(shares) >= 98
    assert total == len(seeds()) >= 60 and found >= 0.9 * total
    assert "on the clean programs | 0 |" in text
