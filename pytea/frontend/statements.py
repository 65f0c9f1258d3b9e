"""Simple statements, ``if``, imports, and the statements that need no lowering."""

from __future__ import annotations

import libcst as cst

from pytea.frontend.assignment import assign
from pytea.frontend.blocks import leave_blocks
from pytea.frontend.conditions import check, test
from pytea.frontend.lowerer import Lowerer, statement
from pytea.ir import instructions as ir


@statement(cst.SimpleStatementLine, cst.SimpleStatementSuite, cst.IndentedBlock)
def _suite(
    lowerer: Lowerer,
    node: cst.SimpleStatementLine | cst.SimpleStatementSuite | cst.IndentedBlock,
) -> None:
    lowerer.run_all(node.body)


@statement(cst.Expr)
def _expression(lowerer: Lowerer, node: cst.Expr) -> None:
    if not isinstance(node.value, (cst.SimpleString, cst.Ellipsis, cst.Integer)):
        lowerer.value(node.value)


@statement(cst.Pass, cst.Nonlocal, cst.Global)
def _nothing(lowerer: Lowerer, node: cst.CSTNode) -> None:
    """Declarations are known to the scopes already."""


@statement(cst.If)
def _if(lowerer: Lowerer, node: cst.If) -> None:
    builder = lowerer.builder
    end = builder.label()
    current: cst.If | cst.Else | None = node
    while isinstance(current, cst.If):
        mark = builder.next_temporary
        then, other = builder.label(), builder.label()
        test(lowerer, current.test, then, other)
        builder.next_temporary = mark
        builder.place(then)
        lowerer.run(current.body)
        if current.orelse is not None:
            builder.jump(end, lowerer.place(current.test))
        builder.place(other)
        current = current.orelse
    if current is not None:
        lowerer.run(current.body)
    builder.place(end)


@statement(cst.Assert)
def _assert(lowerer: Lowerer, node: cst.Assert) -> None:
    builder = lowerer.builder
    place = lowerer.place(node)
    failed, passed = builder.label(), builder.label()
    check(lowerer, node.test, failed)
    builder.jump(passed, place)
    builder.place(failed)
    exception = builder.temporary()
    builder.emit(ir.LoadGlobal(exception, "AssertionError"), place)
    if node.msg is not None:
        message = lowerer.value(node.msg)
        instance = builder.temporary()
        builder.emit(ir.Call(instance, exception, (message,), (), (), ()), place)
        exception = instance
    builder.terminate(ir.Raise(exception, -1), place)
    builder.place(passed)


@statement(cst.Return)
def _return(lowerer: Lowerer, node: cst.Return) -> None:
    place = lowerer.place(node)
    builder = lowerer.builder
    if lowerer.frame.kind in ("module", "class"):
        lowerer.unsupported(node, -1, "'return' outside function")
        return
    src = lowerer.const(None, place) if node.value is None else lowerer.value(node.value)
    if src < len(builder.names) and any(block.unwind for block in lowerer.blocks):
        # What runs on the way out may rebind the local.
        saved = builder.temporary()
        builder.emit(ir.Move(saved, src), place)
        src = saved
    if node.value is not None:
        lowerer.observe(src, node.value, "return")
    leave_blocks(lowerer, lowerer.blocks, place)
    builder.terminate(ir.Return(src), place)


@statement(cst.Raise)
def _raise(lowerer: Lowerer, node: cst.Raise) -> None:
    place = lowerer.place(node)
    builder = lowerer.builder
    if node.exc is None:
        if lowerer.handled:
            builder.terminate(ir.Reraise(lowerer.handled[-1]), place)
        else:
            builder.terminate(ir.RaiseCurrent(), place)
        return
    exception = lowerer.value(node.exc)
    cause = -1 if node.cause is None else lowerer.value(node.cause.item)
    builder.terminate(ir.Raise(exception, cause), place)


# --- imports ----------------------------------------------------------------------------------


def dotted(node: cst.CSTNode | None) -> str:
    """Returns the text of a dotted name, without whitespace."""
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    if isinstance(node, cst.Name):
        parts.append(node.value)
    return ".".join(reversed(parts))


@statement(cst.Import)
def _import(lowerer: Lowerer, node: cst.Import) -> None:
    for alias in node.names:
        place = lowerer.place(alias.name)
        module = dotted(alias.name)
        dst = lowerer.builder.temporary()
        lowerer.builder.emit(ir.Import(dst, module, alias.asname is not None), place)
        if alias.asname is not None:
            assign(lowerer, alias.asname.name, dst, place)
        else:
            lowerer.store(lowerer.mangle(module.partition(".")[0]), dst, place)


@statement(cst.ImportFrom)
def _import_from(lowerer: Lowerer, node: cst.ImportFrom) -> None:
    module = dotted(node.module)
    level = len(node.relative)
    if isinstance(node.names, cst.ImportStar):
        lowerer.emit(ir.ImportStar(module, level), node)
        return
    for alias in node.names:
        place = lowerer.place(alias.name)
        name = dotted(alias.name)
        dst = lowerer.builder.temporary()
        lowerer.builder.emit(ir.ImportFrom(dst, module, level, name), place)
        if alias.asname is not None:
            assign(lowerer, alias.asname.name, dst, place)
        else:
            lowerer.store(lowerer.mangle(name), dst, place)
