"""Calls: arguments, stars, keywords, and ``super()`` without arguments."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from pytea.frontend.lowerer import Lowerer, expression
from pytea.frontend.scopes import Scope, owner_of
from pytea.ir import instructions as ir
from pytea.records import immutable


@immutable()
class Arguments:
    """Registers of the arguments in the form that Call and MakeClass take."""

    args: tuple[int, ...]
    starred: tuple[int, ...]
    keyword_names: tuple[str | None, ...]
    keyword_values: tuple[int, ...]


def arguments(lowerer: Lowerer, nodes: Iterable[cst.Arg]) -> Arguments:
    """Emits the evaluation of arguments from left to right."""
    args: list[int] = []
    starred: list[int] = []
    names: list[str | None] = []
    values: list[int] = []
    for node in nodes:
        register = lowerer.value(node.value)
        if node.keyword is not None:
            # Python does not mangle the names of keyword arguments.
            names.append(node.keyword.value)
            values.append(register)
        elif node.star == "**":
            names.append(None)
            values.append(register)
        else:
            if node.star == "*":
                starred.append(len(args))
            args.append(register)
    return Arguments(tuple(args), tuple(starred), tuple(names), tuple(values))


@expression(cst.Call)
def _call(lowerer: Lowerer, node: cst.Call, dst: int) -> int:
    if not node.args and isinstance(node.func, cst.Name) and node.func.value == "super":
        result = _super(lowerer, node, dst)
        if result is not None:
            return result
    lowerer.file.callee = node.func
    func = lowerer.value(node.func)
    given = arguments(lowerer, node.args)
    dst = lowerer.target(dst)
    call = ir.Call(dst, func, given.args, given.starred, given.keyword_names, given.keyword_values)
    if lowerer.builder.reachable:
        lowerer.builder.emit(call, _call_place(lowerer, node))
    lowerer.observe(dst, node, "value")
    return dst


def _call_place(lowerer: Lowerer, node: cst.Call) -> tuple[int, int]:
    """Returns the place of a call: in a chain over several lines that of the method, as in Python."""
    start, end = lowerer.place(node)
    if isinstance(node.func, cst.Attribute):
        _, name_end = lowerer.place(node.func)
        if "\n" in lowerer.file.tree.text[start:name_end]:
            start = name_end - len(node.func.attr.value)
    return start, end


def _super(lowerer: Lowerer, node: cst.Call, dst: int) -> int | None:
    """Emits SuperCall where Python's ``super()`` finds a class and a first parameter."""
    frame = lowerer.frame
    if frame.kind not in ("function", "lambda") or _shadowed(lowerer.scope):
        return None
    owner = owner_of(lowerer.scope, "__class__")
    if owner is None or owner.kind != "class" or not frame.positional_count:
        return None
    cell = lowerer.registers[("__class__", owner)]
    first = lowerer.load(frame.parameters[0], lowerer.place(node))
    dst = lowerer.target(dst)
    lowerer.emit(ir.SuperCall(dst, cell, first), node)
    return dst


def _shadowed(scope: Scope) -> bool:
    if owner_of(scope, "super") is not None:
        return True
    while scope.parent is not None:
        scope = scope.parent
    return "super" in scope.bound
