"""``with`` and ``async with``: several items are lowered as nested statements."""

from __future__ import annotations

import libcst as cst

from pytea.frontend.assignment import assign
from pytea.frontend.exceptions import in_handler, protected
from pytea.frontend.lowerer import Block, Lowerer, Place, statement
from pytea.ir import instructions as ir


@statement(cst.With)
def _with(lowerer: Lowerer, node: cst.With) -> None:
    _items(lowerer, node, 0)


def _items(lowerer: Lowerer, node: cst.With, position: int) -> None:
    """Emits the items from ``position`` on, and inside of them the body."""
    if position == len(node.items):
        lowerer.run(node.body)
        return
    builder = lowerer.builder
    item = node.items[position]
    is_async = node.asynchronous is not None
    place = lowerer.place(item.item)
    leave, entered = _enter(lowerer, item.item, is_async)

    def body() -> None:
        if item.asname is not None:
            assign(lowerer, item.asname.name, entered, place)
        _items(lowerer, node, position + 1)

    def unwind(at: Place) -> None:
        builder.emit(ir.PopHandler(), at)
        _exit(lowerer, leave, is_async, place)

    block = Block(unwind, len(lowerer.handled))
    label, exception = protected(lowerer, "with", place, body, block)
    _exit(lowerer, leave, is_async, place)
    end = builder.label()
    builder.jump(end, place)
    builder.place(label)

    def failed() -> None:
        swallows = builder.temporary()
        builder.emit(ir.CallExit(swallows, leave, exception), place)
        if is_async:
            builder.emit(ir.Await(swallows, swallows), place)
        swallowed, raised = builder.label(), builder.label()
        builder.branch(swallows, swallowed, raised, place, assumed=False)
        builder.place(raised)
        builder.terminate(ir.Reraise(exception), place)
        builder.place(swallowed)
        builder.emit(ir.LeaveHandler(), place)

    in_handler(lowerer, exception, place, failed)
    builder.place(end)


def _enter(lowerer: Lowerer, node: cst.BaseExpression, is_async: bool) -> tuple[int, int]:
    """Emits the entry of a context manager; returns its exit method and what it gives."""
    builder = lowerer.builder
    place = lowerer.place(node)
    prefix = "__a" if is_async else "__"
    manager = lowerer.value(node)
    enter, leave, entered = (builder.temporary() for _ in range(3))
    builder.emit(ir.LoadSpecial(enter, manager, f"{prefix}enter__"), place)
    builder.emit(ir.LoadSpecial(leave, manager, f"{prefix}exit__"), place)
    builder.emit(ir.Call(entered, enter, (), (), (), ()), place)
    if is_async:
        builder.emit(ir.Await(entered, entered), place)
    return leave, entered


def _exit(lowerer: Lowerer, leave: int, is_async: bool, place: Place) -> None:
    """Emits the exit of a context manager whose body raised nothing."""
    builder = lowerer.builder
    mark = builder.next_temporary
    none = lowerer.const(None, place)
    result = builder.temporary()
    builder.emit(ir.Call(result, leave, (none, none, none), (), (), ()), place)
    if is_async:
        builder.emit(ir.Await(result, result), place)
    builder.next_temporary = mark
