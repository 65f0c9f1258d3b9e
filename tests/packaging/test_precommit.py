"""The hook in the real pre-commit, on a repository with a good and a bad script."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.xdist_group("packaging"), pytest.mark.timeout(600)]

GOOD = "import torch\n\nprint(torch.zeros(2, 3) @ torch.zeros(3, 4))\n"
BAD = GOOD.replace("3, 4", "4, 3")
NOTEBOOK = json.dumps(
    {
        "cells": [
            {
                "cell_type": "code",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
                "source": GOOD,
            }
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
)


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=pytea", "-c", "user.email=pytea@example.com"]
    command = ["git", *who, *words]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def repository(folder: Path) -> str:
    """Makes a repository of everything in ``folder`` and returns its commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")
    return git(folder, "rev-parse", "HEAD")


def test_the_hook_stops_a_commit_with_an_error(
    sources: Path, offline: dict[str, str], tmp_path: Path
) -> None:
    revision = repository(sources)
    project = tmp_path / "project"
    project.mkdir()
    (project / "good.py").write_text(GOOD)
    (project / "bad.py").write_text(BAD)
    (project / "cells.ipynb").write_text(NOTEBOOK)
    (project / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {sources}\n  rev: {revision}\n  hooks:\n  - id: pytea\n"
    )
    repository(project)
    environment = offline | {"PRE_COMMIT_HOME": str(tmp_path / "home")}

    def run() -> tuple[int, str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
        done = subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, check=False,
            timeout=300,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    status, output = run()
    assert status == 1, output
    assert "bad.py:3:7 error[shape-mismatch]" in output
    assert "checked good.py: no errors" in output
    assert "checked cells.ipynb: no errors" in output
    (project / "bad.py").write_text(GOOD)
    status, output = run()
    assert status == 0, output
    assert "Passed" in output
