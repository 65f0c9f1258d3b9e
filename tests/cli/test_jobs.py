"""``--jobs``: several processes give the report of one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.analysis.entry import EntryResult, analyze_entry
from pytea.config import Options
from tests.cli.programs import BAD, GOOD
from tests.command import command, environment, pytea

LIBRARY = """\
import torch


def joined(x: torch.Tensor):
    return torch.cat([x.view(2, 3), torch.zeros(2, 4)])
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    texts = {"bad.py": BAD, "good.py": GOOD, "alone.py": LIBRARY, "broken.py": "def f(:\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_several_jobs_print_what_one_prints(project: Path) -> None:
    (project / "pytea.toml").write_text("stub-path = []\n")
    (project / "sub").mkdir()
    (project / "sub" / "pytea.toml").write_text("selct = []\n")
    (project / "sub" / "bad.py").write_text(BAD)
    one, two = (
        pytea(project, "check", ".", "gone.py", "--show-fixes", *words)
        for words in ([], ["--jobs", "2"])
    )
    assert "alone.py:5:12 error" in one.out
    assert "gone.py: no such file" in one.err
    assert "unknown key 'selct'" in one.err

    def timeless(text: str) -> str:
        return re.sub(r"\d+\.\d s$", "N s", text, flags=re.MULTILINE)

    assert (two.status, timeless(two.out), two.err) == (one.status, timeless(one.out), one.err)
    assert pytea(project, "check", "good.py", "bad.py", "-q", "--jobs", "0").status == 1


def dying(path: Path, options: Options, *, overlay: Mapping[Path, str]) -> EntryResult:
    if path.name == "good.py":
        os.kill(os.getpid(), signal.SIGKILL)
    return analyze_entry(path, options, overlay=overlay)


def test_a_worker_that_dies_costs_its_file_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    report = check(
        [Path("."), Path("bad.py")], lambda _: Options(use_cache=False), analyze=dying, jobs=2
    )
    assert report.problems == (
        "good.py: the process that analysed it was ended by SIGKILL; it is not checked",
    )
    status = {file.file: file.status for file in report.files}
    assert status["good.py"] == "failed"
    assert status["bad.py"] == "complete"
    assert [d.file for d in report.diagnostics if d.code == "shape-mismatch"] == [
        "alone.py",
        "bad.py",
    ]


@pytest.mark.parametrize("number", ["-1", "two", "1.5", "100000"])
def test_a_wrong_number_of_jobs(project: Path, number: str) -> None:
    done = pytea(project, "check", "good.py", f"--jobs={number}")
    assert (done.status, done.out) == (2, "")
    assert f"--jobs: '{number}' is not a number from 0 to 256" in done.err


def test_an_interrupt_ends_the_workers_too(tmp_path: Path) -> None:
    rows = "\n".join(f"x = x + torch.zeros(1, 3) * {n}\ny{n} = [{n}]" for n in range(9_000))
    for name in ("a.py", "b.py", "c.py"):
        (tmp_path / name).write_text(f"import torch\n\nx = torch.zeros(2, 3)\n{rows}\n")
    process = subprocess.Popen(
        command("check", ".", "--jobs", "2"), cwd=tmp_path, env=environment(tmp_path / "cache"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    time.sleep(3.0)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "pytea: interrupted\n")
    end = time.monotonic() + 20
    while is_alive(process.pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_alive(process.pid)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
