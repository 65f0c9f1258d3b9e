"""What an operation is called in a report: as the program writes it, where that says more."""

from __future__ import annotations

import ast

from pytea.values.origin import Origin

#: Columns of an expression that is shown as it is written.
EXPRESSION = 40

#: Operators that the machine knows under a name of its own: the layer says more.
LAYERS = frozenset({"rnn", "rnn_cell", "pack_padded", "pad_packed"})
#: What a function of torch makes room with: its own name says more.
_MAKERS = frozenset(["new_empty", "new_zeros", "new_full", "new_ones"])
#: What only hands on what it goes over.
_OVER = frozenset(["zip", "enumerate", "iter", "next", "reversed", "tqdm", "islice", "trange"])
_SIGNS = {
    "matmul__": "@", "add__": "+", "sub__": "-", "mul__": "*", "truediv__": "/", "pow__": "**",
    "floordiv__": "//", "mod__": "%", "neg__": "-", "and__": "&", "or__": "|", "xor__": "^",
    "eq__": "==", "ne__": "!=", "lt__": "<", "le__": "<=", "gt__": ">", "ge__": ">=",
    "invert__": "~", "setitem__": "[] =", "iadd__": "+=", "isub__": "-=", "imul__": "*=",
    "itruediv__": "/=", "imatmul__": "@=",
}  # fmt: skip


def operation_name(origin: Origin, text: str) -> str:
    """Returns the operation as the user wrote it: ``torch.flatten``, ``F.conv2d in self.conv``.

    ``text`` is what stands at its place; the operator's own name tells what is not written there.
    """
    if origin.is_cut():
        return origin.operator
    if origin.operator.startswith("__"):
        return _sign(origin.operator, text)
    callee = _callee(text)
    if origin.operator in LAYERS and callee.endswith("()"):
        return callee[:-2]
    if origin.operator.startswith("nn.") or not callee:
        return origin.operator
    last = callee.removesuffix("()").rpartition(".")[2]
    same_name = last == origin.operator.rpartition(".")[2]
    if not callee.endswith("()"):
        return origin.operator if last == origin.operator else callee
    callee = callee[:-2]
    if not origin.operands and last in _OVER:
        return _gone_over(text) or (text if len(text) <= EXPRESSION else callee)
    if not origin.operands or origin.operator in _MAKERS:
        return origin.operator if same_name else callee
    of_function = same_name and not callee.startswith("self.")
    return origin.operator if of_function else f"{origin.operator} in {callee}"


def _sign(operator: str, text: str) -> str:
    """Returns what stands in the program for a method with underscores: ``@``, ``[:, 0]``."""
    if operator == "__getitem__":
        try:
            tree = ast.parse(text, mode="eval").body
        except (SyntaxError, ValueError):
            return "an item"
        index = ast.get_source_segment(text, tree.slice) if isinstance(tree, ast.Subscript) else ""
        return f"[{index}]" if index and len(index) <= EXPRESSION // 2 else "an item"
    return _SIGNS.get(operator.removeprefix("__").removeprefix("r"), operator)


def _callee(text: str) -> str:
    """Returns ``self.conv()`` for a call of a name, a name for itself, "" for everything else."""
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return ""
    called = isinstance(tree, ast.Call)
    name = ast.get_source_segment(text, tree.func if isinstance(tree, ast.Call) else tree) or ""
    if not _is_name(name):
        last = name.rpartition(".")[2]
        name = last if called and last.isidentifier() else ""
    return f"{name}()" if name and called else name


def _gone_over(text: str) -> str:
    """Returns the name that ``enumerate(tqdm(loader))`` goes over; "" where there are several."""
    node: ast.expr = ast.parse(text, mode="eval").body
    while isinstance(node, ast.Call) and _callee(ast.unparse(node))[:-2] in _OVER and node.args:
        names = [a for a in node.args if not isinstance(a, ast.Constant)]
        if len(names) != 1:
            return ""
        node = names[0]
    written = ast.unparse(node)
    return written if _is_name(written) else ""


def _is_name(text: str) -> bool:
    return all(part.isidentifier() for part in text.split("."))
