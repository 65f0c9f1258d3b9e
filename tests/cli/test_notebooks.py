"""Notebooks: their cells are one program, and a place is a cell and a line in it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.programs import GOOD
from tests.command import pytea

CELLS = (
    ("markdown", "# A title"),
    ("code", "%matplotlib inline\n!pip install torch \\\n   --quiet\nimport torch\ntorch?"),
    ("code", "def product(a, b):\n    return a @ b"),
    ("code", "x = torch.zeros(2, 3)\n%time y = product(x, torch.zeros(4, 5))\ndisplay(x)"),
)


def notebook(cells: Sequence[tuple[str, str]] = CELLS, **metadata: Any) -> str:
    made = [
        {"cell_type": kind, "metadata": {}, "source": text.splitlines(True)} for kind, text in cells
    ]
    data = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(data, indent=1) + "\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "train.ipynb").write_text(notebook())
    return tmp_path


def test_places_are_cells_and_lines(book: Path) -> None:
    done = pytea(book, "check", "train.ipynb")
    assert (done.status, done.err) == (1, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("train.ipynb:cell 3:2:12 error[shape-mismatch] ")
    assert lines[1:3] == ["    1 │ def product(a, b):", "    2 │     return a @ b"]
    assert "   called from train.ipynb:cell 4:2 in <module>" in lines
    assert lines[-1].startswith("checked train.ipynb: 1 error")


def test_formats_for_machines(book: Path) -> None:
    (found,) = json.loads(pytea(book, "check", "train.ipynb", "--format", "json").out)[
        "diagnostics"
    ]
    assert (found["file"], found["cell"], found["line"], found["column"]) == (
        "train.ipynb",
        3,
        2,
        12,
    )
    assert found["trace"][0] == {
        "file": "train.ipynb", "cell": 4, "line": 2, "function": "<module>",
    }  # fmt: skip
    words = [f"--output-file={name}={name}.out" for name in ("sarif", "gitlab", "junit")]
    github = pytea(book, "check", "train.ipynb", "--format", "github", *words).out
    assert github.startswith("::error file=train.ipynb,line=1,endLine=1,col=1,endColumn=1,")
    assert "cell 3, line 2: " in github
    (result,) = json.loads((book / "sarif.out").read_text())["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "train.ipynb"
    assert result["message"]["text"].startswith("cell 3, line 2: ")
    (issue,) = json.loads((book / "gitlab.out").read_text())
    assert issue["location"] == {"path": "train.ipynb", "lines": {"begin": 1, "end": 1}}
    assert 'file="train.ipynb"' in (book / "junit.out").read_text()


def test_a_baseline_and_a_comment_hold_in_cells(book: Path) -> None:
    words = ["check", "train.ipynb", "--baseline", "b.json"]
    assert pytea(book, *words, "--update-baseline").status == 0
    assert pytea(book, *words).status == 0
    (book / "pytea.toml").write_text('per-file-ignores = {"*.ipynb" = ["shape-mismatch"]}\n')
    assert pytea(book, "check", "train.ipynb").status == 0


def test_a_fix_changes_the_cell_alone(tmp_path: Path) -> None:
    cells = (
        ("markdown", "no code"),
        ("code", "%matplotlib inline\nimport torch"),
        ("code", "net = torch.nn.Linear(4, 2)\nnet(torch.zeros(1, 3))"),
    )
    file = tmp_path / "net.ipynb"
    file.write_text(notebook(cells, language_info={"name": "python"}))
    done = pytea(tmp_path, "check", "net.ipynb", "--fix")
    assert done.status == 0
    assert "fixed net.ipynb:cell 3:1:" in done.err
    fixed = (*cells[:2], ("code", cells[2][1].replace("4, 2", "3, 2")))
    assert file.read_text() == notebook(fixed, language_info={"name": "python"})


def test_a_cell_may_say_that_it_raises(book: Path) -> None:
    data = json.loads((book / "train.ipynb").read_text())
    data["cells"][3]["metadata"] = {"tags": ["raises-exception"]}
    data["cells"].append({**data["cells"][2], "source": ["torch.zeros(3) + torch.zeros(4)"]})
    (book / "train.ipynb").write_text(json.dumps(data))
    done = pytea(book, "check", "train.ipynb", "--concise")
    (finding, summary) = done.out.splitlines()
    assert finding.startswith("train.ipynb:cell 5:1:1 error[not-broadcastable] ")
    assert summary.startswith("checked train.ipynb: 1 error")


def test_the_notebooks_of_a_folder_are_entries(book: Path) -> None:
    (book / "good.py").write_text(GOOD)
    done = pytea(book, "check", ".", "--jobs", "2")
    assert done.status == 1
    assert [line.split(":")[0] for line in done.out.splitlines() if line.startswith("checked")] == [
        "checked good.py",
        "checked train.ipynb",
    ]
    (book / "pytea.toml").write_text('include = ["*.py"]\n')
    assert pytea(book, "check", ".").status == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "book.ipynb:1:2 error[syntax-error] this notebook is not valid JSON: "),
        ("[]", "book.ipynb:1:1 error[syntax-error] this is not a notebook: it has no cells"),
        ('{"worksheets": []}', "its format is older than version 4"),
        ('{"cells": [{"cell_type": "code", "source": 3}]}', "cell 1 has no text"),
        (notebook(kernelspec={"language": "R"}), "this notebook is written in R, not in Python"),
        ("", "this notebook is not valid JSON"),
    ],
)
def test_a_broken_notebook_is_one_clear_error(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "book.ipynb").write_text(text)
    (tmp_path / "good.py").write_text(GOOD)
    done = pytea(tmp_path, "check", "book.ipynb", "good.py", "--concise")
    assert (done.status, done.err) == (1, "")
    assert sentence in done.out.splitlines()[0]
    assert done.out.count("error[") == 1
    assert "checked good.py: no errors" in done.out


def test_a_syntax_error_is_in_its_cell(tmp_path: Path) -> None:
    (tmp_path / "book.ipynb").write_text(notebook((("code", "x = 1"), ("code", "y = 1\nz = ("))))
    done = pytea(tmp_path, "check", "book.ipynb", "--concise", "-q")
    assert done.out.startswith("book.ipynb:cell 2:")


def test_a_notebook_through_stdin_is_the_notebook_from_its_file(book: Path) -> None:
    text = (book / "train.ipynb").read_text()
    for words in ([], ["--format", "json"], ["--concise", "--show-unknown"]):
        known = pytea(book, "check", "train.ipynb", *words)
        (book / "empty").mkdir(exist_ok=True)
        words = ["check", "-", "--stdin-filename", "train.ipynb", *words]
        given = pytea(book / "empty", *words, stdin=text)
        assert (given.status, given.err) == (1, "")
        assert _without_times(given.out) == _without_times(known.out)
    broken = pytea(book, "check", "-", "--stdin-filename", "a.ipynb", stdin="{")
    assert (broken.status, broken.out) == (2, "")
    assert broken.err.startswith("pytea: a.ipynb:1:2: this notebook is not valid JSON")


def _without_times(text: str) -> str:
    return re.sub(r'\d+\.\d+( s|$|,)|"seconds": [\d.]+', "", text)


def test_a_fix_of_a_notebook_from_stdin_is_shown(tmp_path: Path) -> None:
    text = notebook((("code", "import torch"), ("code", "torch.randn(4, 2).sum(dim=2)")))
    done = pytea(tmp_path, "check", "-", "--stdin-filename", "a.ipynb", "--diff", stdin=text)
    assert "-torch.randn(4, 2).sum(dim=2)\n+torch.randn(4, 2).sum(dim=1)\n" in done.out


def test_shapes_of_a_notebook_stand_beside_its_cells(book: Path) -> None:
    assert pytea(book, "shapes", "train.ipynb").out.startswith("product(a: ")
    lines = pytea(book, "shapes", "train.ipynb", "--lines").out.splitlines()
    start = lines.index("# cell 4")
    assert re.fullmatch(r"x = torch.zeros\(2, 3\) +# x: \(2, 3\)", lines[start + 1])
    assert lines[start + 2].startswith("%time y = product(")


def test_a_summary_of_a_notebook_names_cells(book: Path) -> None:
    done = pytea(book, "summary", "train.ipynb")
    assert done.status == 1
    assert "train.ipynb:cell 3:2:12 error[shape-mismatch]" in done.out
    assert "    2 │     return a @ b" in done.out
