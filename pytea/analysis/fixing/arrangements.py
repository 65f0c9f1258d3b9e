"""Edits that arrange an operand anew: a dim more or less, dims flattened or exchanged.

Only what fits is proposed, by the shapes that the report tells; where it tells none, what is
forgotten most often.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from itertools import zip_longest

from pytea.analysis.fixing.operands import (
    Operand,
    Shape,
    is_function,
    keywords_of,
    name_of,
    shapes_in,
)
from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix
from pytea.span import Span

_EXPECTED = re.compile(r"expects (\d+)$|input_size is (\d+)|normalized_shape \((\d+),\)")
_REDUCTIONS = frozenset(
    ["mean", "sum", "std", "var", "amax", "amin", "norm", "prod", "logsumexp", "median", "min",
     "max", "any", "all"]
)  # fmt: skip
_CONVOLUTION = re.compile(r"F\.conv(?:_transpose)?([123])d.* → \(([^()]*)\)$")
_PRODUCTS = ("matmul", "mm", "bmm")
#: What makes an operand fit when nothing is known of its shape.
_USUAL = (".flatten(1)", ".unsqueeze(0)", ".unsqueeze(1)", ".mT")


def arrangements(
    diagnostic: Diagnostic, source: Source, node: ast.AST, operands: list[Operand]
) -> Iterator[Fix]:
    """Yields edits of the operands of what fails."""
    if is_product(node):
        yield from _factors(diagnostic, source, node, operands)
    elif diagnostic.code == "not-broadcastable":
        yield from _broadcast(source, operands)
    elif diagnostic.code == "loss-broadcast":
        for operand in operands:
            yield from (
                source.wrap(operand.node, f".{how}") for how in ("squeeze(1)", "unsqueeze(1)")
            )
    elif isinstance(node, ast.Call):
        yield from _features(diagnostic, source, operands)
        yield from _same_shape(diagnostic, source, operands)


def unbatched(source: Source, call: ast.Call, message: str) -> Iterator[Fix]:
    """Yields the edit that gives an image to a convolution as a batch of one.

    ``message`` tells what the call gave: one dim less than a batch has.
    """
    match = _CONVOLUTION.search(message)
    if match and match[2].count(",") == int(match[1]) and call.args:
        yield source.wrap(call.args[0], ".unsqueeze(0)")


def usual(source: Source, node: ast.AST, operands: list[Operand]) -> Iterator[Fix]:
    """Yields what may help where no shape says more."""
    if isinstance(node, ast.Call) and not is_product(node):
        for suffix in _USUAL:
            yield from (source.wrap(operand.node, suffix) for operand in operands)


def is_product(node: ast.AST) -> bool:
    """Returns whether an expression is a matrix product."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.MatMult)
    return isinstance(node, ast.Call) and name_of(node) in _PRODUCTS


def _factors(
    diagnostic: Diagnostic, source: Source, node: ast.AST, operands: list[Operand]
) -> Iterator[Fix]:
    told = shapes_in(diagnostic.message)
    if isinstance(node, ast.Call) and not is_function(node):
        operands = operands[::-1]  # a method: what it is called on comes last
    for operand in reversed(operands):
        deep = any(len(shape) > 2 for shape in (*told, operand.shape or ()))
        if _may_turn(operand, operands):
            yield source.wrap(operand.node, ".mT" if deep else ".T")
        if not told and operand.shape is None:
            yield source.wrap(operand.node, ".mT")
    yield from _raised(source, node, operands)
    if isinstance(node, ast.Call) and is_function(node) and len(node.args) == len(operands) == 2:
        yield from _exchanged(source, node)
    if isinstance(node, ast.BinOp):
        left, right = source.source_of(node.left), source.source_of(node.right)
        if all(isinstance(side, (ast.Name, ast.Attribute)) for side in (node.left, node.right)):
            yield source.replace(node, f"{right} @ {left}", f"write {right} @ {left}")


def _may_turn(operand: Operand, operands: list[Operand]) -> bool:
    """Returns whether a factor fits when it is transposed, as far as its sizes are known.

    That a size which is not known might be the one that is wanted says nothing.
    """
    shapes = [item.shape for item in operands]
    if len(shapes) != 2 or any(shape is None or len(shape) < 2 for shape in shapes):
        return True
    left, right = (shape[-2:] for shape in shapes if shape is not None)
    inner = (left[1], right[1]) if operand is operands[1] else (left[0], right[0])
    return inner[0] == inner[1]


def _raised(source: Source, node: ast.AST, operands: list[Operand]) -> Iterator[Fix]:
    """Yields edits that make a batch of rows or columns of a matrix that meets a batch."""
    deep = [item for item in operands if len(item.shape or ()) == 3]
    flat = [item for item in operands if len(item.shape or ()) == 2]
    if isinstance(node, ast.BinOp) or len(deep) != 1 or len(flat) != 1:
        return
    shape, other = flat[0].shape or (), deep[0].shape or ()
    first = flat[0] is operands[0]
    if shape[0] == other[0] and shape[1] == (other[1] if first else other[2]):
        yield source.wrap(flat[0].node, ".unsqueeze(1)" if first else ".unsqueeze(2)")


def _exchanged(source: Source, call: ast.Call) -> Iterator[Fix]:
    """Yields the call with its two operands in the other order."""
    first, second = (source.span(argument) for argument in call.args)
    if first.line == second.end_line:
        new = f"{source.source_of(call.args[1])}, {source.source_of(call.args[0])}"
        span = Span(first.line, first.column, second.end_line, second.end_column)
        yield Fix(f"write {new}", source.file, span, new)


def _broadcast(source: Source, operands: list[Operand]) -> Iterator[Fix]:
    """Yields edits with which two operands can be broadcast together."""
    nodes = [operand.node for operand in operands]
    reduced = [node for node in nodes if isinstance(node, ast.Call) and _loses_dims(node)]
    yield from (source.add_argument(call, "keepdim=True") for call in reduced)
    for operand in sorted(operands, key=lambda item: len(item.shape or ())):
        others = [item.shape for item in operands if item is not operand and item.shape is not None]
        for suffix, shape in _rearranged(operand.shape) if operand.node not in reduced else ():
            turned = len(shape) == len(operand.shape or ())
            deepened = suffix.startswith("[")
            if (turned or deepened) and any(len(shape) != len(other) for other in others):
                continue
            if len(shape) > max(map(len, (operand.shape or (), *others))):
                continue
            if _is_outer(operand.shape, shape, others):
                continue
            if others and all(_fits(shape, other) for other in others):
                yield source.wrap(operand.node, suffix)


def _is_outer(before: Shape | None, after: Shape, others: list[Shape]) -> bool:
    """Returns whether every element of a vector would meet every element of another one."""
    vectors = len(before or ()) == 1 and all(len(other) == 1 for other in others)
    return vectors and len(after) > 1


def _loses_dims(node: ast.Call) -> bool:
    """Returns whether a call reduces a tensor and leaves out the dims."""
    return (
        name_of(node) in _REDUCTIONS
        and bool(node.args or keywords_of(node))
        and "keepdim" not in keywords_of(node)
    )


def _rearranged(shape: Shape | None) -> Iterator[tuple[str, Shape]]:
    """Yields (suffix, shape) for what one method can make of a shape."""
    if shape is None:
        return
    last = len(shape)
    yield from _with_more_dims(shape)
    for dim in (*range(1, last), last, 0):
        named = -1 if dim == last > 1 else dim
        yield f".unsqueeze({named})", (*shape[:dim], 1, *shape[dim:])
    for dim, size in enumerate(shape):
        if size == 1 or size is None:
            yield f".squeeze({dim})", (*shape[:dim], *shape[dim + 1 :])
    if last == 2:
        yield ".T", (shape[1], shape[0])
    elif last > 2:
        yield ".mT", (*shape[:-2], shape[-1], shape[-2])
        yield ".transpose(0, 1)", (shape[1], shape[0], *shape[2:])


def _with_more_dims(shape: Shape) -> Iterator[tuple[str, Shape]]:
    """Yields (suffix, shape) for what stands for each row or picture of something deeper."""
    for count in (2, 3):
        if 0 < len(shape) <= 2:
            index = ", ".join((":",) * len(shape) + ("None",) * count)
            yield f"[{index}]", (*shape, *((1,) * count))
    if len(shape) == 4:
        yield ".permute(0, 3, 1, 2)", (shape[0], shape[3], shape[1], shape[2])
    if len(shape) > 1 and None not in shape:
        yield ".flatten()", (math.prod(size or 0 for size in shape),)


def _fits(left: Shape, right: Shape) -> bool:
    """Returns whether two shapes can be broadcast together, as far as they are known."""
    pairs = zip_longest(reversed(left), reversed(right), fillvalue=1)
    return all(a is None or b is None or a == b or 1 in (a, b) for a, b in pairs)


def _features(diagnostic: Diagnostic, source: Source, operands: list[Operand]) -> Iterator[Fix]:
    """Yields edits with which an input has the features or channels that a weight expects."""
    match = _EXPECTED.search(diagnostic.message)
    wanted = int(next(filter(None, match.groups()))) if match else 0
    told = shapes_in(diagnostic.message)
    for operand in operands if wanted else ():
        shape = operand.shape or next((s for s in told if len(operands) == 1), None)
        if shape is None:
            continue
        channels = "channels" in diagnostic.message
        dims = len(told[-1]) if channels and len(told) > 1 else 0
        found = _as_channels(shape, wanted, dims) if channels else _as_features(shape, wanted)
        yield from (source.wrap(operand.node, suffix) for suffix in found)


def _as_features(shape: Shape, wanted: int) -> Iterator[str]:
    """Yields what makes ``wanted`` the last size of a shape."""
    for dim in range(1, len(shape) - 1):
        sizes = [size for size in shape[dim:] if size is not None]
        if len(sizes) == len(shape) - dim and math.prod(sizes) == wanted:
            yield f".flatten({dim})"
    if len(shape) > 1 and shape[-2] == wanted:
        yield ".mT"
    if wanted == 1:
        yield ".unsqueeze(-1)"


def _as_channels(shape: Shape, wanted: int, dims: int) -> Iterator[str]:
    """Yields what makes ``wanted`` the size of the channels, for a weight of so many dims."""
    if len(shape) == dims - 1:
        if wanted == 1:
            yield ".unsqueeze(1)"
        if shape[0] == wanted:
            yield ".unsqueeze(0)"
    if len(shape) == 3 and shape[2] == wanted:
        yield ".transpose(1, 2)"
    if len(shape) == 4 and shape[3] == wanted:
        yield ".permute(0, 3, 1, 2)"


def _same_shape(diagnostic: Diagnostic, source: Source, operands: list[Operand]) -> Iterator[Fix]:
    """Yields edits with which an operand has the shape, or as many dims, of another."""
    if _EXPECTED.search(diagnostic.message):
        return
    for operand in operands:
        others = [item.shape for item in operands if item is not operand and item.shape]
        for suffix, shape in _rearranged(operand.shape):
            if any(_equal(shape, other) for other in others):
                yield source.wrap(operand.node, suffix)
    for operand in operands:
        for dim, size in enumerate(operand.shape or ()):
            if size == 1 and dim:
                yield source.wrap(operand.node, f".squeeze({dim})")


def _equal(left: Shape, right: Shape) -> bool:
    return len(left) == len(right) and all(
        a == b or a is None or b is None for a, b in zip(left, right, strict=True)
    )
