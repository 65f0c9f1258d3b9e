"""Class definitions."""

from __future__ import annotations

import libcst as cst

from pytea.frontend.calls import Arguments, arguments
from pytea.frontend.functions import (
    body_of,
    decorate,
    decorators,
    split_docstring,
    type_parameters,
)
from pytea.frontend.lowerer import Lowerer, Place, statement
from pytea.ir import instructions as ir


@statement(cst.ClassDef)
def _class(lowerer: Lowerer, node: cst.ClassDef) -> None:
    start, end = lowerer.place(node)
    header = (start, lowerer.place(node.name)[1])
    name = node.name.value
    found = decorators(lowerer, node.decorators)
    outer = lowerer.scope
    generic = -1
    if node.type_parameters is not None:
        registers = type_parameters(lowerer, node.type_parameters)
        generic = _generic_base(lowerer, registers, lowerer.place(node.name))
    given = arguments(lowerer, (*node.bases, *node.keywords))
    if generic >= 0:
        given = Arguments(
            (*given.args, generic), given.starred, given.keyword_names, given.keyword_values
        )
    scope = lowerer.file.scopes[id(node)]
    inner = Lowerer(lowerer.file, scope, lowerer.inner_name(name), header)
    docstring, body = split_docstring(body_of(node.body))
    inner.run_all(body)
    code = inner.finish("class", (start, end), docstring=docstring)
    cells = tuple(lowerer.registers[key] for key in scope.free)
    dst = lowerer.builder.temporary()
    lowerer.builder.emit(
        ir.MakeClass(
            dst,
            name,
            code,
            given.args,
            given.starred,
            given.keyword_names,
            given.keyword_values,
            cells,
        ),
        header,
    )
    lowerer.scope = outer
    lowerer.store(lowerer.mangle(name), decorate(lowerer, dst, found), header)


def _generic_base(lowerer: Lowerer, registers: list[int], place: Place) -> int:
    """Emits ``typing.Generic[T, ...]``, the last base of a class with type parameters."""
    builder = lowerer.builder
    generic, index, base = (builder.temporary() for _ in range(3))
    builder.emit(ir.ImportFrom(generic, "typing", 0, "Generic"), place)
    builder.emit(ir.BuildTuple(index, tuple(registers), ()), place)
    builder.emit(ir.GetItem(base, generic, index), place)
    return base
