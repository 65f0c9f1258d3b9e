"""The wheel in an environment of its own, without torch: it has its stubs and it checks."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.corpus.programs import Case, load_programs

pytestmark = [pytest.mark.xdist_group("packaging"), pytest.mark.timeout(600)]

PROGRAM = next(program for program in load_programs() if program.name == "mnist_cnn")
BUG = PROGRAM.bugs[0]


@pytest.fixture(scope="session")
def environment(
    wheel: Path, offline: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, env=offline)
    return folder


def run(environment: Path, offline: dict[str, str], folder: Path, *words: str) -> tuple[int, str]:
    program = environment / "bin" / words[0]
    done = subprocess.run(
        [str(program), *words[1:]], cwd=folder, env=offline, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_wheel_holds_the_packages_and_the_stubs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"pytea", "pytea_lsp"}
    assert "pytea/py.typed" in names
    assert "pytea/_stubs/torch/nn/linear.py" in names
    assert not [name for name in names if "__pycache__" in name]
    assert sum(name.startswith("pytea/_lowered/") for name in names) > 300


def test_nothing_but_what_is_declared_comes_along(
    environment: Path, offline: dict[str, str], tmp_path: Path
) -> None:
    for absent in ("torch", "numpy", "stubs", "lsp", "tests"):
        status, _ = run(environment, offline, tmp_path, "python", "-c", f"import {absent}")
        assert status == 1, absent


def test_a_clean_program_passes(environment: Path, offline: dict[str, str], tmp_path: Path) -> None:
    entry = Case(PROGRAM, (), None).materialise(tmp_path)
    status, output = run(environment, offline, tmp_path, "pytea", "check", entry.name)
    assert status == 0, output
    assert f"checked {entry.name}: no errors" in output


def test_the_stubs_were_lowered_when_the_wheel_was_built(
    environment: Path, offline: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "one.py").write_text("import torch\n\nprint(torch.zeros(2, 3))\n")
    variables = offline | {"PYTEA_CACHE_DIR": str(tmp_path / "cache")}
    status, output = run(environment, variables, tmp_path, "pytea", "check", "one.py")
    assert status == 0, output
    assert len(list((tmp_path / "cache").rglob("*.ir"))) == 1


def test_a_bug_is_found(environment: Path, offline: dict[str, str], tmp_path: Path) -> None:
    entry = Case(PROGRAM, BUG.args, BUG).materialise(tmp_path)
    command = ("pytea", "check", entry.name, "--format", "json", "--", *BUG.args)
    status, output = run(environment, offline, tmp_path, *command)
    assert status == 1, output
    found = [(d["file"], d["line"], d["code"]) for d in json.loads(output)["diagnostics"]]
    assert (BUG.line_file, BUG.line, BUG.code) in found


def test_the_module_runs_like_the_script(
    environment: Path, offline: dict[str, str], tmp_path: Path
) -> None:
    script = run(environment, offline, tmp_path, "pytea", "--version")
    module = run(environment, offline, tmp_path, "python", "-m", "pytea", "--version")
    assert script == module == (0, "pytea 0.1.0\n")


def test_the_language_server_is_there(
    environment: Path, offline: dict[str, str], tmp_path: Path
) -> None:
    status, output = run(environment, offline, tmp_path, "pytea", "lsp", "--help")
    assert status == 0
    assert "--tcp" in output
    code = (
        "import pytea_lsp.worker; from pytea_lsp.main import new_server; print(new_server().name)"
    )
    status, output = run(environment, offline, tmp_path, "python", "-c", code)
    assert (status, output) == (0, "pytea\n")


def test_an_editable_install_has_the_same_names(
    sources: Path, offline: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = ["python", "-m", "pip", "install", "--quiet", "--editable", str(sources)]
    status, output = run(folder, offline, tmp_path, *install)
    assert status == 0, output
    show = "import pytea.config.shipped as l, pytea_lsp; print(l.bundled_stubs())"
    assert run(folder, offline, tmp_path, "python", "-c", show) == (0, f"{sources / 'stubs'}\n")
    for absent in ("stubs", "lsp"):
        status, _ = run(folder, offline, tmp_path, "python", "-c", f"import {absent}")
        assert status == 1, absent
