"""Assignments: targets of every kind, unpacking, augmented and annotated assignment, ``del``."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from pytea.frontend.expressions import subscript_index
from pytea.frontend.lowerer import Lowerer, Place, statement
from pytea.ir import instructions as ir

_AUGMENTED: dict[type[cst.CSTNode], str] = {
    cst.AddAssign: "+",
    cst.SubtractAssign: "-",
    cst.MultiplyAssign: "*",
    cst.DivideAssign: "/",
    cst.FloorDivideAssign: "//",
    cst.ModuloAssign: "%",
    cst.PowerAssign: "**",
    cst.MatrixMultiplyAssign: "@",
    cst.LeftShiftAssign: "<<",
    cst.RightShiftAssign: ">>",
    cst.BitAndAssign: "&",
    cst.BitOrAssign: "|",
    cst.BitXorAssign: "^",
}


def assign(lowerer: Lowerer, target: cst.CSTNode, src: int, place: Place) -> None:
    """Emits the assignment of ``src`` to ``target``; ``place`` is the whole assignment."""
    match target:
        case cst.Name():
            lowerer.store(lowerer.mangle(target.value), src, place)
            lowerer.observe(src, target)
        case cst.Attribute():
            obj = lowerer.value(target.value)
            name = lowerer.mangle(target.attr.value)
            lowerer.builder.emit(ir.SetAttr(obj, name, src), lowerer.place(target))
            lowerer.observe(src, target)
        case cst.Subscript():
            obj = lowerer.value(target.value)
            index = subscript_index(lowerer, target)
            lowerer.builder.emit(ir.SetItem(obj, index, src), lowerer.place(target))
        case cst.Tuple() | cst.List():
            _unpack(lowerer, target.elements, src, place)
        case _:
            lowerer.unsupported(target, -1, f"assignment to {type(target).__name__}")


def _unpack(lowerer: Lowerer, elements: Sequence[cst.BaseElement], src: int, place: Place) -> None:
    builder = lowerer.builder
    star = -1
    for position, element in enumerate(elements):
        if isinstance(element, cst.StarredElement):
            star = position
    direct = [_register(lowerer, element.value) for element in elements]
    if all(register >= 0 for register in direct) and len(set(direct)) == len(direct):
        builder.emit(ir.Unpack(tuple(direct), src, star), place)
        for register, element in zip(direct, elements, strict=True):
            builder.set_bound(register)
            lowerer.observe(register, element.value)
        return
    targets = tuple(builder.temporary() for _ in elements)
    builder.emit(ir.Unpack(targets, src, star), place)
    for register, element in zip(targets, elements, strict=True):
        assign(lowerer, element.value, register, place)


def _register(lowerer: Lowerer, node: cst.CSTNode) -> int:
    """Returns the register of a target that is a plain local, else -1."""
    return lowerer.local(lowerer.mangle(node.value)) if isinstance(node, cst.Name) else -1


@statement(cst.Assign)
def _assign(lowerer: Lowerer, node: cst.Assign) -> None:
    place = lowerer.place(node)
    first = node.targets[0].target
    register = _register(lowerer, first)
    if register >= 0 and len(node.targets) == 1:
        lowerer.value(node.value, register)
        lowerer.builder.set_bound(register)
        lowerer.observe(register, first)
        return
    src = lowerer.value(node.value)
    for target in node.targets:
        assign(lowerer, target.target, src, place)


@statement(cst.AugAssign)
def _augmented(lowerer: Lowerer, node: cst.AugAssign) -> None:
    builder = lowerer.builder
    place = lowerer.place(node)
    op = _AUGMENTED[type(node.operator)]
    target = node.target
    at = lowerer.place(target)
    match target:
        case cst.Name():
            left = lowerer.value(target)
            right = lowerer.value(node.value)
            local = _register(lowerer, target)
            result = lowerer.target(local)
            builder.emit(ir.InplaceBinary(result, op, left, right), place)
            lowerer.store(lowerer.mangle(target.value), result, place)
            lowerer.observe(result, target)
        case cst.Attribute():
            obj = lowerer.value(target.value)
            name = lowerer.mangle(target.attr.value)
            left, result = builder.temporary(), builder.temporary()
            builder.emit(ir.GetAttr(left, obj, name), at)
            right = lowerer.value(node.value)
            builder.emit(ir.InplaceBinary(result, op, left, right), place)
            builder.emit(ir.SetAttr(obj, name, result), at)
            lowerer.observe(result, target)
        case cst.Subscript():
            obj = lowerer.value(target.value)
            index = subscript_index(lowerer, target)
            left, result = builder.temporary(), builder.temporary()
            builder.emit(ir.GetItem(left, obj, index), at)
            right = lowerer.value(node.value)
            builder.emit(ir.InplaceBinary(result, op, left, right), place)
            builder.emit(ir.SetItem(obj, index, result), at)
        case _:
            lowerer.unsupported(node, -1, "target of an augmented assignment")


@statement(cst.AnnAssign)
def _annotated(lowerer: Lowerer, node: cst.AnnAssign) -> None:
    place = lowerer.place(node)
    target = node.target
    if node.value is not None:
        register = _register(lowerer, target)
        src = lowerer.value(node.value, register)
        if register >= 0:
            lowerer.builder.set_bound(register)
            lowerer.observe(register, target)
        else:
            assign(lowerer, target, src, place)
    elif isinstance(target, (cst.Attribute, cst.Subscript)):
        lowerer.value(target.value)
        if isinstance(target, cst.Subscript):
            subscript_index(lowerer, target)
    if (
        isinstance(target, cst.Name)
        and not target.lpar
        and lowerer.frame.kind in ("module", "class")
    ):
        text = annotation_text(lowerer, node.annotation)
        lowerer.builder.emit(ir.Annotate(lowerer.mangle(target.value), text), place)


def annotation_text(lowerer: Lowerer, node: cst.Annotation) -> str:
    """Returns the source text of an annotation, with its brackets."""
    expression = node.annotation
    if expression.lpar:
        return lowerer.file.tree.module.code_for_node(expression)
    return lowerer.source(expression)


@statement(cst.Del)
def _delete(lowerer: Lowerer, node: cst.Del) -> None:
    _delete_target(lowerer, node.target, lowerer.place(node))


def _delete_target(lowerer: Lowerer, target: cst.CSTNode, place: Place) -> None:
    match target:
        case cst.Name():
            lowerer.delete(lowerer.mangle(target.value), place)
        case cst.Attribute():
            obj = lowerer.value(target.value)
            lowerer.emit(ir.DelAttr(obj, lowerer.mangle(target.attr.value)), target)
        case cst.Subscript():
            obj = lowerer.value(target.value)
            index = subscript_index(lowerer, target)
            lowerer.emit(ir.DelItem(obj, index), target)
        case cst.Tuple() | cst.List():
            for element in target.elements:
                _delete_target(lowerer, element.value, place)
        case _:
            lowerer.unsupported(target, -1, f"deletion of {type(target).__name__}")
