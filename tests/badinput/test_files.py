"""Files that are no programs: each is told in one sentence, and the other file is analysed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Done, pytea, without_rights

#: The error of the other file, by which we see that it was analysed.
OTHER = "other.py:5:12 error[shape-mismatch]"


def findings(done: Done) -> list[tuple[str, int, int, str, str]]:
    """File, line, column, code and message of everything in a JSON report."""
    return [
        (d["file"], d["line"], d["column"], d["code"], d["message"])
        for d in json.loads(done.out)["diagnostics"]
    ]


def test_a_missing_file(project: Path) -> None:
    done = pytea(project, "check", "gone.py", "other.py")
    assert done.status == 2
    assert OTHER in done.out
    assert done.err == "pytea: gone.py: no such file or directory\n"


def test_a_missing_file_in_json(project: Path) -> None:
    done = pytea(project, "check", "gone.py", "other.py", "--format", "json")
    assert done.status == 2
    files = {file["file"]: file["status"] for file in json.loads(done.out)["files"]}
    assert files == {"gone.py": "invalid", "other.py": "complete"}


def test_a_folder_without_python_files(project: Path) -> None:
    (project / "empty").mkdir()
    done = pytea(project, "check", "empty", "other.py")
    assert done.status == 2
    assert OTHER in done.out
    assert done.err == "pytea: empty: no Python files in this directory\n"


def test_a_folder_whose_files_are_left_out(project: Path) -> None:
    (project / "pytea.toml").write_text('include = ["src/*.py"]\n')
    done = pytea(project, "check")
    assert done.status == 2
    assert done.err == "pytea: .: include and exclude leave out every file in this directory\n"


def test_an_entry_of_the_configuration_that_is_not_there(project: Path) -> None:
    (project / "pytea.toml").write_text('entries = [{script = "gone.py"}]\n')
    done = pytea(project, "check")
    assert done.status == 2
    assert OTHER in done.out
    assert done.err == "pytea: gone.py: no such file, but an entry in the configuration\n"


def test_a_file_that_may_not_be_read(project: Path) -> None:
    (project / "locked.py").write_text("")
    (project / "locked.py").chmod(0)
    done = pytea(project, "check", "locked.py", "other.py", prefix=without_rights())
    assert done.status == 2
    assert OTHER in done.out
    assert done.err == "pytea: locked.py: permission denied\n"


BROKEN = {
    "not UTF-8": (
        b"# caf\xe9\nx = 1\n", 1, 6, "'utf-8' codec can't decode byte 0xe9: invalid continuation byte"
    ),
    "an unknown encoding": (b"# coding: klingon\n", 1, 1, "unknown encoding: klingon"),
    "a null byte": (b"x = 1\ny = '\0'\n", 2, 6, "source code cannot contain null bytes"),
    "a syntax error": (b"x = 1\ndef f(:\n    pass\n", 2, 7, "invalid syntax"),
    "an indentation error": (
        b"def f():\nx = 1\n", 2, 1,
        "expected an indented block after function definition on line 1",
    ),
    "a bracket left open": (b"x = (1,\n", 1, 5, "'(' was never closed"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "line", "column", "message"), BROKEN.values(), ids=BROKEN)
def test_a_text_that_is_not_python(
    project: Path, data: bytes, line: int, column: int, message: str
) -> None:
    (project / "broken.py").write_bytes(data)
    done = pytea(project, "check", ".", "--format", "json")
    assert done.status == 1
    broken, other = findings(done)
    assert broken == ("broken.py", line, column, "syntax-error", message)
    assert other[:4] == ("other.py", 5, 12, "shape-mismatch")


def test_a_broken_module_is_reported_at_its_place_and_the_entry_is_followed(project: Path) -> None:
    (project / "model.py").write_text("x = (\n")
    text = "import model\nimport torch\ntorch.zeros(2) + torch.zeros(3)\n"
    (project / "train.py").write_text(text)
    done = pytea(project, "check", "train.py", "--format", "json")
    assert done.status == 1
    assert [found[:4] for found in findings(done)] == [
        ("model.py", 1, 5, "syntax-error"),
        ("train.py", 3, 1, "not-broadcastable"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "# a comment\n", "\ufeff"])
def test_an_empty_file(project: Path, text: str) -> None:
    (project / "empty.py").write_text(text, encoding="utf-8")
    done = pytea(project, "check", "empty.py")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("checked empty.py: no errors · 0 operations checked, 0 unknown")


def test_a_file_that_is_no_text_at_all(project: Path) -> None:
    (project / "image.py").write_bytes(bytes(range(256)) * 100)
    done = pytea(project, "check", "image.py", "other.py")
    assert done.status == 1
    assert "image.py:" in done.out
    assert OTHER in done.out


@pytest.mark.timeout(600)
def test_a_generated_file_of_50000_lines(project: Path) -> None:
    lines = ["import torch", "x = torch.zeros(2, 3)"]
    lines += [f"name_{n} = {{'a': [{n}, {n} + 1], 'b': 'text {n}'}}" for n in range(50_000)]
    lines += ["x @ x", ""]
    (project / "generated.py").write_text("\n".join(lines))
    done = pytea(project, "check", "generated.py", "--format", "json")
    assert (done.status, done.err) == (1, "")
    assert [found[:4] for found in findings(done)] == [
        ("generated.py", 50_003, 1, "shape-mismatch")
    ]


def test_a_deeply_nested_expression(project: Path) -> None:
    (project / "deep.py").write_text(f"x = {'(' * 150}1{')' * 150}\ny = {'-' * 3000}1\n")
    done = pytea(project, "check", "deep.py", "other.py")
    assert done.status == 1
    assert OTHER in done.out
