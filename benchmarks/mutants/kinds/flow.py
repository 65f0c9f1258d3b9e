"""Edits of which value goes where."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from benchmarks.mutants.edits import Change, kind
from benchmarks.mutants.source import Function, Source, integer

_WITHOUT_ARITHMETIC = (ast.Constant, ast.List, ast.Tuple, ast.JoinedStr)


def _bound(function: Function) -> set[str]:
    arguments = function.args
    names = {a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    names |= {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return names - {"self", "cls", "_"}


@kind("wrong-variable")
def wrong_variable(source: Source) -> Iterator[Change]:
    for function in source.functions():
        names = sorted(_bound(function))
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
                if source.in_function(node) is function:
                    place = names.index(node.id)
                    yield node, names[(place + 1) % len(names)]
                    yield node, names[place - 1]


@kind("wrong-attribute")
def wrong_attribute(source: Source) -> Iterator[Change]:
    """`self.width` becomes another attribute that the constructor got from the same kind of value."""
    for owner in source.walk(ast.ClassDef):
        plain = sorted(
            {
                target.attr
                for node in ast.walk(owner)
                if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Name, ast.Constant))
                for target in node.targets
                if isinstance(target, ast.Attribute) and source.text(target.value) == "self"
            }
        )
        for node in ast.walk(owner):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                if node.attr in plain and len(plain) > 1 and source.text(node.value) == "self":
                    yield node, f"self.{plain[plain.index(node.attr) - 1]}"


@kind("swapped-call-arguments")
def swapped_call_arguments(source: Source) -> Iterator[Change]:
    for call in source.calls():
        match call:
            case ast.Call(args=[ast.Name() as left, ast.Name() as right], keywords=[]):
                texts = f"{right.id}, {left.id}"
                yield call, f"{source.text(call.func)}({texts})"


@kind("dropped-skip")
def dropped_skip(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.BinOp):
        if isinstance(node.op, ast.Add) and source.in_function(node) is not None:
            if not any(isinstance(side, _WITHOUT_ARITHMETIC) for side in (node.left, node.right)):
                yield node, source.text(node.left)
                yield node, source.text(node.right)


@kind("dropped-step")
def dropped_step(source: Source) -> Iterator[Change]:
    """`x = f(x)` becomes `x = x`."""
    for node in source.walk(ast.Assign):
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Call()):
                if any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node.value)):
                    yield node.value, name


@kind("slice-bound")
def slice_bound(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.Slice):
        for bound in (node.lower, node.upper):
            if bound is None:
                continue
            number = integer(bound)
            yield bound, str(number + 1) if number is not None else f"{source.text(bound)} + 1"


@kind("dropped-slice")
def dropped_slice(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.Subscript):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if isinstance(node.ctx, ast.Load) and any(isinstance(part, ast.Slice) for part in inner):
            yield node, source.text(node.value)


@kind("index-place")
def index_place(source: Source) -> Iterator[Change]:
    """`x[:, 0]` becomes `x[0, :]`, and `x[:, None]` becomes `x[None, :]`."""
    for node in source.walk(ast.Subscript):
        if isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2:
            first, second = (source.text(part) for part in node.slice.elts)
            yield node, f"{source.text(node.value)}[{second}, {first}]"
