"""What a failing expression is made of: its operands with the shapes that the notes tell."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic
from pytea.records import immutable

#: Sizes of a tensor; None for one that is no number.
Shape = tuple[int | None, ...]

_SHAPE = re.compile(r"\((\d+(?:, \d+)*),?\)")
_MODULES = ("torch", "F", "np", "nn")


@immutable()
class Operand:
    """An operand of the expression that fails."""

    node: ast.expr
    #: None when nothing is told of it.
    shape: Shape | None


def operands_of(diagnostic: Diagnostic, source: Source, node: ast.AST) -> list[Operand]:
    """Returns the operands of an expression or an augmented assignment, in their order."""
    parts = _parts(node)
    named = shapes_in(diagnostic.message)
    by_place = (
        named if len(named) == len(parts) == 2 and _is_operator(node) else [None] * len(parts)
    )
    found = [
        Operand(part, _told(diagnostic, source, part) or shape)
        for part, shape in zip(parts, by_place, strict=True)
    ]
    receiver = _receiver(node) if isinstance(node, ast.Call) else None
    return [o for o in found if o.node is not receiver or o.shape is not None or len(found) == 1]


def shapes_in(text: str) -> list[Shape]:
    """Returns the shapes of a sentence."""
    return [tuple(int(size) for size in found.split(",")) for found in _SHAPE.findall(text)]


def is_function(call: ast.Call) -> bool:
    """Returns whether a call is one of a function of a module, as far as its name tells."""
    return isinstance(call.func, ast.Attribute) and (
        isinstance(call.func.value, ast.Name) and call.func.value.id in _MODULES
    )


def name_of(call: ast.Call) -> str:
    """Returns the last part of the name that is called."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def keywords_of(call: ast.Call) -> set[str | None]:
    """Returns the names of the keyword arguments of a call."""
    return {keyword.arg for keyword in call.keywords}


def _is_operator(node: ast.AST) -> bool:
    return isinstance(node, (ast.BinOp, ast.Compare))


def _parts(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Compare(left=left, comparators=comparators):
            return [left, *comparators]
        case ast.AugAssign(value=value):
            return [value]
        case ast.Call(args=args, keywords=keywords):
            plain = [*_plain(args), *_plain([keyword.value for keyword in keywords])]
            receiver = _receiver(node)
            return plain if receiver is None else [*plain, receiver]
    return []


def _receiver(call: ast.Call) -> ast.expr | None:
    """Returns the object whose method is called."""
    named = isinstance(call.func, ast.Attribute) and not is_function(call)
    return call.func.value if named and isinstance(call.func, ast.Attribute) else None


def _plain(arguments: list[ast.expr]) -> Iterator[ast.expr]:
    """Yields the arguments that may be tensors, looking into lists."""
    for argument in arguments:
        if isinstance(argument, (ast.List, ast.Tuple)):
            yield from _plain(argument.elts)
        elif not isinstance(argument, (ast.Starred, ast.Constant, ast.UnaryOp)):
            yield argument


def _told(diagnostic: Diagnostic, source: Source, node: ast.expr) -> Shape | None:
    """Returns the shape that a note tells of an operand."""
    text = re.escape(" ".join(source.source_of(node).split()))
    label = re.compile(rf"(?:[\w\[\]]+ )?{text}: ")
    for note in diagnostic.notes:
        if label.match(note.message):
            return _last_shape(note.steps[-1].message if note.steps else note.message)
    return None


def _last_shape(message: str) -> Shape | None:
    """Returns the shape with which a chain ends."""
    text = message.rpartition("→ ")[2].rpartition(": ")[2]
    if not text.startswith("("):
        return None
    sizes: list[str] = [""]
    depth = 0
    for char in text:
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            break
        if char == "," and depth == 1:
            sizes.append("")
        elif depth > 1 or char != "(":
            sizes[-1] += char
    known = [size.strip() for size in sizes if size.strip()]
    return tuple(int(size) if size.isdigit() else None for size in known)
