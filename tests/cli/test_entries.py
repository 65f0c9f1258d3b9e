"""Entries of every kind: modules run with ``-m``, commands of a project, several entries of a module."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import pytea

MODEL = """\
import torch


def product(a):
    return a @ torch.zeros(4, 5)
"""
CALL = (
    "import torch\nfrom {module} import product\n\n\ndef main():\n    product(torch.zeros(2, 3))\n"
)
RUN = '\n\nif __name__ == "__main__":\n    main()\n'


def project(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


@pytest.mark.parametrize(
    ("module", "file", "imported", "namespace"),
    [
        ("pkg.train", "pkg/train.py", ".net", False),
        ("pkg.train", "pkg/train.py", ".net", True),
        ("pkg.__main__", "pkg/__main__.py", "pkg.net", True),
        ("pkg", "src/pkg/__main__.py", ".net", False),
    ],
)
def test_a_module_as_python_runs_it(
    tmp_path: Path, module: str, file: str, imported: str, namespace: bool
) -> None:
    net = str(Path(file).parent / "net.py")
    here = "reveal_value(__package__)\nreveal_value(__name__)\n"
    files = {file: CALL.format(module=imported) + here + RUN, net: MODEL}
    if not namespace:
        files[str(Path(file).parent / "__init__.py")] = ""
    project(tmp_path, files)
    done = pytea(tmp_path, "check", "-q", "-m", module)
    assert f"{net}:5:12 error[shape-mismatch]" in done.out
    assert "info[revealed-value] 'pkg'" in done.out
    assert "info[revealed-value] '__main__'" in done.out


def test_the_arguments_of_a_module(tmp_path: Path) -> None:
    text = "import sys, torch\ntorch.zeros(2, 3) @ torch.zeros(int(sys.argv[1]), 5)\n"
    project(tmp_path, {"pkg/train.py": text})
    assert pytea(tmp_path, "check", "-m", "pkg.train", "--", "3").status == 0
    assert pytea(tmp_path, "check", "-m", "pkg.train", "--", "4").status == 1


@pytest.mark.parametrize(
    ("module", "sentence"),
    [
        ("pkg", "-m pkg: this package has no __main__.py"),
        ("space", "-m space: this folder has no __main__.py"),
        ("pkg.nothing", "-m pkg.nothing: there is no such module in "),
        ("pkg/train.py", "-m pkg/train.py: this is not the name of a module"),
    ],
)
def test_a_module_that_is_none(tmp_path: Path, module: str, sentence: str) -> None:
    project(tmp_path, {"pkg/__init__.py": "", "space/a.py": "", "good.py": "import torch\n"})
    done = pytea(tmp_path, "check", "-m", module, "good.py")
    assert done.status == 2
    assert done.err.startswith(f"pytea: {sentence}")
    assert "checked good.py" in done.out


def test_a_fault_of_several_entries_names_them(tmp_path: Path) -> None:
    entry = CALL.format(module="net") + RUN
    project(tmp_path, {"net.py": MODEL, "train.py": entry, "test.py": entry})
    done = pytea(tmp_path, "check", ".")
    assert done.out.count("error[") == 1
    assert "   found through test.py and train.py\n" in done.out
    report = json.loads(pytea(tmp_path, "check", ".", "--format", "json").out)
    (diagnostic,) = report["diagnostics"]
    assert diagnostic["notes"][-1] == {"message": "found through test.py and train.py"}
    assert "found through" not in pytea(tmp_path, "check", "train.py").out


def test_one_script_with_several_arguments_is_told_apart(tmp_path: Path) -> None:
    entries = '[[entries]]\nscript = "train.py"\n[[entries]]\nscript = "train.py"\narguments = ["--big"]\n'
    project(
        tmp_path,
        {"net.py": MODEL, "train.py": CALL.format(module="net") + RUN, "pytea.toml": entries},
    )
    assert "found through train.py and train.py --big\n" in pytea(tmp_path, "check", ".").out


def test_the_commands_of_a_project_are_entries_of_its_folder(tmp_path: Path) -> None:
    toml = """\
[project]
name = "net"

[project.scripts]
"net.train" = "net.cli:main"
elsewhere = "gone.cli:main"
wrong = 3
"""
    files = {
        "pyproject.toml": toml,
        "src/net/__init__.py": "",
        "src/net/cli.py": CALL.format(module=".model"),
        "src/net/model.py": MODEL,
    }
    project(tmp_path, files)
    done = pytea(tmp_path, "check", ".")
    assert (done.status, done.err) == (1, "")
    assert "src/net/model.py:5:12 error[shape-mismatch]" in done.out
    assert "pyproject.toml:5 in <module>" in done.out
    assert "checked pyproject.toml[net.train]: 1 error" in done.out
    assert pytea(tmp_path, "check", "src", "-q").status == 0, "the project is not asked for"


def test_a_broken_project_file_names_no_commands(tmp_path: Path) -> None:
    project(tmp_path, {"pyproject.toml": "[project\n", "good.py": "import torch\n\nprint(1)\n"})
    done = pytea(tmp_path, "check", ".")
    assert (done.status, done.err) == (0, "")
