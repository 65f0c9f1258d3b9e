"""Where the output goes and how much of it there is: pipes, locales, terminals, many findings."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pytea.diagnostics import Diagnostic, FileReport, Report, Severity
from pytea.report.formats import render
from pytea.report.frames import SourceTexts
from pytea.report.styled import plain, width_of
from pytea.report.text import TextStyle, render_text
from pytea.span import Span
from tests.command import command, environment, pytea
from tests.report.reports import report, sources

MANY = 10_000


def many() -> tuple[Report, SourceTexts]:
    found = tuple(
        Diagnostic("a.py", Span(n, 1, n, 6), Severity.ERROR, "shape-mismatch", f"{n} is not 0")
        for n in range(1, MANY + 1)
    )
    lines = tuple(f"x = f({n})" for n in range(MANY))
    files = (FileReport("a.py", "complete", errors=MANY),)
    return Report(found, files), SourceTexts({"a.py": lines})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("words", [["check", "other.py"], ["rules"]], ids=["check", "rules"])
def test_a_full_disk_is_told(project: Path, words: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command(*words), cwd=project, env=environment(project.parent / "cache"), stdout=full,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "pytea: standard output cannot be written: no space left on device\n"


@pytest.mark.parametrize("words", [[], ["--format", "json"], ["--format", "sarif"], ["--concise"]])
def test_a_reader_that_leaves_early_is_no_complaint(project: Path, words: list[str]) -> None:
    for number in range(3):
        (project / f"other{number}.py").write_bytes((project / "other.py").read_bytes())
    env = environment(project.parent / "cache")
    checking = subprocess.Popen(
        command("check", ".", *words), cwd=project, env=env, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert checking.stdout is not None and checking.stderr is not None
    checking.stdout.close()
    told = checking.stderr.read().decode()
    assert checking.wait(120) == 1
    assert "Traceback" not in told
    assert "pipe" not in told.lower()


def test_a_world_without_a_locale(project: Path) -> None:
    done = subprocess.run(
        command("check", "other.py"), cwd=project, capture_output=True, check=False,
        env=environment(
            project.parent / "cache", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
        ),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.isascii()
    assert b"other.py:5:12 error[shape-mismatch]" in done.stdout


def test_a_terminal_of_twenty_columns() -> None:
    lines = list(render_text(report(), sources(), TextStyle(width=20)))
    words = [plain(line) for line in lines]
    assert any("input has 3" in line for line in words)
    framed = [line for line in words if "│" in line]
    assert framed
    assert max(map(width_of, framed)) <= 20


def test_many_findings_in_every_format() -> None:
    found, texts = many()
    assert len(json.loads(render("json", found, texts))["diagnostics"]) == MANY
    results = json.loads(render("sarif", found, texts))["runs"][0]["results"]
    names = Counter(result["partialFingerprints"]["pyteaLine/v1"] for result in results)
    assert len(names) == MANY, "each has a name of its own"
    assert len(json.loads(render("gitlab", found, texts))) == MANY
    assert len(render("github", found, texts).splitlines()) == MANY
    suite = ET.fromstring(render("junit", found, texts))
    assert suite.get("failures") == str(MANY)
    text = [plain(line) for line in render_text(found, texts)]
    assert sum("error[shape-mismatch]" in line for line in text) == MANY


def test_a_program_with_many_findings(project: Path) -> None:
    rows = "torch.zeros(2, 3) @ torch.zeros(4, 5)\n" * 1_000
    (project / "train.py").write_text(f"import torch\n\n{rows}")
    done = pytea(project, "check", "train.py", "--concise", "-q")
    assert done.status == 1
    assert done.out.count("error[shape-mismatch]") == 1_000


def test_two_processes_on_one_cache(project: Path) -> None:
    env = environment(project.parent / "cache")
    (project / "train.py").write_text("import torch, torch.nn as nn, json, argparse, collections\n")
    checks = [
        subprocess.Popen(
            command("check", ".", "-q"), cwd=project, env=env, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    ended = [(*check.communicate(timeout=200), check.returncode) for check in checks]
    assert len({out for out, _, _ in ended}) == 1
    assert {(err, status) for _, err, status in ended} == {("", 1)}
