"""Edits of plain numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from benchmarks.mutants.edits import Change, kind
from benchmarks.mutants.source import Source, integer, keyword

_SIZE_NAME = re.compile(
    r"(.*(dim|dims|size|width|height|channels?|features?|classes|hidden|planes|depth|embed|units|length"
    r"|vocab|tokens|layers|rank|groups|scale|factor|ratio|expansion|patch|window|latent|filters)s?)$",
    re.IGNORECASE,
)


def _changed(value: ast.expr) -> Iterator[Change]:
    number = integer(value)
    if number is not None and number > 0:
        yield value, str(number + 1)
        yield value, str(number * 2)


@kind("named-size")
def named_size(source: Source) -> Iterator[Change]:
    """The number given to an argument, a default or a variable whose name says that it is a size."""
    for call in source.calls():
        for item in call.keywords:
            if item.arg and _SIZE_NAME.match(item.arg):
                yield from _changed(item.value)
    for function in source.functions():
        arguments = function.args
        defaults = arguments.defaults
        named = zip(arguments.args[len(arguments.args) - len(defaults) :], defaults, strict=True)
        for name, value in (*named, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)):
            if value is not None and _SIZE_NAME.match(name.arg):
                yield from _changed(value)
    for node in source.walk(ast.Assign):
        name = source.text(node.targets[0]).rpartition(".")[2]
        if _SIZE_NAME.match(name):
            yield from _changed(node.value)


@kind("class-count")
def class_count(source: Source) -> Iterator[Change]:
    for call in source.calls():
        value = keyword(call, "num_classes", "n_classes", "classes", "num_labels", "num_embeddings")
        number = integer(value)
        if value is not None and number is not None:
            yield value, str(number + 1)
            yield value, str(max(number - 1, 1))


@kind("argument-default")
def argument_default(source: Source) -> Iterator[Change]:
    for call in source.calls("add_argument"):
        value = keyword(call, "default")
        if value is not None:
            yield from _changed(value)


@kind("off-by-one")
def off_by_one(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.BinOp):
        for side in (node.left, node.right):
            number = integer(side)
            if number is not None:
                yield side, str(number + 1)


@kind("arithmetic")
def arithmetic(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.BinOp):
        left, right = source.text(node.left), source.text(node.right)
        if isinstance(node.op, ast.FloorDiv):
            yield node, f"{left} * {right}"
            yield node, left
        elif isinstance(node.op, ast.Mult) and source.in_function(node) is not None:
            yield node, f"{left} // {right}"
        elif isinstance(node.op, ast.Sub):
            yield node, f"{left} + {right}"


@kind("tensor-size")
def tensor_size(source: Source) -> Iterator[Change]:
    for call in source.calls(
        "zeros", "ones", "randn", "rand", "empty", "full", "arange", "randint"
    ):
        for argument in call.args:
            for value in argument.elts if isinstance(argument, ast.Tuple) else [argument]:
                if integer(value) is not None:
                    yield from _changed(value)
                elif isinstance(value, (ast.Name, ast.Attribute)):
                    yield value, f"{source.text(value)} + 1"


@kind("list-of-sizes")
def list_of_sizes(source: Source) -> Iterator[Change]:
    """One number of a list such as `[64, 128, 256]`, or the list without it."""
    for node in source.walk(ast.List, ast.Tuple):
        numbers = [element for element in node.elts if integer(element) is not None]
        if len(numbers) >= 2 and len(numbers) == len(node.elts):
            for element in numbers:
                yield from _changed(element)
