"""A check of unchanged files gives what it gave; any change of what decided a result is seen."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.analysis.plain_data import decode, encode
from pytea.config import Options
from pytea.diagnostics import Report

TRAIN = """\
import torch
from model import Net

print(Net(28)(torch.zeros(4, 28)).view(4, 10))
"""
MODEL = """\
from torch import nn

class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(width, 10)

    def forward(self, x):
        return self.fc(x)

class Spare(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(3, 4), nn.Linear(5, 6)

    def forward(self, x):
        return self.b(self.a(x))
"""


class Project:
    """A folder that is checked with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.folder.mkdir()
        self.options = Options(cache_dir=folder / "cache")
        self.write("train.py", TRAIN)
        self.write("model.py", MODEL)

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def check(self, **more: object) -> Report:
        options = replace(self.options, **more)  # type: ignore[arg-type]
        return check([self.folder], lambda folder: options)

    def codes(self, **more: object) -> list[tuple[str, int, str]]:
        found = self.check(**more).diagnostics
        return [(Path(d.file).name, d.span.line, d.code) for d in found]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


SPARE = ("model.py", 17, "shape-mismatch")


def test_the_same_report_twice(project: Project) -> None:
    project.write("train.py", TRAIN.replace("(4, 28)", "(4, 29)"))
    first, again = project.check(), project.check()
    assert first.diagnostics == again.diagnostics
    assert len(first.diagnostics) == 2
    assert [replace(f, seconds=0) for f in first.files] == [
        replace(f, seconds=0) for f in again.files
    ]
    assert first.remarks == again.remarks


def test_a_known_result_needs_no_machine(project: Project) -> None:
    script = (
        "import sys; from pytea.cli import main; "
        "status = main(sys.argv[1:]); "
        "print(status, 'pytea.machine.machine' in sys.modules)"
    )
    command = [sys.executable, "-c", script, "check", ".", "-q"]
    command += ["--cache-dir", str(project.options.cache_dir)]

    def run() -> str:
        done = subprocess.run(command, cwd=project.folder, capture_output=True, text=True)
        assert not done.stderr
        return done.stdout

    first = run()
    assert first.endswith("1 True\n")
    assert run() == first.replace("True", "False")


def test_a_changed_module_is_seen(project: Project) -> None:
    assert project.codes() == [SPARE]
    project.write("model.py", MODEL.replace("(width, 10)", "(width, 11)"))
    assert project.codes() == [SPARE, ("train.py", 4, "bad-reshape")]
    project.write("model.py", MODEL.replace("(5, 6)", "(4, 6)"))
    assert project.codes() == []


def test_a_module_that_appears_or_goes_is_seen(project: Project) -> None:
    project.write("train.py", "import helper\n" + TRAIN)
    project.write("lib/helper.py", "")
    assert ("train.py", 1, "missing-import") not in project.codes()
    project.write("helper.py", "import torch\ntorch.zeros(2, 3) @ torch.zeros(2, 3)\n")
    assert ("helper.py", 2, "shape-mismatch") in project.codes()
    (project.folder / "helper.py").unlink()
    assert ("helper.py", 2, "shape-mismatch") not in project.codes()


def test_a_package_that_is_installed_is_seen(project: Project) -> None:
    environment = project.folder.parent / "environment"
    site = environment / "lib" / "python3.12" / "site-packages"
    site.mkdir(parents=True)
    (environment / "pyvenv.cfg").write_text("")
    project.write(
        "train.py",
        "try:\n    import gadget\n    width = 28\nexcept ImportError:\n    width = 29\n"
        + TRAIN.replace("Net(28)", "Net(width)"),
    )
    assert ("model.py", 9, "shape-mismatch") in project.codes(python=environment)
    (site / "gadget.py").write_text("")
    assert ("model.py", 9, "shape-mismatch") not in project.codes(python=environment)


def test_other_options_give_other_results(project: Project) -> None:
    project.write(
        "train.py", TRAIN.replace("import torch\n", "import sys, torch\n").replace(
            "(4, 10)", "(4, 10 if len(sys.argv) == 1 else 11)"
        ),
    )  # fmt: skip
    assert project.codes() == [SPARE]
    assert project.codes(script_arguments=("more",)) == [SPARE, ("train.py", 4, "bad-reshape")]
    assert project.codes() == [SPARE]


def test_a_damaged_result_is_found_again(project: Project) -> None:
    assert project.codes() == [SPARE]
    files = list((project.folder.parent / "cache").rglob("*.result"))
    assert files
    for file in files:
        file.write_bytes(file.read_bytes()[:-3])
    assert project.codes() == [SPARE]


def test_only_listed_classes_have_a_plain_form() -> None:
    value = ((1, 2.5, None, "x"), {"a": frozenset({("b", 1)})}, Path("/tmp"))
    assert decode(encode(value)) == value
    with pytest.raises(TypeError, match="Options has no plain form"):
        encode(Options())
