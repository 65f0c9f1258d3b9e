"""The text of one file with its syntax tree: finds expressions by their places, makes edits."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from functools import cached_property

from pytea.diagnostics import Fix
from pytea.span import Span

#: Columns of an expression that is told in the title of an edit.
_SHOWN = 40


class Source:
    """A file that a fix may change."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.lines = text.split("\n")

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the syntax tree; none of a file that is not Python."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return tuple(ast.walk(ast.parse(self.text)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ()

    @cached_property
    def expressions(self) -> dict[tuple[int, int, int, int], ast.expr]:
        """The expressions by their places; of several at one place, the outermost."""
        found: dict[tuple[int, int, int, int], ast.expr] = {}
        for node in self.nodes:
            if isinstance(node, ast.expr):
                found.setdefault(_key(self.span(node)), node)
        return found

    def at(self, span: Span) -> ast.expr | None:
        """Returns the expression at a place."""
        return self.expressions.get(_key(span))

    def node_at(self, span: Span) -> ast.expr | ast.stmt | None:
        """Returns the expression at a place, or the augmented assignment."""
        found = self.at(span)
        if found is not None:
            return found
        return next(
            (n for n in self.nodes if isinstance(n, ast.AugAssign) and self.span(n) == span), None
        )

    def calls(self) -> Iterator[ast.Call]:
        """Yields every call of the file in its order."""
        for _, node in sorted(self.expressions.items(), key=lambda item: item[0]):
            if isinstance(node, ast.Call):
                yield node

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Returns the place of an expression, in code points from 1."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Span(
            node.lineno,
            self._column(node.lineno, node.col_offset),
            node.end_lineno,
            self._column(node.end_lineno, node.end_col_offset),
        )

    def _column(self, line: int, offset: int) -> int:
        text = self.lines[line - 1]
        return offset + 1 if text.isascii() else len(text.encode()[:offset].decode()) + 1

    def source_of(self, node: ast.expr) -> str:
        """Returns the text of an expression."""
        return slice_of(self.text, self.span(node))

    def replace(self, node: ast.expr, replacement: str, title: str) -> Fix:
        """Returns the edit that writes something else for an expression."""
        return Fix(title, self.file, self.span(node), replacement)

    def wrap(self, node: ast.expr, suffix: str) -> Fix:
        """Returns the edit that calls a method of an expression, such as ``.float()``."""
        text = self.source_of(node)
        simple = isinstance(node, (ast.Name, ast.Attribute, ast.Call, ast.Subscript))
        new = f"{text if simple else f'({text})'}{suffix}"
        brief = len(text) <= _SHOWN and "\n" not in text
        return self.replace(node, new, f"write {new}" if brief else f"add {suffix}")

    def add_argument(self, call: ast.Call, argument: str) -> Fix:
        """Returns the edit that gives a call one more keyword argument."""
        whole = self.span(call)
        text = self.source_of(call)
        body = text[:-1].rstrip()
        comma = "" if body.endswith(("(", ",")) else ","
        gap = "" if body.endswith("(") else " "
        end = whole.end_column - 1
        # The text before the bracket is kept: only what is new is written.
        blank = len(text) - 1 - len(body)
        if blank and "\n" not in text[len(body) :]:
            end -= blank
        elif blank:
            return self.replace(call, f"{body}{comma}{gap}{argument})", f"add {argument}")
        place = Span(whole.end_line, end, whole.end_line, whole.end_column - 1)
        return Fix(f"add {argument}", self.file, place, f"{comma}{gap}{argument}")


def _key(span: Span) -> tuple[int, int, int, int]:
    return (span.line, span.column, span.end_line, span.end_column)


def slice_of(text: str, span: Span) -> str:
    """Returns the part of a text at a place."""
    start, end = offsets(text, span)
    return text[start:end]


def offsets(text: str, span: Span) -> tuple[int, int]:
    """Returns where a place begins and ends in a text, counted in code points from 0."""
    lines = text.split("\n")

    def offset(line: int, column: int) -> int:
        return sum(len(before) + 1 for before in lines[: line - 1]) + column - 1

    return offset(span.line, span.column), offset(span.end_line, span.end_column)


def applied(text: str, fix: Fix) -> str:
    """Returns a text with one edit made."""
    start, end = offsets(text, fix.span)
    return text[:start] + fix.replacement + text[end:]
