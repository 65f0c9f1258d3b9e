"""Finds the literals behind a name: what a call passes for a parameter, what a constant is."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pytea.analysis.fixing.literals import value_of
from pytea.analysis.fixing.source import Source

#: Names that are followed one after the other.
_DEPTH = 3

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def literals_behind(source: Source, node: ast.expr, depth: int = _DEPTH) -> Iterator[ast.expr]:
    """Yields the expressions of literals from which a name of the file may have its value."""
    if value_of(node) is not None:
        yield node
    elif depth and isinstance(node, ast.Name):
        function = _function_of(source, node, node.id)
        found = _assigned(source, node.id) if function is None else _passed(source, function, node)
        for expr in found:
            yield from literals_behind(source, expr, depth - 1)
    elif depth and isinstance(node, ast.Attribute) and _is_self(node.value):
        for expr in _set_on_self(source, node.attr):
            yield from literals_behind(source, expr, depth - 1)


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _function_of(source: Source, node: ast.expr, name: str) -> _Function | None:
    """Returns the innermost function around an expression, if ``name`` is one of its parameters."""
    around = [
        item
        for item in source.nodes
        if isinstance(item, _Function)
        and item.lineno <= node.lineno <= (item.end_lineno or item.lineno)
    ]
    for function in sorted(around, key=lambda item: -item.lineno):
        if name in [parameter.arg for parameter in _parameters(function)]:
            return function
    return None


def _parameters(function: _Function) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _passed(source: Source, function: _Function, node: ast.Name) -> Iterator[ast.expr]:
    """Yields what the calls of a function pass for a parameter, and its default."""
    places = [p.arg for p in (*function.args.posonlyargs, *function.args.args)]
    called = function.name
    if places[:1] == ["self"]:
        places = places[1:]
        called = _class_of(source, function) if called == "__init__" else called
    for call in source.calls():
        if _last_name(call.func) == called:
            named = [k.value for k in call.keywords if k.arg == node.id]
            place = places.index(node.id) if node.id in places else len(call.args)
            yield from named or call.args[place : place + 1]
    yield from _default(function, node.id)


def _default(function: _Function, name: str) -> Iterator[ast.expr]:
    plain = [*function.args.posonlyargs, *function.args.args]
    given = function.args.defaults
    pairs = [*zip(plain[len(plain) - len(given) :], given, strict=True)]
    named = zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
    for parameter, default in [*pairs, *named]:
        if parameter.arg == name and default is not None:
            yield default


def _class_of(source: Source, function: _Function) -> str:
    owners = (n for n in source.nodes if isinstance(n, ast.ClassDef) and function in n.body)
    return next((owner.name for owner in owners), "")


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _assigned(source: Source, name: str) -> Iterator[ast.expr]:
    """Yields the value of a name that is assigned once in the file."""
    found = [
        node.value
        for node in source.nodes
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]
    yield from found if len(found) == 1 else ()


def _set_on_self(source: Source, name: str) -> Iterator[ast.expr]:
    for node in source.nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr == name:
                    yield node.value
