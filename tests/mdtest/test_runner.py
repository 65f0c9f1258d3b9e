"""The runner of the Markdown tests itself: what it reads, what it lets pass, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.diagnostics import Diagnostic, Severity
from pytea.span import Span
from tests.mdtest.documents import (
    PROGRAM,
    Block,
    Expectation,
    MalformedDocument,
    expectations_of,
    read_document,
)
from tests.mdtest.reality import observe_all, without_statement
from tests.mdtest.runner import check_reality, differences


def block_of(text: str) -> Block:
    expectations = tuple(expectations_of(PROGRAM, text))
    return Block("page.md", "a title", 0, ((PROGRAM, text),), expectations, "")


def test_an_expectation_names_column_code_and_text() -> None:
    (expected,) = expectations_of(PROGRAM, 'f(x)  # error: 5 [bad-reshape] "cannot view"\n')
    assert expected == Expectation(PROGRAM, 1, "error", 5, "bad-reshape", "cannot view")


def test_each_part_of_an_expectation_may_be_left_out() -> None:
    text = "f()  # error:\ng()  # warning: [last-batch]\nh()  # info: 3\n"
    assert [(e.kind, e.column, e.code) for e in expectations_of(PROGRAM, text)] == [
        ("error", None, None),
        ("warning", None, "last-batch"),
        ("info", 3, None),
    ]


def test_a_comment_of_its_own_belongs_to_the_next_line_of_code() -> None:
    text = "# error: [a]\n# warning: [b]\n\nf()  # info: [c]\n"
    assert [(e.line, e.code) for e in expectations_of(PROGRAM, text)] == [
        (4, "a"),
        (4, "b"),
        (4, "c"),
    ]


def test_one_line_may_reveal_several_texts() -> None:
    text = "reveal_shape(x)  # revealed: (64, 1) # revealed: (32, 1)\n"
    assert [e.text for e in expectations_of(PROGRAM, text)] == ["(64, 1)", "(32, 1)"]


@pytest.mark.parametrize(
    "text",
    ["# error: [a]\n", "f()  # revealed:\n", 'f()  # error: "no end\n', "f()  # error: a b\n"],
)
def test_an_unclear_expectation_is_refused(text: str) -> None:
    with pytest.raises(MalformedDocument):
        expectations_of(PROGRAM, text)


def document(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[Block, ...]:
    monkeypatch.setattr("tests.mdtest.documents.FOLDER", folder)
    path = folder / "page.md"
    path.write_text(text)
    return read_document(path)


def test_headings_name_the_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Page\n## One\n```py\na\n```\n```py\nb\n```\n## Two\n### Three\n```py\nc\n```\n"
    blocks = document(tmp_path, monkeypatch, text)
    assert [(b.title, b.offset, b.text) for b in blocks] == [
        ("One", 3, "a\n"),
        ("One (2)", 6, "b\n"),
        ("Two > Three", 11, "c\n"),
    ]


def test_files_beside_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "## One\n```py file=a/b.py\nx = 1\n```\n```py\nimport a.b\n```\n"
    (block,) = document(tmp_path, monkeypatch, text)
    assert block.files == (("a/b.py", "x = 1\n"), (PROGRAM, "import a.b\n"))


def test_not_running_needs_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = document(tmp_path, monkeypatch, "## A\n```py no-run needs a GPU\nx\n```\n")
    assert block.no_run == "needs a GPU"
    with pytest.raises(MalformedDocument):
        document(tmp_path, monkeypatch, "## A\n```py no-run\nx\n```\n")


def finding(line: int, code: str, message: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(PROGRAM, Span(line, 5, line, 6), severity, code, message)


def test_what_is_unmatched_on_either_side_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    block = block_of('f()  # error: [a] "one"\ng()  # revealed: (2, 3)\n')
    right = [finding(1, "a", "one two"), finding(2, "revealed-shape", "(2, 3)", Severity.INFO)]
    assert differences(block, right, tmp_path) == []
    wrong = [finding(1, "b", "one"), finding(2, "revealed-shape", "(2, 3, 4)", Severity.INFO)]
    assert differences(block, wrong, tmp_path) == [
        "unexpected: page.md:1:5 error[b] one",
        "unexpected: page.md:2:5 info[revealed-shape] (2, 3, 4)",
        "missing: page.md:1 error: [a] one",
        "missing: page.md:2 revealed: (2, 3)",
    ]


REAL = {
    "no error": ("x = 1\n", []),
    "the expected error": ("import torch\ntorch.ones(2) + torch.ones(3)  # error:\n", []),
    "an error elsewhere": (
        "1 / 0\nf = 2  # error:\n",
        ["real torch raises at page.md:1: ZeroDivisionError: division by zero",
         "real torch does not raise at page.md:2"],
    ),
    "no error where one is expected": (
        "x = 1  # error:\n", ["real torch does not raise at page.md:1"],
    ),
    "two errors, one behind the other": (
        "import random\nif random.random() < 0.5:\n    1 / 0  # error:\nelse:\n    []()  # error:\n",
        [],
    ),
    "an allowed error": ("1 / 0  # warning:\n", []),
    "a right shape": ("import torch\nreveal_shape(torch.ones(2, 3))  # revealed: (2, 3)\n", []),
    "a wrong shape": (
        "import torch\nreveal_shape(torch.ones(2, 3))  # revealed: (3, 2)\n",
        ["page.md:2 reveals ['(2, 3)'] in real torch, not ['(3, 2)']"],
    ),
    "a shape of a loop that is not told": (
        "import torch\nfor n in 1, 2:\n    reveal_shape(torch.ones(n))  # revealed: (1,)\n",
        ["page.md:3 reveals ['(1,)', '(2,)'] in real torch, not ['(1,)']"],
    ),
    "a symbolic shape": ("import torch\nreveal_shape(torch.ones(2, 3))  # revealed: (B, 3)\n", []),
    "a value": ("reveal_value('a' + 'b')  # revealed: 'ab'\n", []),
    "a wrong value": (
        "reveal_value('a' + 'b')  # revealed: 'ba'\n",
        ["""page.md:1 reveals ["'ab'"] in real torch, not ["'ba'"]"""],
    ),
    "a line never reached": (
        "if 0:\n    reveal_value(1)  # revealed: 1\n", ["real torch never comes to page.md:2"],
    ),
}  # fmt: skip


def test_reality_is_compared() -> None:
    blocks = [block_of(text) for text, _ in REAL.values()]
    for (name, (_, problems)), block, observed in zip(
        REAL.items(), blocks, observe_all(blocks), strict=True
    ):
        assert check_reality(block, observed) == problems, name


def test_a_statement_is_taken_out_without_moving_lines() -> None:
    text = "if x:\n    a = f(1,\n      2); b = 2\nc = 3\n"
    assert without_statement(text, 3) == "if x:\n    a = f(1,\n      2); pass\nc = 3\n"
    assert without_statement(text, 2) == "if x:\n    pass; b = 2\n\nc = 3\n"
