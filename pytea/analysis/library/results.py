"""Whether what a layer gives that a constructor is handed is used as tensors are: by the text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pytea.stubapi import OPERATORS

#: What a layer is asked for besides being called.
_OF_MODULES = frozenset(
    ["parameters", "named_parameters", "train", "eval", "to", "requires_grad_", "apply", "cuda",
     "state_dict", "load_state_dict", "modules", "children", "named_modules", "train", "cpu"]
)  # fmt: skip


def gives_tensors(cls: ast.ClassDef, constructor: ast.AST, parameter: str) -> bool:
    """Returns whether a parameter is kept as a layer whose results are used as tensors are."""
    attributes = [
        target.attr
        for node in ast.walk(constructor)
        if isinstance(node, ast.Assign) and _is_name(node.value, parameter)
        for target in node.targets
        if isinstance(target, ast.Attribute)
    ]
    if len(attributes) != 1:
        return False
    methods = [item for item in cls.body if isinstance(item, ast.FunctionDef)]
    parts = [
        (method, node)
        for method in methods
        for node in ast.walk(method)
        if isinstance(node, ast.Attribute) and node.attr == attributes[0] and _is_self(node.value)
    ]
    results = [_result(method, node) for method, node in parts]
    return "tensor" in results and "other" not in results


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_self(node: ast.AST) -> bool:
    return _is_name(node, "self")


def _parent(tree: ast.AST, wanted: ast.AST) -> ast.AST | None:
    for node in ast.walk(tree):
        if any(child is wanted for child in ast.iter_child_nodes(node)):
            return node
    return None


def _result(method: ast.FunctionDef, layer: ast.expr) -> str:
    """Returns how a mention of a layer is meant: "tensor" for a call that gives one, "" for none."""
    parent = _parent(method, layer)
    if isinstance(parent, ast.Attribute):
        return "" if parent.attr in _OF_MODULES else "other"
    if isinstance(parent, ast.Assign):
        return ""
    if not isinstance(parent, ast.Call) or parent.func is not layer:
        return "other"
    user = _parent(method, parent)
    if not isinstance(user, ast.Assign):
        return "tensor" if _is_tensor_use(user, parent) else "other"
    (target, *more) = user.targets
    if more or not isinstance(target, ast.Name):
        return "other"
    uses = [
        node
        for node in ast.walk(method)
        if isinstance(node, ast.Name) and node.id == target.id and isinstance(node.ctx, ast.Load)
    ]
    after = [node for node in uses if node.lineno > user.lineno]
    fine = all(_is_tensor_use(_parent(method, node), node) for node in after)
    return "tensor" if fine else "other"


def _is_tensor_use(user: ast.AST | None, value: ast.AST) -> bool:
    """Returns whether a value is used as a tensor may be used."""
    match user:
        case ast.Attribute(attr=name):
            return name in ("shape", "dtype", "device") or f"torch.Tensor.{name}" in OPERATORS
        case ast.Call(func=ast.Name(id="len" | "isinstance" | "zip" | "enumerate" | "list")):
            return False
        case ast.Call() as call:
            return call.func is not value
        case ast.BinOp() | ast.keyword() | ast.Return() | ast.List() | ast.Tuple() | ast.Expr():
            return True
        case ast.Subscript(slice=index):
            return any(isinstance(part, ast.Slice) for part in _parts(index))
    return False


def _parts(index: ast.expr) -> Iterator[ast.expr]:
    yield from index.elts if isinstance(index, ast.Tuple) else [index]
