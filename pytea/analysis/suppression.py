"""Comments that suppress findings: ``# pytea: ignore[code]`` and ``# pytea: skip-file``.

A comment at the end of a line holds for the whole statement around that line, or for the head of a
compound statement; a comment on a line of its own holds for the statement below it. Without codes
it holds for every rule.
"""

from __future__ import annotations

import ast
import difflib
import io
import re
import tokenize
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from pytea.diagnostics import Diagnostic, Severity
from pytea.diagnostics.registry import codes
from pytea.errors import INTERNAL_FAILURE
from pytea.records import immutable, mutable
from pytea.span import Span

#: It may stand behind other comments: ``# type: ignore  # pytea: ignore``.
_COMMENT = re.compile(r"#\s*pytea:\s*(?:(skip-file|ignore)(?![\w-])(?:\s*\[([^\]]*)\])?|([\w-]+))")
_KNOWN = ("ignore", "skip-file")
UNUSED = "unused-ignore"
#: What no comment suppresses: pytea's own failures, and complaints about the comments themselves.
_KEPT = frozenset({INTERNAL_FAILURE, "unreadable-file", UNUSED})


@immutable()
class Ignore:
    """One comment: where it stands, which lines it holds for, which codes it names."""

    file: str
    span: Span
    first: int
    last: int
    #: Empty: every code.
    codes: tuple[str, ...] = ()
    #: What stands where ``ignore`` should: such a comment does nothing.
    unknown: str = ""

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Returns whether the comment suppresses a finding."""
        return (
            self.first <= diagnostic.span.line <= self.last
            and (not self.codes or diagnostic.code in self.codes)
            and diagnostic.code not in _KEPT
        )


@mutable()
class Suppression:
    """The comments of the files of one or more entries, and which of them did something."""

    #: The comments of every file that has some, by its display name.
    ignores: dict[str, tuple[Ignore, ...]] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    #: Each of them with the codes of the findings that it suppressed.
    used: set[tuple[Ignore, str]] = field(default_factory=set)

    def read(self, file: str, text: str) -> None:
        """Reads the comments of a file."""
        if file in self.ignores or "pytea:" not in text:
            return
        found = tuple(_comments(file, text))
        self.ignores[file] = tuple(ignore for ignore in found if ignore.last)
        if len(self.ignores[file]) < len(found):
            self.skipped.add(file)

    def add(self, other: Suppression) -> None:
        """Adds what another entry knows."""
        self.ignores.update(other.ignores)
        self.skipped |= other.skipped
        self.used |= other.used

    def apply(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Returns the findings that no comment suppresses."""
        return [d for d in diagnostics if not self._suppresses(d)]

    def _suppresses(self, diagnostic: Diagnostic) -> bool:
        if diagnostic.file in self.skipped:
            return diagnostic.code not in _KEPT
        matching = [i for i in self.ignores.get(diagnostic.file, ()) if i.covers(diagnostic)]
        self.used.update((ignore, diagnostic.code) for ignore in matching)
        return bool(matching)

    def unused(self) -> list[Diagnostic]:
        """Returns a finding for every comment that suppressed nothing with one of its codes."""
        return [
            Diagnostic(ignore.file, ignore.span, Severity.WARNING, UNUSED, sentence)
            for file, ignores in sorted(self.ignores.items())
            if file not in self.skipped
            for ignore in ignores
            if (sentence := self._complaint(ignore))
        ]

    def _complaint(self, ignore: Ignore) -> str:
        """Returns what is said of a comment that does nothing; "" where all of it does something."""
        if ignore.unknown:
            close = difflib.get_close_matches(ignore.unknown, _KNOWN, 1)
            hint = f"did you mean {close[0]}?" if close else "there are ignore[CODE] and skip-file"
            return f"no comment is called {ignore.unknown}, {hint}"
        if not ignore.codes:
            used = any(other == ignore for other, _ in self.used)
            return "" if used else _sentence(())
        idle = tuple(code for code in ignore.codes if (ignore, code) not in self.used)
        return _sentence(idle) if idle else ""


def _sentence(idle: tuple[str, ...]) -> str:
    for code in idle:
        if code not in codes():
            close = difflib.get_close_matches(code, codes(), 1)
            return f"no rule is called {code}" + (f", did you mean {close[0]}?" if close else "")
    what = f"of {', '.join(idle)} " if idle else ""
    return f"this comment suppresses no finding {what}here"


def _comments(file: str, text: str) -> Iterator[Ignore]:
    """Yields the comments of a text; ``skip-file`` is one whose last line is 0."""
    statements: Sequence[tuple[int, int]] | None = None
    for token in _comment_tokens(text):
        match = _COMMENT.search(token.string)
        if match is None:
            continue
        line, column = token.start
        span = Span(line, column + 1 + match.start(), line, column + 1 + match.end())
        if match[3]:
            yield Ignore(file, span, -1, -1, unknown=match[3])
            continue
        if match[1] == "skip-file":
            yield Ignore(file, span, 0, 0)
            continue
        statements = _statements(text) if statements is None else statements
        alone = not token.line[:column].strip()
        first, last = _lines(statements, line, alone)
        named = tuple(code.strip() for code in (match[2] or "").split(",") if code.strip())
        yield Ignore(file, span, first, last, named)


def _comment_tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token
    except (tokenize.TokenError, SyntaxError):
        return


def _statements(text: str) -> list[tuple[int, int]]:
    """Returns the first and last line of every statement, of a compound one only its head."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return sorted(_extent(node) for node in ast.walk(tree) if isinstance(node, ast.stmt))


def _extent(node: ast.stmt) -> tuple[int, int]:
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    if not body:
        return node.lineno, node.end_lineno or node.lineno
    inner = body[0].pattern if isinstance(body[0], ast.match_case) else body[0]
    return node.lineno, max(inner.lineno - 1, node.lineno)


def _lines(statements: Sequence[tuple[int, int]], line: int, alone: bool) -> tuple[int, int]:
    """Returns the lines for which a comment on ``line`` holds."""
    around = [(first, last) for first, last in statements if first <= line <= last]
    if around:
        return max(around)
    if alone:
        return next((extent for extent in statements if extent[0] > line), (line, line))
    return line, line
