"""Markdown files as tests: every ```` ```py ```` block below a heading is a program.

A comment ``# error: [column] [code] "text"`` expects a finding on its line, or on the line below
when it stands alone; ``# warning:`` and ``# info:`` likewise. ``# revealed: TEXT`` expects what
``reveal_shape`` or ``reveal_value`` reports there. A block ``py file=NAME`` is no program but a
file beside the programs under the same heading. ``py no-run REASON`` is not run in real torch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(__file__).parent
PROGRAM = "program.py"

_MARK = re.compile(r"#\s*(error|warning|info|revealed):[ \t]*")
_FINDING = re.compile(r'(?:(\d+)\s*)?(?:\[([\w-]+)\]\s*)?(?:"(.*)"\s*)?')


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected on one line of one file."""

    file: str
    line: int
    #: "error", "warning", "info" or "revealed".
    kind: str
    column: int | None = None
    code: str | None = None
    #: A part of the message, or all of what is revealed.
    text: str | None = None

    def __str__(self) -> str:
        parts = [self.column, self.code and f"[{self.code}]", self.text]
        wanted = " ".join(str(part) for part in parts if part is not None)
        return f"{self.file}:{self.line} {self.kind}: {wanted}".rstrip()


@dataclass(frozen=True, slots=True)
class Block:
    """One program: its own text and the files beside it."""

    document: str
    #: The headings above it, and its number when a heading has several programs.
    title: str
    #: The line of the document where the program begins, less one.
    offset: int
    #: (name, text); the program itself is called PROGRAM.
    files: tuple[tuple[str, str], ...]
    expectations: tuple[Expectation, ...]
    #: Why it is not run in real torch; empty when it is.
    no_run: str

    @property
    def text(self) -> str:
        """The text of the program."""
        return dict(self.files)[PROGRAM]

    @property
    def name(self) -> str:
        """The name of the test."""
        return f"{self.document}::{self.title}"


class MalformedDocument(Exception):
    """A document that does not say clearly what it expects."""


def read_document(path: Path) -> tuple[Block, ...]:
    """Returns the programs of a Markdown file in their order; raises MalformedDocument."""
    headings: list[str] = []
    beside: list[tuple[str, str]] = []
    blocks: list[Block] = []
    counts: dict[str, int] = {}
    document = path.relative_to(FOLDER).as_posix()
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1:])
            headings = [*headings[: level - 1], tokens[index + 1].content]
            beside = []
        elif token.type == "fence" and token.info.split()[:1] == ["py"]:
            words = token.info.split()[1:]
            if words and words[0].startswith("file="):
                beside.append((words[0].removeprefix("file="), token.content))
                continue
            title = " > ".join(headings[1:] or headings)
            counts[title] = counts.get(title, 0) + 1
            if counts[title] > 1:
                title = f"{title} ({counts[title]})"
            blocks.append(_block(document, title, token, beside))
    return tuple(blocks)


def _block(document: str, title: str, token: Token, beside: list[tuple[str, str]]) -> Block:
    assert token.map is not None
    words = token.info.split(maxsplit=2)[1:]
    if words and words[0] != "no-run":
        raise MalformedDocument(f"{document}: {title}: unknown word {words[0]!r} after py")
    if words and len(words) < 2:
        raise MalformedDocument(f"{document}: {title}: no-run needs a reason")
    files = (*beside, (PROGRAM, token.content))
    expectations = tuple(e for name, text in files for e in expectations_of(name, text))
    no_run = words[1] if words else ""
    return Block(document, title, token.map[0] + 1, files, expectations, no_run)


def expectations_of(file: str, text: str) -> list[Expectation]:
    """Returns what the comments of a file expect; raises MalformedDocument."""
    result = []
    waiting: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        mark = _MARK.search(line)
        if mark is None:
            if line.strip():
                result += [_expectation(file, number, comment) for comment in waiting]
                waiting = []
            continue
        comments = _split(line[mark.start() :])
        if line[: mark.start()].strip():
            found = [*waiting, *comments]
            result += [_expectation(file, number, comment) for comment in found]
            waiting = []
        else:
            waiting += comments
    if waiting:
        raise MalformedDocument(f"{file}: nothing follows {waiting[0]!r}")
    return result


def _split(comments: str) -> list[str]:
    starts = [mark.start() for mark in _MARK.finditer(comments)]
    ends = [*starts[1:], len(comments)]
    return [comments[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _expectation(file: str, line: int, comment: str) -> Expectation:
    mark = _MARK.match(comment)
    assert mark is not None
    kind, rest = mark[1], comment[mark.end() :].strip()
    if kind == "revealed":
        if not rest:
            raise MalformedDocument(f"{file}:{line}: revealed what?")
        return Expectation(file, line, kind, text=rest)
    match = _FINDING.fullmatch(rest)
    if match is None:
        raise MalformedDocument(f'{file}:{line}: not `[column] [code] "text"`: {rest}')
    column = int(match[1]) if match[1] else None
    return Expectation(file, line, kind, column, match[2], match[3])


def all_blocks() -> list[Block]:
    """Returns the programs of all documents, sorted by document."""
    return [block for path in sorted(FOLDER.rglob("*.md")) for block in read_document(path)]
