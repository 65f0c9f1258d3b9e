"""Lowers one function of a file without the rest of it.

What a function at the top level of a module or a class is lowered to hangs on nothing but its own
text, the names of the classes around it and the future statements of the file. All other lines are
left empty, so that positions stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from pytea.frontend.functions import body_of
from pytea.frontend.lowering import lower_tree
from pytea.frontend.parsing import Tree, deep, parse
from pytea.frontend.source_error import SourceError
from pytea.ir.code import Code
from pytea.ir.data import VALUES
from pytea.ir.definitions import MakeClass, MakeFunction
from pytea.span import SourceFile


def lower_alone(
    source: SourceFile, line: int, end_line: int, classes: tuple[str, ...]
) -> tuple[Code, int] | None:
    """Does what ``pytea.frontend.lower_function`` says."""
    headers = tuple(f"class {name}:" for name in classes)
    indent = _indent(source.lines[line - 1])
    if indent and not headers:
        headers = ("if True:",)
    piece = _piece(source.lines, line, end_line, indent, headers)
    if piece is None:
        return None
    try:
        return deep(lambda: _lower(piece, line, line - len(headers)))
    except (SourceError, RecursionError, MemoryError):
        return None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _piece(
    lines: Sequence[str], first: int, last: int, indent: str, headers: tuple[str, ...]
) -> str | None:
    """Returns the text with nothing but some lines and the headers of the blocks around them."""
    rows = [""] * (first - 1)
    for number, line in enumerate(lines[: first - 1]):
        if "__future__" in line:
            if not line.startswith("from __future__ import "):
                return None
            rows[number] = line
    start = len(rows) - len(headers)
    if len(headers) > len(indent) or start < 0 or any(rows[start:]):
        return None
    for depth, header in enumerate(headers):
        rows[start + depth] = indent[:depth] + header
    return "\n".join([*rows, *lines[first - 1 : last], ""])


def _lower(piece: str, line: int, outermost: int) -> tuple[Code, int] | None:
    tree = parse(piece)
    node = _only_function(tree, outermost)
    if node is None or not isinstance(node.body, cst.IndentedBlock):
        return None
    module = lower_tree(tree, "", [], observed=VALUES)
    code = _code_at(module.code, line)
    return None if code is None or module.faults else (code, _line(tree, node.body.body[0]))


def _only_function(tree: Tree, outermost: int) -> cst.FunctionDef | None:
    """Returns the function if it is alone in the blocks around it, which begin at a line."""
    body: Sequence[cst.CSTNode] = [
        node for node in tree.module.body if _line(tree, node) >= outermost
    ]
    while len(body) == 1:
        (node,) = body
        if isinstance(node, cst.FunctionDef):
            return node
        if not isinstance(node, (cst.ClassDef, cst.If)) or getattr(node, "orelse", None):
            return None
        body = body_of(node.body)
    return None


def _line(tree: Tree, node: cst.CSTNode) -> int:
    start, _ = tree.offsets[id(node)]
    return tree.lines.span(start, start).line


def _code_at(code: Code, line: int) -> Code | None:
    for instruction in code.instructions:
        if isinstance(instruction, MakeClass):
            return _code_at(instruction.code, line)
        if isinstance(instruction, MakeFunction):
            found = instruction.code
            if found.kind == "function" and found.span.line == line:
                return found
    return None
