"""What fails behind a fault however the fault is repaired.

A fault that shows only when an earlier one is gone does not speak against the edit that ended the
earlier one, if it is there with any other repair as well.
"""

from __future__ import annotations

import ast

from pytea.analysis.fixing.operands import operands_of
from pytea.analysis.fixing.source import Source
from pytea.diagnostics import Diagnostic, Fix

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def neutral_edit(diagnostic: Diagnostic, source: Source) -> Fix | None:
    """Returns an edit that leaves out an operation of two tensors: the larger one goes on alone.

    It repairs nothing, but what fails behind it does not depend on how the fault is repaired.
    """
    node = source.node_at(diagnostic.span)
    if diagnostic.code != "not-broadcastable" or not isinstance(node, ast.BinOp):
        return None
    if not isinstance(node.op, _ARITHMETIC):
        return None
    operands = operands_of(diagnostic, source, node)
    if len(operands) != 2 or any(operand.shape is None for operand in operands):
        return None
    sizes = [_weight(operand.shape or ()) for operand in operands]
    larger = operands[0] if sizes[0] >= sizes[1] else operands[1]
    return source.replace(node, source.source_of(larger.node), "go on with one operand")


def _weight(shape: tuple[int | None, ...]) -> tuple[int, int]:
    """Orders shapes by their dims, then by how many of these are not broadcast."""
    return len(shape), sum(size != 1 for size in shape)


def is_of_another_kind(fault: Diagnostic, code: str, file: str, line: int) -> bool:
    """Returns whether an edit of a dtype cannot be what a fault elsewhere comes from: its shapes."""
    elsewhere = (file, line) != (fault.file, fault.span.line)
    return fault.code == "dtype-mismatch" != code and elsewhere
