"""Comments that suppress findings, and those that suppress nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.config import Options

HEAD = "import torch\n\na, b = torch.zeros(2, 3), torch.zeros(4, 5)\n"


def found(folder: Path, *texts: str, ignore: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"p{number}.py")
        files[-1].write_text(text)
    report = check(files, lambda _: Options(use_cache=False, ignore=ignore))
    return [(d.span.line, d.code) for d in report.diagnostics]


@pytest.mark.parametrize(
    "statement",
    [
        "a @ b  # pytea: ignore[shape-mismatch]",
        "a @ b  # pytea: ignore",
        "a @ b  #pytea:ignore[shape-mismatch] because",
        "x = a @ b; undefined  # pytea: ignore[undefined-name, shape-mismatch]",
        "# pytea: ignore[shape-mismatch]\na @ b",
        "c = (\n    a\n    @ b\n)  # pytea: ignore[shape-mismatch]",
        "c = (\n    a  # pytea: ignore[shape-mismatch]\n    @ b\n)",
        "# pytea: ignore[shape-mismatch]\nc = (\n    a\n    @ b\n)",
        "# pytea: skip-file\na @ b",
        "a @ b  # type: ignore  # pytea: ignore[shape-mismatch]",
        "if (a @ b).sum():  # pytea: ignore[shape-mismatch]\n    pass",
    ],
)
def test_a_comment_suppresses_the_finding_of_its_statement(statement: str, tmp_path: Path) -> None:
    assert found(tmp_path, HEAD + statement + "\n") == []


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("a @ b  # pytea: ignore[bad-call]", [(4, "shape-mismatch"), (4, "unused-ignore")]),
        ("a @ b  # pytea: ignore[bad-call, shape-mismatch]", [(4, "unused-ignore")]),
        ("'# pytea: ignore'\na @ b", [(5, "shape-mismatch")]),
        ("if True:  # pytea: ignore\n    a @ b", [(4, "unused-ignore"), (5, "shape-mismatch")]),
        ("# pytea: ignore\nc = 1\na @ b", [(4, "unused-ignore"), (6, "shape-mismatch")]),
    ],
)
def test_a_comment_holds_for_nothing_else(
    statement: str, left: list[tuple[int, str]], tmp_path: Path
) -> None:
    assert found(tmp_path, HEAD + statement + "\n") == left


def test_a_comment_is_used_when_one_entry_uses_it(tmp_path: Path) -> None:
    (tmp_path / "shared.py").write_text(
        "def product(a, b):\n    return a @ b  # pytea: ignore[shape-mismatch]\n"
    )
    call = "import shared\n" + HEAD + "shared.product(a, {})\n"
    assert found(tmp_path, call.format("b"), call.format("a.T")) == []
    assert found(tmp_path, call.format("a.T")) == [(2, "unused-ignore")]
    assert found(tmp_path, call.format("a.T"), ignore=("unused-ignore",)) == []


def test_a_code_that_no_rule_has_is_told(tmp_path: Path) -> None:
    file = tmp_path / "p.py"
    file.write_text("x = 1  # pytea: ignore[bad-reshap]\n")
    (diagnostic,) = check([file], lambda _: Options(use_cache=False)).diagnostics
    assert diagnostic.message == "no rule is called bad-reshap, did you mean bad-reshape?"
    assert str(diagnostic.span) == "1:8"


def test_the_program_itself_may_be_broken(tmp_path: Path) -> None:
    assert found(tmp_path, "x = (  # pytea: ignore[syntax-error]\n") == []


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [
        ("skipfile", "no comment is called skipfile, did you mean skip-file?"),
        ("ignored[bad-call]", "no comment is called ignored, did you mean ignore?"),
        ("quiet", "no comment is called quiet, there are ignore[CODE] and skip-file"),
    ],
)
def test_a_comment_that_is_none_is_told(comment: str, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "p.py"
    file.write_text(f"{HEAD}a @ b  # noqa # pytea: {comment}\n")
    report = check([file], lambda _: Options(use_cache=False))
    assert [(d.code, d.span.column) for d in report.diagnostics] == [
        ("shape-mismatch", 1),
        ("unused-ignore", 15),
    ]
    assert report.diagnostics[1].message == sentence
