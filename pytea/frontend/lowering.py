"""From a source file to a Module: parse, find the scopes, lower the module body.

The imports below register the lowering of every kind of node.
"""

from __future__ import annotations

from pytea.frontend import (
    assignment,
    blocks,
    calls,
    classes,
    comprehensions,
    conditions,
    exceptions,
    expressions,
    functions,
    literals,
    matching,
    statements,
    withs,
)
from pytea.frontend.collecting import collect
from pytea.frontend.functions import split_docstring
from pytea.frontend.lowerer import File, Lowerer
from pytea.frontend.parsing import Tree, deep, parse
from pytea.frontend.recovery import parse_what_can_be
from pytea.frontend.scopes import resolve_cells
from pytea.frontend.source_error import SourceError
from pytea.ir.code import Module
from pytea.span import SourceFile, Span

#: The files that hold the rules, in the order of their names.
RULES = (
    assignment,
    blocks,
    calls,
    classes,
    comprehensions,
    conditions,
    exceptions,
    expressions,
    functions,
    literals,
    matching,
    statements,
    withs,
)


def lower(
    source: SourceFile, module_name: str, *, recover: bool, observed: frozenset[str] = frozenset()
) -> Module:
    """Returns the lowered module; raises SourceError unless ``recover``.

    ``observed`` are the kinds of Observe instructions to emit.
    """
    try:
        return deep(lambda: _lower(source, module_name, recover, observed))
    except (RecursionError, MemoryError):
        fault = (Span(1, 1, 1, 1), "nested too deeply to be followed")
        return deep(lambda: lower_tree(parse(""), module_name, [fault]))


def _lower(source: SourceFile, module_name: str, recover: bool, observed: frozenset[str]) -> Module:
    faults: list[tuple[Span, str]] = []
    try:
        tree = parse(source.text)
    except SourceError as error:
        if not recover and not error.ours:
            raise
        tree, faults = parse_what_can_be(source.text)
    return lower_tree(tree, module_name, faults, observed)


def lower_tree(
    tree: Tree,
    module_name: str,
    faults: list[tuple[Span, str]],
    observed: frozenset[str] = frozenset(),
) -> Module:
    collector = collect(tree.module)
    resolve_cells(collector.module)
    file = File(tree, collector.scopes, faults, observed)
    place = (0, len(tree.text))
    lowerer = Lowerer(file, collector.module, "<module>", place)
    docstring, body = split_docstring(tree.module.body)
    lowerer.run_all(body)
    code = lowerer.finish("module", place, docstring=docstring)
    return Module(module_name, code, tuple(sorted(file.faults)))
