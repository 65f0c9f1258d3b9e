"""Function definitions, lambdas, decorators and type parameters."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from pytea.frontend.assignment import annotation_text
from pytea.frontend.collecting import parameter_list
from pytea.frontend.literals import plain_string
from pytea.frontend.lowerer import Lowerer, Place, expression, statement
from pytea.ir import instructions as ir
from pytea.ir.code import Code, Parameters


def body_of(suite: cst.BaseSuite) -> Sequence[cst.CSTNode]:
    """Returns the statements of a suite."""
    return suite.body if isinstance(suite, (cst.IndentedBlock, cst.SimpleStatementSuite)) else ()


def split_docstring(body: Sequence[cst.CSTNode]) -> tuple[str | None, Sequence[cst.CSTNode]]:
    """Returns the docstring and the statements that are left to run."""
    if not body:
        return None, body
    first = body[0]
    small = first.body[0] if isinstance(first, cst.SimpleStatementLine) and first.body else first
    if not isinstance(small, cst.Expr):
        return None, body
    text = plain_string(small.value)
    if text is None:
        return None, body
    same_line = list(first.body[1:]) if isinstance(first, cst.SimpleStatementLine) else []
    return text, [*same_line, *body[1:]]


def decorators(lowerer: Lowerer, nodes: Sequence[cst.Decorator]) -> list[tuple[int, Place]]:
    """Emits the evaluation of decorators from the first to the last."""
    found = []
    for node in nodes:
        register = lowerer.value(node.decorator)
        found.append((register, lowerer.place(node.decorator)))
    return found


def decorate(lowerer: Lowerer, value: int, found: list[tuple[int, Place]]) -> int:
    """Emits the calls of decorators from the last to the first."""
    for function, place in reversed(found):
        result = lowerer.builder.temporary()
        lowerer.builder.emit(ir.Call(result, function, (value,), (), (), ()), place)
        value = result
    return value


@statement(cst.FunctionDef)
def _function(lowerer: Lowerer, node: cst.FunctionDef) -> None:
    start, end = lowerer.place(node)
    header = (start, lowerer.place(node.name)[1])
    found = decorators(lowerer, node.decorators)
    defaults, names, values = _defaults(lowerer, node.params)
    outer = lowerer.scope
    if node.type_parameters is not None:
        type_parameters(lowerer, node.type_parameters)
    inner = _enter(lowerer, node, node.name.value, header)
    _observe_parameters(inner, node.params)
    docstring, body = split_docstring(body_of(node.body))
    inner.run_all(body)
    code = inner.finish(
        "function",
        (start, end),
        _parameters(inner, node.params, node.returns),
        is_async=node.asynchronous is not None,
        docstring=docstring,
    )
    function = _make(lowerer, code, inner, defaults, names, values, header)
    lowerer.scope = outer
    function = decorate(lowerer, function, found)
    lowerer.store(lowerer.mangle(node.name.value), function, header)


@expression(cst.Lambda)
def _lambda(lowerer: Lowerer, node: cst.Lambda, dst: int) -> int:
    place = lowerer.place(node)
    defaults, names, values = _defaults(lowerer, node.params)
    inner = _enter(lowerer, node, "<lambda>", place)
    result = inner.value(node.body)
    inner.builder.terminate(ir.Return(result), inner.place(node.body))
    code = inner.finish("lambda", place, _parameters(inner, node.params, None))
    return _make(lowerer, code, inner, defaults, names, values, place, dst)


def _enter(lowerer: Lowerer, node: cst.CSTNode, name: str, place: Place) -> Lowerer:
    scope = lowerer.file.scopes[id(node)]
    return Lowerer(lowerer.file, scope, lowerer.inner_name(name), place)


def _observe_parameters(inner: Lowerer, node: cst.Parameters) -> None:
    """Shows what a function is called with; a parameter that lives in a cell is read from it."""
    scope = inner.frame
    for parameter, name in zip(parameter_list(node), scope.parameters, strict=True):
        if "parameter" in inner.file.observed and name != "self":
            value = inner.load(name, inner.place(parameter.name))
            inner.observe(value, parameter.name, "parameter")


def _make(
    lowerer: Lowerer,
    code: Code,
    inner: Lowerer,
    defaults: tuple[int, ...],
    names: tuple[str, ...],
    values: tuple[int, ...],
    place: Place,
    dst: int = -1,
) -> int:
    dst = lowerer.target(dst)
    cells = tuple(lowerer.registers[key] for key in inner.frame.free)
    lowerer.builder.emit(ir.MakeFunction(dst, code, defaults, names, values, cells), place)
    return dst


def _defaults(
    lowerer: Lowerer, node: cst.Parameters
) -> tuple[tuple[int, ...], tuple[str, ...], tuple[int, ...]]:
    """Emits the defaults: those of positional parameters, then those of keyword-only ones."""
    positional = [
        lowerer.value(parameter.default)
        for parameter in (*node.posonly_params, *node.params)
        if parameter.default is not None
    ]
    names: list[str] = []
    values: list[int] = []
    for parameter in node.kwonly_params:
        if parameter.default is not None:
            names.append(lowerer.mangle(parameter.name.value))
            values.append(lowerer.value(parameter.default))
    return tuple(positional), tuple(names), tuple(values)


def _parameters(
    lowerer: Lowerer, node: cst.Parameters, returns: cst.Annotation | None
) -> Parameters:
    mangle = lowerer.mangle
    annotations = [
        (mangle(parameter.name.value), annotation_text(lowerer, parameter.annotation))
        for parameter in parameter_list(node)
        if parameter.annotation is not None
    ]
    if returns is not None:
        annotations.append(("return", annotation_text(lowerer, returns)))
    names = lowerer.frame.parameters
    for parameter, name in zip(parameter_list(node), names, strict=True):
        if "'" in name:
            written = parameter.name.value
            reason = f"duplicate argument '{written}' in function definition"
            lowerer.file.faults.append((lowerer.span(lowerer.place(parameter.name)), reason))
    count = lowerer.frame.positional_count
    after = count + len(node.kwonly_params)
    starred = isinstance(node.star_arg, cst.Param)
    return Parameters(
        positional=names[:count],
        positional_only=len(node.posonly_params),
        keyword_only=names[count:after],
        varargs=names[after] if starred else None,
        varkw=names[-1] if node.star_kwarg is not None else None,
        annotations=tuple(annotations),
    )


def type_parameters(lowerer: Lowerer, node: cst.TypeParameters) -> list[int]:
    """Emits the parameters of PEP 695, enters their scope, and returns their registers."""
    lowerer.scope = lowerer.file.scopes[id(node)]
    registers = []
    for parameter in node.params:
        name = lowerer.mangle(parameter.param.name.value)
        place = lowerer.place(parameter.param)
        slot = lowerer.registers[(name, lowerer.scope)]
        value = lowerer.builder.temporary()
        lowerer.builder.emit(ir.TypeParameter(value, name), place)
        if name in lowerer.scope.cells:
            lowerer.const(None, place, slot)
            lowerer.builder.emit(ir.MakeCell(slot, name), place)
        lowerer.store(name, value, place)
        registers.append(value)
    return registers


@statement(cst.TypeAlias)
def _type_alias(lowerer: Lowerer, node: cst.TypeAlias) -> None:
    name = lowerer.mangle(node.name.value)
    value = lowerer.builder.temporary()
    lowerer.emit(ir.TypeParameter(value, name), node)
    lowerer.store(name, value, lowerer.place(node))
