"""Names, operators, attributes, subscripts and displays."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from pytea.frontend.literals import number
from pytea.frontend.lowerer import Lowerer, expression
from pytea.ir import instructions as ir

_CONSTANTS: dict[str, bool | None] = {"None": None, "True": True, "False": False}

_BINARY: dict[type[cst.CSTNode], str] = {
    cst.Add: "+",
    cst.Subtract: "-",
    cst.Multiply: "*",
    cst.Divide: "/",
    cst.FloorDivide: "//",
    cst.Modulo: "%",
    cst.Power: "**",
    cst.MatrixMultiply: "@",
    cst.LeftShift: "<<",
    cst.RightShift: ">>",
    cst.BitAnd: "&",
    cst.BitOr: "|",
    cst.BitXor: "^",
}
_UNARY: dict[type[cst.CSTNode], str] = {cst.Plus: "+", cst.Minus: "-", cst.BitInvert: "~"}


@expression(cst.Name)
def _name(lowerer: Lowerer, node: cst.Name, dst: int) -> int:
    name = node.value
    place = lowerer.place(node)
    if name in _CONSTANTS:
        return lowerer.const(_CONSTANTS[name], place, dst)
    register = lowerer.load(lowerer.mangle(name), place, dst)
    lowerer.observe_use(register, node)
    return register


@expression(cst.Attribute)
def _attribute(lowerer: Lowerer, node: cst.Attribute, dst: int) -> int:
    obj = lowerer.value(node.value)
    dst = lowerer.target(dst)
    lowerer.emit(ir.GetAttr(dst, obj, lowerer.mangle(node.attr.value)), node)
    lowerer.observe_use(dst, node)
    return dst


@expression(cst.BinaryOperation)
def _binary(lowerer: Lowerer, node: cst.BinaryOperation, dst: int) -> int:
    chain = [node]
    while isinstance(chain[-1].left, cst.BinaryOperation):
        chain.append(chain[-1].left)
    left = lowerer.value(chain[-1].left)
    for operation in reversed(chain):
        right = lowerer.value(operation.right)
        result = lowerer.target(dst) if operation is node else lowerer.builder.temporary()
        op = _BINARY[type(operation.operator)]
        lowerer.emit(ir.Binary(result, op, left, right), operation)
        lowerer.observe(result, operation, "value")
        left = result
    return left


@expression(cst.UnaryOperation)
def _unary(lowerer: Lowerer, node: cst.UnaryOperation, dst: int) -> int:
    inner = node.expression
    if isinstance(node.operator, cst.Not):
        src = lowerer.value(inner)
        dst = lowerer.target(dst)
        lowerer.emit(ir.Not(dst, src), node)
        return dst
    if isinstance(node.operator, cst.Minus) and isinstance(
        inner, (cst.Integer, cst.Float, cst.Imaginary)
    ):
        try:
            return lowerer.const(-number(inner), lowerer.place(node), dst)
        except ValueError:
            return lowerer.unsupported(node, dst, "integer literal that is too long")
    src = lowerer.value(inner)
    dst = lowerer.target(dst)
    lowerer.emit(ir.Unary(dst, _UNARY[type(node.operator)], src), node)
    return dst


# --- subscripts -------------------------------------------------------------------------------


@expression(cst.Subscript)
def _subscript(lowerer: Lowerer, node: cst.Subscript, dst: int) -> int:
    obj = lowerer.value(node.value)
    index = subscript_index(lowerer, node)
    dst = lowerer.target(dst)
    lowerer.emit(ir.GetItem(dst, obj, index), node)
    return dst


def subscript_index(lowerer: Lowerer, node: cst.Subscript) -> int:
    """Returns the register of what stands between the brackets."""
    elements = node.slice
    if len(elements) == 1:
        only = elements[0]
        starred = isinstance(only.slice, cst.Index) and only.slice.star
        if not starred and not isinstance(only.comma, cst.Comma):
            return _index(lowerer, only.slice)
    items: list[int] = []
    stars: list[int] = []
    for position, element in enumerate(elements):
        if isinstance(element.slice, cst.Index) and element.slice.star:
            stars.append(position)
        items.append(_index(lowerer, element.slice))
    dst = lowerer.builder.temporary()
    place = (lowerer.place(elements[0])[0], _end(lowerer, elements[-1]))
    lowerer.builder.emit(ir.BuildTuple(dst, tuple(items), tuple(stars)), place)
    return dst


def _index(lowerer: Lowerer, node: cst.BaseSlice) -> int:
    if isinstance(node, cst.Index):
        return lowerer.value(node.value)
    if not isinstance(node, cst.Slice):
        return lowerer.unsupported(node, -1, "kind of subscript")
    place = (lowerer.place(node)[0], _end(lowerer, node))
    parts = [
        lowerer.value(part) if part is not None else lowerer.const(None, place)
        for part in (node.lower, node.upper, node.step)
    ]
    dst = lowerer.builder.temporary()
    lowerer.builder.emit(ir.BuildSlice(dst, parts[0], parts[1], parts[2]), place)
    return dst


def _end(lowerer: Lowerer, node: cst.CSTNode) -> int:
    """Returns where the text of ``node`` ends without the whitespace at its end."""
    start, end = lowerer.place(node)
    return start + len(lowerer.file.tree.text[start:end].rstrip())


# --- displays ---------------------------------------------------------------------------------


def display(
    lowerer: Lowerer, elements: Sequence[cst.BaseElement]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Returns the registers of the elements and the positions of those with a star."""
    items: list[int] = []
    stars: list[int] = []
    for position, element in enumerate(elements):
        if isinstance(element, cst.StarredElement):
            stars.append(position)
        items.append(lowerer.value(element.value))
    return tuple(items), tuple(stars)


@expression(cst.Tuple)
def _tuple(lowerer: Lowerer, node: cst.Tuple, dst: int) -> int:
    items, stars = display(lowerer, node.elements)
    dst = lowerer.target(dst)
    lowerer.emit(ir.BuildTuple(dst, items, stars), node)
    return dst


@expression(cst.List)
def _list(lowerer: Lowerer, node: cst.List, dst: int) -> int:
    items, stars = display(lowerer, node.elements)
    dst = lowerer.target(dst)
    lowerer.emit(ir.BuildList(dst, items, stars), node)
    return dst


@expression(cst.Set)
def _set(lowerer: Lowerer, node: cst.Set, dst: int) -> int:
    items, stars = display(lowerer, node.elements)
    dst = lowerer.target(dst)
    lowerer.emit(ir.BuildSet(dst, items, stars), node)
    return dst


@expression(cst.Dict)
def _dict(lowerer: Lowerer, node: cst.Dict, dst: int) -> int:
    keys: list[int] = []
    values: list[int] = []
    for element in node.elements:
        if isinstance(element, cst.DictElement):
            keys.append(lowerer.value(element.key))
        else:
            keys.append(-1)
        values.append(lowerer.value(element.value))
    dst = lowerer.target(dst)
    lowerer.emit(ir.BuildDict(dst, tuple(keys), tuple(values)), node)
    return dst


# --- suspension -------------------------------------------------------------------------------


@expression(cst.Await)
def _await(lowerer: Lowerer, node: cst.Await, dst: int) -> int:
    src = lowerer.value(node.expression)
    dst = lowerer.target(dst)
    lowerer.emit(ir.Await(dst, src), node)
    return dst


@expression(cst.Yield)
def _yield(lowerer: Lowerer, node: cst.Yield, dst: int) -> int:
    place = lowerer.place(node)
    if lowerer.frame.kind in ("module", "class"):
        return lowerer.unsupported(node, dst, "'yield' outside function")
    if isinstance(node.value, cst.From):
        src = lowerer.value(node.value.item)
        iterator = lowerer.builder.temporary()
        lowerer.emit(ir.Iter(iterator, src), node.value.item)
        dst = lowerer.target(dst)
        lowerer.builder.emit(ir.YieldFrom(dst, iterator), place)
        return dst
    src = lowerer.const(None, place) if node.value is None else lowerer.value(node.value)
    dst = lowerer.target(dst)
    lowerer.builder.emit(ir.Yield(dst, src), place)
    return dst
