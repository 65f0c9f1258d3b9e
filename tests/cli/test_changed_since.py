"""``--changed-since``: the entries that reach a file that differs from a revision of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.programs import BAD, GOOD
from tests.command import pytea


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "net").mkdir(parents=True)
    texts = {
        "net/__init__.py": "from .layers import width\n",
        "net/layers.py": "width = 4\n",
        "train.py": "import torch, net\n\ntorch.zeros(2, 3) @ torch.zeros(net.width, 5)\n",
        "other.py": BAD,
        "late.py": "import importlib, torch\n\nimportlib.import_module('net.lay' + 'ers')\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    return folder


def checked(folder: Path, *words: str) -> list[str]:
    """The entries that were checked."""
    done = pytea(folder, "check", ".", "--changed-since", "HEAD", *words)
    assert done.err == ""
    lines = [line for line in done.out.splitlines() if line.startswith("checked ")]
    return [line.split(":")[0].removeprefix("checked ") for line in lines]


def test_nothing_has_changed(project: Path) -> None:
    done = pytea(project, "check", ".", "--changed-since", "HEAD")
    assert done.status == 0
    assert done.out == (
        "0 of 3 entries checked: the others reach no file that changed since HEAD\n"
    )


def test_a_module_deep_down_has_changed(project: Path) -> None:
    (project / "net" / "layers.py").write_text("width = 3\n")
    assert checked(project) == ["late.py", "train.py"], "late.py may import anything"
    git(project, "commit", "-qam", "second")
    assert checked(project) == []
    done = pytea(project, "check", ".", "-q", "--changed-since", "HEAD~1")
    assert done.status == 0


def test_a_module_is_gone_and_a_new_one_is_not_known_to_git(project: Path) -> None:
    (project / "net" / "layers.py").unlink()
    assert "train.py" in checked(project)
    git(project, "commit", "-qam", "second")
    (project / "other.py").write_text("import torch\nimport new\n\nprint(torch.zeros(2))\n")
    git(project, "commit", "-qam", "third")
    (project / "new.py").write_text(GOOD)
    assert "other.py" in checked(project)
    (project / ".gitignore").write_text("new.py\n")
    assert "other.py" not in checked(project)


def test_a_new_configuration_concerns_everything(project: Path) -> None:
    (project / "pytea.toml").write_text("strict = true\n")
    assert checked(project) == ["late.py", "other.py", "train.py"]


def test_the_repository_configures_nothing_that_is_run(project: Path) -> None:
    hook = project / "hook.sh"
    hook.write_text("#!/bin/sh\ntouch ran\n")
    hook.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external"):
        git(project, "config", key, str(hook))
    checked(project)
    assert not (project / "ran").exists()


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD~9", ""])
def test_a_revision_that_git_does_not_know(project: Path, revision: str) -> None:
    done = pytea(project, "check", ".", f"--changed-since={revision}")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"pytea: --changed-since: git knows no revision '{revision}' in {project}\n"


def test_there_is_no_repository_and_no_git(project: Path, tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD)
    ceiling = str(tmp_path.parent)
    words = ["check", "good.py", "--changed-since", "HEAD"]
    done = pytea(tmp_path, *words, GIT_CEILING_DIRECTORIES=ceiling)
    assert done.status == 2
    assert done.err == f"pytea: --changed-since: {tmp_path}: this is not a git repository\n"
    done = pytea(tmp_path, *words, PATH=str(tmp_path))
    assert (done.status, done.err) == (
        2, "pytea: --changed-since needs git, which is not installed\n",
    )  # fmt: skip
