"""Finds the literals behind a name: what a call passes for a parameter, what a constant is."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import product

from pytea.analysis.fixing.literals import combined, value_of
from pytea.analysis.fixing.source import Source
from pytea.records import immutable

#: Names that are followed one after the other.
_DEPTH = 4
#: Results of an operation that are looked at.
_VALUES = 16
#: Assignments of one name that are tried.
_ASSIGNED = 3

#: The files of the user in which literals are looked for.
Files = Sequence[Source]
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@immutable()
class Literal:
    """An expression of a file."""

    source: Source
    node: ast.expr


def literals_behind(
    source: Source, node: ast.expr, files: Files = (), depth: int = _DEPTH
) -> Iterator[Literal]:
    """Yields the expressions of literals from which an expression may have its value."""
    if value_of(node) is not None:
        yield Literal(source, node)
    elif depth:
        for found in _sources_of(source, node, files):
            yield from literals_behind(found.source, found.node, files, depth - 1)


def given_for(source: Source, node: ast.expr, files: Files = ()) -> Iterator[Literal]:
    """Yields what the calls of a function pass for a parameter, or what a name was assigned."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        yield from _sources_of(source, node, files)


def names_for(source: Source, node: ast.expr, wanted: int, files: Files = ()) -> Iterator[str]:
    """Yields the other names at hand, where a name or number stands, that may have another value."""
    if not isinstance(node, (ast.Name, ast.Constant)):
        return
    function = function_around(source, node)
    known = [] if function is None else [parameter.arg for parameter in _parameters(function)]
    scope = source.nodes if function is None else [*ast.walk(function)]
    bound = [pair for item in scope for pair in _bindings(item)]
    known += [name for name, value in bound if function_around(source, value) is function]
    for name in dict.fromkeys(known):
        other = ast.copy_location(ast.Name(name), node)
        if name != getattr(node, "id", "") and wanted in possible_values(source, other, files):
            yield name


def possible_values(
    source: Source, node: ast.expr, files: Files = (), depth: int = _DEPTH
) -> set[int]:
    """Returns numbers that an expression may be, as far as literals and arithmetic tell."""
    value = value_of(node)
    if value is not None or not depth:
        return set() if value is None else {value}
    if isinstance(node, ast.BinOp):
        sides = [possible_values(source, side, files, depth) for side in (node.left, node.right)]
        pairs = [*product(*map(sorted, sides))][:_VALUES]
        results = (combined(node.op, a, b) for a, b in pairs)
        return {result for result in results if result is not None}
    found = _sources_of(source, node, files)
    return {v for f in found for v in possible_values(f.source, f.node, files, depth - 1)}


def made_by(source: Source, node: ast.expr) -> Iterator[ast.expr]:
    """Yields what is assigned to a name or an attribute of ``self`` in the file."""
    if isinstance(node, ast.Name):
        yield from _assigned(source, node.id)
    elif isinstance(node, ast.Attribute) and _is_self(node.value):
        yield from _set_on_self(source, node.attr)


def _sources_of(source: Source, node: ast.expr, files: Files) -> Iterator[Literal]:
    """Yields the expressions that give a name, an attribute or an item its value."""
    match node:
        case ast.Name(id=name):
            function = _function_of(source, node, name)
            if function is not None:
                yield from _passed(source, function, name, files)
                return
            here = [Literal(source, expr) for expr in _assigned(source, name)]
            elsewhere = (Literal(f, expr) for f in files for expr in _assigned(f, name))
            yield from here or elsewhere
        case ast.Attribute(value=owner, attr=name):
            if _is_self(owner):
                yield from (Literal(source, expr) for expr in _set_on_self(source, name))
            yield from (Literal(f, expr) for f in files for expr in _set_as(f, name))
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            yield from (Literal(f, expr) for f in files for expr in _set_as(f, name))


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _function_of(source: Source, node: ast.expr, name: str) -> _Function | None:
    """Returns the innermost function around an expression, if ``name`` is one of its parameters."""
    for function in _functions_around(source, node):
        if name in [parameter.arg for parameter in _parameters(function)]:
            return function
    return None


def function_around(source: Source, node: ast.expr) -> _Function | None:
    """Returns the innermost function around an expression."""
    return next(iter(_functions_around(source, node)), None)


def _functions_around(source: Source, node: ast.expr) -> list[_Function]:
    """Returns the functions around an expression, the innermost first."""
    around = [
        item
        for item in source.nodes
        if isinstance(item, _Function)
        and item.lineno <= node.lineno <= (item.end_lineno or item.lineno)
    ]
    return sorted(around, key=lambda item: -item.lineno)


def loops_around(source: Source, node: ast.expr, name: str) -> Iterator[ast.expr]:
    """Yields what the loops around an expression go over that bind a name."""
    for item in source.nodes:
        if isinstance(item, ast.For) and item.lineno <= node.lineno <= (item.end_lineno or 0):
            bound = (n.id for n in ast.walk(item.target) if isinstance(n, ast.Name))
            if name in bound:
                calls = isinstance(item.iter, ast.Call) and item.iter.args
                yield from calls or [item.iter]


def _parameters(function: _Function) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _passed(source: Source, function: _Function, name: str, files: Files) -> Iterator[Literal]:
    """Yields what the calls of a function pass for a parameter, and its default."""
    places = [p.arg for p in (*function.args.posonlyargs, *function.args.args)]
    called = function.name
    if places[:1] == ["self"]:
        places = places[1:]
        called = _class_of(source, function) if called == "__init__" else called
    for file in (source, *(f for f in files if f is not source)):
        for call in file.calls():
            if _last_name(call.func) == called:
                named = [k.value for k in call.keywords if k.arg == name]
                place = places.index(name) if name in places else len(call.args)
                for expr in named or call.args[place : place + 1]:
                    yield Literal(file, expr)
    yield from (Literal(source, expr) for expr in _default(function, name))


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
    """Yields the values of a name that is assigned a few times in the file."""
    found = [value for node in source.nodes for bound, value in _bindings(node) if bound == name]
    yield from found if len(found) <= _ASSIGNED else ()


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yields (name, value) for what an assignment binds, one by one where both sides are rows."""
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        match target, node.value:
            case ast.Name(id=name), value:
                yield name, value
            case ast.Tuple(elts=names), ast.Tuple(elts=values) if len(names) == len(values):
                pairs = zip(names, values, strict=True)
                yield from ((n.id, value) for n, value in pairs if isinstance(n, ast.Name))


def _set_on_self(source: Source, name: str) -> Iterator[ast.expr]:
    for node in source.nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr == name:
                    yield node.value


def _set_as(source: Source, name: str) -> Iterator[ast.expr]:
    """Yields what a setting is: a field, an item of a dict, the default of an option."""
    for node in source.nodes:
        match node:
            case ast.AnnAssign(target=ast.Name(id=found), value=value) if value is not None:
                yield from (value,) if found == name else ()
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == name:
                        yield value
            case ast.Call(keywords=keywords) if _is_option(node, name):
                yield from (k.value for k in keywords if k.arg == "default")
            case ast.Call(keywords=keywords):
                yield from (k.value for k in keywords if k.arg == name)


def _is_option(call: ast.Call, name: str) -> bool:
    """Returns whether a call declares the option of a command line that has a name."""
    flags = [a.value for a in call.args if isinstance(a, ast.Constant)]
    return _last_name(call.func) == "add_argument" and any(
        isinstance(flag, str) and flag.lstrip("-").replace("-", "_") == name for flag in flags
    )
