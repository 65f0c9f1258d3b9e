"""How a name is written where it is used."""

from __future__ import annotations

import ast


def is_named(node: ast.AST | None, name: str) -> bool:
    """Returns whether a node is a name, ``self.name``, or any attribute for ``*.name``."""
    if name.startswith("*."):
        return isinstance(node, ast.Attribute) and node.attr == name[2:]
    if name.startswith("self."):
        return (
            isinstance(node, ast.Attribute)
            and node.attr == name[5:]
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        )
    return isinstance(node, ast.Name) and node.id == name


def unwrapped(node: ast.expr) -> ast.expr:
    """Returns ``x`` for ``tuple(x)``."""
    match node:
        case ast.Call(func=ast.Name(id="tuple" | "list"), args=[inner], keywords=[]):
            return inner
    return node
