"""Sessions in the documentation: commands with their output, executed as they stand there.

A block ```` ```console ```` holds ``$ command`` lines, each followed by its output; a line ``...``
stands for any number of lines. ```` ```pycon ```` blocks are doctests; those of one page share
their names. ``python -m tests.docs.sessions`` writes the real output into the pages.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pytea.diagnostics.registry import codes, rule
from pytea.report.rules import rules_page
from tests.command import ROOT, environment

#: The folder in which the commands of all pages are run, as a copy.
EXAMPLE = ROOT / "docs" / "example"
_BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\d+\.\d+ s\b|(?<=\"seconds\": )\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a page, the output that the page shows, and where that output stands."""

    words: tuple[str, ...]
    shown: str
    start: int
    end: int


def pages() -> list[Path]:
    """Returns the pages of the documentation."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(text: str) -> Iterator[Command]:
    """Yields the commands of a page in their order."""
    for block in _BLOCK.finditer(text):
        if block[1] != "console":
            continue
        for part in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block[2], re.MULTILINE):
            start, end = block.start(2) + part.start(2), block.start(2) + part.end(2)
            yield Command(tuple(shlex.split(part[1], comments=True)), part[2], start, end)


def run(command: Command, folder: Path) -> str:
    """Returns what a command prints in ``folder``; only pytea and a few harmless words are run."""
    program, *rest = command.words
    if program == "pytea":
        words = [sys.executable, "-P", "-m", "pytea", *rest]
    elif program in ("cat", "sed", "diff"):
        words = [program, *rest]
    else:
        raise ValueError(f"the documentation may not run {program}")
    done = subprocess.run(
        words, cwd=folder, env=environment(folder / ".cache"), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stdout


def example_copy(parent: Path) -> Path:
    """Returns a copy of the example project."""
    folder = parent / "example"
    shutil.copytree(EXAMPLE, folder)
    return folder


def agree(shown: str, real: str) -> bool:
    """Returns whether the output of a page is the real one but for times and what it leaves out."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(_timeless(line))
        for line in shown.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, _timeless(real)) is not None


def _timeless(text: str) -> str:
    return _SECONDS.sub("N", text)


def doctests(page: Path) -> doctest.DocTest:
    """Returns the Python sessions of a page as one test."""
    text = page.read_text(encoding="utf-8")
    blank = re.sub(r"[^\n]", "", text)
    for block in _BLOCK.finditer(text):
        if block[1] == "pycon":
            blank = _put(blank, text, block.start(2), block[2])
    parser = doctest.DocTestParser()
    return parser.get_doctest(blank, {}, page.name, str(page), 0)


def _put(blank: str, text: str, start: int, content: str) -> str:
    lines, first = blank.split("\n"), text.count("\n", 0, start)
    inner = content.rstrip("\n").split("\n")
    return "\n".join([*lines[:first], *inner, *lines[first + len(inner) :]])


def refreshed(text: str, folder: Path) -> str:
    """Returns a page with the real output of every command whose output does not agree."""
    parts, end = [], 0
    for command in commands(text):
        real = run(command, folder)
        parts += [text[end : command.start], command.shown if agree(command.shown, real) else real]
        end = command.end
    return "".join([*parts, text[end:]])


def rules_text() -> str:
    """Returns the page of the rules, which is made from their registry."""
    return rules_page({code: rule(code) for code in codes()})


def main() -> None:
    """Brings the pages up to date."""
    os.chdir(ROOT)
    (ROOT / "docs" / "rules.md").write_text(rules_text(), encoding="utf-8")
    for page in pages():
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as parent:
            replaced = refreshed(text, example_copy(Path(parent)))
        if replaced != text:
            page.write_text(replaced, encoding="utf-8")
            print(f"{page.relative_to(ROOT)}: written anew")


if __name__ == "__main__":
    main()
