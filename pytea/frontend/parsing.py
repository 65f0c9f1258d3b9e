"""Text to LibCST tree with the offsets of every node, or a SourceError with CPython's own words.

Parsing and everything that recurses over the tree runs in a thread with a large stack, so that the
depth of an expression is limited by memory and not by the recursion limit of this process.
"""

from __future__ import annotations

import ast
import gc
import re
import sys
import threading
import warnings
from bisect import bisect_right
from collections.abc import Callable
from typing import TypeVar

import libcst as cst

from pytea.frontend.positions import Offsets, record_offsets
from pytea.frontend.source_error import SourceError
from pytea.records import immutable
from pytea.span import Span

#: Bytes of stack of the thread that parses, tried in this order.
STACK_SIZES = (512 << 20, 128 << 20, 32 << 20)
#: Frames of Python code that the same thread may nest.
RECURSION_LIMIT = 400_000

_FORM_FEED = re.compile(r"^[ \t\f]*\f", re.MULTILINE)
#: More open brackets in a row than CPython allows to be nested; LibCST takes very long over them.
_NESTED = re.compile(r"[(\[{](?:[^()\[\]{}]*[(\[{]){200}")
_LIBCST_PLACE = re.compile(r"error at (\d+):(\d+)")

T = TypeVar("T")

#: The recursion limit and the garbage collector belong to the process: one file at a time.
_ALONE = threading.Lock()


@immutable()
class Lines:
    """Converts offsets in the parsed text to spans of the file."""

    starts: tuple[int, ...]
    #: How many characters were cut from the beginning of a line (form feeds).
    cut: dict[int, int]

    def span(self, start: int, end: int) -> Span:
        """Returns the span between two offsets."""
        first = bisect_right(self.starts, start)
        last = bisect_right(self.starts, end)
        column = start - self.starts[first - 1] + 1
        end_column = end - self.starts[last - 1] + 1
        if self.cut:
            column += self.cut.get(first, 0)
            end_column += self.cut.get(last, 0)
        return Span(first, column, last, end_column)


@immutable()
class Tree:
    """A parsed text: ``offsets[id(node)]`` is where ``node`` starts and ends in ``text``."""

    module: cst.Module
    text: str
    offsets: Offsets
    lines: Lines


def normalized(text: str) -> tuple[str, Lines]:
    """Returns ``text`` with ``\\n`` line ends and no leading form feeds, and its line table."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cut: dict[int, int] = {}
    if "\f" in text:
        for match in _FORM_FEED.finditer(text):
            cut[text.count("\n", 0, match.start()) + 1] = match.end() - match.start()
        text = _FORM_FEED.sub("", text)
    starts = [0]
    find = text.find
    at = find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = find("\n", at + 1)
    return text, Lines(tuple(starts), cut)


def parse(text: str) -> Tree:
    """Returns the tree of a whole file; raises SourceError. To be called through ``deep``."""
    clean, lines = normalized(text)
    if _NESTED.search(clean):
        error = syntax_error(clean, lines, "")
        if not error.ours:
            raise error
    try:
        module = cst.parse_module(clean)
    except cst.ParserSyntaxError as error:
        raise syntax_error(clean, lines, str(error)) from None
    except Exception as error:  # noqa: BLE001  LibCST refuses texts with several kinds.
        raise syntax_error(clean, lines, str(error)) from None
    refusal = _refused_by_compiler(clean)
    if refusal is not None:
        raise SourceError(refusal.msg or "invalid syntax", _place(refusal, lines))
    return Tree(module, clean, record_offsets(module), lines)


def _refused_by_compiler(text: str) -> SyntaxError | None:
    """Returns what CPython refuses although it can parse it: a keyword that is repeated, ``break``
    outside of a loop. Nothing is executed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # a cell of a notebook may await
            compile(text, "<text>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        # what this CPython cannot parse may be the syntax of a newer one
        return error if _parse_error(text) is None else None
    except (ValueError, RecursionError, MemoryError, OverflowError):
        pass
    return None


def syntax_error(text: str, lines: Lines, hint: str) -> SourceError:
    """Returns the error that CPython gives for ``text``, or one of ours when CPython accepts it."""
    error = _parse_error(text)
    accepted = error is None
    if accepted:
        error = _refused_by_compiler(text)
    if isinstance(error, SyntaxError):
        return SourceError(error.msg or "invalid syntax", _place(error, lines))
    match = _LIBCST_PLACE.search(hint)
    line, column = (int(match.group(1)), int(match.group(2))) if match else (1, 1)
    message = "syntax that pytea cannot parse" if accepted else "invalid syntax"
    return SourceError(message, Span(line, column, line, column + 1), ours=accepted)


def _parse_error(text: str) -> Exception | None:
    """Returns why CPython cannot parse a text; None where it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        return error
    return None


def _place(error: SyntaxError, lines: Lines) -> Span:
    line = min(max(error.lineno or 1, 1), len(lines.starts))
    column = max(error.offset or 1, 1) + lines.cut.get(line, 0)
    end_line = error.end_lineno or line
    end_column = (error.end_offset or 0) + (lines.cut.get(end_line, 0) if error.end_offset else 0)
    if (end_line, end_column) <= (line, column):
        end_line, end_column = line, column + 1
    return Span(line, column, end_line, end_column)


def deep(work: Callable[[], T]) -> T:
    """Returns ``work()``, run where deep recursion is possible and without garbage collections."""
    results: list[T] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001  It is raised in the caller's thread.
            failures.append(error)

    with _ALONE:
        limit, collecting, size = sys.getrecursionlimit(), gc.isenabled(), threading.stack_size()
        gc.disable()
        sys.setrecursionlimit(max(limit, RECURSION_LIMIT))
        try:
            _start(run).join()
        finally:
            threading.stack_size(size)
            sys.setrecursionlimit(limit)
            if collecting:
                gc.enable()
    if failures:
        raise failures[0]
    return results[0]


def _start(run: Callable[[], None]) -> threading.Thread:
    for size in STACK_SIZES:
        try:
            threading.stack_size(size)
            thread = threading.Thread(target=run, name="pytea-parse", daemon=True)
            thread.start()
        except (RuntimeError, ValueError):
            continue
        return thread
    threading.stack_size(0)
    thread = threading.Thread(target=run, name="pytea-parse", daemon=True)
    thread.start()
    return thread
