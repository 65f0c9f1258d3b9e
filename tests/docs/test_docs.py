"""The documentation tells the truth: its sessions are run, its links lead somewhere."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.command import ROOT
from tests.docs.sessions import agree, commands, doctests, example_copy, pages, run

_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#)([^)#\s]+)[^)]*\)")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", pages(), ids=name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    folder = example_copy(tmp_path)
    for command in commands(page.read_text(encoding="utf-8")):
        real = run(command, folder)
        assert agree(command.shown, real), f"$ {' '.join(command.words)}\n{real}"


@pytest.mark.parametrize("page", pages(), ids=name)
def test_python_sessions_run(page: Path) -> None:
    results: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    failed, _ = runner.run(doctests(page), out=results.append)
    assert not failed, "".join(results)


@pytest.mark.parametrize("page", pages(), ids=name)
def test_links_lead_to_files(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_documentation_has_sessions() -> None:
    shown = {name(page): list(commands(page.read_text(encoding="utf-8"))) for page in pages()}
    assert shown["README.md"]
    assert shown["docs/architecture.md"]


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ("a · 0.4 s\n", "a · 1.7 s\n", True),
        ("a\n...\nc\n", "a\nb\nb\nc\n", True),
        ("a\n...\nc\n", "a\nc\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\n", "b\n", False),
    ],
)
def test_what_counts_as_the_same_output(shown: str, real: str, same: bool) -> None:
    assert agree(shown, real) is same
