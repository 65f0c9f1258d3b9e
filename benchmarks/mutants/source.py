"""A parsed Python file with what the kinds of edits ask of it. Positions are byte offsets."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(slots=True)
class Source:
    """The text of one file and its tree; `file` is its path inside the program."""

    file: str
    data: bytes
    tree: ast.Module = field(init=False)
    _starts: list[int] = field(init=False)
    _parents: dict[ast.AST, ast.AST] = field(init=False)

    def __post_init__(self) -> None:
        self.tree = ast.parse(self.data)
        self._starts = [0, *accumulate(len(line) for line in self.data.splitlines(keepends=True))]
        self._parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where the text of a node starts and ends."""
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.data[start:end].decode()

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, on which a byte stands."""
        return self.data.count(b"\n", 0, offset) + 1

    def parent(self, node: ast.AST) -> ast.AST | None:
        return self._parents.get(node)

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, innermost first."""
        while (node := self._parents.get(node)) is not None:
            yield node

    def walk(self, *types: type) -> Iterator[ast.AST]:
        """All nodes of these types, except those of annotations."""
        for node in ast.walk(self.tree):
            if isinstance(node, types) and not self._in_annotation(node):
                yield node

    def _in_annotation(self, node: ast.AST) -> bool:
        chain = [node, *self.above(node)]
        for inner, outer in pairwise(chain):
            if inner in (getattr(outer, "annotation", None), getattr(outer, "returns", None)):
                return True
            if isinstance(outer, ast.stmt):
                return False
        return False

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """The calls of functions and methods with one of these names; of all without names."""
        for node in self.walk(ast.Call):
            if not names or called(node) in names:
                yield node

    def functions(self) -> Iterator[Function]:
        yield from self.walk(ast.FunctionDef, ast.AsyncFunctionDef)

    def in_function(self, node: ast.AST) -> Function | None:
        """The innermost function around a node."""
        found = (outer for outer in self.above(node) if isinstance(outer, Function))
        return next(found, None)


def called(call: ast.Call) -> str:
    """The last name of what is called; empty for anything else."""
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def receiver(call: ast.Call) -> ast.expr | None:
    """The object whose method is called; None for functions of modules such as torch."""
    match call.func:
        case ast.Attribute(value=ast.Name("torch" | "nn" | "F" | "np" | "einops")):
            return None
        case ast.Attribute(value=value):
            return value
    return None


def keyword(call: ast.Call, *names: str) -> ast.expr | None:
    """The value of the first keyword argument with one of these names."""
    return next((k.value for k in call.keywords if k.arg in names), None)


def integer(node: ast.AST | None) -> int | None:
    """The value of an integer literal, with its sign."""
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
    return None


def integers(nodes: Iterable[ast.expr]) -> list[tuple[ast.expr, int]]:
    """The integer literals among nodes, with their values."""
    return [(node, value) for node in nodes if (value := integer(node)) is not None]
