"""PIL images in generated programs, judged by what was recorded of real Pillow."""

from __future__ import annotations

import json
from pathlib import Path

from tests.differential.image_calls import IMPORTS, RECORD, programs
from tests.differential.programs import REFUSED, analysed_outcomes

#: Programs that Pillow refuses though the analysis does not: its kernels know of each pair of modes.
MISSED = 1


def test_images(tmp_path: Path) -> None:
    recorded: dict[str, str] = json.loads(RECORD.read_text(encoding="utf-8"))
    assert list(recorded) == list(dict.fromkeys(programs())), "record the programs anew"
    outcomes = analysed_outcomes(IMPORTS, list(recorded), tmp_path)
    missed, wrong = [], []
    for (program, real), ours in zip(recorded.items(), outcomes, strict=True):
        if ours == real or "?" in ours:
            continue
        (missed if real == REFUSED else wrong).append(f"{program}\n  {real}, not {ours}")
    assert not wrong, "\n".join(wrong)
    assert len(missed) <= MISSED, "\n".join(missed)
    assert sum("?" in ours for ours in outcomes) <= len(outcomes) // 8
