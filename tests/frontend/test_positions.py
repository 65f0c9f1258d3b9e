"""The span of an instruction is the place of its expression, as CPython's own parser sees it."""

from __future__ import annotations

import ast
import codecs
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytea.frontend import decode, lower_source, read_source
from pytea.ir import instructions as ir
from pytea.ir.code import Module
from pytea.ir.printer import nested_codes
from pytea.span import SourceFile, Span

KINDS: dict[type[ast.expr], type[ir.Instruction]] = {
    ast.Call: ir.Call,
    ast.Attribute: ir.GetAttr,
    ast.BinOp: ir.Binary,
    ast.Subscript: ir.GetItem,
    ast.Compare: ir.Compare,
    ast.Tuple: ir.BuildTuple,
    ast.List: ir.BuildList,
    ast.Dict: ir.BuildDict,
    ast.Set: ir.BuildSet,
    ast.Lambda: ir.MakeFunction,
    ast.GeneratorExp: ir.MakeFunction,
    ast.ListComp: ir.BuildList,
    ast.JoinedStr: ir.BuildString,
    ast.Await: ir.Await,
}
LIBRARY = Path(os.__file__).parent
FILES = [
    "argparse.py", "typing.py", "dataclasses.py", "asyncio/base_events.py", "contextlib.py",
    "inspect.py", "json/decoder.py", "turtle.py", "test/test_patma.py", "test/test_decorators.py",
]  # fmt: skip


class Expected(ast.NodeVisitor):
    """Collects the places of the expressions that are evaluated."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.found: dict[type[ast.expr], set[Span]] = defaultdict(set)
        self.bare: set[ast.expr] = set()

    def visit(self, node: ast.AST) -> None:
        evaluated = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        if isinstance(node, ast.expr) and type(node) in KINDS and evaluated:
            if node not in self.bare and not _is_super(node):
                self.found[type(node)].add(self.span(node))
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            only = node.args[0]
            # CPython gives a generator without brackets of its own those of the call.
            if isinstance(only, ast.GeneratorExp) and only.end_col_offset == node.end_col_offset:
                self.bare.add(only)
        if isinstance(node, (ast.JoinedStr, ast.pattern)):
            return  # CPython 3.11 has no exact places inside of f-strings
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self.visit(child)

    def span(self, node: ast.expr) -> Span:
        def column(line: int, offset: int) -> int:
            return len(self.lines[line - 1].encode()[:offset].decode()) + 1

        assert node.end_lineno is not None and node.end_col_offset is not None
        start = (node.lineno, node.col_offset)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            end_line, end_offset = node.func.end_lineno, node.func.end_col_offset
            assert end_line is not None and end_offset is not None
            if node.func.lineno != end_line:
                # as in tracebacks: a call in a chain over several lines stands where its method does
                start = (end_line, end_offset - len(node.func.attr.encode()))
        return Span(
            start[0],
            column(*start),
            node.end_lineno,
            column(node.end_lineno, node.end_col_offset),
        )


def _is_super(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call) or node.args:
        return False
    return isinstance(node.func, ast.Name) and node.func.id == "super"


def actual(module: Module) -> dict[type[ir.Instruction], set[Span]]:
    """Returns the spans of all instructions by kind."""
    found: dict[type[ir.Instruction], set[Span]] = defaultdict(set)
    for code in nested_codes(module.code):
        for instruction, span in zip(code.instructions, code.spans, strict=True):
            found[type(instruction)].add(span)
    return found


def missing(source: SourceFile) -> Iterator[str]:
    """Yields the expressions of CPython's tree that no instruction has the place of."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    expected = Expected(text.split("\n"))
    expected.visit(ast.parse(text))
    spans = actual(lower_source(source, "m"))
    for kind, places in expected.found.items():
        for place in sorted(places - spans[KINDS[kind]]):
            yield f"{kind.__name__} {place} {source.line(place.line)}"


@pytest.mark.parametrize("name", FILES)
def test_every_expression_has_its_place(name: str) -> None:
    found = list(missing(read_source(LIBRARY / name)))
    # Dead code has no instructions.
    assert len(found) <= 3, "\n".join(found[:10])


SAMPLE = """
x = (1, 2)[ 0 ]
def f(a, b=(3, 4), *c):
\tif a:
\t\treturn [a + b, ( a . real ),
\t\t\t(a - 1) * 2]
\treturn {'k': a.x(b)[1:2, ...]}
s = 'é𝔘' + "𝔘" ; y = f(s)
t = f(  # a comment (
    (x, (s)),
    *[y], k=(i for i in x))
u = sum(i for i in x) if x < (y) < s else lambda: (x,)
z = (  # ( in a comment
    1, 2
)
"""
FORM_FEED = (
    "x = 1\n\f\ndef f(a):\n    return a + 1\n\f\f y = 2\n".replace("\f y", "\fy") + "z=f(x)\n"
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SAMPLE.encode(), id="tabs and other planes"),
        pytest.param(SAMPLE.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(SAMPLE.replace("\n", "\r").encode(), id="CR"),
        pytest.param(codecs.BOM_UTF8 + SAMPLE.encode(), id="BOM"),
        pytest.param(SAMPLE.rstrip("\n").encode(), id="no newline at the end"),
        pytest.param(
            ("# -*- coding: latin-1 -*-\n" + SAMPLE.replace("𝔘", "ü")).encode("latin-1"),
            id="latin-1",
        ),
        pytest.param(FORM_FEED.encode(), id="form feeds"),
    ],
)
def test_every_expression_of_an_odd_text_has_its_place(data: bytes) -> None:
    assert list(missing(decode(data, Path("sample.py")))) == []


def test_form_feeds_count_as_columns() -> None:
    module = lower_source(decode(b"\fx = f(1)\n", Path("sample.py")), "m")
    call = next(i for i, k in enumerate(module.code.instructions) if isinstance(k, ir.Call))
    assert module.code.spans[call] == Span(1, 6, 1, 10)


@pytest.mark.parametrize(
    ("text", "kind", "spans"),
    [
        ("f'a{g(x)}b{y!r:>{w}}'", ir.Call, ["1:5-1:9"]),
        ("x += f(1)", ir.InplaceBinary, ["1:1-1:10"]),
        ("a.b = 1", ir.SetAttr, ["1:1-1:4"]),
        ("a[i:j] = 1", ir.BuildSlice, ["1:3-1:6"]),
        ("for i in f(x): pass", ir.ForNext, ["1:10-1:14"]),
        ("def f():\n  pass", ir.MakeFunction, ["1:1-1:6"]),
        ("@d(1)\nclass A: pass", ir.Call, ["1:2-1:6", "1:2-1:6"]),
        ("with f() as x: pass", ir.LoadSpecial, ["1:6-1:9", "1:6-1:9"]),
        ("from a.b import (c, d as e)", ir.ImportFrom, ["1:18-1:19", "1:21-1:22"]),
        ("a < b < c", ir.Compare, ["1:1-1:6", "1:1-1:10"]),
        ("raise E from c", ir.Raise, ["1:1-1:15"]),
    ],
)
def test_places_of_statements(text: str, kind: type[ir.Instruction], spans: list[str]) -> None:
    code = lower_source(decode(text.encode(), Path("sample.py")), "m").code
    found = [
        f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
        for instruction, span in zip(code.instructions, code.spans, strict=True)
        if isinstance(instruction, kind)
    ]
    assert found == spans
