"""Edits of ``view`` and ``reshape``: of a size, of the batch size, of the method itself."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.numbers import divisors_near, replaced_value
from pytea.analysis.fixing.operands import is_function, name_of, shapes_in
from pytea.analysis.fixing.source import Source
from pytea.analysis.fixing.tracing import Files, literals_behind
from pytea.diagnostics import Diagnostic, Fix

_VIEWS = ("view", "reshape")
_SIMPLE = (ast.Name, ast.Attribute)


def of_view(diagnostic: Diagnostic, source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields edits of a call that cannot give a tensor the sizes that it names."""
    name = name_of(call)
    if diagnostic.code == "bad-reshape" and name == "view" and isinstance(call.func, ast.Attribute):
        receiver = source.source_of(call.func.value)
        arguments = source.source_of(call)[len(source.source_of(call.func)) :]
        title = "use reshape, which copies where it must"
        yield source.replace(call, f"{receiver}.reshape{arguments}", title)
    if name in _VIEWS and diagnostic.code in ("bad-reshape", "last-batch"):
        yield from _sizes(diagnostic, source, call)


def parts_of_view(
    diagnostic: Diagnostic, source: Source, call: ast.Call, files: Files
) -> Iterator[Fix]:
    """Yields edits of a number of heads that is a size of a view and divides none of its tensor."""
    told = shapes_in(diagnostic.message)
    if name_of(call) not in _VIEWS or diagnostic.code != "bad-reshape" or not told:
        return
    for size in _targets(call):
        for literal in literals_behind(source, size, files) if value_of(size) is None else ():
            value = value_of(literal.node)
            if value is not None and value > 1:
                for number in divisors_near(told[0][-1] or 1, value):
                    if number not in (1, value):
                        yield from replaced_value(literal.source, literal.node, value, number)


def batch_of_view(source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields edits of a view on the way to a fault: its first size becomes that of its tensor."""
    if name_of(call) not in _VIEWS or not isinstance(call.func, ast.Attribute):
        return
    receiver = call.func.value
    sizes = _targets(call)
    if len(sizes) < 2 or is_function(call) or not isinstance(receiver, _SIMPLE):
        return
    new = f"{source.source_of(receiver)}.size(0)"
    if value_of(sizes[0]) != -1 and source.source_of(sizes[0]) != new:
        yield source.replace(sizes[0], new, "take the batch size from the tensor")


def _sizes(diagnostic: Diagnostic, source: Source, call: ast.Call) -> Iterator[Fix]:
    sizes = _targets(call)
    has_free = any(value_of(size) == -1 for size in sizes)
    told = shapes_in(diagnostic.message)
    features = math.prod(size or 0 for size in told[0][1:]) if told else 0
    for size in sizes[:1] if diagnostic.code == "last-batch" else sizes:
        text = source.source_of(size)
        if not has_free:
            yield source.replace(size, "-1", f"write -1 for {text}")
        value = value_of(size)
        if features and value not in (-1, None) and len(sizes) == 2:
            yield from replaced_value(source, size, value or 0, features)
    if has_free and diagnostic.code == "last-batch":
        yield from batch_of_view(source, call)


def _targets(call: ast.Call) -> list[ast.expr]:
    """Returns the sizes that a view names."""
    sizes = [s for s in call.args if not isinstance(s, ast.Starred)]
    if sizes and is_function(call):
        sizes = sizes[1:]
    if len(sizes) == 1 and isinstance(sizes[0], (ast.Tuple, ast.List)):
        sizes = list(sizes[0].elts)
    return sizes
