"""Comprehensions, which run inside the frame around them, and generator expressions."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from pytea.frontend.assignment import assign
from pytea.frontend.conditions import test
from pytea.frontend.lowerer import Lowerer, Place, expression
from pytea.ir import instructions as ir
from pytea.ir.code import Parameters


@expression(cst.ListComp)
def _list(lowerer: Lowerer, node: cst.ListComp, dst: int) -> int:
    def start(result: int) -> ir.Instruction:
        return ir.BuildList(result, (), ())

    def add(result: int) -> ir.Instruction:
        return ir.ListAppend(result, lowerer.value(node.elt))

    return _collect(lowerer, node, dst, start, add, node.elt)


@expression(cst.SetComp)
def _set(lowerer: Lowerer, node: cst.SetComp, dst: int) -> int:
    def start(result: int) -> ir.Instruction:
        return ir.BuildSet(result, (), ())

    def add(result: int) -> ir.Instruction:
        return ir.SetAdd(result, lowerer.value(node.elt))

    return _collect(lowerer, node, dst, start, add, node.elt)


@expression(cst.DictComp)
def _dict(lowerer: Lowerer, node: cst.DictComp, dst: int) -> int:
    def start(result: int) -> ir.Instruction:
        return ir.BuildDict(result, (), ())

    def add(result: int) -> ir.Instruction:
        key = lowerer.value(node.key)
        return ir.DictSet(result, key, lowerer.value(node.value))

    return _collect(lowerer, node, dst, start, add, node.value)


def _collect(
    lowerer: Lowerer,
    node: cst.BaseComp,
    dst: int,
    start: Callable[[int], ir.Instruction],
    add: Callable[[int], ir.Instruction],
    element: cst.BaseExpression,
) -> int:
    """Emits an inlined comprehension whose names live in registers of their own."""
    builder = lowerer.builder
    place = lowerer.place(node)
    clause = node.for_in
    iterator = _iterator(lowerer, clause)
    result = builder.temporary()
    builder.emit(start(result), place)
    outer = lowerer.scope
    lowerer.scope = lowerer.file.scopes[id(node)]
    for name in lowerer.scope.cells:
        # Each run of the comprehension makes new cells: lambdas of an earlier run keep theirs.
        slot = lowerer.registers[(name, lowerer.scope)]
        lowerer.const(None, place, slot)
        builder.emit(ir.MakeCell(slot, name), place)
    _clauses(lowerer, clause, iterator, lambda: builder.emit(add(result), lowerer.place(element)))
    lowerer.scope = outer
    if dst < 0:
        return result
    builder.emit(ir.Move(dst, result), place)
    return dst


def _iterator(lowerer: Lowerer, clause: cst.CompFor) -> int:
    src = lowerer.value(clause.iter)
    iterator = lowerer.builder.temporary()
    make = ir.Iter if clause.asynchronous is None else ir.AsyncIter
    lowerer.emit(make(iterator, src), clause.iter)
    return iterator


def _clauses(
    lowerer: Lowerer, clause: cst.CompFor, iterator: int, body: Callable[[], None]
) -> None:
    """Emits the loop of ``clause`` and of those inside it around ``body``."""
    builder = lowerer.builder
    place = lowerer.place(clause.iter)
    again, leave = builder.label(), builder.label()
    head = builder.begin_loop(place)
    item = builder.temporary()
    builder.flow_to(leave)
    builder.emit(ir.ForNext(item, iterator, leave), place)
    assign(lowerer, clause.target, item, lowerer.place(clause.target))
    for condition in clause.ifs:
        passed = builder.label()
        test(lowerer, condition.test, passed, again)
        builder.place(passed)
    inner = clause.inner_for_in
    if inner is None:
        body()
    else:
        _clauses(lowerer, inner, _iterator(lowerer, inner), body)
    builder.place(again)
    builder.end_loop(head, place)
    builder.place(leave)


# --- generator expressions --------------------------------------------------------------------


@expression(cst.GeneratorExp)
def _generator(lowerer: Lowerer, node: cst.GeneratorExp, dst: int) -> int:
    place = lowerer.place(node)
    clause = node.for_in
    first = _iterator(lowerer, clause)
    scope = lowerer.file.scopes[id(node)]
    inner = Lowerer(lowerer.file, scope, lowerer.inner_name("<genexpr>"), place)
    _clauses(inner, clause, 0, lambda: _yield_element(inner, node.elt))
    code = inner.finish(
        "generator",
        place,
        Parameters((".0",), positional_only=1),
        is_async=scope.has_await or clause.asynchronous is not None,
    )
    function = lowerer.builder.temporary()
    cells = tuple(lowerer.registers[key] for key in scope.free)
    lowerer.builder.emit(ir.MakeFunction(function, code, (), (), (), cells), place)
    dst = lowerer.target(dst)
    lowerer.builder.emit(ir.Call(dst, function, (first,), (), (), ()), place)
    return dst


def _yield_element(lowerer: Lowerer, element: cst.BaseExpression) -> None:
    place: Place = lowerer.place(element)
    src = lowerer.value(element)
    lowerer.builder.emit(ir.Yield(lowerer.builder.temporary(), src), place)
