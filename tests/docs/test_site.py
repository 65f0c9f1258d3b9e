"""The documentation as a site, the recipes for CI in it, and the action for GitHub."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pytea.config import read_options
from tests.command import ROOT, environment
from tests.docs.sessions import example_copy, rules_text

yaml = pytest.importorskip("yaml")
REMARK = re.compile(
    r"pytea: .*(functions? analysed through entries|entr(y|ies) checked|baseline).*"
)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, *languages: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [body for language, body in _BLOCK.findall(text) if language in languages]


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("material")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "rules" / "index.html").is_file()


def test_the_rules_are_those_of_the_registry() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_text(), "make docs"


def test_the_configuration_that_is_shown_is_one(tmp_path: Path) -> None:
    (block,) = blocks("configuration.md", "toml")
    (tmp_path / "pyproject.toml").write_text(block)
    options = read_options(tmp_path)
    assert options.include == ("*.py",)
    assert options.entries[0].arguments == ("--epochs", "1")


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def shim(folder: Path) -> Path:
    """A folder with a command ``pytea``, which is this checkout."""
    folder.mkdir(parents=True)
    script = folder / "pytea"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m pytea "$@"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return folder


def recipe_commands() -> list[str]:
    """The command lines of the page on CI, as the tool of each recipe would run them."""
    lines = [line for body in blocks("ci.md", "sh", "ini") for line in body.splitlines()]
    for body in blocks("ci.md", "yaml"):
        recipe = yaml.safe_load(body)
        lines += recipe.get("pytea", {}).get("script", [])
    found = [
        line.removeprefix("commands = ").removeprefix("!").replace("{envdir}", sys.prefix)
        for line in lines
    ]
    return [line for line in found if line.startswith("pytea ")]


def test_every_command_of_the_recipes_runs(tmp_path: Path) -> None:
    folder = example_copy(tmp_path)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    env = environment(tmp_path / "cache")
    env["PATH"] = f"{shim(tmp_path / 'bin')}{os.pathsep}{env['PATH']}"
    commands = recipe_commands()
    assert len(commands) == 8
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), f"{command}\n{done.stderr}"
        # Formats for machines leave remarks to the other stream.
        lines = done.stderr.splitlines()
        assert all(REMARK.fullmatch(line) for line in lines), f"{command}\n{done.stderr}"
    for file in ("pytea.sarif", "gl-code-quality-report.json", "pytea.xml", "pytea-baseline.json"):
        assert (folder / file).stat().st_size > 100


def test_the_session_for_nox_is_python() -> None:
    (block,) = blocks("ci.md", "python")
    compile(block, "noxfile.py", "exec")
    words = re.search(r"session\.run\((.*)\)", block)
    assert words is not None
    assert words[1] == '"pytea", "check", ".", "--strict"'


def action() -> dict[str, Any]:
    data = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_the_action_uses_the_inputs_that_it_has() -> None:
    data = action()
    assert data["runs"]["using"] == "composite"
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.(\w+)", text)) == set(data["inputs"])
    for step in data["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an input in a script could run anything"
    (recipe, *_) = (yaml.safe_load(body) for body in blocks("ci.md", "yaml"))
    (used,) = [s for s in recipe["jobs"]["shapes"]["steps"] if "/pytea@" in s.get("uses", "")]
    assert set(used["with"]) <= set(data["inputs"])


@pytest.mark.parametrize("sarif", ["", "out.sarif"])
def test_the_action_checks(tmp_path: Path, sarif: str) -> None:
    shim(tmp_path / "pytea" / "bin")
    folder = example_copy(tmp_path)
    inputs = {
        "RUNNER_TEMP": str(tmp_path), "PATHS": "train.py own/program.py", "ARGUMENTS": "--strict --jobs 2",
        "ENVIRONMENT": sys.prefix, "SARIF": sarif,
    }  # fmt: skip
    (step,) = [step for step in action()["runs"]["steps"] if step["name"] == "Check"]
    assert set(step["env"]) | {"RUNNER_TEMP"} == set(inputs)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder, env=environment(tmp_path / "cache", **inputs), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("::error file=train.py,line=20")
    assert (folder / "out.sarif").exists() is bool(sarif)
