"""Truth: ``and``, ``or``, ``not``, comparisons, conditional expressions, and jumping code for tests."""

from __future__ import annotations

import libcst as cst

from pytea.frontend.lowerer import Lowerer, Place, expression
from pytea.ir import instructions as ir

_COMPARE: dict[type[cst.CSTNode], str] = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
    cst.Is: "is",
    cst.IsNot: "is-not",
    cst.In: "in",
    cst.NotIn: "not-in",
}


def constant_truth(node: cst.BaseExpression) -> bool | None:
    """Returns the truth of a literal test such as ``while True``, or None."""
    if isinstance(node, cst.Name) and node.value in ("True", "False", "None"):
        return node.value == "True"
    if isinstance(node, cst.Integer):
        return any(digit not in "0_xXbBoO" for digit in node.value)
    return None


def operands(node: cst.BooleanOperation) -> list[cst.BaseExpression]:
    """Returns the operands of a chain of the same operator, in order."""
    kind = type(node.operator)
    found: list[cst.BaseExpression] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.BooleanOperation) and type(current.operator) is kind:
        found.append(current.right)
        current = current.left
    found.append(current)
    found.reverse()
    return found


# --- values -----------------------------------------------------------------------------------


@expression(cst.BooleanOperation)
def _boolean(lowerer: Lowerer, node: cst.BooleanOperation, dst: int) -> int:
    builder = lowerer.builder
    result = builder.temporary()
    parts = operands(node)
    end = builder.label()
    for part in parts[:-1]:
        lowerer.value(part, result)
        more = builder.label()
        if isinstance(node.operator, cst.And):
            builder.branch(result, more, end, lowerer.place(part))
        else:
            builder.branch(result, end, more, lowerer.place(part))
        builder.place(more)
    lowerer.value(parts[-1], result)
    builder.place(end)
    return _moved(lowerer, result, dst, lowerer.place(node))


@expression(cst.IfExp)
def _conditional(lowerer: Lowerer, node: cst.IfExp, dst: int) -> int:
    builder = lowerer.builder
    dst = lowerer.target(dst)
    then, other, end = builder.label(), builder.label(), builder.label()
    test(lowerer, node.test, then, other)
    builder.place(then)
    lowerer.value(node.body, dst)
    builder.jump(end, lowerer.place(node.body))
    builder.place(other)
    lowerer.value(node.orelse, dst)
    builder.place(end)
    return dst


@expression(cst.Comparison)
def _comparison(lowerer: Lowerer, node: cst.Comparison, dst: int) -> int:
    builder = lowerer.builder
    left = lowerer.value(node.left)
    if len(node.comparisons) == 1:
        right = lowerer.value(node.comparisons[0].comparator)
        dst = lowerer.target(dst)
        lowerer.emit(ir.Compare(dst, _operator(node.comparisons[0]), left, right), node)
        return dst
    result = builder.temporary()
    end = builder.label()
    for link in node.comparisons:
        right = lowerer.value(link.comparator)
        place = _link_place(lowerer, node, link)
        builder.emit(ir.Compare(result, _operator(link), left, right), place)
        left = right
        if link is not node.comparisons[-1]:
            more = builder.label()
            builder.branch(result, more, end, place)
            builder.place(more)
    builder.place(end)
    return _moved(lowerer, result, dst, lowerer.place(node))


def _operator(link: cst.ComparisonTarget) -> str:
    return _COMPARE[type(link.operator)]


def _link_place(lowerer: Lowerer, node: cst.Comparison, link: cst.ComparisonTarget) -> Place:
    """Returns the place of the chain up to ``link``."""
    start, end = lowerer.place(node)
    return start, end if link is node.comparisons[-1] else lowerer.place(link.comparator)[1]


def _moved(lowerer: Lowerer, result: int, dst: int, place: Place) -> int:
    if dst < 0:
        return result
    lowerer.builder.emit(ir.Move(dst, result), place)
    return dst


@expression(cst.NamedExpr)
def _named(lowerer: Lowerer, node: cst.NamedExpr, dst: int) -> int:
    src = lowerer.value(node.value)
    if isinstance(node.target, cst.Name):
        name = lowerer.mangle(node.target.value)
        lowerer.store(name, src, lowerer.place(node))
        lowerer.observe(src, node.target)
    return src if dst < 0 else _moved(lowerer, src, dst, lowerer.place(node))


# --- tests ------------------------------------------------------------------------------------


def test(lowerer: Lowerer, node: cst.BaseExpression, then: int, other: int) -> None:
    """Emits jumps to ``then`` where ``node`` is true and to ``other`` where it is false."""
    builder = lowerer.builder
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
        test(lowerer, node.expression, other, then)
    elif isinstance(node, cst.BooleanOperation):
        parts = operands(node)
        for part in parts[:-1]:
            more = builder.label()
            if isinstance(node.operator, cst.And):
                test(lowerer, part, more, other)
            else:
                test(lowerer, part, then, more)
            builder.place(more)
        test(lowerer, parts[-1], then, other)
    elif isinstance(node, cst.Comparison) and len(node.comparisons) > 1:
        _test_chain(lowerer, node, then, other)
    else:
        builder.branch(lowerer.value(node), then, other, lowerer.place(node))


def _test_chain(lowerer: Lowerer, node: cst.Comparison, then: int, other: int) -> None:
    builder = lowerer.builder
    left = lowerer.value(node.left)
    for link in node.comparisons:
        right = lowerer.value(link.comparator)
        result = builder.temporary()
        place = _link_place(lowerer, node, link)
        builder.emit(ir.Compare(result, _operator(link), left, right), place)
        left = right
        if link is node.comparisons[-1]:
            builder.branch(result, then, other, place)
        else:
            more = builder.label()
            builder.branch(result, more, other, place)
            builder.place(more)


def check(lowerer: Lowerer, node: cst.BaseExpression, failed: int) -> None:
    """Emits the tests of an ``assert``: goes to ``failed`` unless all conjuncts hold."""
    builder = lowerer.builder
    if isinstance(node, cst.BooleanOperation) and isinstance(node.operator, cst.And):
        for part in operands(node):
            check(lowerer, part, failed)
        return
    if isinstance(node, cst.Comparison) and len(node.comparisons) > 1:
        left = lowerer.value(node.left)
        for link in node.comparisons:
            right = lowerer.value(link.comparator)
            result = builder.temporary()
            place = _link_place(lowerer, node, link)
            builder.emit(ir.Compare(result, _operator(link), left, right), place)
            left = right
            _assert(lowerer, result, failed, place)
        return
    _assert(lowerer, lowerer.value(node), failed, lowerer.place(node))


def _assert(lowerer: Lowerer, condition: int, failed: int, place: Place) -> None:
    builder = lowerer.builder
    passed = builder.label()
    builder.flow_to(passed)
    builder.emit(ir.Assert(condition, passed), place)
    builder.jump(failed, place)
    builder.place(passed)
