"""What ``break``, ``continue`` and ``return`` run on their way out of blocks; and loops."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from pytea.frontend.assignment import assign
from pytea.frontend.conditions import constant_truth, test
from pytea.frontend.lowerer import Block, Lowerer, Place, statement
from pytea.ir import instructions as ir


def leave_blocks(lowerer: Lowerer, leaving: Sequence[Block], place: Place) -> None:
    """Emits what ends the blocks ``leaving``, a tail of the open blocks, innermost first."""
    blocks, handled = lowerer.blocks, lowerer.handled
    count = len(blocks)
    for block in reversed(leaving):
        count -= 1
        if block.unwind is None or not lowerer.builder.reachable:
            continue
        # What runs now is outside of the block that it ends.
        lowerer.blocks = blocks[:count]
        lowerer.handled = handled[: block.handled]
        block.unwind(place)
    lowerer.blocks, lowerer.handled = blocks, handled


def _jump_out(lowerer: Lowerer, node: cst.Break | cst.Continue, word: str) -> None:
    blocks = lowerer.blocks
    place = lowerer.place(node)
    for position in range(len(blocks) - 1, -1, -1):
        block = blocks[position]
        if block.leave >= 0:
            leave_blocks(lowerer, blocks[position + 1 :], place)
            label = block.leave if isinstance(node, cst.Break) else block.again
            lowerer.builder.jump(label, place)
            return
    lowerer.unsupported(node, -1, f"'{word}' outside loop")


@statement(cst.Break)
def _break(lowerer: Lowerer, node: cst.Break) -> None:
    _jump_out(lowerer, node, "break")


@statement(cst.Continue)
def _continue(lowerer: Lowerer, node: cst.Continue) -> None:
    _jump_out(lowerer, node, "continue")


def _body(lowerer: Lowerer, node: cst.For | cst.While, head: int, done: int, place: Place) -> None:
    """Emits the body of a loop, its back edge, its ``else`` and the place after it."""
    builder = lowerer.builder
    leave, again = builder.label(), builder.label()
    lowerer.blocks = [*lowerer.blocks, Block(None, len(lowerer.handled), leave, again)]
    lowerer.run(node.body)
    lowerer.blocks = lowerer.blocks[:-1]
    builder.place(again)
    builder.end_loop(head, place)
    builder.place(done)
    if node.orelse is not None:
        lowerer.run(node.orelse.body)
    builder.place(leave)


@statement(cst.While)
def _while(lowerer: Lowerer, node: cst.While) -> None:
    builder = lowerer.builder
    place = lowerer.place(node.test)
    head = builder.begin_loop(place)
    done = builder.label()
    if constant_truth(node.test) is not True:
        mark = builder.next_temporary
        body = builder.label()
        test(lowerer, node.test, body, done)
        builder.next_temporary = mark
        builder.place(body)
    _body(lowerer, node, head, done, place)


@statement(cst.For)
def _for(lowerer: Lowerer, node: cst.For) -> None:
    builder = lowerer.builder
    place = lowerer.place(node.iter)
    src = lowerer.value(node.iter)
    iterator = builder.temporary()
    make = ir.Iter if node.asynchronous is None else ir.AsyncIter
    builder.emit(make(iterator, src), place)
    done = builder.label()
    head = builder.begin_loop(place)
    builder.flow_to(done)
    target = node.target
    register = lowerer.local(lowerer.mangle(target.value)) if isinstance(target, cst.Name) else -1
    if register >= 0:
        builder.emit(ir.ForNext(register, iterator, done), place)
        builder.set_bound(register)
        lowerer.observe(register, target)
    else:
        item = builder.temporary()
        builder.emit(ir.ForNext(item, iterator, done), place)
        assign(lowerer, target, item, lowerer.place(target))
    _body(lowerer, node, head, done, place)
