"""Which variables of a loop stand for the items of a sequence: through enumerate, zip and slices."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator


def item_names(
    target: ast.expr, iterated: ast.expr, is_sequence: Callable[[ast.expr], bool]
) -> Iterator[str]:
    """Yields the variables in ``target`` that are items of the sequence in ``iterated``.

    ``a`` and ``b`` for ``sizes`` in ``for a, b in zip(sizes[:-1], sizes[1:])``.
    """
    match iterated, target:
        case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]), ast.Tuple(elts=[_, item]):
            yield from item_names(item, inner, is_sequence)
        case ast.Call(func=ast.Name(id="zip"), args=several), ast.Tuple(elts=parts):
            for part, inner in zip(parts, several, strict=False):
                yield from item_names(part, inner, is_sequence)
        case ast.Call(func=ast.Name(id="reversed" | "list" | "tuple"), args=[inner]), _:
            yield from item_names(target, inner, is_sequence)
        case ast.Subscript(value=inner, slice=ast.Slice()), _:
            yield from item_names(target, inner, is_sequence)
        case _, ast.Name(id=name) if is_sequence(iterated):
            yield name


def loops_in(function: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yields the target of each loop and comprehension, and what it goes through."""
    for node in ast.walk(function):
        if isinstance(node, (ast.For, ast.comprehension)):
            yield node.target, node.iter
