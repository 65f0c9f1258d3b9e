"""``--fix``, ``--diff`` and ``--show-fixes``."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

from tests.command import command, environment, pytea

BROKEN = """\
import torch
import torch.nn as nn

model = nn.Linear(30, 10)
print(model(torch.randn(4, 32)))
torch.randn(4, 2).sum(dim=2)
"""
FIXED = BROKEN.replace("nn.Linear(30", "nn.Linear(32").replace("dim=2", "dim=1")


def test_fix_changes_the_file_and_reports_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text(BROKEN + "torch.zeros(2) + torch.zeros(3)\n")
    file.chmod(0o640)
    done = pytea(tmp_path, "check", "a.py", "--fix", "--concise", "-q")
    assert file.read_text() == FIXED + "torch.zeros(2) + torch.zeros(3)\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert done.status == 1
    assert [line.split()[0] for line in done.out.splitlines()] == ["a.py:7:1"]
    assert "fixed a.py:4:19: write 32 for 30" in done.err


def test_line_ends_and_encodings_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    text = "# -*- coding: latin-1 -*-\r\n# é\r\n" + BROKEN.replace("\n", "\r\n")
    file.write_bytes(text.encode("latin-1"))
    assert pytea(tmp_path, "check", "a.py", "--fix").status == 0
    fixed = text.replace("nn.Linear(30", "nn.Linear(32").replace("dim=2", "dim=1")
    assert file.read_bytes() == fixed.encode("latin-1")


def test_diff_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text(BROKEN)
    done = pytea(tmp_path, "check", "a.py", "--diff")
    assert (done.status, file.read_text()) == (1, BROKEN)
    assert "-model = nn.Linear(30, 10)\n+model = nn.Linear(32, 10)\n" in done.out
    assert done.out.startswith("--- a/a.py\n+++ b/a.py\n")
    assert pytea(tmp_path, "check", "-", "--diff", stdin=BROKEN).out.startswith("--- a/<stdin>\n")
    assert pytea(tmp_path, "check", "-", "--fix", stdin=BROKEN).status == 2


def test_fixes_are_in_the_json_report(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(BROKEN)
    done = pytea(tmp_path, "check", "a.py", "--show-fixes", "--format", "json")
    first = json.loads(done.out)["diagnostics"][0]["fixes"][0]
    assert first == {
        "title": "write 32 for 30", "file": "a.py", "line": 4, "column": 19, "end_line": 4,
        "end_column": 21, "replacement": "32",
    }  # fmt: skip


def test_an_end_in_the_middle_leaves_whole_files(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"f{number}.py").write_text(BROKEN)
    process = subprocess.Popen(
        command("check", ".", "--fix"), cwd=tmp_path, env=environment(tmp_path.parent / "cache"),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(3.0)
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    texts = {file.read_text() for file in tmp_path.glob("*.py")}
    assert texts <= {BROKEN, FIXED}
    assert {file.name for file in tmp_path.iterdir()} == {f"f{n}.py" for n in range(12)}
